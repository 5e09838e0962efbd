use std::time::{Duration, Instant};

use crate::customer::{Customer, read};

/// From the click until the balance and the statements are there.
const PROMISED: Duration = Duration::from_secs(5);

#[test]
fn the_example_is_one_click_away_and_leaves_nothing_behind() {
    let customer = Customer::new();
    let page = customer.opens();
    let clicked = Instant::now();
    page.click("[data-test=show-example]");
    read(&page);
    page.says("[data-test=balance]", "588,00");
    page.says("[data-test=example]", "Это пример");
    page.click("[data-test=to-statements]");
    page.shows("[data-month]");
    let took = clicked.elapsed();
    assert!(took < PROMISED, "the example takes {took:?}");
    page.click("[data-test=leave-example]");
    page.shows("[data-test=sign-in]");
    page.lacks("[data-test=example]");
    assert_eq!(customer.desk.secrets(), [""; 0], "no password of the example's is kept");
}
