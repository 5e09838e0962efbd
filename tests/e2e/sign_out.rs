//! Signing out and erasing everything.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use kabinet_test_desktop::wait_until;

use crate::support::{User, start_site};

/// Folders and files that all programs share.
///
/// dconf's are the settings of GTK; `doc` is where the portal of documents shows files to sandboxes.
const SHARED: [&str; 6] =
    [".config/autostart", "run/tray-icon", "run/dconf", "run/dconf/user", "run/doc", "run/doc/by-app"];

/// Programs that may write files, the last of them when the first one ends.
const PROGRAMS: [&str; 3] = ["kabinet", "WebKitWebProcess", "WebKitNetworkProcess"];

#[test]
fn signing_out_takes_the_password_away_and_keeps_what_was_read() {
    let user = User::new();
    let page = user.sign_in(&start_site());
    page.click("[data-test=to-settings]");
    page.click("[data-test=sign-out]");
    page.click("dialog [data-test=accept]");
    wait_until("no password in the keyring", || user.account_secrets().is_empty().then_some(()));
    page.wait_for("[data-test=balance]");
}

#[test]
fn erasing_leaves_no_file_and_no_password() {
    let user = User::new();
    let before = files(user.desktop.home());
    let page = user.sign_in(&start_site());
    page.click("[data-test=to-settings]");
    page.click("#autostart");
    page.wait_until("the start at login", "document.querySelector('#autostart').checked");
    page.choose("#look", "dark");
    assert!(files(user.desktop.home()).len() > before.len() + 2, "there is something to erase");

    page.click("[data-test=erase]");
    page.click("dialog [data-test=accept]");
    page.wait_for("[data-test=sign-in]");
    assert_eq!(user.desktop.keyring_items(), [""; 0], "the keyring keeps nothing");
    user.click_tray("Закрыть Kabinet");
    wait_until("the end of the program and its webview", || {
        PROGRAMS.iter().all(|program| user.desktop.processes_of(program).is_empty()).then_some(())
    });
    let shared = SHARED.map(|folder| user.desktop.home().join(folder));
    let mut left = files(user.desktop.home());
    left.retain(|path| !before.contains(path) && !shared.contains(path));
    assert_eq!(left, BTreeSet::new(), "no file stays, nor a folder of the program's own");
}

/// Returns every file and folder under a folder.
fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeSet::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| files(&path).into_iter().chain([path])).collect()
}
