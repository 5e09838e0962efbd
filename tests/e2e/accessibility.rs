use std::fs;

use kabinet_demo::{Fault, PASSWORD};
use kabinet_screen::Page;

use crate::customer::{Customer, fill_in, site};
use crate::{layout, tour};

const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/node_modules/axe-core/axe.min.js");

/// Once nothing moves any more: a colour on its way to another is neither.
const FINDINGS: &str = "
    const done = arguments[arguments.length - 1];
    const rules = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const told = (found) => found.nodes.map((node) => `${found.id}: ${node.target} ${node.failureSummary}`);
    Promise.allSettled(document.getAnimations().map((each) => each.finished))
        .then(() => axe.run({ runOnly: rules }))
        .then(({ violations }) => done(violations.flatMap(told)), (error) => done([String(error)]));
";

#[test]
fn axe_finds_nothing_on_any_screen_in_either_look() {
    let site = site();
    let customer = Customer::new();
    let page = customer.opens();
    page.run(&fs::read_to_string(AXE).expect("npm --prefix ui ci installs axe-core"), &[]);
    first_screen(&page, "light");
    page.click("[data-test=show-example]");
    page.shows("[data-test=connection][data-state=fresh]");
    for look in ["light", "dark"] {
        page.click("[data-test=to-settings]");
        page.choose("#look", look);
        page.until(look, &format!("document.documentElement.dataset.look === '{look}'"));
        tour::every_screen(&page, |screen| is_sound(&page, &format!("{screen}, {look}")));
    }
    page.click("[data-test=leave-example]");
    first_screen(&page, "dark");
    site.fault(Fault::HangUp);
    fill_in(&page, &site, PASSWORD);
    page.click("[data-test=sign-in]");
    page.shows("[data-code=offline]");
    is_sound(&page, "no connection at the sign-in");
}

fn first_screen(page: &Page, look: &str) {
    page.shows("[data-test=sign-in]");
    is_sound(page, &format!("the first screen, {look}"));
    page.click("#city");
    is_sound(page, &format!("the list of cities, {look}"));
    page.click("h1");
    page.click("[data-test=sign-in]");
    page.shows("#login-error");
    is_sound(page, &format!("the form with nothing in it, {look}"));
}

fn is_sound(page: &Page, screen: &str) {
    let findings = page.run_later(FINDINGS, &[]);
    assert_eq!(findings.as_array().map(Vec::len), Some(0), "{screen}: {findings:#}");
    layout::is_whole(page, screen);
}
