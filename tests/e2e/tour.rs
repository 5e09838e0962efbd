use kabinet_screen::{Key, Page};

/// Every screen and dialog behind the first screen, one after another, as a person comes to them;
/// `seen` is told of each by its name. Begins and ends anywhere.
pub fn every_screen(page: &Page, mut seen: impl FnMut(&str)) {
    settings(page, &mut seen);
    overview(page, &mut seen);
    statements(page, &mut seen);
    for (screen, sign) in [("search", "found-entries"), ("forecast", "debits")] {
        page.click(&format!("[data-test=to-{screen}]"));
        page.shows(&format!("[data-test={sign}]"));
        seen(screen);
    }
    page.click("[data-test=to-settings]");
    page.click("[data-test=to-diagnostics]");
    page.shows("[data-test=diagnose]");
    seen("diagnostics");
}

fn settings(page: &Page, seen: &mut impl FnMut(&str)) {
    page.click("[data-test=to-settings]");
    page.shows("[data-test=test-reminder]");
    seen("settings");
    page.click("[data-test=erase]");
    page.shows("dialog [data-test=accept]");
    seen("erasing");
    page.click("dialog button[type=button]");
    page.lacks("dialog");
}

fn overview(page: &Page, seen: &mut impl FnMut(&str)) {
    page.click("[data-test=to-overview]");
    page.shows("[data-test=reminders]");
    seen("overview");
    page.click("[data-test=accounts]");
    seen("accounts");
    page.press(Key::Escape);
}

fn statements(page: &Page, seen: &mut impl FnMut(&str)) {
    page.click("[data-test=to-statements]");
    for view in ["years", "balance", "months"] {
        page.click(&format!("[data-test=show-{view}]"));
        page.until(view, "document.querySelector('main figure')");
        seen(view);
    }
    page.click("[data-test=export]");
    page.shows("dialog [data-test=accept]");
    seen("export");
    page.press(Key::Escape);
    page.lacks("dialog");
    page.click("[data-month] button");
    page.shows("[data-test=entries]");
    seen("month");
}
