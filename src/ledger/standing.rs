//! What a row of evidence cites → whether it is there.

use std::collections::BTreeMap;

use crate::base::{Traced, Words};
use crate::evidence::{Exhibit, FOLDER};
use crate::plan::UnitId;

use super::records::Standing;

/// The evidence files, by path.
pub(super) type Exhibits = BTreeMap<String, Exhibit>;

/// A link or a document number needs no file; a file is looked for in the evidence folder, then in the
/// unit's own there. What lies outside the evidence folder is no evidence.
pub(super) fn standing(
    unit: &Traced<UnitId>,
    location: Option<&Words>,
    document_number: Option<&Words>,
    exhibits: &Exhibits,
) -> Standing {
    match location.map(Words::as_str) {
        None if document_number.is_some() => Standing::Numbered,
        None => Standing::Absent,
        Some(location) if is_link(location) => Standing::Link,
        Some(location) => file(unit, location, exhibits).map_or(Standing::Absent, Standing::File),
    }
}

/// Schemes are written in any case.
fn is_link(location: &str) -> bool {
    let starts =
        |scheme: &str| location.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    starts("http://") || starts("https://")
}

/// A path as clerks write it: with the slashes of Windows, from the workspace's folder or the evidence folder.
fn file(unit: &Traced<UnitId>, location: &str, exhibits: &Exhibits) -> Option<String> {
    let cited = location.replace('\\', "/");
    let cited = cited.trim_start_matches("./");
    let below = cited.strip_prefix(FOLDER).and_then(|rest| rest.strip_prefix('/')).unwrap_or(cited);
    [format!("{FOLDER}/{below}"), format!("{FOLDER}/{unit}/{below}")]
        .into_iter()
        .find(|path| exhibits.contains_key(path))
}
