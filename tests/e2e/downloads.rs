//! Files that a page saves without being asked.

use std::fs;
use std::path::{Path, PathBuf};

use kabinet_demo::{Fault, PASSWORD, Reply, Screen};
use kabinet_test_desktop::wait_until;
use serde_json::json;

use crate::support::{User, fill_sign_in_form, start_site_in};

/// A script that saves a file in two ways, and calls the function `saved` a second later.
const SAVING: &str = "
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['evil']));
    link.download = 'evil.sh';
    document.body.append(link);
    link.click();
    const frame = document.createElement('iframe');
    frame.src = link.href;
    document.body.append(frame);
    setTimeout(saved, 1000);
";

#[test]
fn a_page_of_the_site_writes_no_file_to_the_disk() {
    let site = start_site_in("scripted");
    let user = user_with_downloads();
    let page = user.open_app();
    fill_sign_in_form(&page, &site, PASSWORD);
    page.click("[data-test=sign-in]");
    page.wait_for("[data-code=needs_browser]");
    let script = format!("<p>Подождите</p><script>const saved = () => fetch('/saved');{SAVING}</script>");
    site.fault(Fault::Reply(Reply::page(&script)).on(Screen::Front));
    page.click("[data-test=browser-sign-in]");
    let is_over = || site.stats().log.iter().any(|request| request.path == "/saved").then_some(());
    wait_until("the page has tried to save", is_over);
    assert_eq!(files_called("evil", user.desktop.home()), Vec::<PathBuf>::new());
}

#[test]
fn the_programs_own_page_writes_no_file_to_the_disk() {
    let user = user_with_downloads();
    let page = user.open_app();
    let saved = page.run_async(&format!("const saved = () => arguments[0](true);{SAVING}"), &[]);
    assert_eq!(saved, json!(true), "the page has tried to save");
    assert_eq!(files_called("evil", user.desktop.home()), Vec::<PathBuf>::new());
}

/// Creates a user whose system names a folder for downloads.
fn user_with_downloads() -> User {
    let user = User::new();
    let home = user.desktop.home();
    for folder in [".config", "Downloads"] {
        fs::create_dir_all(home.join(folder)).unwrap();
    }
    fs::write(home.join(".config/user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"$HOME/Downloads\"\n").unwrap();
    user
}

/// Returns the files below a folder whose names begin so.
fn files_called(start: &str, folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap());
    let found = entries.flat_map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => files_called(start, &entry.path()),
        Ok(_) if entry.file_name().to_string_lossy().starts_with(start) => vec![entry.path()],
        Ok(_) | Err(_) => Vec::new(),
    });
    found.collect()
}
