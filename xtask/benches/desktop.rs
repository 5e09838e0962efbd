//! Start, memory, wake-ups and size of the desktop program, beside a bare window.
//!
//! The bare window is made with the same tools. It fails if a figure is beyond its limit. Both run
//! in one session, on one display. The time is from the start of the process until the region of
//! the window with the sum has its final pixels.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../src/bench/figure.rs"]
#[expect(dead_code, reason = "other benchmarks compare in other ways")]
mod figure;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use kabinet_api::{Api, Clock, ProgressObserver, Scope, SignIn, SystemClock};
use kabinet_demo::{ACCOUNT, Demo, PASSWORD, Setup};
use kabinet_domain::AccountKey;
use kabinet_keyring::{Keyring, TimeLimits};
use kabinet_test_desktop::{ChildProcess, Process, Region, Session, wait_until, wait_until_steady};

use figure::{Amount, Bound, Figure, hundredths, report, table};

/// Starts of each program.
const STARTS: usize = 11;
/// The region in which both show the sum.
const SUM: Region = Region { left: 240, top: 52, width: 240, height: 58 };
/// The pause between two looks at a sum that settles.
const POLL_INTERVAL: Duration = Duration::from_secs(1);
/// Equal images after which the sum is final; the very first start is slow.
const STEADY: usize = 4;
/// The pause between two looks at the sum during a start.
const LOOK: Duration = Duration::from_millis(1);
const LONGEST_START: Duration = Duration::from_secs(30);
const LISTENING: Duration = Duration::from_secs(60);

/// Limits in hundredths of the bare window's figure.
const MOST_START: u128 = 105;
const MOST_WITH_WINDOW: u128 = 125;
const MOST_HIDDEN: u128 = 28;
const MOST_CLOSED: u128 = 36;
/// The most wake-ups in a hundred seconds.
const MOST_WAKE_UPS: u64 = 50;

fn main() -> Result<()> {
    let session = Session::start(Path::new(env!("CARGO_TARGET_TMPDIR")));
    read_account(&session)?;
    let bare = Program { session: &session, title: "Bare", file: built("examples/bare") };
    let kabinet = Program { session: &session, title: "Kabinet", file: built("kabinet") };
    let (bare_start, kabinet_start) = starts(&bare, &kabinet);
    let window = bare.with_window();
    let figures = [
        beside_bare("start to the sum", "ms", kabinet_start, bare_start, MOST_START),
        beside_bare("memory with a window", "KiB", kabinet.with_window(), window, MOST_WITH_WINDOW),
        beside_bare("memory started hidden", "KiB", kabinet.hidden(), window, MOST_HIDDEN),
        beside_bare("memory closed to the tray", "KiB", kabinet.closed(), window, MOST_CLOSED),
        Figure::alone(
            "wake-ups a second in the tray",
            wake_ups(kabinet.wake_ups()),
            Bound::AtMost(wake_ups(MOST_WAKE_UPS)),
        ),
    ];
    println!("{}", table(&figures));
    println!("size of the program: {} KiB beside {} KiB", kabinet.size()?, bare.size()?);
    ensure!(report(&figures), "a figure is beyond its limit");
    Ok(())
}

/// A program that shows a sum.
struct Program<'a> {
    session: &'a Session,
    title: &'static str,
    file: PathBuf,
}

impl Program<'_> {
    fn run(&self, arguments: &[&str]) -> Running<'_> {
        let mut command = self.session.command(&self.file);
        command.args(arguments).env("KABINET_DATA_DIR", data(self.session));
        Running {
            of: self,
            _servant: ChildProcess::start(self.title, &mut command, self.session.artifacts()),
        }
    }

    fn sum(&self) -> Option<Vec<u8>> {
        self.session.pixels(self.title, SUM)
    }

    /// Returns the final pixels of the sum.
    fn final_pixels(&self) -> Vec<u8> {
        let _running = self.run(&[]);
        let mut seen = Vec::new();
        wait_until("a sum that stays as it is", || {
            sleep(POLL_INTERVAL);
            let now = self.sum()?;
            seen.retain(|before| *before == now);
            seen.push(now);
            seen.get(STEADY).cloned()
        })
    }

    /// Measures the milliseconds until the sum has those pixels.
    fn start(&self, sum: &[u8]) -> u64 {
        let began = Instant::now();
        let _running = self.run(&[]);
        while !self.sum().is_some_and(|seen| is_alike(&seen, sum)) {
            assert!(began.elapsed() < LONGEST_START, "{} never looks as it did", self.title);
            sleep(LOOK);
        }
        u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn with_window(&self) -> u64 {
        let running = self.run(&[]);
        wait_until("a window", || self.sum());
        running.memory()
    }

    fn hidden(&self) -> u64 {
        let running = self.run(&["--hidden"]);
        wait_until("an icon in the tray", || self.session.tray().pop());
        running.memory()
    }

    fn closed(&self) -> u64 {
        let running = self.run(&[]);
        wait_until("an icon in the tray", || self.session.tray().pop());
        wait_until("a window", || self.sum());
        self.session.close_window(self.title);
        wait_until("no page", || self.session.processes_of("WebKitWebProcess").is_empty().then_some(()));
        running.memory()
    }

    fn wake_ups(&self) -> u64 {
        let running = self.run(&["--hidden"]);
        wait_until("an icon in the tray", || self.session.tray().pop());
        running.memory();
        let before = running.context_switches();
        sleep(LISTENING);
        let after = running.context_switches();
        let meanwhile = |(thread, switches): (u32, u64)| switches - before.get(&thread).unwrap_or(&0);
        after.into_iter().map(meanwhile).sum::<u64>() * 100 / LISTENING.as_secs()
    }

    fn size(&self) -> Result<u64> {
        let file = fs::metadata(&self.file);
        Ok(file.with_context(|| format!("{} is not built", self.file.display()))?.len() / 1024)
    }
}

