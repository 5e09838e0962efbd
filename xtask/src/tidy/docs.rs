//! The rules for the form of doc comments.

use super::finding::Finding;
use super::words::avoided_openings;
use crate::code::comments::{Comment, Kind, comments};
use crate::code::tokens::{Token, after_group, starts_with};
use crate::code::tree::{File, Tree};

/// The most columns of a doc comment's first line, with its indentation and marker.
const MAX_COLUMNS: usize = 100;

/// First words that end in «s» and are no verbs in the third person.
const NOT_VERBS: &str = "
    Accounts Across Addresses Always Amounts Arguments Balances Buttons Bytes Cells Charges
    Codes Columns Connections Cookies Dates Days Debits Descriptions Digits Elements Entries
    Errors Failures Fields Figures Files Forms Frames Functions Headers Items Its Keys Kinds
    Labels Letters Lines Links Months Names Notes Numbers Offers Operations Options Others Ours
    Pages Parts Passwords Payments Perhaps Pixels Places Plus Points Processes Programs
    Providers Reminders Requests Rows Rules Screens Secrets Services Sessions Status Sums
    Synonyms Tables Texts This Thus Times Titles Tokens Totals Transactions Twins Unless Users
    Values Versions Windows Words Years
";

/// Checks the first line of each doc comment.
///
/// It is one sentence on one line, and a blank line separates the rest. The first word for a
/// function is a verb in the third person.
pub fn form_of_doc_comments(tree: &Tree) -> Vec<Finding> {
    let openings = avoided_openings(tree);
    let files = tree.files("", ".rs");
    files.flat_map(|file| malformed(file, &openings)).collect()
}

/// Checks that each file of Rust begins with a description of its module.
pub fn every_module_is_described(tree: &Tree) -> Vec<Finding> {
    let without = tree.files("", ".rs").filter(|file| !file.text.starts_with("//!"));
    let finding = |file: &File| Finding {
        place: format!("{}:1", file.path),
        rule: "a module begins with its description".to_owned(),
        way_out: "Begin the file with a line such as: //! The months of a statement.".to_owned(),
    };
    without.map(finding).collect()
}

fn malformed(file: &File, openings: &[String]) -> Vec<Finding> {
    let docs = comments(&file.text).into_iter().filter(|it| it.kind != Kind::Plain);
    let faults = docs.filter_map(|doc| {
        let is_function = doc.kind == Kind::Item && describes_function(file.tokens(), doc.last_line());
        let (rule, way_out) = fault(&doc, is_function, openings)?;
        Some(Finding { place: format!("{}:{}", file.path, doc.line), rule, way_out: way_out.to_owned() })
    });
    faults.collect()
}

/// Returns the first broken rule and the way to mend it.
fn fault(doc: &Comment, is_function: bool, openings: &[String]) -> Option<(String, &'static str)> {
    let line = doc.lines.first().map_or("", String::as_str);
    let width = doc.indent + "/// ".len() + line.chars().count();
    let opening = openings.iter().find(|opening| begins_with(line, opening));
    let rule = |text: &str| format!("a doc comment's first line {text}; here is «{line}»");
    if doc.lines.get(1).is_some_and(|next| !next.is_empty()) || !line.ends_with('.') {
        Some((
            rule("is a whole sentence"),
            "Say the essence in one line that ends with a period, and the rest after a blank line.",
        ))
    } else if line.contains(". ") && has_two_sentences(line) {
        Some((rule("is one sentence"), "Move the second sentence below a blank line."))
    } else if width > MAX_COLUMNS {
        Some((rule("has at most 100 columns"), "Say the essence shortly, and the rest after a blank line."))
    } else if let Some(opening) = opening {
        Some((
            rule(&format!("does not begin with «{opening}»")),
            "Begin with the noun, or with a verb in the third person: Returns, Reads, Checks.",
        ))
    } else if is_function && !begins_with_verb(line) {
        Some((
            rule("begins with a verb, if it is of a function"),
            "Begin with a verb in the third person: Returns, Reads, Checks.",
        ))
    } else {
        None
    }
}

