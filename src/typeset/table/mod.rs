//! A table → rows on pages.

use super::compose::Composer;
use super::piece::TableText;

/// Sets a table at the column's cursor.
pub(super) fn set(_composer: &mut Composer<'_>, _text: &TableText<'_>) {}
