//! The output of commands.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, ErrorKind, Write};

use kabinet_api::view::Failure;
use kabinet_api::{ErrorCode, Language};
use serde::Serialize;

use crate::error::CliError;
use crate::exit::Exit;

/// The output: texts for people, or JSON.
#[derive(Debug, Clone)]
pub struct Output {
    json: bool,
    language: Language,
}

/// A failure or a warning as `--json` prints it.
#[derive(Serialize)]
struct Problem<'a> {
    code: ErrorCode,
    message: &'a str,
    hint: &'a str,
}

impl Output {
    pub fn new(json: bool, language: Language) -> Self {
        Self { json, language }
    }

    /// Creates the output for arguments that were not understood: JSON if `--json` is among them.
    pub fn as_asked(language: Language) -> Self {
        Self::new(std::env::args_os().any(|argument| argument == "--json"), language)
    }

    pub fn is_json(&self) -> bool {
        self.json
    }

    pub fn language(&self) -> Language {
        self.language
    }

    /// Prints an answer as one line of JSON or as a text.
    pub fn show<T: Serialize>(
        &self,
        answer: &T,
        words: impl FnOnce(Language) -> String,
    ) -> Result<(), CliError> {
        let text = match self.json {
            true => serde_json::to_string(answer).map_err(|error| CliError::Output(error.into()))?,
            false => visible(&words(self.language)).into_owned(),
        };
        write(&mut io::stdout().lock(), &text).map_err(CliError::Output)
    }

    /// Prints a failure, and returns the exit code.
    ///
    /// Requested help is no failure.
    pub fn fail(&self, error: &CliError) -> Exit {
        let exit = error.exit();
        if let CliError::Arguments(help) = error
            && exit == Exit::Done
        {
            let _ = help.print();
        } else {
            self.print("error", error);
        }
        exit
    }

    /// Prints the warning of a completed action.
    pub fn warn(&self, warning: &CliError) {
        self.print("warning", warning);
    }

    /// Prints to standard error.
    ///
    /// If even that fails, nobody can be reached.
    fn print(&self, kind: &str, error: &CliError) {
        let failure = error.localize(self.language);
        let text = match self.json {
            true => {
                serde_json::to_string(&HashMap::from([(kind, Problem::new(&failure))])).unwrap_or_default()
            }
            false => visible(&format!("{}\n{}", failure.message, failure.hint)).into_owned(),
        };
        let _ = write(&mut io::stderr().lock(), &text);
    }
}

impl<'a> Problem<'a> {
    fn new(failure: &'a Failure) -> Self {
        Self { code: failure.code, message: &failure.message, hint: &failure.hint }
    }
}

/// Writes a line.
///
/// A reader that has closed its end, as `head` does, is no failure.
fn write(stream: &mut impl Write, text: &str) -> io::Result<()> {
    match writeln!(stream, "{text}").and_then(|()| stream.flush()) {
        Err(error) if is_closed_pipe(&error) => Ok(()),
        done => done,
    }
}

/// Returns true if the reader of a pipe has closed its end.
///
/// Windows has two errors for it, of which std knows one.
pub fn is_closed_pipe(error: &io::Error) -> bool {
    const PIPE_NOT_CONNECTED: i32 = 233;
    let is_not_connected = cfg!(windows) && error.raw_os_error() == Some(PIPE_NOT_CONNECTED);
    is_not_connected || error.kind() == ErrorKind::BrokenPipe
}

/// Prints a question, to which the answer is typed on the same line.
///
/// Standard output is for answers alone. If it cannot be printed, the customer cannot be reached.
pub fn prompt(question: &str) {
    let mut stream = io::stderr().lock();
    let _ = write!(stream, "{}", visible(question)).and_then(|()| stream.flush());
}

/// Removes control characters, which steer a terminal: a site's texts may hold any.
fn visible(text: &str) -> Cow<'_, str> {
    let steers = |c: char| c.is_control() && c != '\n';
    if text.contains(steers) { text.replace(steers, " ").into() } else { text.into() }
}
