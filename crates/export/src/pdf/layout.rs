//! Distribution of lines over pages.

#![expect(clippy::inconsistent_digit_grouping, reason = "lengths read as points_hundredths")]

use crate::pdf::length::Length;
use crate::pdf::typeface::{Typefaces, Weight};

/// The size of A4.
pub(crate) const WIDTH: Length = 595_28;
pub(crate) const HEIGHT: Length = 841_89;

pub(crate) const LEFT: Length = 45_00;
pub(crate) const RIGHT: Length = WIDTH - LEFT;
pub(crate) const FOOT: Length = HEIGHT - 30_00;

/// The left edge of the descriptions and the right edges of the columns of amounts.
pub(crate) const DESCRIPTION: Length = LEFT + 80_00;
pub(crate) const AMOUNT: Length = RIGHT - 90_00;
pub(crate) const BALANCE_AFTER: Length = RIGHT;

/// The font sizes of the table and of the title.
pub(crate) const SIZE: Length = 8_50;
pub(crate) const TITLE_SIZE: Length = 16_00;

const TOP: Length = 48_00;
const BOTTOM: Length = HEIGHT - 48_00;
pub(crate) const LEADING: Length = 12_00;

/// The width of the column of descriptions.
pub(crate) const DESCRIPTION_WIDTH: Length = AMOUNT - 80_00 - DESCRIPTION;

/// The width of the footer beside the number of the page.
pub(crate) const FOOTER_WIDTH: Length = RIGHT - LEFT - 100_00;

/// The greatest number of rows in a line, which fits on a page below the labels of the columns.
pub(crate) const MAX_ROWS: usize = 50;

/// A line of a page, from one margin to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Line {
    /// The title of the document.
    Title(String),
    /// A fact about the statement.
    Fact(String),
    /// A total with its label.
    Total(String, String),
    /// The heading of a part of the document.
    Section(String),
    /// The labels of the columns.
    Header([String; 4]),
    /// A month and its closing balance.
    Month(String, String),
    /// A transaction; its description takes one row or more.
    Transaction { date: String, description: Vec<String>, amount: String, balance_after: String },
    /// More rows of the description of the last transaction.
    Continuation(Vec<String>),
}

/// The lines of a page, each with the baseline of its first row.
pub(crate) type Page = Vec<(Length, Line)>;

/// Distributes lines over pages.
///
/// The labels of the columns stand on each page.
pub(crate) fn paginate(lines: Vec<Line>) -> Vec<Page> {
    let mut pages = vec![Page::new()];
    let mut header = None;
    let mut below = TOP;
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().map_or(0, |next| if line.keeps_with_next() { next.height() } else { 0 });
        if below + line.height() + next > BOTTOM {
            pages.push(Page::new());
            below = TOP;
            if let Some(header) = header.clone() {
                below = push(&mut pages, below, header);
            }
        }
        if let Line::Header(_) = line {
            header = Some(line.clone());
        }
        below = push(&mut pages, below, line);
    }
    pages
}

/// Breaks a text into rows.
///
/// A word that is longer than a row is split.
pub(crate) fn wrap(text: &str, width: Length, typefaces: &Typefaces) -> Vec<String> {
    let text = typefaces.with_replacements(text);
    let fits = |row: &str| typefaces.width(row, Weight::Regular, SIZE) <= width;
    let mut rows = vec![String::new()];
    for word in text.split_whitespace() {
        let row = rows.last().map_or("", String::as_str);
        let longer = if row.is_empty() { word.to_owned() } else { format!("{row} {word}") };
        if fits(&longer) {
            rows.pop();
            rows.push(longer);
        } else {
            rows.extend(split(word, fits));
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

/// Splits a word into pieces that fit.
fn split(word: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in word.chars() {
        let piece = pieces.last().map_or("", String::as_str);
        let longer = format!("{piece}{c}");
        if piece.is_empty() || fits(&longer) {
            pieces.pop();
            pieces.push(longer);
        } else {
            pieces.push(c.to_string());
        }
    }
    pieces
}

fn push(pages: &mut [Page], below: Length, line: Line) -> Length {
    let height = line.height();
    if let Some(page) = pages.last_mut() {
        page.push((below + line.rise(), line));
    }
    below + height
}

impl Line {
    /// Returns the height that the line takes.
    fn height(&self) -> Length {
        match self {
            Self::Title(_) => 28_00,
            Self::Fact(_) | Self::Total(..) => LEADING + 1_00,
            Self::Header(_) => LEADING + 14_00,
            Self::Month(..) | Self::Section(_) => LEADING + 8_00,
            Self::Transaction { description: rows, .. } | Self::Continuation(rows) => {
                LEADING * rows.len().clamp(1, MAX_ROWS) as Length + 2_00
            }
        }
    }

    /// Returns the distance from the upper edge to the baseline of the first row.
    fn rise(&self) -> Length {
        match self {
            Self::Title(_) => 16_00,
            Self::Header(_) => 18_00,
            Self::Month(..) | Self::Section(_) => 15_00,
            Self::Fact(_) | Self::Total(..) | Self::Transaction { .. } | Self::Continuation(_) => 9_50,
        }
    }

    /// Returns true if a page must not end with the line.
    fn keeps_with_next(&self) -> bool {
        matches!(self, Self::Header(_) | Self::Month(..) | Self::Section(_))
    }
}
