//! Reader of transactions one under another without a header.
//!
//! The day, time, amount and description of each are recognised by their form. Days may stand as
//! headings above. Each names the balance after it, or none does. The transactions count only where the
//! balances or the month's totals prove them ([`crate::statement::reconcile::infer_balances`]).

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};
use kabinet_domain::{Money, Transaction};

use crate::effort::spend;
use crate::html::document::Document;
use crate::html::layout::{BoxId, Layout, Run};
use crate::statement::columns::{AmountColumns, TransactionColumns};
use crate::statement::credit_debit::side_named;
use crate::statement::layouts::ARROW;
use crate::statement::parsed_row::{ParsedRow, SignHint, into_transactions};
use crate::statement::transaction_row::time_alone;
use crate::table::Column;
use crate::table::column::{bare, rank_of};
use crate::table::labelled::labelled_parts;
use crate::text::date::Moment;
use crate::text::normalize::normalize;
use crate::text::{amount, date};

#[cfg(test)]
mod tests;

/// A part of a line by its form.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Day(Moment),
    Time(NaiveTime),
    Amount(Money),
    BalanceBefore(Money),
    BalanceAfter(Money),
    Label(Role),
    Text(String),
}

/// The column that a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    BalanceBefore,
    BalanceAfter,
    Amount,
    Other,
}

type Line = (BoxId, Vec<Piece>);

const HIGHEST_BLOCK: usize = 8;
const LARGEST_BLOCK: usize = 16;

/// The transactions of a page without a header.
#[derive(Debug, Default)]
pub struct Headerless {
    /// In the order of the page; empty where nothing looks like one.
    pub transactions: Vec<Transaction>,
    /// True if each names the balance after it.
    pub shows_balances: bool,
}

/// Reads the transactions of a page.
pub fn read(document: &Document, columns: &TransactionColumns, context: NaiveDate) -> Headerless {
    let layout = Layout::of(document);
    let shown = layout.runs().filter(|(_, run)| !run.hidden);
    let reader = LineReader::of(columns, context);
    let lines = with_labels(shown.map(|(id, run)| (id, reader.pieces(run))).collect());
    let page = LinePage { layout: &layout, lines: &lines, columns: &columns.amount };
    let told = page.rows(|pieces| parsed(pieces, &columns.amount, true), balance_of);
    let shows_balances = !told.is_empty();
    let rows = if shows_balances {
        told
    } else {
        page.rows(|pieces| parsed(pieces, &columns.amount, false), amount_of)
    };
    Headerless { transactions: into_transactions(rows), shows_balances }
}

/// The lines of a page.
struct LinePage<'p> {
    layout: &'p Layout,
    lines: &'p [Line],
    columns: &'p AmountColumns,
}

impl LinePage<'_> {
    /// Returns the transactions around the lines that have an amount of one kind.
    fn rows(
        &self,
        parse: impl Fn(&Block<'_>) -> Option<ParsedRow>,
        anchor: fn(&Piece) -> Option<Money>,
    ) -> Vec<ParsedRow> {
        let is_told = |(_, pieces): &Line| pieces.iter().any(|piece| anchor(piece).is_some());
        let told = self.lines.iter().enumerate().filter(|(_, line)| is_told(line)).map(|(at, _)| at);
        let mut blocks: Vec<Range<usize>> =
            told.filter_map(|at| block(self.layout, self.lines, at, self.columns)).collect();
        blocks.dedup();
        let pieces = |block: &Range<usize>| -> Vec<&Piece> {
            self.lines[block.clone()].iter().flat_map(|(_, pieces)| pieces).collect()
        };
        let has_days = blocks.iter().any(|block| pieces(block).iter().any(|piece| day_of(piece).is_some()));
        let above =
            |block: &Range<usize>| if has_days { None } else { day_above(&self.lines[..block.start]) };
        blocks
            .iter()
            .filter_map(|block| parse(&Block { pieces: pieces(block), day_above: above(block) }))
            .collect()
    }
}

/// The lines of a possible transaction.
struct Block<'p> {
    pieces: Vec<&'p Piece>,
    day_above: Option<Moment>,
}

/// Gives the amounts that stand behind a label their meaning, and removes the labels.
///
/// The label may stand on the line before.
fn with_labels(mut lines: Vec<Line>) -> Vec<Line> {
    let mut label = None;
    for piece in lines.iter_mut().flat_map(|(_, pieces)| pieces) {
        let before = label.take();
        if let Piece::Label(role) = piece {
            label = Some(*role);
        } else if let Some(labelled) = before.and_then(|role| behind(role, piece)) {
            *piece = labelled;
        }
    }
    for (_, pieces) in &mut lines {
        pieces.retain(|piece| !matches!(piece, Piece::Label(_)));
    }
    lines
}

