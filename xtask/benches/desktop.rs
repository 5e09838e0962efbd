//! What the desktop program costs beside a bare window made with the same tools: time to the
//! balance on the screen, private memory with the window and without it, wake-ups in the tray,
//! size. It fails if any is beyond its limit.
//!
//! Both run in one session, on one display, with nothing else at work. The time is from the start
//! of the process until the part of the window with the sum looks as it does in the end.

#![allow(clippy::print_stdout, reason = "a bench tells its figures")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use kabinet_api::{Clock, Kabinet, Scope, SignIn, SystemClock, Watch};
use kabinet_demo::{ACCOUNT, Demo, PASSWORD, Setup};
use kabinet_desktop::MemorySecrets;
use kabinet_screen::{Part, Process, Servant, Session, until};

/// How often each is started.
const STARTS: usize = 11;
/// Where both show the sum.
const SUM: Part = Part { left: 240, top: 52, width: 240, height: 58 };
/// Between two looks at a figure that is to settle.
const PAUSE: Duration = Duration::from_secs(1);
/// So often a picture must come again before it is the last: the first start of all is slow.
const STEADY: usize = 4;
const LOOK: Duration = Duration::from_millis(1);
const LONGEST_START: Duration = Duration::from_secs(30);
const LISTENING: Duration = Duration::from_secs(60);

/// In hundredths of what the bare window costs.
const MOST_START: u64 = 125;
const MOST_WITH_WINDOW: u64 = 125;
const MOST_HIDDEN: u64 = 45;
const MOST_CLOSED: u64 = 55;
/// Wake-ups in a hundred seconds.
const MOST_WAKE_UPS: u64 = 100;

fn main() -> Result<()> {
    let desk = Session::begin(Path::new(env!("CARGO_TARGET_TMPDIR")));
    read_account(&data(&desk))?;
    let bare = Program { desk: &desk, title: "Bare", file: built("examples/bare") };
    let kabinet = Program { desk: &desk, title: "Kabinet", file: built("kabinet") };
    let (bare_start, kabinet_start) = starts(&bare, &kabinet);
    let window = bare.with_window();
    println!("{:32} {:>10} {:>10} {:>7} {:>7}", "", "bare", "kabinet", "ratio", "limit");
    let sound = [
        tell("start to the sum, ms", bare_start, kabinet_start, MOST_START),
        tell("private memory, window, KiB", window, kabinet.with_window(), MOST_WITH_WINDOW),
        tell("private memory, hidden, KiB", window, kabinet.hidden(), MOST_HIDDEN),
        tell("private memory, closed, KiB", window, kabinet.closed(), MOST_CLOSED),
        tell_wake_ups(kabinet.wake_ups()),
    ];
    println!("{:32} {:>10} {:>10}", "size of the program, KiB", bare.size()?, kabinet.size()?);
    ensure!(sound.iter().all(|sound| *sound), "a figure is beyond its limit");
    Ok(())
}

/// A program that shows a sum.
struct Program<'a> {
    desk: &'a Session,
    title: &'static str,
    file: PathBuf,
}

impl Program<'_> {
    fn run(&self, arguments: &[&str]) -> Running<'_> {
        let mut command = self.desk.command(&self.file);
        command.args(arguments).env("KABINET_DATA_DIR", data(self.desk));
        Running { of: self, _servant: Servant::start(self.title, &mut command, self.desk.traces()) }
    }

    fn sum(&self) -> Option<Vec<u8>> {
        self.desk.picture(self.title, SUM)
    }

    /// What the sum looks like in the end.
    fn settled(&self) -> Vec<u8> {
        let _running = self.run(&[]);
        let mut seen = Vec::new();
        until("a sum that stays as it is", || {
            sleep(PAUSE);
            let now = self.sum()?;
            seen.retain(|before| *before == now);
            seen.push(now);
            seen.get(STEADY).cloned()
        })
    }

    /// Milliseconds until the sum looks like that.
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
        until("a window", || self.sum());
        running.memory()
    }

    fn hidden(&self) -> u64 {
        let running = self.run(&["--hidden"]);
        until("an icon in the tray", || self.desk.tray().pop());
        running.memory()
    }

    fn closed(&self) -> u64 {
        let running = self.run(&[]);
        until("an icon in the tray", || self.desk.tray().pop());
        until("a window", || self.sum());
        self.desk.close_window(self.title);
        until("no page", || self.desk.processes_of("WebKitWebProcess").is_empty().then_some(()));
        running.memory()
    }

    fn wake_ups(&self) -> u64 {
        let running = self.run(&["--hidden"]);
        until("an icon in the tray", || self.desk.tray().pop());
        running.memory();
        let switches = || running.processes().iter().map(Process::switches).sum::<u64>();
        let before = switches();
        sleep(LISTENING);
        (switches() - before) * 100 / LISTENING.as_secs()
    }

    fn size(&self) -> Result<u64> {
        let file = fs::metadata(&self.file);
        Ok(file.with_context(|| format!("{} is not built", self.file.display()))?.len() / 1024)
    }
}

