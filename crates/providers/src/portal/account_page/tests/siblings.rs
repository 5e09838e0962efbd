//! Labels in other plain words, in every layout, beside figures that must not be taken.

use super::*;

/// Layouts of a label and a value.
const LAYOUTS: [&str; 6] = [
    "<p>{label}: {value}</p>",
    "<p><span>{label}</span> <b>{value}</b></p>",
    "<table><tr><td>{label}<td>{value}</table>",
    "<dl><dt>{label}<dd>{value}</dl>",
    "<div class=card><div>{label}</div><div>{value}</div></div>",
    "<ul><li>{label} — <b>{value}</b></ul>",
];
/// Figures of other things, which are on every page here.
const DECOYS: &str = "<div><p>Кредитный лимит: 300.00 ₽</p></div><div><p>Бонусный счёт: 120.00 ₽</p></div>\
    <div><p>Обещанный платёж: 500.00 ₽ до 01.12.2026</p></div><div><p>Последний платёж: 815.50 ₽, 21.11.2026</p></div>\
    <div><p>Рекомендуемый платёж: 900.00 ₽</p></div><div><p>Трафик за ноябрь: 186.40 ГБ</p></div>\
    <div><p>Баланс ТВ: 77.00 ₽</p></div><div><p>Баланс телефонии: 12.40 ₽</p></div>\
    <div><p>Приведи друга: 500.00 ₽ на баланс</p></div><div>500.00 руб. на баланс<br>за каждого соседа</div>\
    <div><p>Тариф «Новый» всего 450.00 ₽/мес до 31.12.2026</p></div>\
    <div><p>299 ₽ спишет партнёр 1 декабря 2026</p></div><div><p>Договор-оферта от 01.09.2023</p></div>";

/// Returns a page in every layout, by turns before and behind the other figures.
fn pages(label: &str, value: &str, rest: &str) -> Vec<String> {
    let fill = |layout: &str| layout.replace("{label}", label).replace("{value}", value);
    let page = |(at, layout): (usize, &&str)| match at % 2 {
        0 => format!("{}{rest}{DECOYS}", fill(layout)),
        _ => format!("{DECOYS}{rest}{}", fill(layout)),
    };
    LAYOUTS.iter().enumerate().map(page).collect()
}

#[test]
fn a_balance_is_read_under_every_plain_label() {
    let labels = [
        "На счёте",
        "Остаток средств",
        "Состояние счёта",
        "Ваш баланс",
        "Доступно средств",
        "Баланс интернета",
        "Сейчас на счету",
        "Депозит (баланс)",
        "Баланс (общий на обе услуги)",
        "Остаток на лицевом счёте",
        "Баланс договора",
        "Средства на счёте",
        "На балансе",
        "Остаток денежных средств",
        "У вас на счёте",
        "Баланс, руб.",
        "Текущее сальдо",
        "Баланс лицевого счёта",
        "Основной баланс",
    ];
    for label in labels {
        for page in pages(label, "588.00 ₽", "") {
            assert_eq!(read(&page).balance, money("588.00").unwrap_or_default(), "{label}: {page}");
        }
    }
    for shown in ["588р.00к.", "588 руб. 00 коп.", "588 рублей 00 копеек", "588,00 RUB"] {
        for page in pages("Баланс", shown, "") {
            assert_eq!(read(&page).balance, money("588.00").unwrap_or_default(), "{page}");
        }
    }
}

