//! Texts of errors.

use std::time::Duration;

use fluent::{FluentArgs, fluent_args};
use kabinet_domain::Month;
use kabinet_extract::{Missing, Problem, Unreadable};
use kabinet_providers::{BrowserReason, Fault, OfflineCause, PortalPage, ProfileError, ProviderError};
use kabinet_store::SetAsideReason;

use crate::view::Failure;
use crate::{ApiError, KeptData, Language, Portal, SecretsError, UpdateRefusal};

impl ApiError {
    /// Returns the failure in a language: the message, its meaning for the data, and advice.
    pub fn localize(&self, language: Language) -> Failure {
        let values = self.message_args(language);
        let code = self.code().name();
        let id = if let Self::SetAside(_) = self {
            format!("set-aside-{code}")
        } else if let Self::WrongPassphrase = self {
            format!("data-{code}")
        } else if let Self::SessionNotKept(_) = self {
            "session-not-kept".to_owned()
        } else {
            code.to_owned()
        };
        let mut message = language.text(&id, &values);
        if let Self::Provider { kept: Some(kept), .. } = self {
            message.push(' ');
            message.push_str(&kept_words(*kept, language));
        }
        let hint = language.text(&format!("{id}.hint"), &values);
        Failure::new(self.code(), message, hint)
    }

    /// Returns the arguments of the texts, for a caller with a hint of its own.
    pub fn message_args(&self, language: Language) -> FluentArgs<'static> {
        match self {
            Self::UnknownProvider { id, known } => {
                fluent_args!["id" => id.clone(), "known" => known.join(", ")]
            }
            Self::BadDescription(error) => description_values(error, language),
            Self::BadAddress { text } => fluent_args!["text" => text.clone()],
            Self::UnknownAccount { login, kept } => {
                fluent_args!["login" => login.clone(), "kept" => kept.join(", ")]
            }
            Self::WhichAccount { kept } => fluent_args!["kept" => kept.join(", ")],
            Self::MonthNotKept { month, kept } => month_values(*month, *kept, language),
            Self::NothingRead { login } | Self::NothingToExport { login } => {
                fluent_args!["login" => login.clone()]
            }
            Self::NotExported(error) => fluent_args!["why" => error.to_string()],
            Self::FileNotWritten { file, error } => {
                fluent_args!["file" => file.display().to_string(), "why" => error.to_string()]
            }
            Self::PasswordNeeded { login, why } => {
                fluent_args!["login" => login.clone(), "why" => keyring_words(why, language)]
            }
            Self::Provider { portal, error, .. } => provider_values(portal, error, language),
            Self::AnotherAccount { stored, shown } => {
                fluent_args!["stored" => stored.to_string(), "shown" => shown.to_string()]
            }
            Self::DataFolder { folder, error } => {
                fluent_args!["folder" => folder.display().to_string(), "why" => error.to_string()]
            }
            Self::Database(error) => fluent_args!["why" => error.to_string()],
            Self::DatabaseLocked { why } => fluent_args!["why" => keyring_words(why, language)],
            Self::SetAside(aside) => {
                let copied_on = aside.copied_on.map_or_else(|| "none".to_owned(), |day| language.date(day));
                fluent_args![
                    "file" => aside.file.display().to_string(),
                    "accounts" => aside.accounts,
                    "copy" => copied_on,
                    "lost" => if aside.reason == SetAsideReason::PassphraseForgotten { "passphrase" } else { "key" },
                ]
            }
            Self::PasswordNotKept(why) | Self::SessionNotKept(why) | Self::PasswordNotDeleted(why) => {
                fluent_args!["why" => keyring_words(why, language)]
            }
            Self::SystemRefused(error) => fluent_args!["why" => error.to_string()],
            Self::UpdateUnreachable { host } => fluent_args!["host" => host.clone()],
            Self::UpdateRefused(refusal) => refusal_values(refusal),
            Self::NoAccount
            | Self::Cancelled
            | Self::SignInGivenUp
            | Self::NoLink
            | Self::NotACursor
            | Self::PassphraseNeeded
            | Self::WrongPassphrase => FluentArgs::new(),
        }
    }
}

fn kept_words(kept: KeptData, language: Language) -> String {
    language.text("kept-data", &fluent_args!["date" => language.date_seen_on(kept.read_on, kept.today)])
}

fn month_values(month: Month, kept: Option<(Month, Month)>, language: Language) -> FluentArgs<'static> {
    let kept = match kept {
        Some((first, last)) => {
            let ends = fluent_args!["first" => language.month(first), "last" => language.month(last)];
            language.text("months-kept", &ends)
        }
        None => language.text("no-months-kept", &FluentArgs::new()),
    };
    fluent_args!["month" => language.month(month), "kept" => kept]
}

