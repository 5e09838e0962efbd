//! The modules of a crate, and the dependencies between them.
//!
//! Module A depends on module B if the production code of A names an item that B defines: in a
//! `use` declaration, or by a path such as `crate::b::item`. A module is a file; an inline module
//! belongs to the file around it.
//!
//! A module in a folder is a part of the module around it, so it does not depend on that: it may
//! name the items of `super`, as private helpers do. It may not name a sibling of its own that
//! leads back to it.
//!
//! A re-export is followed to the module that defines the item, so `use crate::Item` depends on
//! the module of `Item` and not on the crate's root. Declaring a module and re-exporting its items
//! is no dependency, unless the re-exporting file uses the name itself. Importing a module is
//! none either, because each item named through it is one. Methods and fields are not seen, because only the
//! compiler knows whose they are.

mod parser;
mod scope;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::tokens::production;
use super::tree::{Crate, Tree};
use parser::{Declaration, parse};
use scope::Scope;

/// The modules of one program or library.
#[derive(Debug, Default)]
pub struct ModuleGraph {
    scopes: Vec<Scope>,
    files: Vec<String>,
    /// For each file, the files that it depends on, with the line of the first such name.
    dependencies: Vec<BTreeMap<usize, usize>>,
}

/// The definition that a path leads to.
#[derive(Debug, Clone, Copy)]
struct Target {
    scope: usize,
    /// True if the path names the module itself, not an item of it.
    is_module: bool,
}

/// The longest chain of re-exports that is followed.
const MAX_STEPS: usize = 16;

impl ModuleGraph {
    /// Returns the graph of each library and program of a crate.
    pub fn of_crate(tree: &Tree, of: &Crate) -> Vec<Self> {
        of.roots.iter().map(|root| Self::of_root(tree, root)).collect()
    }

    /// Returns the files of the modules in production code.
    pub fn files(&self) -> &[String] {
        &self.files
    }

    /// Returns the shortest circle of each group of modules that depend on each other.
    ///
    /// A circle is a list of files and of the lines on which each names the next one.
    pub fn circles(&self) -> Vec<Vec<(&str, usize)>> {
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        let mut circles = Vec::new();
        for start in 0..self.files.len() {
            if seen.contains(&start) {
                continue;
            }
            let group = self.group_of(start);
            if group.len() > 1 {
                seen.extend(&group);
                circles.extend(group.iter().filter_map(|at| self.shortest_circle(*at)).min_by_key(Vec::len));
            }
        }
        circles
    }

    fn of_root(tree: &Tree, root: &str) -> Self {
        let mut graph = Self::default();
        graph.add_file(tree, root, folder_of(root), None);
        graph.dependencies = vec![BTreeMap::new(); graph.files.len()];
        for scope in 0..graph.scopes.len() {
            graph.add_dependencies(scope);
        }
        graph
    }

    /// Adds a file and the modules that it declares, whose files are in `folder`.
    fn add_file(&mut self, tree: &Tree, path: &str, folder: &str, parent: Option<usize>) -> Option<usize> {
        let file = tree.file(path)?;
        let number = self.files.len();
        self.files.push(path.to_owned());
        let first = self.scopes.len();
        let declared = parse(&production(file.tokens()), number, parent, &mut self.scopes);
        for Declaration { scope, name, paths } in declared {
            let inline = self.inline_path(scope, first);
            let folder = inline.iter().fold(folder.to_owned(), |folder, name| format!("{folder}/{name}"));
            let below = format!("{folder}/{name}");
            let own = [format!("{below}.rs"), format!("{below}/mod.rs")];
            let named = paths.iter().map(|name| format!("{}/{name}", folder_of(path)));
            let children = own
                .into_iter()
                .chain(named)
                .filter_map(|path| self.add_file(tree, &path, &below, Some(scope)));
            if let Some(child) = children.collect::<Vec<_>>().first() {
                self.scopes[scope].children.insert(name, *child);
            }
        }
        Some(first)
    }

    /// Returns the names of the inline modules from a file's own scope to `scope`.
    fn inline_path(&self, mut scope: usize, file: usize) -> Vec<String> {
        let mut path = Vec::new();
        while scope != file {
            let Some(parent) = self.scopes[scope].parent else { break };
            let name = self.scopes[parent].children.iter().find(|(_, child)| **child == scope);
            path.extend(name.map(|(name, _)| name.clone()));
            scope = parent;
        }
        path.reverse();
        path
    }

    fn add_dependencies(&mut self, at: usize) {
        let scope = &self.scopes[at];
        let imported = scope.imports.iter().filter(|it| !it.is_public || scope.names.contains(&it.name));
        let named = imported.map(|it| (&it.path, it.line, it.is_glob));
        let named = named.chain(scope.paths.iter().map(|(path, line)| (path, *line, false)));
        let mut found = Vec::new();
        for (path, line, is_glob) in named {
            let target = self.resolve(at, path, 0);
            found.extend(
                target.filter(|it| is_glob || !it.is_module).map(|it| (self.scopes[it.scope].file, line)),
            );
        }
        let file = scope.file;
        let around = self.files_around(at);
        for (other, line) in found.into_iter().filter(|(other, _)| !around.contains(other)) {
            self.dependencies[file].entry(other).or_insert(line);
        }
    }

