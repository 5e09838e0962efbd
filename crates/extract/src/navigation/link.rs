//! Links of a page, and buttons that act as links.

use std::sync::LazyLock;

use regex::Regex;

use crate::effort::spend;
use crate::html::document::{Document, NodeId};
use crate::navigation::form;
use crate::navigation::form::{ControlKind, Form, caption};
use crate::navigation::request::Request;
use crate::text::normalize::{normalize, pattern};

/// A link or a button of a page.
#[derive(Debug, Clone)]
pub struct Link {
    /// Its element.
    pub node: NodeId,
    /// Its text, normalized.
    pub says: String,
    /// The request it makes. `None` if it only opens a menu or works by a script.
    pub ask: Option<Request>,
}

static SCRIPTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?:location(?:\.href)?\s*=\s*|location\.(?:assign|replace)\(\s*|window\.open\(\s*)["']([^"']+)["']"#,
    )
});

const LONGEST_MENU: usize = 10;

/// Returns every link and button of the page, in order.
pub fn all(document: &Document) -> Vec<Link> {
    let forms = form::all(document);
    let plain = document.elements().filter_map(|id| link(document, &forms, id));
    let mut links: Vec<Link> = plain.chain(buttons(document, &forms)).collect();
    links.sort_by_key(|link| link.node);
    links
}

/// Returns the links with one of these texts, in the order of the texts.
pub fn saying<'l>(links: &'l [Link], sayings: &[String]) -> Vec<&'l Link> {
    spend(sayings.len() * links.len());
    let ranked = sayings.iter().flat_map(|saying| links.iter().filter(move |link| link.says == *saying));
    ranked.collect()
}

/// Returns the entries of the menus that inert links with these texts open.
pub fn under<'l>(document: &Document, links: &'l [Link], sayings: &[String]) -> Vec<&'l Link> {
    let heads = saying(links, sayings).into_iter().filter(|link| link.ask.is_none());
    heads.flat_map(|head| entries(document, links, head)).collect()
}

/// Returns the links in the innermost element around an inert one, if they are few.
fn entries<'l>(document: &Document, links: &'l [Link], head: &Link) -> Vec<&'l Link> {
    let within = |around: NodeId| -> Vec<&Link> {
        spend(links.len());
        let inside = |link: &&Link| link.ask.is_some() && document.is_within(link.node, around);
        links.iter().filter(inside).collect()
    };
    let menus = document.self_and_ancestors(head.node).skip(1).map(within);
    menus
        .into_iter()
        .find(|menu| !menu.is_empty())
        .filter(|menu| menu.len() <= LONGEST_MENU)
        .unwrap_or_default()
}

fn link(document: &Document, forms: &[Form], node: NodeId) -> Option<Link> {
    let href = document.attribute(node, "href").filter(|_| matches!(document.name(node), "a" | "area"));
    let script = document.attribute(node, "onclick");
    let opens = is_opener(document, node);
    if href.is_none() && script.is_none() && !opens {
        return None;
    }
    let by_script = script.and_then(|script| scripted(document, forms, node, script));
    let ask = by_script.or_else(|| href.and_then(|href| address(document, forms, node, href)));
    (opens || ask.is_some()).then(|| Link { node, says: saying_of(document, node), ask })
}

/// Returns true for an element that may be the head of a menu.
fn is_opener(document: &Document, node: NodeId) -> bool {
    let is_button = || document.attribute(node, "role").is_some_and(|role| role.trim() == "button");
    let sends_nothing = || document.attribute(node, "type").is_some_and(|kind| kind.trim() == "button");
    match document.name(node) {
        "a" | "summary" => true,
        "button" => {
            sends_nothing() || !document.self_and_ancestors(node).any(|id| document.name(id) == "form")
        }
        "span" | "b" | "strong" => is_button() || heads_list(document, node),
        _ => is_button(),
    }
}

/// Returns true for words in an entry of a menu that stand above the entry's own list.
fn heads_list(document: &Document, node: NodeId) -> bool {
    let entry = document.self_and_ancestors(node).nth(1).filter(|entry| document.name(*entry) == "li");
    entry.is_some_and(|entry| document.child_elements(entry).any(|id| document.name(id) == "ul" && id > node))
}

