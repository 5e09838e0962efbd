//! What the desktop program does on a click, on a tick of the clock, when its window is closed:
//! everything but drawing, which is the [`Surface`] port.
//!
//! Deliberately not here: Tauri, the real keyring and waiting, so that all of it can be tried in a
//! test without a screen.

mod browsing;
mod closing;
mod desktop;
mod diagnosing;
mod example;
mod exporting;
mod meaning;
mod reading;
mod refreshing;
mod reminding;
mod secrets;
mod signing;
mod surface;
mod tray;
mod words;

pub use desktop::Desktop;
pub use secrets::{MemorySecrets, SessionSecrets};
pub use surface::{Browsing, Event, PageFilter, Screen, Surface, SystemError};
