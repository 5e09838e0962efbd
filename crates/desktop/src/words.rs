use std::sync::LazyLock;

use fluent::FluentArgs;
use kabinet_api::{Catalogue, Language};

static WORDS: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::new(include_str!("../locales/ru.ftl"), include_str!("../locales/en.ftl")));

pub(crate) fn say(language: Language, id: &str) -> String {
    WORDS.say(language, id, &FluentArgs::new())
}
