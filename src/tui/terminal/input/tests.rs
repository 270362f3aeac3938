use proptest::prelude::*;

use super::*;

fn whole(bytes: &[u8]) -> Vec<Input> {
    let mut decoder = Decoder::new();
    let mut inputs = decoder.feed(bytes);
    inputs.extend(decoder.idle());
    inputs
}

fn plain(code: Code) -> Input {
    Input::Key(Key::plain(code))
}

fn typed(text: &str) -> Vec<Input> {
    text.chars().map(|c| plain(Code::Char(c))).collect()
}

fn with(code: Code, held: &str) -> Input {
    Input::Key(Key {
        code,
        ctrl: held.contains('c'),
        alt: held.contains('a'),
        shift: held.contains('s'),
    })
}

#[test]
fn every_terminal_s_encoding_of_a_key_is_that_key() {
    use Code::*;
    let table: [(&[&str], Code); 22] = [
        (&["\x1b[A", "\x1bOA"], Up),
        (&["\x1b[B", "\x1bOB"], Down),
        (&["\x1b[C", "\x1bOC"], Right),
        (&["\x1b[D", "\x1bOD"], Left),
        (&["\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"], Home),
        (&["\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"], End),
        (&["\x1b[2~"], Insert),
        (&["\x1b[3~"], Delete),
        (&["\x1b[5~"], PageUp),
        (&["\x1b[6~"], PageDown),
        (&["\x1bOP", "\x1b[11~", "\x1b[[A", "\x1b[P"], F(1)),
        (&["\x1bOR", "\x1b[13~", "\x1b[[C", "\x1b[R"], F(3)),
        (&["\x1b[15~", "\x1b[[E"], F(5)),
        (&["\x1b[17~"], F(6)),
        (&["\x1b[21~"], F(10)),
        (&["\x1b[24~"], F(12)),
        (&["\x1b[Z", "\x1b\t", "\x1b[9;2u", "\x1b[27;2;9~"], BackTab),
        (&["\r", "\n", "\x1bOM", "\x1b[13u"], Enter),
        (&["\t", "\x1b[9u"], Tab),
        (&["\x7f", "\x08", "\x1b[127u", "\x1b[104;5u"], Backspace),
        (&["\x1b", "\x1b[27u"], Esc),
        (&["5", "\x1bOu", "\x1b[53u", "\x1b[57404u"], Char('5')),
    ];
    for (encodings, code) in table {
        for bytes in encodings {
            assert_eq!(whole(bytes.as_bytes()), [plain(code)], "{bytes:?}");
        }
    }
}

#[test]
fn the_same_keys_come_from_five_kinds_of_terminal() {
    use Code::*;
    let keys = [
        Up,
        Home,
        End,
        PageUp,
        PageDown,
        Delete,
        F(1),
        F(5),
        F(12),
        BackTab,
        Backspace,
        Esc,
    ];
    // What each sends for these keys, in this order; kitty with its keyboard protocol on.
    let terminals: [(&str, [&str; 12]); 5] = [
        (
            "xterm",
            [
                "\x1b[A", "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~", "\x1b[3~", "\x1bOP",
                "\x1b[15~", "\x1b[24~", "\x1b[Z", "\x7f", "\x1b",
            ],
        ),
        (
            "linux",
            [
                "\x1b[A", "\x1b[1~", "\x1b[4~", "\x1b[5~", "\x1b[6~", "\x1b[3~", "\x1b[[A",
                "\x1b[[E", "\x1b[24~", "\x1b\t", "\x7f", "\x1b",
            ],
        ),
        (
            "rxvt",
            [
                "\x1b[A", "\x1b[7~", "\x1b[8~", "\x1b[5~", "\x1b[6~", "\x1b[3~", "\x1b[11~",
                "\x1b[15~", "\x1b[24~", "\x1b[Z", "\x7f", "\x1b",
            ],
        ),
        (
            "PuTTY",
            [
                "\x1bOA", "\x1b[1~", "\x1b[4~", "\x1b[5~", "\x1b[6~", "\x1b[3~", "\x1b[11~",
                "\x1b[15~", "\x1b[24~", "\x1b[Z", "\x08", "\x1b",
            ],
        ),
        (
            "kitty",
            [
                "\x1b[1;1A",
                "\x1b[1;1H",
                "\x1b[1;129F",
                "\x1b[5;1:1~",
                "\x1b[6;1:2~",
                "\x1b[3~",
                "\x1b[P",
                "\x1b[15~",
                "\x1b[24~",
                "\x1b[9;2u",
                "\x1b[127u",
                "\x1b[27u",
            ],
        ),
    ];
    for (terminal, sent) in terminals {
        for (bytes, key) in sent.iter().zip(keys) {
            assert_eq!(whole(bytes.as_bytes()), [plain(key)], "{terminal} {key:?}");
        }
        // All of them at once, as they come in over a line that stalled; a lone Esc ends in silence.
        let all = keys.map(plain);
        assert_eq!(whole(sent.concat().as_bytes()), all, "{terminal}");
    }
}

