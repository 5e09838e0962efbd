//! Texts of the desktop program.

use std::sync::LazyLock;

use fluent::FluentArgs;
use kabinet_api::{Catalog, Language};

static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| Catalog::new(include_str!("../locales/ru.ftl"), include_str!("../locales/en.ftl")));

/// Returns a text without arguments.
pub(crate) fn text(language: Language, id: &str) -> String {
    CATALOG.text(language, id, &FluentArgs::new())
}
