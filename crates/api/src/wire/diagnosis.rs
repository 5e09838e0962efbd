//! How a cabinet was read, for those who ask why it was not.

use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

use super::Failure;

/// How the cabinet was read, page by page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Diagnosis {
    /// The pages, in the order in which they were asked for.
    pub pages: Vec<DiagnosedPage>,
    /// Why the way ended early.
    pub failure: Option<Failure>,
}

/// A page on the way through the cabinet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DiagnosedPage {
    /// Which page, for people.
    pub page: String,
    /// Its address without anything secret.
    pub address: String,
    /// The answer's HTTP status.
    pub status: Option<u16>,
    /// How long the answer took, in milliseconds.
    #[ts(type = "number")]
    pub duration_ms: u64,
    /// What was found.
    pub found: Vec<FoundLabel>,
    /// What was not found.
    pub missing: Vec<MissingLabel>,
}

/// A value that was found on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FoundLabel {
    /// What was looked for.
    pub label: String,
    /// The words that it was found by.
    pub by: String,
    /// How well they fit.
    pub score: i32,
}

/// A value that was not found on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MissingLabel {
    /// What was looked for.
    pub label: String,
    /// Why it was not found, for people.
    pub problem: String,
}

/// How a refresh went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RefreshRecord {
    /// When.
    pub at: DateTime<Utc>,
    /// What went wrong, as the name of a code.
    pub code: Option<String>,
    /// What went wrong, for people.
    pub message: Option<String>,
    /// How many months were read.
    pub months_read: Option<u32>,
    /// How long it took, in milliseconds.
    #[ts(type = "number | null")]
    pub duration_ms: Option<u64>,
}
