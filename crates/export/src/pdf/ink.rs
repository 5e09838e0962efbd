#![expect(clippy::inconsistent_digit_grouping, reason = "lengths read as points_hundredths")]

use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::{DateTime as Moment, Metadata};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::TextDirection;

use super::layout::{
    AMOUNT, CLOSING, FOOT, HEIGHT, LEFT, Length, Line, OPERATION, Page, RIGHT, SIZE, TITLE_SIZE, WIDTH,
};
use super::typeface::{Typefaces, Weight};
use crate::ExportError;

/// The pages that are drawn already.
pub(crate) struct Sheets {
    document: Document,
    typefaces: Typefaces,
}

/// One page that is being drawn.
struct Pen<'a> {
    surface: Surface<'a>,
    typefaces: &'a Typefaces,
}

/// How a text stands to the place that is named.
#[derive(Clone, Copy)]
enum Side {
    Begins,
    Ends,
}

/// How the letters look.
#[derive(Clone, Copy)]
struct Letters {
    weight: Weight,
    size: Length,
    side: Side,
}

/// Red, green and blue.
type Color = [u8; 3];

const BLACK: Color = [0x1f, 0x23, 0x28];
const GRAY: Color = [0xc9, 0xcf, 0xd6];

const PLAIN: Letters = Letters { weight: Weight::Regular, size: SIZE, side: Side::Begins };
const BOLD: Letters = Letters { weight: Weight::Bold, ..PLAIN };
const FIGURE: Letters = Letters { side: Side::Ends, ..PLAIN };

/// Where the figures of it all end.
const FIGURES: Length = LEFT + 220_00;

impl Sheets {
    pub(crate) fn new(typefaces: Typefaces) -> Self {
        Self { document: Document::new(), typefaces }
    }

    /// Draws a page, with what stands at its foot on the left and on the right.
    pub(crate) fn draw(&mut self, page: &Page, left: &str, right: &str) {
        let settings = PageSettings::from_wh(points(WIDTH), points(HEIGHT)).unwrap_or_default();
        let mut sheet = self.document.start_page_with(settings);
        let mut pen = Pen { surface: sheet.surface(), typefaces: &self.typefaces };
        for (at, line) in page {
            pen.line(*at, line);
        }
        pen.text(LEFT, FOOT, left, PLAIN);
        pen.text(RIGHT, FOOT, right, FIGURE);
    }

    /// The whole document.
    pub(crate) fn bound(
        mut self,
        title: &str,
        language: &str,
        made_at: DateTime<FixedOffset>,
    ) -> Result<Vec<u8>, ExportError> {
        let metadata = Metadata::new()
            .title(title.to_owned())
            .language(language.to_owned())
            .creator("Kabinet".to_owned())
            .creation_date(moment(made_at));
        self.document.set_metadata(metadata);
        Ok(self.document.finish()?)
    }
}

impl Pen<'_> {
    fn line(&mut self, at: Length, line: &Line) {
        match line {
            Line::Title(text) => self.text(LEFT, at, text, Letters { size: TITLE_SIZE, ..BOLD }),
            Line::Fact(text) => self.text(LEFT, at, text, PLAIN),
            Line::Figure(name, sum) => {
                self.text(LEFT, at, name, PLAIN);
                self.text(FIGURES, at, sum, Letters { side: Side::Ends, ..BOLD });
            }
            Line::Header(names) => {
                self.row(at, names, Weight::Bold);
                self.rule(at + 4_00);
            }
            Line::Month(month, closing) => {
                self.text(LEFT, at, month, BOLD);
                self.text(CLOSING, at, closing, Letters { side: Side::Ends, ..BOLD });
                self.rule(at + 3_00);
            }
            Line::Entry { date, operation, amount, closing } => {
                let first = operation.first().cloned().unwrap_or_default();
                self.row(at, &[date.clone(), first, amount.clone(), closing.clone()], Weight::Regular);
                for (row, text) in (1..).zip(operation.iter().skip(1)) {
                    self.text(OPERATION, at + row * 12_00, text, PLAIN);
                }
            }
        }
    }

    fn row(&mut self, at: Length, cells: &[String; 4], weight: Weight) {
        let [date, operation, amount, closing] = cells;
        self.text(LEFT, at, date, Letters { weight, ..PLAIN });
        self.text(OPERATION, at, operation, Letters { weight, ..PLAIN });
        self.text(AMOUNT, at, amount, Letters { weight, ..FIGURE });
        self.text(CLOSING, at, closing, Letters { weight, ..FIGURE });
    }

    fn text(&mut self, x: Length, y: Length, text: &str, letters: Letters) {
        let text = self.typefaces.drawable(text);
        let x = match letters.side {
            Side::Begins => x,
            Side::Ends => x - self.typefaces.width(&text, letters.weight, letters.size),
        };
        self.surface.set_fill(Some(solid(BLACK)));
        let font = self.typefaces.font(letters.weight);
        let at = Point::from_xy(points(x), points(y));
        self.surface.draw_text(at, font, points(letters.size), &text, false, TextDirection::LeftToRight);
    }

    /// A thin line from margin to margin.
    fn rule(&mut self, y: Length) {
        self.surface.set_fill(Some(solid(GRAY)));
        if let Some(path) = bar(y) {
            self.surface.draw_path(&path);
        }
    }
}

fn solid([red, green, blue]: Color) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

fn bar(y: Length) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(points(LEFT), points(y), points(RIGHT - LEFT), points(50))?);
    path.finish()
}

fn moment(at: DateTime<FixedOffset>) -> Moment {
    let at = at.to_utc();
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    Moment::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

/// Paper is measured in floats where it meets the library; money never is.
fn points(hundredths: Length) -> f32 {
    hundredths as f32 / 100.0
}
