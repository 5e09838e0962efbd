//! A quick look over a page before it is parsed: parsing takes time that grows with the square of
//! hostile nesting, this grows with the length alone.

use crate::Unreadable;

const DEEPEST: usize = 256;
const VOID: [&str; 16] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "keygen", "frame",
];
const ENDED_BY_THE_NEXT: [&str; 8] = ["p", "option", "optgroup", "dt", "dd", "thead", "tbody", "tfoot"];

/// Whether the page may be parsed.
///
/// # Errors
/// [`Unreadable::TooDeep`].
pub fn check(html: &str) -> Result<(), Unreadable> {
    let mut open: Vec<String> = Vec::new();
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
        } else if !name.is_empty() && !VOID.contains(&name.as_str()) {
            rest = after_raw_text(rest, &name);
            start(&mut open, name);
        }
        if open.len() > DEEPEST {
            return Err(Unreadable::TooDeep);
        }
    }
    Ok(())
}

fn name(tag: &str) -> String {
    let longest = tag.chars().take(32).take_while(char::is_ascii_alphanumeric);
    longest.collect::<String>().to_ascii_lowercase()
}

/// What follows a script or a style, whose text holds no tags.
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
}
