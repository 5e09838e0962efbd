//! What must hold for every input, however odd. `cargo xtask fuzz` looks for inputs that break it,
//! and an ordinary test tries those that it began with or found.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use encoding_rs::{KOI8_R, UTF_8, WINDOWS_1251};
use kabinet_domain::{Entry, Money, Month, MonthTotals};
use url::Url;

use crate::description::Labels;
use crate::monthly::{parse, sign_in};
use crate::page::dom::Document;
use crate::page::layout::Layout;
use crate::page::text::squeeze;
use crate::page::{Ask, amounts, dates, decode, forms, guard, links, pages};
use crate::{Description, LONGEST_PAGE};

const ADDRESS: &str = "https://cabinet.example/lk/login?from=front";
const LOGIN: &str = "12345678";
const PASSWORD: &str = "correct horse";
const MONTHS_TRIED: usize = 3;

/// What is tried, by its name.
#[cfg(test)]
type Target = (&'static str, fn(&[u8]));

#[cfg(test)]
const TARGETS: [Target; 6] = [
    ("amount", amount),
    ("charset", charset),
    ("date", date),
    ("description", description),
    ("form", form),
    ("page", page),
];

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let text = include_str!("../descriptions/sevencom.toml");
    Description::read("sevencom", "sevencom.toml", text).expect("it is tried by a test of its own").labels
});

/// An amount that is read from a text is written in it, and reads the same when it is written anew.
pub fn amount(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let squeezed = squeeze(text);
    if let Some((_, rest)) = amounts::at_start(&squeezed) {
        assert!(squeezed.ends_with(&rest), "{rest:?} is not what follows in {squeezed:?}");
    }
    let Some(amount) = amounts::whole(text) else { return };
    assert!(is_written(amount.money, &digits(text)), "{} is not written in {text:?}", amount.money);
    for written in [amount.money.to_string(), amount.money.ru()] {
        let again = amounts::whole(&written).map(|again| again.money);
        assert_eq!(again, Some(amount.money), "{text:?} was written as {written:?}");
    }
}

/// A date, a month or a count of days is written in the text that it is read from, and reads the
/// same when it is written anew. The first two bytes choose the day that it is.
pub fn date(data: &[u8]) {
    let Some((day, rest)) = data.split_first_chunk::<2>() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let first = NaiveDate::from_ymd_opt(1980, 1, 1).expect("there is such a day");
    let today = first + Days::new(u16::from_be_bytes(*day).into());
    let figures = digits(text);
    if let Some(moment) = dates::whole(text, today) {
        assert!(figures.contains(&moment.date.format("%-d").to_string()), "{moment:?} from {text:?}");
        let time = moment.time.map(|time| time.format(" %H:%M:%S").to_string()).unwrap_or_default();
        let written = format!("{}{time}", moment.date.format("%d.%m.%Y"));
        assert_eq!(dates::whole(&written, today), Some(moment), "{text:?} was written as {written:?}");
    }
    if let Some(month) = dates::whole_month(text) {
        let written = month.first_day().format("%m.%Y").to_string();
        assert_eq!(dates::whole_month(&written), Some(month), "{text:?} was written as {written:?}");
    }
    for bare in [false, true] {
        if let Some((days, _)) = dates::days_at_start(text, bare) {
            assert!(
                figures.trim_start_matches('0').starts_with(&days.to_string()) || days == 0,
                "{days} from {text:?}"
            );
        }
    }
}

/// What is decoded is not much longer than its bytes, and UTF-8 stays as it is. The first line is
/// what the header says.
pub fn charset(data: &[u8]) {
    const LONGEST_CHARACTER: usize = 4;
    let (header, body) = match data.iter().position(|byte| *byte == b'\n') {
        Some(at) => (std::str::from_utf8(&data[..at]).ok(), &data[at + 1..]),
        None => (None, data),
    };
    let Ok((text, _)) = decode::text(body, header) else { return };
    assert!(text.len() <= LONGEST_CHARACTER * body.len(), "{} bytes became {}", body.len(), text.len());
    if let Ok(same) = std::str::from_utf8(body) {
        assert_eq!(text, same.trim_start_matches('\u{feff}'), "it was UTF-8 already");
    }
    let _ = guard::check(&text);
}

/// What is wrong with a description is told by a line of it; one that is accepted leads to a site
/// that is asked encrypted.
pub fn description(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match Description::read("fuzzed", "fuzzed.toml", text) {
        Ok(description) => {
            let site = &description.declaration.site;
            assert_eq!(site.scheme(), "https", "{site}");
        }
        Err(error) => {
            let lines = text.lines().count().max(1);
            assert!((1..=lines + 1).contains(&error.line), "{error} in a file of {lines} lines");
        }
    }
}

