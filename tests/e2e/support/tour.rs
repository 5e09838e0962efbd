//! The tour through every screen.

use kabinet_test_desktop::{Key, Page};

/// Visits every screen and dialog behind the first screen, and calls `seen` with the name of each.
///
/// It may begin on any of them.
pub fn every_screen(page: &Page, mut seen: impl FnMut(&str)) {
    settings(page, &mut seen);
    overview(page, &mut seen);
    statements(page, &mut seen);
    page.click("[data-test=to-forecast]");
    page.wait_for("[data-test=debits]");
    seen("forecast");
    page.click("[data-test=to-settings]");
    page.click("[data-test=to-diagnostics]");
    page.wait_for("[data-test=diagnose]");
    seen("diagnostics");
}

fn settings(page: &Page, seen: &mut impl FnMut(&str)) {
    page.click("[data-test=to-settings]");
    page.wait_for("[data-test=test-reminder]");
    seen("settings");
    page.click("[data-test=erase]");
    page.wait_for("dialog [data-test=accept]");
    seen("erasing");
    page.click("dialog button[type=button]");
    page.wait_for_absence("dialog");
}

fn overview(page: &Page, seen: &mut impl FnMut(&str)) {
    page.click("[data-test=to-overview]");
    page.wait_for("[data-test=reminders]");
    seen("overview");
    page.click("[data-test=accounts]");
    page.wait_for("[data-test=add-account]");
    seen("accounts");
    page.press(Key::Escape);
    page.wait_for_absence("[data-test=add-account]");
}

fn statements(page: &Page, seen: &mut impl FnMut(&str)) {
    page.click("[data-test=to-statements]");
    let views = [("years", "years"), ("balance", "balance-table-open"), ("months", "months")];
    for (view, sign) in views {
        page.click(&format!("[data-test=show-{view}]"));
        page.wait_for(&format!("[data-test={sign}]"));
        page.wait_until(view, "document.querySelector('main figure')");
        seen(view);
    }
    page.click("[data-test=export]");
    page.wait_for("dialog [data-test=accept]");
    seen("export");
    page.press(Key::Escape);
    page.wait_for_absence("dialog");
    page.click("[data-month] button");
    page.wait_for("[data-test=entries]");
    seen("month");
    page.press_with(Key::Control, 'f');
    page.type_text("больше 500");
    page.wait_for("[data-test=found-entries]");
    seen("search");
    page.press(Key::Escape);
    page.wait_for("[data-test=months]");
}
