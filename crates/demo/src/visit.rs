use std::collections::HashMap;

/// The visitors whom the site knows by a session id.
#[derive(Debug, Default)]
pub(crate) struct Visits(HashMap<String, Visit>);

/// What the site remembers of one visitor.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    pub(crate) signed_in: bool,
    /// The secret that the visitor's forms carry.
    pub(crate) token: String,
    /// What the field names of the form shown last end with.
    pub(crate) random: String,
    /// Whether the password has just been refused and the words are still to be said.
    pub(crate) refused: bool,
}

impl Visits {
    pub(crate) fn get(&self, sid: &str) -> Option<&Visit> {
        self.0.get(sid)
    }

    pub(crate) fn get_mut(&mut self, sid: &str) -> Option<&mut Visit> {
        self.0.get_mut(sid)
    }

    /// Begins a visit, and tells its id.
    pub(crate) fn begin(&mut self) -> String {
        let sid = secret(128);
        let visit = Visit { signed_in: false, token: secret(160), random: secret(32), refused: false };
        self.0.insert(sid.clone(), visit);
        sid
    }

    /// Gives a visit a new id.
    pub(crate) fn renew(&mut self, sid: &str) -> Option<String> {
        let visit = self.0.remove(sid)?;
        let new = secret(128);
        self.0.insert(new.clone(), visit);
        Some(new)
    }

    pub(crate) fn end(&mut self, sid: &str) {
        self.0.remove(sid);
    }

    pub(crate) fn end_all(&mut self) {
        self.0.clear();
    }
}

impl Visit {
    /// The field names of a new form end otherwise than those of the form before it.
    pub(crate) fn reshuffle(&mut self) {
        self.random = secret(32);
    }
}

/// So many random bits as hexadecimal digits.
fn secret(bits: u32) -> String {
    (0..bits / 32).map(|_| format!("{:08x}", rand::random::<u32>())).collect()
}
