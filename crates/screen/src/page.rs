use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;
use std::thread;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tokio::runtime::{self, Runtime};
use tokio::time::timeout;

use crate::wait::PATIENCE;
use crate::{Process, Servant, Session, until};

/// The page in a program's window, driven through WebDriver as a person would. What is looked for
/// by a CSS selector is waited for.
#[derive(Debug)]
pub struct Page<'a> {
    session: &'a Session,
    program: Vec<Process>,
    driver: Servant,
    client: Client,
    runtime: Runtime,
}

/// With this in the environment a program lets WebDriver in.
const DOOR: &str = "TAURI_WEBVIEW_AUTOMATION";

impl Session {
    /// Starts a program and drives the page in its window.
    ///
    /// # Panics
    /// If the program shows no page.
    pub fn open(&self, program: &Path, arguments: &[&str]) -> Page<'_> {
        let at = free_address();
        let mut command = self.command("WebKitWebDriver");
        command.env(DOOR, "true").arg(format!("--port={}", at.port())).stdout(Stdio::null());
        let driver = Servant::start("WebKitWebDriver", &mut command, self.traces());
        until("WebKitWebDriver listens", || TcpStream::connect(at).ok());
        let runtime = runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("the system has room for a runtime");
        let options = json!({ "binary": program, "args": arguments });
        let capabilities = Map::from_iter([("webkitgtk:browserOptions".to_owned(), options)]);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let address = format!("http://{at}");
        let connecting = builder.capabilities(capabilities).connect(&address);
        let client = runtime.block_on(async { timeout(PATIENCE, connecting).await });
        let client = client.unwrap_or_else(|_| panic!("WebDriver shows no page: {}", driver.log()));
        let client = client.unwrap_or_else(|error| panic!("no page: {error}; {}", driver.log()));
        let program = program.file_name().unwrap_or_default().to_string_lossy();
        Page { session: self, program: self.processes_of(&program), driver, client, runtime }
    }
}

