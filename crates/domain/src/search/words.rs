use crate::category::words;

/// A word that is looked for among the words of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    beginning: String,
    stem: String,
}

/// The endings that Russian words change, the longest first.
const ENDINGS: [&str; 49] = [
    "иями", "ями", "ами", "иях", "иям", "ием", "ого", "его", "ому", "ему", "ыми", "ими", "ях", "ах", "ям",
    "ам", "ем", "ом", "ой", "ей", "ий", "ый", "ая", "яя", "ое", "ее", "ые", "ие", "ых", "их", "ым", "им",
    "ую", "юю", "ию", "ью", "ия", "ья", "ии", "ов", "ев", "а", "я", "о", "е", "и", "ы", "у", "ь",
];

const SHORTEST_STEM: usize = 4;

/// The words of an operation as [`Sought::is_in`] looks through them: each after a space, then
/// what is left of each without its ending between two `=`.
pub fn words_of(operation: &str) -> String {
    let words: Vec<String> = words(operation).collect();
    let whole = words.iter().map(|word| format!(" {word}"));
    let stems = words.iter().map(|word| format!("={}=", stem(word)));
    whole.chain(stems).collect()
}

impl Sought {
    pub(super) fn all_of(typed: &str) -> Vec<Self> {
        let sought =
            |word: String| Self { stem: format!("={}=", stem(&word)), beginning: format!(" {word}") };
        words(typed).map(sought).collect()
    }

    /// Whether one of those words, made by [`words_of`], begins so or is another form of it.
    pub fn is_in(&self, words: &str) -> bool {
        words.contains(&self.beginning) || words.contains(&self.stem)
    }
}

fn stem(word: &str) -> &str {
    let long_enough = |stem: &&str| stem.chars().count() >= SHORTEST_STEM;
    ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)).find(long_enough).unwrap_or(word)
}
