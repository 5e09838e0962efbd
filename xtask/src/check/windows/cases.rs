//! The command line of Windows beside that of Linux, on the same portal.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

use anyhow::{Context, Result, ensure};

use super::wine::Wine;
use crate::kabinet_cli::{Address, Cli};

/// Both command lines and the portal that they read.
pub struct Console<'a> {
    pub wine: &'a Wine,
    pub program: &'a Path,
    pub linux: &'a Cli,
    pub portal: &'a Address,
}

/// The data folder, with Cyrillic and a space.
const DATA: &str = r"C:\users\Данные кабинета";

/// The longest time of a command on a console, in seconds.
const LIMIT: &str = "60";

/// The folder of exported files.
const FILES: &str = r"C:\Выписки и счета";

/// Questions whose answers are the same bytes as on Linux.
const SAME: &[&[&str]] = &[
    &["statement"],
    &["statement", "2021-11"],
    &["statement", "--json"],
    &["reminders", "--now", "2021-11-26T05:00:00Z"],
    &["search", "плата"],
    &["search", "ПЛАТА", "--json"],
    &["search", "-589"],
    &["audit"],
    &["audit", "--json"],
    &["forecast", "--until", "2022-03-01"],
    &["kinds"],
    &["providers"],
    &["providers", "--show", "sevencom"],
    &["export", "--format", "csv"],
    &["export", "--format", "csv-plain"],
    &["export", "--format", "qif"],
    &["export", "--format", "hledger"],
    &["export", "--format", "json"],
    &["--help"],
];

/// Every format with the beginning of its files.
const FORMATS: [(&str, &[u8]); 9] = [
    ("csv", b"\xEF\xBB\xBF"),
    ("csv-plain", b""),
    ("xlsx", b"PK"),
    ("pdf", b"%PDF-"),
    ("ics", b"BEGIN:VCALENDAR"),
    ("ofx", b"OFXHEADER:100\r\n"),
    ("qif", b""),
    ("hledger", b""),
    ("json", b"{"),
];

/// Commands that are refused: arguments, input, exit code, a part of the answer.
const REFUSED: &[(&[&str], &[u8], i32, &str)] = &[
    (&["bogus", "--json"], b"", 2, "usage"),
    (&["statement", "2020-01", "--json"], b"", 2, "month_not_kept"),
    (&["sync", "--password-stdin", "--json"], b"", 2, "no_password"),
    (&["sync", "--password-stdin", "--json"], b"d\0e\0m\0o\0\n\0", 2, "PowerShell"),
    (&["sync", "--password-stdin", "--json"], b"\xAF\xA0\xE0\n", 2, "chcp"),
    (&["sync", "--password-stdin", "--json"], b"another\r\n", 3, "bad_credentials"),
    (&["export", "--json", "--format", "csv", "-o", r"C:\no such folder\a.csv"], b"", 1, "file_not_written"),
    (&["export", "--json", "--format", "csv", "-o", r"C:\windows"], b"", 1, "file_not_written"),
    (&["export", "--json", "--format", "csv", "-o", "nul.csv"], b"", 1, "file_not_written"),
];

