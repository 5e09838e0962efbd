use std::fmt;
use std::time::Duration;

use kabinet_domain::Month;

/// Why a cabinet was not read. Each kind carries a policy: whether to try again, when, and whether
/// to trouble the customer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProviderError {
    /// The site refused the login or the password. Never tried again without the customer: repeated
    /// failures lock cabinets.
    #[error("the site refused the login or the password")]
    BadCredentials {
        /// The site's own words, if it said any.
        said: Option<String>,
    },
    /// A page did not show what it should. Trying again will not help until a release does.
    #[error("{page} was not understood: {}", listed(.missing))]
    SiteChanged {
        /// Which page on the way.
        page: Page,
        /// Every label that was not found, or not read for sure.
        missing: Vec<Missing>,
    },
    /// Only a browser can pass this sign-in.
    #[error("the cabinet needs a browser: {reason}")]
    NeedsBrowser {
        /// What stands in the way.
        reason: BrowserReason,
    },
    /// The site asks to sign in again. Signing in once more is right.
    #[error("the session has ended")]
    SessionEnded,
    /// The site could not be reached. Trying again later is right.
    #[error("{host} could not be reached: {cause}")]
    Offline {
        /// The host that was asked.
        host: String,
        /// What failed.
        cause: OfflineCause,
    },
    /// The site answers that it is out of order. Trying again later is right.
    #[error("{host} is out of order (status {status})")]
    SiteDown {
        /// The host that was asked.
        host: String,
        /// The HTTP status.
        status: u16,
        /// The earliest time to ask again, if the site named one.
        retry_after: Option<Duration>,
    },
    /// The site asks for fewer requests. Trying again later is right.
    #[error("{host} asks for fewer requests")]
    RateLimited {
        /// The host that was asked.
        host: String,
        /// The earliest time to ask again, if the site named one.
        retry_after: Option<Duration>,
    },
    /// The site says that works are going on. Trying again later is right.
    #[error("the site is under maintenance")]
    Maintenance,
    /// The way led to another site, where nothing of the customer's may go.
    #[error("{from} leads to another site: {to}")]
    LeftSite {
        /// The host that was asked.
        from: String,
        /// The host it sent to.
        to: String,
    },
    /// The address is not encrypted, and not of this machine.
    #[error("the address {address} is not encrypted")]
    Insecure {
        /// The host.
        address: String,
    },
    /// An answer that no honest page is like.
    #[error("{page} cannot be a page: {why}")]
    Unreadable {
        /// Which page on the way.
        page: Page,
        /// What is wrong with it.
        why: Unreadable,
    },
}

/// A page on the way through a cabinet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Page {
    /// The site's front page.
    Front,
    /// The choice of the city.
    City,
    /// The sign-in form, and what is shown after it is sent.
    SignIn,
    /// The account page.
    Account,
    /// The list of months.
    Months,
    /// The operations of one month.
    Month(Month),
}

/// What a page lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The label that was looked for, as customers know it.
    pub label: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It is not on the page.
    NotFound,
    /// It is, but what stands by it is not a value of its kind.
    NotRead(String),
    /// More than one value fits, and none better than the others.
    Ambiguous(Vec<String>),
}

/// What only a browser can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrowserReason {
    /// A picture or a puzzle to solve.
    Captcha,
    /// A form that only a script can send.
    ScriptOnly,
    /// A code from a message.
    OneTimeCode,
    /// The session that was begun in a browser is over; only there can another one be begun.
    SessionOver,
}

/// What failed before an answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfflineCause {
    /// The host's name is not known.
    UnknownHost,
    /// Nobody answers there, or the connection broke.
    Connection,
    /// The answer took too long.
    Timeout,
    /// The certificate is not to be trusted.
    Certificate,
    /// The site speaks no encryption that is good enough today, or none at all.
    Encryption,
}

/// Why an answer is not read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Larger than [`crate::LONGEST_PAGE`].
    TooLarge,
    /// Nested as only an attack would be.
    TooDeep,
    /// Not text.
    NotText,
    /// It leads round in a circle.
    TooManyRedirects,
    /// Its pages have no end.
    Endless,
    /// It breaks off before its end.
    CutOff,
}

impl ProviderError {
    /// A page on which one label was not found.
    pub(crate) fn not_found(page: Page, label: &str) -> Self {
        Self::SiteChanged { page, missing: vec![Missing::not_found(label)] }
    }
}

impl Missing {
    pub(crate) fn not_found(label: &str) -> Self {
        Self { label: label.to_owned(), problem: Problem::NotFound }
    }
}

fn listed(missing: &[Missing]) -> String {
    missing.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            Problem::NotFound => write!(f, "«{}» was not found", self.label),
            Problem::NotRead(text) => write!(f, "«{}» has no readable value: «{text}»", self.label),
            Problem::Ambiguous(values) => {
                write!(f, "«{}» fits several values: {}", self.label, values.join(", "))
            }
        }
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Front => f.write_str("the front page"),
            Self::City => f.write_str("the choice of the city"),
            Self::SignIn => f.write_str("the sign-in page"),
            Self::Account => f.write_str("the account page"),
            Self::Months => f.write_str("the list of months"),
            Self::Month(month) => write!(f, "the page of {month}"),
        }
    }
}

impl fmt::Display for BrowserReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Captcha => "a captcha",
            Self::ScriptOnly => "a form sent by a script",
            Self::OneTimeCode => "a one-time code",
            Self::SessionOver => "the session begun in one is over",
        })
    }
}

impl fmt::Display for OfflineCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownHost => "unknown host",
            Self::Connection => "no connection",
            Self::Timeout => "timeout",
            Self::Certificate => "untrusted certificate",
            Self::Encryption => "no encryption",
        })
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "too large",
            Self::TooDeep => "nested too deep",
            Self::NotText => "not text",
            Self::TooManyRedirects => "too many redirects",
            Self::Endless => "too many pages",
            Self::CutOff => "cut off",
        })
    }
}
