//! The rules on words of source code: no floats, no clock, nothing unfinished.

use super::finding::Finding;
use crate::code::tokens::{Token, production, starts_with};
use crate::code::tree::{File, Tree};

/// Checks that no crate uses floats, because money is exact.
pub fn no_floats(tree: &Tree) -> Vec<Finding> {
    floats(tree, FLOATS)
}

/// Checks that the database has no column of floats.
pub fn no_float_columns(tree: &Tree) -> Vec<Finding> {
    let rule = |word: &str| format!("no column of floats, because money is exact; here is {word}");
    let spots = tree.files("crates/", ".sql").flat_map(|file| {
        let wrong = words(file.text.lines().map(without_comment)).filter(|(_, word)| is_float_column(word));
        wrong.map(|(line, word)| Spot { file, line, word: word.to_owned() })
    });
    spots.map(|spot| spot.finding(rule, "Keep kopecks in an INTEGER column.")).collect()
}

/// Checks that crates of rules get the time as an argument.
pub fn no_clock(tree: &Tree) -> Vec<Finding> {
    let files = WITHOUT_CLOCK.iter().flat_map(|folder| tree.files(folder, ".rs"));
    let rule = |word: &str| format!("the time is an argument here; {word}::now is not called");
    let spots = files.flat_map(|file| spots(file, &production(file.tokens()), asks_a_clock));
    spots.map(|spot| spot.finding(rule, "Take `now` or `today` as an argument.")).collect()
}

/// Checks that nothing is left for later.
pub fn nothing_unfinished(tree: &Tree) -> Vec<Finding> {
    let promised = tree.files.iter().flat_map(|file| {
        let left = words(file.text.lines()).filter(|(_, word)| PROMISES.contains(word));
        left.map(|(line, word)| Spot { file, line, word: word.to_owned() })
    });
    let stubs = tree.files("", ".rs").flat_map(|file| spots(file, file.tokens(), is_stub));
    let rule = |word: &str| format!("nothing is left for later; here is {word}");
    promised.chain(stubs).map(|spot| spot.finding(rule, "Finish it, or take it out.")).collect()
}

/// A line that may hold a float: the file, a part of the line, and the reason.
type Allowed = (&'static str, &'static str, &'static str);

const FLOATS: &[Allowed] = &[
    ("crates/demo/src/format.rs", "let amount: f64 =", "a billing system that the demo imitates"),
    ("crates/demo/src/format.rs", "amount.fract() * 100.0", "a billing system that the demo imitates"),
    (
        "crates/export/src/pdf/canvas.rs",
        "fn points(hundredths: Length) -> f32 {",
        "the PDF library's unit of length",
    ),
    ("crates/export/src/pdf/canvas.rs", "hundredths as f32 / 100.0", "the PDF library's unit of length"),
    (
        "crates/export/tests/it/statements.rs",
        "edges[name].as_f64()",
        "an edge of a word in points, as pdftotext gives it",
    ),
    ("crates/export/tests/it/statements.rs", "edge(\"xMin\") >= 44.0", "the margins of a page in points"),
    ("crates/export/tests/it/statements.rs", "edge(\"yMin\") >= 30.0", "the margins of a page in points"),
];

const ALLOW_FLOAT: &str = "Count in integers or Decimal; if it is no money, allow the line in FLOATS of \
                           xtask/src/tidy/source.rs.";

const PROMISES: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME")];

/// The folders of crates whose functions get the time as an argument.
const WITHOUT_CLOCK: &[&str] = &["crates/domain/src/", "crates/extract/src/", "crates/export/src/"];

const CLOCKS: &[&str] = &["Utc", "Local", "SystemTime", "Instant"];

/// A word in a file that breaks a rule.
struct Spot<'a> {
    file: &'a File,
    line: usize,
    word: String,
}

fn floats(tree: &Tree, allowed: &[Allowed]) -> Vec<Finding> {
    let rule = |word: &str| format!("no floats, because money is exact; here is `{word}`");
    let spots = tree.files("crates/", ".rs").flat_map(|file| spots(file, file.tokens(), is_float));
    let wrong = spots.filter(|spot| !spot.is_among(allowed));
    wrong.map(|spot| spot.finding(rule, ALLOW_FLOAT)).collect()
}

fn spots<'a>(file: &'a File, code: &[Token], breaks: fn(&[Token], usize) -> bool) -> Vec<Spot<'a>> {
    let wrong = (0..code.len()).filter(|at| breaks(code, *at)).map(|at| &code[at]);
    wrong.map(|token| Spot { file, line: token.line, word: token.text.clone() }).collect()
}

impl Spot<'_> {
    fn finding(self, rule: fn(&str) -> String, way_out: &str) -> Finding {
        Finding {
            place: format!("{}:{}", self.file.path, self.line),
            rule: rule(&self.word),
            way_out: way_out.to_owned(),
        }
    }

    fn is_among(&self, allowed: &[Allowed]) -> bool {
        let line = self.file.text.lines().nth(self.line.saturating_sub(1)).unwrap_or_default();
        allowed.iter().any(|(path, part, _)| self.file.path == *path && line.contains(part))
    }
}

/// Returns true for `f64`, `to_f64`, `0.5`, `1e3` and `1f32`, but not for the `0.1` of `pair.0.1`.
fn is_float(code: &[Token], at: usize) -> bool {
    let word = code[at].text.as_str();
    let is_float_type = |text: &str| text.ends_with("f32") || text.ends_with("f64");
    if code[at].is_ident() {
        return is_float_type(word);
    }
    let suffix = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
    let is_literal =
        suffix.len() < word.len() && (suffix.starts_with(['.', 'e', 'E']) || is_float_type(suffix));
    let is_field = at > 0 && code[at - 1].text == ".";
    is_literal && !is_field && !word.starts_with("0x")
}

