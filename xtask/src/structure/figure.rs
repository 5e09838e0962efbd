//! One figure of the code's structure.

/// A figure and the places that it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its subject.
    pub name: &'static str,
    /// Its value, with its unit.
    pub value: String,
    /// The counted places.
    pub places: Vec<String>,
}

impl Figure {
    /// Creates the figure that counts these places.
    pub fn count(name: &'static str, places: Vec<String>) -> Self {
        Self { name, value: places.len().to_string(), places }
    }
}
