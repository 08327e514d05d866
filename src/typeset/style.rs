//! Every size and distance of a document, in one place, with the clause that it comes from.
//!
//! In: nothing. Out: [`Style`], the standard's values by default. It places nothing.

use crate::base::Length;

/// The text block (版心) of an official document and its character grid.
///
/// **Source:** GB/T 9704-2012 §5.2.1 (156 mm × 225 mm) and §5.2.3 (22 lines of 28 characters).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextBlock {
    /// Left to right edge.
    pub width: Length,
    /// Upper to lower edge.
    pub height: Length,
    /// Characters in a full line.
    pub columns: i64,
    /// From the block's upper edge to the first line; nothing by the standard.
    pub first_line: Length,
    /// From one line to the next, where it is fixed as word processors do; none: a character and 7/8 of one.
    pub fixed_pitch: Option<Length>,
}

impl TextBlock {
    /// The block that the standard prescribes where nothing special applies.
    pub const STANDARD: Self = Self::grid((Length::mm(156), Length::mm(225)), 28);

    /// The same block turned by 90°, for tables that lie across the page.
    ///
    /// 40 cells of 5.625 mm fill 225 mm; the portrait cell of 5.571 mm would leave a ragged edge.
    ///
    /// **Source:** GB/T 9704-2012 §8 turns the table, not the sheet.
    pub const TURNED: Self = Self::grid((Length::mm(225), Length::mm(156)), 40);

    /// A block of this width and height with the standard's lines.
    const fn grid((width, height): (Length, Length), columns: i64) -> Self {
        Self { width, height, columns, first_line: Length::ZERO, fixed_pitch: None }
    }

    /// The same block turned by 90°: as many characters to the line as leave each no less room.
    pub(super) fn turned(self) -> Self {
        let columns = self.height.to_emu() * self.columns / self.width.to_emu().max(1);
        Self { width: self.height, height: self.width, columns, ..self }
    }

    /// Lines of a full page; 22 by the standard.
    ///
    /// **Source:** GB/T 9704-2012 §5.2.3.
    pub fn lines(&self) -> i64 {
        // A little more than the room, for the pitch is rounded.
        let room = self.height - self.first_line - self.cell() + self.pitch() / 1_000;
        room.to_emu().div_euclid(self.pitch().to_emu().max(1)) + 1
    }

    /// The cell (一字): the width that one character gets.
    ///
    /// 156 mm / 28 = 5.571 mm: a 16 pt em is wider, and 28 of them would overflow the block (158.04 mm),
    /// so the cell, not the face's size, sets the advance.
    pub const fn cell(&self) -> Length {
        self.width.scaled(1, self.columns)
    }

    /// Where the em box of line `k`, counted from 0, begins, from the block's upper edge.
    ///
    /// A line (一行) is a character and 7/8 of one, so the pitch is 15/8 of the cell. Each place is computed
    /// from the whole width, so that no rounding adds up.
    ///
    /// **Source:** GB/T 9704-2012 §3.2 (一行) and §5.2.3.
    pub fn line(&self, k: i64) -> Length {
        self.first_line + self.lines_down((k, 1))
    }

    /// The same where `lines` lines, at least 2, fill the block instead of the standard's.
    ///
    /// **Source:** GB/T 9704-2012 §7.3.5.5.
    pub(super) fn adjusted_line(&self, k: i64, lines: i64) -> Length {
        self.first_line + self.lines_down(((self.lines() - 1) * k, lines - 1))
    }

    /// From one line to the next.
    pub fn pitch(&self) -> Length {
        self.lines_down((1, 1))
    }

    /// So many lines, as a fraction.
    fn lines_down(&self, (lines, part): (i64, i64)) -> Length {
        match self.fixed_pitch {
            Some(pitch) => pitch.scaled(lines, part),
            None => self.width.scaled(15 * lines, 8 * self.columns * part),
        }
    }
}

