//! Hostile texts on the provider's pages.

use kabinet_demo::{Fault, PASSWORD, Running, Screen};
use kabinet_domain::Money;
use kabinet_test_desktop::{Page, Value, wait_until};
use serde_json::json;

use crate::support::layout;
use crate::support::{User, fill_sign_in_form, start_site, wait_for_sync};

/// Texts that the site's pages could contain in place of words.
const TEXTS: [&str; 23] = [
    "<script>window.hacked = 1</script>",
    "<img src=x onerror=\"window.hacked = 2\">",
    "<svg onload=window.hacked=3>",
    "</td></tr></table><script>window.hacked = 4</script>",
    "<iframe src=\"javascript:parent.hacked = 5\"></iframe>",
    "{{constructor.constructor('window.hacked = 6')()}}",
    "${window.hacked = 7}",
    "{@html '<b>8</b>'}",
    "\" onmouseover=\"window.hacked = 9",
    "' autofocus onfocus='window.hacked = 10",
    "javascript:window.hacked=11",
    "<style>* { display: none }</style>",
    "<base href=\"https://example.org/\">",
    "<meta http-equiv=\"refresh\" content=\"0;url=https://example.org/\">",
    "<form action=\"https://example.org/\"><input name=\"password\">",
    "&lt;b&gt;как есть&lt;/b&gt; &amp;amp;",
    "&#60;script&#62;window.hacked = 17&#60;/script&#62;",
    "\\\"); window.hacked = 18; //",
    "'; DROP TABLE entry; --",
    "{ $sum } { DATETIME($day) }",
    "اشتراك شهري בחשבון \u{202e}справа налево",
    "👨\u{200d}👩\u{200d}👧 💸 🇷🇺 ¯\\_(ツ)_/¯",
    "З\u{337}\u{321}\u{31b}а\u{338}\u{322}л\u{334}\u{323}г\u{335}\u{324}о\u{336}\u{325}",
];

/// The length of the two longest texts, in characters.
const LONG: usize = 3_000;

/// The longest refusal that the program quotes.
const LONGEST_REFUSAL: usize = 200;

/// The longest text that is quoted as a balance that was not understood.
const LONGEST_BALANCE: usize = 100;

/// Reads the state of the window that a text taken for markup or script would change.
const WINDOW: &str = "
    const tags = 'script, iframe, img, base, object, embed, style, link, meta';
    return [Object.getOwnPropertyNames(window).sort(), document.querySelectorAll(tags).length, document.title,
        location.href];
";

#[test]
fn hostile_texts_are_shown_as_text() {
    let site = start_site();
    let user = User::new();
    let page = user.open_app();
    let window = page.run(WINDOW, &[]);
    fill_sign_in_form(&page, &site, PASSWORD);
    for text in texts() {
        refused_with(&page, &site, &text);
        is_untouched(&page, &window, &text);
    }
    for text in texts() {
        balanced_with(&page, &site, &text);
        is_untouched(&page, &window, &text);
    }
    site.calm();
    let penny = Money::from_kopecks(1).unwrap();
    site.change(|ledger| texts().iter().for_each(|text| ledger.add(text, penny)));
    submit(&page, PASSWORD);
    wait_for_sync(&page);
    page.click("[data-test=to-statements]");
    page.click("[data-month] button");
    page.wait_for("[data-test=entries]");
    for text in texts() {
        page.wait_until(&format!("the operation {text}"), &sought_in_month(&shown(&text)));
    }
    is_untouched(&page, &window, "the operations");
}

fn texts() -> Vec<String> {
    let word = "ж".repeat(LONG);
    let tags: String = "<b onclick=alert(1)>длинно</b> ".chars().cycle().take(LONG).collect();
    TEXTS.iter().map(|text| (*text).to_owned()).chain([word, tags.trim().to_owned()]).collect()
}

/// Checks a refusal of the password with this text.
///
/// A text that is too long for a sentence is not taken for the site's reason.
fn refused_with(page: &Page, site: &Running, text: &str) {
    const WORDS: &str = "Неверный логин или пароль";
    let said = format!("{WORDS}: {text}");
    site.calm();
    site.fault(Fault::Replace(WORDS.to_owned(), escaped(&said)).on(Screen::SignInSent));
    submit_and_wait(page, site, "не тот");
    if said.chars().count() <= LONGEST_REFUSAL {
        page.wait_for_text("#password-error", &shown(&said));
    } else {
        let refusal = page.text("[data-code=sign_in_form_again]");
        assert!(!refusal.contains(WORDS), "a long answer is not quoted: {refusal}");
    }
}

/// Checks a balance with this text, which the program quotes as not understood.
fn balanced_with(page: &Page, site: &Running, text: &str) {
    let balance = format!("1 {text}");
    site.calm();
    site.fault(Fault::Replace("588.00 ₽".to_owned(), escaped(&balance)).on(Screen::Account));
    submit_and_wait(page, site, PASSWORD);
    let said = page.text("[data-code=site_changed]");
    let is_short = shown(&balance).chars().count() <= LONGEST_BALANCE;
    assert_eq!(said.contains(&shown(&balance)), is_short, "of {balance}: {said}");
}

/// Submits the form and waits until its answer is shown.
///
/// The form is idle before it reacts to the click too, so the request is waited for first.
fn submit_and_wait(page: &Page, site: &Running, password: &str) {
    let before = site.stats().sign_in_attempts();
    submit(page, password);
    wait_until("a submission", || (site.stats().sign_in_attempts() > before).then_some(()));
    page.wait_for("[data-test=sign-in][aria-disabled=false]");
}

fn submit(page: &Page, password: &str) {
    page.fill("#password", password);
    page.click("[data-test=sign-in]");
}

fn is_untouched(page: &Page, window: &Value, text: &str) {
    assert_eq!(&page.run(WINDOW, &[]), window, "after {text}");
    layout::assert_sound(page, text);
}

/// Returns an expression that finds the text in the virtual list, scrolling on while it is false.
fn sought_in_month(text: &str) -> String {
    format!(
        "(() => {{
            const texts = [...document.querySelectorAll('[data-test=entries] .operation .text')];
            if (texts.some((each) => each.textContent === {})) return true;
            const main = document.querySelector('main');
            const isAtEnd = main.scrollTop + main.clientHeight >= main.scrollHeight - 1;
            main.scrollTo(0, isAtEnd ? 0 : main.scrollTop + main.clientHeight / 2);
            return false;
        }})()",
        json!(text)
    )
}

/// Escapes a text for HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Removes the invisible characters that reorder or join others.
fn shown(text: &str) -> String {
    text.replace(['\u{202e}', '\u{200d}'], "")
}
