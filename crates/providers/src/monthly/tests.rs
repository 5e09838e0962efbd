use std::sync::{Arc, LazyLock};
use std::time::Instant;

use chrono::NaiveDate;
use kabinet_domain::{Money, Month, MonthTotals};
use proptest::prelude::*;
use url::Url;

use super::outcome::{Outcome, outcome as outcome_of};
use super::{parse, *};
use crate::description::Labels;
use crate::http::Answer;
use crate::page::Ask;
use crate::page::dom::Document;
use crate::{BrowserReason, Page};

const ACCOUNT: &str = include_str!("fixtures/account.html");
const MONTHS: &str = include_str!("fixtures/months.html");
const MONTH: &str = include_str!("fixtures/month.html");

fn document(html: &str) -> Document {
    Document::read(html, &Url::parse("http://localhost/login").expect("an address"), encoding_rs::UTF_8)
}

fn labels() -> &'static Labels {
    static SEVENCOM: LazyLock<Description> = LazyLock::new(|| {
        let text = include_str!("../../descriptions/sevencom.toml");
        Description::read("sevencom", "sevencom.toml", text).expect("a description")
    });
    &SEVENCOM.labels
}

fn today() -> NaiveDate {
    "2026-11-22".parse().expect("a date")
}

fn missing(html: &str) -> Vec<String> {
    let missing = parse::summary(&document(html), labels(), today()).expect_err("the page lacks something");
    missing.into_iter().map(|missing| missing.label).collect()
}

fn filled(html: &str) -> Result<String, ProviderError> {
    match sign_in::fill(&document(html), &labels().way, "12345678", &"п&1".into(), Some("Талица"))? {
        Ask::Get(url) => Ok(url.to_string()),
        Ask::Post { url, body } => Ok(format!("POST {} {}", url.path(), body.expose())),
    }
}

#[test]
fn the_account_page_is_read_among_its_decoys() {
    insta::assert_debug_snapshot!(parse::summary(&document(ACCOUNT), labels(), today()));
}

#[test]
fn every_label_that_the_account_page_lacks_is_named() {
    let renamed =
        ACCOUNT.replace("Текущий баланс интернет", "Что-то своё").replace("Номер лицевого счёта", "Клиент");
    assert_eq!(missing(&renamed), ["Текущий баланс интернет", "Номер лицевого счёта"]);
    let without_price = ACCOUNT.replace("Стоимость Вашего тарифного плана", "Условия");
    assert_eq!(missing(&without_price), ["Стоимость Вашего тарифного плана"]);
}

fn november() -> MonthTotals {
    let sum = |kopecks| Money::from_kopecks(kopecks).expect("a sum");
    let month = Month::new(2021, 11).expect("a month");
    MonthTotals { month, opening: sum(0), paid: sum(98_900), charged: sum(98_900), closing: sum(0) }
}

#[test]
fn the_months_are_read_and_the_traffic_is_not() {
    insta::assert_debug_snapshot!(parse::months(&document(MONTHS), labels()));
}

#[test]
fn a_month_that_contradicts_itself_is_read_as_it_is_shown() {
    insta::assert_debug_snapshot!(parse::entries(&document(MONTH), labels(), &november()));
}

