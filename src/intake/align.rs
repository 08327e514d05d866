//! The rows of a sheet before and after somebody worked on it → which of them belong together.
//!
//! In: rows that hold anything. Out: pairs, in order on both sides. Rows may have been inserted, deleted and
//! changed; rows that only one side has are left without a partner. Two rows never change places.

use std::collections::BTreeMap;

use super::imprint::RowImprint;

/// Comparisons of rows in a sheet: 2000 rows in one piece that all changed.
const COMPARED: usize = 4_000_000;
/// The likeness of equal rows.
const EQUAL: u32 = 1000;
/// From this likeness on two rows may be the same one, changed.
const ALIKE: u32 = 400;

/// The positions of rows that belong together.
pub(super) fn align(old: &[&RowImprint], new: &[&RowImprint]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut from, mut left) = ((0, 0), COMPARED);
    for end in anchors(old, new).into_iter().chain([(old.len(), new.len())]) {
        let gap = between(&old[from.0..end.0], &new[from.1..end.1], &mut left);
        pairs.extend(gap.into_iter().map(|(a, b)| (from.0 + a, from.1 + b)));
        if end.0 < old.len() {
            pairs.push(end);
        }
        from = (end.0 + 1, end.1 + 1);
    }
    pairs
}

/// Rows that occur once on either side and are equal, as many of them as stand in the same order.
fn anchors(old: &[&RowImprint], new: &[&RowImprint]) -> Vec<(usize, usize)> {
    let (old, new) = (only_ones(old), only_ones(new));
    let mut equal: Vec<(usize, usize)> =
        old.iter().filter_map(|(row, at)| Some((*at, *new.get(row)?))).collect();
    equal.sort_unstable();
    longest_rise(&equal)
}

/// The rows that occur once, each with its position.
fn only_ones(rows: &[&RowImprint]) -> BTreeMap<Vec<(u32, String)>, usize> {
    let mut seen: BTreeMap<Vec<(u32, String)>, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        seen.entry(row.iter().map(|(column, cell)| (*column, cell.digest.clone())).collect())
            .or_default()
            .push(at);
    }
    seen.into_iter().filter(|(_, at)| at.len() == 1).map(|(row, at)| (row, at[0])).collect()
}

/// The longest list of pairs that rises on both sides, of pairs that rise on the first.
fn longest_rise(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The last pair of the best list of each length, and the pair before each pair in its list.
    let (mut lasts, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (at, (_, new)) in pairs.iter().enumerate() {
        let length = lasts.partition_point(|last| pairs[*last].1 < *new);
        before.push(length.checked_sub(1).map(|shorter| lasts[shorter]));
        lasts.truncate(length.max(lasts.len()));
        match lasts.get_mut(length) {
            Some(last) => *last = at,
            None => lasts.push(at),
        }
    }
    let mut rise: Vec<(usize, usize)> =
        std::iter::successors(lasts.last().copied(), |at| before[*at]).map(|at| pairs[at]).collect();
    rise.reverse();
    rise
}

/// The rows between two that are certain: those that are equal from either end, then what is left.
fn between(old: &[&RowImprint], new: &[&RowImprint], left: &mut usize) -> Vec<(usize, usize)> {
    let head = old.iter().zip(new).take_while(|(a, b)| is_equal(a, b)).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| is_equal(a, b)).count();
    let ends = (old.len() - tail, new.len() - tail);
    let middle = differing(&old[head..ends.0], &new[head..ends.1], left);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    pairs.extend(middle.into_iter().map(|(a, b)| (head + a, head + b)));
    pairs.extend((ends.0..old.len()).zip(ends.1..new.len()));
    pairs
}

fn is_equal(old: &RowImprint, new: &RowImprint) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(a, b)| a.0 == b.0 && a.1.digest == b.1.digest)
}

/// The most alike in order, then what is left between them, one by one where both sides have as many. `left`
/// comparisons may be made.
fn differing(old: &[&RowImprint], new: &[&RowImprint], left: &mut usize) -> Vec<(usize, usize)> {
    let Some(rest) = left.checked_sub(old.len().saturating_mul(new.len())) else {
        return one_by_one((0, 0), (old.len(), new.len()));
    };
    *left = rest;
    let mut pairs = Vec::new();
    let mut from = (0, 0);
    for end in most_alike(old, new).into_iter().chain([(old.len(), new.len())]) {
        pairs.extend(one_by_one(from, end));
        if end.0 < old.len() {
            pairs.push(end);
        }
        from = (end.0 + 1, end.1 + 1);
    }
    pairs
}

fn one_by_one(from: (usize, usize), end: (usize, usize)) -> Vec<(usize, usize)> {
    let is_even = end.0.saturating_sub(from.0) == end.1.saturating_sub(from.1);
    if is_even { (from.0..end.0).zip(from.1..end.1).collect() } else { Vec::new() }
}

