//! Parsing of a page within bounds of its elements, their depth and their attributes.
//!
//! The bounds are checked as the tree grows, because only the parser knows which part of a hostile
//! page is a tag, and how many elements a tag makes.

use std::cell::{Cell, RefCell};

use ego_tree::NodeId;
use html5ever::interface::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use scraper::{Html, HtmlTreeSink};

use crate::effort::spend;
use crate::error::Unreadable;
use crate::html::attributes::most_attributes;

const DEEPEST: usize = 256;
/// The maximum number of elements and texts of a page, with the pages in its frames.
pub const MOST_NODES: usize = 150_000;
/// The maximum numbers of other parts of a page: forms, tables, fields, and attributes.
const MOST_FORMS: usize = 1_000;
const MOST_TABLES: usize = 2_000;
const MOST_FIELDS: usize = 5_000;
const MOST_ATTRIBUTES: usize = 200_000;
/// The maximum number of attributes of one element, whose time to parse grows with the square.
const MOST_ATTRIBUTES_OF_ONE: u16 = 2_000;
/// The number of bytes that are parsed between two checks.
const PART: usize = 4 * 1024;
/// Steps for each node that is parsed.
const NODE: usize = 20;

/// Parses a page within the bounds.
///
/// # Errors
/// [`Unreadable::TooDeep`] if it is nested too deep or has too many parts.
pub fn parse(html: &str) -> Result<Html, Unreadable> {
    if most_attributes(html) > MOST_ATTRIBUTES_OF_ONE {
        return Err(Unreadable::TooDeep);
    }
    let sink = HtmlTreeSink::new(Html::new_document());
    let tokenizer = Tokenizer::new(Bounded::new(sink), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut rest = html;
    while !rest.is_empty() {
        let (part, behind) = rest.split_at(rest.floor_char_boundary(PART.min(rest.len())));
        spend(part.len());
        queue.push_back(StrTendril::from(part));
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        tokenizer.sink.check()?;
        rest = behind;
    }
    tokenizer.end();
    tokenizer.sink.check()?;
    let page = tokenizer.sink.builder.sink.finish();
    if is_too_deep(&page) { Err(Unreadable::TooDeep) } else { Ok(page) }
}

/// A tree builder that ignores the tokens of a page beyond a bound, and gets each text whole.
struct Bounded {
    builder: TreeBuilder<NodeId, HtmlTreeSink>,
    /// The text so far; the tokenizer hands over each line and each line break by itself.
    text: Cell<StrTendril>,
    counts: RefCell<Counts>,
    nodes: Cell<usize>,
    is_beyond: Cell<bool>,
}

/// The numbers of parts of a page.
#[derive(Default)]
struct Counts {
    forms: usize,
    tables: usize,
    fields: usize,
    attributes: usize,
    /// The attributes of `html` and `body`, which later tags of that name add to.
    root_attributes: usize,
}

impl Bounded {
    fn new(sink: HtmlTreeSink) -> Self {
        let builder = TreeBuilder::new(sink, TreeBuilderOpts::default());
        Self {
            builder,
            text: Cell::default(),
            counts: RefCell::default(),
            nodes: Cell::default(),
            is_beyond: Cell::default(),
        }
    }

    fn check(&self) -> Result<(), Unreadable> {
        if self.is_beyond.get() { Err(Unreadable::TooDeep) } else { Ok(()) }
    }

    /// Adds the next part of a text.
    fn add_text(&self, part: StrTendril) {
        let mut text = self.text.take();
        if text.is_empty() {
            text = part
        } else {
            text.push_tendril(&part)
        }
        self.text.set(text);
    }

    /// Has the text before a token built.
    fn build_text(&self, line: u64) {
        let text = self.text.take();
        if !text.is_empty() {
            drop(self.build(Token::CharacterTokens(text), line));
        }
    }

    fn build(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let result = self.builder.process_token(token, line);
        self.measure();
        result
    }

    /// Counts the parts that a tag makes.
    fn count(&self, tag: &Tag) {
        let mut counts = self.counts.borrow_mut();
        counts.add(tag);
        self.is_beyond.set(counts.are_too_many());
    }

    /// Counts the nodes that a token made, and checks how deep the last one is.
    ///
    /// Most tokens of a script make none.
    fn measure(&self) {
        let page = self.builder.sink.0.borrow();
        let nodes = page.tree.nodes().len();
        let new = nodes - self.nodes.replace(nodes);
        spend(1 + new * NODE);
        if new > 0 {
            let depth =
                page.tree.nodes().next_back().map_or(0, |it| it.ancestors().take(DEEPEST + 1).count());
            self.is_beyond.set(self.is_beyond.get() || nodes > MOST_NODES || depth > DEEPEST);
        }
    }
}

impl TokenSink for Bounded {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if self.is_beyond.get() {
            return TokenSinkResult::Continue;
        }
        if let Token::CharacterTokens(part) = token {
            self.add_text(part);
            return TokenSinkResult::Continue;
        }
        if let Token::TagToken(tag) = &token
            && tag.kind == TagKind::StartTag
        {
            self.count(tag);
        }
        self.build_text(line);
        self.build(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        // A text may open an element anew that was left open. The tree keeps no lines.
        self.build_text(0);
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Counts {
    fn add(&mut self, tag: &Tag) {
        self.attributes += tag.attrs.len();
        match &*tag.name {
            "html" | "body" => self.root_attributes += tag.attrs.len(),
            "form" => self.forms += 1,
            "table" => self.tables += 1,
            "input" | "button" | "select" | "textarea" => self.fields += 1,
            _ => {}
        }
    }

    fn are_too_many(&self) -> bool {
        self.forms > MOST_FORMS
            || self.tables > MOST_TABLES
            || self.fields > MOST_FIELDS
            || self.attributes > MOST_ATTRIBUTES
            || self.root_attributes > MOST_ATTRIBUTES_OF_ONE.into()
    }
}

/// Returns true if a tree is too deep after nodes were moved in it.
fn is_too_deep(page: &Html) -> bool {
    let mut waiting = vec![(page.tree.root(), 0)];
    while let Some((node, depth)) = waiting.pop() {
        if depth > DEEPEST {
            return true;
        }
        waiting.extend(node.children().map(|child| (child, depth + 1)));
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_nesting_is_refused_and_a_careless_page_is_not() {
        // The parser is in none of these where a look at the tags alone would see it.
        let hidden = ["<!-->", "<textarea><!--</textarea>", "<a title='<!--'>", "<svg><style>", "<p <!-->"];
        for before in ["", "<table>"].iter().chain(&hidden) {
            for tag in ["<div>", "<b><i>", "<b a=1><b a=2><b a=3><b a=4>", "<svg>", "<p><table><tr><td>"] {
                let page = format!("{before}{}", tag.repeat(100_000 / tag.len()));
                assert_eq!(parse(&page).err(), Some(Unreadable::TooDeep), "{before}{tag}");
            }
        }
        let careless = format!("<TABLE>{}</TABLE>", "<TR><TD><FONT><B>1<TD><P>2".repeat(5_000));
        assert!(parse(&careless).is_ok());
        let scripted =
            format!("<script>{}</script><!--{}-->", "'<div>'".repeat(1_000), "<div>".repeat(1_000));
        assert!(parse(&scripted).is_ok());
    }

    #[test]
    fn a_page_with_more_parts_than_an_honest_one_is_refused() {
        // Every paragraph opens all of these anew.
        let reopened: String = (0..200).map(|n| format!("<b a{n}>")).collect();
        let hostile = [
            "<form></form>".repeat(2_000),
            "<table><tr><td>1</table>".repeat(3_000),
            format!("<table><tr>{}", "<td>1".repeat(250_000)),
            "<!---->".repeat(250_000),
            "<input>".repeat(6_000),
            format!("<p>{reopened}{}", "<p>1".repeat(100_000)),
            "<i a b c d e f g h>".repeat(50_000),
            (0..10_000).map(|n| format!("<html a{n}>")).collect(),
        ];
        for page in &hostile {
            assert_eq!(parse(page).err(), Some(Unreadable::TooDeep), "{}", &page[..40]);
        }
        let honest = format!(
            "<form><input><input></form><table>{}</table>",
            "<tr><td class='a b c'>01.11.2026</td><td>−589,00</td></tr>".repeat(20_000)
        );
        assert!(parse(&honest).is_ok());
        let a_form_for_each_month = "<form><input><button>1</button></form>".repeat(300);
        assert!(parse(&a_form_for_each_month).is_ok());
    }

    #[test]
    fn a_page_is_the_same_as_without_bounds() {
        let pages = [
            "<!DOCTYPE html><title>Счёт</title><table><tr><td>1<td>2</table><script>a<b</script>".to_owned(),
            format!("<p>{}</p>", "ёж ".repeat(10_000)),
            "<textarea>\n<b></textarea><svg><![CDATA[<b>]]></svg><plaintext><b>".to_owned(),
            "1\n 2<![CDATA[3]]><pre>\n\n4\n</pre><table>\n5\n<tr> \n6<td>\r\n7&amp;\n\0\n8".to_owned(),
            "<math><mtext><p><b></p>5<![CDATA[88,00]]></mtext></math>".to_owned(),
            "\n<html>\n<head>\n </head>\n 9 \n</body>\n 10 \n<!-- \n -->\n</html>\n 11".to_owned(),
            String::new(),
        ];
        for page in &pages {
            assert_eq!(parse(page).unwrap(), Html::parse_document(page));
        }
    }
}
