mod ink;
mod layout;
mod typeface;

use std::io::Write;

use kabinet_domain::{Entry, MonthStatement};

use self::ink::Sheets;
use self::layout::{Line, Page};
use self::typeface::Typefaces;
use crate::form::Form;
use crate::text::one_line;
use crate::{ExportError, Heading, Totals, Word, Words};

/// A document of A4 pages, put together in memory, because each page tells how many there are.
pub(crate) struct Pdf<'a, W: Write> {
    heading: Heading,
    words: &'a dyn Words,
    typefaces: Typefaces,
    lines: Vec<Line>,
    out: W,
}

impl<'a, W: Write> Pdf<'a, W> {
    pub(crate) fn begin(heading: Heading, words: &'a dyn Words, out: W) -> Result<Self, ExportError> {
        Ok(Self { heading, words, typefaces: Typefaces::read()?, lines: Vec::new(), out })
    }

    fn entry(&self, entry: &Entry) -> Line {
        let time = entry.time.map(|time| time.format(" %H:%M").to_string()).unwrap_or_default();
        Line::Entry {
            date: format!("{}{time}", day(entry.date)),
            operation: layout::wrapped(&one_line(&entry.operation), &self.typefaces),
            amount: self.words.money(entry.amount),
            closing: entry.closing.map(|sum| self.words.money(sum)).unwrap_or_default(),
        }
    }

    /// What stands above the operations.
    fn title(&self, totals: &Totals) -> Vec<Line> {
        let fact = |word, value: String| Line::Fact(format!("{}: {value}", self.words.say(word)));
        let heading = &self.heading;
        let mut lines = vec![
            Line::Title(self.words.say(Word::Statement)),
            Line::Fact(heading.provider_name.clone()),
            fact(Word::Account, heading.account.to_string()),
            fact(Word::Period, format!("{} — {}", day(heading.from), day(heading.to))),
            fact(Word::Made, heading.made_at.format("%d.%m.%Y %H:%M").to_string()),
        ];
        lines.extend(self.figures(totals));
        lines.push(Line::Header(
            [Word::Date, Word::Operation, Word::Amount, Word::After].map(|w| self.words.say(w)),
        ));
        lines
    }

    fn figures(&self, totals: &Totals) -> impl Iterator<Item = Line> {
        [
            (Word::Opening, totals.opening),
            (Word::Paid, totals.paid),
            (Word::Charged, totals.charged),
            (Word::Closing, totals.closing),
        ]
        .map(|(word, sum)| Line::Figure(self.words.say(word), self.words.money(sum)))
        .into_iter()
    }

    fn pages(&mut self, totals: &Totals) -> Vec<Page> {
        let mut lines = self.title(totals);
        lines.append(&mut self.lines);
        lines.push(Line::Month(self.words.say(Word::Total), String::new()));
        lines.extend(self.figures(totals));
        layout::paged(lines)
    }
}

impl<W: Write> Form for Pdf<'_, W> {
    fn month(&mut self, month: &MonthStatement) -> Result<(), ExportError> {
        let closing = self.words.money(month.totals.closing);
        self.lines.push(Line::Month(self.words.month(month.totals.month), closing));
        for entry in &month.entries {
            self.lines.push(self.entry(entry));
        }
        Ok(())
    }

    fn end(mut self: Box<Self>, totals: &Totals) -> Result<(), ExportError> {
        let pages = self.pages(totals);
        let whose = format!("{}, {}", self.heading.provider_name, self.heading.account);
        let title = format!("{}: {whose}", self.words.say(Word::Statement));
        let mut sheets = Sheets::new(self.typefaces);
        for (number, page) in (1..).zip(&pages) {
            sheets.draw(page, &whose, &self.words.page(number, pages.len()));
        }
        self.out.write_all(&sheets.bound(&title, self.words.tag(), self.heading.made_at)?)?;
        Ok(self.out.flush()?)
    }
}

fn day(date: chrono::NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}