/// Returns a piece behind a label as the amount that the label names.
fn behind(role: Role, piece: &Piece) -> Option<Piece> {
    let amount = match piece {
        Piece::Amount(sum) => Some(*sum),
        Piece::Text(text) => money(text),
        Piece::Day(_)
        | Piece::Time(_)
        | Piece::BalanceBefore(_)
        | Piece::BalanceAfter(_)
        | Piece::Label(_) => None,
    }?;
    match role {
        Role::BalanceBefore => Some(Piece::BalanceBefore(amount)),
        Role::BalanceAfter => Some(Piece::BalanceAfter(amount)),
        Role::Amount => Some(Piece::Amount(amount)),
        Role::Other => None,
    }
}

/// Returns the innermost block around a line with a balance that is a transaction.
///
/// It has one amount and a text that describes it. A text that only names the side of the account
/// describes the amount if nothing else does.
fn block(layout: &Layout, lines: &[Line], told: usize, columns: &AmountColumns) -> Option<Range<usize>> {
    let outer = std::iter::successors(Some(lines[told].0), |inner| layout.parent(*inner)).take(HIGHEST_BLOCK);
    let within = |outer: BoxId| {
        let is_within = |(id, _): &&Line| layout.is_within(*id, outer);
        let before = lines[..told].iter().rev().take(LARGEST_BLOCK).take_while(is_within).count();
        let behind = lines[told..].iter().take(LARGEST_BLOCK).take_while(is_within).count();
        told - before..told + behind
    };
    let blocks: Vec<Range<usize>> = outer.map(within).collect();
    let pieces = |block: &Range<usize>| lines[block.clone()].iter().flat_map(|(_, pieces)| pieces);
    let amounts = |block: &Range<usize>| pieces(block).filter_map(amount_of).count();
    let describes =
        |block: &Range<usize>| pieces(block).filter_map(text_of).any(|text| !names_side(text, columns));
    let has_text = |block: &Range<usize>| pieces(block).any(|piece| text_of(piece).is_some());
    let described = blocks.iter().find(|block| amounts(block) == 1 && describes(block));
    described.or_else(|| blocks.iter().find(|block| amounts(block) > 0 && has_text(block))).cloned()
}

/// Returns true if a text is the name of a side of the account.
fn names_side(text: &str, columns: &AmountColumns) -> bool {
    let said = normalize(text);
    [&columns.credit, &columns.debit].iter().any(|side| side.synonyms().contains(&said))
}

/// Returns the day of the last line that shows nothing else.
fn day_above(before: &[Line]) -> Option<Moment> {
    let day = |(_, pieces): &Line| if let [Piece::Day(day)] = pieces.as_slice() { Some(*day) } else { None };
    before.iter().rev().find_map(day)
}

/// Reads a block as a transaction that names the balance after it, or none.
fn parsed(block: &Block<'_>, columns: &AmountColumns, shows_balances: bool) -> Option<ParsedRow> {
    let Block { pieces, day_above } = block;
    let days: Vec<Moment> = pieces.iter().filter_map(|piece| day_of(piece)).collect();
    let amounts: Vec<Money> = pieces.iter().filter_map(|piece| amount_of(piece)).collect();
    let balances: Vec<Money> = pieces.iter().filter_map(|piece| balance_of(piece)).collect();
    let earlier: Vec<Money> = pieces.iter().filter_map(|piece| earlier_of(piece)).collect();
    let [amount] = amounts.as_slice() else { return None };
    // Two balances of the same name are the ones before and after, in this order.
    let (balance_before, balance_after) = match (earlier.as_slice(), balances.as_slice()) {
        ([], []) if !shows_balances => (None, None),
        ([], [after]) if shows_balances => (None, Some(*after)),
        ([before], [after]) | ([], [before, after]) if shows_balances => (Some(*before), Some(*after)),
        _ => return None,
    };
    let day = match days.as_slice() {
        [] => (*day_above)?,
        [day] => *day,
        _ => return None,
    };
    let time = pieces.iter().find_map(|piece| if let Piece::Time(time) = piece { Some(*time) } else { None });
    let texts = pieces.iter().filter_map(|piece| text_of(piece));
    let sign = side_named(texts, columns).map_or(SignHint::None, SignHint::Word);
    Some(ParsedRow {
        date: day.date,
        time: day.time.or(time),
        description: description_of(pieces, columns)?,
        balance_before,
        amount: *amount,
        sign,
        balance_after,
        is_of_other_service: false,
    })
}

/// Returns the first text that says more than the side of the account.
fn description_of(pieces: &[&Piece], columns: &AmountColumns) -> Option<String> {
    let texts = || pieces.iter().filter_map(|piece| text_of(piece));
    texts().find(|text| !names_side(text, columns)).or_else(|| texts().next()).map(str::to_owned)
}

fn text_of(piece: &Piece) -> Option<&str> {
    if let Piece::Text(text) = piece { Some(text) } else { None }
}

fn day_of(piece: &Piece) -> Option<Moment> {
    if let Piece::Day(day) = piece { Some(*day) } else { None }
}

fn amount_of(piece: &Piece) -> Option<Money> {
    if let Piece::Amount(sum) = piece { Some(*sum) } else { None }
}

fn balance_of(piece: &Piece) -> Option<Money> {
    if let Piece::BalanceAfter(balance) = piece { Some(*balance) } else { None }
}

