//! Choosing the city.

use super::signs::asks_for_password;
use crate::description::Way;
use crate::page::Ask;
use crate::page::dom::{Document, NodeId};
use crate::page::forms::{self, Control, ControlKind, Form, label_of};
use crate::page::links::{self, Link};
use crate::page::text::{squeeze, wording};

const FARTHEST_PROMPT: usize = 6;

/// What choosing the city asks for: a link with its name, or a form with the choice made, by which
/// the page asks for a city. On a page that leads nowhere else any such form is meant.
pub fn choose(document: &Document, way: &Way, city: &str) -> Option<Ask> {
    let wanted = wording(city);
    let links = links::all(document);
    let prompted = links.iter().filter(|link| link.says == wanted && is_prompted(document, way, link.node));
    let by_form =
        || forms::all(document).into_iter().find_map(|form| by_form(document, way, &form, &links, &wanted));
    let by_menu = || jump(document, &wanted);
    prompted.filter_map(|link| link.ask.clone()).next().or_else(by_menu).or_else(by_form)
}

/// A list that leads straight to the address behind the city chosen in it.
fn jump(document: &Document, wanted: &str) -> Option<Ask> {
    let leads = |select: &NodeId| {
        document.attribute(*select, "onchange").is_some_and(|script| script.contains("location"))
    };
    let lists = document.elements().filter(|id| document.name(*id) == "select").filter(leads);
    let mut options = lists.flat_map(|select| forms::options(document, select));
    let (address, _) = options.find(|(value, says)| wording(says) == wanted && !value.is_empty())?;
    document.base.join(&address).ok().map(Ask::Get)
}

/// The choice of the city that a form has, whatever the form is for.
pub fn choice(document: &Document, form: &Form, city: &str) -> Option<(String, String)> {
    let wanted = wording(city);
    choice_in(document, form, &|text| wording(text) == wanted)
}

fn by_form(document: &Document, way: &Way, form: &Form, links: &[Link], wanted: &str) -> Option<Ask> {
    let leads_on = asks_for_password(document) || !links::saying(links, &way.cabinet.synonyms).is_empty();
    let is_meant =
        is_prompted(document, way, form.node) || says_prompt(document, way, form.node) || !leads_on;
    let given = choice_in(document, form, &|text| wording(text) == wanted)?;
    let is_other = form.password().is_some() || !is_meant;
    (!is_other).then(|| form.send(document, &[given], form.button(document, &way.city_button.synonyms)))?
}

fn says_prompt(document: &Document, way: &Way, id: NodeId) -> bool {
    let said = wording(&document.text(id));
    way.city_prompt.synonyms.iter().any(|prompt| said.contains(prompt.as_str()))
}

/// The choice in a form that says what is wanted: an option, a dot with its label, or what a field
/// suggests.
fn choice_in(document: &Document, form: &Form, is_wanted: &dyn Fn(&str) -> bool) -> Option<(String, String)> {
    let option = |control: &Control| {
        let options = forms::options(document, control.node).into_iter();
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
        let mut suggested = forms::options(document, list).into_iter().map(|(value, _)| value);
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
    next.map(|next| document.characters(*next).map_or_else(|| document.text(*next), squeeze))
        .unwrap_or_default()
}

fn is_prompted(document: &Document, way: &Way, id: NodeId) -> bool {
    let prompts = way.city_prompt.synonyms.iter().map(String::as_str).chain(["ваш город", "город"]);
    let prompts: Vec<&str> = prompts.collect();
    document.self_and_ancestors(id).skip(1).take(FARTHEST_PROMPT).any(|around| {
        let said = wording(&document.text(around));
        prompts.iter().any(|prompt| said.starts_with(prompt))
    })
}
