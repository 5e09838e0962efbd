use std::fs;
use std::path::Path;

use x11rb::protocol::xproto::{ConnectionExt, ImageFormat};

use crate::{Session, until};

/// A part of a window, in pixels from its left upper corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// From the left.
    pub left: i16,
    /// From above.
    pub top: i16,
    /// How wide.
    pub width: u16,
    /// How high.
    pub height: u16,
}

impl Session {
    /// What a part of the window of that title looks like, pixel by pixel; `None` as long as there
    /// is no such window.
    ///
    /// # Panics
    /// If the display does not answer.
    pub fn picture(&self, title: &str, part: Part) -> Option<Vec<u8>> {
        let display = self.connected();
        let window = self.window(&display, title)?;
        let Part { left, top, width, height } = part;
        let asked = display.get_image(ImageFormat::Z_PIXMAP, window, left, top, width, height, !0);
        // The window may go, or still be smaller, while it is looked at.
        Some(asked.expect("the display takes questions").reply().ok()?.data)
    }

    /// Waits until the window of that title shows something and stays as it is.
    ///
    /// # Panics
    /// If it does not come, or goes on changing.
    pub fn settles(&self, title: &str) {
        self.at_rest(title, MIDDLE, LOOKS);
    }

    /// Takes a picture of the window of that title, once it stays as it is, into a PNG file.
    ///
    /// # Panics
    /// If it does not come, or goes on changing, or the file cannot be written.
    pub fn photograph(&self, title: &str, file: &Path) {
        let whole = until(&format!("a window {title}"), || self.size(title));
        let pixels = self.at_rest(title, whole, FEW_LOOKS);
        let colours: Vec<u8> = pixels.chunks(4).flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect();
        let mut picture = Vec::new();
        let mut encoder = png::Encoder::new(&mut picture, whole.width.into(), whole.height.into());
        encoder.set_color(png::ColorType::Rgb);
        let written = encoder.write_header().and_then(|mut header| header.write_image_data(&colours));
        written.expect("a picture is encoded");
        fs::write(file, picture).expect("a picture can be written");
    }

    fn at_rest(&self, title: &str, part: Part, looks: usize) -> Vec<u8> {
        let mut seen: Vec<Vec<u8>> = Vec::new();
        until(&format!("a window {title} at rest"), || {
            let now = self.picture(title, part)?;
            if seen.first().is_some_and(|before| *before != now) {
                seen.clear();
            }
            seen.push(now);
            let is_drawn = seen[0].chunks(4).any(|pixel| pixel != &seen[0][..4]);
            if is_drawn && seen.len() >= looks { seen.pop() } else { None }
        })
    }

    fn size(&self, title: &str) -> Option<Part> {
        let display = self.connected();
        let window = self.window(&display, title)?;
        let told = display.get_geometry(window).expect("the display takes questions").reply().ok()?;
        Some(Part { left: 0, top: 0, width: told.width, height: told.height })
    }
}

/// The part of a window where a page begins.
const MIDDLE: Part = Part { left: 0, top: 0, width: 480, height: 240 };

/// So many pictures alike are a window at rest that may still be starting.
const LOOKS: usize = 25;

/// So many, where the page itself says that it is drawn.
const FEW_LOOKS: usize = 3;
