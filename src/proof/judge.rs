//! Holding measures against what clauses want, and keeping what differs.

use super::Remark;
use super::face::Kind;
use super::line::Line;
use super::numbers::SIZE_TOLERANCE;
use super::page::{Page, apart};
use super::report::Verdict;
use super::sheet::Glyph;
use crate::base::Length;

/// What the pages of one stretch of a layout show.
pub(super) struct Part<'a> {
    /// Pages of the standard's size, in order.
    pub(super) pages: &'a [Page],
    /// The kind of each face of the file, by number.
    pub(super) kinds: &'a [Kind],
    /// The names of the faces, by number.
    pub(super) faces: &'a [String],
    /// Faces that the file does not hold.
    pub(super) missing: &'a [String],
}

impl Part<'_> {
    pub(super) fn kind(&self, face: Option<usize>) -> Kind {
        face.and_then(|face| self.kinds.get(face)).copied().unwrap_or(Kind::Unknown)
    }

    pub(super) fn face_name(&self, face: Option<usize>) -> &str {
        face.and_then(|face| self.faces.get(face)).map_or("无名字体", String::as_str)
    }
}

/// What a rule finds over all stretches of its layout.
#[derive(Default)]
pub(super) struct Judgement {
    /// How many measures were taken.
    measures: usize,
    faults: Vec<Remark>,
    doubts: Vec<Remark>,
}

impl Judgement {
    /// Holds a claim against the page.
    pub(super) fn claim(
        &mut self,
        page: usize,
        is_so: bool,
        (what, wanted): (&str, &str),
        found: impl FnOnce() -> String,
    ) {
        self.measures += 1;
        if !is_so {
            let (what, wanted) = (what.to_owned(), wanted.to_owned());
            self.faults.push(Remark { page, what, found: found(), wanted });
        }
    }

    /// Holds a length against what is wanted.
    pub(super) fn length(
        &mut self,
        page: usize,
        what: &str,
        found: Length,
        (wanted, tolerance): (Length, Length),
    ) {
        let is_so = apart(found, wanted) <= tolerance;
        self.claim(page, is_so, (what, &format!(" {}", mm(wanted))), || format!(" {}", mm(found)));
    }

    /// Holds the size of a line against what is wanted.
    pub(super) fn size(&mut self, page: usize, (what, line): (&str, &Line), wanted: Length) {
        let off = line.glyphs().iter().map(|glyph| glyph.size).find(|size| !is_size(*size, wanted));
        self.claim(page, off.is_none(), (&format!("{what}的字号"), &format!(" {}", pt(wanted))), || {
            format!(" {}", pt(off.unwrap_or_default()))
        });
    }

    /// Holds the face of every 汉字 of a line against what is wanted.
    ///
    /// 宋体 may stand in for a character that the face lacks, but not for most of them.
    pub(super) fn face(&mut self, page: usize, part: &Part<'_>, (what, line): (&str, &Line), wanted: Kind) {
        let is_other =
            |glyph: &&Glyph| glyph.is_han() && ![wanted, Kind::Song].contains(&part.kind(Some(glyph.face)));
        let other = line.glyphs().iter().find(is_other).map(|glyph| glyph.face);
        self.face_is(page, part, (what, other.or_else(|| line.face())), wanted);
    }

    /// Holds a face against what is wanted; one whose name says nothing is for the eye.
    pub(super) fn face_is(
        &mut self,
        page: usize,
        part: &Part<'_>,
        (what, face): (&str, Option<usize>),
        wanted: Kind,
    ) {
        let (kind, name) = (part.kind(face), part.face_name(face));
        if kind == Kind::Unknown {
            let (found, wanted) = (format!("用字体 {name}"), wanted.label().to_owned());
            self.doubts.push(Remark { page, what: what.to_owned(), found, wanted });
        } else {
            self.claim(page, kind == wanted, (what, wanted.label()), || {
                format!("用{}（{name}）", kind.label())
            });
        }
    }

    /// What was found in all, and the remarks that go with it.
    pub(super) fn close(self) -> (Verdict, Vec<Remark>) {
        match () {
            () if !self.faults.is_empty() => (Verdict::NotMet, self.faults),
            () if !self.doubts.is_empty() => (Verdict::Eye, self.doubts),
            () if self.measures > 0 => (Verdict::Met, Vec::new()),
            () => (Verdict::Absent, Vec::new()),
        }
    }
}

/// Whether a size is the wanted one, as far as measuring tells.
pub(super) fn is_size(found: Length, wanted: Length) -> bool {
    apart(found, wanted) <= SIZE_TOLERANCE
}

/// A length as people write it.
pub(super) fn mm(length: Length) -> String {
    format!("{:.2} mm", length.to_mm())
}

/// A size as people write it.
pub(super) fn pt(length: Length) -> String {
    format!("{:.1} pt", length.to_pt())
}
