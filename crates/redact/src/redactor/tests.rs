//! Redacted texts and pages.

use url::Url;

use super::*;
use kabinet_extract::html::document::Document;

fn mask() -> Redactor {
    Redactor::new(["Текущий баланс интернет", "Дата ближайшего списания"], 7)
}

fn masked(text: &str) -> String {
    let mut mask = mask();
    mask.learn(text);
    mask.text(text)
}

fn shape(text: &str) -> String {
    let letter = |c: char| if c.is_uppercase() { 'A' } else { 'a' };
    text.chars()
        .map(|c| {
            if c.is_ascii_digit() {
                '0'
            } else if c.is_alphabetic() {
                letter(c)
            } else {
                c
            }
        })
        .collect()
}

#[test]
fn form_stays_and_every_figure_and_unknown_word_does_not() {
    for text in [
        "Иванов И. П.",
        "ул. Ленина, 15-37",
        "token=a81Fe9",
        "8-909-700-88-77",
        "1 234,56 ₽",
        "IVANOV@mail.ru",
    ] {
        let masked = masked(text);
        assert_eq!(shape(&masked), shape(text), "{masked}");
        let same = masked.chars().zip(text.chars()).filter(|(a, b)| a == b && a.is_alphanumeric()).count();
        assert!(same <= 4, "{text} became {masked}");
    }
    assert_eq!(masked("Текущий баланс интернет: 0,00 руб."), "Текущий баланс интернет: 0,00 руб.");
}

#[test]
fn the_same_is_masked_by_the_same() {
    let mut mask = mask();
    let (plain, spaced) = (mask.text("1234.50"), mask.text("1 234,50"));
    assert_eq!(plain.replace('.', ""), spaced.replace([' ', ','], ""));
    assert_eq!(mask.text("Иванов").to_lowercase(), mask.text("иванов"));
}

#[test]
fn dates_and_times_stay_what_they_are() {
    for text in
        ["31.12.2021", "09.11.21", "2021-11-30", "30 ноября 2021 г.", "11.2021", "Ноябрь 2021", "09:05:59"]
    {
        let masked = masked(text);
        let read = |text: &str| {
            let today = chrono::NaiveDate::default();
            kabinet_extract::text::date::whole(text, today)
                .map(|_| 0)
                .or(kabinet_extract::text::date::whole_month(text).map(|_| 1))
        };
        assert_eq!(read(&masked), read(text), "{text} became {masked}");
        assert_ne!(masked, text);
    }
}

#[test]
fn nothing_that_is_shown_is_given_for_another() {
    let shown: Vec<String> = (100..700).map(|figure| figure.to_string()).collect();
    let mut mask = mask();
    shown.iter().for_each(|figure| mask.learn(figure));
    let masked: Vec<String> = shown.iter().take(100).map(|figure| mask.text(figure)).collect();
    assert!(!masked.iter().any(|masked| shown.contains(masked)), "{masked:?}");
}

#[test]
fn a_name_in_the_place_of_a_word_of_html_is_replaced() {
    let html = "<html lang=ivanov><ivanov-1985><p rel=ivanov role=Petr dir=petr charset=ivanov data-ivanov=1 \
        onivanov='1' colspan=1985 type=ivanov lang='ru petr' method=ivanov hidden=ivanov slot=ivanov>1</ivanov-1985>";
    let document = Document::read(html, &Url::parse("http://localhost/").unwrap(), encoding_rs::UTF_8);
    let markup = mask().page(&document).to_lowercase();
    for secret in ["ivanov", "petr", "1985"] {
        assert!(!markup.contains(secret), "{secret} is left in {markup}");
    }
}

#[test]
fn markup_keeps_its_form_and_nothing_else() {
    let html = "<!DOCTYPE html><html><head><title>Иванов</title><style>.me-7{display:none}</style><!-- 12345678 -->\
        <script>var login='ivanov'</script></head><body><p class=me-7 data-sum=589 onclick=\"location.href='/pay?acc=12345678'\">\
        <b>Б</b>аланс <i>интернет</i> <b>5</b>89,00<form action='https://lk.example.org/a?sid=abc9' method=post>\
        <input type=hidden name=csrf value=d41d8c><input type=password></form></body></html>";
    let address = Url::parse("https://lk.example.org/u/12345678").unwrap();
    let document = Document::read(html, &address, encoding_rs::UTF_8);
    let mut mask = mask();
    mask.learn_page(&document);
    let markup = mask.page(&document);
    for secret in ["Иванов", "ivanov", "12345678", "589", "d41d8c", "abc9", "example", "csrf", "<!--"] {
        assert!(!markup.contains(secret), "{secret} is left in {markup}");
    }
    for form in [
        "<b>Б</b>аланс <i>интернет</i>",
        "type=\"password\"",
        "method=\"post\"",
        "https://cabinet.invalid/",
        "location.href='/",
    ] {
        assert!(markup.contains(form), "{form} is lost in {markup}");
    }
    let again = Document::read(&markup, &address, encoding_rs::UTF_8);
    let hidden = again.elements().filter(|id| again.is_marked_hidden(*id)).count();
    assert_eq!(hidden, 1, "what is hidden stays hidden: {markup}");
}
