//! Languages and catalogs of texts.

use std::env;

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource};

/// A language of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Russian.
    Ru,
    /// English.
    En,
}

/// The texts of a part of the program, in both languages.
pub struct Catalog {
    ru: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

/// The environment variable with a language for one run, in place of the system's.
const LANGUAGE: &str = "KABINET_LANGUAGE";

impl Language {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Ru, Self::En];

    /// Returns the language of this run: that of `KABINET_LANGUAGE`, or of the system's locale.
    pub fn of_this_run(system: impl FnOnce() -> Option<String>) -> Self {
        Self::of_locale(env::var(LANGUAGE).ok().or_else(system).as_deref())
    }

    /// Returns the language of a system's locale, such as `en-GB`.
    ///
    /// English if the locale says so, otherwise Russian.
    fn of_locale(tag: Option<&str>) -> Self {
        let language = tag.and_then(|tag| tag.split(['-', '_', '.']).next()).unwrap_or_default();
        if language.eq_ignore_ascii_case("en") { Self::En } else { Self::Ru }
    }
}

impl Catalog {
    /// Creates a catalog of two Fluent files.
    ///
    /// # Panics
    /// If one of them is not valid Fluent. They are compiled in, so that the first test with a text
    /// shows it.
    pub fn new(ru: &str, en: &str) -> Self {
        Self { ru: bundle("ru", ru), en: bundle("en", en) }
    }

    /// Returns the message of an id, or its attribute as `id.attribute`; `None` if there is none.
    pub fn find(&self, language: Language, id: &str, values: &FluentArgs<'_>) -> Option<String> {
        let bundle = match language {
            Language::Ru => &self.ru,
            Language::En => &self.en,
        };
        let pattern = match id.split_once('.') {
            Some((id, attribute)) => bundle.get_message(id)?.get_attribute(attribute)?.value(),
            None => bundle.get_message(id)?.value()?,
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(values), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{id} is not filled: {errors:?}");
        Some(text)
    }

    /// Returns the message of an id; the id itself if there is none, which a test excludes.
    pub fn text(&self, language: Language, id: &str, values: &FluentArgs<'_>) -> String {
        let found = self.find(language, id, values);
        debug_assert!(found.is_some(), "{id} has no words in {language:?}");
        found.unwrap_or_else(|| id.to_owned())
    }
}

fn bundle(language: &str, words: &str) -> FluentBundle<FluentResource> {
    let language = language.parse().expect("a language is written as BCP 47 has it");
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(words.to_owned()).map_err(|(_, errors)| errors);
    bundle.add_resource_overriding(resource.expect("words that are compiled in are written in Fluent"));
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_unless_the_locale_says_english() {
        for tag in [None, Some("C"), Some("POSIX"), Some("ru-RU"), Some("de-DE"), Some("")] {
            assert_eq!(Language::of_locale(tag), Language::Ru, "{tag:?}");
        }
        for tag in ["en", "en-US", "en_GB.UTF-8", "EN"] {
            assert_eq!(Language::of_locale(Some(tag)), Language::En, "{tag:?}");
        }
    }
}
