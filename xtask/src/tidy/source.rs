use super::Finding;
use super::tokens::{Token, tokens};
use super::tree::{File, Tree};

/// Files named parse.rs take text and return data: no HTTP, and nothing to wait for.
pub fn parsing_is_pure(tree: &Tree) -> Vec<Finding> {
    let files = tree.files("crates/", ".rs").filter(|file| file.name() == "parse.rs");
    let rule = |word: &str| format!("a parse.rs takes text and returns data; it does not know `{word}`");
    let way_out = "Fetch in session.rs, and hand the text over.";
    files.flat_map(|file| spots(file, is_of_http)).map(|spot| spot.finding(rule, way_out)).collect()
}

/// No float in any crate: money is exact.
pub fn no_floats(tree: &Tree) -> Vec<Finding> {
    floats(tree, FLOATS)
}

/// No column of floats in the database.
pub fn no_float_columns(tree: &Tree) -> Vec<Finding> {
    let rule = |word: &str| format!("no column of floats, because money is exact; here is {word}");
    let spots = tree.files("crates/", ".sql").flat_map(|file| {
        let wrong = words(file.text.lines().map(without_comment)).filter(|(_, word)| is_float_column(word));
        wrong.map(|(line, word)| Spot { file, line, word: word.to_owned() })
    });
    spots.map(|spot| spot.finding(rule, "Keep kopecks in an INTEGER column.")).collect()
}

/// Nothing is left for later.
pub fn nothing_unfinished(tree: &Tree) -> Vec<Finding> {
    let promised = tree.files.iter().flat_map(|file| {
        let left = words(file.text.lines()).filter(|(_, word)| PROMISES.contains(word));
        left.map(|(line, word)| Spot { file, line, word: word.to_owned() })
    });
    let stubs = tree.files("", ".rs").flat_map(|file| spots(file, is_stub));
    let rule = |word: &str| format!("nothing is left for later; here is {word}");
    promised.chain(stubs).map(|spot| spot.finding(rule, "Finish it, or take it out.")).collect()
}

/// Lines that may hold a float: the file, a part of the line, and why.
type Allowed = (&'static str, &'static str, &'static str);

const FLOATS: &[Allowed] = &[
    (
        "crates/export/src/pdf/ink.rs",
        "fn points(hundredths: Length) -> f32 {",
        "the PDF library's measure of paper",
    ),
    ("crates/export/src/pdf/ink.rs", "hundredths as f32 / 100.0", "the PDF library's measure of paper"),
];

const ALLOW_FLOAT: &str = "Count in integers or Decimal; if it is no money, allow the line in FLOATS of \
                           xtask/src/tidy/source.rs.";

const PROMISES: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME")];

/// A word in a file that breaks a rule.
struct Spot<'a> {
    file: &'a File,
    line: usize,
    word: String,
}

fn floats(tree: &Tree, allowed: &[Allowed]) -> Vec<Finding> {
    let rule = |word: &str| format!("no floats, because money is exact; here is `{word}`");
    let spots = tree.files("crates/", ".rs").flat_map(|file| spots(file, is_float));
    let wrong = spots.filter(|spot| !spot.is_among(allowed));
    wrong.map(|spot| spot.finding(rule, ALLOW_FLOAT)).collect()
}

fn spots(file: &File, breaks: fn(&[Token], usize) -> bool) -> Vec<Spot<'_>> {
    let code = tokens(&file.text);
    let wrong = (0..code.len()).filter(|at| breaks(&code, *at)).map(|at| &code[at]);
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

fn is_of_http(code: &[Token], at: usize) -> bool {
    ["async", "await", "reqwest", "hyper", "http", "tokio"].contains(&code[at].text.as_str())
}

/// `f64` or `to_f64`, and `0.5`, `1e3` or `1f32`, but not the `0.1` of `pair.0.1`.
fn is_float(code: &[Token], at: usize) -> bool {
    let word = code[at].text.as_str();
    let float_type = |text: &str| text.ends_with("f32") || text.ends_with("f64");
    if word.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return float_type(word);
    }
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
    let literal = digits.len() < word.len() && (digits.starts_with(['.', 'e', 'E']) || float_type(digits));
    let field = at > 0 && code[at - 1].text == ".";
    literal && !field && !word.starts_with("0x")
}

/// `todo!`, `unimplemented!` and `#[ignore]`.
fn is_stub(code: &[Token], at: usize) -> bool {
    let is = |at: usize, texts: &[&str]| code.get(at).is_some_and(|it| texts.contains(&it.text.as_str()));
    let attribute = at > 1 && is(at - 2, &["#"]) && is(at - 1, &["["]);
    is(at, &["todo", "unimplemented"]) && is(at + 1, &["!"])
        || attribute && is(at, &["ignore"]) && is(at + 1, &["]", "="])
}

fn is_float_column(word: &str) -> bool {
    ["REAL", "FLOAT", "DOUBLE"].contains(&word.to_uppercase().as_str())
}

fn without_comment(sql: &str) -> &str {
    sql.split("--").next().unwrap_or_default()
}

/// Every word with the number of its line.
fn words<'a>(lines: impl Iterator<Item = &'a str>) -> impl Iterator<Item = (usize, &'a str)> {
    let words = |line: &'a str| line.split(|c: char| !c.is_alphanumeric() && c != '_');
    lines.zip(1..).flat_map(move |(line, number)| words(line).map(move |word| (number, word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(rule: fn(&Tree) -> Vec<Finding>, files: &[(&str, &str)]) -> Vec<String> {
        rule(&Tree::of_files(files)).into_iter().map(|finding| finding.place).collect()
    }

    #[test]
    fn a_parser_that_fetches_is_found() {
        let path = "crates/providers/src/sevencom/parse.rs";
        let code = "use crate::http::Answer;\npub async fn months(a: &Answer) {\n    a.text().await\n}\n";
        let expected = [format!("{path}:1"), format!("{path}:2"), format!("{path}:3")];
        assert_eq!(places(parsing_is_pure, &[(path, code)]), expected);
    }

    #[test]
    fn a_parser_of_text_is_pure_and_a_session_may_fetch() {
        let parser =
            "/// Nothing async, no http.\npub fn months(page: &str) -> Vec<Month> { read(\"http\", page) }";
        let files = [
            ("crates/providers/src/sevencom/parse.rs", parser),
            ("crates/providers/src/sevencom/session.rs", "use reqwest::Client; async fn get() {}"),
        ];
        assert_eq!(places(parsing_is_pure, &files), [""; 0]);
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
    fn what_only_looks_like_a_float_is_none() {
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
    fn whatever_is_left_for_later_is_found() {
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
