//! The figures on every screen.

use kabinet_demo::ACCOUNT;
use kabinet_domain::{AccountSummary, MonthStatement, MonthTotals};
use kabinet_test_desktop::{Page, Value};

use crate::support::format::{self, signed, sum};
use crate::support::{User, debit_day, start_site};

#[test]
fn every_screen_shows_what_the_site_shows() {
    let site = start_site();
    let user = User::new();
    let page = user.sign_in(&site);
    overview(&page, &site.summary());
    let months = site.months();
    page.click("[data-test=to-statements]");
    page.click("[data-test=year-all]");
    statements(&page, &months);
    for month in months.iter().rev().take(3) {
        let key = format::month(month.totals.month);
        page.click(&format!("[data-month=\"{key}\"] button"));
        one_month(&page, month);
        page.click("[data-test=back]");
    }
    search(&page, &months);
    page.click("[data-test=to-forecast]");
    page.wait_for_text("[data-test=verdict]", &format::unbroken_date(debit_day()));
    page.wait_for_text("[data-test=debits]", &sum(site.summary().tariff_price.unwrap()));
    page.click("[data-test=to-settings]");
    page.wait_for_text("main", &format!("Отключить счёт {ACCOUNT}"));
    page.wait_for_text("[data-test=version]", env!("CARGO_PKG_VERSION"));
}

fn overview(page: &Page, summary: &AccountSummary) {
    page.wait_for_text("[data-test=balance]", &sum(summary.balance));
    page.wait_for_text("[data-test=answer]", &format::unbroken_date(debit_day()));
    page.wait_for_text("[data-test=answer]", "через\u{a0}3\u{a0}дня");
    page.wait_for_text("[data-test=answer]", &format!("Не хватает {}", sum(summary.shortfall().unwrap())));
    page.wait_for_text("[data-test=tariff]", &sum(summary.tariff_price.unwrap()));
    page.wait_for_text("[data-test=account-number]", ACCOUNT);
    page.wait_for_text("[data-test=connection]", "Обновлено в");
    for other in &summary.other_balances {
        page.wait_for_text("main", &other.label);
        page.wait_for_text("main", &sum(other.balance));
    }
    for offer in &summary.offers {
        page.wait_for_text("main", &sum(offer.price));
    }
}

fn statements(page: &Page, months: &[MonthStatement]) {
    page.wait_for("[data-test=chart]");
    let shown = page.wait_until("all months", &rows("[data-test=months] tbody [data-month]", months.len()));
    let newest_first = months.iter().rev().map(|month| month_line(&month.totals));
    assert_eq!(cells(&shown), newest_first.collect::<Vec<_>>());
}

fn month_line(totals: &MonthTotals) -> Vec<String> {
    let MonthTotals { opening_balance: opening, paid, charged, closing_balance: closing, .. } = *totals;
    vec![sum(opening), signed(paid), signed(-charged), sum(closing)]
}

fn one_month(page: &Page, month: &MonthStatement) {
    let shown =
        page.wait_until("all operations", &rows("[data-test=entries] tbody tr", month.transactions.len()));
    let lines = month.transactions.iter().map(|entry| {
        let (paid, charged) = if entry.amount.is_negative() {
            (String::new(), sum(entry.amount))
        } else {
            (signed(entry.amount), String::new())
        };
        vec![entry.description.clone(), paid, charged, entry.balance_after.map_or_else(String::new, sum)]
    });
    assert_eq!(cells(&shown), lines.collect::<Vec<_>>());
    page.wait_for_text("[data-test=totals]", &sum(month.totals.closing_balance));
}

fn search(page: &Page, months: &[MonthStatement]) {
    const WORD: &str = "cloudpayments";
    page.fill("[data-test=query]", WORD);
    let entries = months.iter().flat_map(|month| &month.transactions);
    let found: Vec<_> = entries.filter(|entry| entry.description.contains(WORD)).collect();
    page.wait_for_text("[data-test=found]", &signed(found.iter().map(|entry| entry.amount).sum()));
    page.wait_for_text("[data-test=found]", &format!(" {} ", found.len()));
    page.wait_for_text("[data-test=found-entries]", WORD);
}

/// Returns an expression for the cells of `count` rows, without the first, which has the date.
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
