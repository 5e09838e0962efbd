//! Files of the customer's own, which decide where a password is sent.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::io::Read;
use std::path::Path;

use crate::profile::Fault;

/// The length of the longest file that is read, in bytes.
const LONGEST: u64 = 256 * 1024;

/// Reads a plain, short file that nobody else can write; `None` if there is no file.
///
/// # Errors
/// The reason why the file is not read.
pub fn read(path: &Path) -> Result<Option<String>, Fault> {
    let mut file = match open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(&error)),
    };
    let about = file.metadata().map_err(|error| unreadable(&error))?;
    if !about.is_file() {
        return Err(Fault::NotPlain);
    }
    let folder = path.parent().map(Path::metadata).transpose().map_err(|error| unreadable(&error))?;
    if [Some(about), folder].iter().flatten().any(is_open_to_others) {
        return Err(Fault::OpenToOthers);
    }
    let mut text = String::new();
    let length = Read::by_ref(&mut file).take(LONGEST + 1).read_to_string(&mut text);
    match length.map_err(|error| unreadable(&error))? as u64 {
        length if length > LONGEST => Err(Fault::TooLong),
        _ => Ok(Some(text)),
    }
}

fn unreadable(error: &io::Error) -> Fault {
    Fault::Unreadable(error.to_string())
}

/// Opens a file, and does not wait for the writer of a pipe.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        rustix::fs::OFlags::NONBLOCK.bits().cast_signed(),
    );
    options.open(path)
}

/// Returns true if another user owns a file or a folder or can write to it.
///
/// The administrator may own it. A group of the same number as the user is the user's alone.
#[cfg(unix)]
fn is_open_to_others(about: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    const BY_GROUP: u32 = 0o020;
    const BY_ALL: u32 = 0o002;
    let user = rustix::process::geteuid().as_raw();
    let is_own = about.uid() == user || about.uid() == 0;
    let is_shared = about.mode() & BY_GROUP != 0 && about.gid() != about.uid();
    !is_own || is_shared || about.mode() & BY_ALL != 0
}

/// Returns false: the folder of a user's data is closed to other users.
#[cfg(not(unix))]
fn is_open_to_others(_: &Metadata) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::PathBuf;

    use super::*;

    fn folder() -> PathBuf {
        let folder = std::env::temp_dir().join(format!("kabinet-own-file-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the folder of temporary files is there");
        set_mode(&folder, 0o700);
        folder
    }

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is the test's own");
    }

    #[test]
    fn only_a_plain_short_file_of_the_users_own_is_read() {
        let folder = folder();
        let file = folder.join("own.toml");
        fs::write(&file, "kind").unwrap();
        set_mode(&file, 0o644);
        assert_eq!(read(&file), Ok(Some("kind".to_owned())));
        assert_eq!(read(&folder.join("absent.toml")), Ok(None));
        set_mode(&file, 0o666);
        assert_eq!(read(&file), Err(Fault::OpenToOthers));
        set_mode(&file, 0o644);
        set_mode(&folder, 0o777);
        assert_eq!(read(&file), Err(Fault::OpenToOthers), "another file may be put in its place");
        set_mode(&folder, 0o700);
        fs::write(&file, vec![b' '; 300 * 1024]).unwrap();
        assert_eq!(read(&file), Err(Fault::TooLong));
        symlink("/dev/zero", folder.join("zero.toml")).unwrap();
        assert_eq!(read(&folder.join("zero.toml")), Err(Fault::NotPlain));
        let pipe = folder.join("pipe.toml");
        rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).unwrap();
        assert_eq!(read(&pipe), Err(Fault::NotPlain), "nobody writes to it, and nobody waits");
        fs::remove_dir_all(folder).unwrap();
    }
}
