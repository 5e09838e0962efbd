use kabinet_demo::ACCOUNT;
use kabinet_domain::{MonthStatement, MonthTotals, Summary};
use kabinet_screen::{Page, Value};

use crate::customer::{Customer, debit_day, site};
use crate::words::{self, signed, sum};

#[test]
fn every_screen_shows_what_the_site_shows() {
    let site = site();
    let customer = Customer::new();
    let page = customer.signs_in(&site);
    overview(&page, &site.summary());
    let months = site.months();
    page.click("[data-test=to-statements]");
    statements(&page, &months);
    for month in months.iter().rev().take(3) {
        let key = words::month(month.totals.month);
        page.click(&format!("[data-month=\"{key}\"] button"));
        one_month(&page, month);
        page.click("[data-test=back]");
    }
    page.click("[data-test=to-search]");
    search(&page, &months);
    page.click("[data-test=to-forecast]");
    page.says("[data-test=verdict]", &words::date(debit_day()));
    page.says("[data-test=debits]", &sum(site.summary().tariff_price.unwrap()));
    page.click("[data-test=to-settings]");
    page.says("main", &format!("Выйти из счёта {ACCOUNT}"));
    page.says("[data-test=version]", env!("CARGO_PKG_VERSION"));
}

fn overview(page: &Page, summary: &Summary) {
    page.says("[data-test=balance]", &sum(summary.balance));
    page.says("[data-test=answer]", &words::date(debit_day()));
    page.says("[data-test=answer]", "через 3 дня");
    page.says("[data-test=answer]", &format!("Не хватает {}", sum(summary.shortfall().unwrap())));
    page.says("[data-test=tariff]", &sum(summary.tariff_price.unwrap()));
    page.says("[data-test=account-number]", ACCOUNT);
    page.says("[data-test=age]", "Обновлено сегодня в");
    for other in &summary.other_balances {
        page.says("main", &other.label);
        page.says("main", &sum(other.balance));
    }
    for offer in &summary.offers {
        page.says("main", &sum(offer.price));
    }
}

fn statements(page: &Page, months: &[MonthStatement]) {
    page.shows("[data-test=chart]");
    let shown = page.until("all months", &rows("[data-test=months] tbody tr", months.len()));
    let newest_first = months.iter().rev().map(|month| month_line(&month.totals));
    assert_eq!(cells(&shown), newest_first.collect::<Vec<_>>());
}

fn month_line(totals: &MonthTotals) -> Vec<String> {
    let MonthTotals { opening, paid, charged, closing, .. } = *totals;
    vec![sum(opening), signed(paid), signed(-charged), sum(closing)]
}

fn one_month(page: &Page, month: &MonthStatement) {
    let shown = page.until("all operations", &rows("[data-test=entries] tbody tr", month.entries.len()));
    let lines = month.entries.iter().map(|entry| {
        let (paid, charged) = if entry.amount.is_negative() {
            (String::new(), sum(entry.amount))
        } else {
            (signed(entry.amount), String::new())
        };
        vec![entry.operation.clone(), paid, charged, entry.closing.map_or_else(String::new, sum)]
    });
    assert_eq!(cells(&shown), lines.collect::<Vec<_>>());
    page.says("[data-test=totals]", &sum(month.totals.closing));
}

fn search(page: &Page, months: &[MonthStatement]) {
    const WORD: &str = "cloudpayments";
    page.fill("[data-test=query]", WORD);
    let entries = months.iter().flat_map(|month| &month.entries);
    let found: Vec<_> = entries.filter(|entry| entry.operation.contains(WORD)).collect();
    page.says("[data-test=found]", &signed(found.iter().map(|entry| entry.amount).sum()));
    page.says("[data-test=found]", &format!(" {} ", found.len()));
    page.says("[data-test=found-entries]", WORD);
}

/// The cells of so many rows, but for the first, which says when.
fn rows(selector: &str, count: usize) -> String {
    format!(
        "(rows => rows.length === {count} && rows.map(row => [...row.cells].slice(1).map(cell => \
         (cell.querySelector('.text') ?? cell).innerText.trim())))([...document.querySelectorAll('{selector}')])"
    )
}

fn cells(rows: &Value) -> Vec<Vec<String>> {
    let texts =
        |row: &Value| row.as_array().unwrap().iter().map(|cell| cell.as_str().unwrap().to_owned()).collect();
    rows.as_array().unwrap().iter().map(texts).collect()
}
