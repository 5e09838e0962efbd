use std::io;

use clap::error::{ContextKind, ErrorKind};
use fluent::{FluentArgs, fluent_args};
use kabinet_api::wire::Failure;
use kabinet_api::{ApiError, Exit, Language};
use kabinet_demo::DemoError;

use crate::words;

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// It was not asked in the right way, or only for help.
    #[error(transparent)]
    Arguments(#[from] clap::Error),
    /// What Kabinet answers.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// A password is needed, and nobody can be asked.
    #[error("there is no terminal to ask for the password")]
    NoTerminal,
    /// A password was to come from standard input or the terminal, and did not.
    #[error("no password came")]
    NoPassword,
    /// One password, and several accounts.
    #[error("one password does not fit several accounts")]
    OnePasswordForSeveral,
    /// The system has no place for a program's data.
    #[error("there is no folder for data")]
    NoDataFolder,
    /// The demo cabinet did not start.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// A terminal shows nothing of a format that is no text.
    #[error("a terminal does not show that format")]
    BinaryToTerminal,
    /// Standard output does not take what it is given.
    #[error("the output cannot be written: {0}")]
    Output(#[source] io::Error),
    /// The system refused what every program needs.
    #[error("the system refused: {0}")]
    System(#[source] io::Error),
}

impl CliError {
    /// How the program ends.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Arguments(error) if error.exit_code() == 0 => Exit::Done,
            Self::Api(error) => error.code().exit(),
            Self::Output(_) | Self::System(_) => Exit::Output,
            Self::Arguments(_)
            | Self::NoTerminal
            | Self::NoPassword
            | Self::OnePasswordForSeveral
            | Self::NoDataFolder
            | Self::BinaryToTerminal
            | Self::Demo(_) => Exit::Usage,
        }
    }

    /// What a person is told.
    pub fn words(&self, language: Language) -> Failure {
        let nothing = FluentArgs::new();
        match self {
            Self::Arguments(error) => usage(error, language),
            Self::Api(error) => words::of_error(error, language),
            Self::NoTerminal => failure("password_needed", &nothing, language),
            Self::NoPassword => failure("no_password", &nothing, language),
            Self::OnePasswordForSeveral => failure("which_account", &nothing, language),
            Self::NoDataFolder => failure("no_data_folder", &nothing, language),
            Self::BinaryToTerminal => failure("binary_to_terminal", &nothing, language),
            Self::Demo(error) => failure("demo_not_started", &why(error), language),
            Self::Output(error) => failure("output_failed", &why(error), language),
            Self::System(error) => failure("system_failed", &why(error), language),
        }
    }
}

fn failure(code: &'static str, values: &FluentArgs<'_>, language: Language) -> Failure {
    let message = words::say(language, code, values);
    let hint = words::say(language, &format!("{code}.hint"), values);
    Failure { code, message, hint }
}

fn why(error: &impl ToString) -> FluentArgs<'static> {
    fluent_args!["why" => error.to_string()]
}

fn usage(error: &clap::Error, language: Language) -> Failure {
    let what = named(error, ContextKind::InvalidArg)
        .or_else(|| named(error, ContextKind::InvalidSubcommand))
        .unwrap_or_default();
    let value = named(error, ContextKind::InvalidValue).unwrap_or_default();
    failure("usage", &fluent_args!["kind" => kind(error.kind()), "what" => what, "value" => value], language)
}

fn named(error: &clap::Error, kind: ContextKind) -> Option<String> {
    error.get(kind).map(ToString::to_string)
}

fn kind(kind: ErrorKind) -> &'static str {
    const TOLD: [(ErrorKind, &str); 8] = [
        (ErrorKind::UnknownArgument, "unknown"),
        (ErrorKind::InvalidSubcommand, "no-such-command"),
        (ErrorKind::MissingSubcommand, "no-command"),
        (ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand, "no-command"),
        (ErrorKind::MissingRequiredArgument, "missing"),
        (ErrorKind::InvalidValue, "value"),
        (ErrorKind::ValueValidation, "value"),
        (ErrorKind::ArgumentConflict, "twice"),
    ];
    TOLD.iter().find(|(told, _)| *told == kind).map_or("other", |(_, word)| word)
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
            CliError::OnePasswordForSeveral,
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
            let [ru, en] = Language::ALL.map(|language| error.words(language));
            assert_ne!(ru.message, en.message, "one language only");
            for words in [ru, en] {
                assert!(words.message.ends_with('.') && !words.hint.is_empty(), "{words:?}");
                assert!(!words.message.contains(['{', '}']), "a value is not filled in: {words:?}");
            }
        }
    }
}
