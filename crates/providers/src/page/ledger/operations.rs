//! The operations of one month.

use chrono::NaiveDate;
use kabinet_domain::{Entry, Money, MonthTotals, oldest_first};

use super::shapes::{self, Balances};
use super::{
    Column, Document, EntryColumns, Missing, Problem, arithmetic, days, feed, figure, halves, passed_over,
    rows, unless_doubtful, unread,
};
use crate::page::dates;
use crate::page::services::names_other_service;
use crate::page::tables::{Row, Table};

/// A table of operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Whether the page hides it.
    pub hidden: bool,
    /// What it shows, in its order.
    pub entries: Vec<Entry>,
}

/// The tables of operations of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tables {
    /// In the page's order.
    pub shown: Vec<Shown>,
    /// The operations whose rows name another service.
    pub elsewhere: Vec<Entry>,
    /// What may be an operation and was not read as one.
    pub passed_over: Vec<Missing>,
    /// The balances that they do not show.
    pub unproven: Vec<Missing>,
}

/// Operations as they were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Operations {
    /// In the order of the page.
    pub entries: Vec<Entry>,
    /// Those of them whose rows name another service: they may be of another account.
    pub elsewhere: Vec<Entry>,
    /// What may be an operation and was not read as one: it is none if the month adds up.
    pub passed_over: Vec<Missing>,
    /// The balances that are not shown, as long as nothing else proves the amounts.
    pub unproven: Vec<Missing>,
}

impl Operations {
    /// The same as far as the month's line settles it: without operations of other months or services, or
    /// rows that are there twice, where the month adds up without them, and with the balances that are not shown
    /// where they leave no doubt.
    #[must_use]
    pub fn settled(mut self, totals: &MonthTotals) -> Self {
        let own = self.entries.iter().filter(|entry| totals.month.contains(entry.date));
        let own: Vec<Entry> = own.cloned().collect();
        let of_internet: Vec<Entry> =
            own.iter().filter(|entry| !self.elsewhere.contains(entry)).cloned().collect();
        if self.unproven.is_empty() {
            let ways = [own.clone(), without_repeated(&own), of_internet];
            let sound = ways.into_iter().find(|entries| arithmetic::is_sound(entries, totals));
            let fitting = sound.or_else(|| Some(own).filter(|own| adds_up(totals, own)));
            self.entries = fitting.unwrap_or(self.entries);
        } else if let Some(proven) =
            [own, of_internet].iter().find_map(|entries| arithmetic::proven(entries, totals))
        {
            (self.entries, self.unproven) = (proven, Vec::new());
        }
        self
    }

    /// Whether they lead from the month's opening to its closing, and by what its line says.
    pub fn are_sound(&self, totals: &MonthTotals) -> bool {
        self.unproven.is_empty() && arithmetic::is_sound(&self.entries, totals)
    }

    /// Whether they come to what the month's line says.
    pub fn fit(&self, totals: &MonthTotals) -> bool {
        self.unproven.is_empty() && adds_up(totals, &self.entries)
    }
}

/// Operations without those that another one is the same as in everything, its balances too.
fn without_repeated(entries: &[Entry]) -> Vec<Entry> {
    let mut once: Vec<Entry> = Vec::new();
    for entry in entries {
        if entry.opening.is_none() || !once.contains(entry) {
            once.push(entry.clone());
        }
    }
    once
}

