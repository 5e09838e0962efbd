//! The commands that write, each with the state before and after it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use kabinet_demo::{CANARY, Running};
use serde_json::Value;

use crate::support::{Answer, Cli, sign_in};

pub const PASSPHRASE: &str = "верный конь, батарейка, скрепка";
pub const BACKUP: &str = "backup.kabinet";

/// The stored data as the program prints them; `None` if there is no account.
pub type State = Option<Value>;

/// The contents of the file that a command makes; `None` if there is none.
pub type MadeFile = Option<Vec<u8>>;

/// A command that writes.
pub struct WritePath {
    pub name: &'static str,
    arguments: Vec<String>,
    /// The command that shows the state.
    question: &'static str,
    /// The line on standard input.
    line: &'static str,
    /// The address of a bus with a keyring, where the command needs one.
    bus: Option<String>,
    /// True if a key in the keyring protects the data before the command.
    encrypted: bool,
    /// True if the command commits its work in steps.
    pub gradual: bool,
    /// The file that the command makes or reads, in [`made`].
    pub file: Option<&'static str>,
    /// The data folder before the command.
    template: Cli,
    pub before: (State, MadeFile),
    pub after: (State, MadeFile),
}

impl WritePath {
    fn new(name: &'static str, template: &Cli, arguments: &[&str]) -> Self {
        Self {
            name,
            arguments: arguments.iter().map(|&argument| argument.to_owned()).collect(),
            question: "statement",
            line: PASSPHRASE,
            bus: None,
            encrypted: false,
            gradual: false,
            file: None,
            template: template.copy(),
            before: (None, None),
            after: (None, None),
        }
    }

    fn reading_the_site(self) -> Self {
        Self { line: CANARY, gradual: true, ..self }
    }

    fn with_keyring(self, bus: &str) -> Self {
        Self { bus: Some(bus.to_owned()), ..self }
    }

    fn encrypted(self, bus: &str) -> Self {
        Self { encrypted: true, ..self.with_keyring(bus) }
    }

    fn under_passphrase(self) -> Self {
        let encrypted = self.encrypt(&self.template, &ENCRYPT);
        assert_eq!(encrypted, Ok(()));
        self
    }

    fn encrypt(&self, cli: &Cli, encrypt: &[&str]) -> Result<(), String> {
        let mut command = self.command(cli, encrypt);
        let answer = Answer::of(command.stdin(lines(cli, &[PASSPHRASE, PASSPHRASE])).output().unwrap());
        super::require(answer.exit == Some(0), || format!("it is not encrypted: {answer:?}"))
    }

    fn with_file(self, file: &'static str) -> Self {
        Self { file: Some(file), ..self }
    }

    /// Runs the command once, to know the states before and after it.
    fn known(mut self) -> Self {
        let cli = self.prepared().unwrap();
        let seen = |cli: &Cli| (self.state(cli).unwrap(), self.made(cli));
        let before = seen(&cli);
        let ran = self.run(&cli);
        assert_eq!(ran.exit, Some(0), "{}: {ran:?}", self.name);
        self.after = seen(&cli);
        self.before = before;
        self
    }

    /// Returns a data folder before the command, or the reason why there is none.
    pub fn prepared(&self) -> Result<Cli, String> {
        let cli = self.template.copy();
        if self.encrypted {
            self.encrypt(&cli, &["encrypt"])?;
        }
        Ok(cli)
    }

    /// Returns the command on a data folder, with its line on standard input.
    pub fn whole_command(&self, cli: &Cli) -> Command {
        let folder = made(cli);
        let arguments: Vec<String> =
            self.arguments.iter().map(|it| it.replace("FOLDER", folder.to_str().unwrap())).collect();
        let mut command = self.command(cli, &arguments.iter().map(String::as_str).collect::<Vec<_>>());
        command.stdin(self.input(cli));
        command
    }

    /// Returns the passphrase of the data and the command's own line, as a file for standard input.
    pub fn input(&self, cli: &Cli) -> fs::File {
        lines(cli, &[PASSPHRASE, self.line])
    }

    pub fn run(&self, cli: &Cli) -> Answer {
        Answer::of(self.whole_command(cli).output().unwrap())
    }

    /// Returns the state of a data folder as the program shows it, or the reason why it does not.
    pub fn state(&self, cli: &Cli) -> Result<State, String> {
        let answer = Answer::of(self.command(cli, &[self.question]).output().unwrap());
        match answer.exit {
            Some(0) if answer.err.is_empty() => Ok(Some(answer.json())),
            Some(2) if answer.err.contains("\"no_account\"") => Ok(None),
            _ => Err(format!("the data do not open: {answer:?}")),
        }
    }

