//! The windows on the session's display.

use x11rb::connection::Connection;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConfigureWindowAux, ConnectionExt, EventMask, InputFocus, MapState, Window,
};
use x11rb::rust_connection::RustConnection;

use crate::{Session, wait_until};

impl Session {
    /// Returns the number of visible windows with that title.
    ///
    /// # Panics
    /// If the display does not answer.
    pub fn window_count(&self, title: &str) -> usize {
        let display = self.connect_to_display();
        titled(&display, title).len()
    }

    /// Returns the titles of all visible windows that have one.
    ///
    /// # Panics
    /// If the display does not answer.
    pub fn window_titles(&self) -> Vec<String> {
        let display = self.connect_to_display();
        let visible =
            children(&display).into_iter().filter(|window| is_visible(&display, *window).unwrap_or(false));
        visible.filter_map(|window| title(&display, window).ok()).filter(|title| !title.is_empty()).collect()
    }

    /// Asks the window with that title to close, and waits until it has.
    ///
    /// # Panics
    /// If the window does not appear, or does not close.
    pub fn close_window(&self, title: &str) {
        self.ask_to_close(title);
        let display = self.connect_to_display();
        wait_until(&format!("no window {title}"), || titled(&display, title).is_empty().then_some(()));
    }

    /// Asks the window with that title to close; it may ask back.
    ///
    /// # Panics
    /// If the window does not appear.
    pub fn ask_to_close(&self, title: &str) {
        let display = self.connect_to_display();
        let window = wait_until(&format!("a window {title}"), || titled(&display, title).pop());
        send_delete_window(&display, window).expect("the display is connected");
    }

    /// Returns the place of the window with that title: left, top, width and height, in pixels.
    ///
    /// # Panics
    /// If the window does not appear.
    pub fn window_place(&self, title: &str) -> [u32; 4] {
        let display = self.connect_to_display();
        let place = || {
            let window = titled(&display, title).pop()?;
            let place = display.get_geometry(window).ok()?.reply().ok()?;
            let [left, top] = [place.x, place.y].map(|edge| u32::try_from(edge).unwrap_or(0));
            Some([left, top, place.width.into(), place.height.into()])
        };
        wait_until(&format!("the place of the window {title}"), place)
    }

    /// Moves and resizes the window with that title, as its frame does, and waits until it has.
    ///
    /// # Panics
    /// If the window does not take the place.
    pub fn put_window(&self, title: &str, place: [u32; 4]) {
        let display = self.connect_to_display();
        let window = wait_until(&format!("a window {title}"), || titled(&display, title).pop());
        let [left, top, width, height] = place;
        let [x, y] = [left, top].map(|edge| i32::try_from(edge).expect("a place on the display"));
        let place_of = ConfigureWindowAux::new().x(x).y(y).width(width).height(height);
        let put = display.configure_window(window, &place_of).expect("the display is connected");
        put.check().expect("the window can be moved");
        wait_until("the new place", || (self.window_place(title) == place).then_some(()));
    }

    /// Takes the keyboard focus from every window.
    ///
    /// # Panics
    /// If the display does not answer.
    pub fn clear_focus(&self) {
        let display = self.connect_to_display();
        let cleared = display.set_input_focus(InputFocus::NONE, x11rb::NONE, x11rb::CURRENT_TIME);
        cleared.expect("the display is connected").check().expect("the focus can be cleared");
    }

    /// Returns true if the window with that title, or a part of it, has the keyboard focus.
    ///
    /// # Panics
    /// If the display does not answer.
    pub fn has_focus(&self, title: &str) -> bool {
        let display = self.connect_to_display();
        let focus = display.get_input_focus().expect("the display is connected").reply();
        let focus = focus.expect("the display reports the focus").focus;
        titled(&display, title).iter().any(|window| contains(&display, *window, focus))
    }

    /// Returns the window above all others, except the tiny ones that programs hide.
    pub(crate) fn newest_window(&self, display: &RustConnection) -> Option<Window> {
        const TINY: u16 = 50;
        let is_large = |window: &Window| {
            let geometry = display.get_geometry(*window).ok()?.reply().ok()?;
            Some(geometry.width > TINY && geometry.height > TINY)
        };
        let windows = children(display).into_iter().rev();
        windows
            .filter(|window| is_visible(display, *window).unwrap_or(false))
            .find(|window| is_large(window).unwrap_or(false))
    }

    pub(crate) fn window(&self, display: &RustConnection, title: &str) -> Option<Window> {
        titled(display, title).pop()
    }

    pub(crate) fn connect_to_display(&self) -> RustConnection {
        x11rb::connect(Some(self.display())).expect("the display accepts connections").0
    }
}

fn titled(display: &RustConnection, wanted: &str) -> Vec<Window> {
    let is_titled =
        |window| Ok::<_, ReplyError>(is_visible(display, window)? && title(display, window)? == wanted);
    children(display).into_iter().filter(|window| is_titled(*window).unwrap_or(false)).collect()
}

fn children(display: &RustConnection) -> Vec<Window> {
    let root = display.setup().roots[0].root;
    let tree = display.query_tree(root).expect("the display is connected").reply();
    tree.expect("the display lists its windows").children
}

/// Returns true if the window is mapped; an error means that it has closed meanwhile.
fn is_visible(display: &RustConnection, window: Window) -> Result<bool, ReplyError> {
    Ok(display.get_window_attributes(window)?.reply()?.map_state == MapState::VIEWABLE)
}

fn title(display: &RustConnection, window: Window) -> Result<String, ReplyError> {
    let name = display.get_property(false, window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64)?.reply()?;
    Ok(String::from_utf8_lossy(&name.value).into_owned())
}

fn contains(display: &RustConnection, outer: Window, inner: Window) -> bool {
    let parent = |window| display.query_tree(window).ok()?.reply().ok().map(|tree| tree.parent);
    let mut ancestors = std::iter::successors(Some(inner), |window| parent(*window));
    ancestors.any(|window| window == outer)
}

fn send_delete_window(display: &RustConnection, window: Window) -> Result<(), ReplyError> {
    let atom =
        |name: &[u8]| -> Result<u32, ReplyError> { Ok(display.intern_atom(false, name)?.reply()?.atom) };
    let message = [atom(b"WM_DELETE_WINDOW")?, x11rb::CURRENT_TIME, 0, 0, 0];
    let event = ClientMessageEvent::new(32, window, atom(b"WM_PROTOCOLS")?, message);
    display.send_event(false, window, EventMask::NO_EVENT, event)?.check()
}
