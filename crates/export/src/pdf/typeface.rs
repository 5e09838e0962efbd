use krilla::text::Font;
use ttf_parser::Face;

use super::layout::Length;
use crate::ExportError;

const REGULAR: &[u8] = include_bytes!("../../fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/NotoSans-Bold.ttf");

/// The face and its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// Noto Sans, with the letters of Latin and Cyrillic.
pub(crate) struct Typefaces {
    regular: Typeface,
    bold: Typeface,
}

struct Typeface {
    font: Font,
    face: Face<'static>,
}

/// What stands for a character that the face does not have.
const UNKNOWN: char = '\u{fffd}';

impl Typefaces {
    pub(crate) fn read() -> Result<Self, ExportError> {
        Ok(Self { regular: Typeface::read(REGULAR)?, bold: Typeface::read(BOLD)? })
    }

    pub(crate) fn font(&self, weight: Weight) -> Font {
        self.of(weight).font.clone()
    }

    /// How long a text is in that size.
    pub(crate) fn width(&self, text: &str, weight: Weight, size: Length) -> Length {
        let face = &self.of(weight).face;
        let units: i32 = text.chars().map(|c| advance(face, c)).sum();
        units * size / i32::from(face.units_per_em())
    }

    /// The text with a sign in the place of what cannot be drawn.
    pub(crate) fn drawable(&self, text: &str) -> String {
        let face = &self.regular.face;
        text.chars().map(|c| if face.glyph_index(c).is_some() { c } else { UNKNOWN }).collect()
    }

    fn of(&self, weight: Weight) -> &Typeface {
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
    let glyph = face.glyph_index(c).or_else(|| face.glyph_index(UNKNOWN));
    glyph.and_then(|glyph| face.glyph_hor_advance(glyph)).map_or(0, i32::from)
}
