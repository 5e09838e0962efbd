//! Figures and months that were not read, and a site in trouble.

use chrono::NaiveDate;
use kabinet_demo::{Fault, Running, Screen, Trouble};
use kabinet_domain::{Money, MonthStatement};
use kabinet_test_desktop::{Page, wait_until};

use crate::support::{User, format, layout, start_site, wait_for_sync};

const STATE: &str = "[data-test=answer] [data-test=unread]";

#[test]
fn a_frozen_account_says_so_in_the_place_of_the_next_debit() {
    let site = start_site();
    show_next_debit(&site, "услуга приостановлена");
    let user = User::new();
    let page = user.sign_in(&site);
    page.wait_for_text("[data-test=balance]", &format::sum(site.summary().balance));
    page.wait_for_text(STATE, "указано на сайте («услуга приостановлена»)");
    assert_eq!(page.count("[data-test=answer] [data-test=open-diagnostics]"), 0, "nothing went wrong");
    assert_eq!(page.count("[role=alert]"), 0, "a frozen account is no error");
    layout::assert_sound(&page, "a frozen account");
}

#[test]
fn an_account_without_a_next_debit_is_shown_whole() {
    let site = start_site();
    let label = "<div class=\"name\">Дата ближайшего списания</div>";
    site.fault(Fault::Replace(label.to_owned(), String::new()).on(Screen::Account));
    show_next_debit(&site, "");
    let user = User::new();
    let page = user.sign_in(&site);
    page.wait_for_text(STATE, "указано на сайте");
    page.wait_for_text("[data-test=tariff]", &format::sum(site.summary().tariff_price.unwrap()));
    assert_eq!(page.count("[role=alert]"), 0, "the other figures are there");
}

#[test]
fn a_next_debit_that_is_not_understood_leads_to_the_diagnostics() {
    let site = start_site();
    show_next_debit(&site, "31.04.2027");
    let user = User::new();
    let page = user.sign_in(&site);
    page.wait_for_text(STATE, "удалось прочитать («31.04.2027»)");
    page.wait_for_text("[data-test=balance]", &format::sum(site.summary().balance));
    layout::assert_sound(&page, "a next debit that is not understood");
    page.click("[data-test=answer] [data-test=open-diagnostics]");
    page.wait_for("[data-test=diagnose]");
}

#[test]
fn one_unreadable_month_is_named_and_costs_nothing_else() {
    let site = start_site();
    let months = site.months();
    let unreadable = &months[months.len() - 4];
    let name = unreadable.totals.month.to_string();
    site.fault(unreadable_date(unreadable));
    let user = User::new();
    let page = user.sign_in(&site);
    page.wait_for_text("[data-test=balance]", &format::sum(site.summary().balance));
    page.wait_for_text("[data-test=unread-months]", "Не удалось прочитать месяцы");
    layout::assert_sound(&page, "an unreadable month");
    page.click("[data-test=to-statements]");
    page.click("[data-test=year-all]");
    page.wait_for(&format!("[data-missing=\"{name}\"] [data-test=open-diagnostics]"));
    let others = months.len() - 1;
    page.wait_until(
        "the other months",
        &format!("document.querySelectorAll('[data-test=months] tbody [data-month]').length === {others}"),
    );
    layout::assert_sound(&page, "the months without one");
    site.calm();
    page.click("[data-test=to-overview]");
    refresh_until(&page, "[data-test=unread-months]", 0);
}

#[test]
fn an_outage_of_zeros_changes_nothing_that_is_known_and_its_end_is_no_news() {
    let site = start_site();
    let user = User::new();
    let page = user.sign_in(&site);
    let balance = page.text("[data-test=balance]");
    for fault in zeros(&site) {
        site.fault(fault);
    }
    refresh_until(&page, "[data-test=unread-months]", 1);
    page.wait_for_text(
        "[data-test=unread-months]",
        "Сайт показал за закрытые месяцы другие суммы или пустоту",
    );
    layout::assert_sound(&page, "an outage");
    page.click("[data-test=to-statements]");
    page.wait_for("[data-test=doubt-mark]");
    page.click("[data-test=to-overview]");
    site.calm();
    refresh_until(&page, "[data-test=unread-months]", 0);
    assert_eq!(page.text("[data-test=balance]"), balance);
    assert_eq!(page.count("[data-test=changes]"), 0, "nothing known is announced as new");
}

#[test]
fn a_site_in_trouble_is_told_and_the_known_figures_stay() {
    let site = start_site();
    let user = User::new();
    let page = user.sign_in(&site);
    let balance = page.text("[data-test=balance]");
    site.fault(Fault::Maintenance);
    refresh_until(&page, "[data-code=maintenance]", 1);
    page.wait_for_text("[data-code=maintenance]", "идут работы");
    assert_eq!(page.text("[data-test=balance]"), balance);
    site.calm();
    page.click("[data-code=maintenance] [data-test=retry]");
    wait_for_sync(&page);
    page.wait_for_absence("[data-code=maintenance]");
}

/// Shows a text in place of the day of the next debit.
fn show_next_debit(site: &Running, text: &str) {
    let day: NaiveDate = site.summary().next_debit.unwrap();
    let day = day.format("%d.%m.%Y").to_string();
    site.fault(Fault::Replace(day, text.to_owned()).on(Screen::Account));
}

/// Returns a fault that makes the first date of a month's page one that no calendar has.
fn unreadable_date(month: &MonthStatement) -> Trouble {
    let date = month.transactions[0].date;
    Fault::Replace(date.format("%d.%m.%Y").to_string(), date.format("39.%m.%Y").to_string()).on(Screen::Month)
}

/// Returns faults that show zeros in place of every sum of closed months.
fn zeros(site: &Running) -> Vec<Fault> {
    let months = site.months();
    let mut sums: Vec<Money> = months
        .iter()
        .flat_map(|month| {
            let of_rows = month
                .transactions
                .iter()
                .flat_map(|it| [Some(it.amount), it.balance_before, it.balance_after].into_iter().flatten());
            let totals = &month.totals;
            of_rows.chain([totals.opening_balance, totals.paid, totals.charged, totals.closing_balance])
        })
        .filter(|sum| *sum != Money::ZERO)
        .collect();
    sums.sort();
    sums.dedup();
    let mut texts: Vec<String> = sums.iter().map(|sum| format!(">{sum}<")).collect();
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    texts.into_iter().map(|text| Fault::Replace(text, ">0.00<".to_owned())).collect()
}

/// Refreshes until there are `count` elements: for a minute after a success no refresh is made.
fn refresh_until(page: &Page, selector: &str, count: u64) {
    wait_until(&format!("{count} of {selector}"), || {
        page.click("[data-test=refresh]");
        page.wait_for("[data-test=refresh]");
        (page.count(selector) == count).then_some(())
    });
}
