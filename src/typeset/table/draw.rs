//! The rows of one page → their ink and rules.

use crate::base::Length;

use super::super::page::{Color, Element, Rule};
use super::super::strip::Strip;
use super::Frame;
use super::rows::Row;
use super::slice::{Slice, segments};

/// The part of a table that stands on one page.
pub(super) struct Painter<'a> {
    frame: &'a Frame,
    strip: Strip,
    /// The upper edge of the next row.
    y: Length,
    /// For each edge of the columns, where the rule along it begins; none where a cell covers the edge.
    uprights: Vec<Option<Length>>,
}

impl<'a> Painter<'a> {
    pub(super) fn new(frame: &'a Frame, top: Length) -> Self {
        let top = top + frame.rule / 2;
        let uprights = vec![None; frame.edges.len()];
        let mut painter = Self { frame, strip: Strip::default(), y: top, uprights };
        painter.rule_across(|_| true);
        painter
    }

    /// The head: real on the first page of the table, furniture on the others.
    pub(super) fn head(&mut self, head: &[Row], is_first: bool) {
        let heights: Vec<Length> = head.iter().map(|row| row.height).collect();
        for (k, row) in head.iter().enumerate() {
            self.begin_row(row);
            for (column, lines) in row.cells.iter().enumerate() {
                let height = span_height(head, k, column, &heights);
                let lines = lines.iter().cloned().map(|line| if is_first { line } else { furniture(line) });
                self.cell(lines.collect(), column, height);
            }
            self.end_row(row.height, head.get(k + 1));
        }
    }

    /// Rows of the body; takes their lines.
    pub(super) fn body(&mut self, rows: &mut [Row], slice: Slice) {
        let Slice { heights, mut continued, .. } = slice;
        for k in 0..rows.len() {
            self.begin_row(&rows[k]);
            for column in 0..self.frame.columns() {
                let is_label = k == 0 && rows[k].spans.continues[column];
                let label = continued.iter_mut().find(|(owner, _)| is_label && *owner == column);
                let height = span_height(rows, k, column, &heights);
                let own = std::mem::take(&mut rows[k].cells[column]);
                // A row that was split goes on with its own lines; a label then stands above them.
                let mut lines = label.map(|(_, lines)| std::mem::take(lines)).unwrap_or_default();
                lines.extend(own);
                self.cell(lines, column, height);
            }
            self.end_row(heights[k], rows.get(k + 1));
        }
    }

    /// The ink, and the lower edge.
    pub(super) fn finish(mut self) -> (Strip, Length) {
        for edge in 0..self.uprights.len() {
            self.end_upright(edge);
        }
        (self.strip, self.y + self.frame.rule / 2)
    }

    /// Goes on with the rules between columns, but for those that a cell of the row covers.
    fn begin_row(&mut self, row: &Row) {
        for edge in 0..self.uprights.len() {
            let is_covered = row.spans.across.get(edge) == Some(&0);
            if is_covered {
                self.end_upright(edge);
            } else if self.uprights[edge].is_none() {
                self.uprights[edge] = Some(self.y);
            }
        }
    }

    fn end_upright(&mut self, edge: usize) {
        if let Some(top) = self.uprights[edge].take() {
            let x = self.frame.edges[edge];
            self.strip.rules.push(self.rule((x, top), (x, self.y)));
        }
    }

    /// The lines of a cell, in the middle of its height.
    fn cell(&mut self, lines: Vec<Strip>, column: usize, height: Length) {
        let Ok(count) = i64::try_from(lines.len()) else { return };
        let ink = self.frame.pitch * (count - 1) + self.frame.size;
        let left = self.frame.edges[column] + self.frame.padding;
        let mut y = self.y + (height - ink) / 2;
        for line in lines {
            self.strip.join(line.shifted(left, y));
            y += self.frame.pitch;
        }
    }

    /// Closes a row with a rule, but not where the next row continues a cell.
    fn end_row(&mut self, height: Length, next: Option<&Row>) {
        self.y += height;
        self.rule_across(|column| next.is_none_or(|row| !row.spans.continues[column]));
    }

    /// A rule below the columns that `has_rule` names; neighbours share one.
    fn rule_across(&mut self, has_rule: impl Fn(usize) -> bool) {
        let mut open: Option<Length> = None;
        for column in 0..=self.frame.columns() {
            let is_ruled = column < self.frame.columns() && has_rule(column);
            match open {
                None if is_ruled => open = Some(self.frame.edges[column]),
                Some(left) if !is_ruled => {
                    let rule = self.rule((left, self.y), (self.frame.edges[column], self.y));
                    self.strip.rules.push(rule);
                    open = None;
                }
                _ => {}
            }
        }
    }

    fn rule(&self, from: (Length, Length), to: (Length, Length)) -> Rule {
        Rule { from, to, thickness: self.frame.rule, color: Color::Black }
    }
}

/// The height of the cell that begins in row `k`, down to the last row that continues it.
fn span_height(rows: &[Row], k: usize, column: usize, heights: &[Length]) -> Length {
    let last = segments(rows, column).into_iter().find(|(first, _)| *first == k).map_or(k, |(_, last)| last);
    heights[k..=last].iter().copied().sum()
}

fn furniture(mut line: Strip) -> Strip {
    for run in &mut line.runs {
        run.element = Element::Artifact;
    }
    for image in &mut line.images {
        image.element = Element::Artifact;
    }
    line
}
