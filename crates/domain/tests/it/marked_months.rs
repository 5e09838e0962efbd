//! The audit of months that are derived, or whose kopecks the site cuts off.

use std::collections::BTreeMap;

use kabinet_domain::{
    Audit, Discrepancy, Figure, Money, MonthMarks, MonthStatement, MonthTotals, Rule, Transaction, audit,
};

use crate::support::{SeededRng, clean, day, kopecks, money};

const DERIVED: MonthMarks = MonthMarks { is_derived: true, is_inexact: false };
const INEXACT: MonthMarks = MonthMarks { is_derived: true, is_inexact: true };

fn audit_as(months: &[MonthStatement], as_closed: &[MonthStatement], marks: MonthMarks) -> Audit {
    audit(months, as_closed, &months.iter().map(|it| (it.totals.month, marks)).collect())
}

/// Cuts a kopeck off some amounts, as a site does that truncates binary fractions.
fn cut(amount: Money) -> Money {
    let kopeck = kopecks(if amount.kopecks() % 3 == 0 { 1 } else { 0 });
    if amount > Money::ZERO { amount - kopeck } else { amount + kopeck }
}

/// Returns a ledger derived from a list with cut amounts and the balances before them alone.
fn cut_ledger(seed: u64) -> Vec<MonthStatement> {
    let mut months = clean(24, seed);
    for month in &mut months {
        for row in &mut month.transactions {
            row.amount = cut(row.amount);
            row.balance_before = row.balance_before.map(cut);
            row.balance_after = None;
        }
    }
    let openings: Vec<Option<Money>> =
        months.iter().map(|month| month.transactions.first().and_then(|row| row.balance_before)).collect();
    for (i, month) in months.iter_mut().enumerate() {
        let opening = openings[i..].iter().flatten().next().copied();
        let closing = openings[i + 1..].iter().flatten().next().copied();
        let MonthTotals { month: name, opening_balance, closing_balance, .. } = month.totals;
        month.totals = MonthTotals::of(name, opening.unwrap_or(opening_balance), &month.transactions);
        month.totals.closing_balance = closing.unwrap_or(closing_balance);
    }
    months
}

#[test]
fn cut_kopecks_are_no_contradiction_and_the_months_are_named() {
    for seed in 0..50 {
        let months = cut_ledger(seed);
        let found = audit_as(&months, &[], INEXACT);
        assert_eq!(found.discrepancies, [], "seed {seed}");
        assert!(found.inexact.len() > 3, "seed {seed}: {:?}", found.inexact);
        assert!(found.inexact.is_sorted_by(|one, other| one > other), "newest first");
        let exact = audit_as(&months, &[], DERIVED);
        assert!(!exact.discrepancies.is_empty() && exact.inexact.is_empty(), "seed {seed}");
    }
}

#[test]
fn a_month_that_adds_up_is_not_named_though_its_kopecks_are_cut() {
    let found = audit_as(&clean(24, 1), &[], INEXACT);
    assert_eq!(found, Audit::default());
}

#[test]
fn more_than_the_cut_kopecks_is_found_among_them() {
    for seed in 0..50 {
        let mut months = cut_ledger(seed);
        let mut rng = SeededRng::new(seed);
        let rows = |month: &MonthStatement| month.transactions.len();
        let choices: Vec<usize> = (0..months.len()).filter(|it| rows(&months[*it]) > 1).collect();
        let choice = choices[rng.below(choices.len())];
        let place = rows(&months[choice]) - 2;
        let row = &mut months[choice].transactions[place];
        row.amount = row.amount + kopecks(if rng.below(2) == 0 { 7 } else { -50 });
        let found = audit_as(&months, &[], INEXACT).discrepancies;
        let [Discrepancy { month, .. }] = found.as_slice() else { panic!("seed {seed}: {found:#?}") };
        assert_eq!(*month, months[choice].totals.month, "seed {seed}");
    }
}

fn row(date: &str, before: &str, amount: &str) -> Transaction {
    Transaction {
        date: day(date),
        time: None,
        description: "Абонплата".to_owned(),
        balance_before: Some(money(before)),
        amount: money(amount),
        balance_after: None,
    }
}

/// Returns a month derived from these rows, which ends with this balance.
fn derived(rows: Vec<Transaction>, closing: &str) -> MonthStatement {
    let opening = rows[0].balance_before.unwrap();
    let totals = MonthTotals::of("2026-10".parse().unwrap(), opening, &rows);
    MonthStatement { totals: MonthTotals { closing_balance: money(closing), ..totals }, transactions: rows }
}

fn only(found: Audit) -> (Rule, Figure, Option<usize>, Option<Money>, Option<Money>) {
    let [it] = found.discrepancies.as_slice() else { panic!("{found:#?}") };
    (it.rule, it.figure, it.position, it.expected, it.shown)
}

#[test]
fn a_difference_in_a_derived_month_is_found_once_and_never_in_totals_that_nobody_shows() {
    let first = row("2026-10-05", "100.00", "-50.00");
    let between = derived(vec![first.clone(), row("2026-10-10", "65.00", "-10.00")], "55.00");
    let expected =
        (Rule::OperationSum, Figure::Amount, Some(0), Some(money("-35.00")), Some(money("-50.00")));
    assert_eq!(only(audit_as(&[between], &[], DERIVED)), expected);
    let at_the_end = derived(vec![first, row("2026-10-10", "50.00", "-10.00")], "55.00");
    let expected = (Rule::OperationSum, Figure::Amount, Some(1), Some(money("5.00")), Some(money("-10.00")));
    assert_eq!(only(audit_as(&[at_the_end], &[], DERIVED)), expected);
}

#[test]
fn a_derived_month_is_not_called_rewritten_for_totals_that_nobody_shows() {
    let rows = || vec![row("2026-10-05", "100.00", "-50.00")];
    let (closed, now) = (derived(rows(), "50.00"), derived(rows(), "50.00"));
    let moved = MonthStatement {
        totals: MonthTotals { opening_balance: money("101.00"), ..closed.totals },
        ..closed.clone()
    };
    assert_eq!(audit_as(std::slice::from_ref(&now), std::slice::from_ref(&moved), DERIVED), Audit::default());
    let with_another =
        derived(vec![row("2026-10-05", "100.00", "-50.00"), row("2026-10-06", "50.00", "-1.00")], "49.00");
    let found = audit_as(&[with_another], &[closed], DERIVED);
    assert_eq!(found.discrepancies[0].rule, Rule::Rewritten, "a new row is another thing");
    let shown_by_the_site = audit(&[now], &[moved], &BTreeMap::new()).discrepancies;
    assert_eq!(shown_by_the_site[0].rule, Rule::Rewritten);
}
