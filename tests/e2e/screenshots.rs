//! Screenshots of every screen.

use std::collections::HashSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use kabinet_test_desktop::{Page, wait_until};

use crate::support::{User, WINDOW, wait_for_sync};
use crate::support::{layout, tour};

/// The environment variable for a folder in which to keep the screenshots.
const FOLDER: &str = "KABINET_SCREENSHOTS";

/// The number of screens, times looks, times languages.
const PICTURES: usize = 13 * 2 * 2;

#[test]
fn every_screen_is_pictured_in_both_looks_and_languages() {
    let user = User::new();
    let folder = env::var_os(FOLDER).map_or_else(|| user.desktop.artifacts().to_owned(), PathBuf::from);
    let page = user.open_app();
    let mut taken = HashSet::new();
    for look in ["light", "dark"] {
        for language in ["ru", "en"] {
            pictured(&page, look, language, |screen| {
                let file = folder.join(format!("{screen}.{language}.{look}.png"));
                taken.insert(new_picture(&user, &page, &file, &taken));
                layout::assert_sound(&page, &file.display().to_string());
            });
        }
    }
    assert_eq!(taken.len(), PICTURES, "every screen is there");
}

fn pictured(page: &Page, look: &str, language: &str, mut seen: impl FnMut(&str)) {
    page.click("[data-test=show-example]");
    wait_for_sync(page);
    page.click("[data-test=to-settings]");
    page.choose("#language", language);
    page.choose("#look", look);
    let set = "[document.documentElement.lang, document.documentElement.dataset.look].join()";
    page.wait_until("language and look", &format!("{set} === '{language},{look}'"));
    // The settings begin at their top when they are opened anew.
    page.click("[data-test=to-overview]");
    tour::every_screen(page, &mut seen);
    page.click("[data-test=leave-example]");
    page.wait_for("[data-test=sign-in]");
    seen("welcome");
}

/// Takes a picture that is unlike all others.
///
/// On a busy machine the window may show the previous screen after the page has drawn the next.
fn new_picture(user: &User, page: &Page, file: &Path, taken: &HashSet<Vec<u8>>) -> Vec<u8> {
    page.wait_until_at_rest();
    wait_until(&format!("a picture unlike the others for {}", file.display()), || {
        user.desktop.save_screenshot(WINDOW, file);
        let picture = fs::read(file).expect("the picture can be read");
        (!taken.contains(&picture)).then_some(picture)
    })
}
