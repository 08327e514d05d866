//! A font file in memory, of which only those outlines are read that a document shows.
//!
//! In: a path. Out: the file's bytes, zeros where nothing was read. A face of 10 MB, of which a document
//! shows some hundred glyphs, costs 1 MB of memory and no time this way: pages of zeros that nobody has
//! written to take none. It knows where outlines stand, and never what they look like.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::sync::{PoisonError, RwLock};

use ttf_parser::{RawFace, Tag};

use super::cff::Places;
use super::glyf;

const CFF: Tag = Tag::from_bytes(b"CFF ");
const GLYF: Tag = Tag::from_bytes(b"glyf");
const LOCA: Tag = Tag::from_bytes(b"loca");

/// The other tables that measures or subsets are made from.
const TABLES: [&[u8; 4]; 12] = [
    b"OS/2", b"cmap", b"cvt ", b"fpgm", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name", b"post",
    b"prep",
];
/// What is read at once where the length of something is not known yet.
const PAGE: usize = 4096;

/// A font file.
pub(super) struct SparseFile {
    loaded: RwLock<Loaded>,
}

struct Loaded {
    file: File,
    bytes: Vec<u8>,
    outlines: OutlinePlaces,
    /// By glyph: whether its outline was read.
    known: Vec<bool>,
}

/// Where the outlines of a face stand.
enum OutlinePlaces {
    /// In a table `glyf`, the first by the offsets of the second.
    Glyf { glyf: Range<usize>, loca: Range<usize>, is_long: bool },
    /// In the table `CFF `, which begins here.
    Cff(usize, Places),
    /// Everything was read.
    Everywhere,
}

impl SparseFile {
    /// Opens a file and reads all but the outlines of one of its faces.
    ///
    /// # Errors
    /// What the system says where it can't be read.
    pub(super) fn open(path: &Path, index: u32) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let length = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
        let mut bytes = vec![0; length];
        read(&mut file, &mut bytes, 0..PAGE)?;
        let outlines = if let Some(outlines) = read_tables(&mut file, &mut bytes, index)? {
            outlines
        } else {
            read(&mut file, &mut bytes, 0..length)?;
            OutlinePlaces::Everywhere
        };
        Ok(Self { loaded: RwLock::new(Loaded { file, bytes, outlines, known: Vec::new() }) })
    }

    /// Lends the file with the outlines of these glyphs, and with those that they are composed of; `None`
    /// where they can't be read.
    pub(super) fn with<T>(&self, glyphs: &[u16], look: impl FnOnce(&[u8]) -> T) -> Option<T> {
        let is_known = self.read_lock().knows(glyphs);
        if !is_known {
            self.loaded.write().unwrap_or_else(PoisonError::into_inner).learn(glyphs).ok()?;
        }
        Some(look(&self.read_lock().bytes))
    }

    fn read_lock(&self) -> std::sync::RwLockReadGuard<'_, Loaded> {
        self.loaded.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Loaded {
    /// Whether the outlines of these glyphs, and `.notdef`, which every subset has, were read.
    fn knows(&self, glyphs: &[u16]) -> bool {
        let mut wanted = [0].iter().chain(glyphs);
        matches!(self.outlines, OutlinePlaces::Everywhere) || wanted.all(|glyph| self.knows_one(*glyph))
    }

    fn knows_one(&self, glyph: u16) -> bool {
        self.known.get(usize::from(glyph)).is_some_and(|is_known| *is_known)
    }

    /// Reads the outlines of glyphs, and of their components.
    fn learn(&mut self, glyphs: &[u16]) -> io::Result<()> {
        let mut wanted = [&[0], glyphs].concat();
        self.known.resize(usize::from(u16::MAX) + 1, false);
        while !wanted.is_empty() {
            wanted.retain(|glyph| !self.knows_one(*glyph));
            let places: Vec<Range<usize>> = wanted.iter().filter_map(|glyph| self.place(*glyph)).collect();
            for place in joined(places.clone()) {
                read(&mut self.file, &mut self.bytes, place)?;
            }
            for glyph in wanted.drain(..) {
                self.known[usize::from(glyph)] = true;
            }
            if matches!(self.outlines, OutlinePlaces::Glyf { .. }) {
                let outlines = places.into_iter().filter_map(|place| self.bytes.get(place));
                wanted = outlines.flat_map(glyf::components).collect();
            }
        }
        Ok(())
    }

    /// Where the outline of a glyph stands.
    fn place(&self, glyph: u16) -> Option<Range<usize>> {
        match &self.outlines {
            OutlinePlaces::Glyf { glyf, loca, is_long } => {
                let place = glyf::place(self.bytes.get(loca.clone())?, *is_long, glyph)?;
                Some(glyf.start + place.start..glyf.start + place.end)
            }
            OutlinePlaces::Cff(start, places) => {
                let place = places.of(self.bytes.get(*start..)?, glyph)?;
                Some(start + place.start..start + place.end)
            }
            OutlinePlaces::Everywhere => None,
        }
    }
}

