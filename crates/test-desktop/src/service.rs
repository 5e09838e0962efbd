//! A running service of a session.

use crate::ChildProcess;
use crate::stubs::Stub;

/// A running service of a session, ended on drop.
#[derive(Debug)]
pub enum Service {
    /// A program.
    Program(ChildProcess),
    /// A service of this process.
    Stub(Stub),
}
