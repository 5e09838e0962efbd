//! Remarks beside a value, in which every word is accounted for.
//!
//! A word that is neither harmless nor known to change the meaning makes the value doubtful.

mod words;

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use crate::effort::spend;
use crate::text::date;
use crate::text::normalize::{CALL, fold_case, pattern};
use crate::text::remark::words::{CHANGES, CURRENCIES, DEBTS, UNITS};

pub use crate::text::remark::words::HARMLESS;

/// Effect of a remark on the value beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// The value stays as it is.
    Harmless,
    /// The amount is a debt.
    Debt,
    /// The value is in another currency.
    OtherCurrency,
    /// The value is in another unit or for another period.
    OtherUnit,
    /// The value means something else.
    OtherMeaning,
    /// The remark has a word that is on no list.
    Unknown,
}

/// Kind of value that a remark stands beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// An amount of money.
    Money,
    /// A day.
    ///
    /// Other days in the remark must be the same.
    Day(Option<NaiveDate>),
    /// An account number.
    Number,
}

static PHRASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:средств |денег |баланса )?хватит (?:еще )?(?:примерно )?(?:на|до) |(?:нет|без) (?:долга|долгов|задолженности)\b|(?:долга|долгов|задолженности) нет\b|(?:с учетом|включая|в т\.? ?ч\.?|в том числе) ндс\b|скидка \d{1,2} ?%|со скидкой \d{1,2} ?%|по состоянию на |\d{1,2}:\d{2}(?::\d{2})?(?: мск)?\b)",
    )
});
/// An old value beside the one that counts: «было 639 ₽», «вместо 950 руб.».
static OLD_VALUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:раньше|ранее|прежде|до этого)\s+)?(?:было|была|был|стоил[аои]?|вместо|старая цена:?|прежняя цена:?|а не)\s+\d[\d ]*(?:[.,]\d{1,2})?\s*(?:₽|руб(?:лей|ля|ль|\.)?|р\.?|rub)(?:\s*\d{1,2}\s*к(?:оп)?\b\.?)?(?:\s*(?:/\s*мес\p{L}*\.?|в месяц))?(?:[\s.,;)]|$)",
    )
});
/// Advice to pay in, which tells nothing of the value.
static ADVICE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:пополните|внесите|оплатите|назовите|укажите|сообщите)\b[^.;!?\d()]*"));
static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\p{L}\d]+"));
static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r#"^[«"“][^«»"“”]{1,40}[»"”]"#));
static OTHER_UNIT_SIGN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:/|в |за |на |каждые )\s*(?:\d{1,3}\s*)?(?:сут|ден|день|дн|год|лет|час|недел|квартал|мин|гб|мб|полгода|мес)",
    )
});
static SUM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:на )?сумм[аыуе]\s*:?\s*|(?:и )?(?:спишется|снимется|спишем|снимем|к списанию|(?:будет|будут) (?:списан|снят|удержан)[оаы]?) (?:сумма )?)?\d[\d ]*(?:[.,]\d{1,2})?(?: ?(?:₽|руб(?:лей|ля|ль|\.)?|р\.?|rub)(?: ?\d{1,2} ?к(?:оп)?\b\.?)?)?(?:[\s.,;)]|$)",
    )
});

/// Reads a remark beside a value; `is_label` returns true where another label begins.
pub fn read(text: &str, beside: Beside, today: NaiveDate, is_label: &dyn Fn(&str) -> bool) -> Remark {
    spend(2 * CALL + text.len());
    let text = fold_case(text);
    let mut rest = text.as_str();
    let mut is_debt = false;
    let mut before = "";
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || is_separator(c));
        let has_sign = rest.chars().next().and_then(of_sign).is_some();
        if !has_sign && (rest.is_empty() || is_label(rest) || is_other_label(rest)) {
            return if is_debt { Remark::Debt } else { Remark::Harmless };
        }
        match token(rest, before, beside, today) {
            Ok(end) => {
                is_debt |= DEBTS.contains(&&rest[..end]);
                before = last_word(&rest[..end]);
                rest = &rest[end..];
            }
            Err(remark) => return remark,
        }
    }
}

