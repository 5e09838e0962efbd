//! Routes: which requests ask for which screen.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::request::Request;
use crate::screen::Screen;

/// A pattern of requests for one screen.
///
/// In a segment of the path and in a value, `{month}` and the like match any text and bind it to
/// that name; `*` matches any text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Route {
    pub(crate) screen: Screen,
    #[serde(default = "get")]
    method: String,
    path: String,
    /// Required parameters of the query.
    #[serde(default)]
    query: BTreeMap<String, String>,
    /// Required fields of a submitted form.
    #[serde(default)]
    form: BTreeMap<String, String>,
    /// The template, if it is not named after the screen.
    template: Option<String>,
}

/// The texts bound by a pattern, by their names.
pub(crate) type Bindings = BTreeMap<String, String>;

impl Route {
    /// Returns the texts bound by the pattern; `None` if the request does not match.
    pub(crate) fn match_request(&self, request: &Request) -> Option<Bindings> {
        let mut bindings = Bindings::new();
        let matches = self.method == request.method
            && match_path(&self.path, &request.path, &mut bindings)
            && self
                .query
                .iter()
                .all(|(name, value)| match_field(value, request.query.get(name), &mut bindings))
            && self
                .form
                .iter()
                .all(|(name, value)| match_field(value, request.form.get(name), &mut bindings));
        matches.then_some(bindings)
    }

    /// Returns the path and query of a request, with the bound texts filled in.
    pub(crate) fn address(&self, bindings: &Bindings) -> String {
        let fixed = self.query.iter().filter(|(_, value)| !is_open(value));
        let query: Vec<String> = fixed.map(|(name, value)| format!("{name}={value}")).collect();
        let path = bindings
            .iter()
            .fold(self.path.clone(), |path, (name, text)| path.replace(&format!("{{{name}}}"), text));
        if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
    }

    pub(crate) fn is_get(&self) -> bool {
        self.method == get()
    }

    /// Returns the name of its template; `None` if it only redirects.
    pub(crate) fn template(&self) -> Option<String> {
        let default = match self.screen {
            Screen::ChooseCity | Screen::SignInSent | Screen::SignOut => None,
            Screen::Front => Some("front.html"),
            Screen::City => Some("city.html"),
            Screen::SignIn => Some("sign_in.html"),
            Screen::Forgotten => Some("forgotten.html"),
            Screen::Account => Some("account.html"),
            Screen::Months => Some("months.html"),
            Screen::Month => Some("month.html"),
            Screen::Pay => Some("pay.html"),
            Screen::ChangeTariff => Some("change_tariff.html"),
            Screen::Public => Some("public.html"),
            Screen::Destructive => Some("destructive.html"),
            Screen::Inner => Some("inner.html"),
        };
        self.template.clone().or(default.map(str::to_owned))
    }
}

/// Returns true if a text matches a pattern, and binds the text of its placeholder.
pub(crate) fn match_pattern(pattern: &str, text: &str, bindings: &mut Bindings) -> bool {
    let Some((before, name, after)) = placeholder(pattern) else {
        return pattern == "*" || pattern == text;
    };
    let Some(middle) = text.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)) else {
        return false;
    };
    bindings.insert(name.to_owned(), middle.to_owned());
    !middle.is_empty()
}

fn match_path(pattern: &str, path: &str, bindings: &mut Bindings) -> bool {
    let (patterns, segments) = (pattern.split('/'), path.split('/'));
    patterns.clone().count() == segments.clone().count()
        && patterns.zip(segments).all(|(pattern, segment)| match_pattern(pattern, segment, bindings))
}

fn match_field(pattern: &str, value: Option<&str>, bindings: &mut Bindings) -> bool {
    value.is_some_and(|value| match_pattern(pattern, value, bindings))
}

fn is_open(pattern: &str) -> bool {
    pattern == "*" || placeholder(pattern).is_some()
}

fn placeholder(pattern: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = pattern.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn get() -> String {
    "GET".to_owned()
}
