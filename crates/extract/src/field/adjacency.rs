//! The value that belongs to a label by position.

use chrono::NaiveDate;

use crate::effort::spend;
use crate::error::Problem;
use crate::field::Field;
use crate::html::layout::{BoxId, Layout, Run};
use crate::text::other_services::{names_balance, names_internet, names_other_service};
use crate::text::remark;
use crate::text::value::{Kind, Shown, Value};

/// Positions of labels and values on a page.
pub struct Adjacency<'a> {
    layout: &'a Layout,
    fields: Vec<&'a Field>,
    today: NaiveDate,
}

/// The boxes of a row, as far as values of one kind are concerned.
struct Row<'r> {
    adjacency: &'r Adjacency<'r>,
    units: &'r [BoxId],
    values: Vec<Option<Shown>>,
    labels: Vec<bool>,
}

const BESIDE: i32 = 28;
const UNDER: i32 = 24;
const BEFORE: i32 = 20;
const PAST_A_REMARK: i32 = -6;
const LEVEL: i32 = -2;
const MAX_LEVEL: i32 = 5;
const MAX_UNPAIRED_ROW: usize = 2;
const LARGEST_BLOCK: usize = 20;

impl<'a> Adjacency<'a> {
    /// Creates the positions on a page with the labels of these fields.
    pub fn new(layout: &'a Layout, fields: Vec<&'a Field>, today: NaiveDate) -> Self {
        Self { layout, fields, today }
    }

    /// Returns the value of the label that fills a box, and the score of its position.
    pub fn value(&self, kind: Kind, label: BoxId) -> Option<(i32, Shown)> {
        let (mut inner, mut level) = (label, 0);
        while level <= MAX_LEVEL {
            let row = self.layout.parent(inner)?;
            let units = self.layout.units(row);
            if units.len() > 1 {
                let at = units.iter().position(|unit| *unit == inner)?;
                let held = self.row(kind, &units);
                let found = held.beside(at).or_else(|| self.under(kind, row, units.len(), at));
                if let Some((near, value)) = found {
                    let value = if self.is_qualified(inner, label) { doubtful(value) } else { value };
                    return Some((near + LEVEL * level, value));
                }
                if held.values.iter().any(Option::is_some) || units.len() > MAX_UNPAIRED_ROW {
                    return None;
                }
                level += 1;
            }
            inner = row;
        }
        None
    }

    /// Returns the value of a label in the internet's column, where each service has a column.
    ///
    /// The first row names the services: «Услуга», «Телевидение», «Интернет».
    pub fn in_internet_column(&self, kind: Kind, label: BoxId) -> Option<(i32, Shown)> {
        let mut inner = label;
        while let Some(row) = self.layout.parent(inner) {
            let units = self.layout.units(row);
            if units.len() > 2 {
                let column = self.internet_column(row, units.len())?;
                let is_label = units.iter().position(|unit| *unit == inner)? == 0;
                let value = self.held(kind, *units.get(column)?)?;
                return is_label.then_some((BESIDE, value));
            }
            inner = row;
        }
        None
    }

    fn internet_column(&self, row: BoxId, width: usize) -> Option<usize> {
        let mut inner = row;
        for _ in 0..2 {
            let around = self.layout.parent(inner)?;
            let rows = self.layout.units(around);
            let before = rows.iter().take_while(|unit| **unit != inner);
            let mut headers = before.filter_map(|before| self.first_row_of(*before, width));
            let found = headers.find_map(|header| {
                let titles: Vec<String> = header[1..].iter().map(|unit| self.text_of(*unit)).collect();
                let own = titles.iter().position(|title| names_internet(title))?;
                let is_other = |(at, title): (usize, &String)| at == own || names_other_service(title);
                titles.iter().enumerate().all(is_other).then_some(own + 1)
            });
            if found.is_some() {
                return found;
            }
            inner = around;
        }
        None
    }

