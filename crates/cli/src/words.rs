use std::sync::LazyLock;

use fluent::FluentArgs;
use kabinet_api::wire::Failure;
use kabinet_api::{ApiError, Catalogue, Language};

static WORDS: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::new(include_str!("../locales/ru.ftl"), include_str!("../locales/en.ftl")));

/// What the command line says.
pub fn say(language: Language, id: &str, values: &FluentArgs<'_>) -> String {
    WORDS.say(language, id, values)
}

/// What an error says, with the hint for people at a command line where there is one.
pub fn of_error(error: &ApiError, language: Language) -> Failure {
    let words = error.words(language);
    let here = WORDS.find(language, &format!("hint-{}", words.code), &error.values(language));
    Failure { hint: here.unwrap_or(words.hint), ..words }
}