#[test]
fn a_price_is_read_under_every_plain_label() {
    let labels = [
        "Абонплата",
        "Ежемесячный платёж",
        "Стоимость услуг в месяц",
        "Абонентская плата",
        "Плата за месяц",
        "Стоимость тарифного плана, всего по счёту",
        "Цена тарифного плана",
        "Аб. плата",
        "Ежемесячная абонентская плата",
        "Стоимость тарифа",
    ];
    for label in labels {
        for shown in [
            "800.00 ₽",
            "800 руб./мес",
            "800 ₽ в месяц (до 1-мар-2026 было 639р.00к.)",
            "800 ₽ (вместо 950 ₽)",
        ] {
            for page in pages(label, shown, BALANCE) {
                assert_eq!(read(&page).tariff_price, money("800.00"), "{label}: {page}");
            }
        }
    }
    for shown in ["«Дом 100», 800 р. 00 коп. в месяц", "Двор, 800,00 руб./мес", "«Оптима» — 800 ₽ в месяц"]
    {
        for page in pages("Ваш тариф", shown, BALANCE) {
            assert_eq!(read(&page).tariff_price, money("800.00"), "{page}");
        }
    }
    let sentence =
        "<p>Вы подключены к тарифу «Семья», он стоит 800 рублей в месяц. До марта он стоил 639 рублей.";
    assert_eq!(read(&format!("{BALANCE}{sentence}{DECOYS}")).tariff_price, money("800.00"));
    for other in
        ["<p>Тариф «Старт», без абонентской платы", "<div><p>Тариф «Новый» — 450 ₽/мес</p></div>", ""]
    {
        let far = "<p>Строка".repeat(30);
        assert_eq!(read(&format!("{BALANCE}{far}{other}{DECOYS}")).tariff_price, None, "{other}");
    }
}

#[test]
fn a_next_debit_is_read_under_every_plain_label_and_in_a_sentence() {
    let labels = [
        "Следующий платёж",
        "Дата следующего списания",
        "Расчётная дата",
        "Следующее списание",
        "Ближайшее списание",
        "Дата списания абонплаты",
        "Очередное списание",
        "Дата следующего начисления",
        "Следующее списание по тарифу будет",
    ];
    for label in labels {
        for shown in [
            "05.12.2026",
            "05.12.26, 710 руб. 00 коп.",
            "5 декабря 2026 г.",
            "5-дек-2026",
            "5 декабря, 690 ₽",
        ] {
            for page in pages(label, shown, BALANCE) {
                assert_eq!(read(&page).next_debit, day("2026-12-05"), "{label}: {page}");
            }
        }
        for page in pages(label, "не назначено, пока услуга заморожена", BALANCE)
        {
            let found = read(&page);
            assert_eq!(found.next_debit, None, "{page}");
            assert!(
                matches!(unread(&found, SummaryField::NextDebit), Some((UnreadReason::NotShown, _))),
                "{page}"
            );
        }
    }
    for sentence in [
        "В следующий раз мы спишем 800 рублей 5 декабря 2026 года.",
        "05.12.2026 будет списано 800,00 руб.",
        "5 декабря со счёта спишется 800 ₽",
    ] {
        let found = read(&format!("{BALANCE}<p>{sentence}</p>{DECOYS}"));
        assert_eq!(found.next_debit, day("2026-12-05"), "{sentence}");
    }
    for sentence in [
        "05.12.2026 будут списаны бонусы",
        "Если вы не заплатите, 05.12.2026 спишется пеня",
        "05.12.2026 будет списано 199 ₽ за ТВ",
        "Будет списано 800 ₽ 05.12.2026 или 06.12.2026",
        "05.11.2026 будет списано 800 ₽",
    ] {
        assert_eq!(read(&format!("{BALANCE}<p>{sentence}</p>{DECOYS}")).next_debit, None, "{sentence}");
    }
}

#[test]
fn an_account_number_is_read_under_every_plain_label() {
    for label in ["Л/с", "Лиц. счёт", "Договор №", "Номер договора", "Лицевой счёт №", "Номер л/с"]
    {
        for shown in ["87654321", "87654321 (единый для всех услуг)"] {
            for page in pages(label, shown, BALANCE) {
                assert_eq!(read(&page).account.as_str(), "87654321", "{label}: {page}");
            }
        }
    }
    let found =
        read(&format!("{BALANCE}<p>Номер вашего лицевого счёта — 12345678, его спросят в терминале."));
    assert_eq!(found.account.as_str(), "12345678");
    assert!(found.unread.iter().all(|unread| unread.field != SummaryField::Account), "the login proves it");
    let found = read(&format!("{BALANCE}<p>Лицевой счёт: 87654321, закрыт"));
    assert!(matches!(unread(&found, SummaryField::Account), Some((UnreadReason::NotUnderstood, _))));
}

