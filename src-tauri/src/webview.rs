use std::process;

use sysinfo::{Pid, Process, ProcessRefreshKind, ProcessesToUpdate, System};

/// What the programs are called that draw the pages, on Linux and on Windows. macOS starts them for
/// every program itself.
const PROGRAMS: [&str; 2] = ["WebKit", "msedgewebview2"];

/// Ends the processes that drew the pages. Left alone, they write their files once more as they see
/// this program go.
pub fn end_processes() {
    // Where the system does not tell its processes, there is nothing to end them by.
    let Ok(mut system) = System::new() else { return };
    system.refresh_processes_specifics(ProcessesToUpdate::All, true, ProcessRefreshKind::nothing());
    for drawing in system.processes().values().filter(|started| draws_for_us(started)) {
        // It may have ended by itself.
        let _ = drawing.kill_and_wait();
    }
}

fn draws_for_us(started: &Process) -> bool {
    let name = started.name().to_string_lossy();
    let is_ours = started.parent() == Some(Pid::from_u32(process::id()));
    is_ours && PROGRAMS.iter().any(|program| name.starts_with(program))
}
