//! The list of months.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use kabinet_domain::{Money, Month, MonthTotals};
use regex::Regex;

use super::openers::Openers;
use super::{Missing, MonthColumns, Problem, arithmetic, figure, keys, rows, unless_doubtful, unread};
use crate::page::dom::{Document, NodeId};
use crate::page::layout::Layout;
use crate::page::tables::{self, Row, Wanted};
use crate::page::text::{pattern, wording};
use crate::page::{Ask, dates};

/// A line of the list of months.
#[derive(Debug, Clone)]
pub struct MonthLine {
    /// Its figures.
    pub totals: MonthTotals,
    /// What opens the month, if anything does.
    pub ask: Option<Ask>,
}

/// What links say that show the operations of a month.
pub const DETAILS: [&str; 9] = [
    "подробнее",
    "подробно",
    "детали",
    "детализация",
    "показать",
    "открыть",
    "операции",
    "смотреть",
    "просмотр",
];

/// For telling a month by its name alone.
pub const ANY_YEAR: i32 = 2000;

static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:.*за )?(20\d\d)(?: год| г)?$"));

/// The months that a page lists, in its order; `None` if it shows no such list.
///
/// # Errors
/// What could not be read of the list that is there.
pub fn months(document: &Document, columns: &MonthColumns) -> Result<Option<Vec<MonthLine>>, Vec<Missing>> {
    let is_key = |text: &str| month_of(text, Some(ANY_YEAR)).is_some();
    let tables = tables::find(document, &Wanted { columns, is_key: &is_key });
    if tables.is_empty() {
        return Ok(None);
    }
    let openers = Openers::of(document);
    let mut lines: BTreeMap<Month, (bool, MonthLine)> = BTreeMap::new();
    let mut order = Vec::new();
    for table in &tables {
        tables::note(document, table, columns);
        let rows = rows(table, columns, &is_key)?;
        let year = rows.first().and_then(|row| year_before(document, row));
        let figures = rows.iter().map(|row| totals(row, |text| month_of(text, year), columns));
        let figures = charged_positively(figures.collect::<Result<_, _>>()?);
        unless_doubtful(&arithmetic::doubtful_in_months(&figures), &columns[1..])?;
        for (row, totals) in rows.into_iter().zip(figures) {
            let line = MonthLine { totals, ask: openers.of_row(document, row, totals.month) };
            order.push(totals.month);
            merge(&mut lines, table.hidden, line, columns)?;
        }
    }
    for row in tables::nearly(document, &Wanted { columns, is_key: &is_key }) {
        let year = year_before(document, &row);
        let month = keys(&row).find_map(|text| month_of(text, year));
        if month.is_some_and(|month| !lines.contains_key(&month)) {
            return Err(vec![unread(&columns[0], &row.text())]);
        }
    }
    let mut seen = std::collections::HashSet::new();
    order.retain(|month| seen.insert(*month));
    let lines: Vec<MonthLine> =
        order.iter().filter_map(|month| lines.remove(month)).map(|(_, line)| line).collect();
    let figures: Vec<MonthTotals> = lines.iter().map(|line| line.totals).collect();
    unless_doubtful(&arithmetic::doubtful_in_months(&figures), &columns[1..])?;
    match Layout::of(document).runs().find(|(_, run)| dates::whole_month(&run.text).is_some()) {
        Some((_, stray)) if lines.is_empty() => Err(vec![unread(&columns[0], &stray.text)]),
        _ => Ok(Some(lines)),
    }
}

fn totals(
    row: &Row,
    month: impl Fn(&str) -> Option<Month>,
    columns: &MonthColumns,
) -> Result<MonthTotals, Vec<Missing>> {
    Ok(MonthTotals {
        month: month(&row.texts[0]).ok_or_else(|| vec![unread(&columns[0], &row.text())])?,
        opening: figure(row, 1, columns)?,
        paid: figure(row, 2, columns)?,
        charged: figure(row, 3, columns)?,
        closing: figure(row, 4, columns)?,
    })
}

/// Adds a line. A month that the page shows twice is shown the same, or what is hidden gives way.
fn merge(
    lines: &mut BTreeMap<Month, (bool, MonthLine)>,
    hidden: bool,
    line: MonthLine,
    columns: &MonthColumns,
) -> Result<(), Vec<Missing>> {
    let month = line.totals.month;
    match lines.get_mut(&month) {
        Some((_, known)) if known.totals == line.totals => known.ask = known.ask.take().or(line.ask),
        Some((known_hidden, _)) if *known_hidden == hidden => {
            let label = format!("{} {month}", columns[0].name);
            let values = vec![month.to_string(), month.to_string()];
            return Err(vec![Missing { label, problem: Problem::Ambiguous(values) }]);
        }
        Some(known) if known.0 => *known = (hidden, line),
        Some(_) => {}
        None => drop(lines.insert(month, (hidden, line))),
    }
    Ok(())
}

/// What was charged is a positive figure, be it shown with a minus or without.
fn charged_positively(mut months: Vec<MonthTotals>) -> Vec<MonthTotals> {
    let all_negative = months.iter().all(|totals| totals.charged <= Money::ZERO);
    for totals in months.iter_mut().filter(|_| all_negative) {
        totals.charged = -totals.charged;
    }
    months
}

/// The year that stands last before a table, where its months are named without one; what links to
/// another year does not count.
fn year_before(document: &Document, row: &Row) -> Option<i32> {
    let first = row.cells.first()?.node;
    let is_linked = |id: NodeId| document.self_and_ancestors(id).any(|around| document.name(around) == "a");
    let year = |id: NodeId| {
        let own =
            document.children(id).iter().filter_map(|child| document.characters(*child)).collect::<String>();
        let said = Some(own).filter(|own| own.contains("20"))?;
        YEAR.captures(&wording(&said)).and_then(|parts| parts[1].parse::<i32>().ok())
    };
    let before = document.elements().take_while(|id| *id < first);
    before.filter(|id| !is_linked(*id)).filter_map(year).last()
}

/// The month that a row is of; a word that opens it may stand behind.
pub fn month_of(text: &str, year: Option<i32>) -> Option<Month> {
    let named =
        |text: &str| dates::whole_month(text).or_else(|| dates::whole_month(&format!("{text} {}", year?)));
    let bare = || text.rsplit_once(' ').filter(|(_, last)| DETAILS.contains(&wording(last).as_str()));
    named(text).or_else(|| named(bare()?.0))
}
