//! The audit of whole and of corrupted ledgers.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;

use chrono::NaiveDate;
use kabinet_domain::{
    Audit, AuditedMonth, Discrepancy, Figure, Money, Month, MonthMarks, MonthStatement, Rule, Transaction,
    audit_each, is_faultless,
};

use crate::support::corruption::{Corruption, CorruptionKind, EVERY, corrupt};
use crate::support::{SeededRng, audit, clean, money, of_month};

const MONTHS: usize = 120;

/// Returns the rules by which a change may be found.
fn fitting(kind: CorruptionKind) -> &'static [Rule] {
    match kind {
        CorruptionKind::RowOpening | CorruptionKind::AmountAndClosing | CorruptionKind::DateOutOfOrder => {
            &[Rule::TransactionChain]
        }
        CorruptionKind::Amount | CorruptionKind::AmountSign | CorruptionKind::RowClosing => {
            &[Rule::OperationSum]
        }
        CorruptionKind::AmountToZero => &[Rule::Zero],
        CorruptionKind::DateOutside => &[Rule::OutsideMonth],
        CorruptionKind::RowTwice => &[Rule::Duplicate],
        CorruptionKind::RowGone => &[Rule::TransactionChain, Rule::MonthSum],
        CorruptionKind::MonthOpening => &[Rule::MonthChain, Rule::MonthSum],
        CorruptionKind::Paid | CorruptionKind::Charged | CorruptionKind::MonthClosing => &[Rule::MonthSum],
        CorruptionKind::MonthGone => &[Rule::MonthChain],
    }
}

#[test]
fn a_clean_ledger_is_found_clean() {
    for seed in 0..50 {
        assert_eq!(audit(&clean(MONTHS, seed), &[]), [], "seed {seed}");
    }
}

#[test]
fn every_one_of_500_single_corruptions_is_found_once_at_its_place() {
    let mut tried: HashMap<CorruptionKind, usize> = HashMap::new();
    for seed in 0..500 {
        let mut rng = SeededRng::new(seed);
        let mut ledger = clean(MONTHS, seed % 10);
        let done = corrupt(&mut ledger, EVERY[rng.below(EVERY.len())], &mut rng);
        *tried.entry(done.kind).or_default() += 1;
        let found = audit(&ledger, &[]);
        check(&found, &done, seed, &ledger);
    }
    assert!(EVERY.iter().all(|kind| tried[kind] >= 15), "each is tried often enough: {tried:?}");
}

fn check(found: &[Discrepancy], done: &Corruption, seed: u64, ledger: &[MonthStatement]) {
    let month = ledger.iter().find(|it| it.totals.month == done.month);
    let context = || format!("seed {seed}: {done:?}\n{found:#?}\n{month:#?}");
    assert_eq!(found.len(), 1, "one contradiction: {}", context());
    let finding = &found[0];
    assert_eq!(finding.month, done.month, "{}", context());
    assert!(fitting(done.kind).contains(&finding.rule), "{}", context());
    assert_eq!(beside(ledger, finding), found, "the months beside it show as much: {}", context());
    if !matches!(done.kind, CorruptionKind::RowGone | CorruptionKind::DateOutOfOrder) {
        assert_eq!(finding.position, done.position, "{}", context());
    }
}

/// Returns the discrepancies of a month from it and the two months beside it.
fn beside(ledger: &[MonthStatement], finding: &Discrepancy) -> Vec<Discrepancy> {
    let place = ledger.iter().position(|it| it.totals.month == finding.month).unwrap();
    let three = &ledger[place.saturating_sub(1)..(place + 2).min(ledger.len())];
    audit(three, &[]).into_iter().filter(|it| it.month == finding.month).collect()
}

