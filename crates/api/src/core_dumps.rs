//! Memory of the program, which may hold a password and never goes to the disk.

/// Forbids the system to write the program's memory to a file if it crashes.
///
/// Windows writes none unless the administrator asks for it.
pub fn forbid_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};

        // It cannot fail: everybody may lower a limit.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
}
