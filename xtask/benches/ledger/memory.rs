//! The memory of this process, as Linux reports it.

use std::fs;

/// Resets the peak and returns the memory in use in bytes; `None` on other systems.
pub fn reset_peak() -> Option<u64> {
    const RESET_PEAK: &str = "5";
    fs::write("/proc/self/clear_refs", RESET_PEAK).ok()?;
    status_field("VmRSS:")
}

/// Returns the peak since the reset in bytes; `None` on other systems.
pub fn peak() -> Option<u64> {
    status_field("VmHWM:")
}

fn status_field(line: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let kibibytes = status.lines().find_map(|it| it.strip_prefix(line))?.trim().strip_suffix(" kB")?;
    Some(kibibytes.parse::<u64>().ok()? * 1024)
}
