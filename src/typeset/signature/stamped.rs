//! Posts and signature stamps (签名章), one signer a line, and the date.
//!
//! **Source:** GB/T 9704-2012 §7.3.5.3.

use crate::base::{Length, Words};

use super::super::compose::Composer;
use super::super::names;
use super::super::paragraph::{Align, Manner, set as set_paragraph};
use super::super::phrase::Phrase;
use super::super::piece::SignatureText;
use super::super::strip::Strip;
use super::{Line, Step, date, issuers, name};

/// Cells right of stamps and date.
const CELLS: i64 = 4;
/// Blank lines above the first stamp.
const BLANK_ABOVE: i64 = 2;
/// Blank lines between stamps, and above the date.
const BLANK_BETWEEN: i64 = 1;
/// Two cells between a post and its stamp.
const GAP: &str = "\u{3000}\u{3000}";

/// Each post and name on a line, posts below posts and names below names, and below a blank line the date.
pub(super) fn steps(composer: &mut Composer<'_>, text: &SignatureText<'_>) -> Vec<Step> {
    let body = composer.body();
    let edge = body.width - body.scale.cell * CELLS;
    let names: Vec<Phrase<'_>> = issuers(text).iter().map(|words| name(text, words)).collect();
    let posts: &[Words] = text.signature.map_or(&[], |signature| &signature.posts);
    let posts: Vec<Phrase<'_>> = posts.iter().map(|words| name(text, words)).collect();
    let columns = Columns::of(composer, &posts, &names, edge);
    let mut steps: Vec<Step> = Vec::new();
    for (k, name) in names.iter().enumerate() {
        let strips = columns.lines(composer, posts.get(k), name);
        for (line, strip) in strips.into_iter().enumerate() {
            let blank = if line > 0 { 0 } else { blank(&steps) };
            steps.push(Step { blank, strip });
        }
    }
    if let Some(date) = date(composer, text) {
        let left = edge - date.1;
        steps.push(Step::new(blank(&steps), date, left));
    }
    steps
}

fn blank(above: &[Step]) -> i64 {
    if above.is_empty() { BLANK_ABOVE } else { BLANK_BETWEEN }
}

/// Where posts and names stand.
struct Columns {
    post_left: Length,
    gap_left: Length,
    name_left: Length,
    edge: Length,
}

impl Columns {
    fn of(composer: &mut Composer<'_>, posts: &[Phrase<'_>], names: &[Phrase<'_>], edge: Length) -> Self {
        let gap = if posts.is_empty() { Length::ZERO } else { composer.body().scale.cell * 2 };
        let name_left = edge - names::slot(composer, names);
        let gap_left = name_left - gap;
        Self { post_left: gap_left - names::slot(composer, posts), gap_left, name_left, edge }
    }

    /// Post and name side by side, or on lines that end below each other where the block is too narrow.
    fn lines(&self, composer: &mut Composer<'_>, post: Option<&Phrase<'_>>, name: &Phrase<'_>) -> Vec<Strip> {
        let gap = post.map(|post| Phrase::new(GAP, post.ink.clone()));
        if self.post_left < Length::ZERO {
            let phrases: Vec<Phrase<'_>> =
                post.cloned().into_iter().chain(gap).chain([name.clone()]).collect();
            let manner = Manner { width: self.edge, align: Align::Right, ..composer.body() };
            return set_paragraph(&phrases, &manner, &mut composer.foundry, composer.part);
        }
        let body = composer.body();
        let mut strip = Strip { height: body.scale.cell, pitch: body.pitch, ..Strip::default() };
        for (phrase, left) in post.into_iter().zip([self.post_left]).chain(gap.iter().zip([self.gap_left])) {
            let (word, _): Line = composer.single(std::slice::from_ref(phrase), &body);
            strip.join(word.shifted(left, Length::ZERO));
        }
        let stamp = names::in_slot(composer, name, self.edge - self.name_left);
        strip.join(stamp.shifted(self.name_left, Length::ZERO));
        vec![strip]
    }
}
