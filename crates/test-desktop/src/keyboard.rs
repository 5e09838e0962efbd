//! Real key presses, for windows that WebDriver does not reach.

use x11rb::connection::Connection;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{
    ConnectionExt as _, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, Keysym, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use crate::{Session, wait_until};

/// X keysyms of keys that write no character.
const TAB: Keysym = 0xff09;
const RETURN: Keysym = 0xff0d;
const SHIFT: Keysym = 0xffe1;
const CONTROL: Keysym = 0xffe3;
const ESCAPE: Keysym = 0xff1b;

/// The keyboard layout of a display.
struct Keyboard<'a> {
    display: &'a RustConnection,
    first: u8,
    per_key: usize,
    keysyms: Vec<Keysym>,
}

impl Session {
    /// Focuses the window with that title and types `text`; `\t` is Tab and `\n` is Enter.
    ///
    /// # Panics
    /// If the window does not appear or take the focus, or no key writes a character of the text.
    pub fn type_into(&self, title: &str, text: &str) {
        self.focus(title);
        self.type_text(text);
    }

    /// Focuses the window with that title and presses a letter together with Ctrl.
    ///
    /// # Panics
    /// If the window does not appear or take the focus, or no key writes the letter.
    pub fn press_with_control(&self, title: &str, letter: char) {
        let display = self.focus(title);
        let pressed = Keyboard::of(&display).and_then(|keys| keys.press_with(CONTROL, letter));
        pressed.expect("the display takes keys");
    }

    /// Focuses the window with that title, and returns its display.
    fn focus(&self, title: &str) -> RustConnection {
        let display = self.connect_to_display();
        let window = wait_until(&format!("a window {title}"), || self.window(&display, title));
        focus(&display, window).expect("the display is connected");
        wait_until(&format!("the focus in {title}"), || self.has_focus(title).then_some(()));
        display
    }

    /// Focuses the window that is above all others, and types `text` like [`Self::type_into`].
    ///
    /// # Panics
    /// If there is no window, or no key writes a character of the text.
    pub fn type_into_newest(&self, text: &str) {
        let display = self.connect_to_display();
        let window = wait_until("a window", || self.newest_window(&display));
        focus(&display, window).expect("the display is connected");
        self.type_text(text);
    }

    /// Types `text` wherever the keyboard is; `\t` is Tab, `\n` is Enter and `\u{1b}` is Escape.
    ///
    /// # Panics
    /// If no key writes a character of the text.
    pub fn type_text(&self, text: &str) {
        let display = self.connect_to_display();
        let typed =
            Keyboard::of(&display).and_then(|keys| text.chars().try_for_each(|letter| keys.press(letter)));
        typed.expect("the display takes keys");
    }
}

fn focus(display: &RustConnection, window: Window) -> Result<(), ReplyError> {
    display.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME)?.check()
}

impl<'a> Keyboard<'a> {
    fn of(display: &'a RustConnection) -> Result<Self, ReplyError> {
        let setup = display.setup();
        let (first, count) = (setup.min_keycode, setup.max_keycode - setup.min_keycode + 1);
        let mapping = display.get_keyboard_mapping(first, count)?.reply()?;
        Ok(Self { display, first, per_key: mapping.keysyms_per_keycode.into(), keysyms: mapping.keysyms })
    }

    fn press(&self, letter: char) -> Result<(), ReplyError> {
        let (key, needs_shift) = self.key(keysym(letter));
        let (shift, _) = self.key(SHIFT);
        if needs_shift {
            self.send(KEY_PRESS_EVENT, shift)?;
        }
        self.send(KEY_PRESS_EVENT, key)?;
        self.send(KEY_RELEASE_EVENT, key)?;
        if needs_shift {
            self.send(KEY_RELEASE_EVENT, shift)?;
        }
        Ok(())
    }

    fn press_with(&self, held: Keysym, letter: char) -> Result<(), ReplyError> {
        let (held, _) = self.key(held);
        self.send(KEY_PRESS_EVENT, held)?;
        self.press(letter)?;
        self.send(KEY_RELEASE_EVENT, held)
    }

    /// Returns the key code, and true if Shift must be held.
    fn key(&self, keysym: Keysym) -> (u8, bool) {
        let mut keys = self.keysyms.chunks(self.per_key).zip(self.first..);
        let key = keys.find_map(|(on_key, code)| {
            let column = on_key.iter().take(2).position(|other| *other == keysym)?;
            Some((code, column == 1))
        });
        key.unwrap_or_else(|| panic!("no key for {keysym:#x}"))
    }

    fn send(&self, event: u8, key: u8) -> Result<(), ReplyError> {
        let now = x11rb::CURRENT_TIME;
        self.display.xtest_fake_input(event, key, now, x11rb::NONE, 0, 0, 0)?.check()
    }
}

/// Returns the X keysym of a character: a Latin character is its own.
fn keysym(letter: char) -> Keysym {
    match letter {
        '\t' => TAB,
        '\n' => RETURN,
        '\u{1b}' => ESCAPE,
        letter => letter.into(),
    }
}
