use x11rb::connection::Connection;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, InputFocus, MapState, Window,
};
use x11rb::rust_connection::RustConnection;

use crate::{Session, until};

impl Session {
    /// How many windows of that title are open.
    ///
    /// # Panics
    /// If the display does not answer.
    pub fn windows(&self, title: &str) -> usize {
        let display = self.connected();
        titled(&display, title).len()
    }

    /// The titles of all windows that are shown and have one.
    ///
    /// # Panics
    /// If the display does not answer.
    pub fn titles(&self) -> Vec<String> {
        let display = self.connected();
        let shown =
            children(&display).into_iter().filter(|window| is_shown(&display, *window).unwrap_or(false));
        shown.filter_map(|window| title(&display, window).ok()).filter(|title| !title.is_empty()).collect()
    }

    /// Closes the window of that title as the person would, and waits until it is gone.
    ///
    /// # Panics
    /// If there is no such window, or it stays.
    pub fn close_window(&self, title: &str) {
        let display = self.connected();
        let window = until(&format!("a window {title}"), || titled(&display, title).pop());
        ask_to_close(&display, window).expect("the display takes messages");
        until(&format!("no window {title}"), || titled(&display, title).is_empty().then_some(()));
    }

    /// Takes the keyboard away from every window.
    ///
    /// # Panics
    /// If the display does not answer.
    pub fn look_away(&self) {
        let display = self.connected();
        let taken = display.set_input_focus(InputFocus::NONE, x11rb::NONE, x11rb::CURRENT_TIME);
        taken.expect("the display takes messages").check().expect("the keyboard can be taken away");
    }

    /// Whether the window of that title has the keyboard.
    ///
    /// # Panics
    /// If the display does not answer.
    pub fn has_keyboard(&self, title: &str) -> bool {
        let display = self.connected();
        let focus = display.get_input_focus().expect("the display takes questions").reply();
        let focus = focus.expect("the display tells who has the keyboard").focus;
        titled(&display, title).iter().any(|window| is_within(&display, focus, *window))
    }

    pub(crate) fn window(&self, display: &RustConnection, title: &str) -> Option<Window> {
        titled(display, title).pop()
    }

    pub(crate) fn connected(&self) -> RustConnection {
        x11rb::connect(Some(self.display())).expect("the display takes connections").0
    }
}

/// The windows on the display that are shown and have that title.
fn titled(display: &RustConnection, wanted: &str) -> Vec<Window> {
    let is_titled =
        |window| Ok::<_, ReplyError>(is_shown(display, window)? && title(display, window)? == wanted);
    children(display).into_iter().filter(|window| is_titled(*window).unwrap_or(false)).collect()
}

fn children(display: &RustConnection) -> Vec<Window> {
    let root = display.setup().roots[0].root;
    let all = display.query_tree(root).expect("the display takes questions").reply();
    all.expect("the display tells its windows").children
}

/// A window may go while it is asked about.
fn is_shown(display: &RustConnection, window: Window) -> Result<bool, ReplyError> {
    Ok(display.get_window_attributes(window)?.reply()?.map_state == MapState::VIEWABLE)
}

fn title(display: &RustConnection, window: Window) -> Result<String, ReplyError> {
    let name = display.get_property(false, window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64)?.reply()?;
    Ok(String::from_utf8_lossy(&name.value).into_owned())
}

fn is_within(display: &RustConnection, inner: Window, outer: Window) -> bool {
    let parent = |window| display.query_tree(window).ok()?.reply().ok().map(|tree| tree.parent);
    let mut chain = std::iter::successors(Some(inner), |window| parent(*window));
    chain.any(|window| window == outer)
}

fn ask_to_close(display: &RustConnection, window: Window) -> Result<(), ReplyError> {
    let atom =
        |name: &[u8]| -> Result<u32, ReplyError> { Ok(display.intern_atom(false, name)?.reply()?.atom) };
    let message = [atom(b"WM_DELETE_WINDOW")?, x11rb::CURRENT_TIME, 0, 0, 0];
    let event = ClientMessageEvent::new(32, window, atom(b"WM_PROTOCOLS")?, message);
    display.send_event(false, window, EventMask::NO_EVENT, event)?.check()
}
