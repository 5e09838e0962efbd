//! The sign-in form, filled in as a customer would.

use secrecy::{ExposeSecret, SecretString};

use super::city;
use super::signs::{asks_for_password, password_fields};
use crate::description::Way;
use crate::error::Missing;
use crate::page::Ask;
use crate::page::dom::{Document, NodeId};
use crate::page::forms::{self, Control, ControlKind, Form, label_of};
use crate::page::links;
use crate::page::notes::score;
use crate::page::text::key;
use crate::{BrowserReason, Page, ProviderError};

/// What the field for the password is called where it is missing. It is found by its kind.
pub const PASSWORD: &str = "Пароль";

/// The sign-in form of a page, filled in.
///
/// # Errors
/// [`ProviderError::NeedsBrowser`], or what the page lacks.
pub fn fill(
    document: &Document,
    way: &Way,
    login: &str,
    password: &SecretString,
    city: Option<&str>,
) -> Result<Ask, ProviderError> {
    let forms = forms::all(document);
    let mut with_password: Vec<&Form> = forms.iter().filter(|form| form.password().is_some()).collect();
    with_password.sort_by_key(|form| unlikeliness(document, form));
    let Some(form) = with_password.first() else { return Err(without_form(document)) };
    if has_captcha(document, form) {
        return Err(ProviderError::NeedsBrowser { reason: BrowserReason::Captcha });
    }
    if form.needs_script(document) {
        return Err(ProviderError::NeedsBrowser { reason: BrowserReason::ScriptOnly });
    }
    let not_found = |label: &str| {
        document.notes.missing(&[Missing::not_found(label)]);
        ProviderError::not_found(Page::SignIn, label)
    };
    let password_field = form.password().ok_or_else(|| not_found(PASSWORD))?;
    let login_field =
        login_field(document, way, form, password_field).ok_or_else(|| not_found(&way.login_field.name))?;
    note(document, way, form, login_field);
    let mut given = vec![
        (login_field.name().to_owned(), login.to_owned()),
        (password_field.name().to_owned(), password.expose_secret().to_owned()),
    ];
    given.extend(city.and_then(|city| city::choice(document, form, city)));
    press(document, way, form, &given).ok_or_else(|| not_found(&way.sign_in_button.name))
}

fn note(document: &Document, way: &Way, form: &Form, login: &Control) {
    let rank = login_rank(document, way, form, login);
    let by = rank.map_or("", |rank| way.login_field.synonyms[rank].as_str());
    document.notes.found(&way.login_field.name, by, rank.map_or(0, score));
    document.notes.found(PASSWORD, "password", score(0));
}

fn without_form(document: &Document) -> ProviderError {
    if asks_for_password(document) {
        return ProviderError::NeedsBrowser { reason: BrowserReason::ScriptOnly };
    }
    ProviderError::not_found(Page::SignIn, PASSWORD)
}

/// How little a form looks like the one for a customer at home to sign in with.
fn unlikeliness(document: &Document, form: &Form) -> (bool, bool, bool, bool) {
    const FOR_OTHERS: [&str; 9] = [
        "тв-",
        "телевидени",
        "бизнес",
        "юридическ",
        "юр. лиц",
        "организаци",
        "партнер",
        "сотрудник",
        "регистрац",
    ];
    let passwords = form.controls.iter().filter(|control| control.kind == ControlKind::Password).count();
    let said = key(&document.text(own_surroundings(document, form)));
    let for_others = FOR_OTHERS.iter().any(|word| said.contains(word)) || !form.is_sent_within(document);
    (passwords > 1, for_others, !says_cabinet(&said), document.is_hidden(form.node))
}

fn says_cabinet(said: &str) -> bool {
    ["авторизац", "личный кабинет", "личного кабинета", "войти"].iter().any(|word| said.contains(word))
}

/// The outermost element around a form in which no other password is asked for.
fn own_surroundings(document: &Document, form: &Form) -> NodeId {
    let is_own = |around: &NodeId| {
        let mut foreign = password_fields(document).filter(|field| document.is_within(*field, *around));
        !foreign.any(|field| !form.controls.iter().any(|control| control.node == field))
    };
    const FARTHEST: usize = 4;
    document.self_and_ancestors(form.node).take(FARTHEST).take_while(is_own).last().unwrap_or(form.node)
}

fn has_captcha(document: &Document, form: &Form) -> bool {
    let marks = |id: NodeId| {
        ["src", "id", "class", "name", "data-sitekey"].iter().any(|name| {
            let value = document.attribute(id, name).unwrap_or_default().to_lowercase();
            value.contains("captcha")
                || value.contains("turnstile")
                || (*name == "data-sitekey" && !value.is_empty())
        })
    };
    let is_shown =
        |id: &NodeId| document.attribute(*id, "type") != Some("hidden") && !document.is_hidden(*id);
    let said = key(&document.text(form.node));
    let asked = ["код с картинки", "символы с картинки", "код с изображения", "я не робот"]
        .iter()
        .any(|ask| said.contains(ask));
    asked || document.descendants(form.node).filter(is_shown).any(marks)
}

/// The field for the login: of those shown before the password, the one that says so.
fn login_field<'f>(
    document: &Document,
    way: &Way,
    form: &'f Form,
    password: &Control,
) -> Option<&'f Control> {
    let is_text = |control: &&Control| control.kind == ControlKind::Text && !control.name().is_empty();
    let texts: Vec<&Control> = form.controls.iter().filter(is_text).collect();
    let shown: Vec<&Control> =
        texts.iter().copied().filter(|control| !is_trap(document, control.node)).collect();
    let candidates = if shown.is_empty() { texts } else { shown };
    let before: Vec<&Control> =
        candidates.iter().copied().filter(|control| control.node < password.node).collect();
    let ranked =
        before.iter().filter_map(|control| Some((login_rank(document, way, form, control)?, *control)));
    let says_login = ranked.min_by_key(|(rank, _)| *rank).map(|(_, control)| control);
    says_login.or_else(|| before.last().copied()).or_else(|| candidates.first().copied())
}

/// Whether a field is hidden from people, to catch programs that fill in everything.
fn is_trap(document: &Document, field: NodeId) -> bool {
    let is_marked = |id| {
        document.attribute(id, "aria-hidden") == Some("true")
            || document.attribute(id, "tabindex") == Some("-1")
    };
    document.is_hidden(field) || document.self_and_ancestors(field).take(3).any(is_marked)
}

fn login_rank(document: &Document, way: &Way, form: &Form, control: &Control) -> Option<usize> {
    let said = key(&label_of(document, form, control.node));
    way.login_field.synonyms.iter().position(|word| said.contains(word.as_str()))
}

/// Presses the button to sign in, or the link that stands for one.
fn press(document: &Document, way: &Way, form: &Form, given: &[(String, String)]) -> Option<Ask> {
    let sayings = &way.sign_in_button.synonyms;
    let button = form.button(document, sayings);
    if button.is_none() {
        let links = links::all(document);
        let within = links
            .iter()
            .filter(|link| sayings.contains(&link.says) && document.is_within(link.node, form.node));
        let scripts = within.filter_map(|link| document.attribute(link.node, "href"));
        if let Some(target) = scripts.filter_map(forms::postback_fields).next() {
            return form.send(document, &[given, &target].concat(), None);
        }
    }
    form.send(document, given, button)
}
