//! The purpose of a form with a password, by its own words.

use std::sync::LazyLock;

use kabinet_extract::html::document::{Document, NodeId};
use kabinet_extract::navigation::form;
use kabinet_extract::navigation::form::{Control, ControlKind, Form};
use kabinet_extract::text::normalize::{collapse_whitespace, fold_case, pattern};
use regex::Regex;

use crate::portal::page_kind::password_fields;

/// The purpose of a form with a password, the best one for a sign-in first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// The sign-in of a customer to the portal.
    Customer,
    /// A sign-in that does not say whose it is.
    Unnamed,
    /// A sign-in that names the portal and another service.
    Doubtful,
    /// Another service, other people, a registration or a change of password.
    Other,
}

/// The longest heading before a form, in characters.
const LONGEST_HEADING: usize = 120;
/// The number of elements around a form in which its heading is looked for.
const FARTHEST_HEADING: usize = 4;

static CUSTOMER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"личн\p{L}* кабинет|кабинет\p{L}*|авторизац|абонент|лицев\p{L}* счет|\bл/с|номер\p{L}* (?:договор|счет)|биллинг|my account|customer",
    )
});
static OTHER_PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:веб|web)[- ]?(?:почт|mail|интерфейс почт)|почтов\p{L}* (?:ящик|сервер|служб|систем|аккаунт)|(?:вход|войти|доступ) (?:в|к) (?:\p{L}+ )?почт",
        r"|почт\p{L}* (?:абонент|клиент|для|домена|сервер)|(?:проверить|моя|ваша) почт|^почта\b|пароль (?:от|к) (?:почт|ящик)|roundcube|squirrelmail|e-?mail пользовател",
        r"|форум|\bчат\b|гостев\p{L}* книг|блог",
        r"|сотрудник|персонал|администр|\bадмин|служебн|монтажник|оператор(?:ам|ов|а)\b|для своих|работник|диспетчер|wordpress|панел\p{L}* управления сайт",
        r"|партнер|агент(?:а|ов|ам|ский|ская|ское)?\b|агентств|дилер|реселлер|представител",
        r"|камер|видеонаблюден|домофон|умн\p{L}* дом|игров\p{L}* сервер|хостинг|облачн\p{L}* хранилищ|файлообмен|\bftp\b|торрент|трекер",
    ))
});
static OTHER_SERVICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"телевидени|телевизор|\bтв\b|\biptv\b|онлайн-?кинотеатр|кино|медиатек|телефони|\bsip\b|бизнес|юридическ|юр\. ?лиц|организаци|\bоптов",
    )
});
static OTHER_BUTTON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"регистр|создать|сменить|изменить|сохранить|восстанов|напомнить|подпис|отправить заявк|register|sign up",
    )
});
static OTHER_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"wp-login|wp-admin|/administrator\b|webmail|roundcube|squirrelmail|phpbb|/forum|/mail\b|/partner|/staff|/agent|/dealer|ucp\.php",
    )
});

/// Returns the purpose of a form with a password.
pub fn purpose(document: &Document, form: &Form) -> Purpose {
    let passwords = form.controls.iter().filter(|control| control.kind == ControlKind::Password).count();
    if passwords == 1 { by_words(document, form) } else { Purpose::Other }
}

/// Returns the purpose of a form for a sign-in or a step of one.
pub fn by_words(document: &Document, form: &Form) -> Purpose {
    let action = document.attribute(form.node, "action").unwrap_or_default().to_lowercase();
    if has_other_button(document, form) {
        return Purpose::Other;
    }
    let said = own_words(document, form);
    // A portal may be a plugin of such a system: then the form names the portal.
    let is_away = !form.is_sent_within(document) || OTHER_ADDRESS.is_match(&action);
    match (CUSTOMER.is_match(&said), OTHER_SERVICE.is_match(&said)) {
        _ if OTHER_PEOPLE.is_match(&said) => Purpose::Other,
        (false, true) => Purpose::Other,
        (true, true) => Purpose::Doubtful,
        (true, false) if is_away => Purpose::Doubtful,
        (true, false) => Purpose::Customer,
        (false, false) if is_away => Purpose::Other,
        (false, false) => Purpose::Unnamed,
    }
}

