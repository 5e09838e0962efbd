//! Comma-separated values, for spreadsheets and for programs.

use std::io::Write;

use ::csv::{Terminator, WriterBuilder};
use chrono::format::{Item, StrftimeItems};
use kabinet_domain::{Category, Money, Transaction};

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
    rows: Rows,
    writer: ::csv::Writer<W>,
}

/// The parts of rows that are made once, because a statement may have a million of them.
struct Rows {
    date: Vec<Item<'static>>,
    time: Vec<Item<'static>>,
    /// The name of every category.
    categories: Vec<(Category, String)>,
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
        Ok(Self { dialect, rows: Rows::of(dialect, localize), writer })
    }

    fn row(&mut self, Row { transaction, category }: Row<'_>) -> Result<(), ExportError> {
        let sum = |sum: Money| sum.plain(self.dialect.decimal_point());
        let [date, time] = self.rows.moment(transaction);
        let description = one_line(&transaction.description);
        let description = neutral(&description);
        let cells: [&str; 7] = [
            &date,
            &time,
            &description,
            &transaction.balance_before.map(sum).unwrap_or_default(),
            &sum(transaction.amount),
            &transaction.balance_after.map(sum).unwrap_or_default(),
            self.rows.name_of(category),
        ];
        let comment = (self.dialect == Dialect::Plain).then_some(&*description);
        Ok(self.writer.write_record(cells.into_iter().chain(comment))?)
    }
}

impl Rows {
    fn of(dialect: Dialect, localize: &dyn Localize) -> Self {
        let name = |category: Category| match dialect {
            Dialect::Russian => localize.category(category),
            Dialect::Plain => category.name().to_owned(),
        };
        Self {
            date: StrftimeItems::new(dialect.date()).collect(),
            time: StrftimeItems::new("%H:%M:%S").collect(),
            categories: Category::ALL.map(|category| (category, name(category))).to_vec(),
        }
    }

    /// Returns the date and the time of a transaction.
    fn moment(&self, transaction: &Transaction) -> [String; 2] {
        let time = transaction.time.map(|time| time.format_with_items(self.time.iter()).to_string());
        [transaction.date.format_with_items(self.date.iter()).to_string(), time.unwrap_or_default()]
    }

    fn name_of(&self, category: Category) -> &str {
        let named = self.categories.iter().find(|(named, _)| *named == category);
        named.map(|(_, name)| name.as_str()).unwrap_or_default()
    }
}

impl<W: Write> Writer for Csv<W> {
    fn month(&mut self, month: &Month<'_>) -> Result<(), ExportError> {
        for row in &month.rows {
            self.row(*row)?;
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

    fn decimal_point(self) -> char {
        match self {
            Self::Russian => ',',
            Self::Plain => '.',
        }
    }
}