fn description_values(error: &ProfileError, language: Language) -> FluentArgs<'static> {
    let why = fault_words(&error.fault, language);
    let key = match error.key.as_str() {
        "" => String::new(),
        key => language.text("fault-key", &fluent_args!["key" => key.to_owned()]),
    };
    fluent_args!["file" => error.file.clone(), "line" => error.line.to_string(), "key" => key, "why" => why]
}

fn fault_words(fault: &Fault, language: Language) -> String {
    let (id, values) = match fault {
        Fault::Unreadable(why) => ("fault-unreadable", fluent_args!["why" => why.clone()]),
        Fault::NotPlain => ("fault-not-plain", FluentArgs::new()),
        Fault::OpenToOthers => ("fault-open-to-others", FluentArgs::new()),
        Fault::TooLong => ("fault-too-long", FluentArgs::new()),
        Fault::BadName => ("fault-bad-name", FluentArgs::new()),
        Fault::Malformed(why) => ("fault-malformed", fluent_args!["why" => why.clone()]),
        Fault::UnknownKey => ("fault-unknown-key", FluentArgs::new()),
        Fault::MissingKey => ("fault-missing-key", FluentArgs::new()),
        Fault::Empty => ("fault-empty", FluentArgs::new()),
        Fault::AbsentAndSaid => ("fault-absent-and-said", FluentArgs::new()),
        Fault::NeverAbsent => ("fault-never-absent", FluentArgs::new()),
        Fault::OfAnotherKind(kind) => ("fault-other-kind", fluent_args!["kind" => *kind]),
        Fault::OneSided => ("fault-one-sided", FluentArgs::new()),
        Fault::NoShape(text) => ("fault-shape", fluent_args!["text" => text.clone()]),
        Fault::OtherCurrency(text) => ("fault-currency", fluent_args!["text" => text.clone()]),
        Fault::NoMonths => ("fault-no-months", FluentArgs::new()),
        Fault::NoTimeZone(text) => ("fault-time-zone", fluent_args!["text" => text.clone()]),
        Fault::NoAddress(text) => ("fault-address", fluent_args!["text" => text.clone()]),
        Fault::SaysTheSame { text, as_in } => {
            ("fault-same", fluent_args!["text" => text.clone(), "other" => as_in.clone()])
        }
    };
    language.text(id, &values)
}

fn provider_values(portal: &Portal, error: &ProviderError, language: Language) -> FluentArgs<'static> {
    let mut values = fluent_args![
        "provider" => portal.provider.name.clone(),
        "site" => portal.site.to_string(),
        "phone" => portal.provider.support_phone.clone(),
    ];
    match error {
        ProviderError::BadCredentials { said } | ProviderError::SignInRefused { said, .. } => {
            values.set("said", said_words(said.as_deref(), language));
        }
        ProviderError::AnotherAccount { expected, shown, .. } => {
            values.set("stored", expected.to_string());
            values.set("shown", shown.to_string());
        }
        ProviderError::SiteChanged { page, missing } => {
            values.set("page", page_words(*page, language));
            values.set("missing", missing_words(missing, language));
        }
        ProviderError::NeedsBrowser { reason } => values.set("reason", browser_word(*reason)),
        ProviderError::Offline { host, cause } => {
            values.set("host", host.clone());
            values.set("cause", offline_word(*cause));
        }
        ProviderError::SiteDown { host, status, retry_after } => {
            values.set("host", host.clone());
            values.set("status", status.to_string());
            values.set("later", later_words(*retry_after, language));
        }
        ProviderError::RateLimited { host, retry_after } => {
            values.set("host", host.clone());
            values.set("later", later_words(*retry_after, language));
        }
        ProviderError::LeftSite { from, to } => {
            values.set("from", from.clone());
            values.set("to", to.clone());
        }
        ProviderError::Insecure { address } => values.set("address", address.clone()),
        ProviderError::Unreadable { page, why } => {
            values.set("page", page_words(*page, language));
            values.set("why", unreadable_word(*why));
        }
        ProviderError::SessionEnded | ProviderError::Maintenance => {}
    }
    values
}

fn said_words(said: Option<&str>, language: Language) -> String {
    match said {
        Some(said) => language.text("site-said", &fluent_args!["said" => said.to_owned()]),
        None => String::new(),
    }
}

pub(crate) fn page_words(page: PortalPage, language: Language) -> String {
    match page {
        PortalPage::Front => language.text("page-front", &FluentArgs::new()),
        PortalPage::City => language.text("page-city", &FluentArgs::new()),
        PortalPage::SignIn => language.text("page-sign-in", &FluentArgs::new()),
        PortalPage::Account => language.text("page-account", &FluentArgs::new()),
        PortalPage::Months => language.text("page-months", &FluentArgs::new()),
        PortalPage::Month(month) => {
            language.text("page-month", &fluent_args!["month" => language.month(month)])
        }
    }
}