fn begins_with(line: &str, opening: &str) -> bool {
    let rest = line.strip_prefix(opening);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\''))
}

fn has_two_sentences(line: &str) -> bool {
    let mut parts = line.split(". ").peekable();
    while let Some(part) = parts.next() {
        let is_abbreviation = part.ends_with("e.g") || part.ends_with("i.e") || part.ends_with("etc");
        if !is_abbreviation && parts.peek().is_some_and(|next| next.starts_with(char::is_uppercase)) {
            return true;
        }
    }
    false
}

/// Returns true for «Returns …», and for «Like `other`, …», which refers to another function.
fn begins_with_verb(line: &str) -> bool {
    let word = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_verb = word.ends_with('s')
        && word.starts_with(char::is_uppercase)
        && NOT_VERBS.split_whitespace().all(|noun| noun != word);
    is_verb || line.starts_with("Like [`")
}

/// Returns true if the item after a line is a function.
fn describes_function(tokens: &[Token], line: usize) -> bool {
    let mut at = tokens.partition_point(|token| token.line <= line);
    loop {
        at = match tokens.get(at).map(|token| token.text.as_str()) {
            Some("#") => after_group(tokens, at + 1),
            Some("pub") if starts_with(tokens, at + 1, &["("]) => after_group(tokens, at + 1),
            Some("pub" | "const" | "async" | "unsafe" | "extern" | "default") => at + 1,
            Some("fn") => return true,
            Some(text) if text.starts_with('"') => at + 1,
            _ => return false,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::finding::places;
    use super::*;

    const LIST: &str = "## Words to avoid\n\nA doc comment never begins with: What, The same.\n";

    fn found(code: &str) -> Vec<String> {
        let tree = Tree::of_files(&[("CONTRIBUTING.md", LIST), ("crates/a/src/a.rs", code)]);
        places(form_of_doc_comments(&tree))
    }

    #[test]
    fn a_first_line_of_another_form_is_found() {
        let long = format!("/// Returns {}.\nfn a() {{}}", "x".repeat(MAX_COLUMNS));
        for code in [
            "/// What the site says.\nstruct A;",
            "/// The same with a limit.\nfn a() {}",
            "/// A sentence that goes on\n/// in a second line.\nstruct A;",
            "/// No period\nstruct A;",
            "/// One sentence. Two sentences.\nstruct A;",
            "/// The day of the debit.\npub(crate) async fn a() {}",
            "/// Days of a month.\n#[must_use]\nconst fn a() {}",
            "//! A module\n//! in two lines.\n",
            &long,
        ] {
            assert_eq!(found(code), ["crates/a/src/a.rs:1"], "{code}");
        }
    }

    #[test]
    fn a_first_line_by_the_rules_is_left_alone() {
        for code in [
            "//! The months of a statement.\n//!\n//! Not here: the days\n//! of a month.\n",
            "/// The day of the debit.\nstruct A;",
            "/// Returns the day, e.g. The first.\n///\n/// What follows is free.\n#[must_use]\npub fn a() {}",
            "/// Whatsoever.\nstruct A;",
            "/// Like [`find`], with custom timeouts.\nfn a() {}",
            "const A: &str = r#\"\n/// What\n\"#;",
            "// What is said here is no doc comment\nfn a() {}",
        ] {
            assert_eq!(found(code), [""; 0], "{code}");
        }
    }

    #[test]
    fn a_file_without_a_description_is_found() {
        let tree = Tree::of_files(&[
            ("crates/a/src/a.rs", "//! A module.\n\nfn a() {}\n"),
            ("crates/a/src/b.rs", "use a::b;\n//! Too late.\n"),
        ]);
        assert_eq!(places(every_module_is_described(&tree)), ["crates/a/src/b.rs:1"]);
    }
}
