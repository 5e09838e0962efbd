use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, ErrorKind, Write};

use kabinet_api::{Exit, Language};
use serde::Serialize;

use crate::error::CliError;

/// Where the answers go: words for people, or JSON.
#[derive(Debug, Clone)]
pub struct Output {
    json: bool,
    language: Language,
}

impl Output {
    pub fn new(json: bool, language: Language) -> Self {
        Self { json, language }
    }

    /// For arguments that were not understood: JSON if it stands among them.
    pub fn as_asked(language: Language) -> Self {
        Self::new(std::env::args_os().any(|argument| argument == "--json"), language)
    }

    pub fn is_json(&self) -> bool {
        self.json
    }

    pub fn language(&self) -> Language {
        self.language
    }

    /// An answer, as one line of JSON or in words.
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

    /// What went wrong, and how the program ends. Help that was asked for is no failure.
    pub fn fail(&self, error: &CliError) -> Exit {
        let exit = error.exit();
        if let CliError::Arguments(help) = error
            && exit == Exit::Done
        {
            let _ = help.print();
        } else {
            self.tell("error", error);
        }
        exit
    }

    /// What did not go as it should with something that is done.
    pub fn warn(&self, warning: &CliError) {
        self.tell("warning", warning);
    }

    /// If not even that can be written, nobody is there to be told.
    fn tell(&self, kind: &str, error: &CliError) {
        let words = error.words(self.language);
        let text = match self.json {
            true => serde_json::to_string(&HashMap::from([(kind, &words)])).unwrap_or_default(),
            false => visible(&format!("{}\n{}", words.message, words.hint)).into_owned(),
        };
        let _ = write(&mut io::stderr().lock(), &text);
    }
}

/// A reader who has seen enough, as `head` has, is no failure.
fn write(stream: &mut impl Write, text: &str) -> io::Result<()> {
    match writeln!(stream, "{text}").and_then(|()| stream.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

/// Text without what steers a terminal: a site's words may hold anything.
fn visible(text: &str) -> Cow<'_, str> {
    let steers = |c: char| c.is_control() && c != '\n';
    if text.contains(steers) { text.replace(steers, " ").into() } else { text.into() }
}