/// Returns its normalized text.
///
/// Text repeated for a narrow and a wide screen counts once.
fn saying_of(document: &Document, node: NodeId) -> String {
    let said = normalize(&caption(document, node));
    let words = said.split(' ').fold(Vec::new(), |mut words, word| {
        words.push(undoubled(word));
        let repeated = (1..=words.len() / 2).find(|count| {
            let (before, last) = words.split_at(words.len() - count);
            before.ends_with(last)
        });
        words.truncate(words.len() - repeated.unwrap_or_default());
        words
    });
    words.join(" ")
}

/// Returns half of a word that is repeated without a space, for two widths of a screen.
fn undoubled(word: &str) -> &str {
    let halves = word.split_at_checked(word.len() / 2);
    let is_doubled = |(one, other): &(&str, &str)| one == other && one.chars().all(char::is_alphabetic);
    halves.filter(is_doubled).map_or(word, |(half, _)| half)
}

fn address(document: &Document, forms: &[Form], node: NodeId, href: &str) -> Option<Request> {
    let href = href.trim();
    if let Some(script) = href.strip_prefix("javascript:") {
        return scripted(document, forms, node, script);
    }
    let url =
        document.base_at(node).join(href).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    (!href.is_empty() && !href.starts_with('#')).then_some(Request::Get(url))
}

fn scripted(document: &Document, forms: &[Form], node: NodeId, script: &str) -> Option<Request> {
    if let Some(parts) = SCRIPTED.captures(script) {
        return address(document, forms, node, &parts[1]);
    }
    form::postback(document, forms, node, script)
}

/// Returns the buttons that submit a form without a password.
fn buttons(document: &Document, forms: &[Form]) -> Vec<Link> {
    let link = |form: &Form, node| Link {
        node,
        says: saying_of(document, node),
        ask: form.send(document, &[], Some(node)),
    };
    let pressed = |form: &Form| -> Vec<Link> {
        let buttons = form.controls.iter().filter(|control| control.kind == ControlKind::Submit);
        buttons.map(|button| link(form, button.node)).collect()
    };
    forms.iter().filter(|form| form.password().is_none()).flat_map(pressed).collect()
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    fn links(html: &str) -> Vec<(String, Option<String>)> {
        let document = Document::read(html, &Url::parse("http://localhost/lk/").unwrap(), encoding_rs::UTF_8);
        let shown = |ask: Request| match ask {
            Request::Get(url) => url.to_string(),
            Request::Post { url, body } => format!("POST {url} {}", body.expose()),
        };
        all(&document).into_iter().map(|link| (link.says, link.ask.map(shown))).collect()
    }

    #[test]
    fn links_buttons_and_plain_scripts_are_followed_alike() {
        let cases = [
            ("<a href='/stat'>Статистика</a>", "статистика", Some("http://localhost/stat")),
            ("<a href='#'>СТАТИСТИКА ∨</a>", "статистика", None),
            ("<details><summary>СТАТИСТИКА ∨</summary></details>", "статистика", None),
            ("<button>СТАТИСТИКА</button>", "статистика", None),
            ("<form><button type=button>Статистика</button></form>", "статистика", None),
            ("<div role=button>Статистика</div>", "статистика", None),
            ("<li><span>Статистика ∨</span><ul><li>Интернет</ul>", "статистика", None),
            ("<a>Личный <b>кабинет</b><i>кабинет</i></a>", "личный кабинет", None),
            ("<a>Личный кабинет <b>Личный кабинет</b></a>", "личный кабинет", None),
            ("<a href='tel:+7909'>Звонок</a>", "звонок", None),
            ("<a href='x'><img alt='Выход'></a>", "выход", Some("http://localhost/lk/x")),
            (
                "<div onclick=\"location.href='/m?id=1'\">Ноябрь 2021</div>",
                "ноябрь 2021",
                Some("http://localhost/m?id=1"),
            ),
            (
                "<form action=/go><input type=hidden name=a value='1 2'><button name=b value=3>Личный кабинет</button></form>",
                "личный кабинет",
                Some("http://localhost/go?a=1+2&b=3"),
            ),
            (
                "<form method=post><input type=hidden name=__VIEWSTATE value=v><a href=\"javascript:__doPostBack('g$1','s')\">11.2021</a></form>",
                "11 2021",
                Some("POST http://localhost/lk/ __VIEWSTATE=v&__EVENTTARGET=g%241&__EVENTARGUMENT=s"),
            ),
        ];
        for (html, says, ask) in cases {
            assert_eq!(links(html), [(says.to_owned(), ask.map(str::to_owned))], "{html}");
        }
    }
}