/// The identity of a form with a password on several pages of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasswordForm {
    action: String,
    field: String,
}

impl PasswordForm {
    /// Returns the identity of a form; `None` if it has no password field.
    pub fn of(document: &Document, form: &Form) -> Option<Self> {
        let action = document.attribute(form.node, "action").unwrap_or_default();
        let action = action.split(['?', '#']).next().unwrap_or_default().trim().to_owned();
        Some(Self { action, field: form.password()?.name().to_owned() })
    }

    /// Returns the forms with a password of a page.
    pub fn all(document: &Document) -> Vec<Self> {
        form::all(document).iter().filter_map(|form| Self::of(document, form)).collect()
    }
}

/// Returns true if the page asks a customer to sign in.
///
/// Fields of other services, of a registration and of a change of password do not count, nor do the forms
/// in `outside`, which stand on the site's pages for signed-in customers too.
pub fn asks_to_sign_in(document: &Document, outside: &[PasswordForm]) -> bool {
    let forms: Vec<Form> = form::all(document).into_iter().filter(|form| form.password().is_some()).collect();
    let is_outside = |form: &Form| PasswordForm::of(document, form).is_some_and(|it| outside.contains(&it));
    let is_other = |field: NodeId| {
        let mut owners = forms.iter().filter(|form| form.controls.iter().any(|it| it.node == field));
        owners.next().is_some_and(|form| is_outside(form) || purpose(document, form) == Purpose::Other)
    };
    password_fields(document).any(|field| !is_other(field))
}

/// Returns the words of a form and of its heading, without its links.
pub fn own_words(document: &Document, form: &Form) -> String {
    let mut words = vec![heading(document, form), text_without_links(document, form.node)];
    for control in &form.controls {
        let captions = ["placeholder", "aria-label", "title"];
        words.extend(
            captions.iter().filter_map(|name| document.attribute(control.node, name)).map(str::to_owned),
        );
        if control.kind == ControlKind::Submit {
            words.push(caption(document, control));
        }
    }
    fold_case(collapse_whitespace(&words.join(" ")).trim())
}

fn caption(document: &Document, control: &Control) -> String {
    form::caption(document, control.node)
}

fn has_other_button(document: &Document, form: &Form) -> bool {
    let mut buttons = form.controls.iter().filter(|control| control.kind == ControlKind::Submit);
    let says_other = |control: &Control| OTHER_BUTTON.is_match(&fold_case(&caption(document, control)));
    let first = buttons.next();
    first.is_some_and(says_other) && buttons.all(says_other)
}

/// Returns the nearest short text before the form, up to another form.
fn heading(document: &Document, form: &Form) -> String {
    for around in document.self_and_ancestors(form.node).take(FARTHEST_HEADING) {
        let Some(parent) = document.self_and_ancestors(around).nth(1) else { break };
        let before = document.children(parent).iter().rev().filter(|sibling| **sibling < around);
        for sibling in before {
            if has_fields(document, *sibling) {
                return String::new();
            }
            let text = document
                .characters(*sibling)
                .map_or_else(|| text_without_links(document, *sibling), collapse_whitespace);
            if !text.is_empty() {
                return if text.chars().count() <= LONGEST_HEADING { text } else { String::new() };
            }
        }
    }
    String::new()
}

fn has_fields(document: &Document, id: NodeId) -> bool {
    document.descendants(id).chain([id]).any(|id| matches!(document.name(id), "form" | "input"))
}

fn text_without_links(document: &Document, id: NodeId) -> String {
    let is_shown = |node: &NodeId| {
        let inside = document.self_and_ancestors(*node).take_while(|around| *around != id);
        let mut names = inside.map(|around| document.name(around));
        !names.any(|name| matches!(name, "a" | "script" | "style" | "option"))
    };
    let texts = document.descendants(id).filter(is_shown).filter_map(|node| document.characters(node));
    collapse_whitespace(&texts.collect::<Vec<_>>().join(" "))
}