/// The sizes of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// Width of the sheet. **Source:** §5.1, A4.
    pub sheet_width: Length,
    /// Height of the sheet. **Source:** §5.1, A4.
    pub sheet_height: Length,
    /// 天头. **Source:** §5.2.1.
    pub head_margin: Length,
    /// 订口. **Source:** §5.2.1.
    pub binding_margin: Length,
    /// 版心. **Source:** §5.2.1.
    pub block: TextBlock,
    /// The block of turned pages. **Source:** §8.
    pub turned_block: TextBlock,
    /// 三号, the size of the text. **Source:** §5.2.2.
    pub body: Length,
    /// Cells before the first line of a paragraph. **Source:** §7.3.3.
    pub first_indent: i64,
    /// Levels of headings, 2 for 一、, that are drawn bolder than their face; the standard asks for none.
    pub bold_headings: Vec<u8>,

    /// From the block's upper edge to the issuer mark's ink. **Source:** §7.2.4.
    pub mark_top: Length,
    /// The largest issuer mark; §7.2.4 leaves the size open, the edition of 1999 stayed below 22 mm.
    pub mark_largest: Length,
    /// Pitch of the names of a joint mark, in hundredths of their size; §7.2.4 leaves it open.
    pub mark_pitch_percent: i64,
    /// The tallest joint mark, so that text is left on the first page; §7.2.4 leaves it open.
    pub mark_tallest: Length,
    /// Blank lines above the document number. **Source:** §7.2.5.
    pub number_blank_lines: i64,
    /// From the document number to the red rule. **Source:** §7.2.7.
    pub red_rule_gap: Length,
    /// The red rule; §7.2.7 leaves its thickness open.
    pub red_rule: Length,

    /// From the sheet's upper edge to the mark of a letter. **Source:** §10.1.
    pub letter_mark_top: Length,
    /// From the mark of a letter to its first double rule. **Source:** §10.1.
    pub letter_rule_gap: Length,
    /// The length of a letter's double rules, centred on the sheet. **Source:** §10.1.
    pub letter_rule: Length,
    /// From a letter's last double rule to the sheet's lower edge. **Source:** §10.1.
    pub letter_foot: Length,
    /// The thick line of a double rule; §10.1 leaves it open.
    pub letter_thick_rule: Length,
    /// The thin line of a double rule; §10.1 leaves it open.
    pub letter_thin_rule: Length,
    /// Between the two lines of a double rule; §10.1 leaves it open.
    pub letter_rules_apart: Length,
    /// From the first double rule to the number and the corner, 7/8 of 三号. **Source:** §10.1.
    pub letter_number_gap: Length,
    /// From the block's upper edge to the mark of an order. **Source:** §10.2, second-hand.
    pub order_mark_top: Length,
    /// Blank lines between an order's number and its text. **Source:** §10.2, second-hand.
    pub order_blank_lines: i64,
    /// Blank lines above the attendance of minutes. **Source:** §10.3, second-hand: the digests disagree.
    pub attendance_blank_lines: i64,

    /// 二号, the size of the title. **Source:** §7.3.1.
    pub title: Length,
    /// From one line of the title to the next; the standard leaves it open.
    pub title_pitch: Length,
    /// Blank lines above the title below the red rule. **Source:** §7.3.1.
    pub title_blank_lines: i64,
    /// Blank lines above the title of a page without letterhead; the standard leaves it open.
    pub bare_title_blank_lines: i64,
    /// The line, from 0, on which an annex's title begins. **Source:** §7.3.7, the third line.
    pub annex_title_line: i64,

    /// Blank lines between the text and a signature without seal. **Source:** §7.3.5.2.
    pub signature_blank_lines: i64,
    /// Blank lines between the text and a sealed signature.
    ///
    /// A seal of 42 mm whose top lies within a line of the text has name and date just below its middle then.
    ///
    /// **Source:** §7.3.5.1.
    pub sealed_blank_lines: i64,

    /// The diameter of the seals of a joint document; county governments and their offices have no larger one.
    ///
    /// **Source:** 国发〔1999〕25号, second-hand: 4.5 cm for county governments.
    pub seal: Length,
    /// What lies between two seals at least: they neither meet nor touch. **Source:** §7.3.5.1.
    pub seals_apart: Length,

    /// The title of a volume's cover.
    pub cover_title: Length,
    /// From one line of a cover's title to the next.
    pub cover_title_pitch: Length,
    /// Blank lines below it.
    pub cover_blank_lines: i64,

    /// 四号, the size of the colophon. **Source:** §7.4.2.
    pub colophon: Length,
    /// From one line of the colophon to the next; the standard leaves it open.
    pub colophon_pitch: Length,
    /// The first and last rule of the colophon. **Source:** §7.4.1.
    pub colophon_thick_rule: Length,
    /// The rules between them. **Source:** §7.4.1.
    pub colophon_thin_rule: Length,

    /// Whether the colophon stands on the back of a sheet, behind a blank page where need be.
    ///
    /// §7.4 asks for the last page; many offices take the last even one.
    pub colophon_on_even_page: bool,

    /// 四号, the size of the page number. **Source:** §7.5.
    pub page_number: Length,
    /// From the block's lower edge to the page number's dashes. **Source:** §7.5.
    pub page_number_gap: Length,
    /// Whether dashes stand around it. **Source:** §7.5.
    pub page_number_dashes: bool,
    /// Where it stands below the block. **Source:** §7.5.
    pub page_number_side: Side,

    /// 五号, the size of tables; the standard leaves it open.
    pub table: Length,
    /// From one line of a cell to the next.
    pub table_pitch: Length,
    /// Between a cell's text and its rules, left and right.
    pub table_padding: Length,
    /// Between a cell's text and its rules, above and below.
    pub table_leading: Length,
    /// Above and below a table.
    pub table_gap: Length,
    /// 小四, the size of the line above a table.
    pub table_caption: Length,
    /// The rules of tables.
    pub table_rule: Length,

    /// 五号, the size of footnotes; the standard leaves it open.
    pub note: Length,
    /// From one line of a note to the next.
    pub note_pitch: Length,
    /// Above and below the rule that parts notes from the text.
    pub note_gap: Length,
    /// The length of that rule.
    pub note_rule_length: Length,
    /// Its thickness.
    pub note_rule: Length,

    /// 小四, the size of the line below a figure; the standard leaves figures open.
    pub figure_caption: Length,
    /// From one line of a figure's caption to the next.
    pub figure_caption_pitch: Length,
    /// Between a picture and its caption.
    pub figure_caption_gap: Length,
    /// Between pictures side by side.
    pub figure_spacing: Length,
    /// Below a figure, at least.
    pub figure_gap: Length,

    /// The largest watermark.
    pub watermark_largest: Length,
}

