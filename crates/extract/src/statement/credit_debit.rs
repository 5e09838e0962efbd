//! Sides of an account, and amounts that stand in a column for each side.

use kabinet_domain::Money;

use crate::statement::columns::AmountColumns;
use crate::table::Column;
use crate::text::amount;
use crate::text::normalize::normalize;

/// A side of the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Payments.
    Credit,
    /// Charges.
    Debit,
}

/// Returns the side that the texts beside an amount name: «Списание».
///
/// `None` if they name neither side or both.
pub fn side_named<'t>(texts: impl Iterator<Item = &'t str>, columns: &AmountColumns) -> Option<Side> {
    let words: Vec<String> = texts.map(normalize).collect();
    let names = |column: &Column| words.iter().any(|word| column.synonyms().contains(word));
    match (names(&columns.credit), names(&columns.debit)) {
        (true, false) => Some(Side::Credit),
        (false, true) => Some(Side::Debit),
        (true, true) | (false, false) => None,
    }
}

/// Reads an amount from a cell for credits and a cell for debits, one of which is blank.
///
/// `None` if neither or both hold an amount.
pub fn read_pair(credit: &str, debit: &str) -> Option<(Money, Side)> {
    let money = |text: &str| amount::whole(text).map(|amount| amount.money);
    match (money(credit), money(debit)) {
        (Some(credit), _) if is_blank(debit) && credit != Money::ZERO => Some((credit, Side::Credit)),
        (_, Some(debit)) if is_blank(credit) && debit != Money::ZERO => Some((debit, Side::Debit)),
        (Some(zero), _) | (_, Some(zero)) if is_blank(credit) && is_blank(debit) => {
            Some((zero, Side::Credit))
        }
        _ => None,
    }
}

/// Returns true if a cell holds no figure but zero.
fn is_blank(text: &str) -> bool {
    !text.contains(|c| matches!(c, '1'..='9'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_stands_in_one_of_two_columns() {
        let cases = [
            ("989,00", "", Some(("989.00", Side::Credit))),
            ("989,00", "0,00", Some(("989.00", Side::Credit))),
            ("—", "589,00", Some(("589.00", Side::Debit))),
            ("0", "−589,00", Some(("-589.00", Side::Debit))),
            ("0,00", "0,00", Some(("0.00", Side::Credit))),
            ("", "", None),
            ("989,00", "589,00", None),
            ("1", "234", None),
            ("989,00", "см. акт 5", None),
        ];
        for (credit, debit, expected) in cases {
            let read = read_pair(credit, debit).map(|(amount, side)| (amount.to_string(), side));
            let expected = expected.map(|(amount, side)| (amount.to_owned(), side));
            assert_eq!(read, expected, "{credit} | {debit}");
        }
    }
}
