//! Reader of the list of months.

use std::collections::{BTreeMap, HashSet};

use kabinet_domain::{Money, Month, MonthTotals};

use crate::Request;
use crate::error::{Missing, Problem};
use crate::html::document::Document;
use crate::html::layout::Layout;
use crate::statement::columns::MonthColumns;
use crate::statement::month_link::MonthLinks;
use crate::statement::month_name::{ANY_YEAR, month_of};
use crate::statement::reconcile::{check_month_columns, proves_no_turnover, with_positive_charges};
use crate::statement::rows::{irregular_data, is_data, keys, unread};
use crate::statement::years::Years;
use crate::table;
use crate::table::{Column, Grids, Row, Table, Wanted};
use crate::text::amount;
use crate::text::date;

/// A row of the list of months.
#[derive(Debug, Clone)]
pub struct StatementRow {
    /// The figures of the month.
    pub totals: MonthTotals,
    /// The request that opens the month; `None` if nothing on the page does.
    pub ask: Option<Request>,
}

/// The list of months that a page shows.
#[derive(Debug, Clone, Default)]
pub struct MonthList {
    /// The rows that were read, in the order of the page.
    pub rows: Vec<StatementRow>,
    /// The months whose rows could not be read.
    pub unread: Vec<UnreadRow>,
}

/// A row of the list of months that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadRow {
    /// Its month.
    pub month: Month,
    /// The cells that could not be read.
    pub missing: Vec<Missing>,
}

/// The rows of one table.
#[derive(Default)]
struct ReadTable<'t> {
    rows: Vec<(&'t Row, MonthTotals)>,
    unread: Vec<UnreadRow>,
}

/// A row of data with its month and its figures, as far as they can be read.
type ReadRow<'t> = (&'t Row, Option<Month>, Result<MonthTotals, Vec<Missing>>);

/// Rows by their months, with true for the rows of a hidden table.
type Rows = BTreeMap<Month, (bool, StatementRow)>;

/// Reads the months that a page lists, in its order; `None` if it shows no such list.
///
/// A row that cannot be read costs its month alone, as long as it is certain which month that is.
///
/// # Errors
/// The cells that could not be read, if no row could be or if one of them may be of any month.
pub fn months(document: &Document, columns: &MonthColumns) -> Result<Option<MonthList>, Vec<Missing>> {
    let all = columns.all();
    let wanted = Wanted { columns: &all, is_key: &is_month };
    let grids = Grids::of(document);
    let tables = table::find(&grids, &wanted);
    if tables.is_empty() {
        return Ok(None);
    }
    let (links, years) = (MonthLinks::of(document), Years::of(document));
    let mut rows = Rows::new();
    let mut order = Vec::new();
    let mut unread = Vec::new();
    for table in &tables {
        table::note(document, table, wanted.columns);
        let read = read_table(&years, table, columns)?;
        unread.extend(read.unread);
        for (row, totals) in read.rows {
            let ask = links.of_row(document, row, totals.month);
            order.push(totals.month);
            merge(&mut rows, table.hidden, StatementRow { totals, ask }, columns)?;
        }
    }
    unread.extend(unread_beside(&grids, &years, &wanted, &columns.month));
    unread.retain(|row| !rows.contains_key(&row.month));
    let mut seen = HashSet::new();
    order.retain(|month| seen.insert(*month));
    unread.retain(|row| seen.insert(row.month));
    let rows: Vec<StatementRow> =
        order.iter().filter_map(|month| rows.remove(month)).map(|(_, row)| row).collect();
    if let Some(lost) = unread.first().filter(|_| rows.is_empty()) {
        return Err(lost.missing.clone());
    }
    let totals: Vec<MonthTotals> = rows.iter().map(|row| row.totals).collect();
    check_month_columns(&totals, columns)?;
    check_not_lost(document, &rows, &columns.month)?;
    Ok(Some(MonthList { rows, unread }))
}

fn is_month(text: &str) -> bool {
    month_of(text, Some(ANY_YEAR)).is_some()
}

fn read_table<'t>(
    years: &Years,
    table: &'t Table,
    columns: &MonthColumns,
) -> Result<ReadTable<'t>, Vec<Missing>> {
    let all = columns.all();
    let mut rows: Vec<ReadRow<'t>> = Vec::new();
    for row in &table.rows {
        let (has_month, month) = row.texts.first().map(|text| years.month(text, row)).unwrap_or_default();
        match is_data(row, has_month, &columns.month, &is_month, &all) {
            Ok(true) => rows.push((row, month, read_totals(row, month, columns))),
            Ok(false) => {}
            Err(missing) => rows.push((row, month, Err(missing))),
        }
    }
    let months = months_of(&rows);
    let mut read = ReadTable::default();
    let mut totals = Vec::new();
    for ((row, _, figures), month) in rows.into_iter().zip(months) {
        match (figures, month) {
            (Ok(figures), _) => {
                read.rows.push((row, figures));
                totals.push(figures);
            }
            (Err(missing), Some(month)) => read.unread.push(UnreadRow { month, missing }),
            (Err(missing), None) => return Err(missing),
        }
    }
    for row in irregular_data(&table.irregular_rows, &is_month) {
        let missing = vec![unread(&columns.month, &row.text())];
        let month =
            keys(row).find_map(|text| month_of(text, years.before(row))).ok_or_else(|| missing.clone())?;
        read.unread.push(UnreadRow { month, missing });
    }
    let totals = with_positive_charges(totals);
    check_month_columns(&totals, columns)?;
    read.rows.iter_mut().zip(totals).for_each(|((_, known), totals)| *known = totals);
    Ok(read)
}

