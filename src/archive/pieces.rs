//! A part of a package → its text, in pieces that each end behind an element of one name.
//!
//! So pieces can be read side by side, and a long part is never in memory as a whole. It looks for the name and
//! parses nothing; where a `<` may begin something else than a tag, the part must be one piece.

use std::io::Read;
use std::mem;

use memchr::{memmem, memrchr2};
use rayon::prelude::*;

use super::misfit::{DAMAGED, Misfit, WIDE};

/// Bytes of a piece, but for the last one and where no element ends.
const SIZE: usize = 256 << 10;

/// The longest piece, in bytes: a million merges, which stand behind the last row, have half as many.
const LONGEST: usize = 64 << 20;

/// A part that is being cut.
pub struct Pieces<R> {
    part: R,
    /// How the closing tag ends: `row>`.
    end: Option<&'static str>,
    /// What was unpacked and not handed over.
    left: Vec<u8>,
    is_over: bool,
    /// Why the part is over before its end.
    fault: Option<Misfit>,
}

impl<R: Read> Pieces<R> {
    /// The pieces of a part; `end` is how their last closing tag ends, `row>`. Where none is given, the part is one
    /// piece.
    pub fn of(part: R, end: Option<&'static str>) -> Self {
        Self { part, end, left: Vec::new(), is_over: false, fault: None }
    }

    /// Reads the pieces, some at once, and hands over what each gives, in order; or why there are no more.
    ///
    /// # Errors
    /// What `take` reports.
    pub fn each<T: Send, E: Send>(
        mut self,
        read: impl Fn(&str) -> T + Sync,
        mut take: impl FnMut(Result<T, Misfit>) -> Result<(), E> + Send,
    ) -> Result<(), E> {
        let at_once = rayon::current_num_threads();
        let mut before: Vec<Result<T, Misfit>> = Vec::new();
        loop {
            let mut taken = Ok(());
            // While one thread unpacks, another takes what was read before.
            before = rayon::in_place_scope(|scope| {
                scope.spawn(|_| taken = before.into_iter().try_for_each(&mut take));
                self.some(at_once).into_par_iter().map(|piece| piece.map(|piece| read(&piece))).collect()
            });
            taken?;
            if before.is_empty() {
                return Ok(());
            }
        }
    }

    /// The next pieces, so many at most; a long one is the last of them, so that not many are in memory at once.
    fn some(&mut self, count: usize) -> Vec<Result<String, Misfit>> {
        let (mut pieces, mut size) = (Vec::new(), 0);
        while pieces.len() < count
            && size < count * SIZE
            && let Some(piece) = self.next()
        {
            size += piece.as_ref().map_or(0, String::len);
            pieces.push(piece);
        }
        pieces
    }

    /// As much again as is there, so that a part without an end is not searched over and over.
    fn unpack(&mut self) {
        let room = LONGEST - self.left.len();
        let size = self.left.len().max(SIZE).min(room) as u64;
        let fault = match self.part.by_ref().take(size).read_to_end(&mut self.left) {
            Err(_damaged) => Some(DAMAGED.to_owned()),
            Ok(_) if room == 0 => Some(format!("一段内容超过 {} MB", LONGEST >> 20)),
            Ok(count) => {
                self.is_over = count == 0;
                return;
            }
        };
        (self.is_over, self.fault) = (true, fault.map(Misfit::new));
    }

    fn cut(&mut self, end: usize) -> Result<String, Misfit> {
        let rest = self.left.split_off(end);
        String::from_utf8(mem::replace(&mut self.left, rest)).map_err(|_wide| Misfit::new(WIDE))
    }
}

impl<R: Read> Iterator for Pieces<R> {
    type Item = Result<String, Misfit>;

    /// A piece, or why there are no more.
    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            self.unpack();
            if let Some(end) = self.end.and_then(|end| last_end(&self.left, end)) {
                return Some(self.cut(end));
            }
        }
        if let Some(fault) = self.fault.take() {
            self.left.clear();
            return Some(Err(fault));
        }
        (!self.left.is_empty()).then(|| self.cut(self.left.len()))
    }
}

/// Where the last closing tag is over that ends so, whatever prefix its name has.
fn last_end(text: &[u8], end: &str) -> Option<usize> {
    let is_closing = |at: &usize| {
        let before = &text[..*at];
        // No further back than to the tag before: the text may be full of such ends.
        let tag = memrchr2(b'<', b'>', before).map_or(&before[..0], |tag| &before[tag..]);
        tag == b"</" || tag.starts_with(b"</") && tag.ends_with(b":")
    };
    memmem::rfind_iter(text, end).find(is_closing).map(|at| at + end.len())
}

#[cfg(test)]
mod tests {
    use std::io::{Error, Read};

    use super::{DAMAGED, Misfit, Pieces, SIZE, last_end};

    #[test]
    fn a_piece_ends_behind_a_closing_tag_of_that_name_alone() {
        let end = |text: &str| last_end(text.as_bytes(), "row>").map(|end| text[..end].to_owned());
        assert_eq!(end("<row><c/></row><row>").as_deref(), Some("<row><c/></row>"));
        assert_eq!(end("<x:row></x:row>…").as_deref(), Some("<x:row></x:row>"));
        for text in ["<row>", "</arrow>", "<t>row>", "</t>:row>", "row>", "</row", "</row >"] {
            assert_eq!(end(text), None, "{text}");
        }
    }

    #[test]
    fn no_byte_of_a_part_is_lost_between_pieces() {
        let part = format!("<a>{}</a>", "<row><c>甲</c></row>".repeat(SIZE / 10));
        for end in [Some("row>"), None] {
            let pieces: Vec<String> = Pieces::of(part.as_bytes(), end).map(Result::unwrap).collect();
            assert_eq!(pieces.len() > 2, end.is_some());
            assert_eq!(pieces.concat(), part);
        }
    }

    #[test]
    fn whole_elements_before_the_damage_are_handed_over() {
        struct Damaged;
        impl Read for Damaged {
            fn read(&mut self, _buffer: &mut [u8]) -> std::io::Result<usize> {
                Err(Error::other("checksum"))
            }
        }
        let part = b"<row></row><row>".chain(Damaged);
        let pieces: Vec<_> = Pieces::of(part, Some("row>")).collect();
        assert_eq!(pieces, [Ok("<row></row>".to_owned()), Err(Misfit::new(DAMAGED))]);
    }
}
