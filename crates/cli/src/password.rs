use std::io::{self, BufRead, IsTerminal, Read};

use fluent::fluent_args;
use kabinet_api::Language;
use secrecy::SecretString;

use crate::error::CliError;
use crate::words;

/// A line that is longer is no password.
const LONGEST: usize = 4096;

/// One line of standard input, without its end.
pub fn from_stdin() -> Result<SecretString, CliError> {
    let mut line = String::new();
    let mut input = io::stdin().lock().take(LONGEST as u64 + 1);
    input.read_line(&mut line).map_err(|_| CliError::NoPassword)?;
    for end in ['\n', '\r'] {
        if line.ends_with(end) {
            line.pop();
        }
    }
    if line.len() > LONGEST { Err(CliError::NoPassword) } else { not_empty(line) }
}

/// What a person types, unseen. There must be a person.
pub fn asked(login: &str, language: Language) -> Result<SecretString, CliError> {
    if !io::stdin().is_terminal() {
        return Err(CliError::NoTerminal);
    }
    let prompt = words::say(language, "ask-password", &fluent_args!["login" => login.to_owned()]);
    not_empty(rpassword::prompt_password(prompt).map_err(|_| CliError::NoPassword)?)
}

fn not_empty(password: String) -> Result<SecretString, CliError> {
    if password.is_empty() { Err(CliError::NoPassword) } else { Ok(password.into()) }
}