#[test]
fn the_end_of_the_paid_period_is_read_under_every_plain_label() {
    for label in [
        "Оплачено до",
        "Хватит до",
        "Доступ до",
        "Услуга оплачена по",
        "Средств хватит до",
        "Доступ оплачен до",
    ] {
        for shown in ["04.12.2026", "04.12.26", "4 дек 2026", "04.12.2026 включительно"] {
            for page in pages(label, shown, BALANCE) {
                let found = read(&page);
                assert_eq!(
                    (found.paid_until, found.next_debit),
                    (day("2026-12-04"), None),
                    "{label}: {page}"
                );
            }
        }
    }
}

#[test]
fn services_with_balances_of_their_own_do_not_mix() {
    let columns = |first: &str, second: &str| {
        format!(
            "<table><tr><td>Услуга<td>{first}<td>{second}<tr><td>Абонентская плата<td>250 ₽/мес<td>800 ₽/мес\
            <tr><td>Дата списания<td>01.12.2026<td>04.12.2026<tr><td>Текущий баланс<td>145.50 ₽<td>588.00 ₽</table>"
        )
    };
    let found = read(&columns("Телевидение", "Интернет"));
    assert_eq!(found.balance, money("588.00").unwrap_or_default());
    assert_eq!((found.tariff_price, found.next_debit), (money("800.00"), day("2026-12-04")));
    let document = |html: &str| {
        Document::read(html, &Url::parse("http://localhost/").expect("an address"), encoding_rs::UTF_8)
    };
    let today = day("2026-11-28").expect("a date");
    assert!(
        summary(&document(&columns("Дом", "Дача")), labels(), today, None).is_err(),
        "no title says which"
    );
    let blocks = "<h3>Телевидение</h3><dl><dt>Абонентская плата<dd>250 ₽/мес<dt>Текущий баланс<dd>145.50 ₽</dl>\
        <h3>Интернет</h3><dl><dt>Абонентская плата<dd>800 ₽/мес<dt>Текущий баланс<dd>588.00 ₽</dl>";
    let found = read(blocks);
    assert_eq!((found.balance, found.tariff_price), (money("588.00").unwrap_or_default(), money("800.00")));
}

#[test]
fn offers_are_read_in_words_cards_and_choices() {
    let price = "<p>Абонентская плата: 800 ₽/мес</p>";
    for shown in [
        "<h2>Оплата вперёд со скидкой</h2><div><div><div>3 месяца</div><div>2328 ₽</div><span>экономия 72 ₽</span></div><div><div>6 месяцев</div><div>4512 ₽</div></div></div>",
        "<p>Можно заплатить сразу: за три месяца - <b>2328</b> руб. (а не <s>2400</s>), за полгода - 4512 руб.</p>",
        "<ul><li>оплата за 3 мес. – 2 328 р. 00 коп.<li>оплата за 6 мес. – 4 512 р. 00 коп.</ul>",
        "<p>Скидка при оплате вперёд: за 3 месяца - 2328 руб., за полгода (6 месяцев) - 4512 руб.</p>",
        "<select><option>3 месяца, 2&nbsp;328,00 руб.<option>6 месяцев, 4&nbsp;512,00 руб.</select>",
        "<li>При оплате за 3 месяца &#8212; <strong>2328₽</strong> <small>(экономия 72₽)</small><li>При оплате за 6 месяцев &#8212; 4512₽",
    ] {
        let found = read(&format!("{BALANCE}{price}{shown}{DECOYS}"));
        let offers: Vec<String> =
            found.offers.iter().map(|offer| format!("{} {}", offer.months, offer.price)).collect();
        assert_eq!(offers, ["3 2328.00", "6 4512.00"], "{shown}");
    }
    for broken in ["2328 бонусов", "2328.00 тыс. ₽", "2328 ₽ мурзилка", "2328.00 BYN"] {
        let shown =
            format!("<ul><li>При оплате за 3 месяца: {broken}<li>При оплате за 6 месяцев: 4512 ₽</ul>");
        assert!(read(&format!("{BALANCE}{price}{shown}")).offers.is_empty(), "{broken}");
    }
}
