//! Screenshots of windows.

use std::fs;
use std::path::Path;

use x11rb::protocol::xproto::{ConnectionExt, ImageFormat};

use crate::{Session, wait_until};

/// A rectangle of a window, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Distance from the window's left edge.
    pub left: i16,
    /// Distance from the window's top edge.
    pub top: i16,
    /// Its width.
    pub width: u16,
    /// Its height.
    pub height: u16,
}

impl Session {
    /// Returns the pixels of a region of the window with that title.
    ///
    /// `None` if there is no such window, or it is smaller than the region.
    ///
    /// # Panics
    /// If the display does not answer.
    pub fn pixels(&self, title: &str, region: Region) -> Option<Vec<u8>> {
        let display = self.connect_to_display();
        let window = self.window(&display, title)?;
        let Region { left, top, width, height } = region;
        let image = display.get_image(ImageFormat::Z_PIXMAP, window, left, top, width, height, !0);
        Some(image.expect("the display is connected").reply().ok()?.data)
    }

    /// Waits until the window with that title is drawn and does not change, and returns its pixels.
    ///
    /// # Panics
    /// If the window does not appear, or goes on changing.
    pub fn wait_until_still(&self, title: &str) -> Vec<u8> {
        self.still_pixels(title, PAGE_TOP, MANY_IMAGES)
    }

    /// Waits until the window shows other pixels than `before`, drawn and without change.
    ///
    /// On a busy machine a window may be still because it has not yet reacted.
    ///
    /// # Panics
    /// If the window does not change, or goes on changing.
    pub fn wait_until_changed(&self, title: &str, before: &[u8]) -> Vec<u8> {
        wait_until(&format!("a window {title} that has changed"), || {
            let pixels = self.wait_until_still(title);
            (pixels != before).then_some(pixels)
        })
    }

    /// Saves a screenshot of the window with that title as PNG, once it does not change.
    ///
    /// # Panics
    /// If the window does not appear, or goes on changing, or the file cannot be written.
    pub fn save_screenshot(&self, title: &str, file: &Path) {
        let whole = wait_until(&format!("a window {title}"), || self.window_region(title));
        let pixels = self.still_pixels(title, whole, FEW_IMAGES);
        let colours: Vec<u8> = pixels.chunks(4).flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect();
        let mut picture = Vec::new();
        let mut encoder = png::Encoder::new(&mut picture, whole.width.into(), whole.height.into());
        encoder.set_color(png::ColorType::Rgb);
        let written = encoder.write_header().and_then(|mut header| header.write_image_data(&colours));
        written.expect("the pixels are an image");
        fs::write(file, picture).expect("the file can be written");
    }

    /// Returns the pixels of a region once `count` successive images of it are equal and not blank.
    fn still_pixels(&self, title: &str, region: Region, count: usize) -> Vec<u8> {
        let mut images: Vec<Vec<u8>> = Vec::new();
        wait_until(&format!("a window {title} that does not change"), || {
            let image = self.pixels(title, region)?;
            if images.first().is_some_and(|before| *before != image) {
                images.clear();
            }
            images.push(image);
            let is_drawn = images[0].chunks(4).any(|pixel| pixel != &images[0][..4]);
            if is_drawn && images.len() >= count { images.pop() } else { None }
        })
    }

    fn window_region(&self, title: &str) -> Option<Region> {
        let display = self.connect_to_display();
        let window = self.window(&display, title)?;
        let geometry = display.get_geometry(window).expect("the display is connected").reply().ok()?;
        Some(Region { left: 0, top: 0, width: geometry.width, height: geometry.height })
    }
}

/// The region of a window in which its page begins.
const PAGE_TOP: Region = Region { left: 0, top: 0, width: 480, height: 240 };

/// Equal images that prove a window still where its page may be loading.
const MANY_IMAGES: usize = 25;

/// Equal images that prove a window still where its page has reported that it is drawn.
const FEW_IMAGES: usize = 3;
