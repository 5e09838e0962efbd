//! The sessions of the portal's visitors.

use std::collections::HashMap;

/// The open sessions by their ids.
#[derive(Debug, Default)]
pub(crate) struct Sessions(HashMap<String, Session>);

/// The portal's memory of one visitor.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) signed_in: bool,
    /// The login of the signed-in customer, where the portal has several.
    pub(crate) login: Option<String>,
    /// The secret in the visitor's forms.
    pub(crate) token: String,
    /// The random suffix of the field names in the latest form.
    pub(crate) random: String,
    /// True if the password was refused and the message is still to be shown.
    pub(crate) refused: bool,
}

impl Sessions {
    pub(crate) fn get(&self, sid: &str) -> Option<&Session> {
        self.0.get(sid)
    }

    pub(crate) fn get_mut(&mut self, sid: &str) -> Option<&mut Session> {
        self.0.get_mut(sid)
    }

    /// Opens a session and returns its id.
    pub(crate) fn open(&mut self) -> String {
        let sid = secret(128);
        let session =
            Session { signed_in: false, login: None, token: secret(160), random: secret(32), refused: false };
        self.0.insert(sid.clone(), session);
        sid
    }

    /// Moves a session to a new id and returns it; `None` if there is no such session.
    pub(crate) fn renew(&mut self, sid: &str) -> Option<String> {
        let session = self.0.remove(sid)?;
        let new = secret(128);
        self.0.insert(new.clone(), session);
        Some(new)
    }

    pub(crate) fn end(&mut self, sid: &str) {
        self.0.remove(sid);
    }

    /// Ends every session of a customer.
    pub(crate) fn end_of(&mut self, login: &str) {
        self.0.retain(|_, session| session.login.as_deref() != Some(login));
    }

    pub(crate) fn end_all(&mut self) {
        self.0.clear();
    }
}

impl Session {
    /// Changes the suffix of the form's field names.
    pub(crate) fn reshuffle(&mut self) {
        self.random = secret(32);
    }
}

/// Returns random bits as hexadecimal digits; `bits` is a multiple of 32.
fn secret(bits: u32) -> String {
    (0..bits / 32).map(|_| format!("{:08x}", rand::random::<u32>())).collect()
}