/// A form is sent to an address on the web, with the login and the password that were given. The
/// first byte chooses the charset.
pub fn form(data: &[u8]) {
    let Some((charset, html)) = data.split_first() else { return };
    let charset = [UTF_8, WINDOWS_1251, KOI8_R][usize::from(charset % 3)];
    let Some(document) = document(html, charset) else { return };
    for form in forms::all(&document) {
        for control in &form.controls {
            let _ =
                (forms::label_of(&document, &form, control.node), forms::options(&document, control.node));
        }
    }
    let Ok(ask) = sign_in::fill(&document, &LABELS.way, LOGIN, &PASSWORD.into(), Some("Арамиль"))
    else {
        return;
    };
    assert!(matches!(ask.url().scheme(), "http" | "https"), "{}", ask.url());
    let sent = match &ask {
        Ask::Get(url) => url.query().unwrap_or_default(),
        Ask::Post { body, .. } => body.expose(),
    };
    let values: Vec<_> = url::form_urlencoded::parse(sent.as_bytes()).map(|(_, value)| value).collect();
    assert!(values.iter().any(|value| value == PASSWORD), "the password was not filled in: {sent}");
}

/// Every figure that is read from a page is written on it.
pub fn page(data: &[u8]) {
    let Some(document) = document(data, UTF_8) else { return };
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("there is such a day");
    let links = links::all(&document);
    let _ = (
        links::saying(&links, &LABELS.way.way_out.synonyms),
        pages::Ahead::of(&document, true, []).is_endless(),
    );
    let shown = digits(&Layout::of(&document).runs().map(|(_, run)| run.text.as_str()).collect::<String>());
    if let Ok(summary) = parse::summary(&document, &LABELS, today) {
        let prices = summary.offers.iter().map(|offer| offer.price);
        let others = summary.other_balances.iter().map(|other| other.balance);
        let sums = prices.chain(others).chain(summary.tariff_price).chain([summary.balance]);
        sums.for_each(|sum| assert_shown(sum, &shown));
        assert!(shown.contains(&digits(summary.account.as_str())), "account {}", summary.account);
    }
    let listed = parse::months(&document, &LABELS).ok().flatten().unwrap_or_default();
    let listed: Vec<MonthTotals> = listed.into_iter().map(|line| line.totals).collect();
    listed.iter().flat_map(sums_of_month).for_each(|sum| assert_shown(sum, &shown));
    for totals in listed.iter().take(MONTHS_TRIED).chain([&some_month()]) {
        let alone = parse::entries(&document, &LABELS, totals).ok().flatten().unwrap_or_default();
        let beside = parse::entries_beside(&document, &LABELS, totals).unwrap_or_default();
        alone
            .entries
            .iter()
            .chain(&beside.entries)
            .flat_map(sums_of_entry)
            .for_each(|sum| assert_shown(sum, &shown));
    }
}

/// A month as the page of a single one may belong to it.
fn some_month() -> MonthTotals {
    let rubles = |rubles: i64| Money::from_kopecks(rubles * 100).expect("it is a sum");
    let month = Month::new(2021, 11).expect("there is such a month");
    let [opening, paid, charged, closing] = [0, 989, 989, 0].map(rubles);
    MonthTotals { month, opening, paid, charged, closing }
}

fn document(html: &[u8], charset: &'static encoding_rs::Encoding) -> Option<Document> {
    let (text, _) = decode::text(&html[..html.len().min(LONGEST_PAGE)], None).ok()?;
    guard::check(&text).ok()?;
    let address = Url::parse(ADDRESS).expect("the address is an address");
    Some(Document::read(&text, &address, charset))
}

fn sums_of_month(totals: &MonthTotals) -> [Money; 4] {
    [totals.opening, totals.paid, totals.charged, totals.closing]
}

fn sums_of_entry(entry: &Entry) -> impl Iterator<Item = Money> {
    [Some(entry.amount), entry.opening, entry.closing].into_iter().flatten()
}

#[track_caller]
fn assert_shown(sum: Money, shown: &str) {
    let rubles = sum.kopecks().unsigned_abs() / 100;
    assert!(shown.contains(&rubles.to_string()), "{sum} is nowhere among the figures {shown}");
}

/// Whether the figures of a text are those of a sum: rubles, and kopecks in full, cut short or left
/// out if there are none.
fn is_written(sum: Money, figures: &str) -> bool {
    let (rubles, kopecks) = (sum.kopecks().unsigned_abs() / 100, sum.kopecks().unsigned_abs() % 100);
    let value = |digits: &str| digits.parse::<u128>().unwrap_or_default();
    (0..=figures.len()).any(|at| {
        let (whole, part) = figures.split_at(at);
        let cut_short = part.len() == 1 && value(part) * 10 == kopecks;
        value(whole) == rubles && (value(part) == kopecks || cut_short)
    })
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests;