#[test]
fn a_figure_that_cannot_be_read_is_an_error_that_quotes_its_row() {
    for (shown, instead) in [("-589.00", "1,234"), ("-589.00", "—"), ("10.11.2021", "32.13.2021")] {
        let missing = parse::entries(&document(&MONTH.replace(shown, instead)), labels(), &november());
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
    let missing = parse::months(&document(&swapped), labels()).expect_err("the sums show it");
    assert_eq!(
        missing.iter().map(|missing| missing.label.as_str()).collect::<Vec<_>>(),
        ["Оплата", "Расход"],
        "{missing:?}"
    );
}

#[test]
fn the_sign_in_form_is_filled_in_as_a_customer_would() {
    let forms = [
        (
            "<form><input name=q><button>Найти</button></form><form method=post action=/auth><input type=hidden name=csrf value=t>\
             <input name=a><input type=password name=b><button name=go value=1>Войти</button></form>",
            "POST /auth csrf=t&a=12345678&b=%D0%BF%261&go=1",
        ),
        (
            "<form method=post><label for=l>Логин</label><input id=l name=x><div style='position:absolute;left:-9999px'><input name=trap></div>\
             <input type=password name=y><input type=submit value=Войти></form>",
            "POST /login x=12345678&trap=&y=%D0%BF%261",
        ),
        (
            "<div><p>Для юридических лиц</p><form method=post action=/b><input name=a><input type=password name=b></form></div>\
             <div><p>Для дома</p><form method=post action=/h><select name=city><option value=1>Исеть<option value=2>Талица</select>\
             <input name=a><input type=password name=b></form></div>",
            "POST /h city=2&a=12345678&b=%D0%BF%261",
        ),
        (
            "<table><form method=post action=/t><tr><td>Логин<td><input name=a><tr><td>Пароль<td><input type=password name=b>\
             <tr><td><input type=submit name=ok value=Войти></form></table>",
            "POST /t a=12345678&b=%D0%BF%261&ok=%D0%92%D0%BE%D0%B9%D1%82%D0%B8",
        ),
    ];
    for (html, sent) in forms {
        assert_eq!(filled(html).as_deref(), Ok(sent), "{html}");
    }
}

#[test]
fn a_sign_in_that_only_a_browser_can_pass_is_told() {
    let forms = [
        (
            "<form><input name=a><input type=password name=b><img src=/captcha.php></form>",
            BrowserReason::Captcha,
        ),
        (
            "<form><input name=a><input type=password name=b>Введите код с картинки<input name=c></form>",
            BrowserReason::Captcha,
        ),
        (
            "<div><input name=a><input type=password name=b><button onclick='send()'>Войти</button></div>",
            BrowserReason::ScriptOnly,
        ),
        (
            "<form onsubmit='send(); return false'><input name=a><input type=password name=b></form>",
            BrowserReason::ScriptOnly,
        ),
    ];
    for (html, reason) in forms {
        assert_eq!(filled(html), Err(ProviderError::NeedsBrowser { reason }), "{html}");
    }
    assert_eq!(filled("<p>Скоро"), Err(ProviderError::not_found(Page::SignIn, "Пароль")));
}

#[test]
fn a_refusal_is_told_from_an_entry_in_all_its_ways() {
    let form = "<form><input name=a><input type=password name=b></form>";
    let refusals = [
        "<div class=error>Неверный логин или пароль</div>",
        "<font color=red>Договор не найден</font>",
        "Логин или пароль введен неверно",
        "Нет такого логина или пароль не тот",
        "<script>alert('Ошибка авторизации')</script>",
        "Неправильный пароль. Осталось попыток: 2",
        "{\"success\":false,\"message\":\"Неверный логин\"}",
    ];
    let outcome = |html: &str, forbidden| {
        let answer =
            Answer { document: Arc::new(document(html)), status: 200, forbidden, passed: Vec::new() };
        outcome_of(&document(form), &answer, &labels().way)
    };
    for words in refusals {
        let outcome =
            outcome(&if words.starts_with('{') { words.to_owned() } else { format!("{words}{form}") }, false);
        assert!(matches!(outcome, Outcome::Refused(Some(_))), "{words}: {outcome:?}");
    }
    assert_eq!(outcome(form, false), Outcome::Refused(None), "the form again, without a word");
    assert_eq!(outcome("<p>403", true), Outcome::Refused(None));
    assert_eq!(outcome("<a href=/exit>Выйти</a> Неверный формат телефона", false), Outcome::SignedIn);
    assert_eq!(outcome("<form>Введите код из СМС <input name=c></form>", false), Outcome::AsksForCode);
    assert_eq!(outcome("<p>Добро пожаловать", false), Outcome::Unclear);
    assert_eq!(outcome("<p>Форма устарела, обновите страницу", true), Outcome::Lapsed);
}

#[test]
fn a_session_that_is_lost_at_once_is_no_refusal() {
    let form = "<form><input name=a><input type=password name=b></form>";
    let address =
        |path: &str| Url::parse("http://localhost").expect("an address").join(path).expect("a path");
    let outcome = |passed: &[&str]| {
        let passed = passed.iter().map(|path| address(path)).collect();
        let answer = Answer { document: Arc::new(document(form)), status: 200, forbidden: false, passed };
        outcome_of(&document(form), &answer, &labels().way)
    };
    assert_eq!(outcome(&["/auth"]), Outcome::Refused(None), "sent back at once");
    assert_eq!(outcome(&["/auth", "/my"]), Outcome::Lapsed, "let in, and sent back from there");
}

#[test]
fn the_city_is_chosen_by_a_link_an_option_or_a_dot() {
    let pages = [
        (
            "<div>Выберите ваш город<ul><li><a href=/ta>Талица</a><li><a href=/is>Исеть</a></ul></div>",
            "http://localhost/ta",
        ),
        (
            "<form action=/c><select name=city><option>Исеть<option>Талица</select><button>ОК</button></form>",
            "http://localhost/c?city=%D0%A2%D0%B0%D0%BB%D0%B8%D1%86%D0%B0",
        ),
        (
            "<form action=/c><input type=radio name=c value=1> Исеть <input type=radio name=c value=2> Талица <button>ОК</button></form>",
            "http://localhost/c?c=2",
        ),
    ];
    for (html, address) in pages {
        assert_eq!(
            city::choose(&document(html), &labels().way, "ТАЛИЦА")
                .map(|ask| ask.url().to_string())
                .as_deref(),
            Some(address),
            "{html}"
        );
    }
    let footer = "<footer>Наши офисы: <a href=/office>Талица</a></footer>";
    assert_eq!(
        city::choose(&document(footer), &labels().way, "Талица"),
        None,
        "a link that nobody asks to choose"
    );
}

#[test]
fn the_time_to_read_a_page_grows_with_its_length_and_not_with_the_square_of_it() {
    let time = |rows: usize| {
        let traffic = "<tr><td>01.11.2021</td><td>10.0.0.1</td><td>1024</td><td>88</td></tr>".repeat(rows);
        let page = ACCOUNT.replace("</nav>", &format!("</nav><table>{traffic}</table>"));
        let began = Instant::now();
        let document = document(&page);
        assert!(parse::summary(&document, labels(), today()).is_ok());
        assert!(matches!(parse::months(&document, labels()), Ok(None)));
        began.elapsed()
    };
    let (short, long) = (time(500), time(4_000));
    assert!(long < short * 24, "8 times as long took {long:?}, against {short:?}");
}

proptest! {
    #[test]
    fn no_page_panics(parts in proptest::collection::vec(proptest::sample::select(PARTS.to_vec()), 0..60)) {
        let page = document(&parts.concat());
        let _ = (parse::summary(&page, labels(), today()), parse::months(&page, labels()), parse::entries(&page, labels(), &november()));
        let _ = (filled(&parts.concat()), city::choose(&page, &labels().way, "Талица"), signs::shows_way_out(&page, &labels().way));
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
        opening: sum("700.00"),
        paid: Money::ZERO,
        charged: sum("700.00"),
        closing: Money::ZERO,
    };
    let row = "<tr><td>9 мая<td>Списание<td>700,00<td>−700,00<td>0,00";
    let page = |rows: &str| {
        document(&format!(
            "<table><tr><th>Дата<th>Операция<th>Остаток<th>Сумма<th>Остаток{rows}<tr><td>9 июня<td>Оплата<td>0,00<td>700,00<td>700,00</table>"
        ))
    };
    let read = parse::entries_beside(&page(row), labels(), &totals).expect("operations");
    assert_eq!(read.entries.iter().map(|entry| entry.date.to_string()).collect::<Vec<_>>(), ["2026-05-09"]);
    let of_two_years = page(&format!("{row}<tr><td>9 мая<td>Списание<td>600,00<td>−600,00<td>0,00"));
    let of_two_years = parse::entries_beside(&of_two_years, labels(), &totals);
    assert_eq!(of_two_years.expect_err("days of two years")[0].label, "Дата");
    let dated = page(
        "<tr><td>09.05.2026<td>Списание<td>700,00<td>−600,00<td>0,00<tr><td>09.05.2025<td>Списание<td>700,00<td>−700,00<td>0,00",
    );
    let contradicted = parse::entries_beside(&dated, labels(), &totals).expect("what the cabinet shows");
    assert_eq!(contradicted.entries.len(), 1, "where the year stands there is no doubt");
}

#[test]
fn a_debit_and_a_payment_of_one_day_begin_where_the_month_does() {
    let zero = Money::ZERO;
    let fee = "700.00".parse::<Money>().expect("a sum");
    let month = Month::new(2026, 2).expect("a month");
    let totals = MonthTotals { month, opening: zero, paid: fee, charged: fee, closing: zero };
    let page = document(
        "<table><tr><th>Дата<th>Операция<th>Остаток<th>Сумма<th>Остаток
        <tr><td>09.02.2026<td>Оплата<td>−700,00<td>700,00<td>0,00
        <tr><td>09.02.2026<td>Списание<td>0,00<td>−700,00<td>−700,00</table>",
    );
    let operations = parse::entries_beside(&page, labels(), &totals).expect("operations");
    let whole = parse::whole_month(labels(), &totals, operations);
    let told: Vec<String> = whole.expect("a month").into_iter().map(|entry| entry.operation).collect();
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
        let read = parse::summary(&page(account, price), labels(), today()).expect(account);
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
        assert!(parse::says_empty(&document(&format!("<p>{said}"))), "{said}");
    }
    for other in ["Операции за ноябрь", "Нет долгов", "<p hidden>Нет операций"]
    {
        assert!(!parse::says_empty(&document(&format!("<p>{other}"))), "{other}");
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
        let totals = MonthTotals { month, opening, paid: Money::ZERO, charged, closing: opening - charged };
        let operations = parse::entries(&page, labels(), &totals).expect("a table").expect("operations");
        parse::whole_month(labels(), &totals, operations).map(|entries| entries.len())
    };
    assert_eq!(read("700.00", "700.00"), Ok(1), "an account of the internet alone");
    assert!(read("900.00", "600.00").is_err(), "neither with it nor without");
}
