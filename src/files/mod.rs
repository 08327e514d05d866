//! Ground: the files of the workspace.
//!
//! In: the workspace's folder and paths relative to it, as plan files and cells name them. Out: sorted
//! lists of files, their bytes, their text, their checksums. Nothing outside the workspace is ever
//! opened, whatever a path or a link says, and nothing is written.

mod checksum;
mod path;
mod root;
mod text;

pub use checksum::{Fingerprint, fingerprint, sha256};
pub use path::{beside, has_ending, normalized};
pub use root::{READ_LIMIT, Root};
pub use text::{of_code_page, text};
