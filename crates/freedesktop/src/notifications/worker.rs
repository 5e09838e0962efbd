//! The thread that talks to the notification daemon.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::mpsc::{Receiver, Sender};
use std::{fmt, mem, thread};

use kabinet_desktop::{Notification, NotificationAction, NotificationEvent, NotificationReport};
use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::{MatchRule, Message};

use super::{Picture, message};
use crate::bus;

/// A message to the thread.
#[derive(Debug)]
pub enum Input {
    /// A notification to show.
    Show(Request),
    /// A message of the bus.
    Received(Message),
    /// The bus has ended.
    Closed,
}

/// A notification and the receiver of its events.
pub struct Request {
    pub notification: Notification,
    pub report: NotificationReport,
}

/// The state of the thread.
pub struct Worker {
    address: Option<String>,
    picture: Option<Picture>,
    on_daemon: Box<dyn Fn() + Send>,
    inputs: Sender<Input>,
    bus: Option<Connection>,
    daemon: Option<Daemon>,
    /// The question about the capabilities, without an answer so far.
    question: Option<Serial>,
    /// The requests that wait for the capabilities.
    queue: Vec<Request>,
    /// The requests that the daemon has not answered yet.
    sent: HashMap<Serial, Request>,
    /// The notifications on the screen, by the daemon and the id that it gave.
    ///
    /// A daemon that starts anew gives the same ids again.
    shown: HashMap<(String, u32), NotificationReport>,
}

/// A daemon that has answered.
struct Daemon {
    owner: String,
    has_markup: bool,
}

type Serial = NonZeroU32;

impl Request {
    pub fn refuse(&self) {
        (self.report)(NotificationEvent::Refused);
    }
}

impl Worker {
    pub fn new(
        address: Option<String>,
        picture: Option<Picture>,
        on_daemon: Box<dyn Fn() + Send>,
        inputs: Sender<Input>,
    ) -> Self {
        Self {
            address,
            picture,
            on_daemon,
            inputs,
            bus: None,
            daemon: None,
            question: None,
            queue: Vec::new(),
            sent: HashMap::new(),
            shown: HashMap::new(),
        }
    }

    /// Works until the program ends.
    pub fn run(mut self, inputs: &Receiver<Input>) {
        // Without a bus each notification tries again.
        let _ = self.connect();
        for input in inputs {
            match input {
                Input::Show(request) => self.show(request),
                // A message of another form than the specification's says nothing.
                Input::Received(message) => _ = self.receive(&message),
                Input::Closed => self.close(),
            }
        }
    }

    fn show(&mut self, request: Request) {
        self.queue.push(request);
        if self.daemon.is_some() {
            self.send_queue();
        } else if self.question.is_none() {
            self.ask();
        }
    }

    /// Asks the daemon for its capabilities, which also starts it if the bus can.
    fn ask(&mut self) {
        let asked = self.connect().and_then(|bus| send(&bus, message::ask_capabilities()));
        match asked {
            Ok(question) => self.question = Some(question),
            Err(_) => mem::take(&mut self.queue).iter().for_each(Request::refuse),
        }
    }

    fn connect(&mut self) -> zbus::Result<Connection> {
        if let Some(bus) = &self.bus {
            return Ok(bus.clone());
        }
        let bus = bus::connect(self.address.as_deref())?;
        let received = MessageIterator::from(bus.clone());
        let rules = DBusProxy::new(&bus)?;
        rules.add_match_rule(signals_of_daemons()?)?;
        rules.add_match_rule(changes_of_owner()?)?;
        let inputs = self.inputs.clone();
        thread::spawn(move || forward(received, &inputs));
        self.bus = Some(bus.clone());
        Ok(bus)
    }

    fn send_queue(&mut self) {
        let (Some(bus), Some(daemon)) = (&self.bus, &self.daemon) else { return };
        for request in mem::take(&mut self.queue) {
            let picture = self.picture.as_ref();
            let call = message::notify(&daemon.owner, daemon.has_markup, &request.notification, picture);
            match send(bus, call) {
                Ok(serial) => _ = self.sent.insert(serial, request),
                Err(_) => request.refuse(),
            }
        }
    }

    fn receive(&mut self, message: &Message) -> zbus::Result<()> {
        match message.message_type() {
            Type::MethodReturn => self.receive_answer(message)?,
            Type::Error => self.receive_error(message),
            Type::Signal => self.receive_signal(message)?,
            Type::MethodCall => {}
        }
        Ok(())
    }

