//! A program that polls, as one would write it without a thought of others.

use crate::load::Load;
use crate::people::{MINUTE, Person, Seconds};
use crate::recovery::Recovery;
use crate::scenes::Scene;

const POLL: Seconds = 15 * MINUTE;
const RETRY: Seconds = 10;

/// Runs the program of a person.
pub fn run(number: u32, scene: &Scene, load: &mut Load) {
    let mut person = Person::of(number);
    if let Some(cut) = scene.cut {
        person.cut_off(cut);
    }
    let mut recovery = Recovery::of(scene);
    for session in &person.sessions {
        recovery.begin(session);
        let mut at = session.from;
        while at < session.until {
            let succeeds = scene.failure(at).is_none();
            load.count(at, succeeds);
            recovery.attempt(at, succeeds);
            at += if succeeds { POLL } else { RETRY };
        }
        recovery.pass(session.until);
    }
    load.longest_recovery = load.longest_recovery.max(recovery.longest());
}