/// Returns true for `Utc::now` and the like.
fn asks_a_clock(code: &[Token], at: usize) -> bool {
    CLOCKS.contains(&code[at].text.as_str()) && starts_with(code, at + 1, &[":", ":", "now"])
}

/// Returns true for `todo!`, `unimplemented!` and `#[ignore]`.
fn is_stub(code: &[Token], at: usize) -> bool {
    let is = |at: usize, texts: &[&str]| code.get(at).is_some_and(|it| texts.contains(&it.text.as_str()));
    let is_attribute = at > 1 && is(at - 2, &["#"]) && is(at - 1, &["["]);
    is(at, &["todo", "unimplemented"]) && is(at + 1, &["!"])
        || is_attribute && is(at, &["ignore"]) && is(at + 1, &["]", "="])
}

fn is_float_column(word: &str) -> bool {
    ["REAL", "FLOAT", "DOUBLE"].contains(&word.to_uppercase().as_str())
}

fn without_comment(sql: &str) -> &str {
    sql.split("--").next().unwrap_or_default()
}

/// Returns every word with the number of its line.
fn words<'a>(lines: impl Iterator<Item = &'a str>) -> impl Iterator<Item = (usize, &'a str)> {
    let words = |line: &'a str| line.split(|c: char| !c.is_alphanumeric() && c != '_');
    lines.zip(1..).flat_map(move |(line, number)| words(line).map(move |word| (number, word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(rule: fn(&Tree) -> Vec<Finding>, files: &[(&str, &str)]) -> Vec<String> {
        super::super::finding::places(rule(&Tree::of_files(files)))
    }

    #[test]
    fn a_clock_in_a_crate_of_rules_is_found() {
        let code = "use chrono::Utc;\nfn a() { Utc::now() }\nfn b() { std::time::Instant::now() }\n\
                    #[cfg(test)]\nmod tests { fn c() { Utc::now() } }\n";
        let files = [("crates/extract/src/a.rs", code), ("crates/api/src/clock.rs", code)];
        assert_eq!(places(no_clock, &files), ["crates/extract/src/a.rs:2", "crates/extract/src/a.rs:3"]);
    }

    #[test]
    fn every_way_to_write_a_float_is_found() {
        for code in
            ["x as f64", "x: f32", "money.to_f64()", "0.5", "1.", "1e3", "2f32", "1_000.25", "-1.5e-3"]
        {
            let file = format!("const X: Y = f({code});");
            let found = places(no_floats, &[("crates/domain/src/money.rs", &file)]);
            assert_eq!(found, ["crates/domain/src/money.rs:1"], "{code} is a float");
        }
    }

    #[test]
    fn an_integer_or_a_range_is_no_float() {
        for code in
            ["\"0.5\"", "pair.0.1", "0..1", "0..=9", "0x1f64", "1usize", "1_u8", "10.max(2)", "/* f64 */ 1"]
        {
            let file = format!("const X: Y = f({code});");
            let found = places(no_floats, &[("crates/domain/src/money.rs", &file)]);
            assert_eq!(found, [""; 0], "{code} is no float");
        }
    }

    #[test]
    fn a_float_is_allowed_in_its_own_line_only() {
        let tree = Tree::of_files(&[(
            "crates/sync/src/spread.rs",
            "fn a() { jitter(0.2) }\nfn b() { price(0.2) }\n",
        )]);
        let allowed = [("crates/sync/src/spread.rs", "jitter(", "a share of a delay is no money")];
        let found: Vec<String> = floats(&tree, &allowed).into_iter().map(|it| it.place).collect();
        assert_eq!(found, ["crates/sync/src/spread.rs:2"]);
    }

    #[test]
    fn a_column_of_floats_is_found() {
        let sql = "-- Real money.\nCREATE TABLE a (b INTEGER, c\n    REAL NOT NULL);\n";
        let found = places(no_float_columns, &[("crates/store/migrations/0001_a.sql", sql)]);
        assert_eq!(found, ["crates/store/migrations/0001_a.sql:3"]);
    }

    #[test]
    fn everything_left_for_later_is_found() {
        let later = format!("fn a() {{}}\n// {} write it\n", PROMISES[0]);
        let repair = format!("<!-- {}: colours -->", PROMISES[1]);
        let files = [
            ("crates/api/src/a.rs", later.as_str()),
            ("ui/src/A.svelte", &repair),
            ("crates/api/src/b.rs", "fn b() {\n    todo!()\n}"),
            ("crates/api/src/c.rs", "fn c() { std::unimplemented!(\"yet\") }"),
            ("crates/api/tests/it/d.rs", "#[test]\n#[ignore = \"slow\"]\nfn d() {}\n#[ignore]\nfn e() {}"),
        ];
        let expected = [
            "crates/api/src/a.rs:2",
            "ui/src/A.svelte:1",
            "crates/api/src/b.rs:2",
            "crates/api/src/c.rs:1",
            "crates/api/tests/it/d.rs:2",
            "crates/api/tests/it/d.rs:4",
        ];
        assert_eq!(places(nothing_unfinished, &files), expected);
    }

    #[test]
    fn words_that_only_contain_such_a_word_are_left_alone() {
        let code = "fn ignore(todo: Unimplemented) { let it = AUTODOC; methodology!(todo) }";
        assert_eq!(places(nothing_unfinished, &[("crates/api/src/a.rs", code)]), [""; 0]);
    }
}
