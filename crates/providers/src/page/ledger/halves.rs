//! Amounts that stand in two columns: in one what was paid, in the other what was charged.

use kabinet_domain::Money;

use crate::page::amounts;
use crate::page::tables::{Column, Row};
use crate::page::text::wording;

/// What a column tells of.
#[derive(Clone, Copy)]
pub enum Half {
    /// What was paid.
    Paid,
    /// What was charged.
    Charged,
}

impl Half {
    /// Gives the amount its sign in a row whose only column for it is this one.
    pub fn sign(self, row: &mut Row) {
        let (change, shown) = (change(row, 4), std::mem::take(&mut row.texts[3]));
        row.texts[3] = match self {
            Self::Paid => amount(&shown, "", change),
            Self::Charged => amount("", &shown, change),
        };
    }
}

/// An amount that is shown without a sign, with the one that a word beside it tells: «Списание».
pub fn signed_by_word<'t>(amount: Money, beside: impl Iterator<Item = &'t str>, halves: &[Column]) -> Money {
    let [paid, charged] = halves else { return amount };
    let words: Vec<String> = beside.map(wording).collect();
    let tells = |half: &Column| words.iter().any(|word| half.synonyms.contains(word));
    if !amount.is_negative() && tells(charged) && !tells(paid) { -amount } else { amount }
}

/// A half whose header may also stand under that of the whole amount: «Сумма» over «приход».
pub fn under(amount: &Column, half: &Column) -> Column {
    let under =
        amount.synonyms.iter().flat_map(|over| half.synonyms.iter().map(move |own| format!("{over} {own}")));
    Column { synonyms: half.synonyms.iter().cloned().chain(under).collect(), ..half.clone() }
}

/// Puts the amount in place of the two columns for it.
pub fn join(row: &mut Row) {
    let change = change(row, 5);
    let charged = row.texts.remove(4);
    row.texts[3] = amount(&row.texts[3], &charged, change);
}

/// What the balances say that a row changed.
fn change(row: &Row, closing: usize) -> Option<Money> {
    money(&row.texts[closing]).zip(money(&row.texts[2])).map(|(closing, opening)| closing - opening)
}

/// The amount with its sign; both texts, which are none, where it is not told.
fn amount(paid: &str, charged: &str, change: Option<Money>) -> String {
    let is_blank = |text: &str| !text.contains(|c| matches!(c, '1'..='9'));
    match (money(paid), money(charged)) {
        (Some(paid), _) if is_blank(charged) && paid != Money::ZERO => paid.to_string(),
        (_, Some(charged)) if is_blank(paid) && charged != Money::ZERO => {
            let is_given_back = charged.is_negative() && change == Some(charged.abs());
            if is_given_back { charged.abs() } else { -charged.abs() }.to_string()
        }
        (Some(nothing), _) | (_, Some(nothing)) if is_blank(paid) && is_blank(charged) => nothing.to_string(),
        _ => format!("{paid} {charged}").trim().to_owned(),
    }
}

fn money(text: &str) -> Option<Money> {
    amounts::whole(text).map(|amount| amount.money)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_stands_in_one_of_two_columns() {
        let change = |text: &str| text.parse::<Money>().ok();
        let cases = [
            ("989,00", "", None, "989.00"),
            ("989,00", "0,00", None, "989.00"),
            ("—", "589,00", None, "-589.00"),
            ("0", "−589,00", change("-589.00"), "-589.00"),
            ("", "−589,00", change("589.00"), "589.00"),
            ("0,00", "0,00", None, "0.00"),
            ("", "", None, ""),
            ("989,00", "589,00", None, "989,00 589,00"),
            ("989,00", "см. акт 5", None, "989,00 см. акт 5"),
        ];
        for (paid, charged, change, expected) in cases {
            assert_eq!(amount(paid, charged, change), expected, "{paid} | {charged}");
        }
    }
}
