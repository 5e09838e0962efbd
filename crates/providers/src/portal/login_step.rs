//! The first step of a sign-in that takes the login alone; the next page takes the password.

use std::sync::LazyLock;

use kabinet_extract::Request;
use kabinet_extract::html::document::Document;
use kabinet_extract::navigation::form;
use kabinet_extract::navigation::form::{Control, ControlKind, Form};
use kabinet_extract::text::normalize::pattern;
use regex::Regex;

use crate::portal::form_purpose::{self, Purpose};
use crate::portal::sign_in_form::{check_sendable, is_trap, login_rank};
use crate::profile::NavigationLabels;

/// Words of a sign-in, which a search lacks.
static SIGN_IN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\bвход|войти|авторизац|личн\p{L}* кабинет|\bлогин|\blog ?in\b|sign in"));
/// Words of other forms of one field: a payment, a lost password, a call back, a subscription.
static OTHER_STEP: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"оплат|пополн|платеж|восстан|напомн|сброс|обратн\p{L}* звон|новост|скидк"));

/// Fills in the form that asks for the login alone; `None` if the page has none.
pub fn fill(document: &Document, navigation: &NavigationLabels, login: &str) -> Option<Request> {
    let forms = form::all(document);
    let (form, field) =
        forms.iter().find_map(|form| Some((form, login_field(document, navigation, form)?)))?;
    let button = form.button(document, &navigation.sign_in_button.labels);
    let given = [(field.name().to_owned(), login.to_owned())];
    form.send(document, &given, button)
}

/// Returns true if the page has a form that asks for the login alone.
pub fn is_on(document: &Document, navigation: &NavigationLabels) -> bool {
    form::all(document).iter().any(|form| login_field(document, navigation, form).is_some())
}

/// Returns true if a sign-in in two steps that came to one page begins anew on the other.
pub fn begins_anew(before: &Document, after: &Document, navigation: &NavigationLabels) -> bool {
    let forms = form::all(before);
    let has_text = |form: &Form| form.controls.iter().any(|control| control.kind == ControlKind::Text);
    let mut with_password = forms.iter().filter(|form| form.password().is_some());
    let came_by_step = is_on(before, navigation) || with_password.any(|form| !has_text(form));
    came_by_step && is_on(after, navigation)
}

/// Returns the only field of a form that asks for the login alone; `None` for any other form.
fn login_field<'f>(
    document: &Document,
    navigation: &NavigationLabels,
    form: &'f Form,
) -> Option<&'f Control> {
    let is_asked = |control: &&Control| {
        control.kind == ControlKind::Text && !control.name().is_empty() && !is_trap(document, control.node)
    };
    let mut fields = form.controls.iter().filter(is_asked);
    let field = fields.next().filter(|_| fields.next().is_none())?;
    login_rank(document, navigation, form, field)?;
    form.button(document, &navigation.sign_in_button.labels)?;
    let said = form_purpose::own_words(document, form);
    let is_sign_in = form.password().is_none()
        && form_purpose::by_words(document, form) <= Purpose::Unnamed
        && SIGN_IN.is_match(&said)
        && !OTHER_STEP.is_match(&said)
        && check_sendable(document, form).is_ok();
    is_sign_in.then_some(field)
}
