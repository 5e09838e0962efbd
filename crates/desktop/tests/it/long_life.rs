//! A long life of the program: nothing grows, and each reminder is shown once.
//!
//! It is lived in a process of its own, in which nothing else runs than the program and the demo
//! portal that it reads.

use std::cell::RefCell;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use std::{env, fs};

use chrono::TimeDelta;
use kabinet_demo::{Fault, Screen, Trouble};
use kabinet_test_desktop::{Figure, Growth, Process, wait_until_steady};
use peak_alloc::PeakAlloc;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::runtime::Runtime;

use crate::support::computer::{Computer, Tally};
use crate::support::{Daemon, TestDesktop};

/// The number of days; `cargo xtask soak` asks for a year.
const DAYS: &str = "KABINET_SOAK_DAYS";
const FEW_DAYS: u32 = 8;

/// The variable that marks the process of its own.
const APART: &str = "KABINET_SOAK_APART";
const TEST: &str = "long_life::in_a_long_life_nothing_grows_and_each_reminder_is_shown_once";

/// The most moments at which the figures are read, and the least days between two of them.
const MOMENTS: u32 = 12;
const LEAST_DAYS: u32 = 2;

/// The days in which a refresh fails at least once; about one in three of some thirty does.
const DAYS_TO_A_FAILURE: u32 = 10;

/// Eight in the morning at the provider: the computer is on for the next hours of each day.
const MORNING: &str = "2026-11-26T03:00:00Z";
const HOURS_ON: u32 = 15;

/// The pause between two looks at the clock, below the one after which a machine has slept.
const PAUSE: TimeDelta = TimeDelta::minutes(4);
const LOOKS_IN_HOUR: u32 = 15;

/// The figures, each with the growth in the second half of the life that is no leak.
///
/// It has these reasons:
/// - a refresh in between has left other connections to the site, and other threads that wait;
/// - of the four automatic copies one is made in each of the first weeks;
/// - the ledger and the memory of the demo portal grow by twelve months;
/// - every reading of the account page is kept, about 0.2 KiB each;
/// - three more threads read at once, each with 1.5 MiB of caches of its searches;
/// - of the memory that a large page took to read, and that is in use no longer, the allocator gives
///   back less and less, at most all of it.
const FIGURES: [Figure; 6] = [
    Figure { name: "threads", most_growth: 4 },
    Figure { name: "descriptors", most_growth: 4 },
    Figure { name: "files", most_growth: 3 },
    Figure { name: "in use, KiB", most_growth: 6144 },
    Figure { name: "memory, KiB", most_growth: 10240 },
    Figure { name: "database, KiB", most_growth: 1024 },
];

/// Counts the memory that is in use, of which the system knows nothing.
#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Settings by which the allocator keeps one arena and gives back free memory.
///
/// By default it keeps an arena for each of several threads, each as large as the largest page that
/// was ever read there, which would be taken for growth.
const ALLOCATOR: [(&str, &str); 3] =
    [("MALLOC_ARENA_MAX", "1"), ("MALLOC_TRIM_THRESHOLD_", "65536"), ("MALLOC_MMAP_THRESHOLD_", "65536")];

#[test]
fn in_a_long_life_nothing_grows_and_each_reminder_is_shown_once() {
    if env::var_os(APART).is_none() {
        let life = live_apart();
        println!("{}", String::from_utf8_lossy(&life.stdout));
        assert!(life.status.success(), "nothing grows and no reminder is missed");
        return;
    }
    let days = env::var(DAYS).ok().and_then(|days| days.parse().ok()).unwrap_or(FEW_DAYS);
    let (runtime, tally) = (Runtime::new().unwrap(), RefCell::new(Tally::default()));
    let customer = runtime.block_on(TestDesktop::with_customer());
    customer.portal.forget_requests();
    let mut life = Life::begin(Computer::new(&customer, &runtime, &tally));
    let mut growth = Growth::of(FIGURES);
    let days_between = (days / MOMENTS).max(LEAST_DAYS);
    for day in 1..=days {
        life.pass_day();
        if day >= days / 2 && day.is_multiple_of(days_between) {
            growth.note(&format!("day {day}"), life.figures());
        }
    }
    life.computer.settle();
    println!("{growth}{:?}", tally.borrow());
    life.computer.assert_none_missed();
    assert!(tally.borrow().failures > days / DAYS_TO_A_FAILURE, "the site was in order for too long");
    assert_eq!(growth.excesses(), [""; 0]);
}