    fn receive_answer(&mut self, message: &Message) -> zbus::Result<()> {
        let Some(serial) = message.header().reply_serial() else { return Ok(()) };
        if self.question == Some(serial) {
            self.question = None;
            let capabilities: Vec<String> = message.body().deserialize().unwrap_or_default();
            let has_markup = capabilities.iter().any(|it| it == message::MARKUP);
            self.daemon = Some(Daemon { owner: sender(message), has_markup });
            self.send_queue();
        } else if let Some(request) = self.sent.remove(&serial) {
            let id = message.body().deserialize()?;
            self.shown.insert((sender(message), id), request.report.clone());
            (request.report)(NotificationEvent::Taken);
        }
        Ok(())
    }

    fn receive_error(&mut self, message: &Message) {
        let Some(serial) = message.header().reply_serial() else { return };
        if self.question == Some(serial) {
            self.question = None;
            mem::take(&mut self.queue).iter().for_each(Request::refuse);
        } else if let Some(request) = self.sent.remove(&serial) {
            request.refuse();
        }
    }

    fn receive_signal(&mut self, message: &Message) -> zbus::Result<()> {
        let member = message.header().member().map(ToString::to_string).unwrap_or_default();
        match member.as_str() {
            "NameOwnerChanged" => {
                let (name, before, now): (String, String, String) = message.body().deserialize()?;
                if name == message::NAME {
                    self.change_daemon(&before, !now.is_empty());
                }
            }
            "ActionInvoked" => {
                let (id, action): (u32, String) = message.body().deserialize()?;
                let action = NotificationAction::of_id(&action).unwrap_or(NotificationAction::Open);
                self.click(sender(message), id, action)?;
            }
            "NotificationClosed" => {
                let (id, reason): (u32, u32) = message.body().deserialize()?;
                self.close_notification(sender(message), id, reason == message::DISMISSED);
            }
            _ => {}
        }
        Ok(())
    }

    /// Reports a click, and closes the notification: not every daemon does.
    fn click(&mut self, daemon: String, id: u32, action: NotificationAction) -> zbus::Result<()> {
        let closing = message::close(&daemon, id);
        let Some(report) = self.shown.remove(&(daemon, id)) else { return Ok(()) };
        report(NotificationEvent::Clicked(action));
        send(&self.connect()?, closing).map(drop)
    }

    fn close_notification(&mut self, daemon: String, id: u32, is_dismissed: bool) {
        if let Some(report) = self.shown.remove(&(daemon, id)) {
            report(if is_dismissed { NotificationEvent::Dismissed } else { NotificationEvent::Missed });
        }
    }

    /// Turns to the next daemon: the last one has ended, or was replaced.
    fn change_daemon(&mut self, before: &str, is_there: bool) {
        self.daemon = None;
        mem::take(&mut self.sent).values().for_each(Request::refuse);
        for (_, report) in self.shown.extract_if(|(daemon, _), _| daemon == before) {
            report(NotificationEvent::Missed);
        }
        if is_there {
            if self.question.take().is_some() {
                self.ask();
            }
            (self.on_daemon)();
        }
    }

    fn close(&mut self) {
        (self.bus, self.daemon, self.question) = (None, None, None);
        mem::take(&mut self.queue).iter().for_each(Request::refuse);
        mem::take(&mut self.sent).values().for_each(Request::refuse);
        mem::take(&mut self.shown).values().for_each(|report| report(NotificationEvent::Missed));
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.notification.fmt(f)
    }
}

/// Forwards the messages of a bus until it ends.
fn forward(received: MessageIterator, inputs: &Sender<Input>) {
    for message in received.map_while(Result::ok) {
        if inputs.send(Input::Received(message)).is_err() {
            return;
        }
    }
    // The thread that receives it may have ended with the program.
    let _ = inputs.send(Input::Closed);
}

fn send(bus: &Connection, message: zbus::Result<Message>) -> zbus::Result<Serial> {
    let message = message?;
    bus.send(&message)?;
    Ok(message.primary_header().serial_num())
}

fn sender(message: &Message) -> String {
    message.header().sender().map(ToString::to_string).unwrap_or_default()
}

fn signals_of_daemons() -> zbus::Result<MatchRule<'static>> {
    Ok(MatchRule::builder().msg_type(Type::Signal).interface(message::NAME)?.build())
}

fn changes_of_owner() -> zbus::Result<MatchRule<'static>> {
    let rule = MatchRule::builder().msg_type(Type::Signal).sender("org.freedesktop.DBus")?;
    Ok(rule.member("NameOwnerChanged")?.arg(0, message::NAME)?.build())
}
