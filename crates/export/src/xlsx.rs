use std::io::Write;

use kabinet_domain::{Entry, Money, MonthStatement};
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet};

use crate::form::Form;
use crate::text::beginning;
use crate::{ExportError, Heading, Totals, Word, Words};

/// The columns of the sheet of operations.
const COLUMNS: [(Word, u16); 6] = [
    (Word::Date, 12),
    (Word::Time, 9),
    (Word::Operation, 52),
    (Word::Before, 16),
    (Word::Amount, 16),
    (Word::After, 16),
];
const OPERATION: u16 = 2;
const AMOUNT: u16 = 4;

/// The columns of the sheet of months.
const MONTH_COLUMNS: [(Word, u16); 5] =
    [(Word::Month, 16), (Word::Opening, 16), (Word::Paid, 16), (Word::Charged, 16), (Word::Closing, 16)];

/// The most characters that a cell holds.
const LONGEST_TEXT: usize = 32_767;

/// A4, as the format numbers papers.
const A4: u8 = 9;

/// A workbook with a sheet of operations and one of months, put together in memory. Every cell has
/// its type, so a text is no formula whatever it begins with, not even after it is edited.
pub(crate) struct Xlsx<'a, W: Write> {
    words: &'a dyn Words,
    looks: Looks,
    operations: Sheet,
    months: Sheet,
    properties: DocProperties,
    sum: Money,
    out: W,
}

/// A sheet, and the row that is written next.
struct Sheet {
    sheet: Worksheet,
    row: u32,
}

struct Looks {
    header: Format,
    date: Format,
    time: Format,
    month: Format,
    text: Format,
    money: Format,
    total: Format,
    total_text: Format,
}

impl<'a, W: Write> Xlsx<'a, W> {
    pub(crate) fn begin(heading: &Heading, words: &'a dyn Words, out: W) -> Result<Self, ExportError> {
        let looks = Looks::new();
        let operations = Sheet::begin(Word::Operations, &COLUMNS, words, &looks)?;
        let months = Sheet::begin(Word::Months, &MONTH_COLUMNS, words, &looks)?;
        let title = format!("{}: {}", words.say(Word::Statement), heading.account);
        let properties = DocProperties::new()
            .set_title(title)
            .set_author(&heading.provider_name)
            .set_creation_datetime(&heading.made_at.to_utc());
        Ok(Self { words, looks, operations, months, properties, sum: Money::ZERO, out })
    }

    fn entry(&mut self, entry: &Entry) -> Result<(), ExportError> {
        let (looks, row) = (&self.looks, self.operations.row);
        let sheet = &mut self.operations.sheet;
        sheet.write_date_with_format(row, 0, entry.date, &looks.date)?;
        if let Some(time) = entry.time {
            sheet.write_time_with_format(row, 1, time, &looks.time)?;
        }
        let text = beginning(&entry.operation, LONGEST_TEXT);
        sheet.write_string_with_format(row, OPERATION, text, &looks.text)?;
        for (column, sum) in [(3, entry.opening), (AMOUNT, Some(entry.amount)), (5, entry.closing)] {
            if let Some(sum) = sum {
                sheet.write_with_format(row, column, sum.rubles(), &looks.money)?;
            }
        }
        self.operations.row += 1;
        self.sum = self.sum + entry.amount;
        Ok(())
    }

    fn month_line(&mut self, month: &MonthStatement) -> Result<(), ExportError> {
        let (totals, row) = (&month.totals, self.months.row);
        let sheet = &mut self.months.sheet;
        sheet.write_date_with_format(row, 0, totals.month.first_day(), &self.looks.month)?;
        for (column, sum) in (1..).zip([totals.opening, totals.paid, totals.charged, totals.closing]) {
            sheet.write_with_format(row, column, sum.rubles(), &self.looks.money)?;
        }
        self.months.row += 1;
        Ok(())
    }

    fn total_lines(&mut self, totals: &Totals) -> Result<(), ExportError> {
        let total = self.words.say(Word::Total);
        let looks = &self.looks;
        let row = self.operations.row;
        self.operations.sheet.write_string_with_format(row, OPERATION, &total, &looks.total_text)?;
        self.operations.write_sum(AMOUNT, self.sum, &looks.total)?;
        let row = self.months.row;
        self.months.sheet.write_string_with_format(row, 0, &total, &looks.total_text)?;
        self.months.sheet.write_with_format(row, 1, totals.opening.rubles(), &looks.total)?;
        self.months.write_sum(2, totals.paid, &looks.total)?;
        self.months.write_sum(3, totals.charged, &looks.total)?;
        self.months.sheet.write_with_format(row, 4, totals.closing.rubles(), &looks.total)?;
        Ok(())
    }
}

impl<W: Write> Form for Xlsx<'_, W> {
    fn month(&mut self, month: &MonthStatement) -> Result<(), ExportError> {
        self.month_line(month)?;
        month.entries.iter().try_for_each(|entry| self.entry(entry))
    }

    fn end(mut self: Box<Self>, totals: &Totals) -> Result<(), ExportError> {
        self.total_lines(totals)?;
        let last = COLUMNS.len() as u16 - 1;
        let end = self.operations.row.saturating_sub(1);
        self.operations.sheet.autofilter(0, 0, end, last)?;
        let mut workbook = Workbook::new();
        workbook.set_properties(&self.properties);
        workbook.push_worksheet(self.operations.sheet);
        workbook.push_worksheet(self.months.sheet);
        self.out.write_all(&workbook.save_to_buffer()?)?;
        Ok(self.out.flush()?)
    }
}

impl Sheet {
    fn begin(
        name: Word,
        columns: &[(Word, u16)],
        words: &dyn Words,
        looks: &Looks,
    ) -> Result<Self, ExportError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(words.say(name))?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
        for (column, (word, width)) in (0..).zip(columns) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(0, column, words.say(*word), &looks.header)?;
        }
        Ok(Self { sheet, row: 1 })
    }

    /// The sum of what a filter leaves visible. A reader that does not reckon takes the sum as it
    /// is.
    fn write_sum(&mut self, column: u16, sum: Money, look: &Format) -> Result<(), ExportError> {
        if self.row == 1 {
            self.sheet.write_with_format(self.row, column, sum.rubles(), look)?;
            return Ok(());
        }
        let letter = char::from(b'A' + column as u8);
        let formula = Formula::new(format!("=SUBTOTAL(109,{letter}2:{letter}{})", self.row));
        let formula = formula.set_result(sum.to_string());
        self.sheet.write_formula_with_format(self.row, column, formula, look)?;
        Ok(())
    }
}

impl Looks {
    fn new() -> Self {
        let money = Format::new().set_num_format("#,##0.00");
        let bold = Format::new().set_bold();
        Self {
            header: bold.clone().set_border_bottom(FormatBorder::Thin).set_align(FormatAlign::Top),
            date: Format::new().set_num_format("dd\\.mm\\.yyyy").set_align(FormatAlign::Left),
            time: Format::new().set_num_format("hh:mm").set_align(FormatAlign::Left),
            month: Format::new().set_num_format("mmmm yyyy").set_align(FormatAlign::Left),
            text: Format::new().set_quote_prefix(),
            total: money.clone().set_bold().set_border_top(FormatBorder::Thin),
            total_text: bold.set_border_top(FormatBorder::Thin),
            money,
        }
    }
}