/// Reads all tables that are needed, the outlines excepted; `None` where it can't be told what these are.
fn read_tables(file: &mut File, bytes: &mut [u8], index: u32) -> io::Result<Option<OutlinePlaces>> {
    let Some(tables) = tables(bytes, index) else { return Ok(None) };
    for (_, place) in
        tables.iter().filter(|(tag, _)| TABLES.iter().any(|known| Tag::from_bytes(known) == *tag))
    {
        read(file, bytes, place.clone())?;
    }
    let find = |tag| tables.iter().find(|(other, _)| *other == tag).map(|(_, place)| place.clone());
    match (find(GLYF), find(LOCA), find(CFF)) {
        (Some(glyf), Some(loca), _) => {
            let is_long = find(Tag::from_bytes(b"head")).and_then(|head| bytes.get(head.start + 51));
            Ok(is_long.map(|format| OutlinePlaces::Glyf { glyf, loca, is_long: *format != 0 }))
        }
        (_, _, Some(cff)) => read_cff(file, bytes, &cff),
        _ => Ok(None),
    }
}

/// The tables of a face; `None` where the directory is damaged or not in the part that was read.
fn tables(bytes: &[u8], index: u32) -> Option<Vec<(Tag, Range<usize>)>> {
    let face = RawFace::parse(bytes, index).ok()?;
    let places = face.table_records.into_iter().map(|record| {
        let start = usize::try_from(record.offset).ok()?;
        Some((record.tag, start..start.checked_add(usize::try_from(record.length).ok()?)?))
    });
    places.collect::<Option<Vec<_>>>().filter(|tables| !tables.is_empty())
}

/// Reads all of a CFF table but the programs of its glyphs.
fn read_cff(file: &mut File, bytes: &mut [u8], table: &Range<usize>) -> io::Result<Option<OutlinePlaces>> {
    let page = |start: usize| table.start + start..(table.start + start + PAGE).min(table.end);
    read(file, bytes, page(0))?;
    let Some(start) = bytes.get(table.clone()).and_then(Places::start) else { return Ok(None) };
    read(file, bytes, page(start))?;
    let Some(offsets) = bytes.get(table.clone()).and_then(|table| Places::offsets(table, start)) else {
        return Ok(None);
    };
    read(file, bytes, table.start + offsets.start..table.start + offsets.end)?;
    let Some(places) = bytes.get(table.clone()).and_then(|table| Places::read(table, offsets)) else {
        return Ok(None);
    };
    read(file, bytes, table.start..table.start + places.all.start)?;
    read(file, bytes, table.start + places.all.end..table.end)?;
    Ok(Some(OutlinePlaces::Cff(table.start, places)))
}

/// Reads a part of the file into its place; what lies behind the file's end is left out.
fn read(file: &mut File, bytes: &mut [u8], place: Range<usize>) -> io::Result<()> {
    let end = place.end.min(bytes.len());
    let Some(part) = bytes.get_mut(place.start.min(end)..end) else { return Ok(()) };
    file.seek(SeekFrom::Start(place.start as u64))?;
    file.read_exact(part)
}

/// Places in order, those that nearly touch joined: reading a little more is cheaper than reading twice.
fn joined(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_by_key(|place| place.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for place in places {
        match joined.last_mut().filter(|last| place.start <= last.end + PAGE / 2) {
            Some(last) => last.end = last.end.max(place.end),
            None => joined.push(place),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use subsetter::{GlyphRemapper, subset};
    use ttf_parser::RawFace;

    use super::super::glyf;
    use super::{GLYF, LOCA, PAGE, SparseFile};

    fn path(file: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").join(file)
    }

    /// The first glyphs of a TrueType face that are composed of others.
    fn composed(whole: &[u8]) -> Vec<u16> {
        let face = RawFace::parse(whole, 0).unwrap();
        let (Some(glyf), Some(loca)) = (face.table(GLYF), face.table(LOCA)) else { return Vec::new() };
        let is_composed = |glyph: &u16| {
            glyf::place(loca, true, *glyph).is_some_and(|place| !glyf::components(&glyf[place]).is_empty())
        };
        (1..20_000).filter(is_composed).take(3).collect()
    }

    #[test]
    fn a_subset_is_the_same_as_from_the_whole_file() {
        for file in ["NotoSerifSC-Regular.ttf", "NotoSansSC-Medium.ttf", "FandolKai-Regular.otf"] {
            let whole = std::fs::read(path(file)).unwrap();
            let opened = SparseFile::open(&path(file), 0).unwrap();
            let spread: Vec<u16> = (2..9_000).step_by(271).collect();
            for glyphs in [composed(&whole), vec![7], spread] {
                let remapper = GlyphRemapper::new_from_glyphs(&glyphs);
                let ours = opened.with(&glyphs, |bytes| subset(bytes, 0, &remapper).unwrap()).unwrap();
                assert!(ours == subset(&whole, 0, &remapper).unwrap(), "{file} {glyphs:?}");
            }
        }
    }

    #[test]
    fn outlines_that_nobody_asked_for_are_not_read() {
        for file in ["NotoSerifSC-Regular.ttf", "FandolFang-Regular.otf"] {
            let opened = SparseFile::open(&path(file), 0).unwrap();
            let blanks = opened.with(&[900], |bytes| {
                bytes.chunks(PAGE).filter(|page| page.iter().all(|byte| *byte == 0)).count() * PAGE
            });
            let blanks = blanks.unwrap();
            let length = std::fs::metadata(path(file)).unwrap().len();
            assert!(blanks as u64 * 100 > length * 95, "{file}: {blanks} of {length}");
        }
    }
}
