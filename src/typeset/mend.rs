//! Mends what the walk from line to line left bad: breaks the lines around a bad one anew, all together.
//!
//! In: the lines so far, the bad one among the last. Out: the same, or the cheapest lines from the same start.
//! It looks at a few lines at a time, so that the work grows no faster than the paragraph.

use super::breaks::Grade;
use super::fit::{Fitted, Measure};
use super::shape::Atom;
use super::walk::Walk;

/// Lines before a bad one that are broken anew with it.
const BEFORE: usize = 3;
/// Lines behind it.
pub(super) const BEHIND: usize = 2;
/// A line that costs more is bad.
const BAD: i64 = 30;
/// What must be saved for a change to be worth it.
const WORTH: i64 = 10;
/// What a further line at the end of a paragraph costs.
const FURTHER_LINE: i64 = 20;
/// How many ends of a line are followed up.
const FOLLOWED: usize = 12;

/// A way to end a line.
struct Node {
    end: usize,
    /// The cost of this line.
    own: i64,
    /// The cost of the lines up to and with this one.
    total: i64,
    /// The end of the line before, by its number in its layer.
    before: usize,
}

pub(super) const fn is_bad(line: &Fitted) -> bool {
    line.cost > BAD && !line.is_forced
}

/// Breaks the last lines anew where that saves cost.
pub(super) fn mend(atoms: &[Atom], measure: &Measure, lines: &mut Vec<Fitted>) {
    let first = lines.len().saturating_sub(BEFORE + 1 + BEHIND);
    let window = &lines[first..];
    if window.iter().any(|line| line.is_forced) {
        return;
    }
    let cost: i64 = window.iter().map(|line| line.cost).sum();
    if let Some((total, better)) = cheapest(atoms, measure, window).filter(|(total, _)| total + WORTH < cost)
    {
        debug_assert!(total >= 0, "costs are never negative");
        lines.truncate(first);
        lines.extend(better);
    }
}

/// The cheapest lines from where the window begins: to the paragraph's end where it ends there, else as many.
fn cheapest(atoms: &[Atom], measure: &Measure, window: &[Fitted]) -> Option<(i64, Vec<Fitted>)> {
    let (start, end) = (window.first()?.atoms.start, window.last()?.atoms.end);
    let is_last = end == atoms.len();
    let mut layers = vec![vec![Node { end: start, own: 0, total: 0, before: 0 }]];
    for _ in 0..window.len() + usize::from(is_last) {
        let next = layer(atoms, measure, layers.last()?);
        layers.push(next);
    }
    let price = |depth: usize, node: &Node| {
        let is_whole = node.end == atoms.len() || !is_last && depth == window.len();
        let further = if depth > window.len() { FURTHER_LINE } else { 0 };
        is_whole.then_some(node.total + further)
    };
    let nodes = layers.iter().enumerate().flat_map(|(depth, layer)| {
        layer.iter().enumerate().filter_map(move |(k, node)| Some((price(depth, node)?, depth, k)))
    });
    let (total, depth, k) = nodes.min()?;
    Some((total, traced(&layers, depth, k)))
}

/// The lines that lead to a node.
fn traced(layers: &[Vec<Node>], depth: usize, mut k: usize) -> Vec<Fitted> {
    let mut lines = Vec::with_capacity(depth);
    for depth in (1..=depth).rev() {
        let node = &layers[depth][k];
        k = node.before;
        let atoms = layers[depth - 1][k].end..node.end;
        lines.push(Fitted { atoms, is_forced: false, cost: node.own });
    }
    lines.reverse();
    lines
}

/// The cheapest ends of the next line.
fn layer(atoms: &[Atom], measure: &Measure, before: &[Node]) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for (k, node) in before.iter().enumerate() {
        for (end, own) in ends(atoms, node.end, measure) {
            let new = Node { end, own, total: node.total + own, before: k };
            match nodes.iter_mut().find(|node| node.end == end) {
                Some(known) if known.total <= new.total => {}
                Some(known) => *known = new,
                None => nodes.push(new),
            }
        }
    }
    nodes.sort_by_key(|node| (node.total, node.end));
    nodes.truncate(FOLLOWED);
    nodes
}

/// Where a line from `start` on may end within the cap, and what that costs.
fn ends(atoms: &[Atom], start: usize, measure: &Measure) -> Vec<(usize, i64)> {
    let room = measure.room(start);
    let half = measure.cell / 2;
    let mut ends = Vec::new();
    let mut walk = Walk::default();
    for (k, atom) in atoms.iter().enumerate().skip(start) {
        walk.take(atom, half);
        if walk.shrunk > room + half {
            break;
        }
        let end = k + 1;
        let is_last = end == atoms.len();
        if walk.shrunk <= room && (atom.grade >= Grade::Inner || is_last) {
            let candidate = walk.candidate(end, atom.grade);
            if is_last {
                ends.push((end, candidate.last_cost(&atoms[start..], room)));
            } else if room - walk.natural <= measure.cell / 4 * candidate.elastic {
                ends.push((end, candidate.cost(room, measure.cell)));
            }
        }
        walk.step(atom, measure.cell);
    }
    ends
}
