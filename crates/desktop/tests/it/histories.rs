//! Random histories of a computer: each due reminder is shown once, and the site is spared.

use std::cell::RefCell;
use std::thread;

use chrono::TimeDelta;
use chrono_tz::{America, Asia, Europe, Tz};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use tokio::runtime::Runtime;

use crate::support::computer::{Computer, Tally, ZONE};
use crate::support::{Daemon, TestDesktop};

/// The number of histories; `cargo xtask check histories` asks for more.
const HISTORIES: &str = "KABINET_HISTORIES";
const FEW_HISTORIES: u32 = 60;

const ZONES: [Tz; 4] = [ZONE, Europe::Kaliningrad, Asia::Kamchatka, America::New_York];

/// A step of a history.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// The program runs, with a tick each time after these minutes.
    Awake {
        ticks: u32,
        minutes: i64,
    },
    Sleep(TimeDelta),
    ClockSet(TimeDelta),
    /// The provider's time zone is another one.
    Zone(Tz),
    Restart,
    OpensWindow,
    /// The notification is sent, and the program ends before it records that.
    KilledAtSending,
    Daemon(Daemon),
    SiteFails(bool),
}

#[test]
fn in_no_history_a_reminder_is_lost_or_repeated_or_the_site_asked_too_often() {
    let wanted = std::env::var(HISTORIES).ok().and_then(|count| count.parse().ok());
    let wanted = wanted.unwrap_or(FEW_HISTORIES);
    let workers = u32::try_from(thread::available_parallelism().unwrap().get()).unwrap();
    let tallies: Vec<Tally> = thread::scope(|scope| {
        let work = (0..workers).map(|worker| scope.spawn(move || try_some(worker, wanted.div_ceil(workers))));
        work.collect::<Vec<_>>().into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let sum = |count: fn(&Tally) -> u32| tallies.iter().map(count).sum::<u32>();
    let happened = [
        ("histories", sum(|it| it.histories)),
        ("reminders shown", sum(|it| it.shown)),
        ("of them again after a kill", sum(|it| it.shown_again)),
        ("offers refused", sum(|it| it.refused)),
        ("automatic refreshes", sum(|it| it.refreshes)),
        ("failed ones among them", sum(|it| it.failures)),
    ];
    println!("{}", happened.map(|(what, count)| format!("{count} {what}")).join(", "));
    for (what, count) in happened {
        assert!(count > 0, "the histories have no {what} in them");
    }
}

/// Tries histories, each worker other ones and each time the same.
fn try_some(worker: u32, cases: u32) -> Tally {
    let runtime = Runtime::new().unwrap();
    let (customer, tally) = (runtime.block_on(TestDesktop::with_customer()), RefCell::default());
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let mut seed = [0; 32];
    seed[..4].copy_from_slice(&worker.to_le_bytes());
    let chance = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let outcome =
        TestRunner::new_with_rng(config, chance).run(&proptest::collection::vec(step(), 1..30), |steps| {
            customer.portal.calm();
            let mut computer = Computer::new(&customer, &runtime, &tally);
            steps.into_iter().for_each(|step| take(step, &mut computer));
            computer.settle();
            Ok(())
        });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    tally.into_inner()
}

fn step() -> impl Strategy<Value = Step> {
    let hours = |hours: i64| TimeDelta::minutes(60 * hours);
    prop_oneof![
        4 => (1..12_u32, 1..5_i64).prop_map(|(ticks, minutes)| Step::Awake { ticks, minutes }),
        1 => (60..100_u32, 4..5_i64).prop_map(|(ticks, minutes)| Step::Awake { ticks, minutes }),
        4 => (1..96_i64).prop_map(move |it| Step::Sleep(hours(it))),
        2 => (6..200_i64).prop_map(|minutes| Step::Sleep(TimeDelta::minutes(minutes))),
        2 => (-72..72_i64).prop_map(move |it| Step::ClockSet(hours(it))),
        1 => proptest::sample::select(ZONES.to_vec()).prop_map(Step::Zone),
        2 => Just(Step::Restart),
        2 => Just(Step::OpensWindow),
        2 => Just(Step::KilledAtSending),
        2 => proptest::sample::select(vec![Daemon::Takes, Daemon::Refuses]).prop_map(Step::Daemon),
        2 => any::<bool>().prop_map(Step::SiteFails),
    ]
}

fn take(step: Step, computer: &mut Computer<'_>) {
    match step {
        Step::Awake { ticks, minutes } => {
            (0..ticks).for_each(|_| computer.pass(TimeDelta::minutes(minutes)));
        }
        Step::Sleep(time) => computer.pass(time),
        Step::ClockSet(time) => computer.set_clock(time),
        Step::Zone(zone) => computer.move_to(zone),
        Step::Restart => computer.restart(),
        Step::OpensWindow => computer.open_window(),
        Step::KilledAtSending => computer.kill_at_sending(),
        Step::Daemon(daemon) => computer.daemon = daemon,
        Step::SiteFails(fails) => computer.let_site_fail(fails),
    }
}
