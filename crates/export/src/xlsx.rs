//! A workbook.

use std::collections::BTreeMap;
use std::io::Write;

use kabinet_domain::{Category, Money, MonthTotals};
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use crate::format::{Month, Row, Writer};
use crate::heading::{Heading, Totals};
use crate::text::beginning;
use crate::{ExportError, Label, Localize};

/// The columns of the sheet of transactions with their widths in characters.
const COLUMNS: [(Label, u16); 7] = [
    (Label::Date, 12),
    (Label::Time, 9),
    (Label::Description, 52),
    (Label::BalanceBefore, 16),
    (Label::Amount, 16),
    (Label::BalanceAfter, 16),
    (Label::Category, 22),
];
const DESCRIPTION: u16 = 2;
const AMOUNT: u16 = 4;
const CATEGORY: u16 = 6;

/// The columns of the sheet of months with their widths in characters.
const MONTH_COLUMNS: [(Label, u16); 5] = [
    (Label::Month, 16),
    (Label::OpeningBalance, 16),
    (Label::Paid, 16),
    (Label::Charged, 16),
    (Label::ClosingBalance, 16),
];

const OPENING: u16 = 1;
const CLOSING: u16 = 4;

/// The columns of the sheet of totals with their widths in characters.
const TOTAL_COLUMNS: [(Label, u16); 2] = [(Label::Total, 30), (Label::Amount, 16)];

/// The greatest number of characters in a cell.
const MAX_TEXT: usize = 32_767;

/// The number of A4 among the paper sizes of the format.
const A4: u8 = 9;

/// The writer of a workbook with sheets of transactions, months and totals.
///
/// It works in memory.
///
/// Totals have a sheet of their own: as rows of the data they would count twice in pivot tables.
/// Every cell has its type, so that a text never becomes a formula, not even after it is edited.
pub(crate) struct Xlsx<'a, W: Write> {
    localize: &'a dyn Localize,
    formats: CellFormats,
    transactions: Sheet,
    months: Sheet,
    properties: DocProperties,
    by_category: BTreeMap<Category, Money>,
    selection: Option<String>,
    out: W,
}

/// A sheet and the index of its next row.
struct Sheet {
    sheet: Worksheet,
    row: u32,
}

struct CellFormats {
    header: Format,
    date: Format,
    time: Format,
    month: Format,
    text: Format,
    money: Format,
}

impl<'a, W: Write> Xlsx<'a, W> {
    pub(crate) fn begin(heading: &Heading, localize: &'a dyn Localize, out: W) -> Result<Self, ExportError> {
        let formats = CellFormats::new();
        let transactions = Sheet::begin(Label::Transactions, &COLUMNS, localize, &formats)?;
        let months = Sheet::begin(Label::Months, &MONTH_COLUMNS, localize, &formats)?;
        let title = format!("{}: {}", localize.label(Label::Statement), heading.account);
        let properties = DocProperties::new()
            .set_title(title)
            .set_author(&heading.provider_name)
            .set_creation_datetime(&heading.created_at.to_utc());
        let (by_category, selection) = (BTreeMap::new(), heading.selection.clone());
        Ok(Self { localize, formats, transactions, months, properties, by_category, selection, out })
    }

    fn transaction(&mut self, Row { transaction, category }: Row<'_>) -> Result<(), ExportError> {
        let (formats, row) = (&self.formats, self.transactions.row);
        let sheet = &mut self.transactions.sheet;
        sheet.write_date_with_format(row, 0, transaction.date, &formats.date)?;
        if let Some(time) = transaction.time {
            sheet.write_time_with_format(row, 1, time, &formats.time)?;
        }
        let text = beginning(&transaction.description, MAX_TEXT);
        sheet.write_string_with_format(row, DESCRIPTION, text, &formats.text)?;
        for (column, sum) in [
            (3, transaction.balance_before),
            (AMOUNT, Some(transaction.amount)),
            (5, transaction.balance_after),
        ] {
            if let Some(sum) = sum {
                sheet.write_with_format(row, column, sum.rubles(), &formats.money)?;
            }
        }
        self.transactions.row += 1;
        let name = self.localize.category(category);
        sheet.write_string_with_format(row, CATEGORY, name, &formats.text)?;
        let sum = self.by_category.entry(category).or_insert(Money::ZERO);
        *sum = *sum + transaction.amount;
        Ok(())
    }

