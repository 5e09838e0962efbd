//! The AppImage of the running program, which a new version replaces.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::ops::Range;
use std::path::Path;

use kabinet_api::{ApiError, UpdateRefusal, replace_file};

/// The length of the head of a program that names the system it is for, in bytes.
const HEAD: usize = 20;

/// The bytes of the head that every AppImage for one kind of machine shares.
///
/// They are the mark of ELF with its class and byte order, the mark of an AppImage, and the machine.
const KIND: [Range<usize>; 3] = [0..6, 8..11, 18..20];

/// Replaces an AppImage with a new one.
///
/// The new one is on the disk before it takes the name, so that the earlier one stays whole until then.
///
/// # Errors
/// [`UpdateRefusal::OtherSystem`] if the package is no AppImage for the same kind of machine, and
/// [`ApiError::FileNotWritten`].
pub fn replace_app_image(file: &Path, package: &[u8]) -> Result<(), ApiError> {
    let not_written = |error: io::Error| ApiError::FileNotWritten { file: file.to_owned(), error };
    let running = head(file).map_err(not_written)?;
    let is_same_kind =
        |part: Range<usize>| package.get(part.clone()).is_some_and(|bytes| bytes == &running[part]);
    if !KIND.into_iter().all(is_same_kind) {
        return Err(ApiError::UpdateRefused(UpdateRefusal::OtherSystem));
    }
    let permissions = fs::metadata(file).map_err(not_written)?.permissions();
    replace_file(file, |out: &mut File| {
        out.write_all(package).and_then(|()| out.set_permissions(permissions)).map_err(not_written)
    })
}

fn head(file: &Path) -> io::Result<[u8; HEAD]> {
    let mut head = [0; HEAD];
    File::open(file)?.read_exact(&mut head)?;
    Ok(head)
}