/// Returns true if a text by itself changes the meaning of the value beside it.
pub fn is_qualifier(text: &str, today: NaiveDate) -> bool {
    spend(2 * CALL + text.len());
    let begins = || {
        let said = fold_case(text);
        let said = said.trim_start_matches(['(', '*', ' ']);
        ["включая", "в том числе", "в т.ч", "в т. ч", "из них", "с учет", "без учет"]
            .iter()
            .any(|word| said.starts_with(word))
    };
    let is_short = text.chars().count() <= 40;
    begins()
        || (is_short
            && !text.contains(|c: char| c.is_ascii_digit())
            && !matches!(read(text, Beside::Money, today, &|_| false), Remark::Harmless | Remark::Unknown))
}

/// Returns the other currency or unit that a text names; `None` if it names neither.
pub fn other_measure(text: &str) -> Option<Remark> {
    spend(2 * CALL + text.len());
    let text = fold_case(text);
    let text = text
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | '-' | '−' | '+'));
    if text.is_empty() {
        return None;
    }
    match token(text, "", Beside::Money, NaiveDate::MIN) {
        Err(remark @ (Remark::OtherCurrency | Remark::OtherUnit)) => Some(remark),
        Err(Remark::Harmless | Remark::Debt | Remark::OtherMeaning | Remark::Unknown) | Ok(_) => None,
    }
}

/// Returns the end of the next harmless token or debt word.
fn token(rest: &str, before: &str, beside: Beside, today: NaiveDate) -> Result<usize, Remark> {
    if let Some(sign) = rest.chars().next().and_then(of_sign) {
        return Err(sign);
    }
    if let Some(phrase) = PHRASE.find(rest) {
        return Ok(phrase.end());
    }
    if let Some(old) = OLD_VALUE.find(rest).filter(|_| beside == Beside::Money) {
        return Ok(old.end());
    }
    if let Some(advice) = ADVICE.find(rest).filter(|advice| is_only_advice(advice.as_str(), beside)) {
        return Ok(advice.end());
    }
    if let Some(quoted) = QUOTED.find(rest) {
        let inside = quoted.as_str().trim_matches(|c: char| !c.is_alphanumeric());
        return if is_changed(inside) { Err(Remark::OtherMeaning) } else { Ok(quoted.end()) };
    }
    if let Some((moment, after)) = date::at_start(rest, today) {
        let end = rest.len().checked_sub(after.len()).filter(|end| rest.is_char_boundary(*end));
        return end.filter(|_| allows_date(beside, before, moment.date, today)).ok_or(Remark::OtherMeaning);
    }
    let is_count =
        matches!(beside, Beside::Day(_)) || matches!(before, "на" | "через" | "осталось" | "остался" | "еще");
    if let Some((_, after)) = date::days_at_start(rest, false).filter(|_| is_count) {
        return rest.len().checked_sub(after.len()).ok_or(Remark::Unknown);
    }
    if let Some(sum) = SUM.find(rest).filter(|_| matches!(beside, Beside::Day(_))) {
        return Ok(sum.end());
    }
    if OTHER_UNIT_SIGN.is_match(rest) && beside == Beside::Money {
        return Err(Remark::OtherUnit);
    }
    let Some(word) = WORD.find(rest) else { return Err(Remark::Unknown) };
    of_word(word.as_str(), &rest[word.end()..], before, beside).map(|()| word.end())
}

fn of_sign(c: char) -> Option<Remark> {
    match c {
        '$' | '€' | '£' | '¥' | '₸' | '₴' | '₼' | '₺' | '₾' | '֏' => {
            Some(Remark::OtherCurrency)
        }
        '%' => Some(Remark::OtherUnit),
        '~' | '≈' | '<' | '>' | '±' => Some(Remark::OtherMeaning),
        _ => None,
    }
}

