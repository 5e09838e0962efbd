//! Faults: everything that can go wrong with an answer, as data.

use std::convert::Infallible;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::Response;
use encoding_rs::Encoding;
use futures::stream::{self, StreamExt};

use crate::bombs;
use crate::connection::ConnectionCutter;
use crate::reply::Reply;
use crate::request::Request;
use crate::screen::Screen;
use crate::site::{Answer, Site};

const NESTED_BYTES: usize = 500_000;

/// A fault of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// All sessions end once, after a number of requests.
    EndSessions {
        /// The number of requests that are still answered.
        after: usize,
    },
    /// A session ends after a number of requests since its sign-in.
    ShortSessions {
        /// The number of requests that are answered, without the sign-in.
        requests: usize,
    },
    /// A delay before the answer.
    Latency(Duration),
    /// Status 503.
    Unavailable {
        /// The header `Retry-After`, in whole seconds; `None` for no such header.
        retry_after: Option<Duration>,
    },
    /// A connection that breaks in the middle of the body.
    Truncated,
    /// A connection that breaks after that number of bytes of the body.
    BreaksOff(usize),
    /// A body that ends after that number of bytes, as if it were complete.
    EndsEarly(usize),
    /// A connection that closes without an answer.
    HangUp,
    /// A page about maintenance, with status 200.
    Maintenance,
    /// A body without an end.
    Endless,
    /// A body of half a megabyte that unpacks to 512 MiB.
    GzipBomb,
    /// A body of less than a kilobyte that unpacks to 512 MiB.
    BrotliBomb,
    /// A page of 500 KB of this tag, nested.
    Nested(&'static str),
    /// A redirect with this status (301, 302, 303, 307, 308) to this address.
    Redirect(u16, String),
    /// The second text in place of each occurrence of the first.
    Replace(String, String),
    /// The sign-in form in place of the requested page.
    SignInPage,
    /// A sign-in form that asks for a code from a picture and rejects every submission.
    Captcha,
    /// A body sent byte by byte, with this pause before each.
    Drip(Duration),
    /// A fixed answer.
    Reply(Reply),
    /// A page whose header declares another charset than it is written in.
    Charset {
        /// The charset of its bytes.
        written: &'static str,
        /// The charset in the header `Content-Type`.
        declared: &'static str,
    },
}

/// A fault and the answers that it affects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    fault: Fault,
    screen: Option<Screen>,
    left: Option<usize>,
    seen: usize,
}

/// The active faults, and the one place that applies them.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<Vec<Trouble>>);

/// The combined effect of all active faults on one answer.
#[derive(Default)]
struct FaultOutcome {
    delay: Duration,
    instead: Option<Answer>,
    reply: Option<Reply>,
    captcha: bool,
    replaced: Vec<(String, String)>,
    written: Option<&'static Encoding>,
    declared: Option<&'static str>,
    delivery: Delivery,
}

#[derive(Default)]
enum Delivery {
    #[default]
    Whole,
    Truncated,
    BreaksOff(usize),
    EndsEarly(usize),
    HangUp,
    Endless,
    GzipBomb,
    BrotliBomb,
    Drip(Duration),
}

impl Fault {
    /// Limits the fault to the answers for that screen.
    pub fn on(self, screen: Screen) -> Trouble {
        Trouble { screen: Some(screen), ..self.into() }
    }

    /// Limits the fault to the next `answers` answers.
    pub fn times(self, answers: usize) -> Trouble {
        Trouble::from(self).times(answers)
    }
}

impl Trouble {
    /// Limits the fault to the next `answers` answers.
    #[must_use]
    pub fn times(self, answers: usize) -> Self {
        Self { left: Some(answers), ..self }
    }

    /// Counts a request, and returns true if the fault affects it.
    fn affects(&mut self, screen: Option<Screen>) -> bool {
        if self.left == Some(0) || (self.screen.is_some() && self.screen != screen) {
            return false;
        }
        self.seen += 1;
        if let Fault::EndSessions { after } = self.fault {
            return self.seen == after + 1;
        }
        if let Fault::ShortSessions { requests } = self.fault {
            if screen == Some(Screen::SignIn) {
                self.seen = 0;
            }
            return self.seen > requests;
        }
        self.left = self.left.map(|left| left - 1);
        true
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self { fault, screen: None, left: None, seen: 0 }
    }
}