fn earlier_of(piece: &Piece) -> Option<Money> {
    if let Piece::BalanceBefore(balance) = piece { Some(*balance) } else { None }
}

/// Steps to try every kind of piece.
const KNOWN: usize = 200;

/// A reader of lines as pieces.
struct LineReader<'r> {
    columns: &'r TransactionColumns,
    /// The columns whose labels may stand in one line, each before its amount.
    of_amounts: [&'r Column; 5],
    context: NaiveDate,
}

impl<'r> LineReader<'r> {
    fn of(columns: &'r TransactionColumns, context: NaiveDate) -> Self {
        let AmountColumns { single, credit, debit, .. } = &columns.amount;
        let of_amounts = [&columns.balance_before, &columns.balance_after, single, credit, debit];
        Self { columns, of_amounts, context }
    }

    /// Splits a line by its elements; the most that are a value together are one piece.
    fn pieces(&self, run: &Run) -> Vec<Piece> {
        let mut borders: Vec<usize> = std::iter::once(0).chain(run.starts.iter().copied()).collect();
        borders.push(run.text.len());
        borders.dedup();
        let mut pieces: Vec<Piece> = Vec::new();
        let mut at = 0;
        while at + 1 < borders.len() {
            let part = |end: usize| run.text.get(borders[at]..borders[end]).unwrap_or_default().trim();
            let known = (at + 1..borders.len()).rev().find_map(|end| Some((end, self.known(part(end))?)));
            let (end, found) = known.unwrap_or_else(|| (at + 1, vec![Piece::Text(part(at + 1).to_owned())]));
            found.into_iter().for_each(|piece| add(&mut pieces, piece));
            at = end;
        }
        pieces
    }

    /// Returns a text as the values that it consists of; `None` if it has another part.
    fn known(&self, text: &str) -> Option<Vec<Piece>> {
        spend(KNOWN + 4 * text.len());
        let time = || time_alone(text).map(Piece::Time);
        let day = || date::whole_within(text, self.context).map(Piece::Day);
        let amount = || sum(text).map(Piece::Amount);
        let single = time().or_else(day).or_else(amount).or_else(|| self.label(text).map(Piece::Label));
        single.map(|piece| vec![piece]).or_else(|| balances(text, sum)).or_else(|| self.labelled(text))
    }

    /// Returns the column that a text names and nothing else.
    fn label(&self, text: &str) -> Option<Role> {
        let columns = self.columns;
        let bare = bare(text)?;
        let names = |column: &Column| rank_of(&bare, column).is_some();
        let others = [&columns.date, &columns.description];
        match () {
            () if names(&columns.balance_after) => Some(Role::BalanceAfter),
            () if names(&columns.balance_before) => Some(Role::BalanceBefore),
            () if names(&columns.amount.single) => Some(Role::Amount),
            () if others.into_iter().any(names) => Some(Role::Other),
            () => None,
        }
    }

    /// Returns a text that consists of labels with amounts: «Было 600,00, стало −100,00».
    fn labelled(&self, text: &str) -> Option<Vec<Piece>> {
        let parts = labelled_parts(text, &self.of_amounts);
        let last = parts.len().checked_sub(1)?;
        let piece = |(at, (label, value)): (usize, &(&str, &str))| -> Option<Vec<Piece>> {
            let role = self.label(label);
            let label = role.map_or_else(|| Piece::Text((*label).to_owned()), Piece::Label);
            if value.is_empty() {
                return (at == last).then(|| vec![label]);
            }
            let is_balance = matches!(role, Some(Role::BalanceBefore | Role::BalanceAfter));
            if let Some(both) = balances(value, money).filter(|_| is_balance) {
                return Some(both);
            }
            let amount = if role.is_some() { money(value) } else { sum(value) };
            Some(vec![label, Piece::Amount(amount?)])
        };
        let pieces: Option<Vec<Vec<Piece>>> = parts.iter().enumerate().map(piece).collect();
        Some(pieces?.concat())
    }
}

/// Adds a piece to a line; texts side by side are one.
fn add(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (_, Piece::Text(text)) if !text.contains(char::is_alphanumeric) => {}
        (Some(Piece::Text(before)), Piece::Text(text)) => *before = format!("{before} {text}"),
        (_, piece) => pieces.push(piece),
    }
}

/// Reads a text that shows the balances before and after with an arrow between them.
fn balances(text: &str, read: fn(&str) -> Option<Money>) -> Option<Vec<Piece>> {
    let mut parts = ARROW.split(text);
    let both = [read(parts.next()?)?, read(parts.next()?)?];
    parts.next().is_none().then(|| vec![Piece::BalanceBefore(both[0]), Piece::BalanceAfter(both[1])])
}

/// Reads a text that is an amount.
fn money(text: &str) -> Option<Money> {
    amount::whole(text).map(|amount| amount.money)
}

/// Reads a text that is money for certain, even without a label.
fn sum(text: &str) -> Option<Money> {
    amount::whole(text).filter(|amount| amount.has_currency_or_decimals).map(|amount| amount.money)
}
