//! The right to use a database file, which its replacement waits for.
//!
//! SQLite's own locks do not outlive a file that another one takes the place of: a connection to
//! the old file would delete the log of the new one. So every connection shares a lock on a file
//! beside the database, and whoever replaces the database holds that lock alone.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use same_file::Handle;

use super::header::FileKind;
use crate::StoreError;

/// The right to have connections to a database file; the file is not replaced while it lives.
///
/// The connections of one process share it.
#[derive(Debug)]
pub(super) struct Lease {
    /// The kind of the file, which stays the same as long as the lease lives.
    pub(super) kind: FileKind,
    _lock: Handle,
}

/// The right to replace a database file; nobody has a connection to it while it lives.
#[derive(Debug)]
pub(super) struct Exclusive {
    _lock: Handle,
}

/// The longest wait for those who use the file, or replace it.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// The pause between two attempts, as the system cannot wait for a lock with a limit.
const PAUSE: Duration = Duration::from_millis(5);

/// The leases of this process by file.
static LEASES: Mutex<BTreeMap<PathBuf, Weak<Lease>>> = Mutex::new(BTreeMap::new());

impl Lease {
    /// Shares the right to use a file, and waits while it is being replaced.
    pub(super) fn share(path: &Path) -> Result<Arc<Self>, StoreError> {
        patiently(|| {
            let mut leases = leases();
            let known = leases.get(path).and_then(Weak::upgrade);
            if known.is_some() {
                return Ok(known);
            }
            let Some(lock) = lock(path, File::try_lock_shared)? else { return Ok(None) };
            let lease = Arc::new(Self { kind: FileKind::of(path)?, _lock: lock });
            leases.retain(|_, lease| lease.strong_count() > 0);
            leases.insert(path.to_owned(), Arc::downgrade(&lease));
            Ok(Some(lease))
        })
    }
}

impl Exclusive {
    /// Takes the right to replace a file, and waits for those who use it.
    pub(super) fn take(path: &Path) -> Result<Self, StoreError> {
        patiently(|| Self::take_if_free(path))
    }

    /// Takes the right to replace a file; `None` while others use it.
    pub(super) fn take_if_free(path: &Path) -> io::Result<Option<Self>> {
        let leases = leases();
        let is_used_here = leases.get(path).is_some_and(|lease| lease.strong_count() > 0);
        if is_used_here {
            return Ok(None);
        }
        Ok(lock(path, File::try_lock)?.map(|lock| Self { _lock: lock }))
    }

    /// Returns true if somebody has the right, or was killed with it.
    pub(super) fn is_left_over(path: &Path) -> bool {
        lock_file(path).exists()
    }

    /// Removes the file of the lock itself, once the database is gone.
    pub(super) fn dissolve(self, path: &Path) -> io::Result<()> {
        fs::remove_file(lock_file(path))
    }
}

fn leases() -> MutexGuard<'static, BTreeMap<PathBuf, Weak<Lease>>> {
    LEASES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Repeats an attempt until it succeeds, or [`PATIENCE`] is over.
fn patiently<T>(attempt: impl Fn() -> io::Result<Option<T>>) -> Result<T, StoreError> {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(done) = attempt().map_err(StoreError::CannotOpen)? {
            return Ok(done);
        }
        if Instant::now() >= end {
            return Err(StoreError::Busy);
        }
        thread::sleep(PAUSE);
    }
}

/// Locks the file beside a database; `None` if another has it locked.
fn lock(path: &Path, lock: fn(&File) -> Result<(), TryLockError>) -> io::Result<Option<Handle>> {
    let beside = lock_file(path);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = Handle::from_file(options.open(&beside)?)?;
    match lock(file.as_file()) {
        Ok(()) if is_at(&file, &beside) => Ok(Some(file)),
        Ok(()) | Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Returns true if an open file is still the one of that name: erasing everything removes it.
fn is_at(file: &Handle, path: &Path) -> bool {
    Handle::from_path(path).is_ok_and(|named| named == *file)
}

fn lock_file(path: &Path) -> PathBuf {
    super::beside(path, "-lock")
}
