//! Months, charges and changes that once were judged wrongly, with their siblings.

use kabinet_domain::{
    AccountSummary, CategoryOverrides, Change, DebitStatus, ForecastInput, Interval, LedgerSnapshot, Money,
    MonthStatement, changes, debit_status, forecast,
};

use crate::support::{audit, day, money, of_month};

const FEE: &str = "Списание аб.платы";

type Rows<'a> = &'a [(u32, &'static str, i64)];

fn month(paid: &str, charged: &str, rows: Rows<'_>) -> MonthStatement {
    let mut statement = of_month("2026-10".parse().unwrap(), Money::ZERO, rows.to_vec());
    (statement.totals.paid, statement.totals.charged) = (money(paid), money(charged));
    statement
}

#[test]
fn an_equal_gap_on_both_sides_is_found_unless_operations_explain_it() {
    let plain: Rows<'_> = &[(9, "Оплата", 500_00), (10, FEE, -500_00)];
    let returned: Rows<'_> = &[(9, "Оплата", 700_00), (9, "Возврат платежа", -200_00), (10, FEE, -500_00)];
    for (paid, charged, rows, is_found) in [
        ("989.00", "989.00", plain, true),
        ("499.99", "499.99", plain, true),
        ("1000.00", "1000.00", plain, true),
        ("500.00", "500.00", plain, false),
        ("500.00", "500.00", returned, false),
        ("700.00", "700.00", returned, false),
        ("600.00", "600.00", returned, true),
    ] {
        let found = audit(&[month(paid, charged, rows)], &[]);
        assert_eq!(!found.is_empty(), is_found, "{paid} {charged} {rows:?}: {found:?}");
    }
}

#[test]
fn a_month_of_a_recalculation_alone_is_no_contradiction() {
    let months: [(&str, &str, Rows<'_>); 3] = [
        ("0.00", "-150.00", &[(5, "Перерасчёт", 150_00)]),
        ("150.00", "0.00", &[(5, "Перерасчёт", 150_00)]),
        ("0.00", "80.00", &[(5, "Перерасчёт", -80_00)]),
    ];
    for (paid, charged, rows) in months {
        let found = audit(&[month(paid, charged, rows)], &[]);
        assert_eq!(found, [], "{paid} {charged}");
    }
}

fn late(next_debit: &str) -> AccountSummary {
    AccountSummary {
        account: "12345678".to_owned().try_into().unwrap(),
        tariff_price: Some(money("800.00")),
        balance: money("588.00"),
        other_balances: Vec::new(),
        next_debit: Some(day(next_debit)),
        days_left: None,
        paid_until: None,
        offers: Vec::new(),
        services: Vec::new(),
        unread: Vec::new(),
        pay_url: None,
        change_tariff_url: None,
    }
}

#[test]
fn a_debit_that_had_passed_when_it_was_read_is_the_sites_delay_and_not_old_data() {
    for (debit, read_on, today, expected) in [
        ("2026-11-27", "2026-11-29", "2026-11-29", DebitStatus::SiteLate { debit: day("2026-11-27") }),
        ("2026-11-01", "2026-11-29", "2026-11-30", DebitStatus::SiteLate { debit: day("2026-11-01") }),
        ("2026-11-28", "2026-11-29", "2026-11-29", DebitStatus::SiteLate { debit: day("2026-11-28") }),
        ("2026-11-27", "2026-11-20", "2026-11-29", DebitStatus::Outdated { debit: day("2026-11-27") }),
        ("2026-11-29", "2026-11-29", "2026-11-29", DebitStatus::Upcoming { debit: day("2026-11-29") }),
    ] {
        let status = debit_status(&late(debit), day(read_on), day(today));
        assert_eq!(status, expected, "{debit}, read on {read_on}");
    }
}

/// Returns a ledger with these rows in its months from a first month on.
fn ledger(first: &str, months: &[Rows<'_>]) -> Vec<MonthStatement> {
    let mut month = first.parse().unwrap();
    let mut balance = Money::ZERO;
    let statement = |rows: &Rows<'_>| {
        let statement = of_month(month, balance, rows.to_vec());
        (month, balance) = (month.next(), statement.totals.closing_balance);
        statement
    };
    months.iter().map(statement).collect()
}

#[test]
fn charges_thirty_days_apart_are_a_habit_of_days() {
    for (first, days) in [("2026-08", [3, 2, 2, 1]), ("2026-07", [5, 4, 3, 3]), ("2026-05", [20, 19, 19, 18])]
    {
        let rows = days.map(|day| vec![(day, FEE, -800_00)]);
        let rows: Vec<Rows<'_>> = rows.iter().map(Vec::as_slice).collect();
        let statements = ledger(first, &rows);
        let last = statements.last().unwrap().transactions[0].date;
        let summary = AccountSummary { next_debit: None, ..late("2026-01-01") };
        let today = last.succ_opt().unwrap();
        let overrides = CategoryOverrides::default();
        let input = ForecastInput {
            summary: &summary,
            read_on: today,
            statements: &statements,
            overrides: &overrides,
        };
        let found = forecast(&input, today, None).unwrap();
        assert_eq!(found.regular[0].interval, Interval::Days(30), "{first} {days:?}");
        assert_eq!(found.debits[0].date, last + chrono::Days::new(30), "{first} {days:?}");
    }
}

#[test]
fn another_wording_of_an_operation_is_no_change_and_its_loss_is_told() {
    let snapshot = |payment: Option<&'static str>| {
        let rows: Vec<_> =
            payment.map(|payment| (9, payment, 500_00)).into_iter().chain([(10, FEE, -500_00)]).collect();
        LedgerSnapshot { statements: ledger("2026-10", &[&rows]), ..LedgerSnapshot::default() }
    };
    for [pending, booked] in [
        ["Оплата через СБП (в обработке)", "Оплата через СБП"],
        ["Платёж картой, ожидает подтверждения", "Платёж картой"],
        ["Пополнение Сбербанк Онлайн (обрабатывается)", "Пополнение Сбербанк Онлайн"],
    ] {
        assert_eq!(changes(&snapshot(Some(pending)), &snapshot(Some(booked))), [], "{pending}");
        let lost = changes(&snapshot(Some(pending)), &snapshot(None));
        assert!(matches!(lost.as_slice(), [Change::Vanished(_)]), "{pending}: {lost:?}");
    }
}
