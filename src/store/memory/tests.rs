//! Two wizards, broken files, odd paths.

use std::os::unix::fs::symlink;
use std::sync::Barrier;
use std::thread;

use tempfile::TempDir;

use super::*;

fn places() -> (TempDir, Places) {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::within(folder.path().join("家").into()).unwrap();
    (folder, places)
}

fn known(path: PathBuf, when: i64) -> Known {
    Known {
        path,
        title: "清溪镇2026年党建".to_owned(),
        state: "已填 41/49  错3".to_owned(),
        when,
        stand: "走访困难党员人数".to_owned(),
    }
}

fn answer(key: &str, text: &str) -> Vec<(String, String)> {
    vec![(key.to_owned(), text.to_owned())]
}

#[test]
fn what_was_noted_is_remembered_by_every_name_of_the_draft() {
    let (folder, places) = places();
    assert_eq!(Memory::load(&places), Memory::default());
    assert!(!places.memory().parent().unwrap().exists());

    let path = fs::canonicalize(folder.path()).unwrap().join("草稿.toml");
    let link = folder.path().join("链接.toml");
    fs::write(&path, "").unwrap();
    symlink(&path, &link).unwrap();
    Memory::note(&places, known(link.clone(), 5), answer("镇名", "清溪镇"));
    let memory = Memory::load(&places);
    assert_eq!(memory.drafts, [known(path.clone(), 5)]);
    assert_eq!(memory.answers["镇名"], "清溪镇");
    for name in [&path, &link] {
        assert_eq!(memory.stand(name), Some("走访困难党员人数"));
    }
    let names: Vec<_> = fs::read_dir(places.memory().parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["memory.toml"]);
}

#[test]
fn many_at_the_same_moment_lose_nothing() {
    let (folder, places) = places();
    let start = Barrier::new(8);
    thread::scope(|scope| {
        for number in 0..8 {
            let (start, places) = (&start, &places);
            let path = folder.path().join(format!("{number}.toml"));
            scope.spawn(move || {
                start.wait();
                Memory::note(
                    places,
                    known(path, number),
                    answer(&format!("第{number}项"), "有"),
                );
            });
        }
    });
    let memory = Memory::load(&places);
    assert_eq!((memory.drafts.len(), memory.answers.len()), (8, 8));
}

#[test]
fn another_wizard_s_note_is_waited_for() {
    let (folder, places) = places();
    make_folder(places.memory().parent().unwrap()).unwrap();
    let lock = Lock::moment(&places.memory()).unwrap();
    let path = folder.path().join("草稿.toml");
    let (tell, heard) = std::sync::mpsc::channel();
    thread::scope(|scope| {
        let places = &places;
        scope.spawn(move || {
            Memory::note(places, known(path, 1), Vec::new());
            tell.send(()).unwrap();
        });
        let early = heard.recv_timeout(std::time::Duration::from_millis(50));
        assert!(early.is_err() && !places.memory().exists());
        drop(lock);
        heard.recv().unwrap();
    });
    assert_eq!(Memory::load(&places).drafts.len(), 1);
}

#[test]
fn a_draft_that_can_not_be_reached_now_stays_known() {
    let (folder, places) = places();
    for number in 1..=60 {
        let path = folder.path().join(format!("{number}.toml"));
        Memory::note(&places, known(path, number), Vec::new());
    }
    let memory = Memory::load(&places);
    assert_eq!(memory.drafts.len(), MOST);
    assert_eq!((memory.drafts[0].when, memory.drafts[1].when), (60, 59));
}

#[test]
fn a_broken_file_is_put_aside() {
    let (folder, places) = places();
    let path = places.memory();
    make_folder(path.parent().unwrap()).unwrap();
    for broken in [&b"drafts = 12"[..], b"\xFF\xFE", b"not = [toml"] {
        fs::write(&path, broken).unwrap();
        assert_eq!(Memory::load(&places), Memory::default());
        Memory::note(&places, known(folder.path().join("一"), 1), Vec::new());
        assert_eq!(Memory::load(&places).drafts.len(), 1);
    }
    let aside = |name| fs::read(path.with_file_name(name)).unwrap();
    assert_eq!(aside("memory-2.toml"), b"drafts = 12");
    assert_eq!(aside("memory-4.toml"), b"not = [toml");
}

#[test]
fn a_memory_that_can_not_be_kept_stops_nobody() {
    let (folder, places) = places();
    fs::write(places.memory().parent().unwrap(), "a file").unwrap();
    Memory::note(&places, known(folder.path().join("一"), 1), Vec::new());
    assert_eq!(Memory::load(&places), Memory::default());
}

#[test]
fn a_path_that_can_not_be_written_down_harms_nothing_else() {
    use std::os::unix::ffi::OsStrExt;
    let (folder, places) = places();
    let odd = std::ffi::OsStr::from_bytes(b"\xFF.toml");
    let path = folder.path().join(odd);
    Memory::note(&places, known(path, 1), answer("镇名", "清溪镇"));
    assert_eq!(Memory::load(&places).answers["镇名"], "清溪镇");
}
