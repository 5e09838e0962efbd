//! The page in a program's window, driven through WebDriver.

use std::error::Error;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::key::Key;
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tokio::runtime::{self, Runtime};
use tokio::select;
use tokio::time::{sleep, timeout};

use crate::wait::{POLL_INTERVAL, TIMEOUT};
use crate::{ChildProcess, Process, Session, wait_until};

/// The page in a program's window, which is driven through WebDriver as a user would.
///
/// Every method that takes a CSS selector waits for the element. A method that acts on an element
/// finds it anew if the page replaces it in between.
#[derive(Debug)]
pub struct Page<'a> {
    session: &'a Session,
    program: Vec<Process>,
    driver: ChildProcess,
    client: Client,
    runtime: Runtime,
}

/// The environment variable by which Tauri lets WebDriver control its webview.
const AUTOMATION: &str = "TAURI_WEBVIEW_AUTOMATION";

/// The line of WebKit if the port that WebDriver chose for the program is not free.
const PORT_TAKEN: &str = "Failed to start remote inspector server";

/// The longest wait for a screenshot of a page in which a test has failed.
const SCREENSHOT_TIMEOUT: Duration = Duration::from_secs(10);

const AT_REST: &str = "
    const done = arguments[0];
    const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
    Promise.allSettled(document.getAnimations().map((each) => each.finished)).then(drawn);
";

impl Session {
    /// Starts a program and connects to the page in its window.
    ///
    /// # Panics
    /// If the program shows no page.
    pub fn open_page(&self, program: &Path, arguments: &[&str]) -> Page<'_> {
        let runtime = runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime can be created");
        let options = json!({ "binary": program, "args": arguments });
        let name = program.file_name().unwrap_or_default().to_string_lossy();
        let (driver, client) = wait_until("WebDriver and the program find a port of their own", || {
            let (driver, address) = self.start_driver();
            let client = runtime.block_on(connect_unless_taken(&driver, address, options.clone()));
            if client.is_none() {
                self.processes_of(&name).iter().for_each(Process::kill_and_wait);
            }
            client.map(|client| (driver, client))
        });
        Page { session: self, program: self.processes_of(&name), driver, client, runtime }
    }

    /// Starts WebDriver, on another port if its own was taken meanwhile.
    fn start_driver(&self) -> (ChildProcess, SocketAddr) {
        wait_until("WebKitWebDriver listens", || {
            let address = free_address();
            let mut command = self.command("WebKitWebDriver");
            let port = format!("--port={}", address.port());
            command.env(AUTOMATION, "true").arg(port).stdout(Stdio::null());
            let mut driver = ChildProcess::start("WebKitWebDriver", &mut command, self.artifacts());
            let listens = wait_until("WebKitWebDriver listens or ends", || {
                let has_ended = driver.exit_status().map(|_| false);
                has_ended.or_else(|| TcpStream::connect(address).is_ok().then_some(true))
            });
            listens.then_some((driver, address))
        })
    }
}

/// Starts the program by WebDriver, or returns `None` if another program has taken its port.
///
/// WebDriver chooses the port on which the program is to listen, and frees it before the program
/// starts. If another program takes it in between, the two never find each other.
///
/// # Panics
/// If the program shows no page.
async fn connect_unless_taken(driver: &ChildProcess, address: SocketAddr, options: Value) -> Option<Client> {
    let connected = async {
        let connected = timeout(TIMEOUT, connect(address, options)).await;
        connected.unwrap_or_else(|elapsed| Err(elapsed.into()))
    };
    let is_taken = async {
        while !driver.log().contains(PORT_TAKEN) {
            sleep(POLL_INTERVAL).await;
        }
    };
    select! {
        connected = connected => {
            Some(connected.unwrap_or_else(|error| panic!("no page: {error}; {}", driver.log())))
        }
        () = is_taken => None,
    }
}

/// Starts the program by WebDriver, and extends the limit on scripts to that of all waits.
async fn connect(driver: SocketAddr, options: Value) -> Result<Client, Box<dyn Error>> {
    let capabilities = Map::from_iter([("webkitgtk:browserOptions".to_owned(), options)]);
    let mut builder = ClientBuilder::new(HttpConnector::new());
    let client = builder.capabilities(capabilities).connect(&format!("http://{driver}")).await?;
    client.update_timeouts(TimeoutConfiguration::new(Some(TIMEOUT), Some(TIMEOUT), None)).await?;
    Ok(client)
}

