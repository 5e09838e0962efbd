//! Words beside values, each in every layout.

use super::*;

/// Labels and values as pages lay them out; `{label}` and `{value}` stand for the texts.
const LAYOUTS: [(&str, &str); 10] = [
    ("line", "<p>{label}: {value}</p>"),
    ("spans", "<p><span>{label}</span> <b>{value}</b></p>"),
    ("cells", "<table><tr><td>{label}<td>{value}</table>"),
    ("cells with a colon", "<table><tr><td>{label}:</td><td><b>{value}</b></td></tr></table>"),
    ("list", "<dl><dt>Тариф<dd>Старт<dt>{label}<dd>{value}</dl>"),
    ("blocks", "<div><div>{label}</div><div>{value}</div></div>"),
    (
        "card",
        "<div class=card><div><h4>{label}</h4></div><div><p>{value}</p><button>Подробнее</button></div></div>",
    ),
    ("breaks", "<div>{label}<br>{value}</div>"),
    ("header row", "<table><tr><th>Тариф<th>{label}<tr><td>Старт<td>{value}</table>"),
    ("item", "<ul><li>{label} — {value}</li></ul>"),
];

fn in_layouts(label: &str, value: &str, field: &Field) -> Vec<(&'static str, Result<String, Problem>)> {
    let page = |layout: &str| layout.replace("{label}", label).replace("{value}", value);
    LAYOUTS.iter().map(|(name, layout)| (*name, read(&page(layout), field))).collect()
}

fn is_read(label: &str, value: &str, field: &Field, expected: &str) {
    for (layout, found) in in_layouts(label, value, field) {
        assert_eq!(found.as_deref(), Ok(expected), "{label} | {value} | {layout}");
    }
}

fn is_refused(label: &str, value: &str, field: &Field) {
    for (layout, found) in in_layouts(label, value, field) {
        assert!(found.is_err(), "{label} | {value} | {layout}: {found:?}");
    }
}

#[test]
fn a_figure_that_is_cut_by_points_is_refused_in_every_layout() {
    for shown in
        ["1.588 ₽", "0.588", "2.150 руб.", "1.588.00", "1,588.0.0", "12.345.678", "1 588.00.5", "3.588,5,0"]
    {
        is_refused("Текущий баланс", shown, &BALANCE);
    }
    for shown in ["1.200 ₽/мес", "1.200.00 ₽", "0.800 руб./мес"] {
        is_refused("Абонентская плата", shown, &PRICE);
    }
    for shown in ["1.12345678", "12345678.1", "1,12345678"] {
        is_refused("Лицевой счёт", shown, &NUMBER);
    }
}

#[test]
fn a_word_that_says_debt_makes_the_amount_negative() {
    for shown in [
        "1 627,47 ₽ (долг)",
        "1 627,47 ₽ — долг",
        "1 627,47 ₽ (задолженность)",
        "1 627,47 ₽ задолженность!",
        "1 627,47 ₽ недоплата",
        "-1 627,47 руб. , задолженность!",
        "1 627,47 ₽<br><small>задолженность</small>",
    ] {
        for (layout, found) in in_layouts("Текущий баланс", shown, &BALANCE) {
            assert!(found.is_err() || found.as_deref() == Ok("-1627.47"), "{shown} | {layout}: {found:?}");
        }
    }
    is_read("Текущий баланс", "1 627,47 ₽ (долг)", &BALANCE, "-1627.47");
    for shown in [
        "1 627,47 ₽ к оплате",
        "1 627,47 ₽ просрочено",
        "1 627,47 Дт",
        "1 627,47 ₽ (к доплате)",
        "1 627,47 ₽ пени",
    ] {
        is_refused("Текущий баланс", shown, &BALANCE);
    }
    is_read("Текущий баланс", "588,00 ₽, задолженности нет", &BALANCE, "588.00");
}

