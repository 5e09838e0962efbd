//! A visitor who follows links and sends forms as a browser does, and reads no figures.

use std::sync::{LazyLock, Once};

use encoding_rs::{Encoding, UTF_8};
use regex::Regex;
use reqwest::header::{CONTENT_TYPE, REFERER};
use reqwest::multipart::{Form, Part};
use reqwest::{Client, StatusCode};
use scraper::{ElementRef, Html, Selector};
use url::Url;

static REFRESH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?i)http-equiv=["']?refresh["']?[^>]*url=['"]?([^'">\s]+)"#).unwrap());
static LOCATION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"location(?:\.href)?\s*=\s*['"]([^'"]+)"#).unwrap());

/// A client with cookies, for pages in one charset.
pub struct Visitor {
    client: Client,
    charset: &'static Encoding,
}

/// A page, with the contents of its frames.
#[derive(Debug, Clone)]
pub struct Page {
    pub url: Url,
    pub status: StatusCode,
    pub text: String,
}

/// A link to follow or a form to send.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Request {
    pub post: bool,
    pub in_parts: bool,
    pub url: Url,
    pub fields: Vec<(String, String)>,
    /// The text of the link or button, in lower case.
    pub label: String,
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

    /// Opens a page with a cookie of a session that a browser began.
    pub async fn open_with(&self, url: &Url, cookie: &str) -> Page {
        let pair = cookie.split(';').next().unwrap_or_default();
        let response = self.client.get(url.clone()).header("cookie", pair).send().await.unwrap();
        let (url, status) = (response.url().clone(), response.status());
        let text = self.charset.decode(&response.bytes().await.unwrap()).0.into_owned();
        Page { url, status, text }
    }

    /// Sends a GET request and follows redirects.
    pub async fn get(&self, url: &Url) -> reqwest::Result<reqwest::Response> {
        self.client.get(url.clone()).send().await
    }

    pub async fn open(&self, url: &Url) -> Page {
        self.send(
            &Request {
                post: false,
                in_parts: false,
                url: url.clone(),
                fields: Vec::new(),
                label: String::new(),
            },
            url,
        )
        .await
    }

    /// Follows a link or sends a form found on the page at `from`.
    pub async fn send(&self, request: &Request, from: &Url) -> Page {
        let fields = request.fields.iter();
        let encoded: Vec<String> =
            fields.map(|(name, value)| format!("{}={}", self.encoded(name), self.encoded(value))).collect();
        let mut url = request.url.clone();
        let request = if request.in_parts {
            let part = |form: Form, (name, value): &(String, String)| {
                form.part(name.clone(), Part::bytes(self.charset.encode(value).0.into_owned()))
            };
            self.client.post(url).multipart(request.fields.iter().fold(Form::new(), part))
        } else if request.post {
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

    /// Adds the contents of the page's frames; a frameset shows nothing else.
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

    /// Signs in by the form on the page, and follows meta refreshes and scripted redirects.
    pub async fn sign_in(&self, page: &Page, login: &str, password: &str) -> Page {
        let request = page.sign_in(login, password).expect("the page has a form with a password");
        let mut answer = self.send(&request, &page.url).await;
        while let Some(next) = answer.redirect() {
            answer = self.open(&next).await;
        }
        answer
    }

    fn encoded(&self, text: &str) -> String {
        let (bytes, _, _) = self.charset.encode(text);
        url::form_urlencoded::byte_serialize(&bytes).collect()
    }
}

impl Request {
    pub fn is_sign_out(&self) -> bool {
        ["выйти", "выход", "завершить"].iter().any(|word| self.label.contains(word))
    }
}

impl Page {
    pub fn sign_out(&self) -> Option<Request> {
        self.requests().into_iter().find(Request::is_sign_out)
    }

    pub fn has_sign_in(&self) -> bool {
        self.sign_in("", "").is_some()
    }

    /// Returns every link and form of the page, except a form with a password.
    pub fn requests(&self) -> Vec<Request> {
        let html = Html::parse_document(&self.text);
        let mut requests: Vec<Request> = select(html.root_element(), "a[href], [onclick]")
            .filter_map(|element| self.link(element))
            .collect();
        for form in select(html.root_element(), "form") {
            if select(form, "input[type=password]").len() == 0 {
                requests.extend(self.form(form));
            }
        }
        requests
    }

    fn frames(&self) -> Vec<Url> {
        let html = Html::parse_document(&self.text);
        select(html.root_element(), "frame[src], iframe[src]")
            .filter_map(|frame| Some(self.to(frame.attr("src")?)))
            .collect()
    }

    /// Returns the target of a meta refresh or script, if the page contains little else.
    fn redirect(&self) -> Option<Url> {
        if self.requests().len() > 2 {
            return None;
        }
        let found = REFRESH.captures(&self.text).or_else(|| LOCATION.captures(&self.text))?;
        self.url.join(&found[1].replace("&#x2f;", "/").replace("&amp;", "&")).ok()
    }

    fn link(&self, element: ElementRef<'_>) -> Option<Request> {
        let href = element.attr("href").unwrap_or("#");
        let scripts = format!("{};{href}", element.attr("onclick").unwrap_or_default());
        let scripted = LOCATION.captures(&scripts).map(|found| found[1].to_owned());
        let elsewhere = href.contains(':') && !href.starts_with("http:");
        let plain = (!href.starts_with('#') && !elsewhere).then(|| href.to_owned());
        let url = self.to(&scripted.or(plain)?);
        Some(Request { post: false, in_parts: false, url, fields: Vec::new(), label: label(element) })
    }

    /// Returns the requests that the form can send: one for each button or choice.
    fn form(&self, form: ElementRef<'_>) -> Vec<Request> {
        let request = |extra: Vec<(String, String)>, label: String| Request {
            post: form.attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post")),
            in_parts: false,
            url: self.to(form.attr("action").unwrap_or_default()),
            fields: with_values(inputs(form), extra),
            label,
        };
        let choices: Vec<(String, String)> =
            select(form, "select option[value]").filter_map(option).collect();
        let radios = select(form, "input[type=radio]").filter_map(field);
        let choices: Vec<_> = choices.into_iter().chain(radios).chain(first_days(form)).collect();
        let buttons = select(form, "input[type=submit], button");
        let buttons: Vec<_> = buttons.map(|button| (field(button), label(button))).collect();
        let Some((first, _)) = buttons.first().cloned() else {
            return Vec::new();
        };
        if choices.is_empty() {
            return buttons
                .into_iter()
                .map(|(field, label)| request(field.into_iter().collect(), label))
                .collect();
        }
        let choose = |choice| request([choice].into_iter().chain(first.clone()).collect(), String::new());
        choices.into_iter().map(choose).collect()
    }

    fn sign_in(&self, login: &str, password: &str) -> Option<Request> {
        let html = Html::parse_document(&self.text);
        let has_password = |form: &ElementRef<'_>| select(*form, "input[type=password]").len() > 0;
        let form = select(html.root_element(), "form").find(has_password)?;
        let mut fields = inputs(form);
        let place = select(form, "input[type=password]").next()?.attr("name")?.to_owned();
        let place = fields.iter().position(|(name, _)| *name == place)?;
        password.clone_into(&mut fields.get_mut(place)?.1);
        login.clone_into(&mut fields.get_mut(place.checked_sub(1)?)?.1);
        fields.extend(select(form, "input[type=submit], button[name]").find_map(field));
        Some(Request {
            post: true,
            in_parts: form.attr("enctype") == Some("multipart/form-data"),
            url: self.to(form.attr("action").unwrap_or_default()),
            fields,
            label: String::new(),
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
    select(form, "input[name]").filter(sent).filter_map(field).collect()
}

fn field(input: ElementRef<'_>) -> Option<(String, String)> {
    Some((input.attr("name")?.to_owned(), input.attr("value").unwrap_or_default().to_owned()))
}

fn option(option: ElementRef<'_>) -> Option<(String, String)> {
    let list =
        option.ancestors().filter_map(ElementRef::wrap).find(|node| node.value().name() == "select")?;
    Some((list.attr("name")?.to_owned(), option.attr("value")?.to_owned()))
}

/// Replaces the values of some fields.
fn with_values(fields: Vec<(String, String)>, given: Vec<(String, String)>) -> Vec<(String, String)> {
    let is_kept = |(name, _): &(String, String)| !given.iter().any(|(other, _)| other == name);
    let kept: Vec<_> = fields.into_iter().filter(is_kept).collect();
    kept.into_iter().chain(given).collect()
}

/// Returns the first day of each month in the page's tables, for fields that hold such a day.
fn first_days(form: ElementRef<'_>) -> Vec<(String, String)> {
    let page = form.ancestors().filter_map(ElementRef::wrap).last().unwrap_or(form);
    let month = |cell: ElementRef<'_>| {
        let said = cell.text().collect::<String>();
        let (month, year) = said.trim().split_once('/')?;
        Some(format!("01.{month}.{year}"))
    };
    let months: Vec<String> = select(page, "td").filter_map(month).filter(|day| day.len() == 10).collect();
    let fields = select(form, "input[value^='01.']").filter_map(field);
    fields.flat_map(|(name, _)| months.clone().into_iter().map(move |day| (name.clone(), day))).collect()
}

fn label(element: ElementRef<'_>) -> String {
    let value = element.attr("value").unwrap_or_default().to_owned();
    element.text().chain([value.as_str()]).collect::<String>().trim().to_lowercase()
}

fn select<'a>(scope: ElementRef<'a>, selector: &str) -> std::vec::IntoIter<ElementRef<'a>> {
    scope.select(&Selector::parse(selector).unwrap()).collect::<Vec<_>>().into_iter()
}
