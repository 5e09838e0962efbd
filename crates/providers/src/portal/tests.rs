//! Pages of a portal, read without a site.

mod sign_in;

use std::sync::{Arc, LazyLock};
use std::time::Instant;

use chrono::NaiveDate;
use kabinet_domain::{Money, Month, MonthTotals, SummaryField};
use proptest::prelude::*;
use url::Url;

use super::*;
use crate::SignInRefusal;
use crate::http::Answer;
use crate::portal::sign_in_result::{SignInResult, classify};
use crate::portal::{account_page, city, page_kind, sign_in_form};
use crate::profile::Labels;
use crate::{BrowserReason, PortalPage};
use kabinet_extract::Request;
use kabinet_extract::html::document::Document;
use kabinet_extract::statement::reconcile::reconcile;
use kabinet_extract::statement::{empty_month, month_list, month_page};

const ACCOUNT: &str = include_str!("fixtures/account.html");
const MONTHS: &str = include_str!("fixtures/months.html");
const MONTH: &str = include_str!("fixtures/month.html");

fn document(html: &str) -> Document {
    Document::read(html, &Url::parse("http://localhost/login").expect("an address"), encoding_rs::UTF_8)
}

fn labels() -> &'static Labels {
    static SEVENCOM: LazyLock<Profile> = LazyLock::new(|| {
        let text = include_str!("../../descriptions/sevencom.toml");
        Profile::read("sevencom", "sevencom.toml", text).expect("a description")
    });
    &SEVENCOM.labels
}

fn today() -> NaiveDate {
    "2026-11-22".parse().expect("a date")
}

fn missing(html: &str) -> Vec<String> {
    let missing = account_page::summary(&document(html), labels(), today(), None)
        .expect_err("the page lacks something");
    missing.into_iter().map(|missing| missing.label).collect()
}

fn filled(html: &str) -> Result<String, ProviderError> {
    match sign_in_form::fill(
        &document(html),
        &labels().navigation,
        ("12345678", &"п&1".into()),
        Some("Талица"),
        false,
    )? {
        Request::Get(url) => Ok(url.to_string()),
        Request::Post { url, body } => Ok(format!("POST {} {}", url.path(), body.expose())),
    }
}

#[test]
fn the_account_page_is_read_among_its_decoys() {
    insta::assert_debug_snapshot!(account_page::summary(&document(ACCOUNT), labels(), today(), None));
}

#[test]
fn every_label_that_the_account_page_lacks_is_named() {
    let renamed =
        ACCOUNT.replace("Текущий баланс интернет", "Что-то своё").replace("Номер лицевого счёта", "Клиент");
    assert_eq!(missing(&renamed), ["Текущий баланс интернет", "Номер лицевого счёта"]);
    let without_price = ACCOUNT.replace("Стоимость Вашего тарифного плана", "Условия");
    let read = account_page::summary(&document(&without_price), labels(), today(), None).expect("a balance");
    let unread: Vec<SummaryField> = read.unread.iter().map(|unread| unread.field).collect();
    assert!(unread.contains(&SummaryField::TariffPrice), "{unread:?}");
}

fn november() -> MonthTotals {
    let sum = |kopecks| Money::from_kopecks(kopecks).expect("a sum");
    let month = Month::new(2021, 11).expect("a month");
    MonthTotals {
        month,
        opening_balance: sum(0),
        paid: sum(98_900),
        charged: sum(98_900),
        closing_balance: sum(0),
    }
}

#[test]
fn the_months_are_read_and_the_traffic_is_not() {
    let list = month_list::months(&document(MONTHS), &labels().statement.months);
    insta::assert_debug_snapshot!(list.map(|list| list.map(|list| list.rows)));
}

#[test]
fn a_month_that_contradicts_itself_is_read_as_it_is_shown() {
    insta::assert_debug_snapshot!(month_page::transactions(
        &document(MONTH),
        &labels().statement.transactions,
        &november()
    ));
}

#[test]
fn a_figure_that_cannot_be_read_is_an_error_that_quotes_its_row() {
    for (shown, instead) in [("-589.00", "1,234"), ("-589.00", "—"), ("10.11.2021", "32.13.2021")] {
        let page = document(&MONTH.replace(shown, instead));
        let read = month_page::transactions(&page, &labels().statement.transactions, &november());
        let operations = read.expect("a table").expect("operations");
        let missing = reconcile(operations, &november(), &labels().statement.transactions);
        let missing = missing.expect_err("the figure is unreadable");
        assert!(missing[0].to_string().contains(instead), "{missing:?}");
    }
}

