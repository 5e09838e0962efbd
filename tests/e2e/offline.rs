use std::time::Duration;

use kabinet_screen::{Page, within};

use crate::customer::{Customer, site};

/// For a minute after a success the site is not asked again.
const MINUTE_AND_A_HALF: Duration = Duration::from_secs(90);

#[test]
fn without_the_site_the_same_figures_are_shown_with_a_mark() {
    let site = site();
    let customer = Customer::new();
    let page = customer.signs_in(&site);
    let before = figures(&page);
    page.switch_off();
    site.shutdown();

    let page = customer.opens();
    assert_eq!(figures(&page), before, "what was read once is there at once");
    within(MINUTE_AND_A_HALF, "the mark of no connection", || {
        page.click("[data-test=refresh]");
        page.shows("[data-test=refresh]");
        (page.count("[data-test=connection][data-state=offline]") > 0).then_some(())
    });
    page.says("[data-test=age]", "Нет связи.");
    page.says("[data-code=offline]", "С сайтом нет связи: 127.0.0.1");
    page.says("[data-code=offline]", "Сохранённые данные прежние");
    assert_eq!(figures(&page), before, "a refresh that fails changes nothing");
    page.switch_off();

    let page = customer.opens();
    page.shows("[data-test=connection][data-state=offline]");
    assert_eq!(figures(&page), before, "nor does the next start");
    assert_eq!(customer.desk.secrets().len(), 1, "the password is kept");
}

fn figures(page: &Page) -> [String; 2] {
    let overview = page.text("[data-test=balance]") + &page.text("[data-test=answer]");
    page.click("[data-test=to-statements]");
    let statements = page.text("[data-test=months]");
    page.click("[data-test=to-overview]");
    [overview, statements]
}
