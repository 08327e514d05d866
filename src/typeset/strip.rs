//! A strip: the ink of one line (or row) before it has a place on a page.
//!
//! Coordinates count from the strip's upper left corner; [`super::column`] moves it into place.

use crate::base::Length;

use super::page::{Link, PlacedImage, Rule, Run};

/// What is set side by side and never parted by a page's end.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Strip {
    pub(super) runs: Vec<Run>,
    pub(super) rules: Vec<Rule>,
    pub(super) images: Vec<PlacedImage>,
    pub(super) links: Vec<Link>,
    /// The notes that it cites, by their numbers in the part.
    pub(super) notes: Vec<u32>,
    /// Of its em box, or of the row.
    pub(super) height: Length,
    /// From its upper edge to the next strip's.
    pub(super) pitch: Length,
}

impl Strip {
    /// Moves everything by `(x, y)`.
    pub(super) fn shifted(mut self, x: Length, y: Length) -> Self {
        for run in &mut self.runs {
            run.x += x;
            run.y += y;
        }
        for rule in &mut self.rules {
            for end in [&mut rule.from, &mut rule.to] {
                end.0 += x;
                end.1 += y;
            }
        }
        for image in &mut self.images {
            image.x += x;
            image.y += y;
        }
        for link in &mut self.links {
            let [left, upper, right, lower] = link.area;
            link.area = [left + x, upper + y, right + x, lower + y];
        }
        self
    }

    /// Takes over the ink of `other`, which stands on the same line.
    pub(super) fn join(&mut self, other: Self) {
        let links = self.links.len();
        let runs = self.runs.len();
        self.images.extend(other.images.into_iter().map(|image| image.behind_runs(runs)));
        self.runs.extend(other.runs.into_iter().map(|run| run.behind_links(links)));
        self.notes.extend(other.notes);
        self.rules.extend(other.rules);
        self.links.extend(other.links);
    }
}
