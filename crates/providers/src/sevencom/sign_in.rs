//! The sign-in page, and what is shown after its form is sent.

use std::sync::LazyLock;

use regex::Regex;
use secrecy::ExposeSecret;
use url::Url;

use super::labels::{CITY_BUTTON, CITY_PROMPTS, LOGIN_FIELD, SIGN_IN_BUTTON, WAYS_OUT};
use crate::http::Answer;
use crate::page::Ask;
use crate::page::dom::{Document, NodeId};
use crate::page::forms::{self, Control, ControlKind, Form};
use crate::page::layout::Layout;
use crate::page::links;
use crate::page::text::{key, pattern, squeeze, wording};
use crate::{BrowserReason, Credentials, Page, ProviderError};

/// What the site says after the sign-in form is sent.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The customer is in.
    SignedIn,
    /// The login or the password was not accepted, in the site's words if it said any.
    Refused(Option<String>),
    /// A code from a message is asked for.
    AsksForCode,
    /// The form, or the session that it began, was no longer good.
    Lapsed,
    /// None of these for sure.
    Unclear,
}

const LONGEST_REFUSAL: usize = 200;

static REFUSAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"неверн|неправильн|некорректн|введен[аоы]? не ?верно|не ?найден|не существует|ошибк[аи] (?:авторизации|входа|доступа)",
        r"|ошибка|не совпада|не удалось войти|в доступе отказано|доступ (?:запрещен|закрыт)|не зарегистрирован|не подходит|отказано во входе",
        r"|попыт|заблокирован|проверьте (?:логин|пароль|правильность)|incorrect|invalid|wrong|denied|failed"
    ))
});
static MAINTENANCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:технически|профилактически|регламентны|плановы)\p{L}* работ|ведутся (?:\p{L}+ )?работы|временно недоступ|на обслуживании|maintenance",
    )
});
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"код из (?:смс|sms|сообщения|письма)|смс[- ]код|sms[- ]код|код подтверждения|одноразовый (?:код|пароль)",
    )
});
static LAPSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:форма|сессия|сеанс|страница|ключ)(?: \p{L}+){0,3} (?:устарел|истек|недействител|завершен)|page expired|csrf|session (?:has )?expired",
    )
});
static PASSWORD_IN_SCRIPT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?i)["'=\s]password["'\s>]|пароль"#));
static ALERT: LazyLock<Regex> = LazyLock::new(|| pattern(r#"alert\(\s*["']([^"']+)["']"#));

/// Whether the page shows a way out, as only a signed-in customer sees one.
pub fn shows_way_out(document: &Document) -> bool {
    let links = links::all(document);
    !links::saying(&links, &WAYS_OUT).is_empty()
}

/// Whether the page asks for a password.
pub fn asks_for_password(document: &Document) -> bool {
    password_fields(document).next().is_some()
}

/// Whether the page says that the site is being worked on, and shows nothing else of use.
pub fn is_maintenance(document: &Document) -> bool {
    !asks_for_password(document) && !shows_way_out(document) && speaks_of_maintenance(document)
}

/// Whether the page says that the site is being worked on.
pub fn speaks_of_maintenance(document: &Document) -> bool {
    MAINTENANCE.is_match(&key(&text_of(document)))
}

/// Whether a script of the page draws a field for a password.
pub fn draws_password_field(document: &Document) -> bool {
    scripts(document).any(|text| PASSWORD_IN_SCRIPT.is_match(text))
}

/// The sign-in form of a page, filled in.
///
/// # Errors
/// [`ProviderError::NeedsBrowser`], or what the page lacks.
pub fn fill(
    document: &Document,
    credentials: &Credentials,
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
    let not_found = |label| ProviderError::not_found(Page::SignIn, label);
    let password = form.password().ok_or_else(|| not_found("Пароль"))?;
    let login = login_field(document, form, password).ok_or_else(|| not_found("Логин"))?;
    let mut given = vec![
        (login.name().to_owned(), credentials.login.clone()),
        (password.name().to_owned(), credentials.password.expose_secret().to_owned()),
    ];
    given.extend(city_choice(document, form, city));
    press(document, form, &given).ok_or_else(|| not_found("Войти"))
}

/// What the answer to the sign-in form says, given what the form's page said before.
///
/// The form again without a word is a refusal, unless it comes from beyond: who was let into
/// another page first, and sent back from there, had the right password and lost the session.
pub fn outcome(before: &Document, answer: &Answer) -> Outcome {
    let after = &answer.document;
    if shows_way_out(after) {
        return Outcome::SignedIn;
    }
    let words = key(&text_of(after));
    let refusal = refusal(before, after);
    match (refusal, asks_for_password(after)) {
        (_, false) if LAPSED.is_match(&words) => Outcome::Lapsed,
        (Some(said), _) => Outcome::Refused(Some(said)),
        (None, true) if came_from_beyond(before, answer) => Outcome::Lapsed,
        (None, true) => Outcome::Refused(None),
        (None, false) if answer.forbidden => Outcome::Refused(None),
        (None, false) if CODE.is_match(&words) => Outcome::AsksForCode,
        (None, false) => Outcome::Unclear,
    }
}

/// Whether a page between the form that was sent and the form that is shown again was another.
fn came_from_beyond(before: &Document, answer: &Answer) -> bool {
    let sent_to = answer.passed.first().map(Url::path);
    let own = [Some(before.address.path()), sent_to, Some(answer.document.address.path())];
    answer.passed.iter().skip(1).any(|passed| !own.contains(&Some(passed.path())))
}

/// The form in which the city is chosen, with the choice made; or the link with the city's name.
pub fn city(document: &Document, city: &str) -> Option<Ask> {
    let wanted = wording(city);
    let is_wanted = |text: &str| wording(text) == wanted;
    let by_form =
        forms::all(document).into_iter().filter(|form| form.password().is_none()).find_map(|form| {
            let given = choice_in(document, &form, &is_wanted)?;
            form.send(document, &[given], form.button(document, &CITY_BUTTON))
        });
    let links = links::all(document);
    let prompted = links.iter().filter(|link| link.says == wanted && is_prompted(document, link.node));
    by_form.or_else(|| prompted.filter_map(|link| link.ask.clone()).next())
}

/// The cities that a page has to choose from: what stands in the same list as a known one.
pub fn asks_for_city(document: &Document) -> bool {
    let said = wording(&text_of(document));
    CITY_PROMPTS[..CITY_PROMPTS.len() - 2].iter().any(|prompt| said.contains(prompt))
}

fn password_fields(document: &Document) -> impl Iterator<Item = NodeId> + '_ {
    let is_password = |kind: &str| kind.trim().eq_ignore_ascii_case("password");
    let inputs = document.elements().filter(|id| document.name(*id) == "input");
    inputs.filter(move |id| document.attribute(*id, "type").is_some_and(is_password))
}

fn without_form(document: &Document) -> ProviderError {
    if asks_for_password(document) {
        return ProviderError::NeedsBrowser { reason: BrowserReason::ScriptOnly };
    }
    ProviderError::not_found(Page::SignIn, "Пароль")
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
fn login_field<'f>(document: &Document, form: &'f Form, password: &Control) -> Option<&'f Control> {
    let is_text = |control: &&Control| control.kind == ControlKind::Text && !control.name().is_empty();
    let texts: Vec<&Control> = form.controls.iter().filter(is_text).collect();
    let shown: Vec<&Control> =
        texts.iter().copied().filter(|control| !document.is_hidden(control.node)).collect();
    let candidates = if shown.is_empty() { texts } else { shown };
    let before: Vec<&Control> =
        candidates.iter().copied().filter(|control| control.node < password.node).collect();
    let ranked = before.iter().filter_map(|control| Some((login_rank(document, form, control)?, *control)));
    let says_login = ranked.min_by_key(|(rank, _)| *rank).map(|(_, control)| control);
    says_login.or_else(|| before.last().copied()).or_else(|| candidates.first().copied())
}

fn login_rank(document: &Document, form: &Form, control: &Control) -> Option<usize> {
    let said = key(&field_label(document, form, control.node));
    LOGIN_FIELD.iter().position(|word| said.contains(word))
}

/// What is said of a field: its label, the text before it, or the hint in it.
fn field_label(document: &Document, form: &Form, field: NodeId) -> String {
    let id = document.attribute(field, "id").filter(|id| !id.is_empty());
    let labels = document.elements().filter(|label| document.name(*label) == "label");
    let mut own = labels.filter(|label| {
        document.is_within(field, *label) || (id.is_some() && document.attribute(*label, "for") == id)
    });
    if let Some(label) = own.next() {
        return document.text(label);
    }
    let hints =
        ["placeholder", "aria-label", "title"].iter().filter_map(|name| document.attribute(field, name));
    let hint = hints.collect::<Vec<_>>().join(" ");
    if !hint.trim().is_empty() {
        return hint;
    }
    let previous = form
        .controls
        .iter()
        .map(|control| control.node)
        .filter(|node| *node < field)
        .max()
        .unwrap_or(form.node);
    let between = document.elements().flat_map(|id| document.children(id).to_vec());
    let texts = between.filter(|id| *id > previous && *id < field).filter_map(|id| document.characters(id));
    squeeze(&texts.collect::<Vec<_>>().join(" "))
}

/// Presses the button to sign in, or the link that stands for one.
fn press(document: &Document, form: &Form, given: &[(String, String)]) -> Option<Ask> {
    let button = form.button(document, &SIGN_IN_BUTTON);
    if button.is_none() {
        let links = links::all(document);
        let within = links.iter().filter(|link| {
            SIGN_IN_BUTTON.contains(&link.says.as_str()) && document.is_within(link.node, form.node)
        });
        let scripts = within.filter_map(|link| document.attribute(link.node, "href"));
        if let Some(target) = scripts.filter_map(forms::postback_fields).next() {
            return form.send(document, &[given, &target].concat(), None);
        }
    }
    form.send(document, given, button)
}

fn city_choice(document: &Document, form: &Form, city: Option<&str>) -> Option<(String, String)> {
    let wanted = wording(city?);
    choice_in(document, form, &|text| wording(text) == wanted)
}

/// The choice in a form that says what is wanted: an option, or a dot with its label.
fn choice_in(document: &Document, form: &Form, is_wanted: &dyn Fn(&str) -> bool) -> Option<(String, String)> {
    let option = |control: &Control| {
        let options = forms::options(document, control.node).into_iter();
        options
            .filter(|(_, says)| is_wanted(says))
            .map(|(value, _)| (control.name().to_owned(), value))
            .next()
    };
    let tick = |control: &Control| {
        let says = field_label(document, form, control.node);
        let after = text_after(document, control.node);
        (is_wanted(&says) || is_wanted(&after) || is_wanted(control.value()))
            .then(|| (control.name().to_owned(), control.value().to_owned()))
    };
    form.controls.iter().find_map(|control| match control.kind {
        ControlKind::Choice => option(control),
        ControlKind::Tick | ControlKind::Submit => tick(control),
        ControlKind::Hidden | ControlKind::Text | ControlKind::Password | ControlKind::Other => None,
    })
}

fn text_after(document: &Document, id: NodeId) -> String {
    let Some(parent) = document.self_and_ancestors(id).nth(1) else { return String::new() };
    let next = document.children(parent).iter().find(|sibling| **sibling > id);
    next.map(|next| document.characters(*next).map_or_else(|| document.text(*next), squeeze))
        .unwrap_or_default()
}

fn is_prompted(document: &Document, id: NodeId) -> bool {
    document.self_and_ancestors(id).skip(1).take(6).any(|around| {
        let said = wording(&document.text(around));
        CITY_PROMPTS.iter().any(|prompt| said.starts_with(prompt))
    })
}

/// The site's words of refusal: such as the form's page did not already show.
fn refusal(before: &Document, after: &Document) -> Option<String> {
    let known: Vec<String> = sayings(before);
    let fitting = |text: &String| text.chars().count() <= LONGEST_REFUSAL && REFUSAL.is_match(&key(text));
    sayings(after).into_iter().filter(|text| !known.contains(text)).find(fitting)
}

fn sayings(document: &Document) -> Vec<String> {
    let layout = Layout::of(document);
    let shown = layout.runs().filter(|(_, run)| !run.hidden).map(|(_, run)| run.text.clone());
    let alerts =
        scripts(document).flat_map(|text| ALERT.captures_iter(text)).map(|parts| parts[1].to_owned());
    shown.chain(alerts).chain(strings_of_json(document)).collect()
}

/// What a program's answer says in place of a page.
fn strings_of_json(document: &Document) -> Vec<String> {
    match serde_json::from_str(&text_of(document)) {
        Ok(serde_json::Value::Object(fields)) => {
            fields.values().filter_map(|value| value.as_str()).map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

fn scripts(document: &Document) -> impl Iterator<Item = &str> {
    let scripts = document.elements().filter(|id| document.name(*id) == "script");
    scripts.flat_map(|id| document.children(id)).filter_map(|text| document.characters(*text))
}

fn text_of(document: &Document) -> String {
    document.root().map(|root| document.text(root)).unwrap_or_default()
}
