use std::convert::Infallible;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::Response;
use encoding_rs::Encoding;
use futures::stream::{self, StreamExt};

use crate::asked::Asked;
use crate::bombs;
use crate::line::Scissors;
use crate::reply::Reply;
use crate::site::{Answer, Site};
use crate::skin::Screen;

const NESTED_BYTES: usize = 500_000;

/// Something that goes wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Every session ends once, when so many requests have come since the fault was switched on.
    EndSessions {
        /// How many requests come before.
        after: usize,
    },
    /// The answer is kept back so long.
    Latency(Duration),
    /// Status 503.
    Unavailable {
        /// What `Retry-After` says, in whole seconds; no such header if `None`.
        retry_after: Option<Duration>,
    },
    /// The connection breaks in the middle of the body.
    Truncated,
    /// The connection breaks after so many bytes of the body.
    BreaksOff(usize),
    /// The answer ends after so many bytes of the body, as if there were no more.
    EndsEarly(usize),
    /// The connection closes without an answer.
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
    /// Wherever the first text stands on the page, the second stands instead.
    Replace(String, String),
    /// The sign-in form in place of what was asked for.
    SignInPage,
    /// The sign-in form asks for a code from a picture, and takes no password without it.
    Captcha,
    /// The body comes byte by byte, with this pause before each.
    Drip(Duration),
    /// This answer and no other.
    Reply(Reply),
    /// The page is written in one charset, and said to be in another.
    Charset {
        /// What its bytes are in.
        written: &'static str,
        /// What the header `Content-Type` says they are in.
        declared: &'static str,
    },
}

/// A fault, and the answers that it befalls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    fault: Fault,
    screen: Option<Screen>,
    left: Option<usize>,
    seen: usize,
}

/// The faults switched on, and the one place where they are applied.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<Vec<Trouble>>);

/// What the faults make of one answer.
#[derive(Default)]
struct Course {
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
    /// Only the answers for that screen.
    pub fn on(self, screen: Screen) -> Trouble {
        Trouble { screen: Some(screen), ..self.into() }
    }

    /// Only the next so many answers.
    pub fn times(self, answers: usize) -> Trouble {
        Trouble::from(self).times(answers)
    }
}

impl Trouble {
    /// Only the next so many answers.
    #[must_use]
    pub fn times(self, answers: usize) -> Self {
        Self { left: Some(answers), ..self }
    }

    /// Whether it befalls the request that has come now.
    fn strikes(&mut self, screen: Option<Screen>) -> bool {
        if self.left == Some(0) || (self.screen.is_some() && self.screen != screen) {
            return false;
        }
        self.seen += 1;
        if let Fault::EndSessions { after } = self.fault {
            return self.seen == after + 1;
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

    /// The site's answer as it comes through.
    pub(crate) async fn respond(
        &self,
        site: &Site,
        asked: &Asked,
        screen: Option<Screen>,
        scissors: &Scissors,
    ) -> Response {
        let mut course = Course::default();
        self.striking(screen).into_iter().for_each(|fault| course.take(fault, site, asked));
        if course.captcha && screen == Some(Screen::SignInSent) {
            course.instead = Some(site.sign_in_form(asked));
        }
        tokio::time::sleep(course.delay).await;
        if let Some(reply) = course.reply {
            return reply.response();
        }
        let mut answer = course.instead.take().unwrap_or_else(|| site.answer(asked));
        course.spoil(&mut answer);
        let (body, _, _) = course.written.unwrap_or(site.skin.charset).encode(&answer.text);
        let body = Bytes::from(body.into_owned());
        let declared = course.declared.map(|charset| format!("text/html; charset={charset}"));
        let content_type = declared.unwrap_or_else(|| site.skin.ways.charset.content_type());
        answer.headers.push((header::CONTENT_TYPE, content_type));
        course.delivery.send(answer.status, answer.headers, body, scissors)
    }

    fn striking(&self, screen: Option<Screen>) -> Vec<Fault> {
        let mut troubles = self.lock();
        let struck =
            troubles.iter_mut().filter_map(|trouble| trouble.strikes(screen).then(|| trouble.fault.clone()));
        struck.collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Trouble>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Course {
    fn take(&mut self, fault: Fault, site: &Site, asked: &Asked) {
        match fault {
            Fault::EndSessions { .. } => site.memory().visits.end_all(),
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
            Fault::SignInPage => self.instead = Some(site.sign_in_form(asked)),
            Fault::Captcha => self.captcha = true,
            Fault::Drip(pause) => self.delivery = Delivery::Drip(pause),
            Fault::Reply(reply) => self.reply = Some(reply),
            Fault::Charset { written, declared } => {
                self.written = Encoding::for_label(written.as_bytes());
                self.declared = Some(declared);
            }
        }
    }

    fn spoil(&self, answer: &mut Answer) {
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
        scissors: &Scissors,
    ) -> Response {
        let body = match self {
            Self::Whole => Body::from(body),
            Self::Truncated => {
                headers.push((header::CONTENT_LENGTH, body.len().to_string()));
                broken_off(body.slice(..body.len() / 2))
            }
            Self::BreaksOff(after) => {
                headers.push((header::CONTENT_LENGTH, body.len().to_string()));
                broken_off(body.slice(..after.min(body.len())))
            }
            Self::EndsEarly(after) => Body::from(body.slice(..after.min(body.len()))),
            Self::HangUp => {
                scissors.cut();
                Body::empty()
            }
            Self::Endless => endless(body),
            Self::GzipBomb => packed(&mut headers, "gzip", bombs::gzip()),
            Self::BrotliBomb => packed(&mut headers, "br", bombs::brotli()),
            Self::Drip(pause) => dripping(body, pause),
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

/// The page with a picture and a field for its code at the end of the form that has a password.
fn with_captcha(page: &str) -> String {
    let lower = page.to_ascii_lowercase();
    let password =
        ["type=\"password\"", "type='password'", "type=password"].iter().find_map(|kind| lower.find(kind));
    let end = password.and_then(|start| Some(start + lower[start..].find("</form")?));
    let captcha = "<div class=\"captcha\"><img src=\"/captcha.png\" alt=\"captcha\">\
        <label>Введите код с картинки</label> <input type=\"text\" name=\"captcha\"></div>";
    end.map_or_else(|| page.to_owned(), |end| format!("{}{captcha}{}", &page[..end], &page[end..]))
}

/// The bytes, and an error where more were to come. The server flushes while it waits in between.
fn broken_off(bytes: Bytes) -> Body {
    let error = async {
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::ConnectionReset))
    };
    Body::from_stream(stream::iter([Ok(bytes)]).chain(stream::once(error)))
}

/// A body over and over; an empty one would keep the server busy and send nothing.
fn endless(body: Bytes) -> Body {
    let part = if body.is_empty() { Bytes::from_static(b" ") } else { body };
    Body::from_stream(stream::repeat(part).map(Ok::<_, Infallible>))
}

fn packed(headers: &mut Vec<(HeaderName, String)>, how: &str, bomb: Vec<u8>) -> Body {
    headers.push((header::CONTENT_ENCODING, how.to_owned()));
    Body::from(bomb)
}

fn dripping(body: Bytes, pause: Duration) -> Body {
    let drops = (0..body.len()).map(move |place| body.slice(place..=place));
    let paused = stream::iter(drops).then(move |drop| async move {
        tokio::time::sleep(pause).await;
        Ok::<_, Infallible>(drop)
    });
    Body::from_stream(paused)
}
