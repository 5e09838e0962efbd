//! The result of a rule.

use std::fmt;

/// A place where the tree breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file, and the line where there is one.
    pub place: String,
    /// The rule, and the breach of it.
    pub rule: String,
    /// The way to mend it.
    pub way_out: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n  {}", self.place, self.rule, self.way_out)
    }
}

/// Returns the places of findings, for tests.
#[cfg(test)]
pub fn places(findings: Vec<Finding>) -> Vec<String> {
    findings.into_iter().map(|finding| finding.place).collect()
}
