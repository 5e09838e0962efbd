//! Fields on small pages.

mod remarks;

use std::sync::LazyLock;

use url::Url;

use super::*;
use crate::html::document::Document;

static BALANCE: LazyLock<Field> = LazyLock::new(|| {
    field(
        "Текущий баланс интернет",
        &["текущий баланс интернет", "баланс интернет", "текущий баланс", "баланс"],
        &["задолженность"],
        Kind::Sum,
    )
});
static PRICE: LazyLock<Field> = LazyLock::new(|| {
    field(
        "Стоимость тарифного плана",
        &["стоимость вашего тарифного плана", "абонентская плата", "стоимость"],
        &[],
        Kind::Price,
    )
});
static DEBIT: LazyLock<Field> = LazyLock::new(|| {
    field("Дата ближайшего списания", &["дата ближайшего списания", "дней до блокировки"], &[], Kind::Day)
});
static NUMBER: LazyLock<Field> = LazyLock::new(|| {
    let labels = ["номер лицевого счета", "лицевой счет", "номер договора", "договор"];
    field("Номер лицевого счёта", &labels, &[], Kind::Number)
});

fn field(name: &str, labels: &[&str], debts: &[&str], kind: Kind) -> Field {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Field::new(name, owned(labels), owned(debts), kind)
}

fn layout(html: &str) -> Layout {
    let address = Url::parse("http://localhost/").unwrap();
    Layout::of(&Document::read(html, &address, encoding_rs::UTF_8))
}

fn read(html: &str, field: &Field) -> Result<String, Problem> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let layout = layout(html);
    let search = Search::new(&layout, &[&BALANCE, &PRICE, &DEBIT, &NUMBER], today);
    search.value(field).map(|value| value.to_string()).map_err(|missing| missing.problem)
}

#[test]
fn a_balance_is_found_wherever_a_page_may_put_it() {
    let pages = [
        "<p>Текущий баланс интернет: 588,00 ₽",
        "<p>Ваш текущий баланс составляет <b>588,00</b> рублей",
        "<p>Баланс на 01.02.2024: 588,00 руб",
        "<p>Текущий баланс интернет — 588.00",
        "<p>588,00 ₽ <small>текущий баланс интернет</small>",
        "<div><div>Баланс</div><div><h2>588,00 ₽</h2><p>Лицевой счёт 7190 0256</p><a href=/pay>Пополнить</a></div></div>",
        "<div><h3>Баланс</h3><div><b>588,00 ₽</b><br>Абонентская плата: 800 ₽/мес</div></div>",
        "<table><tr><td>Текущий баланс интернет<td>588.00</table>",
        "<table><tr><td>Текущий баланс интернет<td><img src=x><td>588.00 <i class=rub></i></table>",
        "<table><tr><th>Лицевой счёт<th>Текущий баланс<th>Дата ближайшего списания<tr><td>12345678<td>588.00<td>30.11.2026</table>",
        "<table><thead><tr><th>Тариф<th>Текущий баланс<tbody><tr><td>Старт<td>588.00</table>",
        "<dl><dt>Лицевой счёт<dd>12345678<dt>Текущий баланс<dd>588.00 ₽<dt>Дата ближайшего списания<dd>30.11.2026</dl>",
        "<div><div>Текущий баланс интернет</div><div>588,00 ₽</div></div>",
        "<div class=card><div class=head><h4>Текущий баланс интернет</h4><i>?</i></div><div class=body><b>588.00</b> ₽ <button>Пополнить</button></div></div>",
        "<div>Текущий баланс интернет<br>588,00 ₽<br>Дата ближайшего списания<br>30.11.2026</div>",
        "<div><div><b>588,00 ₽</b></div><div>Текущий баланс</div></div>",
        "<div><div>588,00 ₽</div><div>Текущий баланс</div><div>800 ₽/мес</div><div>Абонентская плата</div></div>",
        "<div><div>Текущий баланс</div><div>Абонентская плата</div><div>588,00 ₽</div><div>800,00 ₽</div></div>",
        "<p>Лицевой счёт: 12345678, баланс: 588,00 руб., абонентская плата: 800 руб./мес",
        "<p><span>Текущий баланс</span><span>588.00</span><span>Абонентская плата</span><span>800.00</span>",
        "<label>Текущий баланс</label><input readonly value='588.00'>",
        "<p>Текущий баланс интернет <a href=/pay>Пополнить</a><p>588,00 ₽",
        "<p>Баланс ТВ: 100,00 ₽<p>Бонусный баланс: 50 ₽<p>Баланс: 588,00 ₽",
        "<p>Баланс: 688,00 ₽<p>Текущий баланс интернет: 588,00 ₽",
        "<div><h4>Договор Интернет</h4><p>Текущий баланс: 588,00 ₽</p></div><div><h4>Договор ТВ</h4><p>Текущий баланс: 312,40 ₽</p></div>",
        "<p>Г) Текущий баланс Вашего лицевого счета: 588,00",
        "<p>Текущий баланс интернет: 588,00 ₽<p style='display:none'>Текущий баланс интернет: 1,00 ₽",
    ];
    for html in pages {
        assert_eq!(read(html, &BALANCE).as_deref(), Ok("588.00"), "{html}");
    }
}

