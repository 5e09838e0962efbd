//! The sign-in form, filled in as a customer would.

use kabinet_extract::Request;
use kabinet_extract::error::Missing;
use kabinet_extract::html::document::{Document, NodeId};
use kabinet_extract::navigation::form;
use kabinet_extract::navigation::form::{Control, ControlKind, Form, label_of};
use kabinet_extract::navigation::link;
use kabinet_extract::text::normalize::fold_case;
use kabinet_extract::trace::score;
use secrecy::zeroize::Zeroize;
use secrecy::{ExposeSecret, SecretString};

use crate::portal::form_purpose::{PasswordForm, Purpose, purpose};
use crate::portal::page_kind::asks_for_password;
use crate::portal::{city, script_hash};
use crate::profile::NavigationLabels;
use crate::{BrowserReason, PortalPage, ProviderError};

/// The name of the password field in errors.
///
/// The field is found by its type.
pub const PASSWORD: &str = "Пароль";

/// The maximum number of forms with a password that are looked at.
const MOST_FORMS: usize = 50;

/// Returns the purpose of the best sign-in form; `None` if there is none for a customer.
///
/// A password field that stands in no form belongs to a script and counts as unnamed.
pub fn best_purpose(document: &Document) -> Option<Purpose> {
    let forms = form::all(document);
    let best = forms_with_password(&forms).map(|form| purpose(document, form)).min();
    let scripted = || best.is_none() && asks_for_password(document);
    best.filter(|best| *best != Purpose::Other).or_else(|| scripted().then_some(Purpose::Unnamed))
}

/// Fills in the sign-in form of a page.
///
/// The form may lack a field for the login if the page before it has taken the login, as
/// `is_login_given` says.
///
/// # Errors
/// [`ProviderError::NeedsBrowser`] if only a script may send the form, and
/// [`ProviderError::SiteChanged`] for a missing form or field.
pub fn fill(
    document: &Document,
    navigation: &NavigationLabels,
    (login, password): (&str, &SecretString),
    city: Option<&str>,
    is_login_given: bool,
) -> Result<Request, ProviderError> {
    let not_found = |label: &str| {
        document.trace.missing(&[Missing::not_found(label)]);
        ProviderError::not_found(PortalPage::SignIn, label)
    };
    let forms = form::all(document);
    let Some(form) = chosen(document, &forms) else { return Err(without_form(document)) };
    check_sendable(document, form)?;
    let password_field = form.password().ok_or_else(|| not_found(PASSWORD))?;
    let is_login =
        |field: &&Control| !is_login_given || login_rank(document, navigation, form, field).is_some();
    let login_field = login_field(document, navigation, form, password_field).filter(is_login);
    if login_field.is_none() && !is_login_given {
        return Err(not_found(&navigation.login_field.name));
    }
    note(document, navigation, form, login_field);
    let mut given = vec![(password_field.name().to_owned(), password.expose_secret().to_owned())];
    given.extend(login_field.map(|field| (field.name().to_owned(), login.to_owned())));
    given.extend(city.and_then(|city| city::choice(document, form, city)));
    let request = press(document, navigation, form, &given);
    given.iter_mut().for_each(|(_, value)| value.zeroize());
    match request.ok_or_else(|| not_found(&navigation.sign_in_button.name))? {
        // The form or its button sends by GET, so the password would stand in the address.
        Request::Get(_) => Err(ProviderError::NeedsBrowser { reason: BrowserReason::ScriptOnly }),
        request @ Request::Post { .. } => Ok(request),
    }
}

/// Returns the sign-in form among the forms of a page.
fn chosen<'f>(document: &Document, forms: &'f [Form]) -> Option<&'f Form> {
    let mut candidates: Vec<&Form> =
        forms_with_password(forms).filter(|form| purpose(document, form) != Purpose::Other).collect();
    candidates.sort_by_cached_key(|form| (purpose(document, form), document.is_hidden(form.node)));
    candidates.first().copied()
}

/// Returns the forms with a password on a page beside the sign-in form.
pub fn beside(document: &Document) -> Vec<PasswordForm> {
    let forms = form::all(document);
    let chosen = chosen(document, &forms).and_then(|form| PasswordForm::of(document, form));
    let all = forms.iter().filter_map(|form| PasswordForm::of(document, form));
    all.filter(|form| Some(form) != chosen.as_ref()).collect()
}

