//! Someone who walks a site by its links and forms, as a browser would, and reads no figures.

use std::sync::{LazyLock, Once};

use encoding_rs::{Encoding, UTF_8};
use regex::Regex;
use reqwest::header::{CONTENT_TYPE, REFERER};
use reqwest::{Client, StatusCode};
use scraper::{ElementRef, Html, Selector};
use url::Url;

static REFRESH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?i)http-equiv=["']?refresh["']?[^>]*url=['"]?([^'">\s]+)"#).unwrap());
static LOCATION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"location(?:\.href)?\s*=\s*['"]([^'"]+)"#).unwrap());

pub struct Visitor {
    client: Client,
    charset: &'static Encoding,
}

#[derive(Debug, Clone)]
pub struct Page {
    pub url: Url,
    pub status: StatusCode,
    pub text: String,
}

/// A link to follow or a form to send.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ask {
    pub post: bool,
    pub url: Url,
    pub fields: Vec<(String, String)>,
    /// What stands on the link or the button.
    pub words: String,
}

impl Visitor {
    pub fn new(charset: &'static Encoding) -> Self {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            rustls::crypto::ring::default_provider().install_default().unwrap();
        });
        let client = Client::builder().cookie_store(true).no_proxy().build().unwrap();
        Self { client, charset }
    }

    pub fn utf8() -> Self {
        Self::new(UTF_8)
    }

    /// The bare answer, redirects followed.
    pub async fn get(&self, url: &Url) -> reqwest::Result<reqwest::Response> {
        self.client.get(url.clone()).send().await
    }

    pub async fn open(&self, url: &Url) -> Page {
        self.ask(&Ask { post: false, url: url.clone(), fields: Vec::new(), words: String::new() }, url).await
    }

    /// Follows a link or sends a form found on the page at `from`.
    pub async fn ask(&self, ask: &Ask, from: &Url) -> Page {
        let fields = ask.fields.iter();
        let encoded: Vec<String> =
            fields.map(|(name, value)| format!("{}={}", self.encoded(name), self.encoded(value))).collect();
        let mut url = ask.url.clone();
        let request = if ask.post {
            let form = "application/x-www-form-urlencoded";
            self.client.post(url).header(CONTENT_TYPE, form).body(encoded.join("&"))
        } else {
            if !encoded.is_empty() {
                url.set_query(Some(&encoded.join("&")));
            }
            self.client.get(url)
        };
        let response = request.header(REFERER, from.as_str()).send().await.unwrap();
        let (url, status) = (response.url().clone(), response.status());
        let text = self.charset.decode(&response.bytes().await.unwrap()).0.into_owned();
        self.with_frames(Page { url, status, text }).await
    }

    /// The page with what its frames show; a frameset shows nothing else.
    async fn with_frames(&self, page: Page) -> Page {
        let frames = page.frames();
        let is_set = page.text.contains("<FRAMESET");
        let mut shown = vec![page.text.clone()].into_iter().filter(|_| !is_set).collect::<Vec<_>>();
        for frame in frames {
            let bytes = self.get(&frame).await.unwrap().bytes().await.unwrap();
            shown.push(self.charset.decode(&bytes).0.into_owned());
        }
        Page { text: shown.concat(), ..page }
    }

    /// Signs in by the form on the page, and follows what leads on from there.
    pub async fn sign_in(&self, page: &Page, login: &str, password: &str) -> Page {
        let ask = page.sign_in(login, password).expect("the page has a form with a password");
        let mut answer = self.ask(&ask, &page.url).await;
        while let Some(next) = answer.leads_on() {
            answer = self.open(&next).await;
        }
        answer
    }

    fn encoded(&self, text: &str) -> String {
        let (bytes, _, _) = self.charset.encode(text);
        url::form_urlencoded::byte_serialize(&bytes).collect()
    }
}

impl Ask {
    pub fn is_way_out(&self) -> bool {
        ["выйти", "выход", "завершить"].iter().any(|way_out| self.words.contains(way_out))
    }
}

impl Page {
    pub fn way_out(&self) -> Option<Ask> {
        self.asks().into_iter().find(Ask::is_way_out)
    }

    pub fn has_sign_in(&self) -> bool {
        self.sign_in("", "").is_some()
    }

    /// Everything on the page that can be followed or sent, but for a form with a password.
    pub fn asks(&self) -> Vec<Ask> {
        let html = Html::parse_document(&self.text);
        let mut asks: Vec<Ask> = found(html.root_element(), "a[href], [onclick]")
            .filter_map(|element| self.link(element))
            .collect();
        for form in found(html.root_element(), "form") {
            if found(form, "input[type=password]").len() == 0 {
                asks.extend(self.form(form));
            }
        }
        asks
    }

    fn frames(&self) -> Vec<Url> {
        let html = Html::parse_document(&self.text);
        found(html.root_element(), "frame[src], iframe[src]")
            .filter_map(|frame| Some(self.to(frame.attr("src")?)))
            .collect()
    }

    /// Where a meta refresh or a script leads, if the page is nothing but that.
    fn leads_on(&self) -> Option<Url> {
        if self.asks().len() > 2 {
            return None;
        }
        let found = REFRESH.captures(&self.text).or_else(|| LOCATION.captures(&self.text))?;
        self.url.join(&found[1].replace("&#x2f;", "/").replace("&amp;", "&")).ok()
    }

