use std::collections::BTreeMap;

use serde::Deserialize;

use crate::asked::Asked;
use crate::skin::Screen;

/// Which requests ask for which screen. In the path's segments and in the values, `{month}` and the
/// like take any text and give it a name, and `*` takes any text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Route {
    pub(crate) screen: Screen,
    #[serde(default = "get")]
    method: String,
    path: String,
    /// Parameters that the address must have.
    #[serde(default)]
    query: BTreeMap<String, String>,
    /// Fields that a sent form must have.
    #[serde(default)]
    form: BTreeMap<String, String>,
    /// Instead of the template named after the screen.
    template: Option<String>,
}

/// The texts that a request has in the places of `{month}` and the like.
pub(crate) type Bound = BTreeMap<String, String>;

impl Route {
    /// The request's texts, if it asks for this.
    pub(crate) fn matched(&self, asked: &Asked) -> Option<Bound> {
        let mut bound = Bound::new();
        let fits = self.method == asked.method
            && fit_path(&self.path, &asked.path, &mut bound)
            && self.query.iter().all(|(name, value)| fit_field(value, asked.query.get(name), &mut bound))
            && self.form.iter().all(|(name, value)| fit_field(value, asked.form.get(name), &mut bound));
        fits.then_some(bound)
    }

    /// Its address on the site, with the texts in their places.
    pub(crate) fn address(&self, bound: &Bound) -> String {
        let fixed = self.query.iter().filter(|(_, value)| !is_open(value));
        let query: Vec<String> = fixed.map(|(name, value)| format!("{name}={value}")).collect();
        let path = bound
            .iter()
            .fold(self.path.clone(), |path, (name, text)| path.replace(&format!("{{{name}}}"), text));
        if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
    }

    pub(crate) fn is_get(&self) -> bool {
        self.method == get()
    }

    /// The template that it shows, if it shows one.
    pub(crate) fn template(&self) -> Option<String> {
        let named = match self.screen {
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
            Screen::Inner => Some("inner.html"),
        };
        self.template.clone().or(named.map(str::to_owned))
    }
}

/// Whether a text fits a pattern, and what it has in the pattern's place.
pub(crate) fn fit(pattern: &str, text: &str, bound: &mut Bound) -> bool {
    let Some((before, name, after)) = placeholder(pattern) else {
        return pattern == "*" || pattern == text;
    };
    let Some(middle) = text.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)) else {
        return false;
    };
    bound.insert(name.to_owned(), middle.to_owned());
    !middle.is_empty()
}

fn fit_path(pattern: &str, path: &str, bound: &mut Bound) -> bool {
    let (patterns, segments) = (pattern.split('/'), path.split('/'));
    patterns.clone().count() == segments.clone().count()
        && patterns.zip(segments).all(|(pattern, segment)| fit(pattern, segment, bound))
}

fn fit_field(pattern: &str, value: Option<&str>, bound: &mut Bound) -> bool {
    value.is_some_and(|value| fit(pattern, value, bound))
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
