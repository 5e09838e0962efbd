//! Drawing of lines on the pages of a PDF.

#![expect(clippy::inconsistent_digit_grouping, reason = "lengths read as points_hundredths")]

use std::num::NonZeroU16;

use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::{DateTime as PdfDateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::TextDirection;

use crate::ExportError;
use crate::pdf::layout::{
    AMOUNT, BALANCE_AFTER, DESCRIPTION, FOOT, HEIGHT, LEADING, LEFT, Line, Page, RIGHT, SIZE, TITLE_SIZE,
    WIDTH,
};
use crate::pdf::length::Length;
use crate::pdf::structure::Structure;
use crate::pdf::typeface::{Typefaces, Weight};

/// The document and the pages drawn so far.
pub(crate) struct Canvas {
    document: Document,
    typefaces: Typefaces,
    structure: Structure,
}

/// The page that is drawn.
struct Pen<'a> {
    surface: Surface<'a>,
    typefaces: &'a Typefaces,
    structure: &'a mut Structure,
}

/// The anchor of a text that stands at the given place.
#[derive(Clone, Copy)]
enum Anchor {
    Start,
    End,
}

/// The style of a text.
#[derive(Clone, Copy)]
struct TextStyle {
    weight: Weight,
    size: Length,
    anchor: Anchor,
}

/// Red, green and blue.
type Color = [u8; 3];

const BLACK: Color = [0x1f, 0x23, 0x28];
const GRAY: Color = [0xc9, 0xcf, 0xd6];

const PLAIN: TextStyle = TextStyle { weight: Weight::Regular, size: SIZE, anchor: Anchor::Start };
const BOLD: TextStyle = TextStyle { weight: Weight::Bold, ..PLAIN };
const FIGURE: TextStyle = TextStyle { anchor: Anchor::End, ..PLAIN };

/// The right edge of the column of totals.
const TOTALS: Length = LEFT + 220_00;

impl Canvas {
    pub(crate) fn new(typefaces: Typefaces) -> Self {
        Self { document: Document::new(), typefaces, structure: Structure::default() }
    }

    /// Draws a page with the texts of its footer.
    pub(crate) fn draw(&mut self, page: &Page, left: &str, right: &str) {
        let settings = PageSettings::from_wh(points(WIDTH), points(HEIGHT)).unwrap_or_default();
        let mut sheet = self.document.start_page_with(settings);
        let mut pen =
            Pen { surface: sheet.surface(), typefaces: &self.typefaces, structure: &mut self.structure };
        for (at, line) in page {
            pen.line(*at, line);
        }
        pen.artifact(|pen| {
            pen.text(LEFT, FOOT, left, PLAIN);
            pen.text(RIGHT, FOOT, right, FIGURE);
        });
    }

    /// Returns the bytes of the document.
    pub(crate) fn finish(
        mut self,
        title: &str,
        language: &str,
        created_at: DateTime<FixedOffset>,
    ) -> Result<Vec<u8>, ExportError> {
        let metadata = Metadata::new()
            .title(title.to_owned())
            .language(language.to_owned())
            .creator("Kabinet".to_owned())
            .creation_date(pdf_date(created_at));
        self.document.set_metadata(metadata);
        self.document.set_tag_tree(self.structure.into_tree());
        Ok(self.document.finish()?)
    }
}

