//! Strict grammar of amounts.
//!
//! Anything uncertain is not read: `1,234` may be a thousand or a fraction, `12.2021` is a month,
//! an empty cell is not zero.

use std::sync::LazyLock;

use kabinet_domain::Money;
use regex::{Captures, Regex};
use rust_decimal::Decimal;

use crate::effort::spend;
use crate::text::normalize::{CALL, collapse_whitespace, fold_case, is_mark, pattern};

/// An amount as a page shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The amount; a debt is negative.
    pub money: Money,
    /// True for a price for a month: `₽/мес`.
    pub per_month: bool,
    /// True if it has a currency or decimals, so that it is money for certain.
    pub has_currency_or_decimals: bool,
}

const CURRENCY: &str = r"(?:₽|руб(?:\.|лей|ля|ль)?|р\.|р\b|rub\b|rur\b)";
const NUMBER: &str = concat!(
    r"(?:\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d{2}0{2,4}|[.,]\d{1,2}| [.,]\d{2})?",
    r"|\d{1,3}(?:,\d{3})+\.(?:\d{2}0{2,4}|\d{1,2})|\d{1,3}(?:\.\d{3})+,(?:\d{2}0{2,4}|\d{1,2})",
    r"|\d+[.,]\d{2}0{2,4}|\d+[.,]\d{1,2}|\d+ [.,]\d{2}|\d+-\d{2}|\d+)"
);

static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        concat!(
            r"(?i)^(?P<debt>(?:долг|задолженность)\s*:?\s*)?(?P<open>\(\s*)?(?P<sign>(?:[-−–‐‑+]|минус\b)\s*)?",
            r"(?:(?P<before>{c})\s*)?(?P<inner>[-−–‐‑+]\s*)?(?P<number>{n})(?P<trailing>[-−‐‑])?",
            r"(?:\s*(?P<after>{c})(?:\s*(?P<kopecks>\d{{1,2}})\s*(?:коп(?:\.|е\p{{L}}+|\b)|к\.|к\b))?)?",
            r"(?P<close>\s*\)(?:\s*{c})?)?",
            r"(?P<month>\s*(?:/|в|за)\s*(?:1\s*)?мес(?:яц\b|\.|\b)|\s*(?:/|за)\s*3[01]\s*(?:дн(?:ей|я|\.|\b)|сут(?:ок|\.|\b))|,?\s*(?:ежемесячно\b|/\s*mo(?:nth)?\b))?"
        ),
        c = CURRENCY,
        n = NUMBER
    ))
});

static PER_MONTH: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s*(?:/\s*|в\s+|за\s+)мес"));

/// Reads a text that is an amount and nothing else.
pub fn whole(text: &str) -> Option<Amount> {
    spend(2 * CALL + text.len());
    let text = collapse_whitespace(text);
    if let Some(amount) = plain(&text) {
        return Some(amount);
    }
    let (amount, rest) = at_start(&text)?;
    rest.chars().all(|c| matches!(c, ' ' | '.' | ',' | ';') || is_mark(c)).then_some(amount)
}

/// Reads the amount of most cells, `-1 234.56 ₽`, as the grammar does and without its cost.
fn plain(text: &str) -> Option<Amount> {
    const CURRENCIES: [&str; 4] = ["₽", "руб.", "руб", "р."];
    let (is_debt, text) = text.strip_prefix(['-', '−']).map_or((false, text), |size| (true, size));
    let without_currency = CURRENCIES.iter().find_map(|currency| text.strip_suffix(currency));
    let size = without_currency.map_or(text, |size| size.strip_suffix(' ').unwrap_or(size));
    let (rubles, kopecks) = size.split_once(['.', ','])?;
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = rubles.split(' ');
    let first = groups.next().filter(|first| first.len() <= 3 || first.len() == rubles.len())?;
    let is_plain = are_digits(first)
        && groups.all(|group| group.len() == 3 && are_digits(group))
        && kopecks.len() == 2
        && are_digits(kopecks);
    let kopecks = is_plain.then(|| number_of(size)).flatten()?;
    let money = Money::from_kopecks(if is_debt { -kopecks } else { kopecks }).ok()?;
    Some(Amount { money, per_month: false, has_currency_or_decimals: true })
}

/// Returns the number that the digits of a text make together; `None` for one that is too large.
fn number_of(text: &str) -> Option<i64> {
    let mut digits = text.bytes().filter(u8::is_ascii_digit).map(|digit| i64::from(digit - b'0'));
    digits.try_fold(0_i64, |number, digit| number.checked_mul(10)?.checked_add(digit))
}

