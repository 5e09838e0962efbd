//! Invariants that hold for every input, however odd.
//!
//! The programs in `fuzz/` include this file and search for inputs that break an invariant; the
//! test `fuzz_inputs` tries their seeds and the inputs that they found.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use encoding_rs::{KOI8_R, UTF_8, WINDOWS_1251};
use kabinet_domain::{Money, Month, MonthTotals, Transaction};
use kabinet_extract::Request;
use kabinet_extract::html::document::Document;
use kabinet_extract::html::layout::Layout;
use kabinet_extract::html::{bounds, charset};
use kabinet_extract::navigation::{form, link, pagination};
use kabinet_extract::statement::{month_list, month_page};
use kabinet_extract::text::normalize::collapse_whitespace;
use kabinet_extract::text::{amount, date};
use kabinet_providers::portal_page;
use kabinet_providers::{LONGEST_PAGE, Labels, Profile};
use url::Url;

const ADDRESS: &str = "https://cabinet.example/lk/login?from=front";
const LOGIN: &str = "12345678";
const PASSWORD: &str = "correct horse";
const MONTHS_TRIED: usize = 3;

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let text = include_str!("../../descriptions/sevencom.toml");
    Profile::read("sevencom", "sevencom.toml", text).expect("it is tried by a test of its own").labels
});

/// Checks that an amount read from a text is written in it and reads the same when written anew.
pub fn amount(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let squeezed = collapse_whitespace(text);
    if let Some((_, rest)) = amount::at_start(&squeezed) {
        assert!(squeezed.ends_with(&rest), "{rest:?} is not what follows in {squeezed:?}");
    }
    let Some(amount) = amount::whole(text) else { return };
    assert!(is_written(amount.money, &digits(text)), "{} is not written in {text:?}", amount.money);
    for written in [amount.money.to_string(), amount.money.ru()] {
        let again = amount::whole(&written).map(|again| again.money);
        assert_eq!(again, Some(amount.money), "{text:?} was written as {written:?}");
    }
}

/// Checks that a date, a month or a count of days is written in its text and reads back the same.
///
/// The first two bytes choose the current day.
pub fn date(data: &[u8]) {
    let Some((day, rest)) = data.split_first_chunk::<2>() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let first = NaiveDate::from_ymd_opt(1980, 1, 1).expect("there is such a day");
    let today = first + Days::new(u16::from_be_bytes(*day).into());
    let figures = digits(text);
    if let Some(moment) = date::whole(text, today) {
        assert!(figures.contains(&moment.date.format("%-d").to_string()), "{moment:?} from {text:?}");
        let time = moment.time.map(|time| time.format(" %H:%M:%S").to_string()).unwrap_or_default();
        let written = format!("{}{time}", moment.date.format("%d.%m.%Y"));
        assert_eq!(date::whole(&written, today), Some(moment), "{text:?} was written as {written:?}");
    }
    if let Some(month) = date::whole_month(text) {
        let written = month.first_day().format("%m.%Y").to_string();
        assert_eq!(date::whole_month(&written), Some(month), "{text:?} was written as {written:?}");
    }
    for bare in [false, true] {
        if let Some((days, _)) = date::days_at_start(text, bare) {
            assert!(
                figures.trim_start_matches('0').starts_with(&days.to_string()) || days == 0,
                "{days} from {text:?}"
            );
        }
    }
}

/// Checks that decoded text is not much longer than its bytes and that UTF-8 stays unchanged.
///
/// The first line is the content type.
pub fn charset(data: &[u8]) {
    const LONGEST_CHARACTER: usize = 4;
    let (header, body) = match data.iter().position(|byte| *byte == b'\n') {
        Some(at) => (std::str::from_utf8(&data[..at]).ok(), &data[at + 1..]),
        None => (None, data),
    };
    let Ok((text, _)) = charset::text(body, header) else { return };
    assert!(text.len() <= LONGEST_CHARACTER * body.len(), "{} bytes became {}", body.len(), text.len());
    if let Ok(same) = std::str::from_utf8(body) {
        assert_eq!(text, same.trim_start_matches('\u{feff}'), "it was UTF-8 already");
    }
    let _ = bounds::parse(&text);
}

/// Checks that a profile error names a line of its file and an accepted site is encrypted.
pub fn description(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match Profile::read("fuzzed", "fuzzed.toml", text) {
        Ok(description) => {
            let site = &description.info.site;
            assert_eq!(site.scheme(), "https", "{site}");
        }
        Err(error) => {
            let lines = text.lines().count().max(1);
            assert!((1..=lines + 1).contains(&error.line), "{error} in a file of {lines} lines");
        }
    }
}