/// A program at work. It ends with this.
struct Running<'a> {
    of: &'a Program<'a>,
    _servant: Servant,
}

impl Running<'_> {
    /// Those of the program's own and of its webview.
    fn processes(&self) -> Vec<Process> {
        let own = self.of.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_of_it = |process: &Process| process.name == own || process.name.starts_with("WebKit");
        self.of.desk.processes().into_iter().filter(is_of_it).collect()
    }

    /// The private memory of them all, in KiB, once it grows and shrinks no more.
    fn memory(&self) -> u64 {
        let mut seen = 0;
        until("memory that stays as it is", || {
            sleep(PAUSE);
            let now = self.processes().iter().map(Process::private_memory).sum::<u64>() / 1024;
            let stays = now.abs_diff(seen) * 200 < now;
            seen = now;
            stays.then_some(now)
        })
    }
}

impl Drop for Running<'_> {
    /// The next one finds the desk as this one did.
    fn drop(&mut self) {
        self.processes().iter().for_each(Process::end_whole);
    }
}

/// Whether two pictures are the same to the eye: what was faded in is drawn a shade off now and then.
fn is_alike(one: &[u8], other: &[u8]) -> bool {
    const SHADE: u8 = 4;
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.abs_diff(*other) <= SHADE)
}

/// The middle ones of the times to start, taken in turn.
fn starts(bare: &Program<'_>, kabinet: &Program<'_>) -> (u64, u64) {
    let (bare_sum, kabinet_sum) = (bare.settled(), kabinet.settled());
    let times = (0..STARTS).map(|_| (bare.start(&bare_sum), kabinet.start(&kabinet_sum)));
    let (of_bare, of_kabinet) = times.unzip();
    (middle(of_bare), middle(of_kabinet))
}

fn middle(mut figures: Vec<u64>) -> u64 {
    figures.sort_unstable();
    figures[figures.len() / 2]
}

fn tell(what: &str, bare: u64, kabinet: u64, limit: u64) -> bool {
    let ratio = kabinet * 100 / bare.max(1);
    println!("{what:32} {bare:>10} {kabinet:>10} {:>7} {:>7}", hundredths(ratio), hundredths(limit));
    ratio <= limit
}

fn tell_wake_ups(kabinet: u64) -> bool {
    let [figure, limit] = [kabinet, MOST_WAKE_UPS].map(hundredths);
    println!("{:32} {:>10} {figure:>10} {:>7} {limit:>7}", "wake-ups a second in the tray", "", "");
    kabinet <= MOST_WAKE_UPS
}

fn hundredths(figure: u64) -> String {
    format!("{}.{:02}", figure / 100, figure % 100)
}

fn built(program: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("../release").join(program)
}

fn data(desk: &Session) -> PathBuf {
    desk.home().join("data")
}

/// Reads the demo's account, which is then shown without the demo.
fn read_account(folder: &Path) -> Result<()> {
    let kabinet = Kabinet::new(folder.to_owned(), Arc::new(SystemClock), Arc::new(MemorySecrets::default()));
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
        kabinet.sign_in(form).await?;
        let account = kabinet.chosen(None)?.swap_remove(0);
        let access = kabinet.kept_access(&account).await?;
        kabinet.refresh(&account, access, Scope::Changed, &Watch::default()).await?;
        Ok(())
    })
}
