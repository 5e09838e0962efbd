//! Any statement read back.

use chrono::{NaiveDate, NaiveTime};
use kabinet_domain::{Money, Month, MonthStatement, MonthTotals, Transaction};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::support::{OnDisk, at};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_statement_is_read_back_as_it_was(statement in statements()) {
        let (mut on_disk, id) = OnDisk::with_account();
        on_disk.store.record_month(id, &statement, at("2026-11-01T05:00:00Z")).unwrap();
        let stored = on_disk.store.statements(id, Some(statement.totals.month)).unwrap();
        prop_assert_eq!(stored, [statement]);
    }
}

fn statements() -> impl Strategy<Value = MonthStatement> {
    (totals(), vec(entries(), 0..20))
        .prop_map(|(totals, entries)| MonthStatement { totals, transactions: entries })
}

fn totals() -> impl Strategy<Value = MonthTotals> {
    (1900..2200, 1..=12_u32, [sums(), sums(), sums(), sums()]).prop_map(
        |(year, month, [opening, paid, charged, closing])| {
            let month = Month::new(year, month).unwrap();
            MonthTotals { month, opening_balance: opening, paid, charged, closing_balance: closing }
        },
    )
}

fn entries() -> impl Strategy<Value = Transaction> {
    (days(), option::of(times()), any::<String>(), option::of(sums()), sums(), option::of(sums())).prop_map(
        |(date, time, description, balance_before, amount, balance_after)| Transaction {
            date,
            time,
            description,
            balance_before,
            amount,
            balance_after,
        },
    )
}

fn sums() -> BoxedStrategy<Money> {
    const TRILLION_RUBLES: i64 = 100_000_000_000_000;
    (-TRILLION_RUBLES..=TRILLION_RUBLES).prop_map(|kopecks| Money::from_kopecks(kopecks).unwrap()).boxed()
}

fn days() -> impl Strategy<Value = NaiveDate> {
    (1..=3_652_059).prop_map(|day| NaiveDate::from_num_days_from_ce_opt(day).unwrap())
}

fn times() -> impl Strategy<Value = NaiveTime> {
    (0..86_400_u32).prop_map(|second| NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap())
}
