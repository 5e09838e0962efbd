//! The command line arguments.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand};
use fluent::FluentArgs;
use kabinet_api::Language;
use kabinet_api::view::ExportFormat;
use kabinet_domain::{Category, Month};

use crate::{l10n, password};

pub const PROGRAM: &str = "kabinet-cli";

/// The parsed command line.
///
/// The help is in the catalogue: `help-NAME` of a command, `option-NAME` of an option.
#[derive(Debug, Parser)]
#[command(name = PROGRAM, version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true)]
pub struct Arguments {
    #[arg(long, global = true, value_name = "DIR", env = "KABINET_DATA_DIR", hide_env = true)]
    pub data_dir: Option<PathBuf>,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long, global = true)]
    pub passphrase_stdin: bool,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    SignIn(SignIn),
    Sync(Sync),
    Summary(Chosen),
    Statement(Statement),
    Kinds(Kinds),
    Audit(Chosen),
    Changes(Chosen),
    Forecast(Forecast),
    Search(Search),
    Export(Export),
    Reminders(Reminders),
    Accounts,
    Providers(Providers),
    Doctor(Doctor),
    SignOut(SignOut),
    Backup(Backup),
    Restore(Backup),
    Encrypt(Encrypt),
    Decrypt,
    ForgetPassphrase,
    Demo(Demo),
    #[command(hide = true)]
    Manual(Manual),
}

#[derive(Debug, clap::Args)]
pub struct SignIn {
    #[arg(long, value_name = "NAME")]
    pub provider: String,
    #[arg(long, value_name = "URL")]
    pub site: Option<String>,
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub city: Option<String>,
    #[arg(long, value_name = "LOGIN", value_parser = password::login)]
    pub login: String,
    #[arg(long)]
    pub password_stdin: bool,
    #[arg(long)]
    pub no_keyring: bool,
}

#[derive(Debug, clap::Args)]
pub struct Sync {
    #[command(flatten)]
    pub chosen: Chosen,
    #[arg(long)]
    pub password_stdin: bool,
    #[arg(long)]
    pub full: bool,
}