#[test]
fn headers_set_against_their_columns_are_refused() {
    let swapped = MONTHS.replace("<th>Оплата</th><th>Расход</th>", "<th>Расход</th><th>Оплата</th>").replace(
        "<td>0.00</td><td>639.00</td><td>639.00</td><td>0.00</td>",
        "<td>0.00</td><td>639.00</td><td>139.00</td><td>500.00</td>",
    );
    let missing =
        month_list::months(&document(&swapped), &labels().statement.months).expect_err("the sums show it");
    assert_eq!(
        missing.iter().map(|missing| missing.label.as_str()).collect::<Vec<_>>(),
        ["Оплата", "Расход"],
        "{missing:?}"
    );
}

#[test]
fn the_time_to_read_a_page_grows_with_its_length_and_not_with_the_square_of_it() {
    let time = |rows: usize| {
        let traffic = "<tr><td>01.11.2021</td><td>10.0.0.1</td><td>1024</td><td>88</td></tr>".repeat(rows);
        let page = ACCOUNT.replace("</nav>", &format!("</nav><table>{traffic}</table>"));
        let began = Instant::now();
        let document = document(&page);
        assert!(account_page::summary(&document, labels(), today(), None).is_ok());
        assert!(matches!(month_list::months(&document, &labels().statement.months), Ok(None)));
        began.elapsed()
    };
    let (short, long) = (time(500), time(4_000));
    assert!(long < short * 24, "8 times as long took {long:?}, against {short:?}");
}

proptest! {
    #[test]
    fn no_page_panics(parts in proptest::collection::vec(proptest::sample::select(PARTS.to_vec()), 0..60)) {
        let page = document(&parts.concat());
        let _ = (account_page::summary(&page, labels(), today(), None), month_list::months(&page, &labels().statement.months), month_page::transactions(&page, &labels().statement.transactions, &november()));
        let _ = (filled(&parts.concat()), city::choose(&page, &labels().navigation, "Талица"), page_kind::shows_sign_out(&page, &labels().navigation));
    }
}

const PARTS: [&str; 40] = [
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<td colspan=3 rowspan=2>",
    "<th>",
    "<div>",
    "</div>",
    "<span>",
    "</span>",
    "<b>",
    "<dl><dt>",
    "<dd>",
    "<form method=post>",
    "<input name=a>",
    "<input type=password name=b>",
    "<select name=s><option>",
    "<br>",
    "<style>.a{display:none}</style>",
    "<p class=a>",
    "<a href=/x>",
    "</a>",
    "Текущий баланс интернет",
    "Лицевой счёт: ",
    "12345678",
    "588,00 ₽",
    "−1",
    " 234",
    ",56",
    "30.11.2026",
    "8 дней",
    "Месяц",
    "Остаток на начало",
    "Оплата",
    "Расход",
    "Остаток на конец",
    "Дата",
    "Операция",
    "Остаток",
    "При оплате за 3 месяца",
];

#[test]
fn days_without_a_year_are_the_months_that_is_read() {
    let sum = |text: &str| text.parse::<Money>().expect("a sum");
    let totals = MonthTotals {
        month: Month::new(2026, 5).expect("a month"),
        opening_balance: sum("700.00"),
        paid: Money::ZERO,
        charged: sum("700.00"),
        closing_balance: Money::ZERO,
    };
    let row = "<tr><td>9 мая<td>Списание<td>700,00<td>−700,00<td>0,00";
    let page = |rows: &str| {
        document(&format!(
            "<table><tr><th>Дата<th>Операция<th>Остаток<th>Сумма<th>Остаток{rows}<tr><td>9 июня<td>Оплата<td>0,00<td>700,00<td>700,00</table>"
        ))
    };
    let read = month_page::MonthsBeside::of(&page(row), &labels().statement.transactions)
        .transactions(&totals)
        .expect("operations");
    assert_eq!(
        read.transactions.iter().map(|entry| entry.date.to_string()).collect::<Vec<_>>(),
        ["2026-05-09"]
    );
    let of_two_years = page(&format!("{row}<tr><td>9 мая<td>Списание<td>600,00<td>−600,00<td>0,00"));
    let of_two_years =
        month_page::MonthsBeside::of(&of_two_years, &labels().statement.transactions).transactions(&totals);
    assert_eq!(of_two_years.expect_err("days of two years")[0].label, "Дата");
    let dated = page(
        "<tr><td>09.05.2026<td>Списание<td>700,00<td>−600,00<td>0,00<tr><td>09.05.2025<td>Списание<td>700,00<td>−700,00<td>0,00",
    );
    let contradicted = month_page::MonthsBeside::of(&dated, &labels().statement.transactions)
        .transactions(&totals)
        .expect("what the cabinet shows");
    assert_eq!(contradicted.transactions.len(), 1, "where the year stands there is no doubt");
}

