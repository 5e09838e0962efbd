//! Errors of the command line.

use std::io;

use clap::error::{ContextKind, ErrorKind};
use fluent::{FluentArgs, fluent_args};
use kabinet_api::view::Failure;
use kabinet_api::{ApiError, ErrorCode, Language};
use kabinet_demo::DemoError;

use crate::exit::Exit;
use crate::input_line::BadLine;
use crate::l10n;

/// The failure of a command.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// It was not asked in the right way, or only for help.
    #[error(transparent)]
    Arguments(#[from] clap::Error),
    /// A failure of a use case.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// A password is needed, and nobody can be args.
    #[error("there is no terminal to ask for the password")]
    NoTerminal,
    /// A password was to come from standard input or the terminal, and did not.
    #[error("no password came")]
    NoPassword,
    /// The line of standard input is no text that a site could have as a password.
    #[error("the line of standard input is no plain text: {}", .0.word())]
    BadLine(BadLine),
    /// A new passphrase was typed in two ways.
    #[error("the passphrases differ")]
    PassphrasesDiffer,
    /// A description file sends the password to another host, which is a warning.
    #[error("the password goes to {host}")]
    ForeignHost {
        /// The host.
        host: String,
    },
    /// One password, and several accounts.
    #[error("one password does not fit several accounts")]
    OnePasswordForSeveral,
    /// The system has no place for a program's data.
    #[error("there is no folder for data")]
    NoDataFolder,
    /// The demo portal did not start.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// A terminal shows nothing of a format that is no text.
    #[error("a terminal does not show that format")]
    BinaryToTerminal,
    /// Standard output cannot be written.
    #[error("the output cannot be written: {0}")]
    Output(#[source] io::Error),
    /// The system refused a resource that every program needs.
    #[error("the system refused: {0}")]
    System(#[source] io::Error),
}

impl CliError {
    /// Returns the exit code.
    pub fn exit(&self) -> Exit {
        let is_help = matches!(self, Self::Arguments(error) if error.exit_code() == 0);
        if is_help { Exit::Done } else { Exit::of(self.code()) }
    }

    /// Returns the stable code.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Arguments(_) => ErrorCode::Usage,
            Self::Api(error) => error.code(),
            Self::NoTerminal => ErrorCode::PasswordNeeded,
            Self::NoPassword | Self::BadLine(_) => ErrorCode::NoPassword,
            Self::PassphrasesDiffer => ErrorCode::PassphrasesDiffer,
            Self::ForeignHost { .. } => ErrorCode::ForeignHost,
            Self::OnePasswordForSeveral => ErrorCode::WhichAccount,
            Self::NoDataFolder => ErrorCode::NoDataFolder,
            Self::BinaryToTerminal => ErrorCode::BinaryToTerminal,
            Self::Demo(_) => ErrorCode::DemoNotStarted,
            Self::Output(_) => ErrorCode::OutputFailed,
            Self::System(_) => ErrorCode::SystemFailed,
        }
    }

    /// Returns the failure in a language.
    pub fn localize(&self, language: Language) -> Failure {
        match self {
            Self::Arguments(error) => failure(self.code(), &usage_args(error), language),
            Self::Api(error) => l10n::failure(error, language),
            Self::Demo(error) => failure(self.code(), &why(error), language),
            Self::ForeignHost { host } => {
                failure(self.code(), &fluent_args!["host" => host.clone()], language)
            }
            Self::Output(error) | Self::System(error) => failure(self.code(), &why(error), language),
            Self::BadLine(line) => bad_line(*line, language),
            Self::NoTerminal
            | Self::NoPassword
            | Self::PassphrasesDiffer
            | Self::OnePasswordForSeveral
            | Self::NoDataFolder
            | Self::BinaryToTerminal => failure(self.code(), &FluentArgs::new(), language),
        }
    }
}

fn failure(code: ErrorCode, args: &FluentArgs<'_>, language: Language) -> Failure {
    let message = l10n::text(language, code.name(), args);
    let hint = l10n::text(language, &format!("{}.hint", code.name()), args);
    Failure::new(code, message, hint)
}

fn bad_line(line: BadLine, language: Language) -> Failure {
    let text = |id| l10n::text(language, id, &fluent_args!["line" => line.word()]);
    Failure::new(ErrorCode::NoPassword, text("bad-line"), text("bad-line.hint"))
}

fn why(error: &impl ToString) -> FluentArgs<'static> {
    fluent_args!["why" => error.to_string()]
}

fn usage_args(error: &clap::Error) -> FluentArgs<'static> {
    let what = named(error, ContextKind::InvalidArg)
        .or_else(|| named(error, ContextKind::InvalidSubcommand))
        .unwrap_or_default();
    let value = named(error, ContextKind::InvalidValue).unwrap_or_default();
    fluent_args!["kind" => kind(error.kind()), "what" => what, "value" => value]
}

fn named(error: &clap::Error, kind: ContextKind) -> Option<String> {
    error.get(kind).map(ToString::to_string)
}

fn kind(kind: ErrorKind) -> &'static str {
    const NAMES: [(ErrorKind, &str); 8] = [
        (ErrorKind::UnknownArgument, "unknown"),
        (ErrorKind::InvalidSubcommand, "no-such-command"),
        (ErrorKind::MissingSubcommand, "no-command"),
        (ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand, "no-command"),
        (ErrorKind::MissingRequiredArgument, "missing"),
        (ErrorKind::InvalidValue, "value"),
        (ErrorKind::ValueValidation, "value"),
        (ErrorKind::ArgumentConflict, "twice"),
    ];
    NAMES.iter().find(|(named, _)| *named == kind).map_or("other", |(_, word)| word)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::arguments::Arguments;

    fn every_error() -> Vec<CliError> {
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        let mut errors = vec![
            CliError::Api(ApiError::NoAccount),
            CliError::NoTerminal,
            CliError::NoPassword,
            CliError::BadLine(BadLine::Utf16),
            CliError::BadLine(BadLine::NotUtf8),
            CliError::BadLine(BadLine::ControlCharacters),
            CliError::BadLine(BadLine::TooLong),
            CliError::PassphrasesDiffer,
            CliError::OnePasswordForSeveral,
            CliError::ForeignHost { host: "evil.example".to_owned() },
            CliError::NoDataFolder,
            CliError::BinaryToTerminal,
            CliError::Demo(full().into()),
            CliError::Output(full()),
            CliError::System(full()),
        ];
        let asked = [
            vec!["kabinet-cli"],
            vec!["kabinet-cli", "bogus"],
            vec!["kabinet-cli", "summary", "--bogus"],
            vec!["kabinet-cli", "sign-in"],
            vec!["kabinet-cli", "statement", "2021-13"],
            vec!["kabinet-cli", "sync", "--full", "--full"],
            vec!["kabinet-cli", "sync", "--full=yes"],
        ];
        errors.extend(asked.map(|asked| CliError::Arguments(Arguments::try_parse_from(asked).unwrap_err())));
        errors
    }

    #[test]
    fn every_error_is_told_in_both_languages() {
        for error in every_error() {
            let [ru, en] = Language::ALL.map(|language| error.localize(language));
            assert_ne!(ru.message, en.message, "one language only");
            for words in [ru, en] {
                assert!(words.message.ends_with('.') && !words.hint.is_empty(), "{words:?}");
                assert!(!words.message.contains(['{', '}']), "a value is not filled in: {words:?}");
            }
        }
    }
}
