//! What a page is, by what is seen on it at a glance.

use std::sync::LazyLock;

use regex::Regex;

use crate::description::Way;
use crate::page::dom::{Document, NodeId};
use crate::page::links;
use crate::page::text::{key, pattern, wording};

static MAINTENANCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:технически|профилактически|регламентны|плановы)\p{L}* работ|ведутся (?:\p{L}+ )?работы|временно недоступ|на обслуживании|maintenance",
    )
});
static PASSWORD_IN_SCRIPT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?i)["'=\s]password["'\s>]|пароль"#));

/// Whether the page shows a way out, as only a signed-in customer sees one.
pub fn shows_way_out(document: &Document, way: &Way) -> bool {
    let links = links::all(document);
    !links::saying(&links, &way.way_out.synonyms).is_empty()
}

/// Whether the page asks for a password.
pub fn asks_for_password(document: &Document) -> bool {
    password_fields(document).next().is_some()
}

/// Whether the page says that the site is being worked on, and shows nothing else of use.
pub fn is_maintenance(document: &Document, way: &Way) -> bool {
    !asks_for_password(document) && !shows_way_out(document, way) && speaks_of_maintenance(document)
}

/// Whether the page says that the site is being worked on.
pub fn speaks_of_maintenance(document: &Document) -> bool {
    MAINTENANCE.is_match(&key(&text_of(document)))
}

/// Whether a script of the page draws a field for a password.
pub fn draws_password_field(document: &Document) -> bool {
    scripts(document).any(|text| PASSWORD_IN_SCRIPT.is_match(text))
}

/// Whether the page asks to choose a city.
pub fn asks_for_city(document: &Document, way: &Way) -> bool {
    let said = wording(&text_of(document));
    way.city_prompt.synonyms.iter().any(|prompt| said.contains(prompt.as_str()))
}

/// The page's fields for passwords.
pub fn password_fields(document: &Document) -> impl Iterator<Item = NodeId> + '_ {
    let is_password = |kind: &str| kind.trim().eq_ignore_ascii_case("password");
    let inputs = document.elements().filter(|id| document.name(*id) == "input");
    inputs.filter(move |id| document.attribute(*id, "type").is_some_and(is_password))
}

/// What the scripts within a page say.
pub fn scripts(document: &Document) -> impl Iterator<Item = &str> {
    let scripts = document.elements().filter(|id| document.name(*id) == "script");
    scripts.flat_map(|id| document.children(id)).filter_map(|text| document.characters(*text))
}

/// All that a page says.
pub fn text_of(document: &Document) -> String {
    document.root().map(|root| document.text(root)).unwrap_or_default()
}
