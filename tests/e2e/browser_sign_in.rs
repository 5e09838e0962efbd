//! Signing in on the provider's own page, where a program cannot.

use std::fs;
use std::path::{Path, PathBuf};

use kabinet_demo::{ACCOUNT, Demo, Fault, PASSWORD, Reply, Running, Screen, Setup, Skin};
use kabinet_test_desktop::{Page, wait_until};

use crate::support::format;
use crate::support::{User, fill_sign_in_form, today, wait_for_sync};

const SKINS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/crates/demo/skins");

/// The title of the window that shows the site.
const SITE: &str = "127.0.0.1";

/// The digits on the picture of the skin `captcha`.
const ON_THE_PICTURE: &str = "47913";

#[test]
fn where_only_a_script_signs_in_the_customer_does_so_on_the_sites_own_page() {
    let site = start_portal("scripted");
    let user = User::new();
    let page = user.open_app();
    is_sent_to_the_site(&page, &site);
    signs_in_there(&user, &site, &format!("\t{ACCOUNT}\t{PASSWORD}\n"));
    is_read_without_a_password(&user, &page, &site);
}

#[test]
fn a_captcha_is_recognised_and_typed_by_the_customer() {
    let site = start_portal("captcha");
    let user = User::new();
    let page = user.open_app();
    is_sent_to_the_site(&page, &site);
    signs_in_there(&user, &site, &format!("\t{ACCOUNT}\t{PASSWORD}\t{ON_THE_PICTURE}\n"));
    is_read_without_a_password(&user, &page, &site);
}

/// A page that saves a file without being asked, in two ways, and reports that it has done so.
const SAVING: &str = "<p>Подождите</p><script>
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['evil']));
    link.download = 'evil.sh';
    document.body.append(link);
    link.click();
    const frame = document.createElement('iframe');
    frame.src = link.href;
    document.body.append(frame);
    setTimeout(() => fetch('/saved'), 1000);
</script>";

#[test]
fn a_page_of_the_site_writes_no_file_to_the_disk() {
    let site = start_portal("scripted");
    let user = User::new();
    let home = user.desktop.home();
    for folder in [".config", "Downloads"] {
        fs::create_dir_all(home.join(folder)).unwrap();
    }
    fs::write(home.join(".config/user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"$HOME/Downloads\"\n").unwrap();
    let page = user.open_app();
    fill_sign_in_form(&page, &site, PASSWORD);
    page.click("[data-test=sign-in]");
    page.wait_for("[data-code=needs_browser]");
    site.fault(Fault::Reply(Reply::page(SAVING)).on(Screen::Front));
    page.click("[data-test=browser-sign-in]");
    let is_over = || site.stats().log.iter().any(|request| request.path == "/saved").then_some(());
    wait_until("the page has tried to save", is_over);
    assert_eq!(files_called("evil", home), Vec::<PathBuf>::new());
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

fn start_portal(skin: &str) -> Running {
    let skin = Skin::load(&Path::new(SKINS).join(skin)).unwrap();
    Demo::start(Setup { skin, months: Some(3), ..Setup::new(today()) }).unwrap()
}

fn is_sent_to_the_site(page: &Page, site: &Running) {
    fill_sign_in_form(page, site, PASSWORD);
    page.click("[data-test=sign-in]");
    page.wait_for("[data-code=needs_browser]");
    assert_eq!(site.stats().sign_in_attempts(), 0, "no password is sent in vain");
    page.click("[data-test=browser-sign-in]");
    page.wait_for("[data-test=browser-wait]");
}

/// Signs in by the keyboard, from the link «Личный кабинет» of the front page.
fn signs_in_there(user: &User, site: &Running, form: &str) {
    let requests = |screen| site.stats().requests_for(screen);
    let forms = requests(Screen::SignIn);
    let front_page = user.desktop.wait_until_still(SITE);
    user.desktop.type_into(SITE, "\t");
    let focused_link = user.desktop.wait_until_changed(SITE, &front_page);
    user.desktop.type_into(SITE, "\n");
    wait_until("the form in the site's window", || (requests(Screen::SignIn) > forms).then_some(()));
    user.desktop.wait_until_changed(SITE, &focused_link);
    user.desktop.type_into(SITE, &format!("\t{form}"));
    wait_until("the form sent", || (site.stats().sign_in_attempts() == 1).then_some(()));
}

fn is_read_without_a_password(user: &User, page: &Page, site: &Running) {
    wait_until("the site's window closed", || (user.desktop.window_count(SITE) == 0).then_some(()));
    wait_for_sync(page);
    page.wait_for_text("[data-test=balance]", &format::sum(site.summary().balance));
    assert_eq!(site.stats().sign_in_attempts(), 1, "the program itself sends no password");
    let kept = user.account_secrets();
    assert!(kept.len() == 1 && !kept[0].contains(PASSWORD), "the keyring keeps the session: {kept:?}");
}
