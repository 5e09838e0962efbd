//! Reading the two tables of a ledger: the list of months, and the operations of one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use kabinet_domain::{Entry, Money, Month, MonthTotals, oldest_first};
use regex::Regex;

use super::dom::{Document, NodeId};
use super::layout::Layout;
use super::tables::{self, Cell, Column, Row, Table, Wanted};
use super::text::{pattern, wording, words};
use super::{Ask, amounts, dates, forms, links};
use crate::error::{Missing, Problem};

mod arithmetic;
mod halves;

/// A line of the list of months.
#[derive(Debug, Clone)]
pub struct MonthLine {
    /// Its figures.
    pub totals: MonthTotals,
    /// What opens the month, if anything does.
    pub ask: Option<Ask>,
}

/// A table of operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Whether the page hides it.
    pub hidden: bool,
    /// What it shows, in its order.
    pub entries: Vec<Entry>,
}

/// Columns of the list of months: the month, opening, paid, charged, closing.
pub type MonthColumns = [Column; 5];
/// Columns of the operations: date, operation, opening, amount, closing.
pub type EntryColumns = [Column; 5];

pub(super) const DETAILS: [&str; 9] = [
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
const ANY_YEAR: i32 = 2000;

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

/// The tables of operations that a page shows, in its order; none if there is no such table. Two
/// columns may stand for the amount, one for what was paid and one for what was charged. A date
/// without a year is near `context`. What a hidden table shows only counts where it can be read.
///
/// # Errors
/// What could not be read of the tables that are there.
pub fn entries(
    document: &Document,
    columns: &EntryColumns,
    halves: &[Column],
    context: NaiveDate,
) -> Result<Vec<Shown>, Vec<Missing>> {
    let is_key = |text: &str| dates::whole(text, context).is_some();
    let mut tables = tables::find(document, &Wanted { columns, is_key: &is_key });
    if tables.is_empty() {
        tables = halves::find(document, columns, halves, &is_key);
    }
    let is_all_hidden = tables.iter().all(|table| table.hidden);
    let mut shown: Vec<Shown> = Vec::new();
    for table in &tables {
        tables::note(document, table, columns);
        match entries_of(table, columns, context) {
            Ok(entries) => shown.push(Shown { hidden: table.hidden, entries }),
            Err(missing) if !table.hidden || is_all_hidden => return Err(missing),
            Err(_) => {}
        }
    }
    Ok(shown)
}

fn entries_of(table: &Table, columns: &EntryColumns, context: NaiveDate) -> Result<Vec<Entry>, Vec<Missing>> {
    let is_key = |text: &str| dates::whole(text, context).is_some();
    let rows = rows(table, columns, &is_key)?
        .into_iter()
        .filter(|row| !(row.texts[3].is_empty() && row.is_pseudo()));
    let entries = rows.map(|row| entry(row, columns, context)).collect::<Result<_, _>>()?;
    let entries = arithmetic::signed(entries);
    unless_doubtful(&arithmetic::doubtful_in_entries(&entries, None), &columns[2..])?;
    Ok(entries)
}

/// What the tables of a page show of a month: what is hidden gives way to what is seen, and of
/// several tables those count that fit the month's line, or go on from one to the next.
///
/// # Errors
/// No choice between them is better than another.
pub fn of_month(
    mut tables: Vec<Shown>,
    totals: &MonthTotals,
    columns: &EntryColumns,
) -> Result<Vec<Entry>, Vec<Missing>> {
    let is_own = |entry: &Entry| totals.month.contains(entry.date);
    if tables.iter().any(|table| table.entries.iter().any(is_own)) {
        tables.retain(|table| table.entries.iter().any(is_own));
    }
    if tables.iter().any(|table| !table.hidden) {
        tables.retain(|table| !table.hidden);
    }
    let mut distinct: Vec<Vec<Entry>> = Vec::new();
    for table in tables {
        if !distinct.contains(&table.entries) {
            distinct.push(table.entries);
        }
    }
    let union = distinct.concat();
    let fits = |entries: &[Entry]| adds_up(totals, entries);
    let mut fitting = distinct.iter().filter(|entries| fits(entries));
    let alone = fitting.next().filter(|_| fitting.next().is_none());
    match alone {
        _ if distinct.len() < 2 || fits(&union) || arithmetic::is_chain(&oldest_first(union.clone())) => {
            Ok(union)
        }
        Some(alone) => Ok(alone.clone()),
        None => {
            let sums = distinct.iter().map(|entries| entries.iter().map(|entry| entry.amount).sum::<Money>());
            let problem = Problem::Ambiguous(sums.map(|sum| sum.to_string()).collect());
            Err(vec![Missing { label: columns[3].name.to_owned(), problem }])
        }
    }
}

/// All the operations of a month, unless its line shows that their columns were taken for each other.
///
/// # Errors
/// The columns in doubt.
pub fn unless_contradicted(
    entries: Vec<Entry>,
    totals: &MonthTotals,
    columns: &EntryColumns,
) -> Result<Vec<Entry>, Vec<Missing>> {
    unless_doubtful(&arithmetic::doubtful_in_entries(&entries, Some(totals)), &columns[2..])?;
    Ok(entries)
}

/// Whether operations come to what the month's line says.
pub fn adds_up(totals: &MonthTotals, entries: &[Entry]) -> bool {
    entries.iter().map(|entry| entry.amount).sum::<Money>() == totals.paid - totals.charged
}

fn unless_doubtful(places: &[usize], columns: &[Column]) -> Result<(), Vec<Missing>> {
    let names = |places: &[usize]| -> Vec<String> {
        places.iter().map(|place| columns[*place].name.to_owned()).collect()
    };
    let doubt = |place: &usize| Missing {
        label: columns[*place].name.to_owned(),
        problem: Problem::Ambiguous(names(places)),
    };
    if places.is_empty() { Ok(()) } else { Err(places.iter().map(doubt).collect()) }
}

/// A table's rows of data. A row that is none, yet looks like one, is not passed over in silence.
fn rows<'t>(
    table: &'t Table,
    columns: &[Column],
    is_key: &dyn Fn(&str) -> bool,
) -> Result<Vec<&'t Row>, Vec<Missing>> {
    let mut rows = Vec::new();
    for row in &table.rows {
        match (row.texts.first().is_some_and(|text| is_key(text)), row.is_pseudo()) {
            (true, _) => rows.push(row),
            (false, true) => {}
            (false, false) if repeats_header(row, columns) => {}
            (false, false) => return Err(vec![unread(&columns[0], &row.text())]),
        }
    }
    match table.odd.iter().find(|row| is_attempt(row, is_key)) {
        Some(odd) => Err(vec![unread(&columns[0], &odd.text())]),
        None => Ok(rows),
    }
}

