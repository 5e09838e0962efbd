//! The program, its folders and its answers in tests.

use std::fs;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use kabinet_demo::{ACCOUNT, CANARY, Demo, Running, Setup, canary};
use kabinet_store::{NewAccount, Store};
use serde_json::Value;
use tempfile::TempDir;

/// The program, with a data folder of its own, and nothing of the person who runs the tests.
pub struct Cli {
    home: TempDir,
}

/// The output and the exit code of the program.
#[derive(Debug)]
pub struct Answer {
    pub exit: Option<i32>,
    pub out: String,
    pub err: String,
}

/// A program at work, which a test that fails does not leave behind.
pub struct Spawned(Child);

/// Starts a demo portal in February 2022: the instruction's three months and the open one.
pub fn demo() -> Running {
    Demo::start(Setup::watched("2022-02-15".parse().unwrap())).unwrap()
}

impl Cli {
    pub fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("tmp")).unwrap();
        Self { home }
    }

    /// Returns the program after `sign-in` and `sync`.
    pub fn synced(demo: &Running) -> Self {
        let cli = Self::new();
        cli.sign_in(demo, CANARY).done();
        cli.sync(CANARY).done();
        cli
    }

    /// Returns the program with a copy of every file.
    pub fn copy(&self) -> Self {
        let copy = Self::new();
        copy_files(self.home.path(), copy.home.path());
        copy
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kabinet-cli"));
        command
            .env("HOME", self.home.path())
            .env("TMPDIR", self.home.path().join("tmp"))
            .env("RUST_LOG", "trace")
            .env("RUST_BACKTRACE", "full")
            .env("KABINET_DATA_DIR", self.data())
            .env(
                "DBUS_SESSION_BUS_ADDRESS",
                format!("unix:path={}", self.home.path().join("no-bus").display()),
            )
            .env("KABINET_LANGUAGE", "ru")
            .env("LC_ALL", "en_GB.UTF-8")
            .env("NO_PROXY", "127.0.0.1")
            .env_remove("LANGUAGE")
            .stdin(Stdio::null());
        for folder in ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env(folder, self.home.path().join(folder));
        }
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Answer {
        Answer::of(self.command().args(arguments).output().unwrap())
    }

    /// Runs the program with a line on standard input, which must appear nowhere afterwards.
    pub fn run_with(&self, password: &str, arguments: &[&str]) -> Answer {
        let answer = self.run_with_bytes(format!("{password}\n").as_bytes(), arguments);
        self.never_shows(password, &answer);
        answer
    }

    /// Runs the program with these bytes on standard input.
    pub fn run_with_bytes(&self, input: &[u8], arguments: &[&str]) -> Answer {
        let file = self.home.path().join("input");
        fs::write(&file, input).unwrap();
        let mut command = self.command();
        command.args(arguments).stdin(fs::File::open(&file).unwrap());
        let answer = Answer::of(command.output().unwrap());
        fs::remove_file(file).unwrap();
        answer
    }

    pub fn sign_in(&self, demo: &Running, password: &str) -> Answer {
        self.run_with(password, &sign_in(demo.url().as_str()))
    }

    pub fn sync(&self, password: &str) -> Answer {
        self.run_with(password, &["sync", "--password-stdin"])
    }

    /// Adds another account of the same provider, at a site where nobody answers.
    pub fn add_account(&self, login: &str) {
        let mut store = self.store();
        let new = NewAccount {
            provider: "sevencom".to_owned(),
            site: "http://127.0.0.1:9/".parse().unwrap(),
            city: None,
            login: login.to_owned(),
            number: login.to_owned().try_into().unwrap(),
        };
        store.remember_account(&new).unwrap();
    }

    pub fn store(&self) -> Store {
        Store::open(&self.data().join("kabinet.db")).unwrap()
    }

    pub fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    /// Returns all stored data as the program prints it.
    pub fn everything(&self) -> [String; 2] {
        ["summary", "statement"].map(|question| self.run(&["--json", question]).done().out)
    }

    /// Checks that a password is neither shown nor in any file, in no disguise.
    pub fn never_shows(&self, secret: &str, answer: &Answer) {
        for text in [&answer.out, &answer.err] {
            assert_eq!(canary::find(secret, text.as_bytes()), None, "the password is shown: {text}");
        }
        for file in files(self.home.path()) {
            let found = canary::find(secret, &fs::read(&file).unwrap());
            assert_eq!(found, None, "the password is in {}", file.display());
        }
    }
}

pub fn sign_in(site: &str) -> Vec<&str> {
    let mut arguments = vec!["sign-in", "--provider", "sevencom", "--site", site, "--login", ACCOUNT];
    arguments.extend(["--city", "Среднеуральск", "--password-stdin", "--no-keyring"]);
    arguments
}

/// Returns the files of a folder and of the folders in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = paths.partition(|path| path.is_dir());
    let files = files.into_iter().filter(|path| path.is_file());
    folders.iter().flat_map(|folder| self::files(folder)).chain(files).collect()
}

fn copy_files(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            fs::create_dir_all(&to).unwrap();
            copy_files(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

impl Spawned {
    pub fn of(command: &mut Command) -> Self {
        Self(command.spawn().unwrap())
    }
}

impl Deref for Spawned {
    type Target = Child;

    fn deref(&self) -> &Child {
        &self.0
    }
}

impl DerefMut for Spawned {
    fn deref_mut(&mut self) -> &mut Child {
        &mut self.0
    }
}

impl Drop for Spawned {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Answer {
    pub fn of(output: Output) -> Self {
        Self {
            exit: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Checks that the program succeeded and printed only the answer.
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!((self.exit, self.err.as_str()), (Some(0), ""), "it was to be done: {self:?}");
        self
    }

    /// Checks that the program ended with an exit code and printed the reason with an error code.
    #[track_caller]
    pub fn refused(&self, exit: i32, code: &str) -> Refusal {
        assert_eq!(self.exit, Some(exit), "another exit: {self:?}");
        assert_eq!(self.out, "", "nothing is answered where nothing is done");
        let told: Value = serde_json::from_str(&self.err).unwrap();
        let told = |part: &str| told["error"][part].as_str().unwrap_or_default().to_owned();
        assert_eq!(told("code"), code, "another code: {self:?}");
        let refusal = Refusal { message: told("message"), hint: told("hint") };
        assert!(!refusal.message.is_empty() && !refusal.hint.is_empty(), "words are missing: {self:?}");
        refusal
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

/// The printed failure.
#[derive(Debug)]
pub struct Refusal {
    pub message: String,
    pub hint: String,
}