/// The tables of operations that a page shows; none if there is no such table. Two columns may stand
/// for the amount, one for what was paid and one for what was charged, or a table for each of these. A
/// date without a year is near `context`. What a hidden table shows only counts where it can be read.
///
/// # Errors
/// What could not be read of the tables that are there.
pub fn entries(
    document: &Document,
    columns: &EntryColumns,
    halves: &[Column],
    context: NaiveDate,
) -> Result<Tables, Vec<Missing>> {
    let is_key = |text: &str| dates::whole_within(text, context).is_some();
    let mut found = shapes::Search { document, columns, halves, is_key: &is_key }.find();
    if found.tables.is_empty() {
        return Ok(without_header(document, columns, halves, context));
    }
    let is_all_hidden = found.tables.iter().all(|table| table.hidden);
    let (mut shown, mut elsewhere): (Vec<Shown>, Vec<Entry>) = (Vec::new(), Vec::new());
    let reading = Reading { columns, halves, context, balances: found.balances };
    for table in &mut found.tables {
        days::fill_in(table, context);
        found.passed_over.extend(passed_over::take(table, columns, &is_key));
        match reading.entries_of(table) {
            Ok((entries, of_others)) => {
                found.passed_over.extend(of_others.iter().map(|entry| unread(&columns[1], &entry.operation)));
                elsewhere.extend(of_others);
                let doubtful = arithmetic::doubtful_in_entries(&entries, None);
                unless_doubtful(if found.is_whole { &doubtful } else { &[] }, &columns[2..])?;
                shown.push(Shown { hidden: table.hidden, entries });
            }
            Err(missing) if !table.hidden || is_all_hidden => return Err(missing),
            Err(_) => {}
        }
    }
    let is_doubtful = |at: &usize| !found.is_whole || !found.balances.shows(*at);
    let lacking = [2, 4].into_iter().filter(is_doubtful);
    let unproven = lacking.map(|at| Missing::not_found(&columns[at].name)).collect();
    Ok(Tables { shown, elsewhere, passed_over: found.passed_over, unproven })
}

/// Operations that have no header, as a table that lacks the balances before.
fn without_header(
    document: &Document,
    columns: &EntryColumns,
    halves: &[Column],
    context: NaiveDate,
) -> Tables {
    let entries = feed::read(document, columns, halves, context);
    if entries.is_empty() {
        return Tables::default();
    }
    let unproven = vec![Missing::not_found(&columns[2].name)];
    Tables { shown: vec![Shown { hidden: false, entries }], unproven, ..Tables::default() }
}

/// How the rows of tables are read as operations.
struct Reading<'r> {
    columns: &'r EntryColumns,
    halves: &'r [Column],
    context: NaiveDate,
    balances: Balances,
}

impl Reading<'_> {
    /// The operations of a table, and those of them whose rows name another service.
    fn entries_of(&self, table: &Table) -> Result<(Vec<Entry>, Vec<Entry>), Vec<Missing>> {
        let is_key = |text: &str| dates::whole_within(text, self.context).is_some();
        let rows = rows(table, self.columns, &is_key)?.into_iter();
        let rows: Vec<&Row> = rows.filter(|row| !(row.is_pseudo() && has_no_amount(row))).collect();
        let entries = rows.iter().map(|row| self.entry(row)).collect::<Result<_, _>>()?;
        let entries = arithmetic::signed(entries);
        let of_others = rows.iter().zip(&entries).filter(|(row, _)| is_of_another_service(row));
        let of_others = of_others.map(|(_, entry)| entry.clone()).collect();
        Ok((entries, of_others))
    }

    fn entry(&self, row: &Row) -> Result<Entry, Vec<Missing>> {
        let balance = |at: usize| self.balances.shows(at).then(|| figure(row, at, self.columns));
        let moment = dates::whole_within(&row.texts[0], self.context);
        let moment = moment.ok_or_else(|| vec![unread(&self.columns[0], &row.text())])?;
        Ok(Entry {
            date: moment.date,
            time: moment.time,
            operation: row.texts[1].trim_end_matches(is_icon).to_owned(),
            opening: balance(2).transpose()?,
            amount: self.amount(row)?,
            closing: balance(4).transpose()?,
        })
    }

    /// The amount; where not both balances tell its sign, a word in the row may.
    fn amount(&self, row: &Row) -> Result<Money, Vec<Missing>> {
        let amount = figure(row, 3, self.columns)?;
        let cells = row.cells.iter().map(|cell| cell.text.as_str());
        let is_told = self.balances == Balances::Both;
        Ok(if is_told { amount } else { halves::signed_by_word(amount, cells, self.halves) })
    }
}

