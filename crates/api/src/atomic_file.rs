//! Files that are written whole or not at all.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use kabinet_export::ExportError;

use crate::ApiError;

/// Writes a file in place of the one that was there.
///
/// The content is on the disk before the file takes its name. A device or a folder is not replaced.
///
/// # Errors
/// [`ApiError::FileNotWritten`], and the error of `fill`. The file that was there is unchanged then.
pub(crate) fn replace<T>(
    file: &Path,
    fill: impl FnOnce(&mut File) -> Result<T, ApiError>,
) -> Result<T, ApiError> {
    let not_written = |error: io::Error| ApiError::FileNotWritten { file: file.to_owned(), error };
    let target = target(file).map_err(not_written)?;
    let mut temporary = create_beside(&target).map_err(not_written)?;
    let filled = match fill(temporary.as_file_mut()) {
        Err(ApiError::NotExported(ExportError::Write(error))) => return Err(not_written(error)),
        filled => filled?,
    };
    temporary.as_file().sync_all().map_err(not_written)?;
    temporary.persist(target).map_err(|error| not_written(error.error))?;
    Ok(filled)
}

/// Returns the file that a link leads to.
fn target(file: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(file) {
        Ok(target) if target.is_file() => Ok(target),
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(file.to_owned()),
        Err(error) => Err(error),
    }
}

fn create_beside(file: &Path) -> io::Result<tempfile::NamedTempFile> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    tempfile::Builder::new().prefix(".kabinet-").tempfile_in(folder)
}
