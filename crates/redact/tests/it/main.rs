//! Tests of reports on walks through the demo portal.

#![allow(clippy::expect_used, reason = "clippy sees that a function is a test's only in the test itself")]

mod portal_pages;
