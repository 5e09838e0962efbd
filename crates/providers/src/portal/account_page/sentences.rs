//! Figures in sentences.
//!
//! An example is «Заканчивается через 2 дн. (01.12.2026). Стоимость 550 руб».
//!
//! Only labels that a description gives for its portal are looked for here: in prose such words may
//! be news.

use chrono::NaiveDate;
use kabinet_domain::Money;
use kabinet_extract::field::Field;
use kabinet_extract::html::layout::Layout;
use kabinet_extract::text::normalize::{normalize, words};
use kabinet_extract::text::value::{Kind, Value, date_within};

/// Returns the prices of the sentences that begin with the label; `None` if one is not readable.
pub fn prices(layout: &Layout, price: &Field, today: NaiveDate) -> Option<Vec<Money>> {
    let amount = |rest: String| match Kind::Price.whole(&rest, today) {
        Some(Value::Money(amount)) => Some(amount.money),
        Some(Value::Day(_) | Value::DaysLeft(_) | Value::Number(_) | Value::Nothing(_)) | None => None,
    };
    rests(layout, price).into_iter().map(amount).collect()
}

/// Returns the one day that the sentences beginning with the label name.
pub fn day(layout: &Layout, day: &Field, today: NaiveDate) -> Option<NaiveDate> {
    let days = rests(layout, day).into_iter().map(|rest| date_within(&rest, today));
    let mut days: Vec<NaiveDate> = days.collect::<Option<_>>()?;
    days.dedup();
    if let [day] = days.as_slice() { Some(*day) } else { None }
}

/// Returns the texts behind the field's labels in the visible sentences that begin with one.
fn rests(layout: &Layout, field: &Field) -> Vec<String> {
    let visible = layout.runs().filter(|(_, run)| !run.hidden);
    let sentences = visible.flat_map(|(_, run)| sentences(&run.text).map(str::to_owned).collect::<Vec<_>>());
    sentences.filter_map(|sentence| rest(&sentence, field).map(str::to_owned)).collect()
}

fn rest<'t>(sentence: &'t str, field: &Field) -> Option<&'t str> {
    let said = words(sentence);
    let label = field.labels.iter().find(|label| {
        let rest = normalize(sentence);
        rest.strip_prefix(label.as_str()).is_some_and(|rest| rest.starts_with(' '))
    })?;
    let last = said.get(label.split(' ').count().checked_sub(1)?)?;
    Some(sentence[last.end..].trim())
}

/// Splits a text after each point before a capital letter.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends = text.match_indices(". ").map(|(at, _)| at + 1);
    let ends = ends.filter(|end| text[*end..].trim_start().starts_with(char::is_uppercase));
    let ends: Vec<usize> = ends.chain([text.len()]).collect();
    let begins: Vec<usize> = std::iter::once(0).chain(ends.iter().copied()).collect();
    begins.into_iter().zip(ends).map(|(begin, end)| text[begin..end].trim().trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_before_a_capital_letter() {
        let text = "Заканчивается через 2 дн. 4 час (01.12.2026 00:00), будет продлена. Стоимость 550 руб.";
        let split: Vec<&str> = sentences(text).collect();
        assert_eq!(
            split,
            ["Заканчивается через 2 дн. 4 час (01.12.2026 00:00), будет продлена", "Стоимость 550 руб"]
        );
    }
}
