//! Visibility of elements by the page's own style, as far as it is known without a layout.

use std::collections::HashMap;
use std::sync::LazyLock;

use html5ever::ns;
use regex::Regex;
use scraper::node::Element;
use scraper::{ElementRef, Html};

use crate::effort::spend;
use crate::text::normalize::pattern;

static HIDES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|text-decoration(?:-line)?\s*:[^;}]*line-through|(?:left|top|text-indent)\s*:\s*-\d{3,}(?:px|em)?)",
    )
});
static SHOWS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:^|[;{\s])display\s*:\s*[a-mo-z]"));
static CLIPS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[;{\s])(?:clip\s*:\s*rect\(\s*[01](?:px)?(?:[\s,]+[01](?:px)?){3}\s*\)|clip-path\s*:\s*inset\(\s*(?:50|100)%)",
    )
});
/// A part of any style on which visibility depends.
static MATTERS: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?i)display|visibility|text-decoration|left|top|text-indent|clip"));
static COMMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)/\*.*?\*/"));

/// Class names in common style libraries for text for screen readers only.
const SPOKEN_CLASSES: [&str; 6] = [
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screen-reader-only",
    "element-invisible",
];

const CLIPPED: &str = "clip:rect(0,0,0,0)";

/// Visibility of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// On the screen.
    Shown,
    /// For screen readers only.
    ByScreenReader,
    /// Not at all.
    Hidden,
}

/// Rules of the page's style sheets that hide or show elements on every screen.
#[derive(Debug, Default)]
pub struct HidingRules {
    hidden: Rules,
    spoken: Rules,
    shown: Rules,
}

/// Rules of one effect, in order, and their places by the first mark of each.
#[derive(Debug, Default)]
struct Rules {
    all: Vec<Simple>,
    by_mark: HashMap<String, Vec<usize>>,
}

/// The attributes of an element by which a style applies.
#[derive(Default)]
struct Marks<'e> {
    id: Option<&'e str>,
    classes: &'e str,
    style: Option<&'e str>,
    is_hidden: bool,
}

/// A selector of one element by its name, its id and its classes.
#[derive(Debug)]
struct Simple {
    name: String,
    marks: Vec<String>,
}

/// Returns the declaration that keeps the effect of an element's style on its visibility.
pub fn kept(style: &str) -> Option<&'static str> {
    match Does::of(style)? {
        Does::Hide => Some("display:none"),
        Does::Clip => Some(CLIPPED),
        Does::Show => Some("display:block"),
    }
}

/// Returns true if a class name alone means text for screen readers.
pub fn is_known_class(class: &str) -> bool {
    SPOKEN_CLASSES.contains(&class)
}

/// Returns the rules of a style sheet that hide or show, with replaced classes and ids.
pub fn hiding(sheet: &str, marked: &mut dyn FnMut(&str) -> String) -> String {
    let mut rules = HidingRules::default();
    rules.add(sheet);
    let mut rule = |rule: &Simple, does: &str| {
        let marks: String = rule.marks.iter().map(|mark| marked(mark)).collect();
        format!("{}{marks}{{{does}}}", rule.name)
    };
    let hidden = rules.hidden.all.iter().map(|hidden| rule(hidden, "display:none")).collect::<String>();
    let spoken = rules.spoken.all.iter().map(|spoken| rule(spoken, CLIPPED)).collect::<String>();
    let shown = rules.shown.all.iter().map(|shown| rule(shown, "display:block")).collect::<String>();
    hidden + &spoken + &shown
}

impl HidingRules {
    /// Reads the rules of a page.
    pub fn of(page: &Html) -> Self {
        let mut rules = Self::default();
        let sheets = page.tree.root().descendants().filter_map(ElementRef::wrap);
        let sheets = sheets.filter(|element| element.value().name() == "style");
        sheets.for_each(|sheet| rules.add(&sheet.text().collect::<String>()));
        rules
    }

    fn add(&mut self, sheet: &str) {
        spend(sheet.len());
        let sheet = COMMENT.replace_all(sheet, "");
        let mut rest = sheet.as_ref();
        while let Some((selectors, behind)) = rest.split_once('{') {
            let (body, behind) = block(behind);
            let selectors = selectors.split(',').filter_map(|selector| Simple::read(selector.trim()));
            match Does::of(body) {
                Some(Does::Hide) => self.hidden.extend(selectors),
                Some(Does::Clip) => self.spoken.extend(selectors),
                Some(Does::Show) => self.shown.extend(selectors),
                None => {}
            }
            rest = behind;
        }
    }