    /// Returns the title over the block of a label: the nearest line of its own before the block.
    pub fn title_above(&self, label: BoxId) -> Option<&str> {
        let mut inner = label;
        while let Some(around) = self.layout.parent(inner) {
            if (2..=LARGEST_BLOCK).contains(&self.layout.runs_within(inner).len()) {
                let units = self.layout.units(around);
                let before = units.iter().take_while(|unit| **unit != inner).collect::<Vec<_>>();
                let mut titles = before.into_iter().rev().filter_map(|unit| self.only_run(*unit));
                if let Some(title) = titles.find(|run| names_service(&run.text)) {
                    return Some(&title.text);
                }
            }
            inner = around;
        }
        None
    }

    fn only_run(&self, unit: BoxId) -> Option<&'a Run> {
        if let [run] = self.layout.runs_within(unit) { Some(run) } else { None }
    }

    /// Returns true if the box around a label has another text that changes the label's meaning.
    fn is_qualified(&self, around: BoxId, label: BoxId) -> bool {
        let own = self.layout.runs_within(label);
        let mut others =
            self.layout.runs_within(around).iter().filter(|run| !own.contains(run) && !run.hidden);
        others.any(|run| remark::is_qualifier(&run.text, self.today))
    }

    /// Returns true if the box behind a run changes the meaning of a value in the run.
    pub fn is_changed_behind(&self, run: BoxId) -> bool {
        let Some(around) = self.layout.parent(run) else { return false };
        let units = self.layout.units(around);
        let mut behind = units.iter().skip_while(|unit| **unit != run).skip(1);
        let text = |unit: Option<&BoxId>| unit.map(|unit| self.text_of(*unit)).unwrap_or_default();
        let (next, second) = (text(behind.next()), text(behind.next()));
        let has_figure = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        remark::is_qualifier(&next, self.today) && (has_figure(&next) || !has_figure(&second))
    }

    fn text_of(&self, unit: BoxId) -> String {
        let runs = self.layout.runs_within(unit);
        runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Returns the values behind the label in the innermost row that has any, up to another label.
    pub fn values_beside(&self, kind: Kind, label: BoxId) -> Vec<Value> {
        let mut inner = label;
        while let Some(around) = self.layout.parent(inner) {
            let units = self.layout.units(around);
            let after = units.iter().skip_while(|unit| **unit != inner).skip(1);
            let after: Vec<BoxId> = after.copied().collect();
            let row = self.row(kind, &after);
            let values: Vec<Value> = row
                .values
                .into_iter()
                .zip(row.labels)
                .take_while(|(_, is_label)| !is_label)
                .filter_map(|(value, _)| value.and_then(Shown::into_value))
                .collect();
            if !values.is_empty() || units.len() > MAX_UNPAIRED_ROW {
                return values;
            }
            inner = around;
        }
        Vec::new()
    }

    /// Returns the text of the next run on the page.
    pub fn next_text(&self, label: BoxId) -> String {
        let mut following = self.layout.runs().skip_while(|(id, _)| *id <= label);
        following.next().map(|(_, run)| run.text.clone()).unwrap_or_default()
    }

    /// Returns the text in the place of a label's value, unless it is another label.
    pub fn text_beside(&self, label: BoxId) -> Option<String> {
        let mut inner = label;
        loop {
            let around = self.layout.parent(inner)?;
            let units = self.layout.units(around);
            if units.len() > 1 {
                let at = units.iter().position(|unit| *unit == inner)?;
                let next = units.get(at + 1)?;
                let runs = self.layout.runs_within(*next);
                return (!runs.iter().any(|run| self.is_label(run))).then(|| self.text_of(*next));
            }
            if self.has_empty_box_after(around, inner) {
                return None;
            }
            inner = around;
        }
    }

    /// Returns true if the box beside a label is empty.
    pub fn is_empty_beside(&self, label: BoxId) -> bool {
        let mut inner = label;
        while let Some(around) = self.layout.parent(inner) {
            if self.has_empty_box_after(around, inner) {
                return true;
            }
            if self.layout.units(around).len() > 1 {
                return false;
            }
            inner = around;
        }
        false
    }

    fn has_empty_box_after(&self, around: BoxId, inner: BoxId) -> bool {
        let mut following = self.layout.children(around).iter().skip_while(|child| **child != inner).skip(1);
        following.next().is_some_and(|next| !self.layout.shows_text(*next))
    }

    fn row<'r>(&'r self, kind: Kind, units: &'r [BoxId]) -> Row<'r> {
        let has_label = |unit: &BoxId| self.layout.runs_within(*unit).iter().any(|run| self.is_label(run));
        Row {
            adjacency: self,
            units,
            values: units.iter().map(|unit| self.held(kind, *unit)).collect(),
            labels: units.iter().map(has_label).collect(),
        }
    }

    /// Returns the value that a box begins with, unless it belongs to a label within.
    ///
    /// The rest of the box, up to a label that has its own value beside it, must not change the value.
    fn held(&self, kind: Kind, unit: BoxId) -> Option<Shown> {
        let runs = self.layout.runs_within(unit);
        let shows_some = runs.iter().any(|run| !run.hidden);
        let mut said = runs.iter().filter(|run| {
            (run.text.chars().any(char::is_alphanumeric) || kind.state(&run.text).is_some())
                && !(shows_some && run.hidden)
        });
        let first = said.next().filter(|first| !self.is_bare_label(first))?;
        let mut rest: Vec<&Run> = said.collect();
        if let Some(at) = rest.iter().position(|run| self.is_label(run)) {
            let has_figure = |run: &Run| run.text.contains(|c: char| c.is_ascii_digit());
            if !rest[at..].iter().filter(|run| self.is_label(run)).all(|run| has_figure(run)) {
                return None;
            }
            rest.truncate(at);
        }
        let read = |text: &str| kind.read(text, self.today, &|_| false);
        let clean = |shown: &Shown| matches!(shown, Shown::Value(_));
        let value = read(&first.text);
        let value = value.clone().filter(clean).or_else(|| read(&first.unlinked).filter(clean)).or(value)?;
        let texts = rest.iter().filter(|run| !run.unlinked.is_empty()).map(|run| run.unlinked.as_str());
        let remarks = texts.collect::<Vec<_>>().join(" ");
        match &value {
            Shown::Value(Value::Nothing(_)) | Shown::Doubtful(..) => Some(value),
            Shown::Value(_) if remarks.is_empty() => Some(value),
            Shown::Value(_) => read(&format!("{}; {remarks}", first.unlinked)).or(Some(value)),
        }
    }

    /// Returns the value at the same place in the next row, if that has as many boxes.
    fn under(&self, kind: Kind, row: BoxId, width: usize, at: usize) -> Option<(i32, Shown)> {
        let next = self.next_row(row, width)?;
        let value = self.held(kind, *next.get(at)?)?;
        let after = self.layout.parent(*next.first()?).and_then(|next| self.next_row(next, width));
        let other = after.and_then(|after| self.held(kind, *after.get(at)?));
        let stands_for_several = other.is_some_and(|other| differs(&other, &value));
        Some((UNDER, if stands_for_several { doubtful(value) } else { value }))
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

    /// Returns true if a run is a label and nothing else.
    fn is_bare_label(&self, run: &Run) -> bool {
        self.rests_of_labels(run).any(str::is_empty)
    }

    /// Returns true if a run begins with a label.
    fn is_label(&self, run: &Run) -> bool {
        self.rests_of_labels(run).next().is_some()
    }

    /// Returns the text of a run behind each label that it begins with.
    fn rests_of_labels<'r>(&self, run: &'r Run) -> impl Iterator<Item = &'r str> {
        spend(self.fields.len());
        self.fields.iter().flat_map(|field| field.rests(run.normalized()))
    }
}

