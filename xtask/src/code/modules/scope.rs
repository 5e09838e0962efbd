//! A module and the names in it.

use std::collections::{BTreeMap, BTreeSet};

/// A module, inline or in a file of its own.
#[derive(Debug, Default)]
pub struct Scope {
    /// The index of its file.
    pub file: usize,
    /// The index of the module around it; `None` for the root of the crate.
    pub parent: Option<usize>,
    /// The indices of the modules in it, by their names.
    pub children: BTreeMap<String, usize>,
    /// The names of the items that it defines.
    pub items: BTreeSet<String>,
    /// The names that its `use` declarations bring into it.
    pub imports: Vec<Import>,
    /// The paths in its code, with their lines.
    pub paths: Vec<(Vec<String>, usize)>,
    /// The names in its code, without `use` declarations.
    pub names: BTreeSet<String>,
}

/// A name that a `use` declaration brings into a module.
#[derive(Debug)]
pub struct Import {
    /// The name in the module; `*` for a glob.
    pub name: String,
    /// The imported path.
    pub path: Vec<String>,
    /// Its line, from 1.
    pub line: usize,
    /// True for a re-export.
    pub is_public: bool,
    /// True for a glob, whose path is that of the module.
    pub is_glob: bool,
}

impl Scope {
    /// Returns the import of a name; `None` if there is none.
    pub fn import(&self, name: &str) -> Option<&Import> {
        self.imports.iter().find(|it| !it.is_glob && it.name == name)
    }
}
