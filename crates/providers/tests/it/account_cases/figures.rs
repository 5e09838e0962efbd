//! One figure of the account page with words, units, currencies and dates beside it.

use super::Figure::{Balance, NextDebit, Number, PaidUntil, Price};
use super::{Is, IsOrRefused, NotShown, OtherCurrency, OtherUnit, Refused, assert_cases, assert_values};

#[test]
fn a_point_between_thousands_never_cuts_a_balance() {
    for (whole, values) in [
        ("1588.00", ["1.588 ₽", "1.588", "1.588 руб."]),
        ("2150.00", ["2.150 руб.", "2.150", "2.150 р."]),
        ("12588.00", ["12.588 ₽", "12.588", "12.588 рублей"]),
        ("9040.00", ["9.040 ₽", "9.040", "9.040 RUB"]),
    ] {
        assert_values(Balance, IsOrRefused(whole), &values);
    }
    assert_values(Balance, Refused, &["0.588", "0.588 ₽", "0.040 ₽", "0.150 руб."]);
    assert_values(Balance, Refused, &["1.588.00", "10.200.00 ₽", "1.588.0", "2.150.5 руб.", "588.00.00 ₽"]);
}

#[test]
fn a_point_between_thousands_never_cuts_a_price_or_an_account_number() {
    assert_values(Price, IsOrRefused("1200.00"), &["1.200 ₽/мес", "1.200 руб. в месяц", "1.200 ₽ / мес."]);
    assert_values(Price, Refused, &["1.200.00 ₽/мес", "0.800 ₽/мес", "2.400.0 руб./мес"]);
    assert_values(Number, Refused, &["1.87654321", "2.12345678", "87654321.1", "1,87654321"]);
}

#[test]
fn words_of_debt_make_the_balance_negative_or_refuse_it() {
    let debts = [
        "1 627,47 ₽ (долг)",
        "1 627,47 ₽ — долг",
        "1 627,47 ₽ (задолженность)",
        "1 627,47 руб. (ваш долг)",
        "1627.47 ₽, задолженность",
        "1 627,47 ₽ недоплата",
    ];
    assert_values(Balance, IsOrRefused("-1627.47"), &debts);
    assert_values(Balance, Is("-1627.47"), &["1 627,47 ₽ (долг)", "1 627,47 ₽ (задолженность)"]);
    let unclear = [
        "1 627,47 ₽ к оплате",
        "1 627,47 ₽ просрочено",
        "1 627,47 Дт",
        "1 627,47 ₽ (просрочка)",
        "1 627,47 ₽ следует оплатить",
        "1 627,47 ₽ не хватает",
        "1 627,47 ₽ недоимка",
    ];
    assert_values(Balance, IsOrRefused("-1627.47"), &unclear);
}

#[test]
fn another_currency_or_unit_is_not_read_as_rubles() {
    assert_values(Balance, Refused, &["588.00 у.е.", "588.00 GEL", "588.00 Br", "GEL 588.00", "588.00 ֏"]);
    assert_values(
        Balance,
        Refused,
        &["588.00 тыс. ₽", "588.00 тысяч", "588.00 млн ₽", "588.00 минут", "588.00 ГБ", "588.00 МБ"],
    );
    assert_values(
        Balance,
        Refused,
        &["588.00 дней", "588 часов", "588.00 бонусов", "588 баллов", "588 звёзд"],
    );
    assert_values(Price, Refused, &["26,30 ₽/сутки", "26,30 ₽ в сутки", "9600 ₽/год", "4800 ₽ за полгода"]);
    assert_values(Price, Refused, &["800 бонусов в месяц", "36 BYN/мес", "20 €/мес", "800 тыс. ₽/мес"]);
}

#[test]
fn another_currency_or_unit_is_told_where_the_value_stands_alone() {
    for (figure, right, label, value) in [
        (Balance, OtherCurrency, "Текущий баланс", "36.61 грн."),
        (Balance, OtherCurrency, "Текущий баланс", "588.00 BYN"),
        (Balance, OtherCurrency, "Текущий баланс", "588.00 ₸"),
        (Balance, OtherCurrency, "Текущий баланс", "588.00 €"),
        (Balance, OtherCurrency, "Текущий баланс", "588.00 UAH"),
        (Balance, OtherCurrency, "Текущий баланс", "588.00 сум"),
        (Balance, OtherUnit, "Текущий баланс", "588.00 тыс. ₽"),
        (Balance, OtherUnit, "Текущий баланс", "588.00 минут"),
        (Balance, OtherUnit, "Текущий баланс", "588.00 ГБ"),
        (Balance, OtherUnit, "Текущий баланс", "588.00 бонусов"),
        (Balance, OtherUnit, "Текущий баланс", "588.00 МБ"),
        (Balance, OtherUnit, "Текущий баланс", "588.00 часов"),
    ] {
        assert_cases(figure, right, &[(label, value)]);
    }
}

#[test]
fn credit_bonuses_and_promises_within_a_balance_refuse_it() {
    assert_values(
        Balance,
        Refused,
        &[
            "300.00 ₽<br><small>включая кредит 1000.00 ₽</small>",
            "300.00 ₽ <small>в том числе кредит 100.00 ₽</small>",
            "300.00 ₽ (с учётом кредита)",
            "300.00 ₽, из них 200 ₽ бонусами",
            "300.00 ₽<br>с учётом обещанного платежа 500 ₽",
        ],
    );
}

