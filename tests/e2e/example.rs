//! The example account.

use std::time::{Duration, Instant};

use crate::support::{User, wait_for_sync};

/// The longest time from the click to the statements, on a machine that is not busy.
const PROMISED: Duration = Duration::from_secs(5);

#[test]
fn the_example_is_one_click_away_and_leaves_nothing_behind() {
    let user = User::new();
    let page = user.open_app();
    let delay_before = user.desktop.run_delay();
    let clicked = Instant::now();
    page.click("[data-test=show-example]");
    wait_for_sync(&page);
    page.wait_for_text("[data-test=balance]", "588,00");
    page.wait_for_text("[data-test=example]", "Это пример");
    page.click("[data-test=to-statements]");
    page.wait_for("[data-month]");
    let took = clicked.elapsed();
    let delay = user.desktop.run_delay().saturating_sub(delay_before);
    assert!(took < PROMISED + delay, "the example takes {took:?}, and has waited {delay:?} for a processor");
    page.click("[data-test=leave-example]");
    page.wait_for("[data-test=sign-in]");
    page.wait_for_absence("[data-test=example]");
    assert_eq!(user.account_secrets(), [""; 0], "no password of the example's is kept");
}
