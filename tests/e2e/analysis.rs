//! The audit, the forecast, the offers and the charts.

use chrono::Datelike;
use kabinet_domain::{Money, Month, MonthStatement};
use kabinet_test_desktop::{Key, Page};
use serde_json::json;

use crate::support::format::{self, signed, sum};
use crate::support::{User, debit_day, start_site, today};

/// The number of debits in a forecast.
const FORESEEN: usize = 12;

#[test]
fn a_contradiction_of_the_portal_is_shown_and_marked_at_its_row() {
    let site = start_site();
    let month = Month::of(today()).previous();
    let slip = Money::from_kopecks(100_000).unwrap();
    let right = site.months().iter().find(|it| it.totals.month == month).unwrap().transactions[0].clone();
    site.change(|ledger| ledger.misprint(month, slip));
    let user = User::new();
    let page = user.sign_in(&site);
    page.click("[data-test=to-statements]");
    page.wait_for_text("[data-test=audit]", "расхождени");
    page.click("[data-test=audit] summary");
    let balance = right.balance_after.unwrap();
    page.wait_for_text("[data-test=audit]", &right.description);
    page.wait_for_text("[data-test=audit]", &sum(balance + slip));
    page.wait_for_text("[data-test=audit]", &sum(balance));
    let key = format::month(month);
    page.wait_for(&format!("[data-month=\"{key}\"] [data-test=finding]"));
    assert_eq!(page.count("[data-month] [data-test=finding]"), 1, "no other month is marked");
    page.click("[data-test=finding-show]");
    page.wait_for_text("[data-test=findings]", &sum(balance + slip));
    page.wait_for("[data-test=entries] [data-index=\"0\"] [data-test=finding]");
    assert_eq!(page.count("[data-test=entries] [data-test=finding]"), 1, "no other row is marked");
}

#[test]
fn offers_forecast_and_charts_show_the_same_figures_as_the_site() {
    let site = start_site();
    let user = User::new();
    let page = user.sign_in(&site);
    offers(&page);
    page.click("[data-test=to-forecast]");
    forecast(&page, site.summary().balance);
    page.click("[data-test=to-statements]");
    years(&page, &site.months());
    balance(&page, site.summary().balance);
}

/// Checks the savings: 3 × 800 − 2328, 6 × 800 − 4512 and 12 × 800 − 8448.
fn offers(page: &Page) {
    for kopecks in [7_200, 28_800, 115_200] {
        page.wait_for_text("[data-test=offers]", &sum(Money::from_kopecks(kopecks).unwrap()));
    }
    page.wait_for_text("[data-test=advice]", &sum(Money::from_kopecks(115_200).unwrap()));
}

fn forecast(page: &Page, balance: Money) {
    let fee = Money::from_kopecks(80_000).unwrap();
    page.click("[data-test=debits-all]");
    let rows = table(page, "debits", FORESEEN);
    let after = (1..).map(|count| (0..count).fold(balance, |left, _| left - fee));
    for (row, left) in rows.iter().zip(after) {
        assert_eq!(row[2], sum(-fee), "the fee of the tariff: {row:?}");
        assert_eq!(row[3], sum(left), "the balance after it: {row:?}");
    }
    assert_eq!(rows[0][0], debit_day().format("%d.%m.%Y").to_string(), "the first debit is the site's");
    page.wait_for_absence("main figure");
}

fn years(page: &Page, months: &[MonthStatement]) {
    page.click("[data-test=show-years]");
    let year = today().year();
    let of_year = months.iter().filter(|it| it.totals.month.first_day().year() == year);
    let (paid, charged) = of_year.fold((Money::ZERO, Money::ZERO), |(paid, charged), it| {
        (paid + it.totals.paid, charged + it.totals.charged)
    });
    let row = format!("[data-test=years] [data-year=\"{year}\"]");
    page.wait_for_text(&row, &signed(paid));
    page.wait_for_text(&row, &sum(-charged));
    page.wait_for("[data-test=kinds]");
}

/// Checks that the chart reads out by the keyboard the figures of its table.
fn balance(page: &Page, balance: Money) {
    page.click("[data-test=show-balance]");
    page.click("[data-test=balance-table-open] summary");
    page.wait_for_text("[data-test=balance-table]", &sum(balance));
    let oldest = page.run(
        "return [...document.querySelectorAll('[data-test=balance-table] tbody tr')].at(-1).cells[2].innerText",
        &[],
    );
    let oldest = oldest.as_str().unwrap().trim();
    page.click("main figure [role=slider]");
    page.press(Key::Home);
    let moment = "document.querySelector('main figure [role=slider]').getAttribute('aria-valuetext')";
    page.wait_until(&format!("{oldest} read out"), &format!("{moment}?.includes({})", json!(oldest)));
}

fn table(page: &Page, test: &str, rows: usize) -> Vec<Vec<String>> {
    let selector = format!("[data-test={test}] tbody tr");
    let shown = page.wait_until(
        test,
        &format!(
            "(rows => rows.length === {rows} && rows.map(row => [...row.cells].map(cell => \
             cell.innerText.trim())))([...document.querySelectorAll('{selector}')])"
        ),
    );
    serde_json::from_value(shown).unwrap()
}