#[test]
fn words_in_the_brackets_of_a_label_are_words_like_any_others() {
    for label in [
        "Баланс (с учётом обещанного платежа)",
        "Баланс (ТВ)",
        "Баланс (включая бонусы)",
        "Баланс (бонусный)",
        "Баланс (на начало месяца)",
        "Баланс (предыдущий период)",
        "Текущий баланс интернет (долг)",
        "Баланс (с кредитом)",
        "Баланс (телефония)",
        "Баланс (на конец прошлого месяца)",
        "Баланс (прогноз)",
        "Баланс (в бонусах)",
    ] {
        assert_cases(Balance, Refused, &[(label, "700.00"), (label, "700.00 ₽")]);
    }
    for label in [
        "Абонентская плата (со следующего месяца)",
        "Абонентская плата (с 1 января)",
        "Абонентская плата (за ТВ)",
        "Абонентская плата (в сутки)",
    ] {
        assert_cases(Price, Refused, &[(label, "900 ₽"), (label, "900.00")]);
    }
    for label in [
        "Дата списания (последнего)",
        "Дата списания (предыдущего)",
        "Дата списания (за ТВ)",
        "Дата ближайшего списания (прошлого)",
    ] {
        assert_cases(NextDebit, Refused, &[(label, "27.12.2026")]);
    }
}

#[test]
fn words_that_change_nothing_refuse_nothing() {
    assert_values(
        Price,
        Is("650.00"),
        &[
            "650,00 ₽/мес акция",
            "650 ₽/мес по акции",
            "650 руб. в месяц",
            "650 ₽ за 30 дней",
            "650 ₽ ежемесячно",
        ],
    );
    assert_values(
        Balance,
        Is("750.00"),
        &["750 руб., хватит на 34 дн.", "750,00 ₽ (хватит на 12 дней)", "750 ₽, хватит до 01.01.2027"],
    );
    for (day, values) in [
        ("2026-11-30", ["2 дня (30 ноября)", "через 2 дня (30.11.2026)", "30.11.2026 через 2 дня"]),
        ("2026-12-03", ["5 дней (3 декабря)", "03.12.2026 (через 5 дней)", "осталось 5 дней, 03.12.2026"]),
    ] {
        assert_values(NextDebit, Is(day), &values);
    }
}

#[test]
fn a_date_beside_a_count_of_days_wins_also_where_they_are_a_day_apart() {
    for (day, values) in [
        ("2026-12-01", ["через 3 дней (2026-12-01)", "через 4 дня (2026-12-01)", "через 2 дня, 01.12.2026"]),
        (
            "2026-12-10",
            ["через 13 дней (10.12.2026)", "12 дней (10 декабря)", "осталось 11 дней (10.12.2026)"],
        ),
    ] {
        assert_values(NextDebit, Is(day), &values);
    }
    assert_values(NextDebit, Refused, &["3 дня", "через 5 дней", "осталось 12 дней"]);
}

#[test]
fn two_dates_are_none() {
    assert_values(
        NextDebit,
        Refused,
        &[
            "27.12.2026 или 28.12.2026",
            "27.12.2026 – 28.12.2026",
            "27.12.2026 либо 28.12.2026",
            "27.12.2026/28.12.2026",
        ],
    );
}

#[test]
fn the_end_of_the_money_is_no_debit() {
    for label in ["Оплачено до", "Хватит до", "Услуга оплачена по", "Средств хватит до"]
    {
        for value in ["05.12.2026", "5 декабря 2026 г.", "05.12.2026 (7 дней)"] {
            assert_cases(PaidUntil, Is("2026-12-05"), &[(label, value)]);
            assert_cases(NextDebit, Refused, &[(label, value)]);
        }
    }
    for (label, value) in [
        ("Услуга завершится через 7 дней", "(05.12.2026)"),
        ("Услуга завершится", "05.12.2026"),
        ("Услуга завершится", "через 7 дней (05.12.2026)"),
    ] {
        assert_cases(PaidUntil, IsOrRefused("2026-12-05"), &[(label, value)]);
        assert_cases(NextDebit, Refused, &[(label, value)]);
    }
}

#[test]
fn an_impossible_or_uncertain_day_costs_no_other_figure() {
    assert_values(
        NextDebit,
        Refused,
        &["31.04.2027", "30.02.2027", "31.06.2027", "27.12", "27 числа", "15-го числа"],
    );
    assert_values(NextDebit, Is("2026-11-29"), &["завтра"]);
    assert_values(NextDebit, Is("2026-11-28"), &["сегодня"]);
    assert_values(
        NextDebit,
        NotShown,
        &[
            "не определена",
            "услуга приостановлена",
            "Заблокирован",
            "заморожен",
            "приостановлено",
            "не назначена",
        ],
    );
    assert_cases(NextDebit, NotShown, &[("Город", "Арамиль"), ("Статус", "Активен"), ("Услуга", "Интернет")]);
}

#[test]
fn a_price_or_a_number_that_the_page_does_not_show_costs_no_other_figure() {
    assert_cases(Price, NotShown, &[("Город", "Арамиль"), ("Статус", "Активен"), ("Услуга", "Интернет")]);
    assert_cases(Number, Refused, &[("Город", "Арамиль"), ("Статус", "Активен"), ("Услуга", "Интернет")]);
}

#[test]
fn a_balance_that_is_empty_is_not_read_from_a_neighbour() {
    assert_values(Balance, Refused, &["", "&nbsp;", "—", "-", "нет данных", "…"]);
}