    /// Returns the visibility of the element itself by these rules, its style and its attributes.
    pub fn seen(&self, element: &Element) -> Seen {
        let marks = Marks::of(element);
        let does = marks.style.and_then(Does::of);
        if self.hide(element, &marks, does) {
            Seen::Hidden
        } else if self.speak(element, &marks, does) {
            Seen::ByScreenReader
        } else {
            Seen::Shown
        }
    }

    fn hide(&self, element: &Element, marks: &Marks<'_>, does: Option<Does>) -> bool {
        let by_rule = || {
            let hidden = self.hidden.precision(element, marks);
            hidden
                .is_some_and(|hidden| self.shown.precision(element, marks).is_none_or(|shown| shown < hidden))
        };
        match does {
            Some(Does::Hide) => true,
            Some(Does::Show) => marks.is_hidden,
            Some(Does::Clip) | None => marks.is_hidden || by_rule(),
        }
    }

    fn speak(&self, element: &Element, marks: &Marks<'_>, does: Option<Does>) -> bool {
        let is_seen_at_times = || marks.classes().any(|class| class.ends_with("not-sr-only"));
        does == Some(Does::Clip)
            || self.spoken.precision(element, marks).is_some()
            || (marks.classes().any(is_known_class) && !is_seen_at_times())
    }
}

impl Rules {
    fn extend(&mut self, rules: impl Iterator<Item = Simple>) {
        for rule in rules {
            if let Some(mark) = rule.marks.first() {
                self.by_mark.entry(mark.clone()).or_default().push(self.all.len());
            }
            self.all.push(rule);
        }
    }

    /// Returns the specificity of the most specific rule for the element, if there is one.
    fn precision(&self, element: &Element, marks: &Marks<'_>) -> Option<usize> {
        if self.all.is_empty() {
            return None;
        }
        let classes = marks.classes().map(|class| format!(".{class}"));
        let keys = classes.chain(marks.id.map(|id| format!("#{id}")));
        let rules = keys.filter_map(|key| self.by_mark.get(&key)).flatten().inspect(|_| spend(1));
        let rules = rules.filter_map(|at| self.all.get(*at)).filter(|rule| rule.is_of(element, marks));
        rules.map(|rule| rule.marks.len()).max()
    }
}

impl<'e> Marks<'e> {
    fn of(element: &'e Element) -> Self {
        let mut marks = Self::default();
        for (name, value) in element.attrs.iter().filter(|(name, _)| name.ns == ns!()) {
            match &*name.local {
                "id" => marks.id = Some(value),
                "class" => marks.classes = value,
                "style" => marks.style = Some(value),
                "hidden" => marks.is_hidden = true,
                _ => {}
            }
        }
        marks
    }

    fn classes(&self) -> impl Iterator<Item = &'e str> {
        self.classes.split_ascii_whitespace()
    }
}

/// Effect of a style on visibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Hide,
    Clip,
    Show,
}

impl Does {
    fn of(style: &str) -> Option<Self> {
        if !MATTERS.is_match(style) {
            return None;
        }
        let does = [(&HIDES, Self::Hide), (&CLIPS, Self::Clip), (&SHOWS, Self::Show)];
        does.into_iter().find(|(pattern, _)| pattern.is_match(style)).map(|(_, does)| does)
    }
}

impl Simple {
    /// Parses `name.class#id`.
    ///
    /// Not here: selectors that depend on other elements or on a state, rules under a condition
    /// (`@media`).
    fn read(selector: &str) -> Option<Self> {
        let starts = selector.find(['.', '#'])?;
        let (name, marks) = selector.split_at(starts);
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '#');
        let marks: Vec<String> =
            marks.replace('.', " .").replace('#', " #").split_whitespace().map(str::to_owned).collect();
        selector.chars().all(is_plain).then(|| Self { name: name.to_owned(), marks })
    }

    fn is_of(&self, element: &Element, marks: &Marks<'_>) -> bool {
        let has = |mark: &String| match mark.strip_prefix('.') {
            Some(class) => marks.classes().any(|own| own == class),
            None => marks.id.is_some_and(|id| mark.strip_prefix('#') == Some(id)),
        };
        (self.name.is_empty() || self.name == element.name()) && self.marks.iter().all(has)
    }
}

/// Splits a text at the brace that closes a block.
fn block(text: &str) -> (&str, &str) {
    let mut open = 1_usize;
    for (at, byte) in text.bytes().enumerate() {
        open = match byte {
            b'{' => open + 1,
            b'}' => open - 1,
            _ => continue,
        };
        if open == 0 {
            return (&text[..at], &text[at + 1..]);
        }
    }
    (text, "")
}
