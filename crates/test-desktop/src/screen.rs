//! The whole screen, and the pointer on it.

use std::process::Stdio;

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ConnectionExt as _, ImageFormat, MOTION_NOTIFY_EVENT,
};
use x11rb::protocol::xtest::ConnectionExt as _;

use crate::{NotificationDaemon, Region, Session, TrayHost};

/// A display of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// The display of X11.
    X11,
    /// The headless Wayland display beside it, which has no pointer.
    Wayland,
}

/// A picture of a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screen {
    /// The bytes of a row and of a pixel.
    row: usize,
    pixel: usize,
    bytes: Vec<u8>,
}

/// A button of the pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    /// The left one.
    Left = 1,
    /// The right one.
    Right = 3,
}

impl NotificationDaemon {
    /// Returns the display on which it shows notifications.
    pub fn display(self) -> Display {
        if self == Self::Mako { Display::Wayland } else { Display::X11 }
    }
}

impl TrayHost {
    /// Returns the display on which it shows icons.
    pub fn display(self) -> Display {
        if self == Self::Waybar { Display::Wayland } else { Display::X11 }
    }

    /// Returns true if it knows the icons of X11 alone.
    pub fn is_of_x11(self) -> bool {
        matches!(self, Self::Tint2 | Self::Trayer)
    }
}

impl Session {
    /// Returns a picture of a display.
    ///
    /// # Panics
    /// If the display does not answer.
    pub fn screen(&self, display: Display) -> Screen {
        match display {
            Display::X11 => self.x11_screen(),
            Display::Wayland => self.wayland_screen(),
        }
    }

    fn x11_screen(&self) -> Screen {
        let display = self.connect_to_display();
        let root = &display.setup().roots[0];
        let (width, height) = (root.width_in_pixels, root.height_in_pixels);
        let image = display.get_image(ImageFormat::Z_PIXMAP, root.root, 0, 0, width, height, !0);
        let image = image.expect("the display is connected").reply().expect("the display shows its pixels");
        Screen { row: usize::from(width) * 4, pixel: 4, bytes: image.data }
    }

    /// Reads the picture of `grim`: `P6 WIDTH HEIGHT 255` and the pixels.
    fn wayland_screen(&self) -> Screen {
        let mut grim = self.command("grim");
        let grim = grim.args(["-t", "ppm", "-"]).env("WAYLAND_DISPLAY", self.wayland()).stderr(Stdio::null());
        let image = grim.output().expect("grim starts").stdout;
        let header = image.iter().enumerate().filter(|(_, byte)| byte.is_ascii_whitespace()).nth(3);
        let (end, _) = header.expect("grim makes a picture");
        let text = String::from_utf8_lossy(&image[..end]).into_owned();
        let width = text.split_whitespace().nth(1).and_then(|width| width.parse::<usize>().ok());
        let width = width.expect("a picture has a width");
        Screen { row: width * 3, pixel: 3, bytes: image[end + 1..].to_vec() }
    }

    /// Clicks at a point of the display of X11.
    ///
    /// # Panics
    /// If the display does not take the click.
    pub fn click_at(&self, (x, y): (i16, i16), button: Button) {
        let display = self.connect_to_display();
        let root = display.setup().roots[0].root;
        let send = |event, detail, x, y| {
            let sent = display.xtest_fake_input(event, detail, x11rb::CURRENT_TIME, root, x, y, 0);
            sent.expect("the display is connected").check().expect("the display takes clicks");
        };
        send(MOTION_NOTIFY_EVENT, 0, x, y);
        send(BUTTON_PRESS_EVENT, button as u8, 0, 0);
        send(BUTTON_RELEASE_EVENT, button as u8, 0, 0);
        send(MOTION_NOTIFY_EVENT, 0, 1, 1);
    }

    /// Clicks on the notification in a region of the screen, as its daemon's users do.
    ///
    /// # Panics
    /// If there is none.
    pub fn click_shown_notification(&self, daemon: NotificationDaemon, region: Region) {
        match daemon {
            NotificationDaemon::Dunst => self.click_notification(),
            NotificationDaemon::Mako => {
                let mut invoke = self.command("makoctl");
                let invoked = invoke.args(["invoke", "default"]).output().expect("makoctl starts");
                assert!(invoked.status.success(), "mako has no notification");
            }
            // A click on the words only closes: the button is below them, on the right.
            NotificationDaemon::Xfce => self.click_at(region.point(87, 75), Button::Left),
            NotificationDaemon::Gnome
            | NotificationDaemon::Mate
            | NotificationDaemon::Lxqt
            | NotificationDaemon::Refusing
            | NotificationDaemon::None => self.click_at(region.point(50, 25), Button::Left),
        }
    }
}

impl Screen {
    /// Returns the smallest region that contains every pixel that differs from another picture.
    ///
    /// `None` if no pixel differs.
    pub fn changes(&self, other: &Self) -> Option<Region> {
        let rows = self.bytes.chunks(self.row).zip(other.bytes.chunks(self.row));
        let changed: Vec<(usize, usize, usize)> = rows
            .enumerate()
            .filter(|(_, (one, another))| one != another)
            .filter_map(|(y, (one, another))| {
                let differs = |at: &usize| one[*at] != another[*at];
                let (first, last) = ((0..one.len()).find(differs)?, (0..one.len()).rfind(differs)?);
                Some((y, first / self.pixel, last / self.pixel))
            })
            .collect();
        let (top, bottom) = (changed.first()?.0, changed.last()?.0);
        let left = changed.iter().map(|(_, first, _)| *first).min()?;
        let right = changed.iter().map(|(_, _, last)| *last).max()?;
        Some(Region {
            left: i16::try_from(left).ok()?,
            top: i16::try_from(top).ok()?,
            width: u16::try_from(right - left + 1).ok()?,
            height: u16::try_from(bottom - top + 1).ok()?,
        })
    }
}

impl Region {
    /// Returns the point at these parts of its width and height, in per cent.
    pub fn point(&self, across: i32, down: i32) -> (i16, i16) {
        let at = |start: i16, size: u16, part: i32| {
            i16::try_from(i32::from(start) + i32::from(size) * part / 100).unwrap_or(start)
        };
        (at(self.left, self.width, across), at(self.top, self.height, down))
    }
}
