//! The tokens of Rust code.

use std::ops::Range;
use std::str::FromStr;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A token of Rust code; a comment is none, except that a doc comment is its attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its text as written.
    pub text: String,
    /// Its line, from 1.
    pub line: usize,
}

impl Token {
    /// Returns true if the token is a keyword or a name.
    pub fn is_ident(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

/// Returns the tokens of a Rust file; none if it does not parse, which the compiler reports better.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    flatten(TokenStream::from_str(text).unwrap_or_default(), &mut tokens);
    tokens
}

/// Returns true if the tokens from `at` begin with these texts.
pub fn starts_with(tokens: &[Token], at: usize, texts: &[&str]) -> bool {
    let found = tokens.get(at..).unwrap_or_default();
    found.len() >= texts.len() && found.iter().zip(texts).all(|(token, text)| token.text == *text)
}

/// Returns the index after the bracket that closes the one at `open`.
pub fn after_group(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// Returns the ranges of items that are compiled for tests alone, with their attributes.
pub fn test_items(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let is_inner = starts_with(tokens, at, &["#", "!", "["]);
        let open = at + if is_inner { 2 } else { 1 };
        if !is_inner && !starts_with(tokens, at, &["#", "["]) {
            at += 1;
            continue;
        }
        let end = after_group(tokens, open);
        if is_test_cfg(&tokens[open..end]) {
            let end = if is_inner { tokens.len() } else { after_item(tokens, end) };
            items.push(at..end);
            at = end;
        } else {
            at = end;
        }
    }
    items
}

/// Returns the tokens that are compiled into the program.
pub fn production(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut from = 0;
    for item in test_items(tokens) {
        kept.extend_from_slice(&tokens[from..item.start]);
        from = item.end;
    }
    kept.extend_from_slice(&tokens[from..]);
    kept
}

/// Returns true for `[cfg(test)]` and `[cfg(any(test, …))]`.
fn is_test_cfg(attribute: &[Token]) -> bool {
    let has = |word: &str| attribute.iter().any(|token| token.text == word);
    starts_with(attribute, 1, &["cfg", "("]) && has("test") && !has("not")
}

/// Returns the index after the item that begins at `at`, with further attributes before it.
fn after_item(tokens: &[Token], mut at: usize) -> usize {
    while starts_with(tokens, at, &["#", "["]) {
        at = after_group(tokens, at + 1);
    }
    let visible = tokens[at..]
        .iter()
        .take_while(|token| ["pub", "(", "crate", "super", ")"].contains(&token.text.as_str()));
    let keyword = at + visible.count();
    let is =
        |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.text.as_str()));
    let is_const = is(keyword, &["const"]) && !is(keyword + 1, &["fn", "unsafe", "extern", "async"]);
    let ends_with_semicolon = is_const || is(keyword, &["use", "static", "type", "let"]);
    while at < tokens.len() {
        match tokens[at].text.as_str() {
            ";" => return at + 1,
            "{" if !ends_with_semicolon => return after_group(tokens, at),
            "(" | "[" | "{" => at = after_group(tokens, at),
            _ => at += 1,
        }
    }
    tokens.len()
}

fn flatten(stream: TokenStream, into: &mut Vec<Token>) {
    for tree in stream {
        let line = tree.span().start().line;
        let mut push = |text: String, line| into.push(Token { text, line });
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = delimiters(group.delimiter());
                push(open.to_owned(), line);
                flatten(group.stream(), into);
                into.push(Token { text: close.to_owned(), line: group.span_close().start().line });
            }
            TokenTree::Ident(ident) => push(ident.to_string(), line),
            TokenTree::Punct(punct) => push(punct.to_string(), line),
            TokenTree::Literal(literal) => push(literal.to_string(), line),
        }
    }
}

fn delimiters(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(tokens: &[Token]) -> String {
        tokens.iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_comment_is_no_token_and_a_string_is_one() {
        let tokens = tokenize("fn a() { // f64\n    b(\"f64 // f32\", 'f') }");
        let found: Vec<(&str, usize)> = tokens.iter().map(|it| (it.text.as_str(), it.line)).collect();
        let expected = [
            ("fn", 1),
            ("a", 1),
            ("(", 1),
            (")", 1),
            ("{", 1),
            ("b", 2),
            ("(", 2),
            ("\"f64 // f32\"", 2),
            (",", 2),
            ("'f'", 2),
            (")", 2),
            ("}", 2),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn items_for_tests_alone_are_no_production_code() {
        let code = "fn a() {}\n#[cfg(test)]\n#[allow(x)]\npub(crate) mod b { fn c() {} }\n\
                    #[cfg(any(test, feature = \"f\"))]\nuse d::{e, f};\n#[cfg(not(test))]\nfn g() {}\n\
                    #[cfg(test)]\nmod h;\n#[cfg(test)]\nconst I: [u8; 2] = [1, 2];\n#[cfg(test)]\nfn j() -> [u8; 2] { k() }\nfn l() {}";
        assert_eq!(
            texts(&production(&tokenize(code))),
            "fn a ( ) { } # [ cfg ( not ( test ) ) ] fn g ( ) { } fn l ( ) { }"
        );
        assert_eq!(texts(&production(&tokenize("#![cfg(test)]\nfn a() {}"))), "");
    }
}
