use std::io::Write;

use ::csv::{Terminator, Writer, WriterBuilder};
use kabinet_domain::{Entry, Money, MonthStatement};

use crate::form::Form;
use crate::text::neutral;
use crate::{ExportError, Totals, Word, Words};

/// Whom the values are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Excel that is set up in Russian: a byte order mark, semicolons, decimal commas, and words
    /// in the header.
    Russian,
    /// Programs, by RFC 4180: commas, decimal points, dates of ISO 8601, stable names in the
    /// header.
    Plain,
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The columns: in words, and by the names that JSON has too.
const COLUMNS: [(Word, &str); 6] = [
    (Word::Date, "date"),
    (Word::Time, "time"),
    (Word::Operation, "operation"),
    (Word::Before, "opening"),
    (Word::Amount, "amount"),
    (Word::After, "closing"),
];

/// Written as it comes; nothing of it is kept.
pub(crate) struct Csv<W: Write> {
    dialect: Dialect,
    writer: Writer<W>,
}

impl<W: Write> Csv<W> {
    pub(crate) fn begin(dialect: Dialect, words: &dyn Words, mut out: W) -> Result<Self, ExportError> {
        if dialect == Dialect::Russian {
            out.write_all(BYTE_ORDER_MARK.as_bytes())?;
        }
        let mut writer =
            WriterBuilder::new().delimiter(dialect.delimiter()).terminator(Terminator::CRLF).from_writer(out);
        writer.write_record(COLUMNS.map(|column| dialect.header(column, words)))?;
        Ok(Self { dialect, writer })
    }

    fn row(&self, entry: &Entry) -> [String; 6] {
        let shown = |sum: Option<Money>| sum.map(|sum| self.dialect.sum(sum)).unwrap_or_default();
        [
            entry.date.format(self.dialect.date()).to_string(),
            entry.time.map(|time| time.format("%H:%M:%S").to_string()).unwrap_or_default(),
            neutral(&entry.operation).into_owned(),
            shown(entry.opening),
            self.dialect.sum(entry.amount),
            shown(entry.closing),
        ]
    }
}

impl<W: Write> Form for Csv<W> {
    fn month(&mut self, month: &MonthStatement) -> Result<(), ExportError> {
        for entry in &month.entries {
            self.writer.write_record(self.row(entry))?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>, _totals: &Totals) -> Result<(), ExportError> {
        Ok(self.writer.flush()?)
    }
}

impl Dialect {
    fn delimiter(self) -> u8 {
        match self {
            Self::Russian => b';',
            Self::Plain => b',',
        }
    }

    fn header(self, (word, name): (Word, &str), words: &dyn Words) -> String {
        match self {
            Self::Russian => words.say(word),
            Self::Plain => name.to_owned(),
        }
    }

    fn date(self) -> &'static str {
        match self {
            Self::Russian => "%d.%m.%Y",
            Self::Plain => "%Y-%m-%d",
        }
    }

    fn sum(self, sum: Money) -> String {
        match self {
            Self::Russian => sum.to_string().replace('.', ","),
            Self::Plain => sum.to_string(),
        }
    }
}
