//! Kinds of pages, by their visible words and fields.

use std::sync::LazyLock;

use kabinet_extract::html::document::{Document, NodeId};
use kabinet_extract::navigation::link;
use kabinet_extract::text::normalize::{fold_case, normalize, pattern};
use regex::Regex;

use crate::profile::NavigationLabels;

static MAINTENANCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:технически|профилактически|регламентны|плановы)\p{L}* работ|ведутся (?:\p{L}+ )?работы|временно недоступ|на обслуживании|maintenance",
    )
});
static PASSWORD_IN_SCRIPT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?i)["'=\s]password["'\s>]|пароль"#));

/// Returns true if the page shows a link to sign out.
pub fn shows_sign_out(document: &Document, navigation: &NavigationLabels) -> bool {
    let links = link::all(document);
    !link::saying(&links, &navigation.sign_out.labels).is_empty()
}

/// Returns true if the page has a password field.
pub fn asks_for_password(document: &Document) -> bool {
    password_fields(document).next().is_some()
}

/// Returns true if the page only says that the site is under maintenance.
pub fn is_maintenance(document: &Document, navigation: &NavigationLabels) -> bool {
    !asks_for_password(document) && !shows_sign_out(document, navigation) && speaks_of_maintenance(document)
}

/// Returns true if the page says that the site is under maintenance.
pub fn speaks_of_maintenance(document: &Document) -> bool {
    MAINTENANCE.is_match(&fold_case(&text_of(document)))
}

/// Returns true if a script of the page draws a password field.
pub fn draws_password_field(document: &Document) -> bool {
    scripts(document).any(|text| PASSWORD_IN_SCRIPT.is_match(text))
}

/// Returns true if the page asks to choose a city.
pub fn asks_for_city(document: &Document, navigation: &NavigationLabels) -> bool {
    let said = normalize(&text_of(document));
    navigation.city_prompt.labels.iter().any(|prompt| said.contains(prompt.as_str()))
}

/// Returns the password fields of the page.
pub fn password_fields(document: &Document) -> impl Iterator<Item = NodeId> + '_ {
    let is_password = |kind: &str| kind.trim().eq_ignore_ascii_case("password");
    let inputs = document.elements().filter(|id| document.name(*id) == "input");
    inputs.filter(move |id| document.attribute(*id, "type").is_some_and(is_password))
}

/// Returns the texts of the scripts within the page.
pub fn scripts(document: &Document) -> impl Iterator<Item = &str> {
    let scripts = document.elements().filter(|id| document.name(*id) == "script");
    scripts.flat_map(|id| document.children(id)).filter_map(|text| document.characters(*text))
}

/// Returns the whole text of the page.
pub fn text_of(document: &Document) -> String {
    document.root().map(|root| document.text(root)).unwrap_or_default()
}