#[test]
fn a_debit_and_a_payment_of_one_day_begin_where_the_month_does() {
    let zero = Money::ZERO;
    let fee = "700.00".parse::<Money>().expect("a sum");
    let month = Month::new(2026, 2).expect("a month");
    let totals = MonthTotals { month, opening_balance: zero, paid: fee, charged: fee, closing_balance: zero };
    let page = document(
        "<table><tr><th>Дата<th>Операция<th>Остаток<th>Сумма<th>Остаток
        <tr><td>09.02.2026<td>Оплата<td>−700,00<td>700,00<td>0,00
        <tr><td>09.02.2026<td>Списание<td>0,00<td>−700,00<td>−700,00</table>",
    );
    let operations = month_page::MonthsBeside::of(&page, &labels().statement.transactions)
        .transactions(&totals)
        .expect("operations");
    let whole = reconcile(operations, &totals, &labels().statement.transactions);
    let told: Vec<String> = whole.expect("a month").into_iter().map(|entry| entry.description).collect();
    assert_eq!(told, ["Списание", "Оплата"], "newest first, which neither days nor balances tell");
}

#[test]
fn a_label_may_end_with_the_sign_of_a_number_or_a_unit() {
    let page = |account: &str, price: &str| {
        document(&format!(
            "<table><tr><td>{account}<td>00123456<tr><td>Договор от 05.11.2019 №<td>77-1234<tr><td>{price}<td>800
            <tr><td>Дата ближайшего списания<td>5 декабря 2026 г.<tr><td>Текущий баланс, ₽<td>588,00</table>"
        ))
    };
    for (account, price) in [
        ("Лицевой счёт №", "Стоимость тарифа, ₽"),
        ("№ лицевого счёта", "Стоимость тарифа, ₽/мес"),
        ("Лицевой счёт, №:", "Стоимость тарифа (₽ в месяц)"),
    ] {
        let read = account_page::summary(&page(account, price), labels(), today(), None).expect(account);
        assert_eq!(
            (read.account.as_str(), read.tariff_price),
            ("00123456", "800.00".parse().ok()),
            "{price}"
        );
    }
}

#[test]
fn a_page_may_say_that_there_was_nothing() {
    for said in [
        "Операций за месяц не было.",
        "За выбранный период операций нет",
        "Нет операций",
        "Движений средств не найдено",
    ] {
        assert!(empty_month::says_empty(&document(&format!("<p>{said}"))), "{said}");
    }
    for other in ["Операции за ноябрь", "Нет долгов", "<p hidden>Нет операций"]
    {
        assert!(!empty_month::says_empty(&document(&format!("<p>{other}"))), "{other}");
    }
}

#[test]
fn operations_of_another_service_in_the_same_table_are_not_the_internets() {
    let sum = |text: &str| text.parse::<Money>().expect("a sum");
    let month = Month::new(2026, 5).expect("a month");
    let page = document(
        "<table><tr><th>Дата<th>Услуга<th>Операция<th>Остаток<th>Сумма<th>Остаток
        <tr><td>05.05.2026<td>Телевидение<td>Списание<td>300,00<td>−250,00<td>50,00
        <tr><td>09.05.2026<td>Интернет<td>Списание<td>700,00<td>−700,00<td>0,00</table>",
    );
    let read = |opening: &str, charged: &str| {
        let (opening, charged) = (sum(opening), sum(charged));
        let totals = MonthTotals {
            month,
            opening_balance: opening,
            paid: Money::ZERO,
            charged,
            closing_balance: opening - charged,
        };
        let operations = month_page::transactions(&page, &labels().statement.transactions, &totals)
            .expect("a table")
            .expect("operations");
        reconcile(operations, &totals, &labels().statement.transactions).map(|entries| entries.len())
    };
    assert_eq!(read("700.00", "700.00"), Ok(1), "an account of the internet alone");
    assert!(read("900.00", "600.00").is_err(), "neither with it nor without");
}