/// Whether a column that is none of the wanted ones names another service.
fn is_of_another_service(row: &Row) -> bool {
    let others = row.cells.iter().filter(|cell| !row.texts.contains(&cell.text));
    others.into_iter().any(|cell| names_other_service(&cell.text))
}

/// Whether the amount is left out, or what the row is called spans its column too.
fn has_no_amount(row: &Row) -> bool {
    row.texts[3].is_empty() || row.texts[3] == row.texts[1]
}

/// A picture by which more is shown, and the space before it.
fn is_icon(c: char) -> bool {
    matches!(c, ' ' | 'ⓘ' | 'ℹ' | '🛈' | '▾' | '▸' | '▼' | '›')
}

/// What the tables of a page show of a month: what is hidden gives way to what is seen, and of
/// several tables those count that fit the month's line, or go on from one to the next.
///
/// # Errors
/// No choice between them is better than another.
pub fn of_month(
    tables: Tables,
    totals: &MonthTotals,
    columns: &EntryColumns,
) -> Result<Operations, Vec<Missing>> {
    let Tables { mut shown, elsewhere, passed_over, unproven } = tables;
    let is_own = |entry: &Entry| totals.month.contains(entry.date);
    if shown.iter().any(|table| table.entries.iter().any(is_own)) {
        shown.retain(|table| table.entries.iter().any(is_own));
    }
    if shown.iter().any(|table| !table.hidden) {
        shown.retain(|table| !table.hidden);
    }
    let mut distinct: Vec<Vec<Entry>> = Vec::new();
    for table in shown {
        if !distinct.contains(&table.entries) {
            distinct.push(table.entries);
        }
    }
    let entries = chosen(&distinct, totals).ok_or_else(|| {
        let sums = distinct.iter().map(|entries| entries.iter().map(|entry| entry.amount).sum::<Money>());
        let problem = Problem::Ambiguous(sums.map(|sum| sum.to_string()).collect());
        vec![Missing { label: columns[3].name.to_owned(), problem }]
    })?;
    Ok(Operations { entries, elsewhere, passed_over, unproven })
}

/// The tables as one, or the only one that fits the month.
fn chosen(distinct: &[Vec<Entry>], totals: &MonthTotals) -> Option<Vec<Entry>> {
    let union = distinct.concat();
    let fits = |entries: &[Entry]| adds_up(totals, entries) || arithmetic::proven(entries, totals).is_some();
    if distinct.len() < 2 || fits(&union) || arithmetic::is_chain(&oldest_first(union.clone())) {
        return Some(union);
    }
    let mut fitting = distinct.iter().filter(|entries| fits(entries));
    fitting.next().filter(|_| fitting.next().is_none()).cloned()
}

/// The operations of a month, oldest first: those of one day as their balances lead from one to the next.
pub fn in_order(entries: Vec<Entry>, totals: &MonthTotals) -> Vec<Entry> {
    let entries = oldest_first(entries);
    arithmetic::chained(&entries, totals.opening).unwrap_or(entries)
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

/// Fails if the first operations of the month are missing, as where a page shows but the last ones.
///
/// # Errors
/// The balance at the beginning, as the month's line and as the operations have it.
pub fn unless_cut_off(
    entries: &[Entry],
    totals: &MonthTotals,
    columns: &EntryColumns,
) -> Result<(), Vec<Missing>> {
    let Some(balances) = arithmetic::cut_off(entries, totals) else { return Ok(()) };
    let problem = Problem::Ambiguous(balances.iter().map(ToString::to_string).collect());
    Err(vec![Missing { label: columns[2].name.clone(), problem }])
}

/// Whether operations come to what the month's line says.
fn adds_up(totals: &MonthTotals, entries: &[Entry]) -> bool {
    entries.iter().map(|entry| entry.amount).sum::<Money>() == totals.paid - totals.charged
}