/// Where the page number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// One cell in, right on odd pages and left on even ones. **Source:** GB/T 9704-2012 §7.5.
    Outer,
    /// One cell in at the right on all pages.
    Right,
    /// In the middle.
    Center,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            sheet_width: Length::mm(210),
            sheet_height: Length::mm(297),
            head_margin: Length::mm(37),
            binding_margin: Length::mm(28),
            block: TextBlock::STANDARD,
            turned_block: TextBlock::TURNED,
            body: Length::pt(16),
            first_indent: 2,
            bold_headings: Vec::new(),
            mark_top: Length::mm(35),
            mark_largest: Length::pt(62),
            mark_pitch_percent: 130,
            mark_tallest: Length::mm(80),
            number_blank_lines: 2,
            red_rule_gap: Length::mm(4),
            red_rule: Length::hundredths_of_mm(50),
            letter_mark_top: Length::mm(30),
            letter_rule_gap: Length::mm(4),
            letter_rule: Length::mm(170),
            letter_foot: Length::mm(20),
            letter_thick_rule: Length::mm(1),
            letter_thin_rule: Length::hundredths_of_mm(40),
            letter_rules_apart: Length::hundredths_of_mm(60),
            letter_number_gap: Length::pt(14),
            order_mark_top: Length::mm(20),
            order_blank_lines: 2,
            attendance_blank_lines: 1,
            title: Length::pt(22),
            title_pitch: Length::pt(35),
            title_blank_lines: 2,
            bare_title_blank_lines: 1,
            annex_title_line: 2,
            signature_blank_lines: 1,
            sealed_blank_lines: 2,
            seal: Length::mm(45),
            seals_apart: Length::hundredths_of_mm(50),
            cover_title: Length::pt(36),
            cover_title_pitch: Length::pt(56),
            cover_blank_lines: 3,
            colophon: Length::pt(14),
            colophon_pitch: Length::pt(26),
            colophon_thick_rule: Length::hundredths_of_mm(35),
            colophon_thin_rule: Length::hundredths_of_mm(25),
            colophon_on_even_page: false,
            page_number: Length::pt(14),
            page_number_gap: Length::mm(7),
            page_number_dashes: true,
            page_number_side: Side::Outer,
            table: Length::tenths_of_pt(105),
            table_pitch: Length::pt(16),
            table_padding: Length::mm(1),
            table_leading: Length::hundredths_of_mm(150),
            table_gap: Length::mm(4),
            table_caption: Length::pt(12),
            table_rule: Length::hundredths_of_mm(20),
            note: Length::tenths_of_pt(105),
            note_pitch: Length::pt(16),
            note_gap: Length::mm(2),
            note_rule_length: Length::mm(50),
            note_rule: Length::hundredths_of_mm(20),
            figure_caption: Length::pt(12),
            figure_caption_pitch: Length::pt(18),
            figure_caption_gap: Length::mm(2),
            figure_spacing: Length::mm(4),
            figure_gap: Length::mm(2),
            watermark_largest: Length::pt(72),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TextBlock;
    use crate::base::Length;

    #[test]
    fn twenty_two_lines_of_twenty_eight_characters_fill_the_block() {
        let block = TextBlock::STANDARD;
        let foot = block.line(21) + block.cell();
        assert_eq!(foot.to_string(), "224.946 mm");
        assert!(block.line(22) + block.cell() > block.height);
        assert_eq!(block.width.scaled(28, 28), Length::mm(156));
        assert_eq!(block.lines(), 22);
        assert_eq!(block.turned(), TextBlock::TURNED);
    }
}
