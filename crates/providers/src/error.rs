//! Errors of reading a portal.

mod code;

use std::fmt;
use std::time::Duration;

use kabinet_domain::{AccountNumber, Month};
use kabinet_extract::error::{Missing, Unreadable};

/// An error that kept a portal from being read.
///
/// Each variant implies a retry policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProviderError {
    /// The site refused the login or the password.
    ///
    /// Never retried without the customer: repeated failures lock accounts.
    #[error("the site refused the login or the password")]
    BadCredentials {
        /// The site's own words; `None` if it gave none.
        said: Option<String>,
    },
    /// The site did not let the customer in, and did not call the password wrong.
    #[error("the site did not let the customer in: {kind}")]
    SignInRefused {
        /// The reason, as far as the site gives one.
        kind: SignInRefusal,
        /// The site's own words; `None` if it gave none.
        said: Option<String>,
    },
    /// A page names another account than the account page.
    #[error("{page} shows account {shown}, and the account page shows {expected}")]
    AnotherAccount {
        /// The page that names the other account.
        page: PortalPage,
        /// The account number on the account page.
        expected: AccountNumber,
        /// The account number on this page.
        shown: AccountNumber,
    },
    /// A page lacks labels that it should show.
    ///
    /// Retrying does not help.
    #[error("{page} was not understood: {}", list(.missing))]
    SiteChanged {
        /// The page that was read.
        page: PortalPage,
        /// Every label that was not found or not read with certainty.
        missing: Vec<Missing>,
    },
    /// Only a browser can sign in.
    #[error("the cabinet needs a browser: {reason}")]
    NeedsBrowser {
        /// The obstacle.
        reason: BrowserReason,
    },
    /// The site asks to sign in again.
    #[error("the session has ended")]
    SessionEnded,
    /// The site could not be reached.
    ///
    /// Retry later.
    #[error("{host} could not be reached: {cause}")]
    Offline {
        /// The requested host.
        host: String,
        /// The cause.
        cause: OfflineCause,
    },
    /// The site answered with a server error.
    ///
    /// Retry later.
    #[error("{host} is out of order (status {status})")]
    SiteDown {
        /// The requested host.
        host: String,
        /// The HTTP status.
        status: u16,
        /// The time to wait before the next request; `None` if the site named none.
        retry_after: Option<Duration>,
    },
    /// The site asks for fewer requests.
    ///
    /// Retry later.
    #[error("{host} asks for fewer requests")]
    RateLimited {
        /// The requested host.
        host: String,
        /// The time to wait before the next request; `None` if the site named none.
        retry_after: Option<Duration>,
    },
    /// The site says that it is under maintenance.
    ///
    /// Retry later.
    #[error("the site is under maintenance")]
    Maintenance,
    /// A link or redirect leads to another site.
    ///
    /// Nothing is sent there.
    #[error("{from} leads to another site: {to}")]
    LeftSite {
        /// The requested host.
        from: String,
        /// The host that it leads to.
        to: String,
    },
    /// The address is neither encrypted nor on this machine.
    #[error("the address {address} is not encrypted")]
    Insecure {
        /// The host.
        address: String,
    },
    /// The answer cannot be read as a page.
    #[error("{page} cannot be a page: {why}")]
    Unreadable {
        /// The page that was read.
        page: PortalPage,
        /// The reason.
        why: Unreadable,
    },
}

/// The reason why a site did not let a customer in, other than a wrong password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SignInRefusal {
    /// The site showed the sign-in form again without a known reason.
    FormAgain,
    /// The site is overloaded, broken or under maintenance.
    ///
    /// Retry later.
    Unavailable,
    /// There were too many attempts to sign in.
    TooManyAttempts,
    /// The account is locked.
    Locked,
    /// The password has expired.
    PasswordExpired,
    /// The site lets customers in only from the provider's own network.
    OwnNetworkOnly,
    /// The contract has ended.
    ContractEnded,
    /// The site denied access without a known reason (status 401 or 403).
    AccessDenied,
}

/// A page of a portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PortalPage {
    /// The site's front page.
    Front,
    /// The choice of a city.
    City,
    /// The sign-in form, or the answer to it.
    SignIn,
    /// The account page.
    Account,
    /// The list of months.
    Months,
    /// The transactions of one month.
    Month(Month),
}

/// The reason why a sign-in needs a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrowserReason {
    /// A captcha.
    Captcha,
    /// A form that only a script can send.
    ScriptOnly,
    /// A one-time code.
    OneTimeCode,
    /// The session begun in a browser is over.
    SessionOver,
}

/// The cause of a failed connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfflineCause {
    /// The host name does not resolve.
    UnknownHost,
    /// The connection was refused or broke.
    Connection,
    /// The answer took too long.
    Timeout,
    /// The certificate is not trusted.
    Certificate,
    /// The system has no list of authorities, without which no certificate can be trusted.
    NoAuthorities,
    /// The site supports no encryption that is accepted today.
    Encryption,
    /// The head of the answer is too long or breaks the rules of HTTP.
    BadHead,
}

impl ProviderError {
    /// Returns true if the site states in words that the login or the password is wrong.
    ///
    /// Only then is a stored password useless.
    pub fn rejects_password(&self) -> bool {
        matches!(self, Self::BadCredentials { .. })
    }

    /// Removes the site's words if they repeat a secret.
    pub fn without_echo(mut self, secret: &str) -> Self {
        if let Self::BadCredentials { said } | Self::SignInRefused { said, .. } = &mut self
            && said.as_ref().is_some_and(|said| said.contains(secret))
        {
            *said = None;
        }
        self
    }

    /// Creates a [`Self::SiteChanged`] for one missing label.
    pub(crate) fn not_found(page: PortalPage, label: &str) -> Self {
        Self::SiteChanged { page, missing: vec![Missing::not_found(label)] }
    }
}

fn list(missing: &[Missing]) -> String {
    missing.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl fmt::Display for PortalPage {
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

impl fmt::Display for SignInRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FormAgain => "the sign-in form again",
            Self::Unavailable => "out of order",
            Self::TooManyAttempts => "too many attempts",
            Self::Locked => "the account is locked",
            Self::PasswordExpired => "the password has expired",
            Self::OwnNetworkOnly => "only from the provider's network",
            Self::ContractEnded => "the contract has ended",
            Self::AccessDenied => "access denied",
        })
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
            Self::NoAuthorities => "no list of certificate authorities",
            Self::Encryption => "no encryption",
            Self::BadHead => "bad headers",
        })
    }
}