impl Page<'_> {
    /// Clicks the element.
    ///
    /// WebDriver reports no error for a click on a disabled element, and the page does not react to
    /// it: the click waits until the element is enabled, as a user does.
    ///
    /// # Panics
    /// If the element does not become visible and enabled, or cannot be clicked.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        self.wait_for(selector);
        self.wait_until(
            &format!("{selector} enabled"),
            &format!("{}?.matches(':not(:disabled)')", find(selector)),
        );
        self.act(selector, async |client| client.find(Locator::Css(selector)).await?.click().await);
    }

    /// Replaces the text in a field.
    ///
    /// # Panics
    /// If the field does not become visible, or takes no text.
    #[track_caller]
    pub fn fill(&self, selector: &str, text: &str) {
        self.wait_for(selector);
        self.act(selector, async |client| {
            let field = client.find(Locator::Css(selector)).await?;
            field.clear().await?;
            field.send_keys(text).await
        });
    }

    /// Selects the option of that value in a list.
    ///
    /// # Panics
    /// If the list does not appear, or has no such option.
    #[track_caller]
    pub fn choose(&self, selector: &str, value: &str) {
        let option = format!("{selector} option[value=\"{value}\"]");
        self.act(&option, async |client| client.find(Locator::Css(&option)).await?.click().await);
    }

    /// Presses a key.
    ///
    /// # Panics
    /// If WebDriver fails.
    #[track_caller]
    pub fn press(&self, key: Key) {
        self.send_chords(&[&[key.into()]]);
    }

    /// Presses a key while another is held down.
    ///
    /// # Panics
    /// If WebDriver fails.
    #[track_caller]
    pub fn press_with(&self, held: Key, key: char) {
        self.send_chords(&[&[char::from(held), key]]);
    }

    /// Types a text into the focused element.
    ///
    /// # Panics
    /// If WebDriver fails.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let keys: Vec<char> = text.chars().collect();
        let chords: Vec<&[char]> = keys.chunks(1).collect();
        self.send_chords(&chords);
    }

    /// Returns the element's text as rendered, with runs of white space collapsed.
    ///
    /// WebKit ends the text of a block with a line break only if something follows the block, so
    /// the raw text changes while the rest of the page is still being drawn.
    ///
    /// # Panics
    /// If the element does not appear.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let text = self.wait_until(selector, &format!("{}?.innerText", find(selector)));
        collapse_whitespace(text.as_str().unwrap_or_default())
    }

    /// Waits until the element's text, with runs of white space collapsed, contains `text`.
    ///
    /// # Panics
    /// If it does not.
    #[track_caller]
    pub fn wait_for_text(&self, selector: &str, text: &str) {
        let rendered = format!("{}?.innerText.replaceAll(/[ \\t\\r\\n]+/g, ' ')", find(selector));
        let condition = format!("{rendered}.includes({})", json!(collapse_whitespace_within(text)));
        self.wait_until(&format!("«{text}» in {selector}"), &condition);
    }

    /// Waits until the element is visible.
    ///
    /// # Panics
    /// If it does not become visible.
    #[track_caller]
    pub fn wait_for(&self, selector: &str) {
        self.wait_until(selector, &format!("{}?.checkVisibility()", find(selector)));
    }

    /// Waits until no element matches.
    ///
    /// # Panics
    /// If one remains.
    #[track_caller]
    pub fn wait_for_absence(&self, selector: &str) {
        self.wait_until(&format!("no {selector}"), &format!("!{}", find(selector)));
    }

    /// Returns the number of elements that match now.
    ///
    /// # Panics
    /// If WebDriver fails.
    #[track_caller]
    pub fn count(&self, selector: &str) -> u64 {
        let count = self.run(&format!("return document.querySelectorAll({}).length", json!(selector)), &[]);
        count.as_u64().expect("a length is a number")
    }

    /// Waits until a JavaScript expression is neither null nor false, and returns its value.
    ///
    /// # Panics
    /// If it remains null or false; the message contains `condition`.
    #[track_caller]
    pub fn wait_until(&self, condition: &str, expression: &str) -> Value {
        let script = format!("return {expression}");
        wait_until(condition, || {
            let value = self.try_run(&script, &[]).ok()?;
            (!matches!(value, Value::Null | Value::Bool(false))).then_some(value)
        })
    }

    /// Runs a script in the page and returns its result.
    ///
    /// # Panics
    /// If the script fails.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        let result = self.try_run(script, arguments);
        result.unwrap_or_else(|error| panic!("the script fails: {error}"))
    }

    /// Runs a script in the page and returns the value that it passes to its last argument.
    ///
    /// # Panics
    /// If the script fails.
    #[track_caller]
    pub fn run_async(&self, script: &str, arguments: &[Value]) -> Value {
        let result = self.request(async |client| client.execute_async(script, arguments.to_vec()).await);
        result.unwrap_or_else(|error| panic!("the script fails: {error}"))
    }

    /// Waits for the end of all animations and for the frame after it.
    ///
    /// # Panics
    /// If the script fails.
    #[track_caller]
    pub fn wait_until_at_rest(&self) {
        self.run_async(AT_REST, &[]);
    }

    /// Resizes the window to that width and height, in CSS pixels.
    ///
    /// # Panics
    /// If the window does not take that size.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        let resized = self.request(async |client| client.set_window_size(width, height).await);
        resized.expect("WebDriver resizes the window");
        self.wait_until("the new size", &format!("innerWidth === {width} && innerHeight === {height}"));
    }

    /// Kills the program, as if the machine were switched off; dropping the page does the same.
    pub fn kill(self) {}

    /// Acts on an element, once more if the page has replaced, covered or moved it meanwhile.
    #[track_caller]
    fn act(&self, selector: &str, action: impl AsyncFn(&Client) -> Result<(), CmdError>) {
        wait_until(&format!("an action on {selector}"), || {
            match self.request(async |client| action(client).await) {
                Ok(()) => Some(()),
                Err(error) if is_transient(&error) => None,
                Err(error) => panic!("{selector} does not react: {error}"),
            }
        });
    }

    fn try_run(&self, script: &str, arguments: &[Value]) -> Result<Value, CmdError> {
        self.request(async |client| client.execute(script, arguments.to_vec()).await)
    }

    #[track_caller]
    fn send_chords(&self, chords: &[&[char]]) {
        let down = |value: &char| KeyAction::Down { value: *value };
        let up = |value: &char| KeyAction::Up { value: *value };
        let actions =
            chords.iter().flat_map(|chord| chord.iter().map(down).chain(chord.iter().rev().map(up)));
        let keyboard = actions.fold(KeyActions::new("keyboard".to_owned()), InputSource::then);
        let pressed = self.request(async |client| client.perform_actions(keyboard).await);
        pressed.unwrap_or_else(|error| panic!("the window takes no keys: {error}"));
    }

    fn request<T>(&self, command: impl AsyncFnOnce(&Client) -> Result<T, CmdError>) -> Result<T, CmdError> {
        self.request_within(TIMEOUT, command)
    }

    fn request_within<T>(
        &self,
        limit: Duration,
        command: impl AsyncFnOnce(&Client) -> Result<T, CmdError>,
    ) -> Result<T, CmdError> {
        let answer = self.runtime.block_on(async { timeout(limit, command(&self.client)).await });
        answer.unwrap_or_else(|_| Err(CmdError::NotJson("WebDriver does not answer".to_owned())))
    }

    /// Prints the page's text, then a screenshot.
    ///
    /// After a click WebKitWebDriver may never answer with one.
    fn print_diagnostics(&self) {
        let text = self.try_run("return document.body.innerText", &[]);
        let text =
            text.map_or_else(|error| error.to_string(), |text| text.as_str().unwrap_or_default().to_owned());
        eprintln!("the page:\n{text}\n\n{}", self.driver.log());
        let file = self.session.artifacts().join("page.png");
        match self.request_within(SCREENSHOT_TIMEOUT, async |client| client.screenshot().await) {
            Ok(screenshot) => eprintln!("its screenshot: {:?}", fs::write(&file, screenshot).map(|()| file)),
            Err(error) => eprintln!("no screenshot: {error}"),
        }
    }
}

