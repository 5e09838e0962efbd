use chrono::Datelike;
use kabinet_domain::{Money, Month, MonthStatement};
use kabinet_screen::{Key, Page};

use crate::customer::{Customer, debit_day, site, today};
use crate::words::{self, signed, sum};

/// The debits that a forecast foresees.
const FORESEEN: usize = 12;

#[test]
fn a_contradiction_of_the_cabinets_is_told_and_marked_at_its_row() {
    let site = site();
    let month = Month::of(today()).previous();
    let slip = Money::from_kopecks(100_000).unwrap();
    let right = site.months().iter().find(|it| it.totals.month == month).unwrap().entries[0].clone();
    site.change(|ledger| ledger.misprint(month, slip));
    let customer = Customer::new();
    let page = customer.signs_in(&site);
    page.click("[data-test=to-statements]");
    page.says("[data-test=audit]", "замечани");
    page.click("[data-test=audit] summary");
    let balance = right.closing.unwrap();
    page.says("[data-test=audit]", &right.operation);
    page.says("[data-test=audit]", &sum(balance + slip));
    page.says("[data-test=audit]", &sum(balance));
    let key = words::month(month);
    page.shows(&format!("[data-month=\"{key}\"] [data-test=finding]"));
    assert_eq!(page.count("[data-month] [data-test=finding]"), 1, "no other month is marked");
    page.click("[data-test=finding-show]");
    page.says("[data-test=findings]", &sum(balance + slip));
    page.shows("[data-test=entries] [data-index=\"0\"] [data-test=finding]");
    assert_eq!(page.count("[data-test=entries] [data-test=finding]"), 1, "no other row is marked");
}

#[test]
fn offers_forecast_and_charts_tell_the_same_figures_as_the_site() {
    let site = site();
    let customer = Customer::new();
    let page = customer.signs_in(&site);
    offers(&page);
    page.click("[data-test=to-forecast]");
    forecast(&page, site.summary().balance);
    page.click("[data-test=to-statements]");
    years(&page, &site.months());
    balance(&page, site.summary().balance);
}

/// 3 × 800 − 2328, 6 × 800 − 4512 and 12 × 800 − 8448.
fn offers(page: &Page) {
    for kopecks in [7_200, 28_800, 115_200] {
        page.says("[data-test=offers]", &sum(Money::from_kopecks(kopecks).unwrap()));
    }
    page.says("[data-test=advice]", &sum(Money::from_kopecks(115_200).unwrap()));
}

fn forecast(page: &Page, balance: Money) {
    let fee = Money::from_kopecks(80_000).unwrap();
    let rows = table(page, "debits", FORESEEN);
    let after = (1..).map(|count| (0..count).fold(balance, |left, _| left - fee));
    for (row, left) in rows.iter().zip(after) {
        assert_eq!(row[2], sum(-fee), "the fee of the tariff: {row:?}");
        assert_eq!(row[3], sum(left), "the balance after it: {row:?}");
    }
    assert_eq!(rows[0][0], debit_day().format("%d.%m.%Y").to_string(), "the first debit is the site's");
    page.until("a chart", "document.querySelector('main figure [role=slider]')");
}

fn years(page: &Page, months: &[MonthStatement]) {
    page.click("[data-test=show-years]");
    let year = today().year();
    let of_year = months.iter().filter(|it| it.totals.month.first_day().year() == year);
    let (paid, charged) = of_year.fold((Money::ZERO, Money::ZERO), |(paid, charged), it| {
        (paid + it.totals.paid, charged + it.totals.charged)
    });
    let row = format!("[data-test=years] [data-year=\"{year}\"]");
    page.says(&row, &signed(paid));
    page.says(&row, &sum(-charged));
    page.shows("[data-test=kinds]");
}

/// The chart reads out by the keyboard what its table says.
fn balance(page: &Page, balance: Money) {
    page.click("[data-test=show-balance]");
    page.click("main figure [role=slider]");
    page.press(Key::Home);
    let said = "document.querySelector('main figure [role=slider]').getAttribute('aria-valuetext')";
    let first = page.until("a moment read out", said);
    page.click("[data-test=balance-table-open] summary");
    page.says("[data-test=balance-table]", &sum(balance));
    let oldest = page.run(
        "return [...document.querySelectorAll('[data-test=balance-table] tbody tr')].at(-1).cells[2].innerText",
        &[],
    );
    let (first, oldest) = (first.as_str().unwrap(), oldest.as_str().unwrap());
    assert!(first.contains(oldest.trim()), "the chart says «{first}», the table {oldest}");
}

fn table(page: &Page, test: &str, rows: usize) -> Vec<Vec<String>> {
    let selector = format!("[data-test={test}] tbody tr");
    let shown = page.until(
        test,
        &format!(
            "(rows => rows.length === {rows} && rows.map(row => [...row.cells].map(cell => \
             cell.innerText.trim())))([...document.querySelectorAll('{selector}')])"
        ),
    );
    serde_json::from_value(shown).unwrap()
}