/// Whether what stands among the rows is one that is not whole: it begins with a date or shows
/// sums, and is no opening balance and no total.
fn is_attempt(row: &Row, is_key: &dyn Fn(&str) -> bool) -> bool {
    let is_sum = |cell: &&Cell| amounts::whole(&cell.text).is_some_and(|amount| amount.sure);
    let is_dated = keys(row).any(is_key);
    let has_sums = row.cells.iter().filter(is_sum).count() > 1;
    let is_odd = row.cells.len() > 1 && !row.is_pseudo();
    (is_dated && has_sums) || (is_odd && (is_dated || has_sums))
}

/// What a row's cells begin with, as far as a date or a month may go.
fn keys(row: &Row) -> impl Iterator<Item = &str> {
    const LONGEST_KEY: usize = 5;
    row.cells.iter().flat_map(|cell| {
        let ends = words(&cell.text).into_iter().take(LONGEST_KEY).map(|word| word.end);
        ends.map(|end| &cell.text[..end])
    })
}

fn repeats_header(row: &Row, columns: &[Column]) -> bool {
    columns.iter().zip(&row.texts).all(|(column, text)| column.synonyms.contains(&wording(text)))
}

fn unread(column: &Column, text: &str) -> Missing {
    Missing { label: column.name.clone(), problem: Problem::NotRead(text.to_owned()) }
}

