//! The flows: workspace and request → check, build, forms, returns, trace, typeset, proof, status. The only caller of stages.
//!
//! In: a resolved request. Out: what was made and what was found. It never prints, never reads the
//! clock, and decides nothing that a stage can decide.

mod again;
mod apart;
mod build;
mod foreign;
mod forms;
mod gallery;
mod init;
mod inputs;
mod press;
mod proof;
mod quote;
mod report;
mod request;
mod returns;
mod schemas;
mod select;
mod settings;
mod status;
mod trace;
mod typeset;

pub use crate::output::{Change, Preview};
pub use again::Again;
pub use apart::{Apart, Lost, Said};
pub use build::{Built, build, check};
pub use foreign::{CELLS_MEMORY, cells, read_cells};
pub use forms::{Forms, forms};
pub use init::init;
pub use proof::{Proved, layout_names, proof};
pub use report::write_report;
pub use request::{Build, Leaflet, Progress, Setting};
pub use returns::{Returns, returns};
pub use schemas::{schemas, write_schemas};
pub use status::{Share, Status, UnitStatus, status};
pub use trace::{Figure, TracedDocument, trace};
pub use typeset::{Typeset, typeset};
