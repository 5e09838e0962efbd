//! Comma-separated values, for spreadsheets and for programs.

use std::io::Write;

use ::csv::{Terminator, WriterBuilder};
use kabinet_domain::{Category, Money};

use crate::format::{Month, Row, Writer};
use crate::heading::Totals;
use crate::text::{neutral, one_line};
use crate::{ExportError, Label, Localize};

/// The kind of reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Excel with Russian settings: byte order mark, semicolons, decimal commas, localized header.
    Russian,
    /// Programs, by RFC 4180: commas, decimal points, ISO 8601 dates, stable names in the header.
    Plain,
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The columns with their localized labels and their stable names.
const COLUMNS: [(Label, &str); 7] = [
    (Label::Date, "date"),
    (Label::Time, "time"),
    (Label::Description, "operation"),
    (Label::BalanceBefore, "opening"),
    (Label::Amount, "amount"),
    (Label::BalanceAfter, "closing"),
    (Label::Category, "category"),
];

/// The description once more, in a column that Skrooge reads.
const COMMENT: &str = "comment";

/// The writer of CSV.
///
/// It streams.
pub(crate) struct Csv<W: Write> {
    dialect: Dialect,
    /// The localized name of every category, made once because a statement may have a million rows.
    category_names: Vec<(Category, String)>,
    writer: ::csv::Writer<W>,
}

impl<W: Write> Csv<W> {
    pub(crate) fn begin(dialect: Dialect, localize: &dyn Localize, mut out: W) -> Result<Self, ExportError> {
        if dialect == Dialect::Russian {
            out.write_all(BYTE_ORDER_MARK.as_bytes())?;
        }
        let mut writer =
            WriterBuilder::new().delimiter(dialect.delimiter()).terminator(Terminator::CRLF).from_writer(out);
        let comment = (dialect == Dialect::Plain).then(|| COMMENT.to_owned());
        writer.write_record(
            COLUMNS.map(|column| dialect.header(column, localize)).into_iter().chain(comment),
        )?;
        let category_names = Category::ALL.map(|it| (it, localize.category(it))).to_vec();
        Ok(Self { dialect, category_names, writer })
    }

    fn cells(&self, Row { transaction, category }: Row<'_>) -> Vec<String> {
        let optional = |sum: Option<Money>| sum.map(|sum| self.dialect.sum(sum)).unwrap_or_default();
        let description = neutral(&one_line(&transaction.description)).into_owned();
        let mut cells = vec![
            transaction.date.format(self.dialect.date()).to_string(),
            transaction.time.map(|time| time.format("%H:%M:%S").to_string()).unwrap_or_default(),
            description.clone(),
            optional(transaction.balance_before),
            self.dialect.sum(transaction.amount),
            optional(transaction.balance_after),
        ];
        match self.dialect {
            Dialect::Russian => cells.push(self.name_of(category)),
            Dialect::Plain => cells.extend([category.name().to_owned(), description]),
        }
        cells
    }

    fn name_of(&self, category: Category) -> String {
        let named = self.category_names.iter().find(|(named, _)| *named == category);
        named.map(|(_, name)| name.clone()).unwrap_or_default()
    }
}

impl<W: Write> Writer for Csv<W> {
    fn month(&mut self, month: &Month<'_>) -> Result<(), ExportError> {
        for row in &month.rows {
            self.writer.write_record(self.cells(*row))?;
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

    fn header(self, (label, name): (Label, &str), localize: &dyn Localize) -> String {
        match self {
            Self::Russian => localize.label(label),
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
