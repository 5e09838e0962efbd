//! Every command that writes, with a failure that moves through its system calls.

#![allow(
    clippy::unwrap_in_result,
    reason = "an error is the command's; where the test itself fails, it panics"
)]

mod keyring_session;
mod strace;
mod write_path;

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::thread;

use kabinet_store::{FileKind, KeyId, Store};
use serde_json::Value;

use crate::support::{Answer, Cli, demo};
use keyring_session::KeyringSession;
use strace::{Call, Fault, calls};
use write_path::{BACKUP, MadeFile, PASSPHRASE, State, WritePath, made, names};

/// The number of kills; twice as many calls fail. `cargo xtask ci` asks for more.
const KILLS: &str = "KABINET_FAULT_KILLS";
const FEW_KILLS: usize = 28;

/// A command that meets a failure in one of its calls.
type Case<'a> = (&'a WritePath, &'a Call, Fault);

#[test]
fn nothing_is_lost_or_half_written_wherever_a_write_fails() {
    let wanted = std::env::var(KILLS).ok().and_then(|count| count.parse().ok()).unwrap_or(FEW_KILLS);
    let (site, session) = (demo(), KeyringSession::start());
    let paths = write_path::all(&site, &session.address);
    let points: Vec<(&WritePath, Vec<Call>)> = paths.iter().map(|path| (path, points(path))).collect();
    let all: Vec<(&WritePath, &Call)> =
        points.iter().flat_map(|(path, calls)| calls.iter().map(|call| (*path, call))).collect();
    let chosen = (0..wanted.min(all.len())).map(|index| all[index * all.len() / wanted.min(all.len())]);
    let cases: Vec<Case<'_>> = chosen.enumerate().flat_map(|(index, point)| cases(index, point)).collect();
    for (path, calls) in &points {
        let tried = cases.iter().filter(|(it, ..)| it.name == path.name).count();
        println!("{}: {tried} failures in {} calls", path.name, calls.len());
    }
    let wrong = try_all(&session, &cases);
    let kills = cases.iter().filter(|(.., fault)| *fault == Fault::Kill).count();
    println!("{kills} kills, {} failed calls, {} wrong", cases.len() - kills, wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(kills, wanted, "there are only {} calls", all.len());
}

/// Returns the calls of a command on the files of its data folder.
fn points(path: &WritePath) -> Vec<Call> {
    let cli = path.prepared().unwrap();
    calls(&path.whole_command(&cli), path.input(&cli), cli.data().parent().unwrap())
}

/// Returns a kill and two errors; one of the errors lasts.
fn cases<'a>(index: usize, (path, call): (&'a WritePath, &'a Call)) -> [Case<'a>; 3] {
    let errors = match index % 2 {
        0 => [Fault::Error("ENOSPC"), Fault::ErrorFromThenOn("EIO")],
        _ => [Fault::ErrorFromThenOn("ENOSPC"), Fault::Error("EIO")],
    };
    [Fault::Kill, errors[0], errors[1]].map(|fault| (path, call, fault))
}

/// Tries the cases on every processor, and returns the words on those that went wrong.
fn try_all(session: &KeyringSession, cases: &[Case<'_>]) -> Vec<String> {
    let (left, wrong) = (Mutex::new(cases.iter()), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().unwrap().get() {
            scope.spawn(|| {
                loop {
                    let Some((path, call, fault)) = left.lock().unwrap().next() else { return };
                    if let Err(reason) = session.outlasting(|| try_one(path, call, *fault)) {
                        wrong.lock().unwrap().push(format!("{}, {call:?}, {fault:?}: {reason}", path.name));
                    }
                }
            });
        }
    });
    wrong.into_inner().unwrap()
}

/// Lets a command fail in a call, and looks at its files with the ordinary program.
fn try_one(path: &WritePath, call: &Call, fault: Fault) -> Result<(), String> {
    let cli = path.prepared()?;
    let mut failing = fault.injected(call, &path.whole_command(&cli));
    let answer = Answer::of(failing.stdin(path.input(&cli)).output().unwrap());
    let is_answered = fault == Fault::Kill || answer.exit.is_some_and(|exit| exit != PANIC);
    require(is_answered, || format!("it is to end with words: {answer:?}"))?;
    let found = path.state(&cli)?;
    require(path.allows(&found), || format!("a wrong state after {answer:?}: {found:?}"))?;
    let file = path.made(&cli);
    require(path.allows_file(&file), || "the file is neither the old one nor a whole one".to_owned())?;
    if answer.exit == Some(0) {
        require(found == path.after.0, || "it is said to be done, and is not".to_owned())?;
        require(path.allows_as_done(&file), || "the file is said to be made, and is not".to_owned())?;
    }
    is_whole(&cli)?;
    keeps_replaced(path, &cli)?;
    succeeds_next(path, &cli)
}

/// The exit code of a panic.
const PANIC: i32 = 101;