#[derive(Debug, clap::Args)]
pub struct Chosen {
    #[arg(long, value_name = "LOGIN")]
    pub account: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Statement {
    #[arg(value_name = "YYYY-MM")]
    pub month: Option<Month>,
    #[command(flatten)]
    pub chosen: Chosen,
}

#[derive(Debug, clap::Args)]
#[command(disable_help_subcommand = true)]
pub struct Kinds {
    #[command(flatten)]
    pub chosen: Chosen,
    #[command(subcommand)]
    pub command: Option<KindsCommand>,
}

#[derive(Debug, Subcommand)]
pub enum KindsCommand {
    Set {
        #[arg(value_name = "WORDS", value_parser = NonEmptyStringValueParser::new())]
        words: String,
        #[arg(value_name = "KIND", value_parser = kind())]
        kind: Category,
        #[command(flatten)]
        chosen: Chosen,
    },
    Forget {
        #[arg(value_name = "WORDS", value_parser = NonEmptyStringValueParser::new())]
        words: String,
        #[command(flatten)]
        chosen: Chosen,
    },
}

#[derive(Debug, clap::Args)]
pub struct Forecast {
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub until: Option<NaiveDate>,
    #[command(flatten)]
    pub chosen: Chosen,
}

#[derive(Debug, clap::Args)]
pub struct Search {
    #[arg(value_name = "QUERY", allow_negative_numbers = true)]
    pub query: Vec<String>,
    #[arg(long, value_name = "KIND", value_parser = kind())]
    pub kind: Option<Category>,
    #[command(flatten)]
    pub chosen: Chosen,
}

#[derive(Debug, clap::Args)]
pub struct Export {
    #[arg(long, value_name = "csv|csv-plain|xlsx|pdf|ics|ofx|qif|hledger|json", value_parser = format)]
    pub format: ExportFormat,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<NaiveDate>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<NaiveDate>,
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub chosen: Chosen,
}

#[derive(Debug, clap::Args)]
pub struct Reminders {
    #[arg(long, value_name = "RFC3339", value_parser = DateTime::parse_from_rfc3339)]
    pub now: Option<DateTime<FixedOffset>>,
    #[command(flatten)]
    pub chosen: Chosen,
}

#[derive(Debug, clap::Args)]
pub struct Doctor {
    #[command(flatten)]
    pub chosen: Chosen,
    #[arg(long, value_name = "NAME", requires = "login", conflicts_with = "account")]
    pub provider: Option<String>,
    #[arg(long, value_name = "URL", requires = "provider")]
    pub site: Option<String>,
    #[arg(long, value_name = "NAME", requires = "provider", value_parser = NonEmptyStringValueParser::new())]
    pub city: Option<String>,
    #[arg(long, value_name = "LOGIN", requires = "provider", value_parser = password::login)]
    pub login: Option<String>,
    #[arg(long)]
    pub password_stdin: bool,
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Providers {
    #[arg(long, value_name = "NAME")]
    pub show: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct SignOut {
    #[command(flatten)]
    pub chosen: Chosen,
    #[arg(long)]
    pub forget: bool,
}

#[derive(Debug, clap::Args)]
pub struct Backup {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long)]
    pub password_stdin: bool,
}

#[derive(Debug, clap::Args)]
pub struct Encrypt {
    #[arg(long)]
    pub passphrase: bool,
    #[arg(long, requires = "passphrase")]
    pub password_stdin: bool,
}

#[derive(Debug, clap::Args)]
pub struct Demo {
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub port: u16,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<NaiveDate>,
    #[arg(long, value_name = "DIR")]
    pub skin: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Manual {
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

impl Command {
    /// Returns true if the command reads the site, so that it brings lost data back.
    pub fn reads_site(&self) -> bool {
        matches!(self, Self::SignIn(_) | Self::Sync(_))
    }

    /// Returns true if the command opens the stored data.
    pub fn opens_data(&self) -> bool {
        !matches!(self, Self::Providers(_) | Self::Demo(_) | Self::ForgetPassphrase)
    }
}

impl Arguments {
    /// Parses the arguments with which the program was started.
    pub fn read(language: Language) -> Result<Self, clap::Error> {
        let mut command = command(language);
        let matches = command.try_get_matches_from_mut(std::env::args_os())?;
        Self::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
    }
}

/// Returns the definition of the command line, with help in a language.
pub fn command(language: Language) -> clap::Command {
    in_language(Arguments::command(), language)
}

/// Returns a parser of any kind by its name.
fn kind() -> impl TypedValueParser<Value = Category> {
    PossibleValuesParser::new(Category::ALL.map(Category::name))
        .try_map(|name| Category::of_name(&name).ok_or("no such kind"))
}

/// Parses a format by its name, with a hyphen where the name in JSON has an underscore.
fn format(name: &str) -> Result<ExportFormat, &'static str> {
    let is_called = |format: &ExportFormat| format.name().replace('_', "-") == name;
    ExportFormat::ALL.into_iter().find(is_called).ok_or("there is no such format")
}

fn in_language(command: clap::Command, language: Language) -> clap::Command {
    let say = |id: &str| l10n::text(language, id, &FluentArgs::new());
    let about = say(&format!("help-{}", command.get_name()));
    let layout = format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}\n", say("help-usage"));
    let after = match command.get_name() {
        PROGRAM => Some("help-exit-codes"),
        "export" => Some("help-formats"),
        _ => None,
    };
    command
        .about(about)
        .after_help(after.map(say).unwrap_or_default())
        .help_template(layout)
        .subcommand_help_heading(say("help-commands"))
        .mut_args(|argument| {
            let help = say(&format!("option-{}", argument.get_id()));
            let heading = if argument.is_positional() { say("help-arguments") } else { say("help-options") };
            argument.help(help).help_heading(heading)
        })
        .mut_subcommands(|command| in_language(command, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_can_be_asked_for_is_explained_in_both_languages() {
        for language in Language::ALL {
            let mut command = super::command(language);
            command.build();
            command.clone().debug_assert();
            let helps = std::iter::once(command.render_help().to_string())
                .chain(command.get_subcommands_mut().map(|command| command.render_help().to_string()));
            for help in helps {
                assert!(!help.contains("help-") && !help.contains("option-"), "words are missing: {help}");
            }
        }
    }

    #[test]
    fn the_help_of_export_says_who_reads_each_format_and_what_to_know() {
        for language in Language::ALL {
            let mut command = super::command(language);
            command.build();
            let export = command.find_subcommand_mut("export").unwrap().render_help().to_string();
            for format in ExportFormat::ALL {
                let name = format.name().replace('_', "-");
                let line = export.lines().find_map(|line| line.strip_prefix(&format!("  {name} ")));
                assert!(line.is_some_and(|line| !line.trim().is_empty()), "{name} has no line: {export}");
            }
            for program in ["GnuCash", "Actual", "ledger2beancount", "Skrooge", "calcurse", "include"] {
                assert!(export.contains(program), "{program} is not named: {export}");
            }
        }
    }
}
