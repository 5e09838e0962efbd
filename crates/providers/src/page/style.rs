//! Which elements a page's own style hides, as far as that is told without laying the page out.

use std::sync::LazyLock;

use regex::Regex;
use scraper::node::Element;
use scraper::{Html, Selector};

use super::text::pattern;

static HIDES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{3,}(?:px|em)?)",
    )
});
static SHOWS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:^|[;{\s])display\s*:\s*[a-mo-z]"));
static COMMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)/\*.*?\*/"));

/// What style sheets within the page hide always, on every screen, and what they show all the same.
#[derive(Debug, Default)]
pub struct HidingRules {
    hidden: Vec<Simple>,
    shown: Vec<Simple>,
}

/// A selector of one element: by its name, its id and all of its classes that are listed.
#[derive(Debug)]
struct Simple {
    name: String,
    marks: Vec<String>,
}

/// What of an element's style says whether it is seen.
pub fn kept(style: &str) -> Option<&'static str> {
    let shows = || SHOWS.is_match(style).then_some("display:block");
    if HIDES.is_match(style) { Some("display:none") } else { shows() }
}

/// The rules of a style sheet that hide or show, with other marks.
pub fn hiding(sheet: &str, marked: &mut dyn FnMut(&str) -> String) -> String {
    let mut rules = HidingRules::default();
    rules.add(sheet);
    let mut rule = |rule: &Simple, does: &str| {
        let marks: String = rule.marks.iter().map(|mark| marked(mark)).collect();
        format!("{}{marks}{{display:{does}}}", rule.name)
    };
    let hidden: String = rules.hidden.iter().map(|hidden| rule(hidden, "none")).collect();
    let shown: String = rules.shown.iter().map(|shown| rule(shown, "block")).collect();
    hidden + &shown
}

impl HidingRules {
    /// The rules of a page.
    pub fn of(page: &Html) -> Self {
        let mut rules = Self::default();
        if let Ok(style) = Selector::parse("style") {
            page.select(&style).for_each(|sheet| rules.add(&sheet.text().collect::<String>()));
        }
        rules
    }

    fn add(&mut self, sheet: &str) {
        let sheet = COMMENT.replace_all(sheet, "");
        let mut rest = sheet.as_ref();
        while let Some((selectors, behind)) = rest.split_once('{') {
            let (body, behind) = block(behind);
            let selectors = selectors.split(',').filter_map(|selector| Simple::read(selector.trim()));
            if HIDES.is_match(body) {
                self.hidden.extend(selectors);
            } else if SHOWS.is_match(body) {
                self.shown.extend(selectors);
            }
            rest = behind;
        }
    }

    /// Whether the element itself is hidden by these rules, its style or its attributes.
    pub fn hide(&self, element: &Element) -> bool {
        let ruled = |rules: &[Simple]| {
            rules.iter().filter(|rule| rule.is_of(element)).map(|rule| rule.marks.len()).max()
        };
        let by_rule =
            ruled(&self.hidden).is_some_and(|hidden| ruled(&self.shown).is_none_or(|shown| shown < hidden));
        match element.attr("style") {
            Some(style) if HIDES.is_match(style) => true,
            Some(style) if SHOWS.is_match(style) => element.attr("hidden").is_some(),
            _ => element.attr("hidden").is_some() || by_rule,
        }
    }
}

impl Simple {
    /// Reads `name.class#id`; nothing that depends on other elements or on a state, and no rule of
    /// a condition (`@media`).
    fn read(selector: &str) -> Option<Self> {
        let starts = selector.find(['.', '#'])?;
        let (name, marks) = selector.split_at(starts);
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '#');
        let marks: Vec<String> =
            marks.replace('.', " .").replace('#', " #").split_whitespace().map(str::to_owned).collect();
        selector.chars().all(is_plain).then(|| Self { name: name.to_owned(), marks })
    }

    fn is_of(&self, element: &Element) -> bool {
        let has = |mark: &String| match mark.strip_prefix('.') {
            Some(class) => element.classes().any(|own| own == class),
            None => element.id().is_some_and(|id| mark.strip_prefix('#') == Some(id)),
        };
        (self.name.is_empty() || self.name == element.name()) && self.marks.iter().all(has)
    }
}

/// What stands up to the brace that closes a block, and what follows it.
fn block(text: &str) -> (&str, &str) {
    let mut open = 1_usize;
    for (at, c) in text.char_indices() {
        open = match c {
            '{' => open + 1,
            '}' => open - 1,
            _ => continue,
        };
        if open == 0 {
            return (&text[..at], &text[at + 1..]);
        }
    }
    (text, "")
}
