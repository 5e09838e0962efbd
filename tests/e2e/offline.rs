//! The program without a connection to the provider's site.

use kabinet_test_desktop::{Page, Value, wait_until};

use crate::support::{MONTHS, User, start_site};

#[test]
fn without_the_site_the_same_figures_are_shown_with_a_mark() {
    let site = start_site();
    let user = User::new();
    let page = user.sign_in(&site);
    let before = figures(&page);
    page.kill();
    site.shutdown();

    let page = user.open_app();
    assert_eq!(figures(&page), before, "what was read once is there at once");
    refresh_until_offline(&page);
    page.wait_for_text("[data-test=age]", "Нет связи.");
    page.wait_for_text("[data-code=offline]", "С сайтом нет связи: 127.0.0.1");
    page.wait_for_text("[data-code=offline]", "Сохранённые данные прежние");
    assert_eq!(figures(&page), before, "a refresh that fails changes nothing");
    page.kill();

    let page = user.open_app();
    page.wait_for("[data-test=connection][data-state=offline]");
    assert_eq!(figures(&page), before, "nor does the next start");
    assert_eq!(user.account_secrets().len(), 1, "the password is kept");
}

/// Clicks on «Обновить» until a refresh fails: for a minute after a success none is made.
fn refresh_until_offline(page: &Page) {
    wait_until("the mark of no connection", || {
        page.click("[data-test=refresh]");
        page.wait_for("[data-test=refresh]");
        (page.count("[data-test=connection][data-state=offline]") > 0).then_some(())
    });
}

/// The balance, the next debit, and the table of months.
///
/// The days until the debit are left out: the day may change meanwhile.
#[derive(Debug, PartialEq)]
struct Figures {
    balance: String,
    debit_date: String,
    debit_sum: String,
    shortfall: String,
    months: Value,
}

fn figures(page: &Page) -> Figures {
    let balance = page.text("[data-test=balance]");
    let debit_date = page.text("[data-test=answer] .when span");
    let debit_sum = page.text("[data-test=answer] .sum");
    let shortfall = page.text("[data-test=answer] .shortfall");
    page.click("[data-test=to-statements]");
    page.click("[data-test=year-all]");
    let months = page.wait_until("all months", &rows_of_months());
    page.click("[data-test=to-overview]");
    Figures { balance, debit_date, debit_sum, shortfall, months }
}

/// Returns an expression for the rows' texts, false while only the header is drawn.
fn rows_of_months() -> String {
    format!(
        "(rows => rows.length === {MONTHS} && rows.map(row => [...row.cells].map(cell => cell.innerText.trim())))\
         ([...document.querySelectorAll('[data-test=months] tbody [data-month]')])"
    )
}