impl Console<'_> {
    /// Tries everything, and prints each command that is right.
    ///
    /// # Errors
    /// The first command that is not.
    pub fn check(&self) -> Result<()> {
        self.sign_in()?;
        self.ask()?;
        self.export()?;
        self.refuse()?;
        self.use_pipes_and_consoles()?;
        self.forget()
    }

    /// Signs in, and reads with the password that the Credential Manager holds.
    fn sign_in(&self) -> Result<()> {
        // The mark and the line break of Windows are no part of the password.
        let line = format!("\u{FEFF}{}\r\n", self.portal.password);
        let site = ["--site", &self.portal.url, "--login", &self.portal.login];
        let sign_in = [&["sign-in", "--provider", "sevencom"], &site[..], &["--password-stdin"]].concat();
        self.expect(&sign_in, line.as_bytes(), 0, "")?;
        self.expect(&["sync"], b"", 0, "")?;
        self.expect(&["sync", "--full", "--json"], b"", 0, "{")?;
        self.expect(&["summary"], b"", 0, "588,00")?;
        self.expect(&["accounts", "--json"], b"", 0, &self.portal.login)?;
        self.expect(&["changes"], b"", 0, "")?;
        Ok(())
    }

    fn ask(&self) -> Result<()> {
        for question in SAME {
            let of_windows = self.done(question, b"", 0)?;
            let of_linux = self.linux.command(question).env("KABINET_LANGUAGE", "ru").output()?.stdout;
            let of_linux = String::from_utf8_lossy(&of_linux).replace("kabinet-cli ", "kabinet-cli.exe ");
            let answer = String::from_utf8_lossy(&of_windows.stdout).into_owned();
            let answer = answer.replace("kabinet-cli ", "kabinet-cli.exe ");
            ensure!(answer == of_linux, "{question:?} answers\n{answer}\nand on Linux\n{of_linux}");
        }
        Ok(())
    }

    fn export(&self) -> Result<()> {
        self.wine.run(Path::new("cmd"), &["/c", "mkdir", FILES], b"")?;
        for (format, beginning) in FORMATS {
            let file = format!(r"{FILES}\выписка за всё время.{format}");
            // Once more, because Windows replaces no file as Linux does.
            for _ in 0..2 {
                self.expect(&["export", "--format", format, "-o", &file], b"", 0, "")?;
            }
            let piped = self.done(&["export", "--format", format], b"", 0)?.stdout;
            ensure!(piped.starts_with(beginning), "{format} begins otherwise");
            ensure!(!piped.windows(3).any(|bytes| bytes == b"\r\r\n"), "line breaks of {format} are doubled");
        }
        self.expect(&["export", "--format", "csv", "-o", "nul"], b"", 0, "")?;
        let report = format!(r"{FILES}\отчёт.txt");
        self.expect(&["doctor", "--report", &report], b"", 0, "")
    }

    fn refuse(&self) -> Result<()> {
        for (arguments, input, exit, part) in REFUSED {
            self.expect(arguments, input, *exit, part)?;
        }
        // The password that was refused is forgotten, so that it is given once more.
        let line = format!("{}\r\n", self.portal.password);
        self.expect(&["sync", "--password-stdin"], line.as_bytes(), 0, "")
    }

    fn use_pipes_and_consoles(&self) -> Result<()> {
        let shown = self.on_console(&["summary"], None)?;
        ensure!(shown.contains("Баланс") && shown.contains('₽'), "the console shows\n{shown}");
        self.expect(&["sign-out"], b"", 0, "")?;
        let prompt = format!("Пароль для {}", self.portal.login);
        let keys = format!("{}\r", self.portal.password);
        let asked = self.on_console(&["sync"], Some((&self.portal.login, &keys)))?;
        ensure!(asked.contains(&prompt), "the console asks\n{asked}");
        ensure!(!asked.contains(&self.portal.password), "the console shows the password\n{asked}");
        let mut child = self.command(&["statement"]).stdout(Stdio::piped()).spawn()?;
        drop(child.stdout.take());
        ensure!(child.wait()?.success(), "a closed pipe is a failure");
        println!("ok: a console, and a pipe that is closed");
        Ok(())
    }

    /// Erases the data while another process reads the site into them.
    fn forget(&self) -> Result<()> {
        let line = format!("{}\r\n", self.portal.password);
        thread::scope(|scope| {
            let sync = scope.spawn(|| self.run(&["sync", "--full", "--password-stdin"], line.as_bytes()));
            let forgotten = self.expect(&["sign-out", "--forget"], b"", 0, "");
            // Its account goes away beneath it, so that any exit code is right.
            let _ = sync.join();
            forgotten
        })?;
        self.expect(&["accounts", "--json"], b"", 0, "[]")?;
        self.expect(&["sync", "--json"], b"", 2, "no_account")
    }

    /// Checks the exit code, and a part of the answer.
    fn expect(&self, arguments: &[&str], input: &[u8], exit: i32, part: &str) -> Result<()> {
        let output = self.done(arguments, input, exit)?;
        let answer = [output.stdout, output.stderr].concat();
        let answer = String::from_utf8_lossy(&answer);
        ensure!(answer.contains(part), "{arguments:?} answers without {part:?}:\n{answer}");
        Ok(())
    }

    /// Checks the exit code, and returns the output.
    fn done(&self, arguments: &[&str], input: &[u8], exit: i32) -> Result<Output> {
        let output = self.run(arguments, input)?;
        let told = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.code() == Some(exit), "{arguments:?} ended with {}:\n{told}", output.status);
        println!("ok: {} ({exit})", arguments.join(" "));
        Ok(output)
    }

    fn run(&self, arguments: &[&str], input: &[u8]) -> Result<Output> {
        let arguments = [&["--data-dir", DATA], arguments].concat();
        self.wine.run(self.program, &arguments, input)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        self.wine.command(self.program, &[&["--data-dir", DATA], arguments].concat())
    }

    /// Returns all that a console shows.
    ///
    /// `answer` is the end of a question, and the keys to answer it with.
    fn on_console(&self, arguments: &[&str], answer: Option<(&str, &str)>) -> Result<String> {
        let words = ["wine", &self.program.to_string_lossy(), "--data-dir", DATA].map(quoted);
        let line = words.into_iter().chain(arguments.iter().map(|word| quoted(word)));
        let mut script = Command::new("timeout");
        script.args([LIMIT, "script", "--quiet", "--return", "--echo", "never", "--command"]);
        script.arg(line.collect::<Vec<_>>().join(" ")).arg("/dev/null").env("TERM", "xterm");
        let script = self.wine.with_environment(&mut script).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = script.spawn().context("cannot start script")?;
        let mut output = child.stdout.take().context("script has no output")?;
        let mut shown = Vec::new();
        if let Some((question, keys)) = answer {
            let mut byte = [0];
            while !shown.ends_with(question.as_bytes()) && output.read(&mut byte)? == 1 {
                shown.push(byte[0]);
            }
            child.stdin.as_mut().context("script has no input")?.write_all(keys.as_bytes())?;
        }
        output.read_to_end(&mut shown)?;
        child.wait()?;
        Ok(String::from_utf8_lossy(&shown).into_owned())
    }
}

/// Returns a word of a command of the shell.
fn quoted(word: &str) -> String {
    format!("'{word}'")
}
