//! The embedded fonts and the widths of their glyphs.

use krilla::text::Font;
use ttf_parser::Face;

use crate::ExportError;
use crate::pdf::length::Length;

const REGULAR: &[u8] = include_bytes!("../../fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/NotoSans-Bold.ttf");

/// The weight of a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// Noto Sans with Latin and Cyrillic letters.
pub(crate) struct Typefaces {
    regular: Typeface,
    bold: Typeface,
}

struct Typeface {
    font: Font,
    face: Face<'static>,
}

/// The replacement of a character that the font lacks.
const REPLACEMENT: char = '\u{fffd}';

impl Typefaces {
    pub(crate) fn read() -> Result<Self, ExportError> {
        Ok(Self { regular: Typeface::read(REGULAR)?, bold: Typeface::read(BOLD)? })
    }

    pub(crate) fn font(&self, weight: Weight) -> Font {
        self.typeface(weight).font.clone()
    }

    /// Returns the width of a text.
    pub(crate) fn width(&self, text: &str, weight: Weight, size: Length) -> Length {
        let face = &self.typeface(weight).face;
        let units: i64 = text.chars().map(|c| i64::from(advance(face, c))).sum();
        let width = units * i64::from(size) / i64::from(face.units_per_em());
        Length::try_from(width).unwrap_or(Length::MAX)
    }

    /// Returns the text with replacements of the characters that the font lacks.
    pub(crate) fn with_replacements(&self, text: &str) -> String {
        let face = &self.regular.face;
        text.chars().map(|c| if face.glyph_index(c).is_some() { c } else { REPLACEMENT }).collect()
    }

    fn typeface(&self, weight: Weight) -> &Typeface {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

impl Typeface {
    fn read(data: &'static [u8]) -> Result<Self, ExportError> {
        let face = Face::parse(data, 0)?;
        let font = Font::new(data.into(), 0).ok_or(ExportError::Font)?;
        Ok(Self { font, face })
    }
}

fn advance(face: &Face<'_>, c: char) -> i32 {
    let glyph = face.glyph_index(c).or_else(|| face.glyph_index(REPLACEMENT));
    glyph.and_then(|glyph| face.glyph_hor_advance(glyph)).map_or(0, i32::from)
}
