//! A Secret Service whose prompts a test answers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use zbus::blocking::{Connection, connection};
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};

/// The answer of the user to a prompt.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    Accepted { after: Duration },
    Dismissed,
    Never,
}

/// The answer of a service that has another key for the session.
#[derive(Debug, Clone, Copy, Default)]
pub enum DeafAnswer {
    /// It takes another secret.
    #[default]
    TakesAnother,
    /// It refuses the secret, as KDE's wallet does.
    Refuses,
}

/// An error of Qt.
#[derive(Debug, zbus::DBusError)]
#[zbus(prefix = "org.qtproject.QtDBus.Error")]
enum QtError {
    InvalidObjectPath(String),
}

/// The calls that a service received and its state.
#[derive(Debug, Default)]
pub struct State {
    pub has_collection: bool,
    pub is_locked: bool,
    pub prompts: usize,
    pub searches: usize,
    /// The sessions opened.
    pub sessions: usize,
    /// The number of first sessions with another key, and the answer to a secret in them.
    pub deaf_sessions: usize,
    pub deaf_answer: DeafAnswer,
    /// The content types and the secrets of the items.
    pub items: Vec<(String, Vec<u8>)>,
}

pub type Shared = Arc<Mutex<State>>;

/// A service that stops when this is dropped.
pub struct FakeService {
    pub state: Shared,
    _connection: Connection,
}

type Secret = (OwnedObjectPath, Vec<u8>, Vec<u8>, String);

const COLLECTION: &str = "/org/freedesktop/secrets/collection/test";
const PROMPT: &str = "/org/freedesktop/secrets/prompt/test";
const ITEM: &str = "/org/freedesktop/secrets/collection/test/1";

struct Service(Shared);
struct Collection(Shared);
struct Item(Shared);
struct Prompt {
    state: Shared,
    answer: Answer,
}

impl FakeService {
    pub fn start(state: State, answer: Answer) -> Self {
        let state = Arc::new(Mutex::new(state));
        let prompt = Prompt { state: Arc::clone(&state), answer };
        let connection = connection::Builder::session()
            .and_then(|it| it.serve_at("/org/freedesktop/secrets", Service(Arc::clone(&state))))
            .and_then(|it| it.serve_at(COLLECTION, Collection(Arc::clone(&state))))
            .and_then(|it| it.serve_at(ITEM, Item(Arc::clone(&state))))
            .and_then(|it| it.serve_at(PROMPT, prompt))
            .and_then(|it| it.name("org.freedesktop.secrets"))
            .and_then(connection::Builder::build)
            .unwrap();
        Self { state, _connection: connection }
    }
}

fn path(path: &str) -> OwnedObjectPath {
    ObjectPath::try_from(path.to_owned()).unwrap().into()
}

impl Service {
    fn open_plain_session(&self) -> (OwnedValue, OwnedObjectPath) {
        self.0.lock().unwrap().sessions += 1;
        let nothing = OwnedValue::try_from(Value::from("")).unwrap();
        (nothing, path("/org/freedesktop/secrets/session/test"))
    }
}

#[zbus::interface(name = "org.freedesktop.Secret.Service")]
impl Service {
    /// Opens sessions in the clear alone.
    fn open_session(
        &self,
        algorithm: &str,
        _input: Value<'_>,
    ) -> zbus::fdo::Result<(OwnedValue, OwnedObjectPath)> {
        if algorithm != "plain" {
            return Err(zbus::fdo::Error::NotSupported(algorithm.to_owned()));
        }
        Ok(self.open_plain_session())
    }

    fn read_alias(&self, _name: &str) -> OwnedObjectPath {
        path(if self.0.lock().unwrap().has_collection { COLLECTION } else { "/" })
    }

    fn create_collection(
        &self,
        _properties: HashMap<String, OwnedValue>,
        _alias: &str,
    ) -> (OwnedObjectPath, OwnedObjectPath) {
        (path("/"), path(PROMPT))
    }

    fn unlock(&self, _objects: Vec<OwnedObjectPath>) -> (Vec<OwnedObjectPath>, OwnedObjectPath) {
        (Vec::new(), path(PROMPT))
    }

    fn search_items(
        &self,
        _attributes: HashMap<String, String>,
    ) -> (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) {
        self.0.lock().unwrap().searches += 1;
        (Vec::new(), Vec::new())
    }
}

impl Collection {
    /// Returns the answer to secrets in this session; `None` if the service has its key.
    fn deaf_answer(&self) -> Option<DeafAnswer> {
        let state = self.0.lock().unwrap();
        (state.sessions <= state.deaf_sessions).then_some(state.deaf_answer)
    }

    fn add(&self, content_type: String, secret: Vec<u8>) {
        self.0.lock().unwrap().items.push((content_type, secret));
    }
}

#[zbus::interface(name = "org.freedesktop.Secret.Collection")]
impl Collection {
    #[zbus(property)]
    fn locked(&self) -> bool {
        self.0.lock().unwrap().is_locked
    }

    fn search_items(&self, _attributes: HashMap<String, String>) -> Vec<OwnedObjectPath> {
        self.0.lock().unwrap().searches += 1;
        Vec::new()
    }

    fn create_item(
        &self,
        _properties: HashMap<String, OwnedValue>,
        secret: Secret,
        _replace: bool,
    ) -> Result<(OwnedObjectPath, OwnedObjectPath), QtError> {
        let (_, _, value, content_type) = secret;
        match self.deaf_answer() {
            Some(DeafAnswer::Refuses) => {
                return Err(QtError::InvalidObjectPath("there is no such session".to_owned()));
            }
            Some(DeafAnswer::TakesAnother) => self.add(content_type, value.into_iter().rev().collect()),
            None => self.add(content_type, value),
        }
        Ok((path(ITEM), path("/")))
    }
}

#[zbus::interface(name = "org.freedesktop.Secret.Item")]
impl Item {
    fn get_secret(&self, session: OwnedObjectPath) -> (Secret,) {
        let (content_type, value) = self.0.lock().unwrap().items.last().cloned().unwrap();
        ((session, Vec::new(), value, content_type),)
    }
}

#[zbus::interface(name = "org.freedesktop.Secret.Prompt")]
impl Prompt {
    async fn prompt(&self, _window: &str, #[zbus(signal_emitter)] emitter: SignalEmitter<'_>) {
        self.state.lock().unwrap().prompts += 1;
        match self.answer {
            Answer::Never => {}
            Answer::Dismissed => Self::completed(&emitter, true, Value::from("")).await.unwrap(),
            Answer::Accepted { after } => {
                let (state, emitter) = (Arc::clone(&self.state), emitter.to_owned());
                thread::spawn(move || {
                    thread::sleep(after);
                    let mut state = state.lock().unwrap();
                    (state.has_collection, state.is_locked) = (true, false);
                    drop(state);
                    let created = Value::from(ObjectPath::try_from(COLLECTION).unwrap());
                    zbus::block_on(Self::completed(&emitter, false, created)).unwrap();
                });
            }
        }
    }

    #[zbus(signal)]
    async fn completed(emitter: &SignalEmitter<'_>, dismissed: bool, result: Value<'_>) -> zbus::Result<()>;
}
