//! Texts of the command line.

use std::sync::LazyLock;

use fluent::FluentArgs;
use kabinet_api::view::Failure;
use kabinet_api::{ApiError, Catalog, Language};

static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| Catalog::new(include_str!("../locales/ru.ftl"), include_str!("../locales/en.ftl")));

/// Returns a text of the command line.
pub fn text(language: Language, id: &str, values: &FluentArgs<'_>) -> String {
    CATALOG.text(language, id, values)
}

/// Returns a failure with the hint for a command line, where there is one.
pub fn failure(error: &ApiError, language: Language) -> Failure {
    let failure = error.localize(language);
    let here =
        CATALOG.find(language, &format!("hint-{}", failure.code.name()), &error.message_args(language));
    Failure { hint: here.unwrap_or(failure.hint), ..failure }
}
