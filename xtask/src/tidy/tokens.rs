use std::str::FromStr;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A word of Rust code. Comments are none, and what stands in quotes is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// As it is written.
    pub text: String,
    /// In which line, from 1.
    pub line: usize,
}

/// The words of a Rust file. One that cannot be read has none: it does not compile either, and
/// the compiler says so better.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    flatten(TokenStream::from_str(text).unwrap_or_default(), &mut tokens);
    tokens
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

    #[test]
    fn comments_are_no_words_and_quotes_are_one() {
        let words = tokens("fn a() { // f64\n    b(\"f64 // f32\", 'f') }");
        let told: Vec<(&str, usize)> = words.iter().map(|it| (it.text.as_str(), it.line)).collect();
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
        assert_eq!(told, expected);
    }
}
