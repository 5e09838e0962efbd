//! Which elements a page's own style hides, as far as that is told without laying the page out.

use std::collections::HashSet;
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
static COMMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)/\*.*?\*/"));

/// The classes and ids that style sheets within the page hide always, on every screen.
#[derive(Debug, Default)]
pub struct HidingRules {
    selectors: HashSet<String>,
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
            if !selectors.trim_start().starts_with('@') && HIDES.is_match(body) {
                self.selectors.extend(selectors.split(',').map(|selector| selector.trim().to_owned()));
            }
            rest = behind;
        }
    }

    /// Whether the element itself is hidden by these rules, its style or its attributes.
    pub fn hide(&self, element: &Element) -> bool {
        let styled = element.attr("style").is_some_and(|style| HIDES.is_match(style));
        let by_class = element.classes().any(|class| self.names(element, &format!(".{class}")));
        let by_id = element.id().is_some_and(|id| self.names(element, &format!("#{id}")));
        element.attr("hidden").is_some() || styled || by_class || by_id
    }

    fn names(&self, element: &Element, selector: &str) -> bool {
        self.selectors.contains(selector) || self.selectors.contains(&format!("{}{selector}", element.name()))
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
