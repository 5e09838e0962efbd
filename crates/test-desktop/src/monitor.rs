//! The notifications that pass over the bus, whatever daemon shows them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use zbus::blocking::connection::Builder;
use zbus::blocking::fdo::MonitoringProxy;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::zvariant::OwnedValue;
use zbus::{MatchRule, Message};

use crate::{Notification, Session};

/// A watch on the notifications of a session.
#[derive(Debug, Clone)]
pub struct Monitor(Arc<Mutex<Seen>>);

/// A notification that the daemon has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The notification as it was sent.
    pub notification: Notification,
    /// True if the daemon has reported that it closed.
    pub is_closed: bool,
    /// True if the daemon has reported a click.
    pub is_clicked: bool,
}

#[derive(Debug, Default)]
struct Seen {
    /// The requests without an answer, by their sender and serial.
    requests: HashMap<(String, u32), Notification>,
    /// The notifications, by the daemon and the id that it gave.
    taken: Vec<((String, u32), Taken)>,
}

/// The arguments of `Notify`.
type Notify = (String, u32, String, String, String, Vec<String>, HashMap<String, OwnedValue>, i32);

const INTERFACE: &str = "org.freedesktop.Notifications";

impl Session {
    /// Watches the notifications from now on.
    ///
    /// # Panics
    /// If the bus refuses.
    pub fn monitor(&self) -> Monitor {
        let bus = Builder::address(self.address()).and_then(Builder::build);
        let bus = bus.expect("the session bus accepts connections");
        let messages = MessageIterator::from(bus.clone());
        let rule = |kind| MatchRule::builder().msg_type(kind);
        let calls = rule(Type::MethodCall).member("Notify").expect("a member").build();
        let signals = rule(Type::Signal).interface(INTERFACE).expect("an interface").build();
        let rules = [calls, signals, rule(Type::MethodReturn).build()];
        let monitoring = MonitoringProxy::new(&bus).expect("the session bus is connected");
        monitoring.become_monitor(&rules, 0).expect("the session bus can be watched");
        let monitor = Monitor(Arc::default());
        let (watching, seen) = (bus, Arc::clone(&monitor.0));
        thread::spawn(move || watch(&watching, messages, &seen));
        monitor
    }
}

impl Monitor {
    /// Returns the notifications that daemons have taken, the first one first.
    pub fn taken(&self) -> Vec<Taken> {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.taken.iter().map(|(_, taken)| taken.clone()).collect()
    }
}

fn watch(_bus: &Connection, messages: MessageIterator, seen: &Mutex<Seen>) {
    for message in messages.map_while(Result::ok) {
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        // A message of another form is none of a notification.
        let _ = seen.take(&message);
    }
}

impl Seen {
    fn take(&mut self, message: &Message) -> zbus::Result<()> {
        let header = message.header();
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        let member = header.member().map(ToString::to_string).unwrap_or_default();
        match (message.message_type(), member.as_str()) {
            (Type::MethodCall, "Notify") => {
                let (.., title, text, _, _, _): Notify = message.body().deserialize()?;
                let serial = message.primary_header().serial_num().get();
                self.requests.insert((sender, serial), Notification { title, text });
            }
            (Type::MethodReturn, _) => {
                let to = header.destination().map(ToString::to_string).unwrap_or_default();
                let serial = header.reply_serial().map(u32::from).unwrap_or_default();
                if let Some(notification) = self.requests.remove(&(to, serial)) {
                    let taken = Taken { notification, is_closed: false, is_clicked: false };
                    self.taken.push(((sender, message.body().deserialize()?), taken));
                }
            }
            (Type::Signal, "ActionInvoked") => {
                let (id, _): (u32, String) = message.body().deserialize()?;
                self.change(&(sender, id), |taken| taken.is_clicked = true);
            }
            (Type::Signal, "NotificationClosed") => {
                let (id, _): (u32, u32) = message.body().deserialize()?;
                self.change(&(sender, id), |taken| taken.is_closed = true);
            }
            _ => {}
        }
        Ok(())
    }

    fn change(&mut self, id: &(String, u32), change: impl FnOnce(&mut Taken)) {
        if let Some((_, taken)) = self.taken.iter_mut().rev().find(|(it, _)| it == id) {
            change(taken);
        }
    }
}