/// Reads a list of months under these headers and the requests that open them.
fn opened_months(page: &str) -> Vec<(String, String)> {
    let list =
        month_list::months(&document(page), &labels().statement.months).expect("a list").expect("rows");
    let opened = |row: month_list::StatementRow| {
        let ask = match row.ask {
            Some(Request::Get(url)) => url.to_string(),
            Some(Request::Post { body, .. }) => body.expose().to_string(),
            None => String::new(),
        };
        (format!("{} {}", row.totals.month, row.totals.closing_balance), ask)
    };
    list.rows.into_iter().map(opened).collect()
}

#[test]
fn a_month_is_opened_by_the_button_of_its_row_in_a_form_around_the_page() {
    let row = |at: u32, month: &str, sums: &str| {
        format!("<tr><td>{month}{sums}<td><input type=submit name='g$ctl{at:02}$open' value=Показать>")
    };
    let page = format!(
        "<form method=post action=/m><input type=hidden name=__VIEWSTATE value=v>
        <input name=search><input type=submit name=find value=Поиск>
        <table><tr><th>Месяц<th>Сальдо начальное<th>Приход<th>Расход<th>Сальдо конечное<th>Операции{}{}</table></form>",
        row(2, "Ноябрь 2026", "<td>305,1700<td>0,0000<td>0,0000<td>305,1700"),
        row(3, "Октябрь 2026", "<td>-254,8300<td>1120,0000<td>560,0000<td>305,1700"),
    );
    let opened = opened_months(&page);
    let asks = ["g%24ctl02%24open", "g%24ctl03%24open"];
    for (((month, ask), shown), button) in opened.iter().zip(["2026-11 305.17", "2026-10 305.17"]).zip(asks) {
        assert_eq!(month, shown);
        assert!(ask.contains(button) && !ask.contains("find="), "{ask}");
    }
    assert_eq!(opened.len(), 2);
}

#[test]
fn months_are_read_under_shortened_headers_with_apostrophes_for_thousands() {
    let page = "<table><tr><th>Месяц<th>Вход. остаток<th>Приход<th>Расход<th>Исх. остаток
        <tr><td><a href=/m?ym=2611>ноя 2026</a><td>0.00<td>2'450.00<td>1'200.00<td>1'250.00
        <tr><td><a href=/m?ym=2610>окт 2026</a><td>0.00<td>1'200.00<td>1'200.00<td>0.00</table>";
    assert_eq!(
        opened_months(page),
        [
            ("2026-11 1250.00".to_owned(), "http://localhost/m?ym=2611".to_owned()),
            ("2026-10 0.00".to_owned(), "http://localhost/m?ym=2610".to_owned())
        ]
    );
}

#[test]
fn another_service_in_the_menu_does_not_lead_to_the_months() {
    let menu = "<ul><li><a>Статистика ∨</a><ul><li><a href=/tv>Цифровое ТВ</a><li><a href=/net>Интернет</a>
        <li><a href=/phone>Телефония</a></ul></ul>";
    let found = pages::links_to_months(&document(menu), &labels().navigation);
    let links: Vec<String> = found.into_iter().map(|(ask, _)| ask.url().to_string()).collect();
    assert_eq!(links, ["http://localhost/net"]);
}

#[test]
fn an_opening_row_above_the_operations_is_none_of_them() {
    let page = "<table><tr><th>Дата, время<th>Операция<th>Приход<th>Расход<th>Остаток
        <tr><td colspan=4>Входящий остаток<td>0.00
        <tr><td>2021-11-09 13:36<td>ПЛАТЁЖ/СБЕР<td>1'589.00<td>-<td>1'589.00
        <tr><td>2021-11-10 23:53<td>АП ПО ТП#17 ЗА МЕС.<td>-<td>589.00<td>1'000.00
        <tr><td colspan=2>Итого за месяц<td>1'589.00<td>589.00<td>1'000.00</table>";
    let sum = |kopecks| Money::from_kopecks(kopecks).expect("a sum");
    let totals =
        MonthTotals { paid: sum(158_900), charged: sum(58_900), closing_balance: sum(100_000), ..november() };
    let columns = &labels().statement.transactions;
    let operations = month_page::transactions(&document(page), columns, &totals);
    let operations = operations.expect("a table").expect("operations");
    let read = reconcile(operations, &totals, columns).expect("a month that adds up");
    let amounts: Vec<String> = read.iter().map(|it| it.amount.to_string()).collect();
    assert_eq!(amounts, ["1589.00", "-589.00"]);
}
