//! The elements of the front matter that stand in the flow of the text: addressees, list of annexes,
//! attendance, signature and date, note.

use crate::base::Words;
use crate::faces::Role;

use super::super::page::Element;
use super::super::phrase::{Ink, Phrase};
use super::super::piece::{Piece, SignatureText, Text};
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
            self.pieces.push(Piece::Text(Text::indented(phrases, 0, 0)));
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

    /// 出席, 请假, 列席: 黑体 words, the names hanging behind the colon. **Source:** §10.3.
    fn attendance(&mut self) {
        let Some(attendance) = &self.manuscript.elements.attendance else { return };
        let lists = [
            ("出席：", &attendance.present),
            ("请假：", &attendance.absent),
            ("列席：", &attendance.observers),
        ];
        for (word, names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
            self.pieces.push(Piece::Blank(1));
            let word = Phrase::new(word, Ink::plain(Role::Hei, Element::Front("attendance"), self.origin(1)));
            let mut phrases = Vec::new();
            for name in names {
                let ink = self.front_ink("attendance", Role::FangSong, name);
                if !phrases.is_empty() {
                    phrases.push(Phrase::new("、", ink.clone()));
                }
                phrases.push(Phrase::new(name.as_str(), ink));
            }
            let text = Text::indented(phrases, self.first_indent, self.first_indent + cells(&word.text));
            self.pieces.push(Piece::Text(Text { label: Some(word), ..text }));
        }
    }

    fn signature(&mut self) {
        let elements = &self.manuscript.elements;
        let date = elements.date.as_ref().map(|date| {
            let ink = Ink::plain(Role::FangSong, Element::Front("date"), self.origin(1).of(date));
            Phrase::new(&*date.text, ink)
        });
        if elements.signature.is_some() || date.is_some() {
            let signature = elements.signature.as_ref();
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
