//! What the answer to the sign-in form means.

use std::sync::LazyLock;

use regex::Regex;
use url::Url;

use super::signs::{asks_for_password, scripts, shows_way_out, text_of};
use crate::description::Way;
use crate::http::Answer;
use crate::page::dom::Document;
use crate::page::layout::Layout;
use crate::page::text::{key, pattern};

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
        r"|нет такого|не тот\b|не подош|не принят|(?:логин|пароль)\b.{0,20}\bне\b|попыт|заблокирован|проверьте (?:логин|пароль|правильность)|incorrect|invalid|wrong|denied|failed"
    ))
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
static ALERT: LazyLock<Regex> = LazyLock::new(|| pattern(r#"alert\(\s*["']([^"']+)["']"#));

/// What the answer to the sign-in form says, given what the form's page said before.
///
/// The form again without a word is a refusal, unless it comes from beyond: who was let into
/// another page first, and sent back from there, had the right password and lost the session.
pub fn outcome(before: &Document, answer: &Answer, way: &Way) -> Outcome {
    let after = &answer.document;
    if shows_way_out(after, way) {
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