impl Page<'_> {
    /// Clicks on it.
    ///
    /// # Panics
    /// If it does not come, or cannot be clicked.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        self.shows(selector);
        self.click_at_once(selector);
    }

    /// Types a text into a field, in place of what is in it.
    ///
    /// # Panics
    /// If the field does not come, or takes no text.
    #[track_caller]
    pub fn fill(&self, selector: &str, text: &str) {
        self.shows(selector);
        let filled = self.do_with(async |client| {
            let field = client.find(Locator::Css(selector)).await?;
            field.clear().await?;
            field.send_keys(text).await
        });
        filled.unwrap_or_else(|error| panic!("{selector} takes no text: {error}"));
    }

    /// Chooses the option of that value in a list.
    ///
    /// # Panics
    /// If the list does not come, or has no such option.
    #[track_caller]
    pub fn choose(&self, selector: &str, value: &str) {
        let option = format!("{selector} option[value=\"{value}\"]");
        self.until(&option, &format!("!!{}", found(&option)));
        self.click_at_once(&option);
    }

    /// Presses a key.
    ///
    /// # Panics
    /// If the program takes no keys.
    #[track_caller]
    pub fn press(&self, key: Key) {
        self.strike(&[&[key.into()]]);
    }

    /// Holds a key down and presses another.
    ///
    /// # Panics
    /// If the program takes no keys.
    #[track_caller]
    pub fn press_with(&self, held: Key, key: char) {
        self.strike(&[&[char::from(held), key]]);
    }

    /// Types a text where the keyboard is.
    ///
    /// # Panics
    /// If the program takes no keys.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let keys: Vec<char> = text.chars().collect();
        let chords: Vec<&[char]> = keys.chunks(1).collect();
        self.strike(&chords);
    }

    /// The text that is seen in it.
    ///
    /// # Panics
    /// If it does not come.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let text = self.until(selector, &format!("{}?.innerText", found(selector)));
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the text seen in it contains another.
    ///
    /// # Panics
    /// If it does not come to say so.
    #[track_caller]
    pub fn says(&self, selector: &str, text: &str) {
        let condition = format!("{}?.innerText.includes({})", found(selector), json!(text));
        self.until(&format!("«{text}» in {selector}"), &condition);
    }

    /// Waits until there is one.
    ///
    /// # Panics
    /// If none comes.
    #[track_caller]
    pub fn shows(&self, selector: &str) {
        self.until(selector, &format!("{}?.checkVisibility()", found(selector)));
    }

    /// Waits until there is none.
    ///
    /// # Panics
    /// If it stays.
    #[track_caller]
    pub fn lacks(&self, selector: &str) {
        self.until(&format!("no {selector}"), &format!("!{}", found(selector)));
    }

    /// How many there are now.
    ///
    /// # Panics
    /// If the page does not answer.
    #[track_caller]
    pub fn count(&self, selector: &str) -> u64 {
        let count = self.run(&format!("return document.querySelectorAll({}).length", json!(selector)), &[]);
        count.as_u64().expect("a count is a number")
    }

    /// Waits until an expression of the page's language is true or a value; that value.
    ///
    /// # Panics
    /// If it does not come to be so.
    #[track_caller]
    pub fn until(&self, what: &str, expression: &str) -> Value {
        let script = format!("return {expression}");
        until(what, || {
            let value = self.try_run(&script, &[]).ok()?;
            (!matches!(value, Value::Null | Value::Bool(false))).then_some(value)
        })
    }

    /// Runs a script in the page, with `arguments`; what it returns.
    ///
    /// # Panics
    /// If the script fails.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        let ran = self.try_run(script, arguments);
        ran.unwrap_or_else(|error| panic!("the page does not answer: {error}"))
    }

    /// Runs a script in the page that calls its last argument with what is to be returned.
    ///
    /// # Panics
    /// If the script fails.
    #[track_caller]
    pub fn run_later(&self, script: &str, arguments: &[Value]) -> Value {
        let ran = self.do_with(async |client| client.execute_async(script, arguments.to_vec()).await);
        ran.unwrap_or_else(|error| panic!("the page does not answer: {error}"))
    }

    /// Gives the window that size, in CSS pixels.
    ///
    /// # Panics
    /// If the window cannot be so.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        let resized = self.do_with(async |client| client.set_window_size(width, height).await);
        resized.expect("the window takes a size");
        self.until("the new size", &format!("innerWidth === {width} && innerHeight === {height}"));
    }

    /// Ends the program as if the machine were switched off. Dropping the page does the same.
    pub fn switch_off(self) {}

    #[track_caller]
    fn click_at_once(&self, selector: &str) {
        let clicked = self.do_with(async |client| client.find(Locator::Css(selector)).await?.click().await);
        clicked.unwrap_or_else(|error| panic!("{selector} cannot be clicked: {error}"));
    }

    fn try_run(&self, script: &str, arguments: &[Value]) -> Result<Value, CmdError> {
        self.do_with(async |client| client.execute(script, arguments.to_vec()).await)
    }

    #[track_caller]
    fn strike(&self, chords: &[&[char]]) {
        let down = |value: &char| KeyAction::Down { value: *value };
        let up = |value: &char| KeyAction::Up { value: *value };
        let actions =
            chords.iter().flat_map(|chord| chord.iter().map(down).chain(chord.iter().rev().map(up)));
        let keyboard = actions.fold(KeyActions::new("keyboard".to_owned()), InputSource::then);
        let pressed = self.do_with(async |client| client.perform_actions(keyboard).await);
        pressed.unwrap_or_else(|error| panic!("the window takes no keys: {error}"));
    }

    fn do_with<T>(&self, deed: impl AsyncFnOnce(&Client) -> Result<T, CmdError>) -> Result<T, CmdError> {
        let done = self.runtime.block_on(async { timeout(PATIENCE, deed(&self.client)).await });
        done.unwrap_or_else(|_| Err(CmdError::NotJson("WebDriver does not answer".to_owned())))
    }

    /// Tells what a person would see, for the one who looks into a test that failed.
    fn confess(&self) {
        let picture = self.session.traces().join("page.png");
        match self.do_with(async |client| client.screenshot().await) {
            Ok(taken) => _ = fs::write(&picture, taken),
            Err(error) => eprintln!("no picture: {error}"),
        }
        let seen = self.try_run("return document.body.innerText", &[]);
        let seen =
            seen.map_or_else(|error| error.to_string(), |seen| seen.as_str().unwrap_or_default().to_owned());
        eprintln!("the page, pictured in {}:\n{seen}\n\n{}", picture.display(), self.driver.log());
    }
}

impl Drop for Page<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.confess();
        }
        // The program may have ended by itself.
        let _ = self.do_with(async |client| client.clone().close().await);
        self.program.iter().for_each(Process::end_whole);
    }
}

fn found(selector: &str) -> String {
    format!("document.querySelector({})", json!(selector))
}

fn free_address() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("the machine has a free port");
    listener.local_addr().expect("a listener has an address")
}