/// Checks that a filled form goes to an address on the web with the given password.
///
/// The first byte chooses the charset.
pub fn form(data: &[u8]) {
    let Some((charset, html)) = data.split_first() else { return };
    let charset = [UTF_8, WINDOWS_1251, KOI8_R][usize::from(charset % 3)];
    let Some(document) = document(html, charset) else { return };
    for form in form::all(&document) {
        for control in &form.controls {
            let _ = (form::label_of(&document, &form, control.node), form::options(&document, control.node));
        }
    }
    let Ok(ask) = portal_page::fill_sign_in_form(
        &document,
        &LABELS.navigation,
        (LOGIN, &PASSWORD.into()),
        Some("Арамиль"),
        false,
    ) else {
        return;
    };
    assert!(matches!(ask.url().scheme(), "http" | "https"), "{}", ask.url());
    let sent = match &ask {
        Request::Get(url) => url.query().unwrap_or_default(),
        Request::Post { body, .. } => body.expose(),
    };
    let values: Vec<_> = url::form_urlencoded::parse(sent.as_bytes()).map(|(_, value)| value).collect();
    assert!(values.iter().any(|value| value == PASSWORD), "the password was not filled in: {sent}");
}

/// Checks that every figure read from a page is written on it.
pub fn page(data: &[u8]) {
    let Some(document) = document(data, UTF_8) else { return };
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("there is such a day");
    let links = link::all(&document);
    let _ = (
        link::saying(&links, &LABELS.navigation.sign_out.labels),
        pagination::Pagination::of(&document, true, []).is_endless(),
    );
    let shown = digits(&Layout::of(&document).runs().map(|(_, run)| run.text.as_str()).collect::<String>());
    if let Ok(summary) = portal_page::summary(&document, &LABELS, today, None) {
        let prices = summary.offers.iter().map(|offer| offer.price);
        let others = summary.other_balances.iter().map(|other| other.balance);
        let sums = prices.chain(others).chain(summary.tariff_price).chain([summary.balance]);
        sums.for_each(|sum| assert_shown(sum, &shown));
        assert!(shown.contains(&digits(summary.account.as_str())), "account {}", summary.account);
    }
    let listed = month_list::months(&document, &LABELS.statement.months).ok().flatten().unwrap_or_default();
    let listed: Vec<MonthTotals> = listed.rows.into_iter().map(|line| line.totals).collect();
    listed.iter().flat_map(sums_of_month).for_each(|sum| assert_shown(sum, &shown));
    for totals in listed.iter().take(MONTHS_TRIED).chain([&some_month()]) {
        let alone = month_page::transactions(&document, &LABELS.statement.transactions, totals)
            .ok()
            .flatten()
            .unwrap_or_default();
        let beside = month_page::MonthsBeside::of(&document, &LABELS.statement.transactions)
            .transactions(totals)
            .unwrap_or_default();
        alone
            .transactions
            .iter()
            .chain(&beside.transactions)
            .flat_map(sums_of_entry)
            .for_each(|sum| assert_shown(sum, &shown));
    }
}

/// Returns a month to read the page of a single month with.
fn some_month() -> MonthTotals {
    let rubles = |rubles: i64| Money::from_kopecks(rubles * 100).expect("it is a sum");
    let month = Month::new(2021, 11).expect("there is such a month");
    let [opening_balance, paid, charged, closing_balance] = [0, 989, 989, 0].map(rubles);
    MonthTotals { month, opening_balance, paid, charged, closing_balance }
}

fn document(html: &[u8], charset: &'static encoding_rs::Encoding) -> Option<Document> {
    let (text, _) = charset::text(&html[..html.len().min(LONGEST_PAGE)], None).ok()?;
    let address = Url::parse(ADDRESS).expect("the address is an address");
    Document::within_bounds(&text, &address, charset).ok()
}

fn sums_of_month(totals: &MonthTotals) -> [Money; 4] {
    [totals.opening_balance, totals.paid, totals.charged, totals.closing_balance]
}

fn sums_of_entry(transaction: &Transaction) -> impl Iterator<Item = Money> {
    [Some(transaction.amount), transaction.balance_before, transaction.balance_after].into_iter().flatten()
}

#[track_caller]
fn assert_shown(sum: Money, shown: &str) {
    let rubles = sum.kopecks().unsigned_abs() / 100;
    assert!(shown.contains(&rubles.to_string()), "{sum} is nowhere among the figures {shown}");
}

/// Returns true if the digits of a text make the sum.
///
/// Kopecks stand in full, with one digit, or not at all if there are none; two to four zeros may
/// follow them.
pub(crate) fn is_written(sum: Money, figures: &str) -> bool {
    let (rubles, kopecks) = (sum.kopecks().unsigned_abs() / 100, sum.kopecks().unsigned_abs() % 100);
    let value = |digits: &str| digits.parse::<u128>().unwrap_or_default();
    (0..=figures.len()).any(|at| {
        let (whole, part) = figures.split_at(at);
        let cut_short = part.len() == 1 && value(part) * 10 == kopecks;
        let has_zeros = part
            .split_at_checked(2)
            .is_some_and(|(two, zeros)| value(two) == kopecks && matches!(zeros, "00" | "000" | "0000"));
        value(whole) == rubles && (value(part) == kopecks || cut_short || has_zeros)
    })
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
