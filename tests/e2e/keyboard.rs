//! The whole program by the keyboard alone.

use kabinet_demo::{ACCOUNT, PASSWORD};
use kabinet_test_desktop::{Key, Page};
use serde_json::json;

use crate::support::{User, start_site, tour, wait_for_sync};

/// More presses of Tab than any screen has targets, with all rows of a list.
const FAR: usize = 400;

/// Checks the focused element by WCAG 2.2, 2.4.7, 2.4.11 and 2.4.13.
const FOCUS: &str = "
    const here = document.activeElement;
    if (here === document.body) return { found: false, faults: [] };
    const style = getComputedStyle(here);
    const { left, top, width, height } = here.getBoundingClientRect();
    const over = document.elementFromPoint(left + width / 2, top + height / 2);
    const faults = [];
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) faults.push('no focus is seen');
    if (!over || !(here.contains(over) || over.contains(here))) faults.push('it is covered');
    return { found: here.matches(arguments[0]), faults: faults.map((fault) => `${fault}: ${here.outerHTML}`) };
";

/// Collects the controls that a pointer can use; of a group of radio buttons one has the focus.
const COLLECT: &str = "
    const within = document.querySelector('dialog[open]') ?? document;
    const controls = within.querySelectorAll('button, input, select, summary, a[href], [tabindex=\"0\"]');
    const isUsable = (each) => each.checkVisibility() && !each.disabled && each.tabIndex >= 0;
    const isChosen = (each) => each.type !== 'radio' || each.checked;
    window.left = new Set([...controls].filter((each) => isUsable(each) && isChosen(each)));
";

/// Takes the focused control off the collected ones, and returns those that are left.
const LEFT: &str = "
    window.left.delete(document.activeElement);
    return [...window.left].filter((each) => each.isConnected && each.checkVisibility()).map((each) => each.outerHTML);
";

#[test]
fn the_whole_job_is_done_by_the_keyboard_alone() {
    let site = start_site();
    let user = User::new();
    let page = user.open_app();
    signs_in(&page, site.url().as_str());
    reads_the_hints(&page);
    reads_a_month(&page);
    changes_settings(&page);
    erases(&page);
}

fn signs_in(page: &Page, site: &str) {
    tab_to(page, "#city");
    page.type_text("тали");
    page.press(Key::Enter);
    page.wait_until("the city", "document.querySelector('#city').value === 'Талица'");
    tab_to(page, "#login");
    page.type_text(ACCOUNT);
    tab_to(page, "#password");
    page.type_text(PASSWORD);
    tab_to(page, "[data-test=advanced] summary");
    page.press(Key::Enter);
    tab_to(page, "#site");
    page.type_text(site);
    page.press(Key::Enter);
    wait_for_sync(page);
}

fn reads_the_hints(page: &Page) {
    tab_to(page, "[data-test=autostart-no]");
    page.press(Key::Enter);
    tab_to(page, "[data-test=hints-read]");
    page.press(Key::Enter);
    page.wait_for_absence("[data-test=hints]");
}

fn reads_a_month(page: &Page) {
    tab_to(page, "[data-test=to-statements]");
    page.press(Key::Enter);
    tab_to(page, "[role=slider]");
    page.press(Key::Left);
    let month = page.wait_until("a month read out", "document.activeElement.getAttribute('aria-valuetext')");
    let name = month.as_str().unwrap().split(':').next().unwrap().to_owned();
    page.press(Key::Enter);
    page.wait_for("main[data-screen=month] [data-test=entries]");
    page.wait_for_text("h1", &name);
    page.press(Key::Escape);
    page.wait_until("the keyboard at the month", "document.activeElement.closest('[data-month]')");
    page.press_with(Key::Control, '1');
    page.wait_for("main[data-screen=overview]");
}

fn changes_settings(page: &Page) {
    page.press_with(Key::Control, '4');
    tab_to(page, "#look");
    page.type_text("Т");
    page.wait_until("the dark look", "document.documentElement.dataset.look === 'dark'");
    tab_to(page, "#hide");
    page.press(Key::Space);
    page.press_with(Key::Control, '1');
    page.wait_for_text("[data-test=balance]", "сумма скрыта");
}

fn erases(page: &Page) {
    page.press_with(Key::Control, '4');
    tab_to(page, "[data-test=erase]");
    page.press(Key::Enter);
    tab_to(page, "dialog [data-test=accept]");
    page.press(Key::Enter);
    page.wait_for("[data-test=sign-in]");
}

#[test]
fn the_tab_key_comes_to_every_control_of_every_screen() {
    let user = User::new();
    let page = user.open_app();
    page.click("[data-test=show-example]");
    page.wait_for("[data-test=connection][data-state=fresh]");
    tour::every_screen(&page, |screen| assert_reachable(&page, screen));
}

/// Presses Tab until every control of the screen has had the focus.
fn assert_reachable(page: &Page, screen: &str) {
    page.run(COLLECT, &[]);
    let mut left = json!([]);
    for _ in 0..FAR {
        page.press(Key::Tab);
        left = page.run(LEFT, &[]);
        if left == json!([]) {
            return;
        }
    }
    panic!("{screen}: the Tab key does not come to {left:#}");
}

/// Presses Tab until that element has the focus.
fn tab_to(page: &Page, selector: &str) {
    for _ in 0..FAR {
        page.press(Key::Tab);
        page.wait_until_at_rest();
        let focus = page.run(FOCUS, &[json!(selector)]);
        assert_eq!(focus["faults"], json!([]), "on the way to {selector}");
        if focus["found"] == true {
            return;
        }
    }
    panic!("the Tab key does not come to {selector}");
}