#[test]
fn another_currency_or_unit_is_named() {
    for shown in [
        "36.61 грн.",
        "588.00 BYN",
        "588.00 ₸",
        "588.00 €",
        "588.00 $",
        "588.00 у.е.",
        "588.00 сом",
        "588 тенге",
        "$588.00",
        "€ 588,00",
    ] {
        for (layout, found) in in_layouts("Текущий баланс", shown, &BALANCE) {
            let is_named = matches!(found, Err(Problem::OtherCurrency(_)));
            assert!(
                is_named || (layout == "spans" || layout == "line" || layout == "item") && found.is_err(),
                "{shown} | {layout}: {found:?}"
            );
        }
    }
    for shown in [
        "588.00 тыс. ₽",
        "588.00 минут",
        "588.00 ГБ",
        "588.00 дней",
        "588.00 бонусов",
        "588 баллов",
        "588.00 млн руб.",
        "588 SMS",
        "58 %",
    ] {
        for (layout, found) in in_layouts("Текущий баланс", shown, &BALANCE) {
            assert!(matches!(found, Err(Problem::OtherUnit(_))), "{shown} | {layout}: {found:?}");
        }
    }
    for shown in [
        "26,30 ₽/сутки",
        "26,30 ₽ в день",
        "9600 ₽/год",
        "9600 ₽ в год",
        "2400 ₽ за 3 месяца",
        "26,30 руб. ежедневно",
        "26 ₽ / день",
    ] {
        is_refused("Абонентская плата", shown, &PRICE);
    }
}

#[test]
fn words_that_change_the_meaning_refuse_the_value() {
    for shown in [
        "300.00 ₽<br><small>включая кредит 1000.00 ₽</small>",
        "300.00 ₽, включая кредит 1000.00 ₽",
        "300.00 ₽ (с учётом обещанного платежа)",
        "300.00 ₽ или 400.00 ₽",
        "примерно 300 ₽ — 400 ₽",
        "300.00 ₽ на 01.10.2026",
        "300.00 ₽ на начало месяца",
        "300.00 ₽ (ТВ)",
        "300.00 ₽ (прогноз)",
        "300.00 ₽ мурзилка",
        "300.00 ₽<br>в том числе бонусы 100 ₽",
        "300.00 ₽ примерно",
        "≈ 300.00 ₽",
        "~300.00 ₽",
    ] {
        is_refused("Текущий баланс", shown, &BALANCE);
    }
    for label in [
        "Баланс (с учётом обещанного платежа)",
        "Баланс (ТВ)",
        "Баланс (включая бонусы)",
        "Баланс (бонусный)",
        "Баланс (на начало месяца)",
        "Баланс (предыдущий период)",
        "Текущий баланс интернет (долг)",
        "Баланс «ТВ»",
        "Баланс [бонусный]",
        "Баланс за месяц",
        "Баланс, USD",
    ] {
        is_refused(label, "588.00", &BALANCE);
        is_refused(label, "588.00 ₽", &BALANCE);
    }
    is_refused("Абонентская плата (со следующего месяца)", "900 ₽", &PRICE);
    is_refused("Абонентская плата (в сутки)", "26,30 ₽", &PRICE);
    for label in ["Дата ближайшего списания (последнего)", "Дата ближайшего списания (ТВ)"]
    {
        assert_ne!(read(&format!("<p>{label}: 27.11.2026</p>"), &DEBIT).as_deref(), Ok("2026-11-27"));
    }
}

#[test]
fn words_that_change_nothing_leave_the_value() {
    for shown in [
        "650,00 ₽/мес акция",
        "650 руб. в месяц",
        "650 ₽ за 30 дней",
        "650 руб. ежемесячно",
        "650 ₽/мес. по акции",
        "650,00 ₽ / 30 дней",
        "650 ₽/мес (со скидкой 10%)",
        "650 ₽ за 1 мес.",
    ] {
        is_read("Абонентская плата", shown, &PRICE, "650.00");
    }
    for shown in [
        "750 руб., хватит на 34 дн.",
        "750,00 ₽ (на сегодня)",
        "750 руб., хватит до 01.01.2027",
        "750,00 ₽ на 22.11.2026",
        "750.00 ₽ доступно",
        "750,00 ₽, на 22.11.2026 14:03",
    ] {
        is_read("Текущий баланс", shown, &BALANCE, "750.00");
    }
    for label in [
        "Баланс (руб.)",
        "Текущий баланс, ₽",
        "Баланс (на сегодня)",
        "Текущий баланс (на 22.11.2026)",
        "Баланс (интернет)",
    ] {
        is_read(label, "588,00", &BALANCE, "588.00");
    }
}