    /// Returns the files of a module and of the modules around it.
    fn files_around(&self, at: usize) -> BTreeSet<usize> {
        let around = std::iter::successors(Some(at), |at| self.scopes[*at].parent);
        around.map(|at| self.scopes[at].file).collect()
    }

    /// Returns the definition of a path in a module; `None` if it is of another crate.
    fn resolve(&self, at: usize, path: &[String], steps: usize) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.resolve_in(0, rest, steps),
            "self" => self.resolve_in(at, rest, steps),
            "super" => self.resolve(self.scopes[at].parent?, &prefixed("self", rest), steps),
            _ => {
                let scope = &self.scopes[at];
                let is_known = scope.children.contains_key(first) || scope.import(first).is_some();
                is_known.then(|| self.resolve_in(at, path, steps)).flatten()
            }
        }
    }

    /// Returns the definition of a path that begins inside the module `at`.
    fn resolve_in(&self, at: usize, path: &[String], steps: usize) -> Option<Target> {
        let Some((first, rest)) = path.split_first() else {
            return Some(Target { scope: at, is_module: true });
        };
        let scope = &self.scopes[at];
        if first == "super" {
            return self.resolve_in(scope.parent?, rest, steps);
        }
        if rest.is_empty() && scope.items.contains(first) {
            return Some(Target { scope: at, is_module: false });
        }
        if let Some(import) = scope.import(first).filter(|_| steps < MAX_STEPS) {
            return self.through(at, &import.path, rest, steps);
        }
        if let Some(child) = scope.children.get(first) {
            return self.resolve_in(*child, rest, steps);
        }
        if scope.items.contains(first) {
            return Some(Target { scope: at, is_module: false });
        }
        let globs = scope.imports.iter().filter(|it| it.is_glob && steps < MAX_STEPS);
        let through_glob = globs.filter_map(|glob| self.resolve(at, &glob.path, steps + 1)).find(|it| {
            let scope = &self.scopes[it.scope];
            scope.items.contains(first) || scope.children.contains_key(first) || scope.import(first).is_some()
        });
        match through_glob {
            Some(target) => self.resolve_in(target.scope, path, steps + 1),
            None => Some(Target { scope: at, is_module: false }),
        }
    }

    /// Follows an import, and the rest of a path behind it.
    fn through(&self, at: usize, import: &[String], rest: &[String], steps: usize) -> Option<Target> {
        let target = self.resolve(at, import, steps + 1)?;
        if target.is_module { self.resolve_in(target.scope, rest, steps + 1) } else { Some(target) }
    }

    /// Returns the modules that a module depends on and that depend on it, itself included.
    fn group_of(&self, start: usize) -> BTreeSet<usize> {
        let behind = self.reachable(start);
        behind
            .into_iter()
            .filter(|other| *other == start || self.reachable(*other).contains(&start))
            .collect()
    }

    fn reachable(&self, start: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::from([start]);
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            open.extend(self.dependencies[at].keys().filter(|other| found.insert(**other)));
        }
        found
    }

    fn shortest_circle(&self, start: usize) -> Option<Vec<(&str, usize)>> {
        let mut came_from = BTreeMap::new();
        let mut open = VecDeque::from([start]);
        while let Some(at) = open.pop_front() {
            for other in self.dependencies[at].keys() {
                if *other == start {
                    return Some(self.circle(&came_from, start, at));
                }
                if let std::collections::btree_map::Entry::Vacant(entry) = came_from.entry(*other) {
                    entry.insert(at);
                    open.push_back(*other);
                }
            }
        }
        None
    }

    fn circle(&self, came_from: &BTreeMap<usize, usize>, start: usize, last: usize) -> Vec<(&str, usize)> {
        let mut path = vec![last];
        while let Some(before) = path.last().filter(|at| **at != start).and_then(|at| came_from.get(at)) {
            path.push(*before);
        }
        path.reverse();
        let next = path.iter().cycle().skip(1);
        path.iter()
            .zip(next)
            .map(|(at, next)| (self.files[*at].as_str(), self.dependencies[*at][next]))
            .collect()
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn prefixed(first: &str, rest: &[String]) -> Vec<String> {
    [first.to_owned()].into_iter().chain(rest.iter().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let tree = Tree::of_files(files);
        let of = Crate { roots: vec!["a/src/lib.rs".to_owned()], ..Crate::default() };
        let graphs = ModuleGraph::of_crate(&tree, &of);
        let names = |circle: Vec<(&str, usize)>| {
            circle
                .into_iter()
                .map(|(file, line)| format!("{}:{line}", file.trim_start_matches("a/src/")))
                .collect()
        };
        graphs.iter().flat_map(ModuleGraph::circles).map(names).collect()
    }

    #[test]
    fn two_modules_that_name_each_other_are_a_circle() {
        let found = circles(&[
            ("a/src/lib.rs", "mod one;\nmod two;\n"),
            ("a/src/one.rs", "use crate::two::Two;\npub struct One(Two);\n"),
            ("a/src/two.rs", "pub struct Two;\n\nfn f() { super::one::One::new() }\n"),
        ]);
        assert_eq!(found, [["one.rs:1", "two.rs:3"]]);
    }

    #[test]
    fn a_re_export_leads_to_the_module_that_defines_the_item() {
        let files = [
            ("a/src/lib.rs", "mod one;\nmod two;\npub use two::Two;\npub use one::*;\n"),
            ("a/src/one.rs", "use crate::{self as root, Two};\npub struct One(Two);\n"),
            ("a/src/two.rs", "pub struct Two;\nfn f(one: crate::One) {}\n"),
        ];
        assert_eq!(circles(&files), [["one.rs:1", "two.rs:2"]]);
    }

    #[test]
    fn a_re_export_is_a_dependency_only_of_a_module_that_uses_the_name() {
        let lib = ("a/src/lib.rs", "mod one;\nmod two;\n");
        let one = ("a/src/one.rs", "use crate::two::Two;\npub struct One(Two);\n");
        let only_passed_on = ("a/src/two.rs", "pub use crate::one::One;\npub struct Two;\n");
        assert_eq!(circles(&[lib, one, only_passed_on]), [[""; 0]; 0]);
        let used = ("a/src/two.rs", "pub use crate::one::One;\npub struct Two(Option<One>);\n");
        assert_eq!(circles(&[lib, one, used]), [["one.rs:1", "two.rs:1"]]);
    }

    #[test]
    fn a_module_in_a_folder_may_name_items_of_the_module_around_it() {
        let around = [
            ("a/src/lib.rs", "mod one;\npub struct Root;\nfn f() { one::g() }\n"),
            (
                "a/src/one.rs",
                "mod part;\nuse crate::Root;\npub fn g() { part::h() }\npub struct One(Root);\n",
            ),
            ("a/src/one/part.rs", "use super::One;\npub fn h() { crate::f() }\n"),
        ];
        assert_eq!(circles(&around), [[""; 0]; 0]);
    }

    #[test]
    fn a_circle_through_a_part_of_a_module_is_found() {
        let found = circles(&[
            ("a/src/lib.rs", "mod one;\nmod two;\n"),
            ("a/src/one.rs", "mod part;\npub fn g() { part::h() }\n"),
            ("a/src/one/part.rs", "pub fn h() { crate::two::i() }\n"),
            ("a/src/two.rs", "pub fn i() { crate::one::g() }\n"),
        ]);
        assert_eq!(found, [["one.rs:2", "one/part.rs:1", "two.rs:1"]]);
    }

    #[test]
    fn a_longer_circle_through_folders_and_imported_modules_is_found() {
        let found = circles(&[
            ("a/src/lib.rs", "mod one;\nmod two;\n"),
            ("a/src/one.rs", "use super::two;\nfn f() { two::deep::g() }\n"),
            ("a/src/two.rs", "pub mod deep;\npub mod beside;\n"),
            ("a/src/two/deep.rs", "use super::beside::h;\npub fn g() { h() }\n"),
            ("a/src/two/beside.rs", "pub fn h() { crate::one::f() }\n"),
        ]);
        assert_eq!(found, [["one.rs:2", "two/deep.rs:1", "two/beside.rs:1"]]);
    }

    #[test]
    fn a_file_named_by_an_attribute_is_a_module() {
        let tree = Tree::of_files(&[
            ("a/src/lib.rs", "#[cfg_attr(unix, path = \"unix.rs\")]\nmod system;\n"),
            ("a/src/unix.rs", "fn f() {}"),
        ]);
        let of = Crate { roots: vec!["a/src/lib.rs".to_owned()], ..Crate::default() };
        assert_eq!(ModuleGraph::of_crate(&tree, &of)[0].files(), ["a/src/lib.rs", "a/src/unix.rs"]);
    }

    #[test]
    fn tests_and_modules_in_a_line_make_no_circle() {
        let found = circles(&[
            ("a/src/lib.rs", "mod one;\nmod two;\n"),
            ("a/src/one.rs", "use crate::two::Two;\npub struct One(Two);\nmod inner { use super::One; }\n"),
            ("a/src/two.rs", "pub struct Two;\n#[cfg(test)]\nmod tests { use crate::one::One; }\n"),
        ]);
        assert_eq!(found, [[""; 0]; 0]);
    }
}
