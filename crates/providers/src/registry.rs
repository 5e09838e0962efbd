//! The registry of providers: compiled in, and from the customer's files.

mod own_file;

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use crate::portal::HtmlPortal;
use crate::profile::{Fault, PortalKind};
use crate::{Limits, Profile, ProfileError, Provider};

/// The compiled-in providers and the ones described in a folder.
#[derive(Debug, Clone)]
pub struct ProviderRegistry {
    folder: PathBuf,
}

/// The text of a provider's profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The TOML text.
    pub text: String,
    /// Its file; `None` if it is compiled in.
    pub file: Option<PathBuf>,
}

const COMPILED_IN: [(&str, &str); 1] = [("sevencom", include_str!("../descriptions/sevencom.toml"))];
const EXTENSION: &str = "toml";
const LONGEST_ID: usize = 32;

static DESCRIBED: LazyLock<Vec<Arc<Profile>>> = LazyLock::new(|| {
    let read = |(id, text)| Profile::read(id, id, text).expect("what is compiled in is read in a test");
    COMPILED_IN.into_iter().map(read).map(Arc::new).collect()
});

/// Returns the compiled-in provider with this id.
pub fn find(id: &str) -> Option<Arc<dyn Provider>> {
    find_within(id, Limits::default())
}

/// Returns the compiled-in provider with this id, with custom timeouts.
pub fn find_within(id: &str, limits: Limits) -> Option<Arc<dyn Provider>> {
    let known = DESCRIBED.iter().find(|known| known.info.id == id)?;
    Some(provider(Arc::clone(known), limits))
}

impl ProviderRegistry {
    /// Creates a registry with a folder of profile files named `ID.toml`.
    ///
    /// The folder need not exist. A file replaces the compiled-in profile of the same id. Files are
    /// read anew each time, so that a correction takes effect at once.
    pub fn described_in(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Returns the provider with this id; `None` if it is unknown.
    ///
    /// # Errors
    /// The first fault in its file. The compiled-in profile does not stand in for it.
    pub fn find(&self, id: &str) -> Result<Option<Arc<dyn Provider>>, ProfileError> {
        match self.own_file(id)? {
            Some((file, text)) => from_file(id, &file, &text).map(Some),
            None => Ok(find(id)),
        }
    }

    /// Returns every provider by id, or the fault in its file.
    pub fn all(&self) -> Vec<Result<Arc<dyn Provider>, ProfileError>> {
        let mut ids: Vec<String> = COMPILED_IN.iter().map(|(id, _)| (*id).to_owned()).collect();
        let (own, misnamed): (Vec<String>, Vec<String>) =
            self.stems().into_iter().partition(|stem| is_id(stem));
        ids.extend(own);
        ids.sort();
        ids.dedup();
        let found = ids.iter().filter_map(|id| self.find(id).transpose());
        let bad = |stem: String| ProfileError::of_file(shown(&self.file(&stem)), Fault::BadName);
        found.chain(misnamed.into_iter().map(|stem| Err(bad(stem)))).collect()
    }

    /// Returns the profile text of the provider with this id; `None` if it is unknown.
    ///
    /// # Errors
    /// The first fault in its file.
    pub fn source(&self, id: &str) -> Result<Option<Source>, ProfileError> {
        if let Some((file, text)) = self.own_file(id)? {
            from_file(id, &file, &text)?;
            return Ok(Some(Source { text, file: Some(file) }));
        }
        let compiled = COMPILED_IN.iter().find(|(known, _)| *known == id);
        Ok(compiled.map(|(_, text)| Source { text: (*text).to_owned(), file: None }))
    }

    fn own_file(&self, id: &str) -> Result<Option<(PathBuf, String)>, ProfileError> {
        if !is_id(id) {
            return Ok(None);
        }
        let file = self.file(id);
        let text = own_file::read(&file).map_err(|fault| ProfileError::of_file(shown(&file), fault))?;
        Ok(text.map(|text| (file, text)))
    }

    fn file(&self, stem: &str) -> PathBuf {
        self.folder.join(stem).with_added_extension(EXTENSION)
    }

    fn stems(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().filter_map(Result::ok);
        let files = entries.map(|entry| entry.path());
        let described = files.filter(|path| path.extension().is_some_and(|extension| extension == EXTENSION));
        described.filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect()
    }
}

fn from_file(id: &str, file: &Path, text: &str) -> Result<Arc<dyn Provider>, ProfileError> {
    Profile::read(id, &shown(file), text)
        .map(|description| provider(Arc::new(description), Limits::default()))
}

fn provider(description: Arc<Profile>, limits: Limits) -> Arc<dyn Provider> {
    match description.kind {
        PortalKind::Monthly | PortalKind::Lists | PortalKind::AccountOnly => {
            Arc::new(HtmlPortal::new(description, limits))
        }
    }
}

fn shown(file: &Path) -> String {
    file.display().to_string()
}

/// Returns true for a valid provider id.
///
/// An id is a file name and an argument on the command line.
fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=LONGEST_ID).contains(&text.len()) && text.chars().all(fits) && !text.starts_with('-')
}
