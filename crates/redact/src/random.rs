//! A seeded random generator.

/// The SplitMix64 generator of Steele, Lea and Flood (2014).
pub struct SeededRandom(u64);

const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщэюя";
const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";

impl SeededRandom {
    /// Creates a generator from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns a number below `end`; 0 if `end` is 0.
    pub fn below(&mut self, end: u32) -> u32 {
        u32::try_from(self.next() % u64::from(end.max(1))).unwrap_or(0)
    }

    /// Replaces digits by others, except leading zeros.
    pub fn digits(&mut self, digits: &str) -> String {
        let zeros = digits.len() - digits.trim_start_matches('0').len();
        digits
            .chars()
            .enumerate()
            .map(|(at, c)| if at < zeros { c } else { self.digit(c, at == zeros) })
            .collect()
    }

    /// Replaces letters by others of the same script, and digits by others.
    pub fn letters(&mut self, text: &str) -> String {
        text.chars().map(|c| self.letter(c)).collect()
    }

    fn letter(&mut self, c: char) -> char {
        match c {
            '0'..='9' => self.digit(c, false),
            _ if c.is_numeric() => '7',
            'a'..='z' => self.of(LATIN, c),
            _ if c.is_ascii() => c,
            _ => self.of(RUSSIAN, c),
        }
    }

    fn digit(&mut self, c: char, leads: bool) -> char {
        self.of(if leads { "123456789" } else { "0123456789" }, c)
    }

    /// Returns one of the choices other than `but`.
    fn of(&mut self, choices: &str, but: char) -> char {
        let others: Vec<char> = choices.chars().filter(|c| *c != but).collect();
        let at = self.below(u32::try_from(others.len()).unwrap_or(1));
        others.get(at as usize).copied().unwrap_or(but)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
