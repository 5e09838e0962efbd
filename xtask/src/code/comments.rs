//! The comments of Rust code.

/// Successive lines of comment of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its kind.
    pub kind: Kind,
    /// Its first line, from 1.
    pub line: usize,
    /// The column of its marker, from 0.
    pub indent: usize,
    /// Its lines without markers.
    pub lines: Vec<String>,
}

/// The kind of a comment, by its marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `//` or `/* */`.
    Plain,
    /// `///`.
    Item,
    /// `//!`.
    Module,
}

impl Comment {
    /// Returns its last line, from 1.
    pub fn last_line(&self) -> usize {
        self.line + self.lines.len() - 1
    }
}

/// Returns the comments of a Rust file.
pub fn comments(text: &str) -> Vec<Comment> {
    let mut found: Vec<Comment> = Vec::new();
    let mut scanner = Scanner { text, at: 0 };
    while let Some((start, raw)) = scanner.next_comment() {
        let before = &text[..start];
        let line = before.matches('\n').count() + 1;
        let indent = before.rsplit('\n').next().unwrap_or_default().chars().count();
        let comment = Comment::parse(raw, line, indent);
        match found.last_mut() {
            Some(last) if last.continues_with(&comment) => last.lines.extend(comment.lines),
            _ => found.push(comment),
        }
    }
    found
}

impl Comment {
    fn parse(raw: &str, line: usize, indent: usize) -> Self {
        let (kind, body) = match (raw.strip_prefix("///"), raw.strip_prefix("//!")) {
            (Some(body), _) if !body.starts_with('/') => (Kind::Item, body),
            (_, Some(body)) => (Kind::Module, body),
            _ => (Kind::Plain, raw.trim_start_matches(['/', '*']).trim_end_matches(['/', '*'])),
        };
        let lines = body.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned());
        let mut lines: Vec<String> = lines.collect();
        if lines.is_empty() {
            lines.push(String::new());
        }
        Self { kind, line, indent, lines }
    }

    fn continues_with(&self, next: &Self) -> bool {
        next.kind == self.kind && next.indent == self.indent && next.line == self.last_line() + 1
    }
}

/// A position in Rust code, outside strings and comments.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    /// Returns the next comment and its position; `None` at the end of the file.
    fn next_comment(&mut self) -> Option<(usize, &'a str)> {
        while self.at < self.text.len() {
            let rest = &self.text[self.at..];
            if rest.starts_with("//") || rest.starts_with("/*") {
                let length = if rest.starts_with("//") { line_length(rest) } else { block_length(rest) };
                let start = self.at;
                self.at += length;
                return Some((start, &rest[..length]));
            }
            self.at += match rest.as_bytes()[0] {
                b'"' => string_length(rest, self.hashes_before()),
                b'\'' => char_length(rest),
                _ => rest.chars().next().map_or(1, char::len_utf8),
            };
        }
        None
    }

    /// Returns the number of `#` of a raw string that opens here; `None` if it is not raw.
    fn hashes_before(&self) -> Option<usize> {
        let before = &self.text[..self.at];
        let prefix = before.trim_end_matches('#');
        prefix.ends_with('r').then_some(before.len() - prefix.len())
    }
}

fn line_length(rest: &str) -> usize {
    rest.find('\n').unwrap_or(rest.len())
}

fn block_length(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        let here = &rest[at..];
        if here.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            at += 2;
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

/// Returns the length of a string from its opening quote to its closing one.
fn string_length(rest: &str, hashes: Option<usize>) -> usize {
    if let Some(hashes) = hashes {
        let end = format!("\"{}", "#".repeat(hashes));
        return rest[1..].find(&end).map_or(rest.len(), |at| 1 + at + end.len());
    }
    let mut is_escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Returns the length of a character literal, or 1 for the mark of a lifetime.
fn char_length(rest: &str) -> usize {
    let mut letters = rest.char_indices().skip(1);
    let (first, second) = (letters.next(), letters.next());
    match (first, second) {
        (Some((_, '\\')), Some((at, _))) => {
            let after = at + rest[at..].chars().next().map_or(1, char::len_utf8);
            rest[after..].find('\'').map_or(rest.len(), |end| after + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Kind, usize, String)> {
        comments(text).into_iter().map(|it| (it.kind, it.line, it.lines.join("|"))).collect()
    }

    #[test]
    fn comments_are_found_by_kind_and_successive_lines_are_one() {
        let code =
            "//! A.\n//!\n//! B.\n\n/// C.\n/// D.\nfn e() {} // F\n    // G\n    // H\n/* I\nJ */\n\n//// K";
        let expected = [
            (Kind::Module, 1, "A.||B.".to_owned()),
            (Kind::Item, 5, "C.|D.".to_owned()),
            (Kind::Plain, 7, "F".to_owned()),
            (Kind::Plain, 8, "G|H".to_owned()),
            (Kind::Plain, 10, "I|J ".to_owned()),
            (Kind::Plain, 13, "K".to_owned()),
        ];
        assert_eq!(found(code), expected.map(|(kind, line, text)| (kind, line, text.trim_end().to_owned())));
    }

    #[test]
    fn strings_and_characters_hold_no_comments() {
        for code in [
            "\"// a\"",
            "r#\"\" // a\"#",
            "\"\\\" // a\"",
            "b\"//\"",
            "f('\"', \"// a\")",
            "f('\\'', \"// a\")",
        ] {
            assert_eq!(found(code), [], "{code}");
        }
        assert_eq!(found("fn a<'a>(b: &'a str) {} // c"), [(Kind::Plain, 1, "c".to_owned())]);
    }
}
