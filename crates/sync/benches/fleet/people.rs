//! People, and when their programs run.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Seconds from the midnight before the first of both days, at the provider.
pub type Seconds = i64;

pub const MINUTE: Seconds = 60;
pub const HOUR: Seconds = 60 * MINUTE;
pub const DAY: Seconds = 24 * HOUR;

/// The customers of a provider.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Habit {
    /// The computer runs day and night.
    AlwaysOn,
    /// It starts in the morning and ends in the evening.
    Working,
    /// A laptop that is opened some times a day, and sleeps in between.
    Laptop,
    /// It starts in the evening.
    Evening,
    /// It is started for minutes.
    Brief,
}

/// A time in which the program runs.
#[derive(Clone, Copy)]
pub struct Session {
    pub from: Seconds,
    pub until: Seconds,
    /// True if the program slept before rather than being started.
    pub woke: bool,
    /// The moment at which somebody opens the window.
    pub opened_at: Option<Seconds>,
}

/// A customer with a program.
pub struct Person {
    pub chance: StdRng,
    pub sessions: Vec<Session>,
}

/// A power cut of everybody.
#[derive(Clone, Copy)]
pub struct Cut {
    pub from: Seconds,
    pub until: Seconds,
}

/// The time in which all machines are back after a power cut.
const BACK: Seconds = 2 * MINUTE;
/// The people in a hundred who open the window within minutes after a power cut.
const CURIOUS: u32 = 5;
const CURIOUS_WITHIN: Seconds = 10 * MINUTE;
/// The least time for which a machine stays on after a power cut.
const STAYS_ON: Seconds = 3 * HOUR;

impl Person {
    /// Returns the customer of a number, always the same one.
    pub fn of(number: u32) -> Self {
        let mut chance = StdRng::seed_from_u64(u64::from(number));
        let habit = match chance.random_range(0..100) {
            0..30 => Habit::AlwaysOn,
            30..55 => Habit::Working,
            55..85 => Habit::Laptop,
            85..95 => Habit::Evening,
            _ => Habit::Brief,
        };
        let mut sessions = Vec::new();
        for midnight in [0, DAY] {
            habit.sessions(midnight, &mut chance, &mut sessions);
        }
        Self { chance, sessions }
    }

    /// Ends every session of a power cut, and starts the program anew within minutes after it.
    pub fn cut_off(&mut self, cut: Cut) {
        let last = self.sessions.iter().map(|session| session.until).filter(|until| *until > cut.until).min();
        self.sessions.retain(|session| session.from < cut.from);
        if let Some(session) = self.sessions.last_mut() {
            session.until = session.until.min(cut.from);
        }
        let from = cut.until + self.chance.random_range(0..BACK);
        let is_curious = self.chance.random_range(0..100) < CURIOUS;
        let opened_at = is_curious.then(|| from + self.chance.random_range(0..CURIOUS_WITHIN));
        let until = last.unwrap_or_default().max(from + STAYS_ON);
        self.sessions.push(Session { from, until, woke: false, opened_at });
    }
}

impl Habit {
    /// Adds the sessions of a day.
    fn sessions(self, midnight: Seconds, chance: &mut StdRng, sessions: &mut Vec<Session>) {
        let evening = |chance: &mut StdRng| midnight + around(chance, 19 * HOUR + 30 * MINUTE, 2 * HOUR);
        match self {
            Self::AlwaysOn if midnight == 0 => {
                let day = DAY * chance.random_range(0..2);
                let opened_at = happens(chance, 30).then(|| day + evening(chance));
                let from = -chance.random_range(0..DAY);
                sessions.push(Session { from, until: 2 * DAY, woke: false, opened_at });
            }
            Self::AlwaysOn => {}
            Self::Working => {
                let from = midnight + around(chance, 9 * HOUR, 90 * MINUTE);
                let until = midnight + around(chance, 18 * HOUR, 90 * MINUTE);
                add(sessions, from, until, false, happens(chance, 30));
            }
            Self::Laptop => {
                for _ in 0..chance.random_range(2..5) {
                    let from = midnight + chance.random_range(7 * HOUR..20 * HOUR);
                    add(sessions, from, from + length(chance, 10, 120), true, happens(chance, 10));
                }
                let from = evening(chance);
                add(sessions, from, from + length(chance, 30, 150), true, happens(chance, 10));
                sessions.sort_by_key(|session| session.from);
            }
            Self::Evening => {
                let from = evening(chance);
                add(sessions, from, from + length(chance, 120, 240), false, happens(chance, 30));
            }
            Self::Brief => {
                let from = evening(chance);
                add(sessions, from, from + length(chance, 10, 40), false, happens(chance, 30));
            }
        }
    }
}

/// Adds a session, unless the program runs already.
fn add(sessions: &mut Vec<Session>, from: Seconds, until: Seconds, woke: bool, is_opened: bool) {
    if sessions.iter().all(|other| until < other.from || other.until < from) {
        sessions.push(Session { from, until, woke, opened_at: is_opened.then_some(from) });
    }
}

/// Returns a moment, most likely `at` and at most `within` away.
fn around(chance: &mut StdRng, at: Seconds, within: Seconds) -> Seconds {
    let sum: Seconds = (0..3).map(|_| chance.random_range(-within..=within)).sum();
    at + sum / 3
}

fn length(chance: &mut StdRng, least: Seconds, most: Seconds) -> Seconds {
    MINUTE * chance.random_range(least..=most)
}

/// Returns true in that percentage of cases.
fn happens(chance: &mut StdRng, percent: u32) -> bool {
    chance.random_range(0..100) < percent
}