/// Returns the month of each row; `None` where it is not certain.
///
/// A row whose month cannot be read is of the only month between the rows beside it.
fn months_of(rows: &[ReadRow<'_>]) -> Vec<Option<Month>> {
    let own: Vec<Option<Month>> = rows.iter().map(|(_, month, _)| *month).collect();
    let between = |at: usize| {
        let (before, after) = (*own.get(at.checked_sub(1)?)?, *own.get(at + 1)?);
        let (first, last) = (before?.min(after?), before?.max(after?));
        (first.next().next() == last).then(|| first.next())
    };
    own.iter().enumerate().map(|(at, month)| month.or_else(|| between(at))).collect()
}

fn read_totals(row: &Row, month: Option<Month>, columns: &MonthColumns) -> Result<MonthTotals, Vec<Missing>> {
    let unreadable = |column: &Column| vec![unread(column, &row.text())];
    let [_, opening_balance, credits, debits, closing_balance] = row.texts.as_slice() else {
        return Err(unreadable(&columns.month));
    };
    let money = |text: &str, column: &Column| {
        amount::whole(text).map(|amount| amount.money).ok_or_else(|| unreadable(column))
    };
    let turnover = |text: &str, column: &Column| {
        if is_dash(text) { Ok(Money::ZERO) } else { money(text, column) }
    };
    let totals = MonthTotals {
        month: month.ok_or_else(|| unreadable(&columns.month))?,
        opening_balance: money(opening_balance, &columns.opening_balance)?,
        paid: turnover(credits, &columns.credits)?,
        charged: turnover(debits, &columns.debits)?,
        closing_balance: money(closing_balance, &columns.closing_balance)?,
    };
    // A dash is zero only where the balances prove it.
    let dashed = [(credits, &columns.credits), (debits, &columns.debits)];
    let dashed = dashed.into_iter().find(|(text, _)| is_dash(text));
    match dashed.filter(|_| !proves_no_turnover(&totals)) {
        Some((_, column)) => Err(unreadable(column)),
        None => Ok(totals),
    }
}

fn is_dash(text: &str) -> bool {
    matches!(text.trim(), "—" | "–" | "-" | "−")
}

/// Returns the months in tables with a header that is nearly the wanted one.
fn unread_beside(grids: &Grids<'_>, years: &Years, wanted: &Wanted<'_>, month: &Column) -> Vec<UnreadRow> {
    let unread = |row: Row| {
        let named = keys(&row).find_map(|text| month_of(text, years.before(&row)))?;
        Some(UnreadRow { month: named, missing: vec![unread(month, &row.text())] })
    };
    table::nearly(grids, wanted).into_iter().filter_map(unread).collect()
}

/// Checks that a page without any row of a month names no month elsewhere.
fn check_not_lost(document: &Document, rows: &[StatementRow], month: &Column) -> Result<(), Vec<Missing>> {
    if !rows.is_empty() {
        return Ok(());
    }
    match Layout::of(document).runs().find(|(_, run)| date::whole_month(&run.text).is_some()) {
        Some((_, stray)) => Err(vec![unread(month, &stray.text)]),
        None => Ok(()),
    }
}

/// Adds a row.
///
/// A month that the page shows twice has the same figures, or the hidden one gives way.
fn merge(
    rows: &mut Rows,
    hidden: bool,
    row: StatementRow,
    columns: &MonthColumns,
) -> Result<(), Vec<Missing>> {
    let month = row.totals.month;
    match rows.get_mut(&month) {
        Some((_, known)) if known.totals == row.totals => known.ask = known.ask.take().or(row.ask),
        Some((known_hidden, _)) if *known_hidden == hidden => {
            let label = format!("{} {month}", columns.month.name);
            let values = vec![month.to_string(), month.to_string()];
            return Err(vec![Missing { label, problem: Problem::Ambiguous(values) }]);
        }
        Some(known) if known.0 => *known = (hidden, row),
        Some(_) => {}
        None => drop(rows.insert(month, (hidden, row))),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> MonthColumns {
        let column = |label: &str| {
            let synonyms = vec![label.to_lowercase()];
            Column::new(label.to_owned(), synonyms, table::Place::Only)
        };
        MonthColumns {
            month: column("Месяц"),
            opening_balance: column("Начало"),
            credits: column("Оплата"),
            debits: column("Расход"),
            closing_balance: column("Конец"),
        }
    }

    fn document(html: &str) -> Document {
        Document::read(html, &"http://localhost/".parse().unwrap(), encoding_rs::UTF_8)
    }

    /// Reads a list with the given row for October 2026 between two sound ones.
    fn read(october: &str) -> Result<(Vec<String>, Vec<String>), String> {
        let html = format!(
            "<table><tr><th>Месяц<th>Начало<th>Оплата<th>Расход<th>Конец<tr><td>11.2026<td>0,00<td>800,00<td>800,00<td>0,00\
             {october}<tr><td>09.2026<td>0,00<td>700,00<td>700,00<td>0,00</table>"
        );
        let document = document(&html);
        let list = months(&document, &columns()).map_err(|missing| missing[0].to_string())?;
        let list = list.ok_or("no list")?;
        let read = list.rows.iter().map(|row| row.totals.month.to_string()).collect();
        Ok((read, list.unread.iter().map(|row| row.month.to_string()).collect()))
    }

    #[test]
    fn months_in_a_list_of_sentences_are_read() {
        let month = |name: &str, sums: [&str; 4]| {
            let [opening, paid, charged, closing] = sums;
            format!(
                "<li><a href='/m?{name}'>{name}</a>: начало {opening}, оплата {paid}, расход {charged}, конец {closing}"
            )
        };
        let html = format!(
            "<h2>По месяцам</h2><ul>{}{}</ul>",
            month("Ноябрь 2026", ["505.20", "480.00", "480.00", "505.20"]),
            month("Октябрь 2026", ["485.20", "500.00", "480.00", "505.20"]),
        );
        let found = months(&document(&html), &columns()).unwrap().expect("a list");
        let closing: Vec<String> =
            found.rows.iter().map(|row| row.totals.closing_balance.to_string()).collect();
        assert_eq!((closing, found.unread.len()), (vec!["505.20".to_owned(); 2], 0));
        assert!(found.rows.iter().all(|row| row.ask.is_some()), "each month opens by its link");
    }

    #[test]
    fn months_without_a_year_are_of_the_year_above_them() {
        let month = |name: &str| {
            format!(
                "<li><b>{name}</b> <span>начало 0,00</span> <span>оплата 5,00</span> <span>расход 5,00</span> <span>конец 0,00</span>"
            )
        };
        let html = format!(
            "<h3>2026 год</h3><ol>{}{}</ol><h3>2025 год</h3><ol>{}{}</ol>",
            month("ноябрь"),
            month("январь"),
            month("декабрь"),
            month("ноябрь")
        );
        let found = months(&document(&html), &columns()).unwrap().expect("a list");
        let read: Vec<String> = found.rows.iter().map(|row| row.totals.month.to_string()).collect();
        assert_eq!(read, ["2026-11", "2026-01", "2025-12", "2025-11"]);
    }

    #[test]
    fn a_dash_is_no_turnover_where_the_balances_prove_it() {
        let all = ["2026-11", "2026-10", "2026-09"].map(str::to_owned).to_vec();
        for october in
            ["0,00<td>—<td>—<td>0,00", "0,00<td>–<td>800,00<td>-800,00", "0,00<td>0,00<td>-<td>0,00"]
        {
            let row = format!("<tr><td>10.2026<td>{october}");
            assert_eq!(read(&row), Ok((all.clone(), Vec::new())), "{october}");
        }
    }

    #[test]
    fn an_unreadable_row_costs_its_month_alone() {
        let costs = [
            "<tr><td>10.2026<td>0,00<td>см. акт<td>800,00<td>0,00",
            "<tr><td>10.2026<td>0,00<td>1,234<td>800,00<td>0,00",
            "<tr><td>10.2026<td>0,00<td>—<td>800,00<td>0,00",
            "<tr><td>10.2026<td>0,00<td>800,00<td>800,00",
            "<tr><td>1O.2026<td>0,00<td>800,00<td>800,00<td>0,00",
        ];
        let others = ["11.2026", "09.2026"].map(|month| month.split('.').rev().collect::<Vec<_>>().join("-"));
        for row in costs {
            assert_eq!(read(row), Ok((others.to_vec(), vec!["2026-10".to_owned()])), "{row}");
        }
        for harmless in ["<tr><td colspan=5>Итого", "<tr><td>Итого<td>0,00<td>800,00<td>800,00<td>0,00"]
        {
            assert_eq!(read(harmless), Ok((others.to_vec(), Vec::new())), "{harmless}");
        }
        let nowhere =
            "<tr><td>1O.2026<td>0,00<td>8,00<td>8,00<td>0,00<tr><td>9a.2026<td>0,00<td>8,00<td>8,00<td>0,00";
        read(nowhere).expect_err("two rows may be of any month");
    }
}
