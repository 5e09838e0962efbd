//! A running service of a session.

use crate::ChildProcess;
use crate::child_process::signal;
use crate::stubs::Stub;

/// A running service of a session, ended on drop.
#[derive(Debug)]
pub enum Service {
    /// A program.
    Program(ChildProcess),
    /// A service of this process.
    Stub(Stub),
}

/// A process that does not run until this is dropped.
#[derive(Debug)]
pub struct Frozen(u32);

impl Service {
    /// Stops the program without ending it.
    ///
    /// # Panics
    /// If it is no program, or has ended.
    pub fn freeze(&self) -> Frozen {
        let Self::Program(program) = self else { panic!("only a program can be frozen") };
        signal("STOP", program.id());
        Frozen(program.id())
    }
}

impl Drop for Frozen {
    fn drop(&mut self) {
        signal("CONT", self.0);
    }
}