impl Pen<'_> {
    fn line(&mut self, at: Length, line: &Line) {
        match line {
            Line::Title(text) => {
                let text = self.tagged(LEFT, at, text, TextStyle { size: TITLE_SIZE, ..BOLD });
                self.structure.heading(NonZeroU16::MIN, text);
            }
            Line::Fact(text) => {
                let text = self.tagged(LEFT, at, text, PLAIN);
                self.structure.paragraph(&[text]);
            }
            Line::Total(name, sum) => {
                let name = self.tagged(LEFT, at, name, PLAIN);
                let sum = self.tagged(TOTALS, at, sum, TextStyle { anchor: Anchor::End, ..BOLD });
                self.structure.paragraph(&[name, sum]);
            }
            Line::Section(text) => {
                let text = self.tagged(LEFT, at, text, BOLD);
                self.structure.heading(NonZeroU16::MIN.saturating_add(1), text);
                self.rule(at + 3_00);
            }
            Line::Header(labels) => self.header(at, labels),
            Line::Month(month, balance) => {
                let month = self.tagged(LEFT, at, month, BOLD);
                let style = TextStyle { anchor: Anchor::End, ..BOLD };
                let balance = self.tagged(BALANCE_AFTER, at, balance, style);
                self.structure.month(month, balance);
                self.rule(at + 3_00);
            }
            Line::Transaction { date, description, amount, balance_after } => {
                let cells = [
                    vec![self.tagged(LEFT, at, date, PLAIN)],
                    self.rows(at, description),
                    vec![self.tagged(AMOUNT, at, amount, FIGURE)],
                    vec![self.tagged(BALANCE_AFTER, at, balance_after, FIGURE)],
                ];
                self.structure.transaction(cells);
            }
            Line::Continuation(rows) => {
                let rows = self.rows(at, rows);
                self.structure.continuation(rows);
            }
        }
    }

    /// Draws the labels of the columns.
    ///
    /// Only the first ones are a part of the table for a reader.
    fn header(&mut self, at: Length, [date, description, amount, balance]: &[String; 4]) {
        let figure = TextStyle { anchor: Anchor::End, ..BOLD };
        let cells = [
            (LEFT, date, BOLD),
            (DESCRIPTION, description, BOLD),
            (AMOUNT, amount, figure),
            (BALANCE_AFTER, balance, figure),
        ];
        if self.structure.has_header() {
            self.artifact(|pen| cells.iter().for_each(|(x, text, style)| pen.text(*x, at, text, *style)));
        } else {
            let labels = cells.map(|(x, text, style)| self.tagged(x, at, text, style));
            self.structure.header(labels);
        }
        self.rule(at + 4_00);
    }

    fn rows(&mut self, at: Length, rows: &[String]) -> Vec<Identifier> {
        let rows = (0..).zip(rows);
        rows.map(|(row, text)| self.tagged(DESCRIPTION, at + row * LEADING, text, PLAIN)).collect()
    }

    /// Draws a text and returns its place in the structure.
    fn tagged(&mut self, x: Length, y: Length, text: &str, style: TextStyle) -> Identifier {
        let identifier = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        self.text(x, y, text, style);
        self.surface.end_tagged();
        identifier
    }

    /// Draws content that a screen reader skips.
    fn artifact(&mut self, draw: impl FnOnce(&mut Self)) {
        let artifact = Artifact::with_kind(ArtifactType::PaginationOther);
        self.surface.start_tagged(ContentTag::Artifact(artifact));
        draw(self);
        self.surface.end_tagged();
    }

    fn text(&mut self, x: Length, y: Length, text: &str, style: TextStyle) {
        let text = self.typefaces.with_replacements(text);
        let x = match style.anchor {
            Anchor::Start => x,
            Anchor::End => x - self.typefaces.width(&text, style.weight, style.size),
        };
        self.surface.set_fill(Some(solid(BLACK)));
        let font = self.typefaces.font(style.weight);
        let at = Point::from_xy(points(x), points(y));
        self.surface.draw_text(at, font, points(style.size), &text, false, TextDirection::LeftToRight);
    }

    /// Draws a thin line from margin to margin.
    fn rule(&mut self, y: Length) {
        let Some(path) = bar(y) else { return };
        self.artifact(|pen| {
            pen.surface.set_fill(Some(solid(GRAY)));
            pen.surface.draw_path(&path);
        });
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

fn pdf_date(at: DateTime<FixedOffset>) -> PdfDateTime {
    let at = at.to_utc();
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    PdfDateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

/// Converts to points.
///
/// The drawing library takes floats; money never becomes one.
fn points(hundredths: Length) -> f32 {
    hundredths as f32 / 100.0
}