impl Faults {
    pub(crate) fn add(&self, trouble: Trouble) {
        self.lock().push(trouble);
    }

    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    /// Answers a request, with the active faults applied.
    pub(crate) async fn respond(
        &self,
        site: &Site,
        request: &Request,
        screen: Option<Screen>,
        cutter: &ConnectionCutter,
    ) -> Response {
        let mut outcome = FaultOutcome::default();
        self.faults_for(screen).into_iter().for_each(|fault| outcome.apply(fault, site, request));
        if outcome.captcha && screen == Some(Screen::SignInSent) {
            outcome.instead = Some(site.sign_in_form(request));
        }
        tokio::time::sleep(outcome.delay).await;
        if let Some(reply) = outcome.reply {
            return reply.into_response();
        }
        let mut answer = outcome.instead.take().unwrap_or_else(|| site.answer(request));
        outcome.change(&mut answer);
        let (body, _, _) = outcome.written.unwrap_or(site.skin.charset).encode(&answer.text);
        let body = Bytes::from(body.into_owned());
        let declared = outcome.declared.map(|charset| format!("text/html; charset={charset}"));
        let content_type = declared.unwrap_or_else(|| site.skin.config.charset.content_type());
        answer.headers.push((header::CONTENT_TYPE, content_type));
        outcome.delivery.send(answer.status, answer.headers, body, cutter)
    }

    /// Returns the charset of the whole site, also of its requests, where a fault changes it.
    pub(crate) fn charset(&self) -> Option<&'static Encoding> {
        let troubles = self.lock();
        troubles.iter().filter(|trouble| trouble.screen.is_none()).find_map(|trouble| {
            let Fault::Charset { written, .. } = &trouble.fault else { return None };
            Encoding::for_label(written.as_bytes())
        })
    }

    fn faults_for(&self, screen: Option<Screen>) -> Vec<Fault> {
        let mut troubles = self.lock();
        let active =
            troubles.iter_mut().filter_map(|trouble| trouble.affects(screen).then(|| trouble.fault.clone()));
        active.collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Trouble>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FaultOutcome {
    fn apply(&mut self, fault: Fault, site: &Site, request: &Request) {
        match fault {
            Fault::EndSessions { .. } | Fault::ShortSessions { .. } => site.state().sessions.end_all(),
            Fault::Latency(delay) => self.delay += delay,
            Fault::Unavailable { retry_after } => self.instead = Some(unavailable(retry_after)),
            Fault::Truncated => self.delivery = Delivery::Truncated,
            Fault::BreaksOff(after) => self.delivery = Delivery::BreaksOff(after),
            Fault::EndsEarly(after) => self.delivery = Delivery::EndsEarly(after),
            Fault::HangUp => self.delivery = Delivery::HangUp,
            Fault::Maintenance => self.instead = Some(maintenance()),
            Fault::Endless => self.delivery = Delivery::Endless,
            Fault::GzipBomb => self.delivery = Delivery::GzipBomb,
            Fault::BrotliBomb => self.delivery = Delivery::BrotliBomb,
            Fault::Nested(tag) => self.instead = Some(nested(tag)),
            Fault::Redirect(status, to) => {
                let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FOUND);
                self.instead = Some(Answer::redirect(status, to));
            }
            Fault::Replace(from, to) => self.replaced.push((from, to)),
            Fault::SignInPage => self.instead = Some(site.sign_in_form(request)),
            Fault::Captcha => self.captcha = true,
            Fault::Drip(pause) => self.delivery = Delivery::Drip(pause),
            Fault::Reply(reply) => self.reply = Some(reply),
            Fault::Charset { written, declared } => {
                self.written = Encoding::for_label(written.as_bytes());
                self.declared = Some(declared);
            }
        }
    }

    fn change(&self, answer: &mut Answer) {
        for (from, to) in &self.replaced {
            answer.text = answer.text.replace(from, to);
        }
        if self.captcha {
            answer.text = with_captcha(&answer.text);
        }
    }
}