/// Audits a ledger whose faultless months are known, and returns the months that were read with it.
fn audit_known(
    ledger: &[MonthStatement],
    as_closed: &[MonthStatement],
    marks: &BTreeMap<Month, MonthMarks>,
) -> (Audit, BTreeSet<Month>) {
    let known = |it: &MonthStatement| AuditedMonth { totals: it.totals, is_faultless: is_faultless(it) };
    let months: Vec<AuditedMonth> = ledger.iter().map(known).collect();
    let was_read = RefCell::new(BTreeSet::new());
    let read = |place: usize| {
        was_read.borrow_mut().insert(ledger[place].totals.month);
        Ok::<_, Infallible>(Cow::Borrowed(&ledger[place]))
    };
    let Ok(audit) = audit_each(&months, read, as_closed, marks);
    (audit, was_read.into_inner())
}

#[test]
fn an_audit_that_knows_the_faultless_months_finds_the_same_and_reads_the_others_alone() {
    for seed in 0..500 {
        let mut rng = SeededRng::new(seed);
        let mut ledger = clean(MONTHS, seed % 10);
        // A repeated charge is compared with the month before.
        let has_cause = |month: Month| {
            let mut near = ledger.iter().filter(|it| [month, month.next()].contains(&it.totals.month));
            near.any(|it| !is_faultless(it))
        };
        let of_clean = audit_known(&ledger, &[], &BTreeMap::new()).1;
        assert!(of_clean.iter().all(|month| has_cause(*month)), "seed {seed}: {of_clean:?}");
        let before = ledger.clone();
        for _ in 0..=rng.below(3) {
            corrupt(&mut ledger, EVERY[rng.below(EVERY.len())], &mut rng);
        }
        let closed: Vec<MonthStatement> =
            before.into_iter().filter(|it| rng.below(2) == 0 && !ledger.contains(it)).collect();
        let mark = MonthMarks { is_derived: rng.below(3) == 0, is_inexact: rng.below(3) == 0 };
        let marks = ledger.iter().map(|it| (it.totals.month, mark)).collect();
        let (found, was_read) = audit_known(&ledger, &closed, &marks);
        assert_eq!(found, kabinet_domain::audit(&ledger, &closed, &marks), "seed {seed}");
        assert!(was_read.len() <= of_clean.len() + 20, "seed {seed}: {was_read:?}");
    }
}

#[test]
fn a_month_that_may_hold_a_contradiction_is_not_known_to_be_faultless() {
    let fee = "Списание аб.платы по тарифу";
    let of = |rows| of_month("2021-11".parse().unwrap(), Money::ZERO, rows);
    assert!(is_faultless(&of(vec![(9, fee, -589_00), (10, fee, -589_00)])));
    assert!(!is_faultless(&of(vec![(10, fee, -589_00), (10, fee, -589_00)])), "the month before decides");
    assert!(!is_faultless(&of(vec![(10, fee, 0)])));
    let mut other = of(vec![(10, fee, -589_00)]);
    other.totals.month = other.totals.month.next();
    assert!(!is_faultless(&other), "the charge is of another month");
    assert!(!is_faultless(&as_the_instruction_shows_it()));
}

#[test]
fn where_only_the_balances_after_are_shown_a_corruption_is_found_too() {
    let hidden = |mut ledger: Vec<MonthStatement>| {
        ledger.iter_mut().flat_map(|it| &mut it.transactions).for_each(|row| row.balance_before = None);
        ledger
    };
    let kinds = [
        CorruptionKind::Amount,
        CorruptionKind::RowClosing,
        CorruptionKind::RowTwice,
        CorruptionKind::RowGone,
        CorruptionKind::Paid,
        CorruptionKind::MonthOpening,
    ];
    for seed in 0..120 {
        let mut rng = SeededRng::new(seed);
        let mut ledger = hidden(clean(MONTHS, seed % 10));
        assert_eq!(audit(&ledger, &[]), []);
        let done = corrupt(&mut ledger, kinds[rng.below(kinds.len())], &mut rng);
        let found = audit(&ledger, &[]);
        assert_eq!(found.len(), 1, "seed {seed}, {done:?}: {found:#?}");
        assert_eq!(found[0].month, done.month, "seed {seed}, {done:?}: {found:#?}");
    }
}

