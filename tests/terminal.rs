//! The harness for tests at a real terminal keeps what it promises; shown with programs that are everywhere.

mod common;

use common::{End, Start};

fn shell(script: &'static [&'static str]) -> Start<'static> {
    Start {
        program: "/bin/sh",
        ..Start::new(script)
    }
}

#[test]
fn what_a_program_prints_is_on_the_screen_and_its_code_is_told() {
    let mut app = shell(&["-c", "printf '清溪镇 %s' \"$HUIBAO_HOME\"; read x; exit 3"]).start();
    app.wait_for("清溪镇 /");
    let before = app.bytes();
    app.send("12\r");
    assert_eq!(app.finish(), End::Code(3));
    assert!(app.bytes_since(before) >= 2);
    let home = app.home();
    assert!(app.screen()[0].contains(&*home.path().to_string_lossy()));
}

#[test]
fn the_terminal_says_where_its_cursor_is() {
    let script = &[
        "-c",
        "stty raw -echo; printf '\\r“\\033[6n'; dd bs=1 count=6 2>/dev/null | tr '\\033' E; read x",
    ];
    let narrow = shell(script).start();
    narrow.wait_for("“E[1;2R");
    assert_eq!(narrow.cursor(), (0, 7));
    let wide = Start {
        wide: true,
        ..shell(script)
    };
    let wide = wide.start();
    wide.wait_for("“E[1;3R");
    assert_eq!(wide.cursor(), (0, 8));
}

#[test]
fn another_size_reaches_the_program() {
    let app = shell(&[
        "-c",
        "trap 'stty size' WINCH; echo 好; while :; do read x; done",
    ])
    .start();
    app.wait_for("好");
    app.resize(100, 30);
    app.wait_for("30 100");
}

#[test]
fn a_hangup_is_a_signal_or_only_the_end_of_input() {
    let mut app = shell(&[
        "-c",
        "trap 'echo hup >>how' HUP; echo 好; while read x; do echo $x >>typed; done; echo end >>how",
    ])
    .start();
    app.wait_for("好");
    app.hangup();
    app.finish();
    let read = |name| std::fs::read_to_string(app.home().path().join(name)).unwrap_or_default();
    assert_eq!(read("how"), "hup\nend\n");
    assert_eq!(read("typed"), "");

    for how in [
        Start {
            hangup_ignored: true,
            ..shell(&["-c", "echo 好; read x || echo end >how"])
        },
        Start {
            no_controlling_terminal: true,
            ..shell(&["-c", "echo 好; read x || echo end >how"])
        },
    ] {
        let mut app = how.start();
        app.wait_for("好");
        app.hangup();
        app.finish();
        let how = app.home().path().join("how");
        assert_eq!(std::fs::read_to_string(how).unwrap(), "end\n");
    }
}

#[test]
fn what_is_killed_ends_by_a_signal() {
    let mut app = shell(&["-c", "echo 好; read x"]).start();
    app.wait_for("好");
    app.kill9();
    assert!(matches!(app.finish(), End::Signal(_)));
}
