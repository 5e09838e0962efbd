//! Tests of the search.

use chrono::NaiveDate;
use kabinet_api::view::{SearchResults, Selection};
use kabinet_api::{ApiError, Language};
use kabinet_domain::{Category, Money, MonthStatement, MonthTotals, Transaction};
use kabinet_store::NewAccount;

use crate::support::TestApi;

#[test]
fn an_operation_is_found_with_its_kind_and_where_it_stands() {
    let app = with_months(&[("2021-11", 1)]);
    let found = search(&app, "аб.плата 11.2021", Some(Category::Fee), None);
    let [charge] = found.entries.as_slice() else { panic!("one operation fits: {found:?}") };
    assert_eq!((charge.operation.as_str(), charge.kind), ("Списание аб.платы по тарифу", Category::Fee));
    let month = app.account().month(charge.month, Language::Ru).unwrap();
    let there = &month.entries[charge.position];
    assert_eq!(
        (there.date, &there.operation),
        (charge.date, &charge.operation),
        "it stands where it is said to"
    );
    let totals = [found.count.to_string(), found.paid.to_string(), found.charged.to_string()];
    assert_eq!(totals, ["1", "0.00", "589.00"]);
    assert_eq!(search(&app, "аб.плата", Some(Category::Payment), None).count, 0, "it is no payment");
}

#[test]
fn every_page_is_asked_for_with_what_the_one_before_names() {
    let app = with_months(&[("2021-11", 70), ("2021-12", 80)]);
    let first = search(&app, "", None, None);
    let second = search(&app, "", None, first.next.as_deref());
    let third = search(&app, "", None, second.next.as_deref());
    let pages = [&first, &second, &third].map(|page| page.entries.len());
    assert_eq!((pages, first.count), ([100, 100, 100], 300));
    assert_eq!((second.count, third.charged, &third.next), (300, first.charged, &None));
}

#[test]
fn a_bookmark_of_nobodys_making_is_refused() {
    let app = with_months(&[("2021-11", 1)]);
    for made_up in ["", "2021-11", "2021-11 0 0 0.00", "2021-13 0 0 0.00 0.00", "2021-11 -1 0 0.00 0.00"] {
        let refused = app.account().search(&Selection::default(), Some(made_up), Language::Ru).unwrap_err();
        assert!(matches!(refused, ApiError::NotACursor), "{made_up:?}: {refused:?}");
    }
}

#[test]
fn a_query_comes_back_as_conditions_and_an_empty_answer_says_which_of_them_is_too_much() {
    let app = with_months(&[("2021-11", 1), ("2021-12", 1)]);
    let labels = |found: &SearchResults| -> Vec<(String, String, Option<usize>)> {
        let terms = found.terms.iter();
        terms.map(|term| (term.label.replace('\u{202f}', " "), term.rest.clone(), term.count)).collect()
    };
    let term = |label: &str, rest: &str, count| (label.to_owned(), rest.to_owned(), count);
    let found = search(&app, "589 ноябрь 2021", None, None);
    assert_eq!(found.count, 2, "a payment and a charge");
    assert_eq!(
        labels(&found),
        [term("сумма 589,00 ₽", "ноябрь 2021", None), term("ноябрь 2021", "589", None)]
    );
    let nothing = search(&app, "588 ноябрь 2021", None, None);
    assert_eq!(
        labels(&nothing),
        [term("сумма 588,00 ₽", "ноябрь 2021", Some(2)), term("ноябрь 2021", "588", Some(0))]
    );
}

#[test]
fn a_search_stays_within_the_days_of_its_selection() {
    let app = with_months(&[("2021-11", 1), ("2021-12", 1)]);
    let day = |text: &str| Some(text.parse().unwrap());
    let december = Selection { from: day("2021-12-01"), to: day("2021-12-31"), ..Selection::default() };
    let found = app.account().search(&december, None, Language::Ru).unwrap();
    assert_eq!(found.count, 2);
    assert!(found.entries.iter().all(|entry| entry.month == "2021-12".parse().unwrap()), "{found:?}");
}

fn search(app: &TestApi, typed: &str, kind: Option<Category>, after: Option<&str>) -> SearchResults {
    app.account().search(&Selection::of_query(typed, kind), after, Language::Ru).unwrap()
}

/// Creates an account with a number of payments in each month, each followed by a charge.
fn with_months(months: &[(&str, usize)]) -> TestApi {
    let app = TestApi::new();
    let mut store = app.store();
    let new = NewAccount {
        provider: "sevencom".to_owned(),
        site: "https://www.sevencom.ru".parse().unwrap(),
        city: None,
        login: "ivan".to_owned(),
        number: "12345678".to_owned().try_into().unwrap(),
    };
    let id = store.remember_account(&new).unwrap();
    for (name, pairs) in months {
        let month: kabinet_domain::Month = name.parse().unwrap();
        let pair = [("Оплата через cloudpayments", "589.00"), ("Списание аб.платы по тарифу", "-589.00")];
        let entries = pair.map(|(operation, amount)| entry(month.first_day(), operation, amount));
        let entries = entries.iter().cycle().take(2 * pairs).cloned().collect();
        let nothing = Money::ZERO;
        let totals = MonthTotals {
            month,
            opening_balance: nothing,
            paid: nothing,
            charged: nothing,
            closing_balance: nothing,
        };
        let read_at = "2022-01-01T00:00:00Z".parse().unwrap();
        store.record_month(id, &MonthStatement { totals, transactions: entries }, read_at).unwrap();
    }
    app
}

fn entry(date: NaiveDate, operation: &str, amount: &str) -> Transaction {
    let amount = amount.parse().unwrap();
    Transaction {
        date,
        time: None,
        description: operation.to_owned(),
        balance_before: None,
        amount,
        balance_after: None,
    }
}