/// Reads the amount that a text begins with, and returns the rest.
///
/// White space must be collapsed.
pub fn at_start(text: &str) -> Option<(Amount, String)> {
    spend(2 * CALL + text.len());
    let parts =
        Some(text).filter(|text| may_begin_with_amount(text)).and_then(|text| AMOUNT.captures(text))?;
    let stray = parts.name("close").filter(|_| parts.name("open").is_none());
    if let Some(bracket) = stray.filter(|bracket| bracket.start() > 0) {
        let (amount, rest) = at_start(&text[..bracket.start()])?;
        return rest.is_empty().then(|| (amount, text[bracket.start()..].to_owned()));
    }
    let end = parts.get(0)?.end();
    let rest = &text[end..];
    let marked = parts.name("before").or(parts.name("after")).or(parts.name("kopecks")).is_some();
    if runs_on(rest, marked)
        || (!marked && names_month(&parts["number"]))
        || (PER_MONTH.is_match(rest) && parts.name("month").is_none())
    {
        return None;
    }
    let amount = Amount {
        money: money(&parts)?,
        per_month: parts.name("month").is_some(),
        has_currency_or_decimals: marked || parts["number"].contains(['.', ',']),
    };
    Some((amount, rest.to_owned()))
}

/// Returns false for a text that surely begins with no amount, which is most texts of a page.
fn may_begin_with_amount(text: &str) -> bool {
    let is_sign = |c| matches!(c, '(' | '-' | '−' | '–' | '‐' | '‑' | '+' | '₽');
    let is_letter = |c: char| matches!(c, 'д' | 'з' | 'м' | 'р' | 'Д' | 'З' | 'М' | 'Р' | 'r' | 'R');
    text.starts_with(|c: char| c.is_ascii_digit() || is_sign(c) || is_letter(c))
        && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Returns true if the figure continues in the rest.
fn runs_on(rest: &str, marked: bool) -> bool {
    let mut following = rest.chars();
    match (following.next(), following.next()) {
        (Some(c), _) if c.is_alphanumeric() => !is_mark(c),
        (Some('.' | ',' | '/' | '-' | ':' | '\'' | '%'), Some(c)) if c.is_ascii_digit() => true,
        (Some('%'), _) | (Some(' '), Some('%')) => true,
        (Some(' '), Some(c)) => !marked && c.is_ascii_digit(),
        _ => false,
    }
}

/// Returns true for a possible year and month: `2021-11`, `12.2000`.
///
/// Kopecks behind a dash and four decimals look the same.
fn names_month(number: &str) -> bool {
    let is_month = |month: &str| month.parse().is_ok_and(|month: u32| (1..=12).contains(&month));
    let is_year = |year: &str| year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    let dashed = number.split_once('-');
    let dotted = number.split_once('.');
    dashed.is_some_and(|(year, month)| year.starts_with("20") && is_year(year) && is_month(month))
        || dotted.is_some_and(|(month, year)| is_month(month) && is_year(year))
}

fn money(parts: &Captures<'_>) -> Option<Money> {
    let size = size(&parts["number"], parts.name("kopecks").map(|digits| digits.as_str()))?;
    let bracketed = match (parts.name("open"), parts.name("close")) {
        (Some(_), Some(_)) => true,
        (None, None) => false,
        _ => return None,
    };
    let minus = |name: &str| parts.name(name).is_some_and(|sign| !sign.as_str().starts_with('+'));
    let marks = [minus("sign"), minus("inner"), minus("trailing"), bracketed, parts.name("debt").is_some()];
    match marks.iter().filter(|marked| **marked).count() {
        0 => Some(size),
        1 => Some(-size),
        _ => None,
    }
}

fn size(number: &str, kopecks: Option<&str>) -> Option<Money> {
    let decimal_at = number.rfind(['.', ',', '-']);
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    let (rubles, fraction) = match decimal_at {
        Some(at) => (digits(&number[..at]), &number[at + 1..]),
        None => (digits(number), ""),
    };
    // Decimals behind the kopecks are zeros, which the grammar demands.
    let fraction = fraction.get(..2).unwrap_or(fraction);
    let fraction = match (fraction, kopecks) {
        (fraction, None) => format!("{fraction:0<2}"),
        ("", Some(kopecks)) => format!("{kopecks:0>2}"),
        _ => return None,
    };
    let kopecks: i64 = format!("{rubles}{fraction}").parse().ok()?;
    Money::new(Decimal::new(kopecks, 2)).ok()
}

/// Returns true if the text means that there is no value.
pub fn says_none(text: &str) -> bool {
    spend(2 * CALL + text.len());
    matches!(
        fold_case(text).trim_end_matches('.'),
        "нет" | "-" | "--" | "–" | "—" | "не установлена" | "0000-00-00" | "нет данных"
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<String> {
        whole(text).map(|amount| amount.money.to_string())
    }

    #[test]
    fn amounts_are_read_as_pages_write_them() {
        let cases = [
            ("800.00 ₽/мес", "800.00"),
            ("1 234,56 руб.", "1234.56"),
            ("1\u{a0}234,56", "1234.56"),
            ("1\u{202f}234,56", "1234.56"),
            ("1'234.50 р.", "1234.50"),
            ("р.500", "500.00"),
            ("+150,00", "150.00"),
            ("−589,00", "-589.00"),
            ("– 589,00", "-589.00"),
            ("‑589,00", "-589.00"),
            ("589.00-", "-589.00"),
            ("(589,00)", "-589.00"),
            ("(589.00) ₽", "-589.00"),
            ("-0 руб. 50 коп.", "-0.50"),
            ("12 руб. 34 коп.", "12.34"),
            ("588р.00к.", "588.00"),
            ("-49р.50к.", "-49.50"),
            ("212 рублей 40 копеек", "212.40"),
            ("1 рубль 1 копейка", "1.01"),
            ("637 р. 45 коп", "637.45"),
            ("2328₽", "2328.00"),
            ("10,000.00", "10000.00"),
            ("10.000,00", "10000.00"),
            ("1 234 567,8", "1234567.80"),
            ("50 ,01 ₽", "50.01"),
            ("1 234 ,56", "1234.56"),
            ("долг 36.61", "-36.61"),
            ("Задолженность: 36,61", "-36.61"),
            ("0.00", "0.00"),
            ("-0.00", "0.00"),
            ("588 рублей", "588.00"),
            ("589-00", "589.00"),
            ("-589-50 руб.", "-589.50"),
            ("2021-11 руб.", "2021.11"),
            ("800,00¹", "800.00"),
            ("305,1700", "305.17"),
            ("-560,0000", "-560.00"),
            ("0.0000 руб.", "0.00"),
            ("1 234,5600", "1234.56"),
            ("1,234.560000", "1234.56"),
            ("13.2000", "13.20"),
            ("12.2000 руб.", "12.20"),
            ("минус 1 руб. 00 коп.", "-1.00"),
            ("Минус 589,50", "-589.50"),
        ];
        for (text, plain) in cases {
            assert_eq!(read(text).as_deref(), Some(plain), "{text:?}");
        }
    }

    #[test]
    fn what_is_not_surely_an_amount_is_not_read() {
        let unsure = [
            "",
            "нет",
            "--",
            "1,234",
            "1.234",
            "12.2021",
            "12.2000",
            "305,1750",
            "305,170",
            "305,17001",
            "1.2345",
            "минус -5",
            "минуса 5",
            "10.11.2021",
            "2021-11",
            "12 34",
            "1 23,45",
            "5%",
            "5 %",
            "14:03",
            "1.2.3",
            "12,345.6.7",
            "--5",
            "-(5)",
            "(5",
            "5)",
            "долг -5",
            "5 дней",
            "8 (909) 700-88-77",
            "99999999999999999999",
            "588 400.00.1",
            "589-000",
            "589-0",
            "700-88-77",
            "588 к.",
            "588 коп.",
            "5 р. 10 кг",
            "½",
            "٣",
        ];
        for text in unsure {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_price_for_a_month_is_told_from_a_sum() {
        for text in ["800.00 ₽/мес", "800 руб./мес.", "800 ₽ в месяц", "800 ₽ / мес"]
        {
            assert!(whole(text).is_some_and(|amount| amount.per_month), "{text:?}");
        }
        assert!(!whole("800 ₽").unwrap().per_month);
    }

    #[test]
    fn nothing_is_said_in_several_ways() {
        for text in ["нет", "--", "—", "0000-00-00", "Нет."] {
            assert!(says_none(text), "{text:?}");
        }
        assert!(!says_none(""), "an empty cell says nothing at all");
    }

    proptest! {
        #[test]
        fn written_money_reads_back(kopecks in -100_000_000_000_000_i64..=100_000_000_000_000) {
            let money = Money::from_kopecks(kopecks).unwrap();
            prop_assert_eq!(whole(&money.to_string()).map(|a| a.money), Some(money));
            prop_assert_eq!(whole(&money.ru()).map(|a| a.money), Some(money));
        }

        #[test]
        fn a_plain_amount_is_one_of_the_grammar(
            text in "[-−]{0,2}[0-9]{1,4}( [0-9]{2,4}){0,2}[.,][0-9]{1,3}( ?(₽|руб|руб\\.|р\\.|р|rub))?",
        ) {
            if let Some(amount) = plain(&text) {
                prop_assert_eq!(at_start(&text), Some((amount, String::new())));
            }
        }

        #[test]
        fn no_amount_of_the_grammar_is_passed_over(
            text in "[-−–‐‑+( ]{0,3}(долг|Задолженность|минус|Минус|руб|Руб|р|Р|₽|rub|RUB)?[-.:( ]{0,2}[0-9]{0,3}[-.,' ]?[0-9]{0,3}[ ₽рубкоп)]{0,4}",
        ) {
            prop_assert!(AMOUNT.captures(&text).is_none() || may_begin_with_amount(&text), "{text:?}");
        }

        #[test]
        fn no_text_panics(text in ".*", figures in "[-−–()0-9 .,'₽рубкоп/мес]{0,40}") {
            let _ = (whole(&text), whole(&figures), at_start(&text), at_start(&figures));
        }
    }
}
