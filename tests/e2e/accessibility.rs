//! Accessibility of every screen, checked by axe-core.

use std::fs;

use kabinet_demo::{Fault, PASSWORD};
use kabinet_test_desktop::Page;

use crate::support::{User, fill_sign_in_form, start_site};
use crate::support::{layout, tour};

const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/node_modules/axe-core/axe.min.js");

/// Runs axe-core after all animations, because a fading colour has no contrast of its own.
const FINDINGS: &str = "
    const done = arguments[arguments.length - 1];
    const rules = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const describe = (found) => found.nodes.map((node) => `${found.id}: ${node.target} ${node.failureSummary}`);
    Promise.allSettled(document.getAnimations().map((each) => each.finished))
        .then(() => axe.run({ runOnly: rules }))
        .then(({ violations }) => done(violations.flatMap(describe)), (error) => done([String(error)]));
";

#[test]
fn axe_finds_nothing_on_any_screen_in_either_look() {
    let site = start_site();
    let user = User::new();
    let page = user.open_app();
    page.run(&fs::read_to_string(AXE).expect("npm --prefix ui ci installs axe-core"), &[]);
    first_screen(&page, "light");
    page.click("[data-test=show-example]");
    page.wait_for("[data-test=connection][data-state=fresh]");
    for look in ["light", "dark"] {
        page.click("[data-test=to-settings]");
        page.choose("#look", look);
        page.wait_until(look, &format!("document.documentElement.dataset.look === '{look}'"));
        tour::every_screen(&page, |screen| assert_accessible(&page, &format!("{screen}, {look}")));
    }
    page.click("[data-test=leave-example]");
    first_screen(&page, "dark");
    site.fault(Fault::HangUp);
    fill_sign_in_form(&page, &site, PASSWORD);
    page.click("[data-test=sign-in]");
    page.wait_for("[data-code=offline]");
    assert_accessible(&page, "no connection at the sign-in");
}

fn first_screen(page: &Page, look: &str) {
    page.wait_for("[data-test=sign-in]");
    assert_accessible(page, &format!("the first screen, {look}"));
    page.click("#city");
    assert_accessible(page, &format!("the list of cities, {look}"));
    page.click("h1");
    page.click("[data-test=sign-in]");
    page.wait_for("#login-error");
    assert_accessible(page, &format!("the form with nothing in it, {look}"));
}

fn assert_accessible(page: &Page, screen: &str) {
    let findings = page.run_async(FINDINGS, &[]);
    assert_eq!(findings.as_array().map(Vec::len), Some(0), "{screen}: {findings:#}");
    layout::assert_sound(page, screen);
}
