//! The limits that the system sets to this process.

/// Forbids the system to keep the program's memory if it crashes.
///
/// The memory may hold a password, which never goes to the disk. Windows writes none unless the
/// administrator asks for it. The limit is one byte: where the system hands the memory to a program
/// of its own, as most desktops do, Linux heeds no other limit, not even zero (`coredump.c`).
pub fn forbid_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};

        // It fails only below a limit of zero that somebody has set, which nobody may raise.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(1), maximum: Some(1) });
    }
}
