#![expect(clippy::inconsistent_digit_grouping, reason = "lengths read as points_hundredths")]

use super::typeface::{Typefaces, Weight};

/// A length on paper, in hundredths of a point.
pub(crate) type Length = i32;

/// A4.
pub(crate) const WIDTH: Length = 595_28;
pub(crate) const HEIGHT: Length = 841_89;

pub(crate) const LEFT: Length = 45_00;
pub(crate) const RIGHT: Length = WIDTH - LEFT;
pub(crate) const FOOT: Length = HEIGHT - 30_00;

/// Where operations begin, and where the columns of sums end.
pub(crate) const OPERATION: Length = LEFT + 80_00;
pub(crate) const AMOUNT: Length = RIGHT - 90_00;
pub(crate) const CLOSING: Length = RIGHT;

/// The size of the letters of the table, and of those of the title.
pub(crate) const SIZE: Length = 8_50;
pub(crate) const TITLE_SIZE: Length = 16_00;

const TOP: Length = 48_00;
const BOTTOM: Length = HEIGHT - 48_00;
const LEADING: Length = 12_00;

/// How long an operation's words may be in a row.
const OPERATION_WIDTH: Length = AMOUNT - 80_00 - OPERATION;

/// What stands on a page, from one margin to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Line {
    /// The heading of it all.
    Title(String),
    /// Something about it all.
    Fact(String),
    /// A figure of it all.
    Figure(String, String),
    /// The names of the columns.
    Header([String; 4]),
    /// A month, and its balance at its end.
    Month(String, String),
    /// An operation.
    Entry { date: String, operation: Vec<String>, amount: String, closing: String },
}

/// Lines, each with where its first row of letters stands.
pub(crate) type Page = Vec<(Length, Line)>;

/// The lines on as many pages as they need; the names of the columns stand on each.
pub(crate) fn paged(lines: Vec<Line>) -> Vec<Page> {
    let mut pages = vec![Page::new()];
    let mut header = None;
    let mut below = TOP;
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().map_or(0, |next| if line.leads() { next.height() } else { 0 });
        if below + line.height() + next > BOTTOM {
            pages.push(Page::new());
            below = TOP;
            if let Some(header) = header.clone() {
                below = put(&mut pages, below, header);
            }
        }
        if let Line::Header(_) = line {
            header = Some(line.clone());
        }
        below = put(&mut pages, below, line);
    }
    pages
}

/// The rows that a text of an operation takes; a word that is longer than a row is parted.
pub(crate) fn wrapped(text: &str, typefaces: &Typefaces) -> Vec<String> {
    let text = typefaces.drawable(text);
    let fits = |row: &str| typefaces.width(row, Weight::Regular, SIZE) <= OPERATION_WIDTH;
    let mut rows = vec![String::new()];
    for word in text.split_whitespace() {
        let row = rows.last().map_or("", String::as_str);
        let longer = if row.is_empty() { word.to_owned() } else { format!("{row} {word}") };
        if fits(&longer) {
            rows.pop();
            rows.push(longer);
        } else {
            rows.extend(parted(word, fits));
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

/// A word in pieces that fit.
fn parted(word: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
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

fn put(pages: &mut [Page], below: Length, line: Line) -> Length {
    let height = line.height();
    if let Some(page) = pages.last_mut() {
        page.push((below + line.rise(), line));
    }
    below + height
}

impl Line {
    /// How much of the page it takes.
    fn height(&self) -> Length {
        match self {
            Self::Title(_) => 28_00,
            Self::Fact(_) | Self::Figure(..) => LEADING + 1_00,
            Self::Header(_) => LEADING + 14_00,
            Self::Month(..) => LEADING + 8_00,
            Self::Entry { operation, .. } => LEADING * operation.len().max(1) as Length + 2_00,
        }
    }

    /// How far its first row stands below its upper edge.
    fn rise(&self) -> Length {
        match self {
            Self::Title(_) => 16_00,
            Self::Header(_) => 18_00,
            Self::Month(..) => 15_00,
            Self::Fact(_) | Self::Figure(..) | Self::Entry { .. } => 9_50,
        }
    }

    /// Whether it must not stand at the end of a page, parted from what follows.
    fn leads(&self) -> bool {
        matches!(self, Self::Header(_) | Self::Month(..))
    }
}
