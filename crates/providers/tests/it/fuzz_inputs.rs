//! The invariants on the seeds of the fuzz targets and on the inputs that once broke one.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use kabinet_domain::Money;

use crate::support::{amount, charset, date, description, form, is_written, page};

/// Time limit for one input, generous for a debug build on a busy machine.
const MOST_TIME: Duration = Duration::from_secs(10);

/// An invariant by the name of its fuzz target.
type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 6] = [
    ("amount", amount),
    ("charset", charset),
    ("date", date),
    ("description", description),
    ("form", form),
    ("page", page),
];

/// Returns the seeds of a target and the inputs that once broke it.
fn inputs(target: &str) -> Vec<PathBuf> {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let folders = ["seeds", "found"].map(|folder| fuzz.join(folder).join(target));
    let described = ["descriptions", "descriptions/examples"]
        .map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let described = described.iter().filter(|_| target == "description");
    let files = folders.iter().chain(described).filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    files.map(|file| file.unwrap().path()).filter(|path| path.is_file()).collect()
}

#[test]
fn whatever_was_once_tried_still_holds() {
    for (name, target) in TARGETS {
        let inputs = inputs(name);
        assert!(!inputs.is_empty(), "{name} has nothing to begin with");
        for input in inputs {
            println!("{}", input.display());
            let begun = Instant::now();
            target(&fs::read(&input).unwrap());
            assert!(begun.elapsed() < MOST_TIME, "{} took {:?}", input.display(), begun.elapsed());
        }
    }
}

#[test]
fn a_figure_that_is_not_in_a_text_is_told_from_one_that_is() {
    let sum = |text: &str| text.parse::<Money>().unwrap();
    for (written, figures) in
        [("1205.00", "1205"), ("12.05", "125"), ("12.50", "125"), ("0.00", ""), ("12.10", "121000")]
    {
        assert!(is_written(sum(written), figures), "{written} {figures}");
    }
    for (other, figures) in [("12.00", "125"), ("1.25", "1250"), ("5.00", ""), ("12.10", "121001")] {
        assert!(!is_written(sum(other), figures), "{other} {figures}");
    }
}