fn of_word(word: &str, after: &str, before: &str, beside: Beside) -> Result<(), Remark> {
    let begins = |words: &[&str]| words.iter().any(|beginning| word.starts_with(beginning));
    if word == "у" && after.trim_start_matches(['.', ' ']).starts_with('е') {
        return Err(Remark::OtherCurrency);
    }
    if DEBTS.contains(&word) && beside == Beside::Money {
        return Ok(());
    }
    if matches!(beside, Beside::Day(_))
        && matches!(
            word,
            "через"
                | "еще"
                | "остались"
                | "дней"
                | "дня"
                | "день"
                | "сумма"
                | "списание"
                | "будет"
                | "включительно"
                | "с"
                | "до"
                | "наступит"
        )
    {
        return Ok(());
    }
    let follows_number = before.is_empty();
    if HARMLESS.contains(&word) && !(word.starts_with("год") && follows_number) {
        return Ok(());
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(if after.is_empty() { Remark::Unknown } else { Remark::OtherMeaning });
    }
    if begins(&CURRENCIES) {
        return Err(Remark::OtherCurrency);
    }
    if begins(&UNITS) || word.starts_with("год") {
        return Err(Remark::OtherUnit);
    }
    if matches!(word, "через" | "еще" | "с" | "до" | "подключен" | "ежемесячно" | "при")
    {
        return Ok(());
    }
    Err(if begins(&CHANGES) { Remark::OtherMeaning } else { Remark::Unknown })
}

/// Returns true if a name has a word that changes the meaning of a value.
pub fn changes_meaning(name: &str) -> bool {
    is_changed(&fold_case(name))
}

/// Returns true for advice that leaves a day or an account number as it is.
fn is_only_advice(advice: &str, beside: Beside) -> bool {
    match beside {
        Beside::Money => false,
        Beside::Day(_) => !is_changed(advice),
        Beside::Number => true,
    }
}

fn is_changed(inside: &str) -> bool {
    inside.split(' ').any(|word| CHANGES.iter().chain(&UNITS).any(|beginning| word.starts_with(beginning)))
}

/// Returns true if a date in a remark leaves the value as it is.
fn allows_date(beside: Beside, before: &str, date: NaiveDate, today: NaiveDate) -> bool {
    let is_near = (date - today).num_days().abs() <= 1;
    match (beside, before) {
        (Beside::Day(Some(day)), _) => date == day,
        (Beside::Day(None), _) | (Beside::Number, "от" | "с") | (Beside::Money, "до" | "по") => true,
        (Beside::Money, "с" | "от") => date <= today,
        (Beside::Money | Beside::Number, _) => is_near,
    }
}

fn last_word(text: &str) -> &str {
    text.trim_end_matches(|c: char| !c.is_alphanumeric())
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '('
            | ')'
            | '['
            | ']'
            | '*'
            | '•'
            | '·'
            | '|'
            | '—'
            | '–'
            | '-'
            | '→'
            | '₽'
            | '…'
            | '¹'
            | '²'
            | '³'
            | '№'
            | '='
    )
}

/// Returns true where a label of another thing begins: up to four words and a colon.
fn is_other_label(rest: &str) -> bool {
    let Some((label, _)) = rest.split_once(':') else { return false };
    let words: Vec<&str> = label.split(' ').collect();
    let is_plain = |word: &&str| word.chars().all(|c| c.is_alphabetic() || c == '-');
    let changes = |word: &&str| {
        CHANGES.iter().chain(&UNITS).chain(&CURRENCIES).any(|beginning| word.starts_with(beginning))
            || DEBTS.contains(word)
    };
    let is_label = words.len() <= 4 && words.iter().all(is_plain) && !label.is_empty();
    is_label && (*label == *"кредит" || !words.iter().any(changes)) && !label.starts_with("сумма")
}
