//! The password in the real window: it stays in no file, argument and environment.

use std::fs;
use std::path::{Path, PathBuf};

use kabinet_demo::{CANARY, Demo, Setup, canary};
use kabinet_test_desktop::Session;

use crate::support::{MONTHS, User, fill_sign_in_form, today, wait_for_sync};

/// Returns the files below a folder that hold the password in any disguise.
fn leaks(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap());
    let found = entries.flat_map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => leaks(&entry.path()),
        Ok(kind) if kind.is_file() => {
            let bytes = fs::read(entry.path()).unwrap_or_default();
            canary::find(CANARY, &bytes).map(|_| entry.path()).into_iter().collect()
        }
        Ok(_) | Err(_) => Vec::new(),
    });
    found.collect()
}

/// Returns the arguments and environments of the processes of a session that hold the password.
fn leaks_of_processes(session: &Session) -> Vec<PathBuf> {
    let address = session.address().as_bytes();
    let is_of_session = |process: &PathBuf| {
        let environment = fs::read(process.join("environ")).unwrap_or_default();
        environment.windows(address.len()).any(|window| window == address)
    };
    let processes = fs::read_dir("/proc").unwrap().map(|entry| entry.unwrap().path());
    let own: Vec<PathBuf> = processes.filter(is_of_session).collect();
    assert!(own.len() > 2, "the window has processes: {own:?}");
    let texts = own.iter().flat_map(|process| ["cmdline", "environ"].map(|text| process.join(text)));
    texts.filter(|text| fs::read(text).is_ok_and(|bytes| canary::find(CANARY, &bytes).is_some())).collect()
}

#[test]
fn the_password_is_in_no_file_of_the_window_and_in_no_argument_of_a_process() {
    let site = Demo::start(Setup { months: Some(MONTHS), ..Setup::watched(today()) }).unwrap();
    let user = User::new();
    let home = user.desktop.home();
    let page = user.open_app();
    fill_sign_in_form(&page, &site, CANARY);
    page.click("[data-test=sign-in]");
    wait_for_sync(&page);
    assert_eq!(
        (leaks(home), leaks_of_processes(&user.desktop)),
        (vec![], vec![]),
        "while the window is open"
    );
    page.kill();
    assert_eq!(leaks(home), Vec::<PathBuf>::new(), "after the end");
    let planted = home.join("planted.txt");
    fs::write(&planted, CANARY).unwrap();
    assert_eq!(leaks(home), [planted]);
}
