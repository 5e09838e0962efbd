//! The value that belongs to a label by where the two stand.

use chrono::NaiveDate;

use super::layout::{BoxId, Layout, Run};
use super::text::wording;
use super::values::{Kind, Value};

/// The neighbourhood of labels on a page.
pub struct Neighbours<'a> {
    layout: &'a Layout,
    labels: Vec<&'a str>,
    today: NaiveDate,
}

/// What each of the boxes in a row holds, as far as one kind of values goes.
struct Row {
    values: Vec<Option<Value>>,
    labels: Vec<bool>,
    others: Vec<bool>,
}

const BESIDE: i32 = 28;
const UNDER: i32 = 24;
const BEFORE: i32 = 20;
const PAST_A_REMARK: i32 = -6;
const LEVEL: i32 = -2;
const FARTHEST_LEVEL: i32 = 5;
const WIDEST_UNPAIRED_ROW: usize = 2;

impl<'a> Neighbours<'a> {
    /// The neighbourhood on a page where texts of these wordings are labels.
    pub fn new(layout: &'a Layout, labels: Vec<&'a str>, today: NaiveDate) -> Self {
        Self { layout, labels, today }
    }

    /// The value of the label that fills a box, and how near it stands.
    pub fn value(&self, kind: Kind, label: BoxId) -> Option<(i32, Value)> {
        let (mut inner, mut level) = (label, 0);
        while level <= FARTHEST_LEVEL {
            let row = self.layout.parent(inner)?;
            let units = self.layout.units(row);
            if units.len() > 1 {
                let at = units.iter().position(|unit| *unit == inner)?;
                let held = self.row(kind, &units);
                let found = held.beside(at).or_else(|| self.under(kind, row, units.len(), at));
                if let Some((near, value)) = found {
                    return Some((near + LEVEL * level, value));
                }
                if held.values.iter().any(Option::is_some) || units.len() > WIDEST_UNPAIRED_ROW {
                    return None;
                }
                level += 1;
            }
            inner = row;
        }
        None
    }

    /// Every value that follows the label in the innermost row that has any, up to another label.
    pub fn values_beside(&self, kind: Kind, label: BoxId) -> Vec<Value> {
        let mut inner = label;
        while let Some(around) = self.layout.parent(inner) {
            let units = self.layout.units(around);
            let after = units.iter().skip_while(|unit| **unit != inner).skip(1);
            let row = self.row(kind, &after.copied().collect::<Vec<_>>());
            let values: Vec<Value> = row
                .values
                .into_iter()
                .zip(row.labels)
                .take_while(|(_, is_label)| !is_label)
                .filter_map(|(value, _)| value)
                .collect();
            if !values.is_empty() || units.len() > WIDEST_UNPAIRED_ROW {
                return values;
            }
            inner = around;
        }
        Vec::new()
    }

    /// The text of the box that follows a label.
    pub fn next_text(&self, label: BoxId) -> String {
        let mut following = self.layout.runs().skip_while(|(id, _)| *id <= label);
        following.next().map(|(_, run)| run.text.clone()).unwrap_or_default()
    }

    fn row(&self, kind: Kind, units: &[BoxId]) -> Row {
        let any = |says: &dyn Fn(&Run) -> bool| -> Vec<bool> {
            units.iter().map(|unit| self.layout.runs_within(*unit).into_iter().any(says)).collect()
        };
        let has_figure = |run: &Run| run.text.contains(|c: char| c.is_ascii_digit()) && !self.is_label(run);
        Row {
            values: units.iter().map(|unit| self.held(kind, *unit)).collect(),
            labels: any(&|run| self.is_label(run)),
            others: any(&has_figure),
        }
    }

    /// The value that a box shows before anything else, unless it belongs to a label within.
    fn held(&self, kind: Kind, unit: BoxId) -> Option<Value> {
        let runs = self.layout.runs_within(unit);
        let mut said = runs
            .iter()
            .filter(|run| run.text.chars().any(char::is_alphanumeric) || kind.says_none(&run.text));
        let first = said.next()?;
        if said.any(|run| self.is_label(run)) {
            return None;
        }
        let none = || kind.says_none(&first.text).then_some(Value::Nothing);
        let text = |text| kind.whole(text, self.today);
        text(&first.text).or_else(|| text(&first.unlinked)).or_else(none)
    }

    /// The value at the same place in the row that follows, where that has as many boxes.
    fn under(&self, kind: Kind, row: BoxId, width: usize, at: usize) -> Option<(i32, Value)> {
        let next = self.next_row(row, width)?;
        let values = self.row(kind, &next).values;
        values.into_iter().nth(at)?.map(|value| (UNDER, value))
    }

    fn next_row(&self, row: BoxId, width: usize) -> Option<Vec<BoxId>> {
        let mut inner = row;
        loop {
            let around = self.layout.parent(inner)?;
            let siblings = self.layout.units(around);
            let at = siblings.iter().position(|unit| *unit == inner)?;
            if let Some(next) = siblings.get(at + 1) {
                return self.first_row_of(*next, width);
            }
            inner = around;
        }
    }

    fn first_row_of(&self, outer: BoxId, width: usize) -> Option<Vec<BoxId>> {
        let units = self.layout.units(outer);
        if units.len() == width { Some(units) } else { self.first_row_of(*units.first()?, width) }
    }

    fn is_label(&self, run: &Run) -> bool {
        let wording = wording(&run.text);
        self.labels.iter().any(|label| {
            wording.strip_prefix(label).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    }
}

impl Row {
    /// The value beside the label at a place of the row.
    fn beside(&self, at: usize) -> Option<(i32, Value)> {
        if self.is_value(0) {
            return self.value_before(at, BEFORE);
        }
        let last = (at..).find(|next| *next + 1 >= self.values.len() || self.is_value(next + 1))?;
        let ends = |before: usize| self.is_value(before - 1) || self.others[before - 1];
        let first = (0..=at).rev().find(|before| *before == 0 || ends(*before))?;
        let values: Vec<&Value> = self.values[last + 1..].iter().map_while(Option::as_ref).collect();
        let labels: Vec<usize> = (first..=last).filter(|unit| self.labels[*unit] || *unit == at).collect();
        let place = labels.iter().position(|label| *label == at)?;
        match (labels.len(), values.len()) {
            (_, 0) => self.value_before(at, BEFORE + PAST_A_REMARK),
            (1, _) if at == last => Some((BESIDE, values[0].clone())),
            (1, 1) => Some((BESIDE + PAST_A_REMARK, values[0].clone())),
            (labels, values_shown) if labels == values_shown => Some((BESIDE, values[place].clone())),
            (_, 1) if at == last => Some((BESIDE, values[0].clone())),
            _ => None,
        }
    }

    /// The value before the label, unless it belongs to the label before that.
    fn value_before(&self, at: usize, near: i32) -> Option<(i32, Value)> {
        let value = self.values.get(at.checked_sub(1)?)?.clone()?;
        let is_taken = at >= 2 && self.labels[at - 2] && !self.is_value(0);
        (!is_taken).then_some((near, value))
    }

    fn is_value(&self, at: usize) -> bool {
        self.values.get(at).is_some_and(Option::is_some)
    }
}
