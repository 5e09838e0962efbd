//! The choice of a city.

use crate::portal::page_kind::asks_for_password;
use crate::profile::NavigationLabels;
use kabinet_extract::Request;
use kabinet_extract::html::document::{Document, NodeId};
use kabinet_extract::navigation::form;
use kabinet_extract::navigation::form::{Control, ControlKind, Form, label_of};
use kabinet_extract::navigation::link;
use kabinet_extract::navigation::link::Link;
use kabinet_extract::text::normalize::{collapse_whitespace, normalize};

const FARTHEST_PROMPT: usize = 6;

/// Returns the request that chooses a city: a link with its name, or a form.
///
/// The page must ask for a city there. On a page that leads nowhere else any such form counts.
pub fn choose(document: &Document, navigation: &NavigationLabels, city: &str) -> Option<Request> {
    let wanted = normalize(city);
    let links = link::all(document);
    let prompted =
        links.iter().filter(|link| link.says == wanted && is_prompted(document, navigation, link.node));
    let by_form = || {
        form::all(document).into_iter().find_map(|form| by_form(document, navigation, &form, &links, &wanted))
    };
    let by_menu = || jump(document, &wanted);
    prompted.filter_map(|link| link.ask.clone()).next().or_else(by_menu).or_else(by_form)
}

/// Returns the request of a list that opens the address of the chosen city.
fn jump(document: &Document, wanted: &str) -> Option<Request> {
    let leads = |select: &NodeId| {
        document.attribute(*select, "onchange").is_some_and(|script| script.contains("location"))
    };
    let lists = document.elements().filter(|id| document.name(*id) == "select").filter(leads);
    let mut options = lists.flat_map(|select| form::options(document, select));
    let (address, _) = options.find(|(value, says)| normalize(says) == wanted && !value.is_empty())?;
    document.base.join(&address).ok().map(Request::Get)
}

/// Returns the name and value of a form's field for the city.
pub fn choice(document: &Document, form: &Form, city: &str) -> Option<(String, String)> {
    let wanted = normalize(city);
    choice_in(document, form, &|text| normalize(text) == wanted)
}

fn by_form(
    document: &Document,
    navigation: &NavigationLabels,
    form: &Form,
    links: &[Link],
    wanted: &str,
) -> Option<Request> {
    let continue_link =
        asks_for_password(document) || !link::saying(links, &navigation.cabinet.labels).is_empty();
    let is_meant = is_prompted(document, navigation, form.node)
        || says_prompt(document, navigation, form.node)
        || !continue_link;
    let given = choice_in(document, form, &|text| normalize(text) == wanted)?;
    let is_other = form.password().is_some() || !is_meant;
    (!is_other)
        .then(|| form.send(document, &[given], form.button(document, &navigation.city_button.labels)))?
}

fn says_prompt(document: &Document, navigation: &NavigationLabels, id: NodeId) -> bool {
    let said = normalize(&document.text(id));
    navigation.city_prompt.labels.iter().any(|prompt| said.contains(prompt.as_str()))
}

/// Returns the wanted choice of a form: an option, a radio button, or a suggestion of a field.
fn choice_in(document: &Document, form: &Form, is_wanted: &dyn Fn(&str) -> bool) -> Option<(String, String)> {
    let option = |control: &Control| {
        let options = form::options(document, control.node).into_iter();
        options
            .filter(|(_, says)| is_wanted(says))
            .map(|(value, _)| (control.name().to_owned(), value))
            .next()
    };
    let tick = |control: &Control| {
        let says = label_of(document, form, control.node);
        let after = text_after(document, control.node);
        (is_wanted(&says) || is_wanted(&after) || is_wanted(control.value()))
            .then(|| (control.name().to_owned(), control.value().to_owned()))
    };
    let suggestion = |control: &Control| {
        let list = document.attribute(control.node, "list")?;
        let list = document.elements().find(|id| document.attribute(*id, "id") == Some(list))?;
        let mut suggested = form::options(document, list).into_iter().map(|(value, _)| value);
        suggested.find(|value| is_wanted(value)).map(|value| (control.name().to_owned(), value))
    };
    form.controls.iter().find_map(|control| match control.kind {
        ControlKind::Choice => option(control),
        ControlKind::Tick | ControlKind::Submit => tick(control),
        ControlKind::Text => suggestion(control),
        ControlKind::Hidden | ControlKind::Password | ControlKind::Other => None,
    })
}

fn text_after(document: &Document, id: NodeId) -> String {
    let Some(parent) = document.self_and_ancestors(id).nth(1) else { return String::new() };
    let next = document.children(parent).iter().find(|sibling| **sibling > id);
    next.map(|next| document.characters(*next).map_or_else(|| document.text(*next), collapse_whitespace))
        .unwrap_or_default()
}

fn is_prompted(document: &Document, navigation: &NavigationLabels, id: NodeId) -> bool {
    let prompts = navigation.city_prompt.labels.iter().map(String::as_str).chain(["ваш город", "город"]);
    let prompts: Vec<&str> = prompts.collect();
    document.self_and_ancestors(id).skip(1).take(FARTHEST_PROMPT).any(|around| {
        let said = normalize(&document.text(around));
        prompts.iter().any(|prompt| said.starts_with(prompt))
    })
}
