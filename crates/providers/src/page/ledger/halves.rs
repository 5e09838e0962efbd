//! Operations whose sums stand in two columns: in one what was paid, in the other what was charged.

use kabinet_domain::Money;

use super::{Document, EntryColumns};
use crate::page::amounts;
use crate::page::tables::{self, Column, Row, Table, Wanted};

/// The tables of operations in which two columns stand for the amount, with one in their place.
pub fn find(
    document: &Document,
    columns: &EntryColumns,
    halves: &[Column],
    is_key: &dyn Fn(&str) -> bool,
) -> Vec<Table> {
    let apart = [&columns[..3], halves, &columns[4..]].concat();
    let mut tables = tables::find(document, &Wanted { columns: &apart, is_key });
    for table in &mut tables {
        tables::note(document, table, &apart);
        table.header.remove(3);
        table.rows.iter_mut().for_each(join);
    }
    tables
}

fn join(row: &mut Row) {
    let change = money(&row.texts[5]).zip(money(&row.texts[2])).map(|(closing, opening)| closing - opening);
    let charged = row.texts.remove(4);
    row.texts[3] = amount(&row.texts[3], &charged, change);
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