impl Drop for Page<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.print_diagnostics();
        }
        // It fails if the program has quit.
        let _ = self.request(async |client| client.clone().close().await);
        self.program.iter().for_each(Process::kill_and_wait);
    }
}

/// Returns true for errors that pass when the element is found again.
fn is_transient(error: &CmdError) -> bool {
    let CmdError::Standard(error) = error else { return false };
    matches!(
        error.error,
        ErrorStatus::NoSuchElement
            | ErrorStatus::StaleElementReference
            | ErrorStatus::ElementNotInteractable
            | ErrorStatus::ElementClickIntercepted
            | ErrorStatus::MoveTargetOutOfBounds
    )
}

fn find(selector: &str) -> String {
    format!("document.querySelector({})", json!(selector))
}

/// Collapses runs of ASCII white space, and keeps the no-break spaces of sums.
fn collapse_whitespace(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Like [`collapse_whitespace`], but keeps one space at either end.
fn collapse_whitespace_within(text: &str) -> String {
    let space = |is_there: bool| if is_there { " " } else { "" };
    let (start, end) = (space(text.starts_with(' ')), space(text.ends_with(' ')));
    format!("{start}{}{end}", collapse_whitespace(text))
}

fn free_address() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("the machine has a free port");
    listener.local_addr().expect("a listener has an address")
}
