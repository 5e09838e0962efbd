//! Passwords and logins from standard input and from the terminal.

use std::fs::File;
use std::io::{self, IsTerminal, Read};

use fluent::{FluentArgs, fluent_args};
use kabinet_api::Language;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use crate::error::CliError;
use crate::input_line::{BadLine, text_of};
use crate::{l10n, output};

/// Stands for standard input among the arguments.
const STDIN: &str = "-";
/// The length of the longest line, in bytes.
const LONGEST: usize = 4096;

/// Reads one line of standard input, without its line break.
pub fn from_stdin() -> Result<SecretString, CliError> {
    let line = line_of_stdin().map_err(|_| CliError::NoPassword)?.map_err(CliError::BadLine)?;
    if line.is_empty() { Err(CliError::NoPassword) } else { Ok(line.as_str().into()) }
}

/// Reads a login from the command line, or from standard input in place of a dash.
///
/// Others on the machine see the command line.
///
/// # Errors
/// A login that is empty.
pub fn login(given: &str) -> Result<String, &'static str> {
    let line = if given == STDIN { line_of_stdin().ok().and_then(Result::ok) } else { None };
    let login = line.map_or_else(|| given.to_owned(), |line| line.as_str().to_owned());
    if login.is_empty() || login == STDIN { Err("it is empty") } else { Ok(login) }
}

/// Reads one line of standard input.
///
/// It is read byte by byte into a buffer that is wiped: the buffer of [`io::stdin`] would keep a
/// password, and take the next line away.
fn line_of_stdin() -> io::Result<Result<Zeroizing<String>, BadLine>> {
    let mut input = stdin()?;
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST));
    let mut byte = Zeroizing::new([0]);
    while input.read(byte.as_mut_slice())? == 1 && byte[0] != b'\n' {
        if line.len() == LONGEST {
            return Ok(Err(BadLine::TooLong));
        }
        line.push(byte[0]);
    }
    Ok(text_of(&line))
}

/// Returns standard input without a buffer.
#[cfg(unix)]
fn stdin() -> io::Result<File> {
    Ok(std::os::fd::AsFd::as_fd(&io::stdin()).try_clone_to_owned()?.into())
}

/// Returns standard input without a buffer.
#[cfg(windows)]
fn stdin() -> io::Result<File> {
    Ok(std::os::windows::io::AsHandle::as_handle(&io::stdin()).try_clone_to_owned()?.into())
}

/// Reads a password that the customer types, without showing it.
pub fn prompt(login: &str, language: Language) -> Result<SecretString, CliError> {
    prompt_with(&l10n::text(language, "ask-password", &fluent_args!["login" => login.to_owned()]))
}

/// Reads a passphrase that the customer types, without showing it.
pub fn passphrase(prompt: &str, language: Language) -> Result<SecretString, CliError> {
    prompt_with(&l10n::text(language, prompt, &FluentArgs::new()))
}

/// Reads a new passphrase that the customer types twice, without showing it.
pub fn new_passphrase(prompt: &str, language: Language) -> Result<SecretString, CliError> {
    confirmed(passphrase(prompt, language)?, language)
}

/// Reads a new passphrase that the customer types twice; `None` if the customer wants none.
pub fn optional_passphrase(prompt: &str, language: Language) -> Result<Option<SecretString>, CliError> {
    match passphrase(prompt, language) {
        Err(CliError::NoPassword) => Ok(None),
        typed => confirmed(typed?, language).map(Some),
    }
}

fn confirmed(passphrase: SecretString, language: Language) -> Result<SecretString, CliError> {
    let again = self::passphrase("ask-passphrase-again", language)?;
    let is_same = again.expose_secret() == passphrase.expose_secret();
    if is_same { Ok(passphrase) } else { Err(CliError::PassphrasesDiffer) }
}

/// Returns true if somebody can type.
pub fn is_at_terminal() -> bool {
    io::stdin().is_terminal()
}

/// Reads a secret that the customer types after a prompt, without showing it.
fn prompt_with(prompt: &str) -> Result<SecretString, CliError> {
    if !is_at_terminal() {
        return Err(CliError::NoTerminal);
    }
    // Standard error and not the terminal itself: std alone writes Cyrillic to consoles of Windows.
    output::prompt(prompt);
    let typed = rpassword::read_password().map_err(|_| CliError::NoPassword)?;
    if typed.is_empty() { Err(CliError::NoPassword) } else { Ok(typed.into()) }
}
