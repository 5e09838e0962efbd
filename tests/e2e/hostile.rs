use kabinet_demo::{Fault, PASSWORD, Running, Screen};
use kabinet_domain::Money;
use kabinet_screen::{Page, Value};
use serde_json::json;

use crate::customer::{Customer, fill_in, read, site};
use crate::layout;

/// What the site's pages could say instead of words.
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

/// How long the longest two are, in characters.
const LONG: usize = 3_000;

/// Words of the site's own are repeated up to this length.
const LONGEST_REFUSAL: usize = 200;

/// What is longer does not look like a price, and is not repeated.
const LONGEST_PRICE: usize = 40;

/// What a text that is more than text would change.
const WINDOW: &str = "
    const tags = 'script, iframe, img, base, object, embed, style, link, meta';
    return [Object.getOwnPropertyNames(window).sort(), document.querySelectorAll(tags).length, document.title,
        location.href];
";

#[test]
fn hostile_texts_are_shown_as_text() {
    let site = site();
    let customer = Customer::new();
    let page = customer.opens();
    let window = page.run(WINDOW, &[]);
    fill_in(&page, &site, PASSWORD);
    for text in texts() {
        refused_with(&page, &site, &text);
        is_untouched(&page, &window, &text);
    }
    for text in texts() {
        priced_with(&page, &site, &text);
        is_untouched(&page, &window, &text);
    }
    site.calm();
    let penny = Money::from_kopecks(1).unwrap();
    site.change(|ledger| texts().iter().for_each(|text| ledger.add(text, penny)));
    submits(&page);
    read(&page);
    page.click("[data-test=to-statements]");
    page.click("[data-month] button");
    page.shows("[data-test=entries]");
    for text in texts() {
        page.until(&format!("the operation {text}"), &sought_in_month(&shown(&text)));
    }
    is_untouched(&page, &window, "the operations");
}

fn texts() -> Vec<String> {
    let word = "ж".repeat(LONG);
    let tags: String = "<b onclick=alert(1)>длинно</b> ".chars().cycle().take(LONG).collect();
    TEXTS.iter().map(|text| (*text).to_owned()).chain([word, tags.trim().to_owned()]).collect()
}

/// The site refuses the password in these words.
fn refused_with(page: &Page, site: &Running, text: &str) {
    const WORDS: &str = "Неверный логин или пароль";
    let said = format!("{WORDS}: {text}");
    site.calm();
    site.fault(Fault::Replace(WORDS.to_owned(), escaped(&said)).on(Screen::SignInSent));
    page.fill("#password", "не тот");
    page.click("[data-test=sign-in]");
    if said.chars().count() <= LONGEST_REFUSAL {
        page.says("#password-error", &shown(&said));
    } else {
        page.until(
            "a refusal in own words",
            "!document.querySelector('#password-error').innerText.includes('Ответ сайта')",
        );
    }
}

/// The site tells the tariff's price in these words, and they are repeated as what was not
/// understood.
fn priced_with(page: &Page, site: &Running, text: &str) {
    let price = format!("1 {text}");
    site.calm();
    site.fault(Fault::Replace("800.00 ₽/мес".to_owned(), escaped(&price)).on(Screen::Account));
    submits(page);
    page.shows("[data-test=sign-in][aria-disabled=false]");
    let said = page.text("[data-code=site_changed]");
    let is_short = shown(&price).chars().count() <= LONGEST_PRICE;
    assert_eq!(said.contains(&shown(&price)), is_short, "of {price}: {said}");
}

fn submits(page: &Page) {
    page.fill("#password", PASSWORD);
    page.click("[data-test=sign-in]");
}

fn is_untouched(page: &Page, window: &Value, text: &str) {
    assert_eq!(&page.run(WINDOW, &[]), window, "after {text}");
    layout::is_whole(page, text);
}

/// The list of operations is virtual, so it is scrolled through.
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

/// As a page of HTML says it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Characters that show nothing and turn others around are left out.
fn shown(text: &str) -> String {
    text.replace(['\u{202e}', '\u{200d}'], "")
}