    /// Returns the contents of the file that the command makes.
    pub fn made(&self, cli: &Cli) -> MadeFile {
        fs::read(made(cli).join(self.file?)).ok()
    }

    /// Returns another command on the same data, with the keyring of this one.
    pub fn command(&self, cli: &Cli, arguments: &[&str]) -> Command {
        let mut command = cli.command();
        command.args(["--json", "--passphrase-stdin"]).args(arguments);
        command.stdin(lines(cli, &[PASSPHRASE]));
        if let Some(bus) = &self.bus {
            command.env("DBUS_SESSION_BUS_ADDRESS", bus);
        }
        command
    }
}

/// Returns lines as a file for standard input.
fn lines(cli: &Cli, lines: &[&str]) -> fs::File {
    let file = cli.data().with_file_name(format!("lines-{}", lines.len()));
    fs::write(&file, lines.join("\n")).unwrap();
    fs::File::open(file).unwrap()
}

/// Returns the folder of backups and exported files.
pub fn made(cli: &Cli) -> PathBuf {
    cli.data().with_file_name("made")
}

/// Returns every command that writes, over a portal that has changed since the last reading.
pub fn all(site: &Running, bus: &str) -> Vec<WritePath> {
    let (new, signed_in, read) = (folder(), folder(), folder());
    signed_in.sign_in(site, CANARY).done();
    read.sign_in(site, CANARY).done();
    read.sync(CANARY).done();
    let made_before = read.copy();
    let file = made(&made_before).join(BACKUP);
    made_before.run_with(PASSPHRASE, &["backup", file.to_str().unwrap(), "--password-stdin"]).done();
    fs::write(made(&made_before).join("old.csv"), "an earlier file").unwrap();
    site.change(|ledger| ledger.add("Антивирус", "-3.30".parse().unwrap()));
    let refreshed = made_before.copy();
    refreshed.sync(CANARY).done();

    let entering = sign_in(site.url().as_str());
    let kept: Vec<&str> = entering.iter().copied().filter(|it| *it != "--no-keyring").collect();
    let sync = ["sync", "--password-stdin"];
    let paths = [
        WritePath::new("first sign-in", &new, &entering).reading_the_site(),
        WritePath::new("first sign-in with a keyring", &new, &kept).reading_the_site().with_keyring(bus),
        WritePath::new("first sync", &signed_in, &sync).reading_the_site(),
        WritePath::new("refresh", &read, &sync).reading_the_site(),
        WritePath::new("refresh of encrypted data", &read, &sync).reading_the_site().encrypted(bus),
        WritePath { question: "kinds", ..WritePath::new("setting", &read, &SETTING) },
        WritePath::new("export", &read, &["export", "--format", "csv", "--output", "FOLDER/new.csv"])
            .with_file("new.csv"),
        WritePath::new("export again", &made_before, &["export", "--format", "csv", "-o", "FOLDER/old.csv"])
            .with_file("old.csv"),
        WritePath::new("backup", &refreshed, &["backup", "FOLDER/new.kabinet", "--password-stdin"])
            .with_file("new.kabinet"),
        WritePath::new("backup again", &refreshed, &["backup", "FOLDER/backup.kabinet", "--password-stdin"])
            .with_file(BACKUP),
        WritePath::new("restore", &refreshed, &["restore", "FOLDER/backup.kabinet", "--password-stdin"]),
        WritePath::new("encrypt", &refreshed, &["encrypt"]).with_keyring(bus),
        WritePath::new("decrypt", &refreshed, &["decrypt"]).encrypted(bus),
        WritePath::new("encrypt with a passphrase", &refreshed, &ENCRYPT),
        WritePath::new("a key in place of the passphrase", &refreshed, &["encrypt"])
            .under_passphrase()
            .with_keyring(bus),
        WritePath::new("a passphrase in place of the key", &refreshed, &ENCRYPT).encrypted(bus),
        WritePath::new("sign-out and forget", &refreshed, &["sign-out", "--forget"]),
    ];
    paths.into_iter().map(WritePath::known).collect()
}

const ENCRYPT: [&str; 3] = ["encrypt", "--passphrase", "--password-stdin"];
const SETTING: [&str; 4] = ["kinds", "set", "За платные заявки", "equipment"];

fn folder() -> Cli {
    let cli = Cli::new();
    fs::create_dir(made(&cli)).unwrap();
    cli
}

/// Returns the names of the files in a folder, in order.
pub fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}
