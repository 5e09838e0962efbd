//! Account pages of every kind, each figure on its own.

mod siblings;

use std::sync::LazyLock;

use kabinet_domain::{AccountSummary, UnreadReason};

use super::*;
use crate::Profile;

fn labels() -> &'static Labels {
    static SEVENCOM: LazyLock<Profile> = LazyLock::new(|| {
        let text = include_str!("../../../descriptions/sevencom.toml");
        Profile::read("sevencom", "sevencom.toml", text).expect("a description")
    });
    &SEVENCOM.labels
}

fn read(html: &str) -> AccountSummary {
    let address = Url::parse("http://localhost/lk/").expect("an address");
    let document = Document::read(html, &address, encoding_rs::UTF_8);
    let today = "2026-11-28".parse().expect("a date");
    let login = AccountNumber::try_from("12345678".to_owned()).ok();
    summary(&document, labels(), today, login.as_ref()).expect("a balance")
}

fn unread(read: &AccountSummary, field: SummaryField) -> Option<(UnreadReason, Option<&str>)> {
    let unread = read.unread.iter().find(|unread| unread.field == field)?;
    Some((unread.reason, unread.text.as_deref()))
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn money(text: &str) -> Option<Money> {
    text.parse().ok()
}

const BALANCE: &str = "<table><tr><td>Баланс<td>588.00 ₽</table>";

#[test]
fn services_of_one_day_are_listed_and_summed() {
    let block = |tariff: &str, price: &str, day: &str| {
        format!(
            "<div><h4>Интернет</h4><p>Следующее списание через 3 дней ({day})</p>\
             <div><span>Тарифный план</span><b>{tariff}</b></div>\
             <table><tr><td>Тарифный план<td>{tariff}<tr><td>Абонплата<td>{price}</table></div>"
        )
    };
    let page =
        format!("{BALANCE}{}{}", block("А", "550.00", "2026-12-01"), block("Б", "890.50", "2026-12-01"));
    let found = read(&page);
    assert_eq!((found.tariff_price, found.next_debit), (money("1440.50"), day("2026-12-01")));
    let names: Vec<&str> = found.services.iter().map(|service| service.name.as_str()).collect();
    assert_eq!(names, ["А", "Б"]);
    let same_price = page.replace("890.50", "550.00");
    assert_eq!(read(&same_price).tariff_price, money("1100.00"));
    let repeated = format!("{BALANCE}{0}{0}", block("А", "550.00", "2026-12-01"));
    assert_eq!(read(&repeated).tariff_price, money("550.00"), "a block for another width of the screen");
    let other_day =
        format!("{BALANCE}{}{}", block("А", "550.00", "2026-12-01"), block("Б", "890.50", "2026-12-05"));
    let found = read(&other_day);
    assert_eq!((found.tariff_price, found.next_debit), (None, None));
    assert!(matches!(unread(&found, SummaryField::TariffPrice), Some((UnreadReason::Ambiguous, _))));
}

#[test]
fn a_sentence_names_the_day_and_the_amount() {
    let found = read(&format!("{BALANCE}<p>следующее списание через 3 дня (2026-12-01) сумма 550</p>"));
    assert_eq!((found.next_debit, found.tariff_price), (day("2026-12-01"), money("550.00")));
}

#[test]
fn the_day_on_which_the_money_ends_is_no_debit() {
    for (shown, until) in [
        ("<p>Оплачено до: 05.12.2026</p>", "2026-12-05"),
        ("<p>Хватит до 05.12.2026</p>", "2026-12-05"),
        ("<p>Услуга завершится через 9 дней (2026-12-07)</p>", "2026-12-07"),
        ("<table><tr><td>Действует до<td>05.12.2026</table>", "2026-12-05"),
        ("<dl><dt>Дней до блокировки<dd>7</dl>", "2026-12-05"),
    ] {
        let found = read(&format!("{BALANCE}{shown}"));
        assert_eq!(
            (found.next_debit, found.days_left, found.paid_until),
            (None, None, day(until)),
            "{shown}"
        );
    }
}

#[test]
fn a_figure_that_is_not_there_costs_no_other() {
    let found = read(BALANCE);
    assert_eq!(found.account.as_str(), "12345678", "the login stands for the number");
    assert_eq!(unread(&found, SummaryField::NextDebit), Some((UnreadReason::NotShown, None)));
    assert_eq!(unread(&found, SummaryField::TariffPrice), Some((UnreadReason::NotShown, None)));
    for words in ["услуга приостановлена", "не определена", "Заблокирован", "заморожен"]
    {
        for layout in [
            "<p>Дата списания: {}</p>",
            "<table><tr><td>Дата списания<td>{}</table>",
            "<dl><dt>Дата списания<dd>{}</dl>",
        ] {
            let found = read(&format!("{BALANCE}{}", layout.replace("{}", words)));
            let state = unread(&found, SummaryField::NextDebit);
            assert_eq!(state, Some((UnreadReason::NotShown, Some(words))), "{layout}");
        }
    }
    for shown in ["31.04.2027", "27 числа", "30.02.2027"] {
        let found = read(&format!("{BALANCE}<table><tr><td>Дата списания<td>{shown}</table>"));
        let state = unread(&found, SummaryField::NextDebit);
        assert_eq!(state, Some((UnreadReason::NotUnderstood, Some(shown))));
    }
    let tomorrow = read(&format!("{BALANCE}<table><tr><td>Дата списания<td>завтра</table>"));
    assert_eq!(tomorrow.next_debit, day("2026-11-29"));
    let daily = read(&format!("{BALANCE}<p>Абонентская плата: 26,30 ₽/сутки</p>"));
    assert!(matches!(unread(&daily, SummaryField::TariffPrice), Some((UnreadReason::OtherUnit, _))));
}

#[test]
fn offers_are_read_all_or_none() {
    let card = |months: &str, old: &str, new: &str, saving: &str| {
        format!(
            "<div class=card><h5>При оплате за {months}</h5><div class=o>{old} ₽</div><div>{new} ₽</div><div>{saving}</div></div>"
        )
    };
    let cards = |last: &str| {
        format!(
            "{BALANCE}<p>Абонентская плата: 800 ₽/мес</p><div>{}{}{}{}</div>",
            card("1 месяц", "800", "800", ""),
            card("3 месяца", "2400", "2328", "Ваша экономия 72 ₽"),
            card("6 месяцев", "4800", "4512", "экономия 288 ₽"),
            card("12 месяцев", "9600", last, "<b>Выгода</b> 1152 ₽"),
        )
    };
    let found = read(&cards("8448"));
    let prices: Vec<String> =
        found.offers.iter().map(|offer| format!("{} {}", offer.months, offer.price)).collect();
    assert_eq!(prices, ["1 800.00", "3 2328.00", "6 4512.00", "12 8448.00"]);
    let struck = cards("8448")
        .replace(BALANCE, &format!("<style>.o{{text-decoration:line-through}}</style>{BALANCE}"));
    assert_eq!(read(&struck).offers.len(), 4);
    let broken = read(&cards("8.448"));
    assert!(broken.offers.is_empty());
    assert!(matches!(unread(&broken, SummaryField::Offers), Some((UnreadReason::NotUnderstood, _))));
    let line = "<li>При оплате за 3 месяца 2328 ₽ вместо 2400 ₽, экономия 72 ₽";
    let found = read(&format!("{BALANCE}<p>Абонентская плата: 800 ₽/мес</p><ul>{line}</ul>"));
    assert_eq!(found.offers.first().map(|offer| offer.price), money("2328.00"));
}

#[test]
fn the_settings_of_the_tariff_lead_to_changing_it() {
    let page =
        |links: &str| read(&format!("{BALANCE}{links}")).change_tariff_url.map(|url| url.path().to_owned());
    assert_eq!(page("<a href=/set>Настройки тарифа</a>").as_deref(), Some("/set"));
    assert_eq!(page("<a href=/set>Управление тарифом</a>").as_deref(), Some("/set"));
    assert_eq!(page("<a href=/set>Настройки тарифа</a><a href=/t>Сменить тариф</a>").as_deref(), Some("/t"));
}

#[test]
fn a_currency_before_the_next_label_is_still_read() {
    let page = "<div><span>Текущий баланс интернет <b>588,00 €</b></span><span>Хватит до <time>25.12.2026</time></span></div>";
    let address = Url::parse("http://localhost/lk/").expect("an address");
    let document = Document::read(page, &address, encoding_rs::UTF_8);
    let today = "2026-11-28".parse().expect("a date");
    let missing = summary(&document, labels(), today, None).expect_err("no balance in rubles");
    assert!(missing.iter().any(|it| matches!(it.problem, Problem::OtherCurrency(_))), "{missing:?}");
}

#[test]
fn a_day_that_the_days_left_contradict_is_no_next_debit() {
    let page = |days: &str| {
        let rows = format!("<tr><td>Дата ближайшего списания<td>15.12.2026<tr><td>Осталось дней<td>{days}");
        read(&format!("{BALANCE}<table>{rows}</table>"))
    };
    for right in ["16", "17", "18"] {
        assert_eq!(page(right).next_debit, day("2026-12-15"), "{right}");
    }
    let contradicted = page("5");
    assert_eq!((contradicted.next_debit, contradicted.days_left), (None, None));
    let reason = unread(&contradicted, SummaryField::NextDebit);
    assert_eq!(reason, Some((UnreadReason::Ambiguous, Some("2026-12-15, 5"))));
}