fn missing_words(missing: &[Missing], language: Language) -> String {
    missing.iter().map(|missing| missing_word(missing, language)).collect::<Vec<_>>().join("; ")
}

pub(crate) fn missing_word(missing: &Missing, language: Language) -> String {
    let mut values = fluent_args!["label" => missing.label.clone()];
    match &missing.problem {
        Problem::NotFound => language.text("missing-not-found", &values),
        Problem::Empty => language.text("missing-empty", &values),
        Problem::OtherCurrency(text) => {
            values.set("text", text.clone());
            language.text("missing-other-currency", &values)
        }
        Problem::OtherUnit(text) => {
            values.set("text", text.clone());
            language.text("missing-other-unit", &values)
        }
        Problem::Rounded(text) => {
            values.set("text", text.clone());
            language.text("missing-rounded", &values)
        }
        Problem::NotRead(text) => {
            values.set("text", text.clone());
            language.text("missing-not-read", &values)
        }
        Problem::Ambiguous(found) => {
            let found: Vec<String> = found.iter().map(|value| format!("«{value}»")).collect();
            values.set("values", found.join(", "));
            language.text("missing-ambiguous", &values)
        }
    }
}

fn later_words(retry_after: Option<Duration>, language: Language) -> String {
    match retry_after {
        Some(wait) => {
            let minutes = wait.as_secs().div_ceil(60);
            language.text("try-again-in", &fluent_args!["minutes" => minutes])
        }
        None => language.text("try-again-later", &FluentArgs::new()),
    }
}

fn keyring_words(why: &SecretsError, language: Language) -> String {
    match why {
        SecretsError::NoSessionBus => language.text("keyring-no-bus", &FluentArgs::new()),
        SecretsError::NoSecretService => language.text("keyring-no-service", &FluentArgs::new()),
        SecretsError::NoDefaultCollection => language.text("keyring-no-collection", &FluentArgs::new()),
        SecretsError::Locked => language.text("keyring-locked", &FluentArgs::new()),
        SecretsError::PromptDismissed => language.text("keyring-dismissed", &FluentArgs::new()),
        SecretsError::PromptTimedOut => language.text("keyring-timed-out", &FluentArgs::new()),
        SecretsError::Unresponsive => language.text("keyring-unresponsive", &FluentArgs::new()),
        SecretsError::NotKept => language.text("keyring-not-kept", &FluentArgs::new()),
        SecretsError::Failed(error) => {
            language.text("keyring-failed", &fluent_args!["why" => error.to_string()])
        }
    }
}

fn refusal_values(refusal: &UpdateRefusal) -> FluentArgs<'static> {
    match refusal {
        UpdateRefusal::ServerFailed { status } => {
            fluent_args!["why" => "status", "status" => status.to_string()]
        }
        UpdateRefusal::Insecure { host } => fluent_args!["why" => "insecure", "host" => host.clone()],
        UpdateRefusal::ForeignHost { host } => fluent_args!["why" => "host", "host" => host.clone()],
        UpdateRefusal::NotUnderstood => fluent_args!["why" => "unreadable"],
        UpdateRefusal::TooLarge => fluent_args!["why" => "large"],
        UpdateRefusal::NoPackage => fluent_args!["why" => "none"],
        UpdateRefusal::NotSigned => fluent_args!["why" => "unsigned"],
        UpdateRefusal::ForeignKey => fluent_args!["why" => "key"],
        UpdateRefusal::Altered => fluent_args!["why" => "altered"],
        UpdateRefusal::OtherVersion { signed, announced } => {
            fluent_args!["why" => "version", "signed" => signed.clone(), "announced" => announced.clone()]
        }
        UpdateRefusal::OtherSystem => fluent_args!["why" => "system"],
        UpdateRefusal::NotOffered => fluent_args!["why" => "gone"],
    }
}

fn browser_word(reason: BrowserReason) -> &'static str {
    match reason {
        BrowserReason::Captcha => "captcha",
        BrowserReason::ScriptOnly => "script",
        BrowserReason::OneTimeCode => "code",
        BrowserReason::SessionOver => "over",
    }
}

fn offline_word(cause: OfflineCause) -> &'static str {
    match cause {
        OfflineCause::UnknownHost => "host",
        OfflineCause::Connection => "connection",
        OfflineCause::Timeout => "timeout",
        OfflineCause::Certificate => "certificate",
        OfflineCause::NoAuthorities => "authorities",
        OfflineCause::Encryption => "encryption",
        OfflineCause::BadHead => "head",
    }
}

fn unreadable_word(why: Unreadable) -> &'static str {
    match why {
        Unreadable::TooLarge => "large",
        Unreadable::TooDeep => "deep",
        Unreadable::TooCostly => "costly",
        Unreadable::NotText => "binary",
        Unreadable::TooManyRedirects => "circle",
        Unreadable::Endless => "endless",
        Unreadable::CutOff => "cut",
    }
}