/// Pairs in order whose likeness is the greatest all together.
fn most_alike(old: &[&RowImprint], new: &[&RowImprint]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut best = vec![0u32; (old.len() + 1) * width];
    let likeness = |a: usize, b: usize| likeness(old[a], new[b]);
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            let skipped = best[(a + 1) * width + b].max(best[a * width + b + 1]);
            let paired = likeness(a, b).map_or(0, |alike| alike + best[(a + 1) * width + b + 1]);
            best[a * width + b] = skipped.max(paired);
        }
    }
    let (mut a, mut b, mut pairs) = (0, 0, Vec::new());
    while a < old.len() && b < new.len() {
        let here = best[a * width + b];
        if here == best[(a + 1) * width + b] {
            a += 1;
        } else if here == best[a * width + b + 1] {
            b += 1;
        } else {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        }
    }
    pairs
}

/// How alike two rows are; none where they are two rows. The first cell is mostly the row's key.
fn likeness(old: &RowImprint, new: &RowImprint) -> Option<u32> {
    let equal =
        old.iter().filter(|(column, cell)| new.get(column).is_some_and(|it| it.digest == cell.digest));
    let equal = u32::try_from(equal.count()).unwrap_or(u32::MAX);
    let most = u32::try_from(old.len().max(new.len()).max(1)).unwrap_or(u32::MAX);
    let share = equal.saturating_mul(EQUAL) / most;
    let alike = share + if key(old) == key(new) { ALIKE } else { 0 };
    (alike >= ALIKE).then_some(alike)
}

fn key(row: &RowImprint) -> Option<(u32, &str)> {
    row.first_key_value().map(|(column, cell)| (*column, cell.digest.as_str()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::{any, prop_assert, proptest};

    use super::super::imprint::{CellImprint, RowImprint};
    use super::{COMPARED, align, between};

    fn rows(text: &str) -> Vec<RowImprint> {
        let cell = |text: &str| CellImprint { digest: text.to_owned(), shown: String::new() };
        let row = |line: &str| (0..).zip(line.split(' ')).map(|(at, text)| (at, cell(text))).collect();
        text.split(", ").map(row).collect()
    }

    #[track_caller]
    fn check(old: &str, new: &str, expected: &[(usize, usize)]) {
        let (old, new) = (rows(old), rows(new));
        let (old, new): (Vec<_>, Vec<_>) = (old.iter().collect(), new.iter().collect());
        assert_eq!(align(&old, &new), expected);
    }

    #[test]
    fn a_row_that_was_inserted_has_no_partner() {
        check("1 a x, 2 b x", "1 a x, 3 c x, 2 b x", &[(0, 0), (1, 2)]);
        check("1 a x, 2 b x", "3 c x, 1 a y, 2 b x", &[(0, 1), (1, 2)]);
    }

    #[test]
    fn a_row_that_was_deleted_has_no_partner() {
        check("1 a x, 2 b x, 3 c x", "1 a x, 3 c x", &[(0, 0), (2, 1)]);
    }

    #[test]
    fn rows_that_changed_altogether_belong_together_by_their_place() {
        check("1 a, 2, 3 c", "1 a, 4, 3 c", &[(0, 0), (1, 1), (2, 2)]);
        check("a b, c d", "x y, z w", &[(0, 0), (1, 1)]);
    }

    #[test]
    fn rows_that_say_the_same_are_told_apart_by_their_neighbours() {
        check("n, n, 1 a, n", "n, 9 z z, n, 1 a, n", &[(0, 0), (1, 2), (2, 3), (3, 4)]);
    }

    #[test]
    fn rows_that_repeat_are_compared_only_where_they_differ() {
        let repeated = |number: usize| vec!["n"; number].join(", ");
        let old = rows(&repeated(5_000));
        let new = rows(&format!("{}, n x, y, {}", repeated(2_000), repeated(3_001)));
        let mut left = COMPARED;
        let pairs = between(&old.iter().collect::<Vec<_>>(), &new.iter().collect::<Vec<_>>(), &mut left);
        assert_eq!(pairs.len(), 5_000);
        assert!(COMPARED - left <= 4, "{}", COMPARED - left);
    }

    /// A row of a key and two cells of its own; in another version both differ.
    fn keyed(key: u8, version: bool) -> String {
        format!("{key} a{key}{version} b{key}{version}")
    }

    proptest! {
        #[test]
        fn rows_with_one_key_belong_together_whatever_was_inserted_deleted_and_changed(
            keys in proptest::collection::btree_set(any::<u8>(), 1..30),
            changes in proptest::collection::vec((any::<bool>(), any::<bool>(), 0u8..3), 30),
        ) {
            let old: Vec<String> = keys.iter().map(|key| keyed(*key, false)).collect();
            let (mut new, mut kept) = (Vec::new(), BTreeSet::new());
            for (at, (key, (is_gone, is_changed, inserted))) in keys.iter().zip(&changes).enumerate() {
                new.extend((0..*inserted).map(|number| format!("new{at}.{number} x{at}.{number}")));
                if !is_gone {
                    kept.insert((at, new.len()));
                    new.push(keyed(*key, *is_changed));
                }
            }
            let (old, new) = (rows(&old.join(", ")), rows(&new.join(", ")));
            let pairs = align(&old.iter().collect::<Vec<_>>(), &new.iter().collect::<Vec<_>>());
            prop_assert!(pairs.is_sorted());
            let pairs: BTreeSet<(usize, usize)> = pairs.into_iter().collect();
            prop_assert!(kept.is_subset(&pairs), "{kept:?} {pairs:?}");
        }
    }
}
