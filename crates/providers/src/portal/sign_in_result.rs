//! The meaning of the answer to the sign-in form.

use std::sync::LazyLock;

use kabinet_extract::html::document::Document;
use kabinet_extract::html::layout::Layout;
use kabinet_extract::navigation::form;
use kabinet_extract::text::normalize::{fold_case, pattern};
use regex::Regex;
use url::Url;

use crate::SignInRefusal;
use crate::http::Answer;
use crate::portal::form_purpose::asks_to_sign_in;
use crate::portal::login_step;
use crate::portal::page_kind::{scripts, shows_sign_out, text_of};
use crate::portal::refusal_words::{Meaning, meaning};
use crate::portal::sign_in_form;
use crate::portal::sign_in_form::has_captcha;
use crate::profile::NavigationLabels;

/// The result of a sign-in.
#[derive(Debug, PartialEq, Eq)]
pub enum SignInResult {
    /// The customer is signed in.
    SignedIn,
    /// The site states in these words that the login or the password is wrong.
    WrongCredentials(String),
    /// The site did not let the customer in for another reason, with its words if it gave some.
    Refused(SignInRefusal, Option<String>),
    /// The site asks for a code from a message.
    AsksForCode,
    /// The site asks for a captcha.
    AsksForCaptcha,
    /// The form, or the session that it began, was no longer valid.
    Expired,
    /// None of these for certain.
    Unclear,
}

/// The longest sentence that is taken for an answer, in characters.
const LONGEST_SENTENCE: usize = 300;
/// The longest page without a sign-in form that is taken for a message, in characters.
const LONGEST_MESSAGE: usize = 1000;

/// Words of a page that limits the service, and not the sign-in, until a debt is paid.
static OWES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:внес|оплат|пополн|погас)\p{L}* (?:\p{L}+ )?(?:оплат|плат|долг|задолженност|сч[её]т|баланс|услуг|интернет)|недостат\p{L}* средств|неуплат|задолженност",
    )
});
static ALERT: LazyLock<Regex> = LazyLock::new(|| pattern(r#"alert\(\s*["']([^"']+)["']"#));

/// Returns the result of a sign-in, given the page of the form and the answer to it.
///
/// The form on the page outweighs a way to sign out: some systems show «Выйти» on the sign-in page
/// after a wrong password. The forms that stood beside it count on no page. Only words that the page of the form did not show count.
pub fn classify(before: &Document, answer: &Answer, navigation: &NavigationLabels) -> SignInResult {
    let after = &answer.document;
    let asks = asks_to_sign_in(after, &sign_in_form::beside(before))
        || login_step::begins_anew(before, after, navigation);
    if !asks && shows_sign_out(after, navigation) {
        return SignInResult::SignedIn;
    }
    let is_message = text_of(after).chars().count() <= LONGEST_MESSAGE;
    let said = (asks || is_message || answer.forbidden).then(|| new_words(before, after)).flatten();
    let lets_debtor_in = !asks && !answer.forbidden && OWES.is_match(&fold_case(&text_of(after)));
    match said {
        Some((_, Meaning::Refused(SignInRefusal::Locked))) if lets_debtor_in => SignInResult::Unclear,
        Some((said, Meaning::WrongCredentials)) => SignInResult::WrongCredentials(said),
        Some((said, Meaning::Refused(kind))) => SignInResult::Refused(kind, Some(said)),
        Some((_, Meaning::Captcha)) => SignInResult::AsksForCaptcha,
        Some((_, Meaning::Code)) => SignInResult::AsksForCode,
        Some((_, Meaning::Expired)) => SignInResult::Expired,
        None if asks => without_words(before, answer),
        None if answer.forbidden => SignInResult::Refused(SignInRefusal::AccessDenied, None),
        None => SignInResult::Unclear,
    }
}

/// Returns the result for the sign-in form without words of refusal.
fn without_words(before: &Document, answer: &Answer) -> SignInResult {
    if shows_captcha(&answer.document) && !shows_captcha(before) {
        return SignInResult::AsksForCaptcha;
    }
    if passed_another_page(before, answer) {
        return SignInResult::Expired;
    }
    SignInResult::Refused(SignInRefusal::FormAgain, None)
}

fn shows_captcha(document: &Document) -> bool {
    form::all(document).iter().any(|form| form.password().is_some() && has_captcha(document, form))
}

/// Returns true if the site let the customer into another page and sent them back to the form.
///
/// Then the password was right, and the session was lost at once.
fn passed_another_page(before: &Document, answer: &Answer) -> bool {
    let sent_to = answer.redirect_chain.first().map(Url::path);
    let own = [Some(before.address.path()), sent_to, Some(answer.document.address.path())];
    answer.redirect_chain.iter().skip(1).any(|passed| !own.contains(&Some(passed.path())))
}

/// Returns the sentence of the answer with the most certain meaning.
fn new_words(before: &Document, after: &Document) -> Option<(String, Meaning)> {
    let known = sentences(before);
    let is_new = |text: &String| text.chars().count() <= LONGEST_SENTENCE && !known.contains(text);
    let new: Vec<String> = sentences(after).into_iter().filter(is_new).collect();
    let single = new.iter().filter_map(|text| Some((text.clone(), meaning(&fold_case(text))?)));
    // A sentence may be spread over several elements.
    let pairs =
        new.windows(2).map(|pair| pair.join(" ")).filter(|text| text.chars().count() <= LONGEST_SENTENCE);
    let joined = pairs.filter_map(|text| Some((text.clone(), meaning(&fold_case(&text))?)));
    let found: Vec<(String, Meaning)> = single.chain(joined).collect();
    found.into_iter().min_by_key(|(_, meaning)| meaning.rank())
}

fn sentences(document: &Document) -> Vec<String> {
    let layout = Layout::of(document);
    let shown = layout.runs().filter(|(_, run)| !run.hidden).map(|(_, run)| run.text.clone());
    let alerts =
        scripts(document).flat_map(|text| ALERT.captures_iter(text)).map(|parts| parts[1].to_owned());
    shown.chain(alerts).chain(strings_of_json(document)).collect()
}

/// Returns the strings of an answer that is a JSON object.
fn strings_of_json(document: &Document) -> Vec<String> {
    match serde_json::from_str(&text_of(document)) {
        Ok(serde_json::Value::Object(fields)) => {
            fields.values().filter_map(|value| value.as_str()).map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}