impl Delivery {
    fn send(
        self,
        status: StatusCode,
        mut headers: Vec<(HeaderName, String)>,
        body: Bytes,
        cutter: &ConnectionCutter,
    ) -> Response {
        let body = match self {
            Self::Whole => Body::from(body),
            Self::Truncated => {
                headers.push((header::CONTENT_LENGTH, body.len().to_string()));
                interrupted(body.slice(..body.len() / 2))
            }
            Self::BreaksOff(after) => {
                headers.push((header::CONTENT_LENGTH, body.len().to_string()));
                interrupted(body.slice(..after.min(body.len())))
            }
            Self::EndsEarly(after) => Body::from(body.slice(..after.min(body.len()))),
            Self::HangUp => {
                cutter.cut();
                Body::empty()
            }
            Self::Endless => endless(body),
            Self::GzipBomb => compressed(&mut headers, "gzip", bombs::gzip()),
            Self::BrotliBomb => compressed(&mut headers, "br", bombs::brotli()),
            Self::Drip(pause) => drip(body, pause),
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        for (name, value) in headers {
            response.headers_mut().extend(value.parse().ok().map(|value| (name, value)));
        }
        response
    }
}

fn unavailable(retry_after: Option<Duration>) -> Answer {
    let text = "<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>";
    let header = retry_after.map(|wait| (header::RETRY_AFTER, wait.as_secs().to_string()));
    Answer { headers: header.into_iter().collect(), ..Answer::new(StatusCode::SERVICE_UNAVAILABLE, text) }
}

fn maintenance() -> Answer {
    let text = "<html><head><title>Технические работы</title></head><body>\
        <h1>На сайте ведутся технические работы</h1>\
        <p>Личный кабинет временно недоступен. Приносим извинения за неудобства.</p></body></html>";
    Answer::new(StatusCode::OK, text)
}

fn nested(tag: &str) -> Answer {
    let open = format!("<{tag}>");
    let tags = open.repeat(NESTED_BYTES / open.len());
    Answer::new(StatusCode::OK, format!("<html><body>{tags}"))
}

/// Adds a picture and a field for its code at the end of the form with a password.
fn with_captcha(page: &str) -> String {
    let lower = page.to_ascii_lowercase();
    let password =
        ["type=\"password\"", "type='password'", "type=password"].iter().find_map(|kind| lower.find(kind));
    let end = password.and_then(|start| Some(start + lower[start..].find("</form")?));
    let captcha = "<div class=\"captcha\"><img src=\"/captcha.png\" alt=\"captcha\">\
        <label>Введите код с картинки</label> <input type=\"text\" name=\"captcha\"></div>";
    end.map_or_else(|| page.to_owned(), |end| format!("{}{captcha}{}", &page[..end], &page[end..]))
}

/// Returns a body that breaks after the bytes; the pause lets the server flush them.
fn interrupted(bytes: Bytes) -> Body {
    let error = async {
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::ConnectionReset))
    };
    Body::from_stream(stream::iter([Ok(bytes)]).chain(stream::once(error)))
}

/// Repeats a body forever; an empty one is replaced, because it would send nothing.
fn endless(body: Bytes) -> Body {
    let part = if body.is_empty() { Bytes::from_static(b" ") } else { body };
    Body::from_stream(stream::repeat(part).map(Ok::<_, Infallible>))
}

fn compressed(headers: &mut Vec<(HeaderName, String)>, encoding: &str, bomb: Vec<u8>) -> Body {
    headers.push((header::CONTENT_ENCODING, encoding.to_owned()));
    Body::from(bomb)
}

fn drip(body: Bytes, pause: Duration) -> Body {
    let drops = (0..body.len()).map(move |place| body.slice(place..=place));
    let paused = stream::iter(drops).then(move |drop| async move {
        tokio::time::sleep(pause).await;
        Ok::<_, Infallible>(drop)
    });
    Body::from_stream(paused)
}
