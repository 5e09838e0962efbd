use std::time::{Duration, Instant};

use crate::customer::Customer;

#[test]
fn the_example_is_there_in_five_seconds() {
    let customer = Customer::new();
    let page = customer.opens();
    let clicked = Instant::now();
    page.click("[data-test=show-example]");
    page.says("[data-test=balance]", "588");
    assert!(clicked.elapsed() < Duration::from_secs(5), "it took {:?}", clicked.elapsed());
    page.shows("[data-test=example]");
}