fn figure(row: &Row, at: usize, columns: &[Column]) -> Result<Money, Vec<Missing>> {
    let amount = amounts::whole(&row.texts[at]).ok_or_else(|| vec![unread(&columns[at], &row.text())])?;
    Ok(amount.money)
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

fn entry(row: &Row, columns: &EntryColumns, context: NaiveDate) -> Result<Entry, Vec<Missing>> {
    let moment =
        dates::whole(&row.texts[0], context).ok_or_else(|| vec![unread(&columns[0], &row.text())])?;
    Ok(Entry {
        date: moment.date,
        time: moment.time,
        operation: row.texts[1].clone(),
        opening: Some(figure(row, 2, columns)?),
        amount: figure(row, 3, columns)?,
        closing: Some(figure(row, 4, columns)?),
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

fn month_of(text: &str, year: Option<i32>) -> Option<Month> {
    dates::whole_month(text).or_else(|| dates::whole_month(&format!("{text} {}", year?)))
}

/// What opens months on a page.
struct Openers {
    links: Vec<links::Link>,
    choices: BTreeMap<Month, Ask>,
}

impl Openers {
    fn of(document: &Document) -> Self {
        Self { links: links::all(document), choices: choices(document) }
    }

    /// The link in the row's cell of the month, or another in the row, or of the row itself.
    fn of_row(&self, document: &Document, row: &Row, month: Month) -> Option<Ask> {
        let followed = |link: &&links::Link| link.ask.is_some() && !is_off_the_way(&link.says);
        let links: Vec<&links::Link> = self.links.iter().filter(followed).collect();
        let within =
            |link: &&&links::Link| row.cells.iter().any(|cell| document.is_within(link.node, cell.node));
        let inside: Vec<&links::Link> = links.iter().filter(within).copied().collect();
        let names_month = |link: &&&links::Link| dates::whole_month(&document.text(link.node)) == Some(month);
        let best = inside
            .iter()
            .find(names_month)
            .or_else(|| inside.iter().find(|link| DETAILS.contains(&link.says.as_str())));
        let around = || self.around(document, row);
        let found = best.or_else(|| inside.first()).and_then(|link| link.ask.clone());
        found.or_else(around).or_else(|| self.choices.get(&month).cloned())
    }

    /// A row that is itself a link, or stands in one alone.
    fn around(&self, document: &Document, row: &Row) -> Option<Ask> {
        let cell = row.cells.first()?.node;
        let outer: Vec<_> = document.self_and_ancestors(cell).take(3).collect();
        let links =
            self.links.iter().filter(|link| outer.contains(&link.node) && document.name(link.node) != "body");
        links.filter_map(|link| link.ask.clone()).next()
    }
}

fn is_off_the_way(says: &str) -> bool {
    ["скачать", "печать", "pdf", "excel", "оплат", "пополн"].iter().any(|word| says.contains(word))
}

/// Forms in which a month is chosen from a list.
fn choices(document: &Document) -> BTreeMap<Month, Ask> {
    let mut choices = BTreeMap::new();
    for form in forms::all(document) {
        let button = form.button(document, &["показать", "ок", "выбрать", "применить"]);
        for select in form.controls.iter().filter(|control| control.kind == forms::ControlKind::Choice) {
            for (value, says) in forms::options(document, select.node) {
                let ask = form.send(document, &[(select.name().to_owned(), value)], button);
                if let (Some(month), Some(ask)) = (dates::whole_month(&says), ask) {
                    choices.entry(month).or_insert(ask);
                }
            }
        }
    }
    choices
}
