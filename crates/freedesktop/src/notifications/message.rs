//! The messages to a notification daemon.

use std::borrow::Cow;
use std::collections::HashMap;

use kabinet_desktop::Notification;
use serde::Serialize;
use zbus::Message;
use zbus::zvariant::{DynamicType, Value};

use super::Picture;

/// The bus name and the interface of the daemon.
pub const NAME: &str = "org.freedesktop.Notifications";
const OBJECT: &str = "/org/freedesktop/Notifications";

/// The capability of a daemon that reads markup in the text.
pub const MARKUP: &str = "body-markup";

/// The reason for which a notification was closed if the customer did it.
pub const DISMISSED: u32 = 2;

/// The action of a click beside the buttons.
const CLICK: &str = "default";

/// The values of `urgency`.
const NORMAL: u8 = 1;
const CRITICAL: u8 = 2;

/// The values of the time limit on the screen.
const NEVER: i32 = 0;
const OF_THE_DAEMON: i32 = -1;

/// Creates the question about the capabilities of the daemon.
pub fn ask_capabilities() -> zbus::Result<Message> {
    call(NAME, "GetCapabilities", &())
}

/// Creates the request to show a notification.
///
/// The text is escaped if the daemon reads markup: it may hold a description of the provider's.
pub fn notify(
    daemon: &str,
    has_markup: bool,
    notification: &Notification,
    picture: Option<&Picture>,
) -> zbus::Result<Message> {
    let Notification { title, text, buttons, is_urgent } = notification;
    let text = if has_markup { escape(text) } else { text.into() };
    let buttons = buttons.iter().flat_map(|(action, words)| [action.id(), words.as_str()]);
    let actions: Vec<&str> = [CLICK, ""].into_iter().chain(buttons).collect();
    let (urgency, limit) = if *is_urgent { (CRITICAL, NEVER) } else { (NORMAL, OF_THE_DAEMON) };
    let mut hints = HashMap::from([("urgency", Value::from(urgency))]);
    if let Some(picture) = picture {
        hints.insert("image-data", image(picture));
    }
    let (program, replaced, icon) = ("Kabinet", 0_u32, "");
    call(daemon, "Notify", &(program, replaced, icon, title, text.as_ref(), actions, hints, limit))
}

/// Creates the request to close a notification.
pub fn close(daemon: &str, id: u32) -> zbus::Result<Message> {
    call(daemon, "CloseNotification", &id)
}

fn call<B>(daemon: &str, method: &str, body: &B) -> zbus::Result<Message>
where
    B: Serialize + DynamicType,
{
    Message::method_call(OBJECT, method)?.destination(daemon)?.interface(NAME)?.build(body)
}

fn image(picture: &Picture) -> Value<'static> {
    const BITS: i32 = 8;
    const CHANNELS: i32 = 4;
    let Picture { width, height, rgba } = picture.clone();
    Value::from((width, height, width * CHANNELS, true, BITS, CHANNELS, rgba))
}

fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>']) {
        return text.into();
    }
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").into()
}
