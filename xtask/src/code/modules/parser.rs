//! Reads modules, items, imports and paths from the tokens of a file.

use super::scope::{Import, Scope};
use crate::code::tokens::{Token, starts_with};

/// The declaration of a module in another file.
#[derive(Debug)]
pub struct Declaration {
    /// The scope that declares it.
    pub scope: usize,
    /// Its name.
    pub name: String,
    /// The file names of its attributes `path`, one for each system.
    pub paths: Vec<String>,
}

const ITEMS: [&str; 9] = ["fn", "struct", "enum", "trait", "type", "const", "static", "union", "mod"];

/// Adds the modules of a file to `scopes`, its own first.
///
/// Returns the modules that it declares in other files.
pub fn parse(
    tokens: &[Token],
    file: usize,
    parent: Option<usize>,
    scopes: &mut Vec<Scope>,
) -> Vec<Declaration> {
    scopes.push(Scope { file, parent, ..Scope::default() });
    let open = vec![(scopes.len() - 1, 0)];
    let mut parser =
        Parser { tokens, at: 0, depth: 0, open, scopes, declared: Vec::new(), paths: Vec::new() };
    while parser.at < tokens.len() {
        parser.step();
    }
    parser.declared
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    /// The open modules, each with the depth of brackets inside it.
    open: Vec<(usize, usize)>,
    scopes: &'a mut Vec<Scope>,
    declared: Vec<Declaration>,
    /// The attributes `path` of the next item.
    paths: Vec<String>,
}

impl Parser<'_> {
    fn step(&mut self) {
        let is_item = self.open.last().is_some_and(|(_, depth)| *depth == self.depth);
        match self.text(self.at) {
            "(" | "[" | "{" => self.depth += 1,
            ")" | "]" | "}" => self.close(),
            "path" if self.is(self.at + 1, &["="]) => self.attribute_path(),
            "use"
                if self.is_ident(self.at + 1)
                    || self.is(self.at + 1, &["{"])
                    || self.is_path_mark(self.at + 1) =>
            {
                return self.use_declaration();
            }
            "mod" if self.is_ident(self.at + 1) => return self.module(),
            "macro_rules" if is_item => self.define(self.at + 2),
            keyword if is_item && ITEMS.contains(&keyword) => self.define(self.at + 1),
            _ if self.is_ident(self.at) => return self.path(),
            _ => {}
        }
        self.at += 1;
    }

    fn attribute_path(&mut self) {
        let path = self.text(self.at + 2).trim_matches('"').to_owned();
        if path.ends_with(".rs") {
            self.paths.push(path);
        }
    }

    fn close(&mut self) {
        if self.open.len() > 1 && self.open.last().is_some_and(|(_, depth)| *depth == self.depth) {
            self.open.pop();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn define(&mut self, at: usize) {
        if self.is_ident(at) && !ITEMS.contains(&self.text(at)) {
            let name = self.text(at).to_owned();
            self.scope().items.insert(name);
        }
    }

    /// Reads `mod name;` or the head of `mod name { … }`.
    fn module(&mut self) {
        let name = self.text(self.at + 1).to_owned();
        let parent = self.open.last().map(|(scope, _)| *scope);
        if self.is(self.at + 2, &[";"]) {
            let paths = std::mem::take(&mut self.paths);
            self.declared.extend(parent.map(|scope| Declaration { scope, name, paths }));
        } else {
            let file = self.scope().file;
            self.scopes.push(Scope { file, parent, ..Scope::default() });
            let child = self.scopes.len() - 1;
            self.scope().children.insert(name, child);
            self.depth += 1;
            self.open.push((child, self.depth));
        }
        self.at += 3;
    }

    fn use_declaration(&mut self) {
        let is_public = self.at > 0 && self.is(self.at - 1, &["pub", ")"]);
        self.at += 1;
        self.use_tree(Vec::new(), is_public);
    }

    /// Reads a tree such as `a::{b, c as d, e::*}` up to the token after it.
    fn use_tree(&mut self, mut path: Vec<String>, is_public: bool) {
        let line = self.tokens.get(self.at).map_or(0, |token| token.line);
        loop {
            match self.text(self.at) {
                ":" => self.at += 1,
                "{" => return self.use_group(&path, is_public),
                "*" => {
                    self.at += 1;
                    return self.import("*".to_owned(), path, line, is_public);
                }
                "as" => {
                    let name = self.text(self.at + 1).to_owned();
                    self.at += 2;
                    return self.import(name, path, line, is_public);
                }
                "self" if !path.is_empty() => self.at += 1,
                _ if self.is_ident(self.at) => {
                    path.push(self.text(self.at).to_owned());
                    self.at += 1;
                }
                _ => {
                    let name = path.last().cloned().unwrap_or_default();
                    return self.import(name, path, line, is_public);
                }
            }
        }
    }

    fn use_group(&mut self, path: &[String], is_public: bool) {
        self.at += 1;
        while self.at < self.tokens.len() && !self.is(self.at, &["}"]) {
            self.use_tree(path.to_vec(), is_public);
            if self.is(self.at, &[","]) {
                self.at += 1;
            }
        }
        self.at += 1;
    }

    fn import(&mut self, name: String, path: Vec<String>, line: usize, is_public: bool) {
        let is_glob = name == "*";
        self.scope().imports.push(Import { name, path, line, is_public, is_glob });
    }

    /// Reads a path such as `super::a::b`, or a single name.
    fn path(&mut self) {
        let line = self.tokens[self.at].line;
        let mut path = vec![self.text(self.at).to_owned()];
        self.at += 1;
        while self.is_path_mark(self.at) && self.is_ident(self.at + 2) {
            path.push(self.text(self.at + 2).to_owned());
            self.at += 3;
        }
        let scope = self.scope();
        scope.names.insert(path[0].clone());
        if path.len() > 1 {
            scope.paths.push((path, line));
        }
    }

    fn scope(&mut self) -> &mut Scope {
        let at = self.open.last().map_or(0, |(scope, _)| *scope);
        &mut self.scopes[at]
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    fn is(&self, at: usize, texts: &[&str]) -> bool {
        texts.contains(&self.text(at))
    }

    fn is_ident(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_ident)
    }

    fn is_path_mark(&self, at: usize) -> bool {
        starts_with(self.tokens, at, &[":", ":"])
    }
}
