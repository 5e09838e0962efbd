//! Text for screen readers.
//!
//! It counts where it stands for an icon (for «Выход»), and not where it repeats visible text.

use crate::html::document::{Content, Document, NodeId, names};
use crate::html::visibility::Seen;

impl Document {
    /// Marks text for screen readers as hidden beside visible text, and as shown elsewhere.
    pub fn resolve_screen_reader_text(&mut self) {
        if self.nodes.iter().all(|node| node.seen != Seen::ByScreenReader) {
            return;
        }
        let says = self.saying();
        for at in 0..self.nodes.len() {
            let says_anything = self.nodes[at].children.iter().any(|child| says[child.0]);
            for child in self.nodes[at].children.clone() {
                if self.nodes[child.0].seen == Seen::ByScreenReader {
                    let is_needless = says_anything && names::is_inline(self.name(child));
                    self.nodes[child.0].seen = if is_needless { Seen::Hidden } else { Seen::Shown };
                }
            }
        }
    }

    /// Returns for each node true if it shows words or figures on the screen.
    fn saying(&self) -> Vec<bool> {
        let mut says = vec![false; self.nodes.len()];
        for (at, node) in self.nodes.iter().enumerate().rev() {
            says[at] = match &node.content {
                Content::Text(text) => text.contains(char::is_alphanumeric),
                Content::Element { .. } => {
                    node.seen == Seen::Shown
                        && !self.shows_no_text(NodeId(at))
                        && node.children.iter().any(|child| says[child.0])
                }
            };
        }
        says
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    #[test]
    fn what_is_said_aloud_is_read_where_nothing_says_it_to_the_eye() {
        const STYLE: &str = "<style>.vh{position:absolute;width:1px;clip: rect(0 0 0 0)}</style>";
        let cases = [
            (
                "<td><span aria-hidden=true>588,00 ₽</span><span class=vh>588 рублей 00 копеек</span>",
                "588,00 ₽",
            ),
            ("<td><span class=vh>588 рублей</span> 588,00 ₽", "588,00 ₽"),
            ("<td>588,00<span class=visually-hidden> рублей</span>", "588,00"),
            ("<td>Ноябрь<span style='clip-path: inset(50%)'>(текущий)</span>", "Ноябрь"),
            ("<td><i class=icon></i><span class='sr-only'>Выход</span>", "Выход"),
            ("<td><span class=vh>Подробно:</span> Ноябрь", "Ноябрь"),
            ("<td>Сумма<span class='sr-only md:not-sr-only'> в ₽</span>", "Сумма в ₽"),
            ("<td><h2 class=vh>Ноябрь 2021</h2>Итого", "Ноябрь 2021 Итого"),
            ("<td>588,00 <span style='clip: rect(0, 90px, 40px, 0)'>₽</span>", "588,00 ₽"),
        ];
        let address = Url::parse("http://localhost/").unwrap();
        for (cell, expected) in cases {
            let page = format!("{STYLE}<table><tr>{cell}</table>");
            let document = Document::read(&page, &address, encoding_rs::UTF_8);
            assert_eq!(document.text(document.root().unwrap()), expected, "{cell}");
        }
    }
}