impl Row<'_> {
    /// Returns true if a run of the box at an index is so.
    fn has(&self, at: usize, is_so: impl Fn(&Run) -> bool) -> bool {
        let runs = self.units.get(at).map(|unit| self.adjacency.layout.runs_within(*unit));
        runs.unwrap_or_default().iter().any(is_so)
    }

    /// Returns true if the box at an index has a figure behind no label.
    fn has_other(&self, at: usize) -> bool {
        let has_figure = |run: &Run| run.text.contains(|c: char| c.is_ascii_digit());
        self.has(at, |run| has_figure(run) && !self.adjacency.is_label(run))
    }

    /// Returns true if the box at an index changes the meaning of a value.
    fn qualifies(&self, at: usize) -> bool {
        self.has(at, |run| remark::is_qualifier(&run.text, self.adjacency.today))
    }

    /// Returns the value beside the label at an index of the row.
    fn beside(&self, at: usize) -> Option<(i32, Shown)> {
        if self.is_value(0) {
            return self.value_before(at, BEFORE);
        }
        let last = (at..).find(|next| *next + 1 >= self.values.len() || self.is_value(next + 1))?;
        let ends = |before: usize| self.is_value(before - 1) || self.has_other(before - 1);
        let first = (0..=at).rev().find(|before| *before == 0 || ends(*before))?;
        let values: Vec<&Shown> = self.values[last + 1..].iter().map_while(Option::as_ref).collect();
        let labels: Vec<usize> = (first..=last).filter(|unit| self.labels[*unit] || *unit == at).collect();
        let place = labels.iter().position(|label| *label == at)?;
        let (near, index) = match (labels.len(), values.len()) {
            (_, 0) => return self.value_before(at, BEFORE + PAST_A_REMARK),
            (1, _) if at == last => (BESIDE, 0),
            (1, 1) => (BESIDE + PAST_A_REMARK, 0),
            (labels, shown) if labels == shown => (BESIDE, place),
            (_, 1) if at == last => (BESIDE, 0),
            _ => return None,
        };
        let value = values.get(index).map(|value| (*value).clone())?;
        let stands_for_several = labels.len() == 1 && values.iter().any(|other| differs(other, &value));
        let is_changed = stands_for_several
            || (at + 1..=last).any(|unit| !self.labels[unit] && self.qualifies(unit))
            || self.is_qualifier_at(last + 2 + index);
        Some((near, if is_changed { doubtful(value) } else { value }))
    }

    /// Returns true if the box at an index changes the value before it and is no label of a value.
    fn is_qualifier_at(&self, at: usize) -> bool {
        let is_label = self.is_value(at + 1) || self.has_other(at + 1);
        (!is_label || self.has_other(at)) && self.qualifies(at)
    }

    /// Returns the value before the label, unless it belongs to the label before that.
    fn value_before(&self, at: usize, near: i32) -> Option<(i32, Shown)> {
        let value = self.values.get(at.checked_sub(1)?)?.clone()?;
        let is_taken = at >= 2 && self.labels[at - 2] && !self.is_value(0);
        (!is_taken).then_some((near, value))
    }

    fn is_value(&self, at: usize) -> bool {
        self.values.get(at).is_some_and(Option::is_some)
    }
}

/// Returns true for a title of a service, which is no line with a figure and no label of a balance.
fn names_service(title: &str) -> bool {
    let is_line = title.contains(|c: char| c.is_ascii_digit()) || names_balance(title);
    !is_line && (names_other_service(title) || names_internet(title))
}

/// Returns true if two boxes in the place of one value hold different values, as of two services.
fn differs(one: &Shown, other: &Shown) -> bool {
    matches!((one, other), (Shown::Value(one), Shown::Value(other)) if one != other)
}

/// Returns a value as one that is not certain.
pub fn doubtful(value: Shown) -> Shown {
    match value {
        Shown::Value(value) => {
            let problem = Problem::NotRead(value.to_string());
            Shown::Doubtful(None, problem)
        }
        doubtful @ Shown::Doubtful(..) => doubtful,
    }
}
