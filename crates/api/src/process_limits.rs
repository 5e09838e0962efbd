//! The limits that the system sets to this process.

/// Forbids the system to write the program's memory to a file if it crashes.
///
/// The memory may hold a password, which never goes to the disk. Windows writes none unless the
/// administrator asks for it.
pub fn forbid_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};

        // It cannot fail: everybody may lower a limit.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
}

/// Lets the process open as many files as the system grants it.
///
/// Each window that was closed keeps a file open on Linux, and a program in the tray lives for months.
pub fn allow_many_files() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

        let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
        // It cannot fail: everybody may use a limit to its end.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
    }
}