#[test]
fn where_no_balances_are_shown_the_months_sum_is_checked_and_no_row_blamed() {
    let mut ledger = clean(MONTHS, 3);
    ledger.iter_mut().flat_map(|it| &mut it.transactions).for_each(|row| {
        row.balance_before = None;
        row.balance_after = None;
    });
    assert_eq!(audit(&ledger, &[]), []);
    let charged =
        ledger.iter().position(|it| it.transactions.iter().any(|row| row.amount.is_negative())).unwrap();
    let row = ledger[charged].transactions.iter_mut().find(|row| row.amount.is_negative()).unwrap();
    row.amount = row.amount - money("1.00");
    let found = audit(&ledger, &[]);
    assert_eq!(
        found.iter().map(|it| (it.rule, it.figure, it.position)).collect::<Vec<_>>(),
        [(Rule::MonthSum, Figure::Charged, None)]
    );
}

/// Returns the month of the instruction, with 1989.00 for 989.00 in its first row.
fn as_the_instruction_shows_it() -> MonthStatement {
    let mut november = of_month(
        "2021-11".parse().unwrap(),
        Money::ZERO,
        vec![
            (9, "Оплата через cloudpayments", 989_00),
            (10, "Списание аб.платы по тарифу", -589_00),
            (10, "За платные заявки", -400_00),
        ],
    );
    november.transactions[0].amount = money("1989.00");
    november.transactions[0].balance_after = Some(money("1989.00"));
    november
}

#[test]
fn the_instructions_month_has_its_one_contradiction_and_no_other() {
    let found = audit(&[as_the_instruction_shows_it()], &[]);
    let expected = Discrepancy {
        rule: Rule::TransactionChain,
        figure: Figure::Closing,
        month: "2021-11".parse().unwrap(),
        position: Some(0),
        date: NaiveDate::from_ymd_opt(2021, 11, 9),
        description: Some("Оплата через cloudpayments".to_owned()),
        expected: Some(money("989.00")),
        shown: Some(money("1989.00")),
    };
    assert_eq!(found, [expected], "the next row opens at 989.00, and the month says 989.00 was paid");
}

#[test]
fn two_faults_in_a_month_are_two_findings() {
    let mut november = as_the_instruction_shows_it();
    november.totals.charged = money("1.00");
    let found: Vec<_> = audit(&[november], &[]).into_iter().map(|it| (it.position, it.figure)).collect();
    assert_eq!(found, [(None, Figure::Charged), (Some(0), Figure::Closing)]);
}

#[test]
fn a_charge_made_twice_on_a_day_is_pointed_out_unless_that_is_its_habit() {
    let fee = "Списание аб.платы по тарифу";
    let (october, november) = ("2021-10".parse().unwrap(), "2021-11".parse().unwrap());
    let once = of_month(october, Money::ZERO, vec![(10, fee, -589_00)]);
    let twice = of_month(november, money("-589.00"), vec![(10, fee, -589_00), (10, fee, -589_00)]);
    let found = audit(&[twice.clone(), once], &[]);
    assert_eq!(
        found.iter().map(|it| (it.rule, it.position, it.shown)).collect::<Vec<_>>(),
        [(Rule::Duplicate, Some(1), Some(money("-589.00")))],
        "the figures agree, and the fee was taken twice"
    );
    let always = of_month(october, money("589.00"), vec![(10, fee, -589_00), (10, fee, -589_00)]);
    assert_eq!(audit(&[always, twice], &[]), []);
}

#[test]
fn a_portal_that_subtracts_returned_payments_from_the_payments_is_not_blamed() {
    let mut month = of_month(
        "2021-11".parse().unwrap(),
        Money::ZERO,
        vec![
            (5, "Оплата картой на сайте", 500_00),
            (5, "Возврат платежа", -500_00),
            (9, "Оплата через cloudpayments", 589_00),
        ],
    );
    month.totals.paid = money("589.00");
    month.totals.charged = Money::ZERO;
    assert_eq!(audit(&[month], &[]), []);
}

