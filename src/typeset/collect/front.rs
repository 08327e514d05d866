//! The elements of the front matter that stand in the flow of the text: addressees, list of annexes,
//! attendance, signature and date, note.

use crate::base::Words;
use crate::faces::Role;

use super::super::page::Element;
use super::super::phrase::{Ink, Phrase};
use super::super::piece::{ColophonText, NameList, Piece, SignatureText, Text};
use super::Collector;
use super::labels::cells;

/// 附件：
const ANNEXES: &str = "附件：";

impl<'a> Collector<'a, '_> {
    /// 主送机关, flush left, with the colon that the front matter leaves out. **Source:** §7.3.2.
    pub(super) fn addressees(&mut self) {
        if let Some(words) = &self.manuscript.elements.addressees {
            let ink = self.front_ink("addressees", Role::FangSong, words);
            let phrases = vec![Phrase::new(words.as_str(), ink.clone()), Phrase::new("：", ink)];
            self.pieces.push(Piece::Addressees(Text::indented(phrases, 0, 0)));
        }
    }

    /// 版记, which may have to take the addressees in. **Source:** §7.4, §7.3.2.
    pub(super) fn colophon(&mut self) {
        let elements = &self.manuscript.elements;
        let (colophon, addressees) = (elements.colophon.as_ref(), elements.addressees.as_ref());
        if colophon.is_some() || addressees.is_some() {
            self.pieces.push(Piece::Colophon(ColophonText { colophon, addressees, origin: self.origin(1) }));
        }
    }

    /// What stands below the text: list of annexes, signature and date, note.
    pub(super) fn front_end(&mut self) {
        self.annex_list();
        self.attendance();
        self.signature();
        self.note();
    }

    /// 附件说明: hanging names, numbered where there are several. **Source:** §7.3.4.
    fn annex_list(&mut self) {
        let names = &self.manuscript.elements.annexes;
        if !names.is_empty() {
            self.pieces.push(Piece::Blank(1));
        }
        for (number, name) in (1..).zip(names) {
            let ink = self.front_ink("annexes", Role::FangSong, name);
            let word = if number == 1 { ANNEXES } else { "" };
            let order = if names.len() > 1 { format!("{number}.") } else { String::new() };
            let widest = if names.len() > 1 { cells(&format!("{}.", names.len())) } else { 0 };
            let indent = self.first_indent + cells(ANNEXES);
            let first = if number == 1 { self.first_indent } else { indent };
            let phrases = vec![Phrase::new(name.as_str(), ink.clone())];
            let label = Phrase::new(format!("{word}{order}"), ink);
            let text = Text::indented(phrases, first, indent + widest);
            self.pieces.push(Piece::Text(Text { label: Some(label), ..text }));
        }
    }

    /// 出席, 请假, 列席: 黑体 words a blank line below the text, each on a line of its own, the names hanging
    /// behind the colon. **Source:** §10.3.
    fn attendance(&mut self) {
        let Some(attendance) = &self.manuscript.elements.attendance else { return };
        let lists = [
            ("出席：", &attendance.present),
            ("请假：", &attendance.absent),
            ("列席：", &attendance.observers),
        ];
        let mut blank = self.attendance_blank_lines;
        for (word, names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
            self.pieces.push(Piece::Blank(std::mem::take(&mut blank)));
            let word = Phrase::new(word, Ink::plain(Role::Hei, Element::Front("attendance"), self.origin(1)));
            let phrase =
                |name| Phrase::new(Words::as_str(name), self.front_ink("attendance", Role::FangSong, name));
            let names = names.iter().map(phrase).collect();
            let indents = (self.first_indent, self.first_indent + cells(&word.text));
            self.pieces.push(Piece::Names(NameList { word, names, indents }));
        }
    }

    fn signature(&mut self) {
        let elements = &self.manuscript.elements;
        let date = elements.date.as_ref().map(|date| {
            let ink = Ink::plain(Role::FangSong, Element::Front("date"), self.origin(1).of(date));
            Phrase::new(&*date.text, ink)
        });
        let signature = elements.signature.as_ref().filter(|_| self.has_signature());
        if signature.is_some() || date.is_some() {
            self.pieces.push(Piece::Signature(SignatureText { signature, date, origin: self.origin(1) }));
        }
    }

    /// 附注 in brackets. **Source:** §7.3.6.
    fn note(&mut self) {
        if let Some(words) = &self.manuscript.elements.note {
            let ink = self.front_ink("note", Role::FangSong, words);
            let phrases = ["（", words.as_str(), "）"].map(|text| Phrase::new(text, ink.clone()));
            self.pieces.push(Piece::Text(Text::indented(phrases.into(), self.first_indent, 0)));
        }
    }

    fn front_ink(&self, field: &'static str, role: Role, words: &'a Words) -> Ink<'a> {
        Ink::plain(role, Element::Front(field), self.origin(1).of(words))
    }
}