#[test]
fn what_was_held_is_told() {
    use Code::*;
    for (bytes, input) in [
        ("\x1b[1;5A", with(Up, "c")),
        ("\x1bO5A", with(Up, "c")),
        ("\x1bOa", with(Up, "c")),
        ("\x1b[a", with(Up, "s")),
        ("\x1b\x1b[A", with(Up, "a")),
        ("\x1b[1;3A", with(Up, "a")),
        ("\x1b[3;5~", with(Delete, "c")),
        ("\x1b[3^", with(Delete, "c")),
        ("\x1b[3$", with(Delete, "s")),
        ("\x1b[3@", with(Delete, "cs")),
        ("\x1b[5^", with(PageUp, "c")),
        ("\x07", with(Char('g'), "c")),
        ("\x1b[103;5u", with(Char('g'), "c")),
        ("\x1b[27;5;103~", with(Char('g'), "c")),
        ("\x1c", with(Char('\\'), "c")),
        ("\0", with(Char(' '), "c")),
        ("\x1bx", with(Char('x'), "a")),
        ("\x1b好", with(Char('好'), "a")),
        ("\x1b\x7f", with(Backspace, "a")),
        ("\x1b\x07", with(Char('g'), "ca")),
        ("\x1b[97:65;2u", with(Char('A'), "")),
        ("\x1b[97;2u", with(Char('A'), "")),
        ("\x1b[", with(Char('['), "a")),
        ("\x1bO", with(Char('O'), "a")),
        ("\x1b]", with(Char(']'), "a")),
    ] {
        assert_eq!(whole(bytes.as_bytes()), [input], "{bytes:?}");
    }
    assert_eq!(whole(b"\x1b\x1b"), [plain(Esc), plain(Esc)]);
    assert_eq!(whole(b"\x1b\x1bq"), [plain(Esc), with(Char('q'), "a")]);
}

#[test]
fn a_report_has_two_numbers_and_f3_none() {
    let report = Input::Report { row: 24, column: 5 };
    assert_eq!(whole(b"\x1b[24;5R"), [report]);
    assert_eq!(whole(b"\x1b[R"), [plain(Code::F(3))]);
}

#[test]
fn a_mode_is_told_by_its_number() {
    let (number, state) = (2026, 2);
    assert_eq!(whole(b"\x1b[?2026;2$y"), [Input::Mode { number, state }]);
}

#[test]
fn unknown_sequences_type_nothing() {
    for bytes in [
        "\x1b[?62;22c",
        "\x1b[>0;136;0c",
        "\x1b[?2026;2;2$y",
        "\x1b[I",
        "\x1b[O",
        "\x1b[99~",
        "\x1b[97;1:3u",
        "\x1b]11;rgb:0000/0000/0000\x07",
        "\x1b]11;rgb:0000/0000/0000\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1b_Gi=1;OK\x1b\\",
        "\x1b[M !!",
        "\x1b[<35;4;5M",
        "\x1b[<0;4;5m",
        "\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20m",
        "\x1b[12",
        "\x1b[[",
    ] {
        let mut decoder = Decoder::new();
        let mut inputs = decoder.feed(bytes.as_bytes());
        inputs.extend(decoder.idle());
        inputs.extend(decoder.feed(b"q"));
        assert_eq!(inputs, typed("q"), "{bytes:?}");
    }
}

#[test]
fn a_sequence_without_end_does_not_lock_the_keyboard() {
    let mut bytes = b"\x1b[".to_vec();
    bytes.resize(10_000, b'1');
    assert!(whole(&bytes).len() > 5_000);
    assert_eq!(whole(b"\x1b[12\x03"), [with(Code::Char('c'), "c")]);
    assert_eq!(whole("\x1b[12好".as_bytes()), typed("好"));
    assert_eq!(whole(b"\x1b[12\x1b[A"), [plain(Code::Up)]);
}

#[test]
fn a_split_character_is_put_together() {
    let mut decoder = Decoder::new();
    assert_eq!(decoder.feed(&"好".as_bytes()[..2]), []);
    assert!(decoder.pending());
    assert_eq!(decoder.feed(&"好".as_bytes()[2..]), typed("好"));
    assert_eq!(decoder.patience(), None);
}

