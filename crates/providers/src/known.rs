//! The providers that are known: those compiled in, and those described in the customer's files.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use crate::description::{CabinetKind, Fault};
use crate::monthly::Monthly;
use crate::{Description, DescriptionError, Limits, Provider};

/// The providers that are known where there is a folder for descriptions.
#[derive(Debug, Clone)]
pub struct Providers {
    folder: PathBuf,
}

/// The text that describes a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The text, as it stands there.
    pub text: String,
    /// The file that it stands in; none, if it is compiled in.
    pub file: Option<PathBuf>,
}

const COMPILED_IN: [(&str, &str); 1] = [("sevencom", include_str!("../descriptions/sevencom.toml"))];
const EXTENSION: &str = "toml";
const LONGEST_ID: usize = 32;

static DESCRIBED: LazyLock<Vec<Arc<Description>>> = LazyLock::new(|| {
    let read = |(id, text)| Description::read(id, id, text).expect("what is compiled in is read in a test");
    COMPILED_IN.into_iter().map(read).map(Arc::new).collect()
});

/// The provider of that name, as it is compiled in.
pub fn find(id: &str) -> Option<Arc<dyn Provider>> {
    find_within(id, Limits::default())
}

/// The same, to be waited for so long.
pub fn find_within(id: &str, limits: Limits) -> Option<Arc<dyn Provider>> {
    let known = DESCRIBED.iter().find(|known| known.declaration.id == id)?;
    Some(reader(Arc::clone(known), limits))
}

impl Providers {
    /// Those compiled in, and those described in files `ID.toml` of that folder, which need not
    /// exist. A file takes the place of what is compiled in under its name. It is read anew each
    /// time: a correction holds at once.
    pub fn described_in(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The provider of that name, if it is known.
    ///
    /// # Errors
    /// What is wrong with its file. What is compiled in does not stand in for it.
    pub fn find(&self, id: &str) -> Result<Option<Arc<dyn Provider>>, DescriptionError> {
        match self.own_file(id)? {
            Some((file, text)) => described(id, &file, &text).map(Some),
            None => Ok(find(id)),
        }
    }

    /// Every provider, by name, or what is wrong with its file.
    pub fn all(&self) -> Vec<Result<Arc<dyn Provider>, DescriptionError>> {
        let mut ids: Vec<String> = COMPILED_IN.iter().map(|(id, _)| (*id).to_owned()).collect();
        let (own, misnamed): (Vec<String>, Vec<String>) =
            self.stems().into_iter().partition(|stem| is_id(stem));
        ids.extend(own);
        ids.sort();
        ids.dedup();
        let found = ids.iter().filter_map(|id| self.find(id).transpose());
        let bad = |stem: String| DescriptionError::of_file(shown(&self.file(&stem)), Fault::BadName);
        found.chain(misnamed.into_iter().map(|stem| Err(bad(stem)))).collect()
    }

    /// What describes the provider of that name, if it is known.
    ///
    /// # Errors
    /// What is wrong with its file.
    pub fn source(&self, id: &str) -> Result<Option<Source>, DescriptionError> {
        if let Some((file, text)) = self.own_file(id)? {
            described(id, &file, &text)?;
            return Ok(Some(Source { text, file: Some(file) }));
        }
        let compiled = COMPILED_IN.iter().find(|(known, _)| *known == id);
        Ok(compiled.map(|(_, text)| Source { text: (*text).to_owned(), file: None }))
    }

    fn own_file(&self, id: &str) -> Result<Option<(PathBuf, String)>, DescriptionError> {
        if !is_id(id) {
            return Ok(None);
        }
        let file = self.file(id);
        match std::fs::read_to_string(&file) {
            Ok(text) => Ok(Some((file, text))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(DescriptionError::of_file(shown(&file), Fault::Unreadable(error.to_string()))),
        }
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

fn described(id: &str, file: &Path, text: &str) -> Result<Arc<dyn Provider>, DescriptionError> {
    Description::read(id, &shown(file), text)
        .map(|description| reader(Arc::new(description), Limits::default()))
}

fn reader(description: Arc<Description>, limits: Limits) -> Arc<dyn Provider> {
    match description.kind {
        CabinetKind::Monthly => Arc::new(Monthly::new(description, limits)),
    }
}

fn shown(file: &Path) -> String {
    file.display().to_string()
}

/// Whether a provider can be called that: it is a file's name, and a word on the command line.
fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=LONGEST_ID).contains(&text.len()) && text.chars().all(fits) && !text.starts_with('-')
}
