//! Transactions reconciled with the totals of their month.

use kabinet_domain::{Money, Month, MonthTotals, Transaction};

use super::*;

fn transactions(rows: &[[&str; 3]]) -> Vec<Transaction> {
    let money = |text: &str| text.parse::<Money>().unwrap();
    let transaction = |row: &[&str; 3]| Transaction {
        date: "2021-11-09".parse().unwrap(),
        time: None,
        description: "Оплата".to_owned(),
        balance_before: Some(money(row[0])),
        amount: money(row[1]),
        balance_after: Some(money(row[2])),
    };
    rows.iter().map(transaction).collect()
}

#[test]
fn transactions_of_a_day_follow_their_balances() {
    let shuffled = transactions(&[["989.00", "-589.00", "400.00"], ["0.00", "989.00", "989.00"]]);
    let chain = chained(&shuffled, Money::ZERO).expect("they can stand in a row");
    assert_eq!(chain, [shuffled[1].clone(), shuffled[0].clone()]);
    assert_eq!(chained(&shuffled, "1.00".parse().unwrap()), None);
}

#[test]
fn transactions_that_do_not_begin_with_the_opening_balance_are_not_all() {
    let sum = |text: &str| text.parse::<Money>().unwrap();
    let totals = MonthTotals {
        month: kabinet_domain::Month::new(2021, 11).unwrap(),
        opening_balance: sum("0.00"),
        paid: sum("989.00"),
        charged: sum("989.00"),
        closing_balance: sum("0.00"),
    };
    let all = transactions(&[
        ["0.00", "989.00", "989.00"],
        ["989.00", "-589.00", "400.00"],
        ["400.00", "-400.00", "0.00"],
    ]);
    assert_eq!(missing_start(&all, &totals), None);
    assert_eq!(missing_start(&all[1..], &totals), Some([sum("0.00"), sum("989.00")]));
    assert_eq!(missing_start(&all[..2], &totals), None, "a last amount may be the site's mistake");
    let erring = transactions(&[["1.00", "1989.00", "989.00"], ["989.00", "-989.00", "0.00"]]);
    assert_eq!(missing_start(&erring, &totals), None, "a site that errs is read as shown");
}

#[test]
fn balances_that_are_not_shown_are_inferred_where_no_doubt_remains() {
    let totals = MonthTotals {
        month: kabinet_domain::Month::new(2021, 11).unwrap(),
        opening_balance: Money::ZERO,
        paid: "989.00".parse().unwrap(),
        charged: "589.00".parse().unwrap(),
        closing_balance: "400.00".parse().unwrap(),
    };
    let whole = transactions(&[["0.00", "989.00", "989.00"], ["989.00", "-589.00", "400.00"]]);
    let mut shown = whole.clone();
    shown.iter_mut().for_each(|it| (it.balance_before, it.amount) = (None, it.amount.abs()));
    assert_eq!(infer_balances(&shown, &totals), Some(whole.clone()), "without signs and the balance before");
    shown.reverse();
    assert_eq!(infer_balances(&shown, &totals), Some(whole.clone()), "newest first");
    shown[0].balance_after = Some("401.00".parse().unwrap());
    assert_eq!(infer_balances(&shown, &totals), None);
    let mut bare = whole;
    bare.iter_mut().for_each(|it| (it.balance_before, it.balance_after) = (None, None));
    assert_eq!(infer_balances(&bare, &totals), Some(bare.clone()), "paid and charged as the month says");
    assert_eq!(infer_balances(&bare[1..], &totals), None);
}

#[test]
fn a_negative_charge_is_a_recalculation_where_the_month_adds_up_with_it() {
    let charged = |figures: [&str; 4]| {
        let [opening_balance, paid, charged, closing_balance] = figures.map(|sum| sum.parse().unwrap());
        let month = Month::new(2026, 11).unwrap();
        let totals = MonthTotals { month, opening_balance, paid, charged, closing_balance };
        with_positive_charges(vec![totals])[0].charged.to_string()
    };
    assert_eq!(charged(["0.00", "800.00", "-550.00", "250.00"]), "550.00");
    assert_eq!(charged(["0.00", "0.00", "-50.00", "50.00"]), "-50.00");
}
