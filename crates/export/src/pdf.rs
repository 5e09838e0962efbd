//! A document to print.

mod canvas;
mod layout;
mod length;
mod structure;
mod typeface;

use std::io::Write;

use kabinet_domain::{Money, Transaction};

use crate::format::{Month, Writer};
use crate::heading::{Heading, Totals};
use crate::pdf::canvas::Canvas;
use crate::pdf::layout::{DESCRIPTION_WIDTH, FOOTER_WIDTH, LEFT, Line, MAX_ROWS, Page, RIGHT};
use crate::pdf::typeface::Typefaces;
use crate::text::one_line;
use crate::{ExportError, Label, Localize};

/// The writer of a document of A4 pages.
///
/// It works in memory, because each page shows the number of pages.
pub(crate) struct Pdf<'a, W: Write> {
    heading: Heading,
    localize: &'a dyn Localize,
    typefaces: Typefaces,
    lines: Vec<Line>,
    out: W,
}

impl<'a, W: Write> Pdf<'a, W> {
    pub(crate) fn begin(heading: Heading, localize: &'a dyn Localize, out: W) -> Result<Self, ExportError> {
        Ok(Self { heading, localize, typefaces: Typefaces::read()?, lines: Vec::new(), out })
    }

    /// Adds a transaction.
    ///
    /// A description that is longer than a page continues on the next one.
    fn transaction(&mut self, transaction: &Transaction) {
        let time = transaction.time.map(|time| time.format(" %H:%M").to_string()).unwrap_or_default();
        let rows = layout::wrap(&one_line(&transaction.description), DESCRIPTION_WIDTH, &self.typefaces);
        let mut rows = rows.chunks(MAX_ROWS).map(<[String]>::to_vec);
        self.lines.push(Line::Transaction {
            date: format!("{}{time}", day(transaction.date)),
            description: rows.next().unwrap_or_else(|| vec![String::new()]),
            amount: self.localize.money(transaction.amount),
            balance_after: transaction.balance_after.map(|sum| self.localize.money(sum)).unwrap_or_default(),
        });
        self.lines.extend(rows.map(Line::Continuation));
    }

    /// Returns the lines above the transactions.
    fn title(&self, totals: &Totals) -> Vec<Line> {
        let heading = &self.heading;
        let selection = heading.selection.as_ref().map(|selection| self.fact(Label::Selection, selection));
        let facts = [
            Some(heading.provider_name.clone()),
            Some(self.fact(Label::Account, heading.account.as_str())),
            Some(self.fact(Label::Period, &format!("{} — {}", day(heading.from), day(heading.to)))),
            selection,
            Some(self.fact(Label::Created, &heading.created_at.format("%d.%m.%Y %H:%M").to_string())),
        ];
        let mut lines = vec![Line::Title(self.localize.label(Label::Statement))];
        for fact in facts.into_iter().flatten() {
            lines.extend(layout::wrap(&fact, RIGHT - LEFT, &self.typefaces).into_iter().map(Line::Fact));
        }
        lines.extend(self.totals(totals));
        lines.push(Line::Header(
            [Label::Date, Label::Description, Label::Amount, Label::BalanceAfter]
                .map(|label| self.localize.label(label)),
        ));
        lines
    }

    fn fact(&self, label: Label, value: &str) -> String {
        format!("{}: {value}", self.localize.label(label))
    }

    fn totals(&self, totals: &Totals) -> impl Iterator<Item = Line> {
        let is_whole = self.heading.selection.is_none();
        let balance = |label: Label, sum: Money| is_whole.then_some((label, sum));
        [
            balance(Label::OpeningBalance, totals.opening_balance),
            Some((Label::Paid, totals.paid)),
            Some((Label::Charged, totals.charged)),
            balance(Label::ClosingBalance, totals.closing_balance),
        ]
        .into_iter()
        .flatten()
        .map(|(label, sum)| Line::Total(self.localize.label(label), self.localize.money(sum)))
    }

    fn pages(&mut self, totals: &Totals) -> Vec<Page> {
        let mut lines = self.title(totals);
        lines.append(&mut self.lines);
        lines.push(Line::Section(self.localize.label(Label::Total)));
        lines.extend(self.totals(totals));
        layout::paginate(lines)
    }
}

impl<W: Write> Writer for Pdf<'_, W> {
    fn month(&mut self, month: &Month<'_>) -> Result<(), ExportError> {
        let is_whole = self.heading.selection.is_none();
        let closing =
            if is_whole { self.localize.money(month.totals.closing_balance) } else { String::new() };
        self.lines.push(Line::Month(self.localize.month(month.totals.month), closing));
        month.rows.iter().for_each(|row| self.transaction(row.transaction));
        Ok(())
    }

    fn end(mut self: Box<Self>, totals: &Totals) -> Result<(), ExportError> {
        let pages = self.pages(totals);
        let owner = format!("{}, {}", self.heading.provider_name, self.heading.account);
        let title = format!("{}: {owner}", self.localize.label(Label::Statement));
        let footer =
            layout::wrap(&owner, FOOTER_WIDTH, &self.typefaces).into_iter().next().unwrap_or_default();
        let mut canvas = Canvas::new(self.typefaces);
        for (number, page) in (1..).zip(&pages) {
            canvas.draw(page, &footer, &self.localize.page(number, pages.len()));
        }
        self.out.write_all(&canvas.finish(&title, self.localize.tag(), self.heading.created_at)?)?;
        Ok(self.out.flush()?)
    }
}

fn day(date: chrono::NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}