#[test]
fn what_is_no_balance_is_not_taken_for_one() {
    let pages = [
        "<p>Баланс ТВ: 100,00 ₽",
        "<p>ТВ: баланс 100,00 ₽",
        "<p>Бонусный баланс 100,00 ₽",
        "<p>Пополнить баланс на 500 ₽",
        "<ul><li>Баланс<li>Платежи<li>Услуги</ul><p>500,00 ₽",
        "<div><p>Текущий баланс интернет</p></div><div><p>Абонентская плата</p><p>800,00 ₽</p></div>",
    ];
    for html in pages {
        assert_eq!(read(html, &BALANCE), Err(Problem::NotFound), "{html}");
    }
    let empty = "<table><tr><td>Абонентская плата<td>800.00<tr><td>Текущий баланс<td></table>";
    assert_eq!(read(empty, &BALANCE), Err(Problem::Empty));
}

#[test]
fn doubt_is_said_and_not_guessed_away() {
    let two = read("<p>Баланс: 588,00 ₽<p>Баланс: 100,00 ₽", &BALANCE);
    assert_eq!(two, Err(Problem::Ambiguous(vec!["588.00".to_owned(), "100.00".to_owned()])));
    for shown in ["1,234", "5 88,0"] {
        let html = format!("<table><tr><td>Текущий баланс<td>{shown}</table>");
        assert_eq!(read(&html, &BALANCE), Err(Problem::NotRead(shown.to_owned())), "{html}");
    }
    assert_eq!(read("<p>Текущий баланс – 588,00", &BALANCE), Err(Problem::NotFound), "a dash or a minus");
}

#[test]
fn a_debt_is_negative() {
    assert_eq!(read("<p>Задолженность: 36,61", &BALANCE).as_deref(), Ok("-36.61"));
    assert_eq!(read("<p>Текущий баланс: долг 36.61", &BALANCE).as_deref(), Ok("-36.61"));
    assert_eq!(read("<p>Текущий баланс: <b>−</b><b>36</b>,61 ₽", &BALANCE).as_deref(), Ok("-36.61"));
}

#[test]
fn each_field_has_its_own_kind() {
    let html = "<table><tr><td>Номер лицевого счета<td>00123456<tr><td>Дата ближайшего списания<td>30 ноября (через 8 дней)\
        <tr><td>Стоимость Вашего тарифного плана<td>800.00 ₽/мес</table>";
    assert_eq!(read(html, &NUMBER).as_deref(), Ok("00123456"));
    assert_eq!(read(html, &DEBIT).as_deref(), Ok("2026-11-30"));
    assert_eq!(read(html, &PRICE).as_deref(), Ok("800.00"));
    assert_eq!(read("<p>Дней до блокировки: 8", &DEBIT).as_deref(), Ok("8"));
    assert_eq!(read("<p>Дата ближайшего списания: нет", &DEBIT).as_deref(), Ok("—"));
}

#[test]
fn balances_of_other_services_keep_their_labels() {
    let layout = layout(
        "<p>Баланс ТВ: 100,00 ₽<div><p>Бонусный счет</p><p>50</p></div><p>Текущий баланс: 588,00 ₽<p>Пополнить баланс",
    );
    let search = Search::new(&layout, &[&BALANCE], NaiveDate::MIN);
    let found: Vec<String> = search
        .service_balances(&BALANCE)
        .into_iter()
        .map(|other| format!("{} {}", other.label, other.balance))
        .collect();
    assert_eq!(found, ["Баланс ТВ 100.00", "Бонусный счет 50.00"]);
}

#[test]
fn a_contract_stands_for_the_account_only_where_no_account_is_shown() {
    let contract = "<tr><td>Договор<td>1148/24 от 11.10.2024";
    let page = |row: &str| format!("<table>{row}{contract}</table>");
    assert_eq!(read(&page(""), &NUMBER).as_deref(), Ok("1148/24"));
    assert_eq!(read(&page("<tr><td>Основной лицевой счет<td>40718263"), &NUMBER).as_deref(), Ok("40718263"));
    let unread = page("<tr><td>Код лицевого счета для терминалов<td>40718263");
    assert_eq!(read(&unread, &NUMBER), Err(Problem::NotFound));
}

#[test]
fn a_price_under_a_bare_label_is_marked_as_monthly() {
    assert_eq!(read("<dl><dt>Стоимость<dd>689,50 ₽ в месяц</dl>", &PRICE).as_deref(), Ok("689.50"));
    assert!(matches!(read("<dl><dt>Стоимость<dd>4 500 ₽</dl>", &PRICE), Err(Problem::NotRead(_))));
    let two = "<p>Стоимость: 689,50 ₽ в месяц</p><p>Стоимость: 199 ₽ в месяц</p>";
    assert!(matches!(read(two, &PRICE), Err(Problem::Ambiguous(_))));
}
