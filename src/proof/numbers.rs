//! The standard's numbers, as this stage holds them.
//!
//! They are written down once more on purpose: a slip in the typesetter's style must not hide itself here.
//! Source: GB/T 9704-2012, by the web copies that the clauses name.

use super::sheet::Area;
use crate::base::Length;

/// A4 (§5.1).
pub(super) const SHEET: (Length, Length) = (Length::mm(210), Length::mm(297));
/// A page that differs more from A4 is of another size, not a faulty A4: a foreign page.
pub(super) const FOREIGN: Length = Length::mm(10);
/// 版心 (§5.2.1): 28 mm and 37 mm from the sheet's edges, 156 mm × 225 mm.
pub(super) const BLOCK: Area =
    Area { left: Length::mm(28), top: Length::mm(37), right: Length::mm(184), bottom: Length::mm(262) };
/// The block in the frame of a page that is turned (§8).
pub(super) const TURNED_BLOCK: Area =
    Area { left: Length::mm(28), top: Length::mm(37), right: Length::mm(253), bottom: Length::mm(193) };
/// 一字: 28 of them fill 156 mm (§5.2.3).
pub(super) const CELL: Length = Length::mm(156).scaled(1, 28);
/// 一行: a character and 7/8 of one (§3.2).
pub(super) const PITCH: Length = CELL.scaled(15, 8);
/// The tightest pitch with which 22 lines still fill the block: 28.8 pt, as word processors set it.
pub(super) const TIGHTEST_PITCH: Length = Length::tenths_of_pt(288);
/// Lines of a full page (§5.2.3).
pub(super) const LINES: i64 = 22;
/// Characters of a full line (§5.2.3).
pub(super) const COLUMNS: i64 = 28;

/// 三号, 二号, 四号.
pub(super) const SIZE_3: Length = Length::pt(16);
pub(super) const SIZE_2: Length = Length::pt(22);
pub(super) const SIZE_4: Length = Length::pt(14);

/// What the standard allows for the margins (§5.2.1).
pub(super) const MARGIN_TOLERANCE: Length = Length::mm(1);
/// What measuring allows for a size: a quarter of a point.
pub(super) const SIZE_TOLERANCE: Length = Length::tenths_of_pt(2);
/// What measuring allows for a distance that the standard states to the millimetre.
pub(super) const TOLERANCE: Length = Length::hundredths_of_mm(50);
/// What measuring allows for a distance in lines, whose edges the ink only suggests.
pub(super) const LINE_TOLERANCE: Length = Length::hundredths_of_mm(120);
/// What measuring allows from one cell, or one line, to the next.
pub(super) const STEP_TOLERANCE: Length = Length::hundredths_of_mm(10);
