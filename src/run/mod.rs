//! The flows: workspace and request → check, build, trace, typeset. The only caller of stages.
//!
//! In: a resolved request. Out: what was made and what was found. It never prints, never reads the
//! clock, and decides nothing that a stage can decide.

mod inputs;
mod request;

use crate::base::{Failure, Finding};
use crate::files::Root;
pub use request::{Build, Progress, Setting};

/// Reads and examines everything.
pub fn check(setting: &Setting) -> Result<Vec<Finding>, Failure> {
    let root = Root::open(&setting.workspace)?;
    Ok(inputs::read(&root, setting.as_of.clone(), setting.today.clone()).findings)
}