    fn month_row(&mut self, totals: &MonthTotals) -> Result<(), ExportError> {
        let row = self.months.row;
        let sheet = &mut self.months.sheet;
        sheet.write_date_with_format(row, 0, totals.month.first_day(), &self.formats.month)?;
        let sums = [totals.opening_balance, totals.paid, totals.charged, totals.closing_balance];
        for (column, sum) in (1..).zip(sums) {
            let is_balance = column == OPENING || column == CLOSING;
            if !is_balance || self.selection.is_none() {
                sheet.write_with_format(row, column, sum.rubles(), &self.formats.money)?;
            }
        }
        self.months.row += 1;
        Ok(())
    }

    fn totals(&self, totals: &Totals) -> Result<Worksheet, ExportError> {
        let mut sheet = Sheet::begin(Label::Total, &TOTAL_COLUMNS, self.localize, &self.formats)?.sheet;
        let balances = [
            (Label::OpeningBalance, totals.opening_balance),
            (Label::Paid, totals.paid),
            (Label::Charged, totals.charged),
            (Label::ClosingBalance, totals.closing_balance),
        ];
        let is_shown = |label: Label| {
            self.selection.is_none() || !matches!(label, Label::OpeningBalance | Label::ClosingBalance)
        };
        let balances = balances.into_iter().filter(|(label, _)| is_shown(*label));
        let balances = balances.map(|(label, sum)| (self.localize.label(label), sum));
        let categories = self.by_category.iter().map(|(it, sum)| (self.localize.category(*it), *sum));
        let mut next = 1;
        for (row, (name, sum)) in (1..).zip(balances.chain(categories)) {
            sheet.write_string_with_format(row, 0, name, &self.formats.text)?;
            sheet.write_with_format(row, 1, sum.rubles(), &self.formats.money)?;
            next = row + 1;
        }
        if let Some(selection) = &self.selection {
            let text = format!("{}: {selection}", self.localize.label(Label::Selection));
            sheet.write_string_with_format(next, 0, beginning(&text, MAX_TEXT), &self.formats.text)?;
        }
        Ok(sheet)
    }
}

impl<W: Write> Writer for Xlsx<'_, W> {
    fn month(&mut self, month: &Month<'_>) -> Result<(), ExportError> {
        self.month_row(month.totals)?;
        month.rows.iter().try_for_each(|row| self.transaction(*row))
    }

    fn end(mut self: Box<Self>, totals: &Totals) -> Result<(), ExportError> {
        let totals = self.totals(totals)?;
        let last = COLUMNS.len() as u16 - 1;
        let end = self.transactions.row.saturating_sub(1);
        self.transactions.sheet.autofilter(0, 0, end, last)?;
        let mut workbook = Workbook::new();
        workbook.set_properties(&self.properties);
        workbook.push_worksheet(self.transactions.sheet);
        workbook.push_worksheet(self.months.sheet);
        workbook.push_worksheet(totals);
        self.out.write_all(&workbook.save_to_buffer()?)?;
        Ok(self.out.flush()?)
    }
}

impl Sheet {
    fn begin(
        name: Label,
        columns: &[(Label, u16)],
        localize: &dyn Localize,
        formats: &CellFormats,
    ) -> Result<Self, ExportError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(localize.label(name))?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
        for (column, (label, width)) in (0..).zip(columns) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(0, column, localize.label(*label), &formats.header)?;
        }
        Ok(Self { sheet, row: 1 })
    }
}

impl CellFormats {
    fn new() -> Self {
        let money = Format::new().set_num_format("#,##0.00");
        let bold = Format::new().set_bold();
        Self {
            header: bold.set_border_bottom(FormatBorder::Thin).set_align(FormatAlign::Top),
            date: Format::new().set_num_format("dd\\.mm\\.yyyy").set_align(FormatAlign::Left),
            time: Format::new().set_num_format("hh:mm").set_align(FormatAlign::Left),
            month: Format::new().set_num_format("mmmm yyyy").set_align(FormatAlign::Left),
            text: Format::new().set_quote_prefix(),
            money,
        }
    }
}
