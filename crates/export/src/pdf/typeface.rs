//! The embedded fonts and the widths of their glyphs.

use krilla::text::Font;
use skrifa::charmap::Charmap;
use skrifa::raw::TableProvider;
use skrifa::raw::tables::hmtx::Hmtx;
use skrifa::{FontRef, MetadataProvider};

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
    characters: Charmap<'static>,
    widths: Hmtx<'static>,
    units_per_em: u16,
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
        let typeface = self.typeface(weight);
        let units: i64 = text.chars().map(|c| i64::from(typeface.advance(c))).sum();
        let width = units * i64::from(size) / i64::from(typeface.units_per_em);
        Length::try_from(width).unwrap_or(Length::MAX)
    }

    /// Returns the text with replacements of the characters that the font lacks.
    pub(crate) fn with_replacements(&self, text: &str) -> String {
        let characters = &self.regular.characters;
        text.chars().map(|c| if characters.map(c).is_some() { c } else { REPLACEMENT }).collect()
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
        let face = FontRef::new(data)?;
        let font = Font::new(data.into(), 0).ok_or(ExportError::Font)?;
        let (widths, units_per_em) = (face.hmtx()?, face.head()?.units_per_em());
        Ok(Self { font, characters: face.charmap(), widths, units_per_em })
    }

    /// Returns the width of a character, or of its replacement, in the units of the font.
    fn advance(&self, c: char) -> u16 {
        let glyph = self.characters.map(c).or_else(|| self.characters.map(REPLACEMENT));
        glyph.and_then(|glyph| self.widths.advance(glyph)).unwrap_or_default()
    }
}
