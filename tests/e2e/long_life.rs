//! A window that is opened and closed many times.

use std::env;
use std::path::{Path, PathBuf};

use kabinet_test_desktop::{Figure, Growth, Process, wait_until, wait_until_steady};

use crate::support::{PROGRAM, User, WINDOW, start_site};

/// The number of openings, and the program; `cargo xtask soak` asks for 500 of the released one.
const OPENINGS: &str = "KABINET_SOAK_OPENINGS";
const FEW_OPENINGS: u32 = 8;
const TRIED: &str = "KABINET_SOAK_PROGRAM";

/// The most moments at which the figures are read, and the least openings between two of them.
const MOMENTS: u32 = 10;
const LEAST_OPENINGS: u32 = 2;

/// The most growth, once and with each opening of the window.
///
/// A refresh in between leaves other connections to the site, and other threads that wait. The
/// allocator keeps some of the memory that each opening took.
const PROCESSES: (u64, u64) = (0, 0);
const THREADS: (u64, u64) = (4, 0);
const DESCRIPTORS: (u64, u64) = (4, 0);
const MEMORY: (u64, u64) = (8192, 16);

fn figures_after(openings: u32) -> [Figure; 4] {
    let named = [
        ("processes", PROCESSES),
        ("threads", THREADS),
        ("descriptors", DESCRIPTORS),
        ("memory, KiB", MEMORY),
    ];
    named.map(|(name, (once, each))| Figure { name, most_growth: once + each * u64::from(openings) })
}

#[test]
fn closed_to_the_tray_the_window_leaves_nothing_behind_and_opens_again() {
    let openings = env::var(OPENINGS).ok().and_then(|count| count.parse().ok()).unwrap_or(FEW_OPENINGS);
    let site = start_site();
    let user = User::signed_in(&site);
    let program = env::var_os(TRIED).map_or_else(|| PROGRAM.into(), PathBuf::from);
    let mut kabinet = user.desktop.spawn(&program, &[]);
    user.wait_for_window();
    user.desktop.wait_until_still(WINDOW);
    close(&user, 0);
    let mut growth = Growth::of(figures_after(openings));
    let between = (openings / MOMENTS).max(LEAST_OPENINGS);
    for opening in 1..=openings {
        open(&user, &program, opening);
        user.desktop.wait_until_still(WINDOW);
        close(&user, opening);
        assert_eq!(kabinet.exit_status(), None, "the program goes on in the tray");
        if opening.is_multiple_of(between) {
            growth.note(&format!("{opening} openings"), figures(&user));
        }
    }
    println!("{growth}");
    assert_eq!(growth.excesses(), [""; 0]);
}

/// Opens the window from the tray and by a second start in turn.
fn open(user: &User, program: &Path, opening: u32) {
    if opening.is_multiple_of(2) {
        return user.click_tray("Открыть окно");
    }
    let mut second = user.desktop.spawn(program, &[]);
    let ended = wait_until("the end of the second program", || second.exit_status());
    assert!(ended.success(), "it ends well: {ended}");
}

/// Closes the window by its frame and by the keyboard in turn.
///
/// Waits until no process of the webview is left.
fn close(user: &User, opening: u32) {
    if opening % 4 < 2 {
        user.desktop.close_window(WINDOW);
    } else {
        user.desktop.press_with_control(WINDOW, 'w');
    }
    wait_until("no window and no process of the webview", || {
        let is_webview = |process: &Process| process.name.starts_with("WebKit");
        let is_over = !user.desktop.processes().iter().any(is_webview);
        (is_over && user.desktop.window_count(WINDOW) == 0).then_some(())
    });
}

/// Returns the figures of the program in the tray.
fn figures(user: &User) -> [u64; 4] {
    let sum = |figure: fn(&Process) -> u64| user.desktop.processes_of("kabinet").iter().map(figure).sum();
    let memory = wait_until_steady("memory", || sum(Process::written_memory));
    [sum(|_| 1), sum(Process::threads), sum(Process::descriptors), memory / 1024]
}