/// A running program, killed on drop.
struct Running<'a> {
    of: &'a Program<'a>,
    _servant: ChildProcess,
}

impl Running<'_> {
    /// Returns the processes of the program and of its webview.
    fn processes(&self) -> Vec<Process> {
        let own = self.of.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_of_it = |process: &Process| process.name == own || process.name.starts_with("WebKit");
        self.of.session.processes().into_iter().filter(is_of_it).collect()
    }

    /// Returns the context switches of each thread until now, by its number.
    fn context_switches(&self) -> HashMap<u32, u64> {
        self.processes().iter().flat_map(Process::context_switches).collect()
    }

    /// Returns the memory of all its processes in KiB, once it is stable.
    fn memory(&self) -> u64 {
        let memory = || self.processes().iter().map(Process::memory).sum::<u64>() / 1024;
        wait_until_steady("memory", memory)
    }
}

impl Drop for Running<'_> {
    /// Waits for the end of every process, so that the next program starts alone.
    fn drop(&mut self) {
        self.processes().iter().for_each(Process::kill_and_wait);
    }
}

/// Returns true if two images differ by a shade at most, as a fade-in may leave.
fn is_alike(one: &[u8], other: &[u8]) -> bool {
    const SHADE: u8 = 4;
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.abs_diff(*other) <= SHADE)
}

/// Measures the median start of each program, started in turn.
fn starts(bare: &Program<'_>, kabinet: &Program<'_>) -> (u64, u64) {
    let (bare_sum, kabinet_sum) = (bare.final_pixels(), kabinet.final_pixels());
    let times = (0..STARTS).map(|_| (bare.start(&bare_sum), kabinet.start(&kabinet_sum)));
    let (of_bare, of_kabinet) = times.unzip();
    (median(of_bare), median(of_kabinet))
}

fn median(mut figures: Vec<u64>) -> u64 {
    figures.sort_unstable();
    figures[figures.len() / 2]
}

fn beside_bare(name: &str, unit: &str, kabinet: u64, bare: u64, most: u128) -> Figure {
    let [own, bare] = [kabinet, bare].map(|figure| Amount(figure.into(), format!("{figure} {unit}")));
    Figure::beside(name, own, "bare window", bare, Bound::AtMost(most))
}

/// Formats wake-ups in a hundred seconds as those in one.
fn wake_ups(number: u64) -> Amount {
    Amount(number.into(), hundredths(number.into()))
}

fn built(program: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("../release").join(program)
}

fn data(session: &Session) -> PathBuf {
    session.home().join("data")
}

/// Reads the demo account, so that the program shows it without the demo.
///
/// The key of the database is in the keyring of the session, where the program finds it.
fn read_account(session: &Session) -> Result<()> {
    let keyring = Keyring::on_bus(session.address().to_owned(), TimeLimits::default());
    let api = Api::new(data(session), Arc::new(SystemClock), Arc::new(keyring));
    let demo = Demo::start(Setup::new(SystemClock.now().date_naive()))?;
    let form = SignIn {
        provider: "sevencom".to_owned(),
        site: Some(demo.url().to_string()),
        city: Some("Талица".to_owned()),
        login: ACCOUNT.to_owned(),
        password: PASSWORD.to_owned().into(),
        keep_password: true,
    };
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        api.sign_in(form).await?;
        let mut account = api.open(&AccountKey::new("sevencom", ACCOUNT)?)?;
        let credentials = account.stored_credentials().await?;
        account.refresh(credentials, Scope::Changed, &ProgressObserver::default()).await?;
        Ok(())
    })
}
