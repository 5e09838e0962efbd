use std::fs;

use kabinet_demo::{Fault, PASSWORD};
use kabinet_screen::{Key, Page};

use crate::customer::{Customer, fill_in, site};
use crate::layout;

const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/node_modules/axe-core/axe.min.js");

/// Once nothing moves any more: a colour on its way to another is neither.
const FINDINGS: &str = "
    const done = arguments[arguments.length - 1];
    const rules = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const told = (found) => found.nodes.map((node) => `${found.id}: ${node.target} ${node.failureSummary}`);
    Promise.all(document.getAnimations().map((each) => each.finished))
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
        inner_screens(&page, look);
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

fn inner_screens(page: &Page, look: &str) {
    page.shows("[data-test=test-reminder]");
    is_sound(page, &format!("the settings, {look}"));
    page.click("[data-test=erase]");
    page.shows("dialog [data-test=accept]");
    is_sound(page, &format!("the question before erasing, {look}"));
    page.click("dialog button[type=button]");
    page.lacks("dialog");
    page.click("[data-test=to-overview]");
    page.shows("[data-test=reminders]");
    is_sound(page, &format!("the overview, {look}"));
    page.click("[data-test=accounts]");
    is_sound(page, &format!("the accounts, {look}"));
    page.press(Key::Escape);
    statements(page, look);
    for (screen, sign) in [("search", "found-entries"), ("forecast", "debits"), ("diagnostics", "diagnose")] {
        let way = if screen == "diagnostics" { "settings" } else { screen };
        page.click(&format!("[data-test=to-{way}]"));
        if way != screen {
            page.click(&format!("[data-test=to-{screen}]"));
        }
        page.shows(&format!("[data-test={sign}]"));
        is_sound(page, &format!("{screen}, {look}"));
    }
}

fn statements(page: &Page, look: &str) {
    page.click("[data-test=to-statements]");
    for view in ["years", "balance", "months"] {
        page.click(&format!("[data-test=show-{view}]"));
        page.until(view, "document.querySelector('main figure')");
        is_sound(page, &format!("the statements by {view}, {look}"));
    }
    page.click("[data-test=export]");
    page.shows("dialog [data-test=accept]");
    is_sound(page, &format!("the export, {look}"));
    page.press(Key::Escape);
    page.lacks("dialog");
    page.click("[data-month] button");
    page.shows("[data-test=entries]");
    is_sound(page, &format!("a month, {look}"));
}

fn is_sound(page: &Page, screen: &str) {
    let findings = page.run_later(FINDINGS, &[]);
    assert_eq!(findings.as_array().map(Vec::len), Some(0), "{screen}: {findings:#}");
    layout::is_whole(page, screen);
}
