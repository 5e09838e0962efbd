use x11rb::connection::Connection;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{
    ConnectionExt as _, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, Keysym, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use crate::Session;

/// The names of keys that write no letter, as X calls them.
const TAB: Keysym = 0xff09;
const RETURN: Keysym = 0xff0d;
const SHIFT: Keysym = 0xffe1;

/// The keys of the display.
struct Keyboard<'a> {
    display: &'a RustConnection,
    first: u8,
    per_key: usize,
    keysyms: Vec<Keysym>,
}

impl Session {
    /// Gives the keyboard to the window of that title and types there, as on real keys: for
    /// windows that no driver reaches. `\t` and `\n` are the keys Tab and Enter.
    ///
    /// # Panics
    /// If there is no such window, or no key for a character.
    pub fn type_into(&self, title: &str, text: &str) {
        let display = self.connected();
        let window = self.window(&display, title).unwrap_or_else(|| panic!("there is no window {title}"));
        let typed = typed(&display, window, text);
        typed.expect("the display takes keys");
    }
}

fn typed(display: &RustConnection, window: Window, text: &str) -> Result<(), ReplyError> {
    display.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME)?.check()?;
    let keyboard = Keyboard::of(display)?;
    text.chars().try_for_each(|letter| keyboard.strike(letter))
}

impl<'a> Keyboard<'a> {
    fn of(display: &'a RustConnection) -> Result<Self, ReplyError> {
        let setup = display.setup();
        let (first, count) = (setup.min_keycode, setup.max_keycode - setup.min_keycode + 1);
        let told = display.get_keyboard_mapping(first, count)?.reply()?;
        Ok(Self { display, first, per_key: told.keysyms_per_keycode.into(), keysyms: told.keysyms })
    }

    fn strike(&self, letter: char) -> Result<(), ReplyError> {
        let (key, is_shifted) = self.key(keysym(letter));
        let (shift, _) = self.key(SHIFT);
        if is_shifted {
            self.send(KEY_PRESS_EVENT, shift)?;
        }
        self.send(KEY_PRESS_EVENT, key)?;
        self.send(KEY_RELEASE_EVENT, key)?;
        if is_shifted {
            self.send(KEY_RELEASE_EVENT, shift)?;
        }
        Ok(())
    }

    /// The key, and whether Shift is held for it.
    fn key(&self, keysym: Keysym) -> (u8, bool) {
        let mut keys = self.keysyms.chunks(self.per_key).zip(self.first..);
        let key = keys.find_map(|(of_key, code)| {
            let column = of_key.iter().take(2).position(|on_key| *on_key == keysym)?;
            Some((code, column == 1))
        });
        key.unwrap_or_else(|| panic!("no key for {keysym:#x}"))
    }

    fn send(&self, event: u8, key: u8) -> Result<(), ReplyError> {
        let now = x11rb::CURRENT_TIME;
        self.display.xtest_fake_input(event, key, now, x11rb::NONE, 0, 0, 0)?.check()
    }
}

/// Latin letters, figures and signs are their own names.
fn keysym(letter: char) -> Keysym {
    match letter {
        '\t' => TAB,
        '\n' => RETURN,
        letter => letter.into(),
    }
}
