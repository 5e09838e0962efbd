use std::collections::HashSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use kabinet_screen::Page;

use crate::customer::{Customer, WINDOW, read};
use crate::{layout, tour};

/// With this in the environment the pictures go to that folder, to be looked at and kept.
const FOLDER: &str = "KABINET_SCREENSHOTS";

/// Screens, looks and languages.
const PICTURES: usize = 13 * 2 * 2;

#[test]
fn every_screen_is_pictured_in_both_looks_and_languages() {
    let customer = Customer::new();
    let folder = env::var_os(FOLDER).map_or_else(|| customer.desk.traces().to_owned(), PathBuf::from);
    let page = customer.opens();
    let mut taken = HashSet::new();
    for look in ["light", "dark"] {
        for language in ["ru", "en"] {
            pictured(&page, look, language, |screen| {
                let file = folder.join(format!("{screen}.{language}.{look}.png"));
                assert!(
                    taken.insert(picture(&customer, &page, &file)),
                    "{} looks like another",
                    file.display()
                );
                layout::is_whole(&page, &file.display().to_string());
            });
        }
    }
    assert_eq!(taken.len(), PICTURES, "every screen is there");
}

fn pictured(page: &Page, look: &str, language: &str, mut seen: impl FnMut(&str)) {
    page.click("[data-test=show-example]");
    read(page);
    page.click("[data-test=to-settings]");
    page.choose("#language", language);
    page.choose("#look", look);
    let set = "[document.documentElement.lang, document.documentElement.dataset.look].join()";
    page.until("language and look", &format!("{set} === '{language},{look}'"));
    tour::every_screen(page, &mut seen);
    page.click("[data-test=leave-example]");
    page.shows("[data-test=sign-in]");
    seen("welcome");
}

/// When nothing moves any more, and that has been drawn.
const AT_REST: &str = "
    const done = arguments[0];
    const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
    Promise.allSettled(document.getAnimations().map((each) => each.finished)).then(drawn);
";

fn picture(customer: &Customer, page: &Page, file: &Path) -> Vec<u8> {
    page.run_later(AT_REST, &[]);
    customer.desk.photograph(WINDOW, file);
    fs::read(file).expect("a picture that was taken can be read")
}
