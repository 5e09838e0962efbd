//! The forecast of known histories.

use chrono::NaiveDate;
use kabinet_domain::{
    AccountSummary, Assumption, Category, CategoryOverrides, Charge, DebitStatus, Forecast, ForecastInput,
    ForecastUnavailable, Interval, Money, MonthStatement, debit_status, forecast,
};

use crate::support::{day, money, of_month};

const FEE: &str = "Списание аб.платы по тарифу";
const TV: &str = "Абонентская плата за ТВ";

/// Returns months of charges, each with its day, its description and its amount.
fn history(first: &str, months: &[&[(u32, &'static str, i64)]]) -> Vec<MonthStatement> {
    let mut month = first.parse().unwrap();
    let mut balance = Money::ZERO;
    let mut ledger = Vec::new();
    for story in months {
        let statement = of_month(month, balance, story.to_vec());
        balance = statement.totals.closing_balance;
        month = month.next();
        ledger.push(statement);
    }
    ledger
}

fn summary(price: Option<&str>, balance: &str, next_debit: Option<&str>) -> AccountSummary {
    AccountSummary {
        account: "12345678".to_owned().try_into().unwrap(),
        tariff_price: price.map(money),
        balance: money(balance),
        other_balances: Vec::new(),
        next_debit: next_debit.map(day),
        days_left: None,
        paid_until: None,
        services: Vec::new(),
        unread: Vec::new(),
        offers: Vec::new(),
        pay_url: None,
        change_tariff_url: None,
    }
}

fn forecast_at(
    summary: &AccountSummary,
    statements: &[MonthStatement],
    today: &str,
    until: Option<&str>,
) -> Result<Forecast, ForecastUnavailable> {
    let input =
        ForecastInput { summary, read_on: day(today), statements, overrides: &CategoryOverrides::default() };
    forecast(&input, day(today), until.map(day))
}

/// Returns the day, the sum and the balance after it of the first `count` debits.
fn debits(forecast: &Forecast, count: usize) -> Vec<(NaiveDate, Money, Money)> {
    forecast.debits.iter().take(count).map(|it| (it.date, it.amount, it.balance_after)).collect()
}

fn debit(date: &str, amount: &str, after: &str) -> (NaiveDate, Money, Money) {
    (day(date), money(amount), money(after))
}

#[test]
fn a_debit_on_the_31st_falls_on_the_last_day_of_shorter_months_and_returns() {
    // 2000.00 − 800.00 = 1200.00; − 800.00 = 400.00; − 800.00 = −400.00; − 800.00 = −1200.00
    let forecast =
        forecast_at(&summary(Some("800.00"), "2000.00", Some("2027-12-31")), &[], "2027-12-25", None)
            .unwrap();
    let expected = [
        debit("2027-12-31", "800.00", "1200.00"),
        debit("2028-01-31", "800.00", "400.00"),
        debit("2028-02-29", "800.00", "-400.00"),
        debit("2028-03-31", "800.00", "-1200.00"),
        debit("2028-04-30", "800.00", "-2000.00"),
        debit("2028-05-31", "800.00", "-2800.00"),
    ];
    assert_eq!(debits(&forecast, 6), expected, "2028 is a leap year");
    assert_eq!(forecast.debits.len(), 12);
    assert_eq!(forecast.runs_out, Some(day("2028-02-29")));
    assert_eq!(forecast.until, day("2028-11-30"), "the twelfth debit");
    // 12 × 800.00 − 2000.00
    assert_eq!(forecast.to_pay, money("7600.00"));
}

#[test]
fn a_debit_on_the_28th_of_february_is_on_the_day_that_the_history_has() {
    let fee = -800_00;
    for (of_the_month, march) in [(28, "2027-03-28"), (29, "2027-03-29"), (30, "2027-03-30")] {
        let month: &[_] = &[(of_the_month, FEE, fee)];
        let history = history("2026-09", &[month, month, month, month, month]);
        let summary = summary(Some("800.00"), "800.00", Some("2027-02-28"));
        let forecast = forecast_at(&summary, &history, "2027-02-20", None).unwrap();
        // 800.00 − 800.00 = 0.00; − 800.00 = −800.00
        let expected = [debit("2027-02-28", "800.00", "0.00"), debit(march, "800.00", "-800.00")];
        assert_eq!(debits(&forecast, 2), expected);
        assert!(
            forecast.debits[0].covered && !forecast.debits[1].covered,
            "nothing left is enough, less is not"
        );
    }
}

#[test]
fn a_month_without_a_debit_does_not_end_the_habit() {
    let fee: &[_] = &[(10, FEE, -800_00), (20, TV, -300_00)];
    let history = history("2026-05", &[fee, fee, fee, &[], fee, fee]);
    let forecast =
        forecast_at(&summary(Some("800.00"), "1900.00", Some("2026-11-10")), &history, "2026-11-01", None)
            .unwrap();
    // 1900.00 − 800.00 = 1100.00; − 300.00 = 800.00; − 800.00 = 0.00; − 300.00 = −300.00
    let expected = [
        debit("2026-11-10", "800.00", "1100.00"),
        debit("2026-11-20", "300.00", "800.00"),
        debit("2026-12-10", "800.00", "0.00"),
        debit("2026-12-20", "300.00", "-300.00"),
    ];
    assert_eq!(debits(&forecast, 4), expected);
    assert_eq!(forecast.runs_out, Some(day("2026-12-20")));
}

#[test]
fn a_changed_price_is_the_one_that_is_shown_and_its_old_charges_are_not_counted_beside_it() {
    let (old, new): (&[_], &[_]) = (&[(10, FEE, -639_00)], &[(10, FEE, -690_00)]);
    let rising = history("2022-09", &[old, old, old, old, new]);
    let same_day =
        forecast_at(&summary(Some("750.00"), "1000.00", Some("2023-02-10")), &rising, "2023-02-01", None)
            .unwrap();
    // 1000.00 − 750.00 = 250.00; − 750.00 = −500.00
    let expected = [debit("2023-02-10", "750.00", "250.00"), debit("2023-03-10", "750.00", "-500.00")];
    assert_eq!(debits(&same_day, 2), expected);
    let regular: Vec<_> = same_day.regular.iter().map(|it| (it.description.as_str(), it.amount)).collect();
    assert_eq!(regular, [(FEE, money("750.00"))]);

    let other_day =
        forecast_at(&summary(Some("750.00"), "1000.00", Some("2023-02-15")), &rising, "2023-02-01", None)
            .unwrap();
    // 1000.00 − 750.00 = 250.00; − 750.00 = −500.00
    let expected = [debit("2023-02-15", "750.00", "250.00"), debit("2023-03-15", "750.00", "-500.00")];
    assert_eq!(debits(&other_day, 2), expected, "the day moved together with the price");
}

#[test]
fn two_services_are_debited_each_on_its_day_or_together() {
    let apart: &[_] = &[(10, FEE, -800_00), (15, TV, -300_00)];
    let apart = history("2026-08", &[apart, apart, apart]);
    let summary = summary(Some("800.00"), "1500.00", Some("2026-11-10"));
    let forecast = forecast_at(&summary, &apart, "2026-11-01", Some("2026-12-12")).unwrap();
    // 1500.00 − 800.00 = 700.00; − 300.00 = 400.00; − 800.00 = −400.00; − 300.00 = −700.00
    let expected = [
        debit("2026-11-10", "800.00", "700.00"),
        debit("2026-11-15", "300.00", "400.00"),
        debit("2026-12-10", "800.00", "-400.00"),
        debit("2026-12-15", "300.00", "-700.00"),
    ];
    assert_eq!(debits(&forecast, 4), expected);
    // to the 12th of December: 800.00 + 300.00 + 800.00 − 1500.00
    assert_eq!(forecast.to_pay, money("400.00"));
    assert!(forecast.assumptions.contains(&Assumption::OthersGoOn { count: 1 }));

    let together: &[_] = &[(10, FEE, -800_00), (10, FEE, -300_00)];
    let together = history("2026-08", &[together, together, together]);
    let forecast = forecast_at(&summary, &together, "2026-11-01", None).unwrap();
    // 1500.00 − (800.00 + 300.00) = 400.00; − 1100.00 = −700.00
    let expected = [debit("2026-11-10", "1100.00", "400.00"), debit("2026-12-10", "1100.00", "-700.00")];
    assert_eq!(debits(&forecast, 2), expected, "both under the same words, on the same day");
    let charges = [Charge::Tariff(money("800.00")), Charge::Regular(FEE.to_owned(), money("300.00"))];
    assert_eq!(forecast.debits[0].charges, charges);
}

#[test]
fn a_debt_is_owed_today_and_paid_with_the_first_debit() {
    let forecast = forecast_at(
        &summary(Some("800.00"), "-150.00", Some("2026-11-30")),
        &[],
        "2026-11-25",
        Some("2026-11-30"),
    )
    .unwrap();
    // −150.00 − 800.00 = −950.00
    assert_eq!(debits(&forecast, 1), [debit("2026-11-30", "800.00", "-950.00")]);
    assert_eq!(forecast.runs_out, Some(day("2026-11-25")));
    assert_eq!(forecast.to_pay, money("950.00"));
    let before = forecast_at(
        &summary(Some("800.00"), "-150.00", Some("2026-11-30")),
        &[],
        "2026-11-25",
        Some("2026-11-29"),
    );
    assert_eq!(before.unwrap().to_pay, money("150.00"), "the debt alone, until the day before");
}

#[test]
fn a_promised_payment_is_taken_back_with_the_next_debit() {
    let promised = history("2026-11", &[&[(20, "Обещанный платёж", 500_00)]]);
    let summary = summary(Some("800.00"), "300.00", Some("2026-11-30"));
    let forecast = forecast_at(&summary, &promised, "2026-11-25", Some("2026-11-30")).unwrap();
    // 300.00 − (800.00 + 500.00) = −1000.00
    assert_eq!(debits(&forecast, 1), [debit("2026-11-30", "1300.00", "-1000.00")]);
    assert_eq!(forecast.to_pay, money("1000.00"));
    assert!(forecast.assumptions.contains(&Assumption::PromiseTakenBack { amount: money("500.00") }));

    let taken_back = history(
        "2026-11",
        &[&[(20, "Обещанный платёж", 500_00), (24, "Возврат обещанного платежа", -500_00)]],
    );
    let forecast = forecast_at(&summary, &taken_back, "2026-11-25", Some("2026-11-30")).unwrap();
    // 300.00 − 800.00 = −500.00
    assert_eq!(debits(&forecast, 1), [debit("2026-11-30", "800.00", "-500.00")]);
}

#[test]
fn charges_made_once_or_by_chance_or_ended_are_left_out() {
    let visit = (12, "Выезд специалиста", -150_00);
    let ended = (5, "Подписка «Кинозал»", -99_00);
    let fee = (10, FEE, -800_00);
    let history = history(
        "2026-05",
        &[
            &[ended, fee],
            &[ended, fee, (17, "Нечто", -5_00)],
            &[ended, fee, visit],
            &[fee, visit, (19, "Антивирус", -3_30)],
            &[fee, visit],
            &[fee, (28, "Нечто", -5_00)],
        ],
    );
    let summary = summary(Some("800.00"), "0.00", Some("2026-11-10"));
    let forecast = forecast_at(&summary, &history, "2026-11-01", None).unwrap();
    let regular: Vec<_> = forecast.regular.iter().map(|it| it.description.as_str()).collect();
    assert_eq!(regular, [FEE], "a visit is ordered each time, the cinema ended, the rest is chance");
}

#[test]
fn a_quarterly_and_a_yearly_charge_come_when_they_are_due() {
    let quarterly = (3, "Аренда роутера", -199_00);
    let yearly = (7, "Подписка «Кинозал»", -990_00);
    let mut months: Vec<Vec<(u32, &str, i64)>> = vec![vec![(10, FEE, -800_00)]; 30];
    (0..30).step_by(3).for_each(|month| months[month].insert(0, quarterly));
    (1..30).step_by(12).for_each(|month| months[month].insert(0, yearly));
    let slices: Vec<&[_]> = months.iter().map(Vec::as_slice).collect();
    let history = history("2024-05", &slices);
    let summary = summary(Some("800.00"), "0.00", Some("2026-11-10"));
    let forecast = forecast_at(&summary, &history, "2026-10-20", None).unwrap();
    let regular: Vec<_> =
        forecast.regular.iter().map(|it| (it.description.as_str(), it.interval, it.next_date)).collect();
    let expected = [
        ("Аренда роутера", Interval::Months(3), day("2026-11-03")),
        (FEE, Interval::Months(1), day("2026-11-10")),
        ("Подписка «Кинозал»", Interval::Months(12), day("2027-06-07")),
    ];
    assert_eq!(regular, expected);
}

#[test]
fn a_varying_amount_is_left_out_and_listed() {
    let month = |sum| [(10, FEE, -800_00), (20, "Услуги телефонии", sum)];
    let months = [month(-10_00), month(-12_00), month(-9_00), month(-31_00)];
    let slices: Vec<&[_]> = months.iter().map(<[_; 2]>::as_slice).collect();
    let history = history("2026-07", &slices);
    let forecast =
        forecast_at(&summary(Some("800.00"), "0.00", Some("2026-11-10")), &history, "2026-11-01", None)
            .unwrap();
    assert!(
        forecast
            .assumptions
            .contains(&Assumption::Varying { description: "Услуги телефонии".to_owned() })
    );
    assert_eq!(forecast.debits[0].amount, money("800.00"));
}

#[test]
fn a_charge_that_the_customer_calls_single_is_not_expected_again() {
    let month: &[_] = &[(10, FEE, -800_00), (20, "Нечто", -5_00)];
    let history = history("2026-07", &[month, month, month, month]);
    let summary = summary(Some("800.00"), "0.00", Some("2026-11-10"));
    let regular = |overrides: &CategoryOverrides| {
        let input =
            ForecastInput { summary: &summary, read_on: day("2026-11-01"), statements: &history, overrides };
        forecast(&input, day("2026-11-01"), None).unwrap().regular.len()
    };
    assert_eq!(regular(&CategoryOverrides::default()), 2);
    assert_eq!(regular(&[("Нечто".to_owned(), Category::OneOff)].into_iter().collect()), 1);
}

#[test]
fn the_day_and_the_price_are_those_of_the_history_where_the_portal_shows_none() {
    let fee: &[_] = &[(10, FEE, -800_00)];
    let history = history("2026-08", &[fee, fee, fee]);
    let forecast = forecast_at(&summary(None, "900.00", None), &history, "2026-11-01", None).unwrap();
    // 900.00 − 800.00 = 100.00
    assert_eq!(debits(&forecast, 1), [debit("2026-11-10", "800.00", "100.00")]);
    for said in [Assumption::DayOfHistory, Assumption::PriceOfHistory] {
        assert!(forecast.assumptions.contains(&said), "{said:?} is not said: {:?}", forecast.assumptions);
    }
}

#[test]
fn without_a_day_a_price_or_fresh_data_it_says_so_instead_of_guessing() {
    let fee: &[_] = &[(10, FEE, -800_00)];
    let short = history("2026-09", &[fee, fee]);
    let of = |price, next, statements: &[_]| {
        forecast_at(&summary(price, "0.00", next), statements, "2026-11-01", None)
    };
    assert_eq!(of(Some("800.00"), None, &short), Err(ForecastUnavailable::NoDay), "two charges are no habit");
    assert_eq!(of(None, Some("2026-11-10"), &short), Err(ForecastUnavailable::NoPrice));
    let outdated = ForecastUnavailable::Outdated { debit: day("2026-10-31") };
    let past = summary(Some("800.00"), "0.00", Some("2026-10-31"));
    let overrides = CategoryOverrides::default();
    let read_before = ForecastInput {
        summary: &past,
        read_on: day("2026-10-30"),
        statements: &short,
        overrides: &overrides,
    };
    assert_eq!(forecast(&read_before, day("2026-11-01"), None), Err(outdated));
    let forecast = of(Some("800.00"), Some("2026-11-10"), &short).unwrap();
    assert!(
        forecast.assumptions.contains(&Assumption::ShortHistory { months: 2 }),
        "{:?}",
        forecast.assumptions
    );
}

#[test]
fn a_charge_every_30_days_goes_on_by_days() {
    let fee = -800_00;
    // 03.08 + 30 = 02.09, + 30 = 02.10, + 30 = 01.11
    let months: [&[_]; 4] = [&[(3, FEE, fee)], &[(2, FEE, fee)], &[(2, FEE, fee)], &[(1, FEE, fee)]];
    let history = history("2026-08", &months);
    for stated in [None, Some("2026-12-01")] {
        let forecast =
            forecast_at(&summary(Some("800.00"), "800.00", stated), &history, "2026-11-05", None).unwrap();
        // 01.11 + 30 = 01.12, + 30 = 31.12, + 30 = 30.01; two of them fall into December
        let expected = [
            debit("2026-12-01", "800.00", "0.00"),
            debit("2026-12-31", "800.00", "-800.00"),
            debit("2027-01-30", "800.00", "-1600.00"),
        ];
        assert_eq!(debits(&forecast, 3), expected, "stated {stated:?}");
        assert_eq!(forecast.regular[0].interval, Interval::Days(30));
        assert_eq!(forecast.assumptions[0], Assumption::EveryDays { days: 30, amount: money("800.00") });
    }
}

#[test]
fn a_pause_of_the_service_moves_the_30_days_and_does_not_end_them() {
    let fee = -800_00;
    // 05.05 + 30 = 04.06, + 30 = 04.07, activated anew on 20.08, + 30 = 19.09, + 30 = 19.10
    let months: [&[_]; 6] = [
        &[(5, FEE, fee)],
        &[(4, FEE, fee)],
        &[(4, FEE, fee)],
        &[(20, FEE, fee)],
        &[(19, FEE, fee)],
        &[(19, FEE, fee)],
    ];
    let history = history("2026-05", &months);
    let forecast =
        forecast_at(&summary(Some("800.00"), "800.00", None), &history, "2026-11-01", None).unwrap();
    assert_eq!(forecast.debits[0].date, day("2026-11-18"));
    assert_eq!(forecast.debits[1].date, day("2026-12-18"));
}

#[test]
fn a_fee_on_one_day_of_the_month_stays_monthly() {
    let month: &[_] = &[(10, FEE, -800_00)];
    let history = history("2026-06", &[month, month, month]);
    let forecast = forecast_at(&summary(Some("800.00"), "0.00", None), &history, "2026-09-01", None).unwrap();
    assert_eq!(forecast.regular[0].interval, Interval::Months(1), "July and August are 31 days each");
    assert_eq!(forecast.debits[1].date, day("2026-10-10"));
}

#[test]
fn a_debit_that_had_passed_when_it_was_read_is_the_sites_delay() {
    let late = summary(Some("800.00"), "588.00", Some("2026-11-27"));
    let debit = day("2026-11-27");
    let status = |read_on: &str, today: &str| debit_status(&late, day(read_on), day(today));
    assert_eq!(status("2026-11-29", "2026-11-29"), DebitStatus::SiteLate { debit });
    assert_eq!(status("2026-11-26", "2026-11-29"), DebitStatus::Outdated { debit });
    assert_eq!(status("2026-11-26", "2026-11-27"), DebitStatus::Upcoming { debit }, "today is not past");
    let outcome = forecast_at(&late, &[], "2026-11-29", None);
    assert_eq!(outcome.unwrap_err(), ForecastUnavailable::SiteLate { debit });
}