fn forms_with_password(forms: &[Form]) -> impl Iterator<Item = &Form> {
    forms.iter().filter(|form| form.password().is_some()).take(MOST_FORMS)
}

/// Checks that the form can be sent without a browser and never puts the password into an address.
pub fn check_sendable(document: &Document, form: &Form) -> Result<(), ProviderError> {
    let method = document.attribute(form.node, "method").unwrap_or_default();
    let is_post = method.trim().eq_ignore_ascii_case("post");
    let needs_browser = |reason| Err(ProviderError::NeedsBrowser { reason });
    if has_captcha(document, form) {
        return needs_browser(BrowserReason::Captcha);
    }
    if !is_post || form.needs_script(document) || script_hash::changes_password(document, form) {
        return needs_browser(BrowserReason::ScriptOnly);
    }
    Ok(())
}

fn note(document: &Document, navigation: &NavigationLabels, form: &Form, login: Option<&Control>) {
    if let Some(login) = login {
        let rank = login_rank(document, navigation, form, login);
        let by = rank.map_or("", |rank| navigation.login_field.labels[rank].as_str());
        document.trace.found(&navigation.login_field.name, by, rank.map_or(0, score));
    }
    document.trace.found(PASSWORD, "password", score(0));
}

fn without_form(document: &Document) -> ProviderError {
    let has_form = form::all(document).iter().any(|form| form.password().is_some());
    if asks_for_password(document) && !has_form {
        return ProviderError::NeedsBrowser { reason: BrowserReason::ScriptOnly };
    }
    ProviderError::not_found(PortalPage::SignIn, PASSWORD)
}

/// Returns true if the form asks for the characters of a picture or another proof of a person.
pub fn has_captcha(document: &Document, form: &Form) -> bool {
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
    let said = fold_case(&document.text(form.node));
    let asked = ["код с картинки", "символы с картинки", "код с изображения", "я не робот"]
        .iter()
        .any(|request| said.contains(request));
    asked || document.descendants(form.node).filter(is_shown).any(marks)
}

/// Returns the field for the login.
///
/// It is the best labelled one of the visible fields before the password.
fn login_field<'f>(
    document: &Document,
    navigation: &NavigationLabels,
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
    let ranked = before
        .iter()
        .filter_map(|control| Some((login_rank(document, navigation, form, control)?, *control)));
    let says_login = ranked.min_by_key(|(rank, _)| *rank).map(|(_, control)| control);
    says_login.or_else(|| before.last().copied()).or_else(|| candidates.first().copied())
}

/// Returns true for a field that is hidden from people, to catch programs that fill in everything.
pub fn is_trap(document: &Document, field: NodeId) -> bool {
    let is_marked = |id| {
        document.attribute(id, "aria-hidden") == Some("true")
            || document.attribute(id, "tabindex") == Some("-1")
    };
    document.is_hidden(field) || document.self_and_ancestors(field).take(3).any(is_marked)
}

/// Returns the rank of the label of a login field, 0 for the best; `None` for another label.
pub fn login_rank(
    document: &Document,
    navigation: &NavigationLabels,
    form: &Form,
    control: &Control,
) -> Option<usize> {
    let said = fold_case(&label_of(document, form, control.node));
    navigation.login_field.labels.iter().position(|word| said.contains(word.as_str()))
}

/// Returns the request of the sign-in button, or of the link that stands for one.
fn press(
    document: &Document,
    navigation: &NavigationLabels,
    form: &Form,
    given: &[(String, String)],
) -> Option<Request> {
    let sayings = &navigation.sign_in_button.labels;
    let button = form.button(document, sayings);
    if button.is_none() {
        let links = link::all(document);
        let within = links
            .iter()
            .filter(|link| sayings.contains(&link.says) && document.is_within(link.node, form.node));
        let scripts = within.filter_map(|link| document.attribute(link.node, "href"));
        if let Some(target) = scripts.filter_map(form::postback_fields).next() {
            return form.send(document, &[given, &target].concat(), None);
        }
    }
    form.send(document, given, button)
}