#[test]
fn a_month_that_changed_after_it_was_over_is_reported_with_its_first_change() {
    let closed = of_month(
        "2021-11".parse().unwrap(),
        Money::ZERO,
        vec![(9, "Оплата", 989_00), (10, "Аб.плата", -589_00)],
    );
    let discrepancies = |now: &MonthStatement| {
        let found = audit(std::slice::from_ref(now), std::slice::from_ref(&closed));
        found.into_iter().map(|it| (it.rule, it.position, it.expected, it.shown)).collect::<Vec<_>>()
    };
    assert_eq!(discrepancies(&closed), [], "it reads as it did");

    let dearer =
        of_month(closed.totals.month, Money::ZERO, vec![(9, "Оплата", 989_00), (10, "Аб.плата", -639_00)]);
    let both = (Some(money("-589.00")), Some(money("-639.00")));
    assert_eq!(discrepancies(&dearer), [(Rule::Rewritten, Some(1), both.0, both.1)]);

    let more = of_month(
        closed.totals.month,
        Money::ZERO,
        vec![(2, "Антивирус", -3_30), (9, "Оплата", 989_00), (10, "Аб.плата", -589_00)],
    );
    assert_eq!(discrepancies(&more), [(Rule::Rewritten, Some(0), None, Some(money("-3.30")))]);

    let fewer = of_month(closed.totals.month, Money::ZERO, vec![(9, "Оплата", 989_00)]);
    assert_eq!(discrepancies(&fewer), [(Rule::Rewritten, None, Some(money("-589.00")), None)]);
}

#[test]
fn months_may_come_in_any_order_and_the_newest_is_reported_first() {
    let mut ledger = clean(24, 1);
    for place in [3, 20] {
        ledger[place].totals.paid = ledger[place].totals.paid + money("1.00");
    }
    let (early, late) = (ledger[3].totals.month, ledger[20].totals.month);
    ledger.reverse();
    let found: Vec<_> = audit(&ledger, &[]).iter().map(|it| it.month).collect();
    assert_eq!(found, [late, early]);
}

#[test]
fn figures_that_fit_nowhere_are_reported_one_by_one_and_soon() {
    let mut month = clean(1, 2).remove(0);
    let mut rng = SeededRng::new(1);
    let wild = |rng: &mut SeededRng| Some(crate::support::kopecks(rng.kopecks(1, 100_000_00)));
    month.transactions = (0..5_000)
        .map(|_| Transaction {
            date: month.totals.month.first_day(),
            time: None,
            description: "Нечто".to_owned(),
            balance_before: wild(&mut rng),
            amount: wild(&mut rng).unwrap(),
            balance_after: wild(&mut rng),
        })
        .collect();
    assert!(audit(&[month], &[]).len() >= 9_000, "each of them contradicts its neighbours");
}

#[test]
fn an_equal_gap_on_both_sides_is_excused_only_by_operations_of_that_sum() {
    let month = |paid: &str, charged: &str, rows: &[(u32, &'static str, i64)]| {
        let mut statement = of_month("2021-11".parse().unwrap(), Money::ZERO, rows.to_vec());
        (statement.totals.paid, statement.totals.charged) = (money(paid), money(charged));
        statement
    };
    let figures = |statement: MonthStatement| -> Vec<(Rule, Figure)> {
        audit(&[statement], &[]).iter().map(|it| (it.rule, it.figure)).collect()
    };
    let plain = [(9, "Оплата", 500_00), (10, "Списание аб.платы", -500_00)];
    for (paid, charged) in [("989.00", "989.00"), ("100.00", "100.00"), ("500.01", "500.01")] {
        let found = figures(month(paid, charged, &plain));
        assert!(!found.is_empty(), "{paid} and {charged} are not sums of these operations");
        assert!(found.iter().all(|it| it.0 == Rule::MonthSum), "{found:?}");
    }
    let returned = [
        (8, "Оплата", 500_00),
        (9, "Оплата", 300_00),
        (9, "Возврат платежа", -200_00),
        (9, "Возврат платежа", -100_00),
        (10, "Списание аб.платы", -500_00),
    ];
    assert_eq!(figures(month("500.00", "500.00", &returned)), [], "both returned payments were taken off");
    assert_eq!(figures(month("600.00", "600.00", &returned)), [], "one of them was");
    assert_ne!(figures(month("650.00", "650.00", &returned)), [], "no operations come to 150.00");
}
