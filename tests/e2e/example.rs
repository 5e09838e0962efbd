use crate::customer::{Customer, read};

#[test]
fn the_example_is_one_click_away_and_leaves_nothing_behind() {
    let customer = Customer::new();
    let page = customer.opens();
    page.click("[data-test=show-example]");
    read(&page);
    page.says("[data-test=balance]", "588,00");
    page.says("[data-test=example]", "Это пример");
    page.click("[data-test=to-statements]");
    page.shows("[data-month]");
    page.click("[data-test=leave-example]");
    page.shows("[data-test=sign-in]");
    page.lacks("[data-test=example]");
    assert_eq!(customer.desk.secrets(), [""; 0], "no password of the example's is kept");
}
