//! Notifications, by the Desktop Notifications Specification.

mod message;
mod worker;

use std::sync::mpsc::{self, Sender};
use std::thread;

use kabinet_desktop::{Notification, NotificationReport};

use worker::{Input, Request, Worker};

/// The client of the notification daemon.
///
/// Nothing waits for the daemon: it may be absent, start late or hang, and its answers are events.
#[derive(Debug, Clone)]
pub struct Notifications {
    inputs: Sender<Input>,
}

/// A picture that each notification shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The width in pixels.
    pub width: i32,
    /// The height in pixels.
    pub height: i32,
    /// The rows from the top, each pixel as red, green, blue and alpha.
    pub rgba: Vec<u8>,
}

impl Notifications {
    /// Creates a client on the bus at `address`; `None` stands for the session bus.
    ///
    /// Calls `on_daemon` each time that a notification daemon has come.
    pub fn new(
        address: Option<String>,
        picture: Option<Picture>,
        on_daemon: impl Fn() + Send + 'static,
    ) -> Self {
        let (sender, inputs) = mpsc::channel();
        let worker = Worker::new(address, picture, Box::new(on_daemon), sender.clone());
        thread::spawn(move || worker.run(&inputs));
        Self { inputs: sender }
    }

    /// Hands a notification over to the daemon, and reports its events on another thread.
    ///
    /// It is refused if there is no daemon and none can be started. While a daemon does not answer,
    /// it is neither taken nor refused; once the daemon ends or is replaced, it is refused.
    pub fn show(&self, notification: &Notification, report: NotificationReport) {
        let request = Request { notification: notification.clone(), report };
        // The thread lives as long as the program.
        let _ = self.inputs.send(Input::Show(request));
    }
}