    fn link(&self, element: ElementRef<'_>) -> Option<Ask> {
        let href = element.attr("href").unwrap_or("#");
        let scripts = format!("{};{href}", element.attr("onclick").unwrap_or_default());
        let scripted = LOCATION.captures(&scripts).map(|found| found[1].to_owned());
        let elsewhere = href.contains(':') && !href.starts_with("http:");
        let plain = (!href.starts_with('#') && !elsewhere).then(|| href.to_owned());
        let url = self.to(&scripted.or(plain)?);
        Some(Ask { post: false, url, fields: Vec::new(), words: words(element) })
    }

    /// The form sent by each of its buttons, with each choice of its lists and radio buttons.
    fn form(&self, form: ElementRef<'_>) -> Vec<Ask> {
        let ask = |extra: Vec<(String, String)>, words: String| Ask {
            post: form.attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post")),
            url: self.to(form.attr("action").unwrap_or_default()),
            fields: filled(inputs(form), extra),
            words,
        };
        let choices: Vec<(String, String)> = found(form, "select option[value]").filter_map(option).collect();
        let radios = found(form, "input[type=radio]").filter_map(field);
        let choices: Vec<_> = choices.into_iter().chain(radios).chain(first_days(form)).collect();
        let buttons = found(form, "input[type=submit], button");
        let buttons: Vec<_> = buttons.map(|button| (field(button), words(button))).collect();
        let Some((first, _)) = buttons.first().cloned() else {
            return Vec::new();
        };
        if choices.is_empty() {
            return buttons
                .into_iter()
                .map(|(field, words)| ask(field.into_iter().collect(), words))
                .collect();
        }
        let choose = |choice| ask([choice].into_iter().chain(first.clone()).collect(), String::new());
        choices.into_iter().map(choose).collect()
    }

    fn sign_in(&self, login: &str, password: &str) -> Option<Ask> {
        let html = Html::parse_document(&self.text);
        let has_password = |form: &ElementRef<'_>| found(*form, "input[type=password]").len() > 0;
        let form = found(html.root_element(), "form").find(has_password)?;
        let mut fields = inputs(form);
        let place = found(form, "input[type=password]").next()?.attr("name")?.to_owned();
        let place = fields.iter().position(|(name, _)| *name == place)?;
        password.clone_into(&mut fields.get_mut(place)?.1);
        login.clone_into(&mut fields.get_mut(place.checked_sub(1)?)?.1);
        fields.extend(found(form, "input[type=submit], button[name]").find_map(field));
        Some(Ask {
            post: true,
            url: self.to(form.attr("action").unwrap_or_default()),
            fields,
            words: String::new(),
        })
    }

    fn to(&self, address: &str) -> Url {
        let mut url = self.url.join(address).unwrap();
        url.set_fragment(None);
        url
    }
}

fn inputs(form: ElementRef<'_>) -> Vec<(String, String)> {
    let sent = |input: &ElementRef<'_>| {
        !["submit", "button", "radio", "image"].contains(&input.attr("type").unwrap_or("text"))
    };
    found(form, "input[name]").filter(sent).filter_map(field).collect()
}

fn field(input: ElementRef<'_>) -> Option<(String, String)> {
    Some((input.attr("name")?.to_owned(), input.attr("value").unwrap_or_default().to_owned()))
}

fn option(option: ElementRef<'_>) -> Option<(String, String)> {
    let list =
        option.ancestors().filter_map(ElementRef::wrap).find(|node| node.value().name() == "select")?;
    Some((list.attr("name")?.to_owned(), option.attr("value")?.to_owned()))
}

/// A form's fields, with other values for some.
fn filled(fields: Vec<(String, String)>, given: Vec<(String, String)>) -> Vec<(String, String)> {
    let is_kept = |(name, _): &(String, String)| !given.iter().any(|(other, _)| other == name);
    let kept: Vec<_> = fields.into_iter().filter(is_kept).collect();
    kept.into_iter().chain(given).collect()
}

/// What may be typed in place of the first day of a month: that of any month that a table names.
fn first_days(form: ElementRef<'_>) -> Vec<(String, String)> {
    let page = form.ancestors().filter_map(ElementRef::wrap).last().unwrap_or(form);
    let month = |cell: ElementRef<'_>| {
        let said = cell.text().collect::<String>();
        let (month, year) = said.trim().split_once('/')?;
        Some(format!("01.{month}.{year}"))
    };
    let months: Vec<String> = found(page, "td").filter_map(month).filter(|day| day.len() == 10).collect();
    let fields = found(form, "input[value^='01.']").filter_map(field);
    fields.flat_map(|(name, _)| months.clone().into_iter().map(move |day| (name.clone(), day))).collect()
}

fn words(element: ElementRef<'_>) -> String {
    let value = element.attr("value").unwrap_or_default().to_owned();
    element.text().chain([value.as_str()]).collect::<String>().trim().to_lowercase()
}

fn found<'a>(scope: ElementRef<'a>, selector: &str) -> std::vec::IntoIter<ElementRef<'a>> {
    scope.select(&Selector::parse(selector).unwrap()).collect::<Vec<_>>().into_iter()
}