/// Runs the command again without a failure; it leaves everything as if the first had never been.
fn succeeds_next(path: &WritePath, cli: &Cli) -> Result<(), String> {
    let again = path.run(cli);
    let is_done = again.exit == Some(0) || path.after.0.is_none() && again.exit == Some(2);
    require(is_done, || format!("the next run fails: {again:?}"))?;
    let found = path.state(cli)?;
    require(found == path.after.0, || format!("a wrong state after the next run: {found:?}"))?;
    require(path.allows_as_done(&path.made(cli)), || "a wrong file after the next run".to_owned())?;
    let folders = [cli.data(), cli.data().join(COPIES), made(cli)];
    let kept = folders.iter().flat_map(|folder| names(folder));
    let strays: Vec<String> = kept.filter(|name| !is_expected(name) && !is_copy(name)).collect();
    require(strays.is_empty(), || format!("files are left over: {strays:?}"))?;
    if is_encrypted(cli) {
        let decrypted = Answer::of(path.command(cli, &["decrypt"]).output().unwrap());
        require(decrypted.exit == Some(0), || format!("it is not whole: {decrypted:?}"))?;
    }
    is_whole(cli)
}

fn is_expected(name: &str) -> bool {
    const EXPECTED: [&str; 7] =
        ["kabinet.db", "kabinet.db-lock", COPIES, BACKUP, "new.kabinet", "new.csv", "old.csv"];
    EXPECTED.contains(&name) || name.starts_with(REPLACED)
}

/// Returns true for an automatic copy, and for the lock of their folder.
fn is_copy(name: &str) -> bool {
    name.starts_with("kabinet-") && (name.ends_with(".db") || name.ends_with("-lock"))
}

const REPLACED: &str = "kabinet.db.replaced-";

/// The folder of the automatic copies.
const COPIES: &str = "backups";

fn is_encrypted(cli: &Cli) -> bool {
    matches!(Store::kind(&cli.data().join("kabinet.db")), Ok(FileKind::Keyed(id)) if id != KeyId::PUBLIC)
}

/// Checks every page and value of a database without secrets, and of its automatic copies.
fn is_whole(cli: &Cli) -> Result<(), String> {
    let file = cli.data().join("kabinet.db");
    if !file.exists() || is_encrypted(cli) {
        return Ok(());
    }
    let check = |file: &Path| {
        let checked = Store::open(file).and_then(|store| store.check());
        checked.map_err(|error| format!("{} is not whole: {error:?}", file.display()))
    };
    let other = tempfile::tempdir().unwrap();
    for copy in Store::copies(&file).unwrap() {
        let beside = other.path().join("copy.db");
        fs::copy(copy.file, &beside).unwrap();
        check(&beside)?;
    }
    check(&file)
}

/// Checks that each file which was replaced holds the data from before.
fn keeps_replaced(path: &WritePath, cli: &Cli) -> Result<(), String> {
    let replaced: Vec<String> =
        names(&cli.data()).into_iter().filter(|name| name.starts_with(REPLACED)).collect();
    for name in &replaced {
        let other = Cli::new();
        fs::create_dir(other.data()).unwrap();
        fs::copy(cli.data().join(name), other.data().join("kabinet.db")).unwrap();
        let state = path.state(&other)?;
        require(state == path.before.0, || format!("{name} has not kept the data: {state:?}"))?;
    }
    let is_new = path.name == "restore" && path.state(cli)? == path.after.0;
    require(!is_new || !replaced.is_empty(), || "the replaced data are gone".to_owned())
}

fn require(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise()) }
}

impl WritePath {
    /// Returns true for a state before or after the command, or at a step between.
    fn allows(&self, found: &State) -> bool {
        let (before, after) = (&self.before.0, &self.after.0);
        found == before || found == after || self.gradual && is_between(before, found, after)
    }

    /// Returns true for the file from before, or a whole one.
    fn allows_file(&self, found: &MadeFile) -> bool {
        *found == self.before.1 || self.allows_as_done(found)
    }

    /// Returns true for the file that the command makes.
    fn allows_as_done(&self, found: &MadeFile) -> bool {
        match (self.file, found) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(name), Some(bytes)) if name.ends_with(".kabinet") => self.is_backup(bytes),
            (Some(_), found) => *found == self.after.1,
        }
    }

    /// Returns true for a backup that restores the state of the command.
    fn is_backup(&self, bytes: &[u8]) -> bool {
        let other = Cli::new();
        let file = other.data().with_file_name(BACKUP);
        fs::write(&file, bytes).unwrap();
        let restored = other.run_with(PASSPHRASE, &["restore", file.to_str().unwrap(), "--password-stdin"]);
        restored.exit == Some(0) && self.state(&other) == Ok(self.after.0.clone())
    }
}

/// Returns true if every month is one from before or after, and none from before is missing.
fn is_between(before: &State, found: &State, after: &State) -> bool {
    let keeps_account = found.is_some() || before.is_none();
    let [before, found, after] = [before, found, after].map(months);
    let same = |one: &Value, other: &Value| one["month"] == other["month"];
    keeps_account
        && found.iter().all(|month| before.contains(month) || after.contains(month))
        && before.iter().all(|month| found.iter().any(|it| same(month, it)))
}

fn months(state: &State) -> Vec<Value> {
    let months = state.as_ref().and_then(|state| state["months"].as_array());
    months.cloned().unwrap_or_default()
}