#[test]
fn a_date_beside_a_count_of_days_wins() {
    for shown in [
        "через 3 дней (2026-12-01)",
        "5 дней (30 ноября)",
        "через 3 дня, 01.12.2026",
        "осталось 9 дней (1 декабря 2026 г.)",
    ] {
        let date = if shown.contains("30 ноября") { "2026-11-30" } else { "2026-12-01" };
        is_read("Дата ближайшего списания", shown, &DEBIT, date);
    }
    for shown in
        ["01.12.2026 (через 3 дня)", "01.12.2026 через 3 дня", "01.12.2026 сумма 550", "01.12.2026, 550 ₽"]
    {
        is_read("Дата ближайшего списания", shown, &DEBIT, "2026-12-01");
    }
    is_read("Дата ближайшего списания", "через 3 дня (2026-12-01) сумма 550", &DEBIT, "2026-12-01");
    is_read("Дата ближайшего списания", "завтра", &DEBIT, "2026-11-23");
    is_read("Дата ближайшего списания", "8 дней", &DEBIT, "8");
    for shown in [
        "27.12.2026 или 28.12.2026",
        "27.12.2026 — 28.12.2026",
        "31.04.2027",
        "27.12",
        "27 числа",
        "27.12.2026 примерно",
        "30.02.2027",
    ] {
        for (layout, found) in in_layouts("Дата ближайшего списания", shown, &DEBIT) {
            assert!(found.is_err() || found.as_deref() == Ok("—"), "{shown} | {layout}: {found:?}");
        }
    }
}

#[test]
fn a_state_of_the_account_is_no_day() {
    for shown in [
        "не определена",
        "услуга приостановлена",
        "Заблокирован",
        "заморожен",
        "приостановлено",
        "отключена за долг",
        "нет",
    ] {
        is_read("Дата ближайшего списания", shown, &DEBIT, "—");
    }
}

#[test]
fn short_numbers_and_logins_are_account_numbers() {
    for shown in ["5", "12", "77", "chisto", "ivanov_7", "00012345", "12345678 (основной)"] {
        let number = shown.split(' ').next().unwrap();
        is_read("Лицевой счёт", shown, &NUMBER, number);
    }
    for shown in ["Иванов", "588.00 ₽", "5 дней", "нет", "30.11.2026", "12345678 (закрыт)"]
    {
        is_refused("Лицевой счёт", shown, &NUMBER);
    }
}

#[test]
fn a_label_that_stands_twice_with_different_values_is_not_settled() {
    let far = "<div><div><div><p>Абонентская плата: 550 ₽</p></div></div></div><table><tr><th>Тариф<th>Абонентская плата<tr><td>Б<td>890.50</table>";
    assert!(matches!(read(far, &PRICE), Err(Problem::Ambiguous(_))));
    let same = far.replace("890.50", "550.00");
    assert_eq!(read(&same, &PRICE).as_deref(), Ok("550.00"));
}

#[test]
fn a_label_over_or_before_the_values_of_several_services_is_not_settled() {
    let columns = "<table><tr><td>Услуга<td>Основная<td>Вторая<tr><td>Текущий баланс<td>145,50 руб.<td>588,00 руб.</table>";
    assert!(read(columns, &BALANCE).is_err());
    assert_eq!(read(&columns.replace("145,50", "588,00"), &BALANCE).as_deref(), Ok("588.00"));
    let named = columns.replace("Основная", "Телевидение").replace("Вторая", "Интернет");
    assert_eq!(read(&named, &BALANCE).as_deref(), Ok("588.00"), "the column of the internet");
    assert!(read(&named.replace("Интернет", "Домофон"), &BALANCE).is_err());
    assert!(
        read(&named.replace("Телевидение", "Интернет"), &BALANCE).is_err(),
        "two columns of the internet"
    );
    let rows = "<table><tr><th>Услуга<th>Абонентская плата<tr><td>Интернет<td>650,00 ₽<tr><td>Домофон<td>150,00 ₽</table>";
    assert!(read(rows, &PRICE).is_err());
    assert_eq!(read(&rows.replace("150,00", "650,00"), &PRICE).as_deref(), Ok("650.00"));
}

#[test]
fn a_doubtful_value_counts_if_it_is_shown_elsewhere() {
    let page = "<p>Текущий баланс интернет: 588,00 ₽ мурзилка<p>Баланс: 588,00 ₽";
    assert_eq!(read(page, &BALANCE).as_deref(), Ok("588.00"));
    let other = page.replace("Баланс: 588", "Баланс: 500");
    assert!(read(&other, &BALANCE).is_err());
}