/// Runs this test in a process of its own, and returns its output.
fn live_apart() -> Output {
    let mut apart = Command::new(env::current_exe().unwrap());
    apart.args(["--exact", TEST, "--nocapture"]).env(APART, "1").envs(ALLOCATOR);
    apart.stderr(Stdio::inherit()).output().unwrap()
}

/// The life of a computer, its customer and the site.
struct Life<'a> {
    computer: Computer<'a>,
    chance: StdRng,
}

impl<'a> Life<'a> {
    fn begin(computer: Computer<'a>) -> Self {
        computer.clock.set(MORNING);
        Self { computer, chance: StdRng::seed_from_u64(1) }
    }

    /// Lets a day pass, on which the customer looks at the figures in the evening.
    fn pass_day(&mut self) {
        self.let_site_pass();
        for _ in 0..HOURS_ON {
            self.disturb();
            (0..LOOKS_IN_HOUR).for_each(|_| self.computer.pass(PAUSE));
        }
        self.calm();
        self.look();
        self.computer.pass(TimeDelta::hours(24 - i64::from(HOURS_ON)));
    }

    /// Lets the site show the day of the computer; the customer pays a debt.
    fn let_site_pass(&self) {
        let today = self.computer.local().date();
        self.computer.customer.portal.change(|ledger| {
            ledger.pass_to(today);
            if ledger.summary().balance.is_negative() {
                ledger.add("Оплата через cloudpayments", "800.00".parse().unwrap());
            }
        });
        self.computer.customer.portal.forget_requests();
    }

    /// Lets the site and the notification daemon work, or fail, for the next hour.
    fn disturb(&mut self) {
        self.calm();
        if self.chance.random_ratio(1, 4) {
            self.computer.daemon = Daemon::Refuses;
        }
        if self.chance.random_ratio(1, 2) {
            let mut faults = faults();
            let fault = faults.swap_remove(self.chance.random_range(0..faults.len()));
            self.computer.customer.portal.fault(fault);
        }
    }

    fn calm(&mut self) {
        self.computer.daemon = Daemon::Takes;
        self.computer.customer.portal.calm();
    }

    /// Opens the window, and clicks on Refresh.
    fn look(&mut self) {
        let opened = self.computer.desktop.startup().unwrap();
        assert!(opened.first.is_some(), "the window shows the overview");
        self.computer.refresh_on_click();
    }

    fn figures(&self) -> [u64; FIGURES.len()] {
        let own = Process::own();
        let descriptors = wait_until_steady("descriptors", || own.descriptors());
        let database = fs::metadata(self.computer.data().join("kabinet.db")).unwrap().len();
        [
            own.threads(),
            descriptors,
            files(&self.computer.data()),
            u64::try_from(MEMORY.current_usage()).unwrap() / 1024,
            own.written_memory() / 1024,
            database / 1024,
        ]
    }
}

/// Returns faults of the site that pass without the customer.
///
/// Pages that are costly to read are left out: the free memory that they leave in the allocator is
/// larger than any growth. The tests of `providers` measure them.
fn faults() -> Vec<Trouble> {
    let unavailable = |retry_after| Fault::Unavailable { retry_after }.into();
    vec![
        unavailable(None),
        unavailable(Some(Duration::from_secs(600))),
        Fault::Maintenance.into(),
        Fault::HangUp.into(),
        Fault::HangUp.on(Screen::Month),
        Fault::HangUp.times(1),
        Fault::Truncated.into(),
        Fault::Truncated.on(Screen::Months),
        Fault::BreaksOff(700).on(Screen::Account),
        Fault::EndsEarly(700).on(Screen::Account),
        Fault::Endless.on(Screen::Account),
        Fault::BrotliBomb.on(Screen::Months),
        Fault::EndSessions { after: 1 }.into(),
        Fault::ShortSessions { requests: 2 }.into(),
        Fault::SignInPage.on(Screen::Months),
        Fault::Replace("Баланс".to_owned(), "Остаток".to_owned()).on(Screen::Account),
    ]
}

/// Returns the number of files in a folder and the folders below it.
fn files(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|entry| if entry.is_dir() { files(&entry) } else { 1 }).sum()
}
