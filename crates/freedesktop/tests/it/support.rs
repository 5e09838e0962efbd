//! A bus, a client on it, and a notification daemon.

use std::collections::HashMap;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kabinet_desktop::{Notification, NotificationAction, NotificationEvent};
use kabinet_freedesktop::{Notifications, Picture};
use kabinet_test_desktop::{KeyringService, NotificationDaemon, Programs, Session, TrayHost, wait_until};
use zbus::blocking::{Connection, connection};
use zbus::zvariant::OwnedValue;

/// The longest wait for an event.
const PATIENCE: Duration = Duration::from_secs(60);

const NAME: &str = "org.freedesktop.Notifications";
const OBJECT: &str = "/org/freedesktop/Notifications";

/// A session bus without a daemon.
pub struct Bus(Session);

/// The client under test.
pub struct Client {
    notifications: Notifications,
    arrivals: Receiver<()>,
}

/// The events of a notification.
pub struct Events(Receiver<NotificationEvent>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    Markup,
    Plain,
    Hangs,
}

/// A daemon that records, and gives ids from 1.
pub struct FakeDaemon {
    bus: Connection,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    taken: Vec<Request>,
    closed: Vec<u32>,
}

/// The parts of a request.
#[derive(Debug, Clone)]
pub struct Request {
    pub text: String,
    pub actions: Vec<String>,
    pub urgency: u8,
    pub limit: i32,
    pub has_picture: bool,
}

struct Interface {
    behaviour: Behaviour,
    seen: Arc<Mutex<Seen>>,
}

pub fn notification(text: &str) -> Notification {
    let buttons = [(NotificationAction::Pay, "Пополнить"), (NotificationAction::Open, "Открыть")];
    let buttons = buttons.map(|(action, words)| (action, words.to_owned())).to_vec();
    Notification {
        title: "Скоро списание".to_owned(), text: text.to_owned(), buttons, is_urgent: false
    }
}

impl Bus {
    pub fn new() -> Self {
        let nothing = Programs {
            notifications: NotificationDaemon::None,
            tray: TrayHost::None,
            keyring: KeyringService::None,
        };
        Self(Session::with_programs(Path::new(env!("CARGO_TARGET_TMPDIR")), nothing))
    }

    pub fn client(&self) -> Client {
        self.client_with(None)
    }

    pub fn client_with(&self, picture: Option<Picture>) -> Client {
        let (arrival, arrivals) = mpsc::channel();
        let address = self.0.address().to_owned();
        let notifications = Notifications::new(Some(address), picture, move || _ = arrival.send(()));
        Client { notifications, arrivals }
    }
}

impl Client {
    pub fn show(&self, notification: Notification) -> Events {
        let (sender, events) = mpsc::channel();
        self.notifications.show(&notification, Arc::new(move |event| _ = sender.send(event)));
        Events(events)
    }

    pub fn wait_for_daemon(&self) {
        self.arrivals.recv_timeout(PATIENCE).unwrap();
    }
}

impl Events {
    #[track_caller]
    pub fn next(&self) -> NotificationEvent {
        self.0.recv_timeout(PATIENCE).unwrap()
    }

    /// Returns true if no event has come.
    pub fn are_over(&self) -> bool {
        self.0.try_recv().is_err()
    }
}

impl FakeDaemon {
    pub fn start(bus: &Bus, behaviour: Behaviour) -> Self {
        let seen = Arc::new(Mutex::new(Seen::default()));
        let interface = Interface { behaviour, seen: Arc::clone(&seen) };
        let bus = connection::Builder::address(bus.0.address())
            .and_then(|it| it.serve_at(OBJECT, interface))
            .and_then(|it| it.name(NAME))
            .and_then(connection::Builder::build);
        Self { bus: bus.unwrap(), seen }
    }

    pub fn taken(&self) -> Vec<Request> {
        self.seen.lock().unwrap().taken.clone()
    }

    pub fn texts(&self) -> Vec<String> {
        self.taken().into_iter().map(|request| request.text).collect()
    }

    pub fn wait_for_text(&self) {
        wait_until("a request", || (!self.taken().is_empty()).then_some(()));
    }

    /// Clicks on the newest notification.
    pub fn click(&self, action: &str) {
        self.signal("ActionInvoked", &(self.newest(), action));
    }

    pub fn click_id(&self, id: u32) {
        self.signal("ActionInvoked", &(id, "default"));
    }

    /// Closes the newest notification.
    pub fn close(&self, reason: u32) {
        self.signal("NotificationClosed", &(self.newest(), reason));
    }

    /// Waits for the request to close the newest notification.
    pub fn wait_until_closed(&self) {
        let newest = self.newest();
        wait_until("a request to close", || self.seen.lock().unwrap().closed.contains(&newest).then_some(()));
    }

    /// Gives up the name, as a daemon that is replaced does, and stays on the bus.
    pub fn release_name(&self) {
        self.bus.release_name(NAME).unwrap();
    }

    fn newest(&self) -> u32 {
        u32::try_from(self.taken().len()).unwrap()
    }

    fn signal<B: serde::Serialize + zbus::zvariant::DynamicType>(&self, member: &str, body: &B) {
        self.bus.emit_signal(None::<&str>, OBJECT, NAME, member, body).unwrap();
    }
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Interface {
    fn get_capabilities(&self) -> Vec<String> {
        let markup = (self.behaviour != Behaviour::Plain).then(|| "body-markup".to_owned());
        markup.into_iter().collect()
    }

    #[expect(clippy::too_many_arguments, reason = "they are the specification's")]
    async fn notify(
        &self,
        _program: &str,
        _replaced: u32,
        _icon: &str,
        _title: &str,
        text: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        limit: i32,
    ) -> u32 {
        let urgency = hints.get("urgency").and_then(|urgency| u8::try_from(urgency).ok()).unwrap_or_default();
        let has_picture = hints.contains_key("image-data");
        let id = {
            let mut seen = self.seen.lock().unwrap();
            seen.taken.push(Request { text, actions, urgency, limit, has_picture });
            u32::try_from(seen.taken.len()).unwrap()
        };
        if self.behaviour == Behaviour::Hangs {
            std::future::pending::<()>().await;
        }
        id
    }

    fn close_notification(&self, id: u32) {
        self.seen.lock().unwrap().closed.push(id);
    }
}
