//! Passwords from standard input and from the terminal.

use std::io::{self, BufRead, IsTerminal, Read};

use fluent::fluent_args;
use kabinet_api::Language;
use secrecy::SecretString;

use crate::error::CliError;
use crate::l10n;

/// The length of the longest password, in bytes.
const LONGEST: usize = 4096;

/// Reads one line of standard input, without its line break.
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

/// Reads a password that the customer types, without showing it.
pub fn prompt(login: &str, language: Language) -> Result<SecretString, CliError> {
    prompt_with(&l10n::text(language, "ask-password", &fluent_args!["login" => login.to_owned()]))
}

/// Reads a secret that the customer types after a prompt, without showing it.
pub fn prompt_with(prompt: &str) -> Result<SecretString, CliError> {
    if !io::stdin().is_terminal() {
        return Err(CliError::NoTerminal);
    }
    not_empty(rpassword::prompt_password(prompt).map_err(|_| CliError::NoPassword)?)
}

fn not_empty(password: String) -> Result<SecretString, CliError> {
    if password.is_empty() { Err(CliError::NoPassword) } else { Ok(password.into()) }
}
