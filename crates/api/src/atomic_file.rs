//! Files that are written whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Component, Path, PathBuf, Prefix};

use kabinet_export::ExportError;
use tempfile::NamedTempFile;

use crate::ApiError;

/// The beginning of the names of files that are not whole yet.
///
/// It is long, because files of this name are removed from a folder that is the customer's own.
const UNFINISHED: &str = ".kabinet-unfinished-";

/// The error of Windows for a name that no file may have.
const INVALID_NAME: i32 = 123;

/// The number of times that another export may take a new file for an abandoned one.
const ATTEMPTS: usize = 3;

/// Writes a file in place of the one that was there.
///
/// The content is on the disk before the file takes its name. A device is written to and not replaced.
///
/// # Errors
/// [`ApiError::FileNotWritten`], and the error of `fill`. The file that was there is unchanged then.
pub fn replace<T>(file: &Path, fill: impl FnOnce(&mut File) -> Result<T, ApiError>) -> Result<T, ApiError> {
    let not_written = |error: io::Error| ApiError::FileNotWritten { file: file.to_owned(), error };
    let fill = |out: &mut File| {
        fill(out).map_err(|error| {
            if let ApiError::NotExported(ExportError::Write(error)) = error {
                return not_written(error);
            }
            error
        })
    };
    let target = match Target::of(file).map_err(not_written)? {
        Target::Device(mut device) => return fill(&mut device),
        Target::File(target) => target,
    };
    let mut temporary = create_beside(&target).map_err(not_written)?;
    let filled = fill(temporary.as_file_mut())?;
    temporary.as_file().sync_all().map_err(not_written)?;
    temporary.persist(target).map_err(|error| not_written(error.error))?;
    Ok(filled)
}

/// The place of a file, behind every link.
enum Target {
    /// A file or a free name.
    File(PathBuf),
    /// A device or a pipe.
    Device(File),
}

impl Target {
    /// Returns the place of a file; a folder is refused as the system does.
    fn of(file: &Path) -> io::Result<Self> {
        if let Some(device) = device_of_windows(file) {
            let is_meant = file.file_name() == Some(&device);
            return if is_meant {
                Self::device(file)
            } else {
                Err(io::Error::from_raw_os_error(INVALID_NAME))
            };
        }
        match fs::canonicalize(file) {
            Ok(target) if target.is_file() => Ok(Self::File(target)),
            Ok(target) => Self::device(&target),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::File(file.to_owned())),
            // Windows knows no canonical path on the disk of some drivers, as one in memory.
            Err(_) if file.is_file() => Ok(Self::File(file.to_owned())),
            Err(error) => Err(error),
        }
    }

    fn device(file: &Path) -> io::Result<Self> {
        Ok(Self::Device(OpenOptions::new().write(true).open(file)?))
    }
}

/// Returns the device that Windows writes to in place of a file, as `nul` for `nul.csv` too.
///
/// Such a file would be lost, and `aux.txt` be sent to a serial port.
fn device_of_windows(file: &Path) -> Option<OsString> {
    let absolute = std::path::absolute(file).ok()?;
    if let Some(Component::Prefix(prefix)) = absolute.components().next()
        && let Prefix::DeviceNS(device) = prefix.kind()
    {
        return Some(device.to_owned());
    }
    None
}

/// Creates a file beside another one, locked while it is written.
fn create_beside(file: &Path) -> io::Result<NamedTempFile> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    remove_abandoned(folder);
    for _ in 0..ATTEMPTS {
        let temporary = tempfile::Builder::new().prefix(UNFINISHED).make_in(folder, create_private)?;
        // Where files cannot be locked, none is taken for abandoned either.
        let _ = temporary.as_file().lock();
        if temporary.path().exists() {
            return Ok(temporary);
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Creates a file that its owner alone may read.
///
/// An error names no file, unlike one of `tempfile`: the customer did not choose this name.
fn create_private(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// Removes unfinished files of exports that were killed, which nobody has locked any longer.
fn remove_abandoned(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_unfinished = entry.file_name().as_encoded_bytes().starts_with(UNFINISHED.as_bytes())
            && entry.file_type().is_ok_and(|kind| kind.is_file());
        let is_abandoned = || File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if is_unfinished && is_abandoned() {
            // One that cannot be removed is in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_removes_what_a_killed_one_left_and_nothing_that_is_being_written() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("statement.csv");
        fs::write(folder.path().join(".kabinet-unfinished-killed"), "half").unwrap();
        let own = folder.path().join(".kabinet-notes");
        fs::write(&own, "the customer's own").unwrap();
        let writing = create_beside(&target).unwrap();
        replace(&target, |_| Ok(())).unwrap();
        let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let mut names: Vec<PathBuf> = names.collect();
        names.sort();
        assert_eq!(names, [own, writing.path().to_owned(), target]);
    }

    #[test]
    fn a_file_that_cannot_be_written_is_told_in_the_words_of_the_system_alone() {
        let folder = tempfile::tempdir().unwrap();
        for file in [folder.path().join("no folder").join("statement.csv"), folder.path().to_owned()] {
            let ApiError::FileNotWritten { error, .. } = replace(&file, |_| Ok(())).unwrap_err() else {
                panic!("it was not to be written: {}", file.display());
            };
            assert!(error.raw_os_error().is_some(), "{error}");
            assert!(!error.to_string().contains(UNFINISHED), "{error}");
        }
    }

    #[cfg(windows)]
    #[test]
    fn a_file_with_the_name_of_a_device_is_refused_and_the_device_is_written_to() {
        replace(Path::new("nul"), |_| Ok(())).unwrap();
        for file in ["nul.csv", "aux.txt", r"C:\windows\com1.csv"] {
            let refused = replace(Path::new(file), |_| Ok(()));
            let Err(ApiError::FileNotWritten { error, .. }) = refused else { panic!("{file} was written") };
            assert_eq!(error.raw_os_error(), Some(INVALID_NAME), "{file}");
        }
    }
}
