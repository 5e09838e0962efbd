use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use kabinet_screen::until;

use crate::customer::{Customer, site};

/// Folders that every program uses.
const SHARED: [&str; 2] = [".config/autostart", "run/tray-icon"];

/// What may write files, the last of them as it sees the first one go.
const PROGRAMS: [&str; 3] = ["kabinet", "WebKitWebProcess", "WebKitNetworkProcess"];

#[test]
fn signing_out_takes_the_password_away_and_keeps_what_was_read() {
    let customer = Customer::new();
    let page = customer.signs_in(&site());
    page.click("[data-test=to-settings]");
    page.click("[data-test=sign-out]");
    page.click("dialog [data-test=accept]");
    until("no password in the keyring", || customer.desk.secrets().is_empty().then_some(()));
    page.shows("[data-test=balance]");
}

#[test]
fn erasing_leaves_no_file_and_no_password() {
    let customer = Customer::new();
    let before = files(customer.desk.home());
    let page = customer.signs_in(&site());
    page.click("[data-test=to-settings]");
    page.click("#autostart");
    page.until("the start at login", "document.querySelector('#autostart').checked");
    page.choose("#look", "dark");
    assert!(files(customer.desk.home()).len() > before.len() + 2, "there is something to erase");

    page.click("[data-test=erase]");
    page.click("dialog [data-test=accept]");
    page.shows("[data-test=sign-in]");
    assert_eq!(customer.desk.secrets(), [""; 0], "the keyring keeps nothing");
    customer.chooses("Выйти");
    until("the end of the program and its webview", || {
        PROGRAMS.iter().all(|program| customer.desk.processes_of(program).is_empty()).then_some(())
    });
    let shared = SHARED.map(|folder| customer.desk.home().join(folder));
    let mut left = files(customer.desk.home());
    left.retain(|path| !before.contains(path) && !shared.contains(path));
    assert_eq!(left, BTreeSet::new(), "no file stays, nor a folder of the program's own");
}

/// Every file and folder under that one.
fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeSet::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| files(&path).into_iter().chain([path])).collect()
}
