//! Lengths on paper.

/// A length on paper, in hundredths of a point.
pub(crate) type Length = i32;