#[test]
fn gbk_is_named_and_the_next_character_kept() {
    let inputs = whole(b"\xc4\xe3\xba\xc3\xe5\xa5\xbdq");
    let wrong = inputs.iter().filter(|i| matches!(i, Input::NotUtf8(_)));
    assert!(wrong.count() >= 2);
    assert!(inputs.ends_with(&typed("好q")));
}

#[test]
fn escape_waits_for_the_rest_of_its_sequence() {
    let mut decoder = Decoder::new();
    assert_eq!(decoder.feed(b"\x1b"), []);
    assert_eq!(decoder.patience(), Some(ESC_WAIT));
    assert_eq!(decoder.feed(b"["), []);
    assert_eq!(decoder.feed(b"A"), [plain(Code::Up)]);
    assert_eq!(decoder.feed(b"\x1b"), []);
    assert_eq!(decoder.idle(), [plain(Code::Esc)]);
}

#[test]
fn the_rest_of_a_sequence_that_comes_too_late_is_no_typing() {
    let mut decoder = Decoder::new();
    decoder.feed(b"\x1b");
    assert_eq!(decoder.idle(), [plain(Code::Esc)]);
    assert_eq!(
        decoder.feed(b"[Aq"),
        [plain(Code::Up), plain(Code::Char('q'))]
    );
    decoder.feed(b"\x1b");
    decoder.idle();
    assert_eq!(decoder.feed(b"[x]"), typed("[x]"));
    assert_eq!(decoder.feed(b"[A"), typed("[A"));
}

#[test]
fn a_paste_is_one_input_with_plain_line_ends() {
    assert_eq!(
        whole("\x1b[200~一\r\n二\r三\n\x1b[3~\x03\x1b[201~q".as_bytes()),
        [
            Input::Paste("一\n二\n三\n\x1b[3~\x03".into()),
            plain(Code::Char('q'))
        ]
    );
    assert_eq!(
        whole(b"\x1b[200~a\xffb\x1b[201~"),
        [Input::NotUtf8(1), Input::Paste("a\u{fffd}b".into())]
    );
}

#[test]
fn a_paste_without_end_ends_by_silence() {
    let mut decoder = Decoder::new();
    assert_eq!(decoder.feed("\x1b[200~没有结束\x1b[20".as_bytes()), []);
    assert_eq!(decoder.patience(), Some(REST_WAIT));
    assert_eq!(decoder.idle(), [Input::Paste("没有结束".into())]);
    assert_eq!(decoder.feed(b"\x1b[201~q"), typed("q"));
}

#[test]
fn a_raw_paste_is_one_batch() {
    let text = "清溪镇".repeat(700);
    assert_eq!(Decoder::new().feed(text.as_bytes()), typed(&text));
}

#[test]
fn a_mouse_presses_and_scrolls() {
    let mouse = |action| Input::Mouse {
        action,
        row: 4,
        column: 3,
    };
    assert_eq!(
        whole(b"\x1b[<0;4;5M\x1b[<64;4;5M\x1b[<65;4;5M"),
        [
            mouse(Mouse::Press),
            mouse(Mouse::WheelUp),
            mouse(Mouse::WheelDown)
        ]
    );
}

fn noise() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => any::<u8>().prop_map(|byte| vec![byte]),
        2 => prop::sample::select(b"\x1b[O<;:123457890~ABMRZu$^\\]PX\x07\x18".to_vec()).prop_map(|byte| vec![byte]),
        1 => prop::sample::select(vec!["\x1b[200~", "\x1b[201~", "\x1b[", "\x1b[1;5", "好", "\x1b]", "\x1b\\"])
            .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn where_a_read_ends_makes_no_difference(bytes in noise(), cuts in prop::collection::vec(0usize..200, 0..6)) {
        let mut decoder = Decoder::new();
        let mut inputs = Vec::new();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        for pair in cuts.windows(2) {
            inputs.extend(decoder.feed(&bytes[pair[0]..pair[1]]));
        }
        inputs.extend(decoder.idle());
        prop_assert_eq!(inputs, whole(&bytes));
    }

    #[test]
    fn after_silence_a_q_is_a_q(bytes in noise()) {
        let mut decoder = Decoder::new();
        decoder.feed(&bytes);
        decoder.idle();
        prop_assert!(!decoder.pending());
        prop_assert_eq!(decoder.feed(b"q"), typed("q"));
    }

    #[test]
    fn no_control_character_is_ever_typed(bytes in noise()) {
        for input in whole(&bytes) {
            if let Input::Key(Key { code: Code::Char(c), .. }) = input {
                prop_assert!(!c.is_control());
            }
        }
    }
}
