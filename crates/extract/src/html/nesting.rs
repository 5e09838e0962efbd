//! Bounds on the markup of a page, checked before it is parsed.
//!
//! Parsing and reading take time that grows with the square of hostile markup. This check takes time
//! that grows with the length alone.

use crate::error::Unreadable;

const DEEPEST: usize = 256;
/// The maximum numbers of tags of a page: all, forms, tables, and fields.
const MOST_TAGS: usize = 200_000;
const MOST_FORMS: usize = 200;
const MOST_TABLES: usize = 2_000;
const MOST_FIELDS: usize = 5_000;
/// The maximum number of attributes of one tag.
const MOST_ATTRIBUTES: usize = 1_000;
const VOID: [&str; 16] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "keygen", "frame",
];
const ENDED_BY_THE_NEXT: [&str; 8] = ["p", "option", "optgroup", "dt", "dd", "thead", "tbody", "tfoot"];

/// Checks that a page can be parsed and read in a short time.
///
/// # Errors
/// [`Unreadable::TooDeep`] if it is nested too deep or has too many tags or attributes.
pub fn check(html: &str) -> Result<(), Unreadable> {
    let mut open: Vec<String> = Vec::new();
    let mut counts = Counts::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let ends = rest.starts_with('/');
        let name = name(rest.trim_start_matches('/'));
        if ends {
            close(&mut open, &name);
        } else if !name.is_empty() {
            counts.add(&name);
            if too_many_attributes(rest) {
                return Err(Unreadable::TooDeep);
            }
            if !VOID.contains(&name.as_str()) {
                rest = after_raw_text(rest, &name);
                start(&mut open, name);
            }
        }
        if open.len() > DEEPEST || counts.are_too_many() {
            return Err(Unreadable::TooDeep);
        }
    }
    Ok(())
}

/// The numbers of tags of a page.
#[derive(Default)]
struct Counts {
    tags: usize,
    forms: usize,
    tables: usize,
    fields: usize,
}

impl Counts {
    fn add(&mut self, name: &str) {
        self.tags += 1;
        match name {
            "form" => self.forms += 1,
            "table" => self.tables += 1,
            "input" | "button" | "select" | "textarea" => self.fields += 1,
            _ => {}
        }
    }

    fn are_too_many(&self) -> bool {
        self.tags > MOST_TAGS
            || self.forms > MOST_FORMS
            || self.tables > MOST_TABLES
            || self.fields > MOST_FIELDS
    }
}

/// Returns true if a tag has too many attributes.
///
/// Each has a name after a space, a slash or a quote.
fn too_many_attributes(tag: &str) -> bool {
    let is_gap = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'');
    let inside = tag.bytes().take_while(|byte| *byte != b'>');
    let starts = inside.scan(false, |after_gap, byte| {
        let starts = *after_gap && !is_gap(&byte);
        *after_gap = is_gap(&byte);
        Some(starts)
    });
    starts.filter(|starts| *starts).take(4 * MOST_ATTRIBUTES + 1).count() > 4 * MOST_ATTRIBUTES
}

fn name(tag: &str) -> String {
    let longest = tag.chars().take(32).take_while(char::is_ascii_alphanumeric);
    longest.collect::<String>().to_ascii_lowercase()
}

/// Returns the text after a script or a style, whose content holds no tags.
fn after_raw_text<'t>(rest: &'t str, name: &str) -> &'t str {
    if !matches!(name, "script" | "style") {
        return rest;
    }
    let end = format!("</{name}");
    let found =
        rest.as_bytes().windows(end.len()).position(|window| window.eq_ignore_ascii_case(end.as_bytes()));
    found.and_then(|at| rest.get(at..)).unwrap_or_default()
}

fn start(open: &mut Vec<String>, name: String) {
    match name.as_str() {
        "td" | "th" => cut(open, &["td", "th"], &["tr", "table"]),
        "tr" => cut(open, &["tr"], &["table"]),
        "li" => cut(open, &["li"], &["ul", "ol"]),
        _ => {}
    }
    if !ENDED_BY_THE_NEXT.contains(&name.as_str()) {
        open.push(name);
    }
}

/// Closes the nearest of `ended` and all within it, unless one of `borders` is nearer.
fn cut(open: &mut Vec<String>, ended: &[&str], borders: &[&str]) {
    let nearest =
        open.iter().rposition(|name| ended.contains(&name.as_str()) || borders.contains(&name.as_str()));
    if let Some(at) = nearest.filter(|at| ended.contains(&open[*at].as_str())) {
        open.truncate(at);
    }
}

fn close(open: &mut Vec<String>, name: &str) {
    if let Some(at) = open.iter().rposition(|opened| opened == name) {
        open.truncate(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_nesting_is_refused_and_a_careless_page_is_not() {
        let deep = "<div>".repeat(100_000);
        assert_eq!(check(&deep), Err(Unreadable::TooDeep));
        assert_eq!(check(&"<b><i>".repeat(200)), Err(Unreadable::TooDeep));
        let careless = format!("<TABLE>{}</TABLE>", "<TR><TD><FONT><B>1<TD><P>2".repeat(5_000));
        assert_eq!(check(&careless), Ok(()));
        let scripted =
            format!("<script>{}</script><!--{}-->", "'<div>'".repeat(1_000), "<div>".repeat(1_000));
        assert_eq!(check(&scripted), Ok(()));
    }

    #[test]
    fn a_page_with_more_parts_than_an_honest_one_is_refused() {
        let hostile = [
            "<form></form>".repeat(300),
            "<table><tr><td>1</table>".repeat(3_000),
            "<td>1".repeat(250_000),
            "<input>".repeat(6_000),
            format!("<div {}>", (0..200_000).map(|n| format!("a{n} ")).collect::<String>()),
            format!("<div {}>", (0..200_000).map(|n| format!("a{n}=1 ")).collect::<String>()),
        ];
        for page in &hostile {
            assert_eq!(check(page), Err(Unreadable::TooDeep), "{}", &page[..40]);
        }
        let honest = format!(
            "<form><input><input></form><table>{}</table>",
            "<tr><td class='a b c'>01.11.2026</td><td>−589,00</td></tr>".repeat(20_000)
        );
        assert_eq!(check(&honest), Ok(()));
    }
}
