use super::text::words;

const LONGEST_TITLE: usize = 4;
pub(super) const OTHER_SERVICES: [&str; 9] = [
    "тв",
    "телевидение",
    "телевидения",
    "кабельное",
    "домофон",
    "телефон",
    "телефония",
    "телефонии",
    "видеонаблюдение",
];

/// Whether a title names another service than the internet: «Договор ТВ».
pub fn names_other_service(title: &str) -> bool {
    let title = words(title);
    let says = |word: &str| title.iter().any(|said| said.key == word);
    title.len() <= LONGEST_TITLE && OTHER_SERVICES.iter().any(|word| says(word)) && !says("интернет")
}
