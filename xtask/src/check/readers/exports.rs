//! The files that the programs read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::kabinet_cli::{self, Address, Cli, DemoPortal};
use crate::{process, test};

/// A thing that a person does with exported files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// One file with everything.
    Whole,
    /// Two files of periods that follow each other.
    Periods,
    /// A file, and later one with a month more.
    Again,
    /// A calendar, and later one in which a debit has moved over the end of a month.
    Moved,
    /// A file, and later one with a month more and an operation that was booked late.
    Late,
}

/// Every case, in the order of the columns.
pub const CASES: [Case; 5] = [Case::Whole, Case::Periods, Case::Again, Case::Moved, Case::Late];

/// Exported files.
pub struct Exports {
    folder: PathBuf,
}

/// The folder of the portal's templates, with the two states of its account as two customers.
const PORTAL: &str = "xtask/src/check/readers/portal";
const PROVIDER: &str = "proba";
const EARLY: &str = "early";
const LATE: &str = "late";

/// The time at which everything is exported, in UTC.
const NOW: &str = "2026-11-20 07:00:00";

/// The formats with their extensions.
const FORMATS: [(&str, &str); 9] = [
    ("csv", "csv"),
    ("csv-plain", "plain.csv"),
    ("xlsx", "xlsx"),
    ("pdf", "pdf"),
    ("ofx", "ofx"),
    ("qif", "qif"),
    ("hledger", "journal"),
    ("json", "json"),
    ("ics", "ics"),
];

impl Case {
    /// Returns its name in the matrix and for the scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Periods => "periods",
            Self::Again => "again",
            Self::Moved => "moved",
            Self::Late => "late",
        }
    }

    /// Returns the names of the files, the earlier first.
    fn files(self) -> &'static [&'static str] {
        match self {
            Self::Whole => &["whole"],
            Self::Periods => &["first", "second"],
            Self::Again => &["less", "whole"],
            Self::Moved | Self::Late => &["early", "whole"],
        }
    }
}

/// Returns the facts of the newest file, by the names in the answers of the scripts.
///
/// The figures come from `customers.toml`. The cost is four fees, a rent, a visit and two charges
/// of kopecks, less a correction and the visit's refund; payments, promised and returned ones too, are
/// no cost.
pub fn facts() -> Value {
    let months = ["2026-12".to_owned()].into_iter().chain((1..=11).map(|month| format!("2027-{month:02}")));
    let days: Vec<String> = months.map(|month| format!("{month}-01")).collect();
    json!({
        "rows": 20, "sum": "1360.32", "closing": "596.93", "cost": "2318.73",
        "errors": [], "valid": true, "tagged": true,
        "alarms": vec![4; days.len()], "days": days,
    })
}

impl Exports {
    /// Starts the portal, reads both states of its account, and exports them.
    ///
    /// # Errors
    /// If `kabinet-cli` does not build or fails.
    pub fn make() -> Result<Self> {
        let program = kabinet_cli::build(&["--workspace", "--features", test::WINDOW])?;
        let exports = Self { folder: kabinet_cli::empty_folder("check-readers/files")? };
        let demo = DemoPortal::start(&program, &["--skin", PORTAL, "--today", &NOW[..10]])?;
        let [early, late] = [EARLY, LATE].map(|login| exports.account(&program, login, &demo.address.url));
        let (early, late) = (early?, late?);
        for (format, extension) in FORMATS {
            let is_calendar = format == "ics";
            let [end_of_first, start_of_second, end_of_less] = if is_calendar {
                ["2027-03-31", "2027-04-01", "2027-04-30"]
            } else {
                ["2026-09-30", "2026-10-01", "2026-10-31"]
            };
            let export = |cli: &Cli, name: &str, days: &[&str]| {
                exports.export(cli, format, &format!("{name}.{extension}"), days)
            };
            export(&early, "early", &[])?;
            export(&late, "whole", &[])?;
            export(&late, "first", &["--to", end_of_first])?;
            export(&late, "second", &["--from", start_of_second])?;
            export(&late, "less", &["--to", end_of_less])?;
        }
        Ok(exports)
    }

    /// Returns the files of a case in a format, the earlier first.
    pub fn files(&self, case: Case, extension: &str) -> Vec<PathBuf> {
        case.files().iter().map(|name| self.folder.join(format!("{name}.{extension}"))).collect()
    }

    /// Signs in to one state of the account, and reads it.
    fn account(&self, program: &Path, login: &str, url: &str) -> Result<Cli> {
        let data = self.folder.join(login);
        let providers = data.join("providers");
        fs::create_dir_all(&providers).context("cannot create a data folder")?;
        let profile = process::root().join(PORTAL).join("provider.toml");
        fs::copy(profile, providers.join(format!("{PROVIDER}.toml"))).context("cannot copy the profile")?;
        let cli = Cli { program: program.to_owned(), data, clock: Some(NOW) };
        let password = format!("{login}-pass");
        cli.read(PROVIDER, &Address { url: url.to_owned(), login: login.to_owned(), password })?;
        Ok(cli)
    }

    fn export(&self, cli: &Cli, format: &str, name: &str, days: &[&str]) -> Result<()> {
        let mut export = cli.command(&["export", "--format", format, "--output"]);
        export.arg(self.folder.join(name)).args(days).env("LC_ALL", "ru_RU.UTF-8").env_remove("LANGUAGE");
        let status = export.stdout(Stdio::null()).status().context("cannot start kabinet-cli")?;
        ensure!(status.success(), "this failed ({status}): {}", process::line(&export));
        Ok(())
    }
}
