//! Makes other faces out of the shipped ones: what a test needs of foreign faces is cut from them, not committed.

#![allow(dead_code, reason = "each test file uses the part that it needs")]

use std::path::Path;

/// A face taken apart: the four bytes that it begins with, and its tables.
pub(crate) struct Parts {
    kind: [u8; 4],
    tables: Vec<([u8; 4], Vec<u8>)>,
}

/// The bytes of a shipped face.
pub(crate) fn shipped(file: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").join(file)).unwrap()
}

impl Parts {
    pub(crate) fn of(file: &str) -> Self {
        let font = shipped(file);
        let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
        let tables = (0..count).map(|k| {
            let record = &font[12 + 16 * k..][..16];
            let [offset, length] = [8, 12].map(|at| number(&record[at..]));
            (record[..4].try_into().unwrap(), font[offset..offset + length].to_vec())
        });
        Self { kind: font[..4].try_into().unwrap(), tables: tables.collect() }
    }

    pub(crate) fn tags(&self) -> Vec<[u8; 4]> {
        self.tables.iter().map(|(tag, _)| *tag).collect()
    }

    /// The same face with a table changed.
    pub(crate) fn edited(mut self, tag: [u8; 4], edit: impl FnOnce(&mut Vec<u8>)) -> Self {
        edit(&mut self.tables.iter_mut().find(|(of, _)| *of == tag).unwrap().1);
        self
    }

    /// The same face with `fsType` in its table OS/2, of the third version.
    pub(crate) fn permitting(self, fs_type: u16) -> Self {
        self.edited(*b"OS/2", |table| {
            table[..2].copy_from_slice(&3u16.to_be_bytes());
            table[8..10].copy_from_slice(&fs_type.to_be_bytes());
        })
    }

    /// The same face under another family name.
    pub(crate) fn named(self, family: &str) -> Self {
        let words: Vec<u8> = family.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let length = u16::try_from(words.len()).unwrap();
        // Format 0, three names (family, full, PostScript), whose text begins behind 6 + 3 · 12 bytes.
        let mut table: Vec<u8> = [0u16, 3, 42].into_iter().flat_map(u16::to_be_bytes).collect();
        for id in [1, 4, 6] {
            table.extend([3u16, 1, 0x0804, id, length, 0].into_iter().flat_map(u16::to_be_bytes));
        }
        table.extend(words);
        self.edited(*b"name", |old| *old = table)
    }

    /// A file of the face.
    pub(crate) fn file(&self) -> Vec<u8> {
        let mut file = self.kind.to_vec();
        file.extend(u16::try_from(self.tables.len()).unwrap().to_be_bytes());
        file.extend([0; 6]);
        let mut offset = 12 + 16 * self.tables.len();
        for (tag, table) in &self.tables {
            file.extend(tag);
            file.extend([0; 4]);
            file.extend(
                [offset, table.len()].into_iter().flat_map(|n| u32::try_from(n).unwrap().to_be_bytes()),
            );
            offset += table.len().next_multiple_of(4);
        }
        for (_, table) in &self.tables {
            file.extend(table);
            file.resize(file.len().next_multiple_of(4), 0);
        }
        file
    }
}

/// A collection of faces.
pub(crate) fn collection(faces: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"ttcf\0\x01\0\0".to_vec();
    file.extend(u32::try_from(faces.len()).unwrap().to_be_bytes());
    let mut start = 12 + 4 * faces.len();
    for face in faces {
        file.extend(u32::try_from(start).unwrap().to_be_bytes());
        start += face.len();
    }
    for face in faces {
        let base = file.len();
        file.extend(face);
        for k in 0..usize::from(u16::from_be_bytes([face[4], face[5]])) {
            let at = base + 12 + 16 * k + 8;
            let moved = u32::try_from(base + number(&file[at..])).unwrap();
            file[at..at + 4].copy_from_slice(&moved.to_be_bytes());
        }
    }
    file
}

fn number(bytes: &[u8]) -> usize {
    usize::try_from(u32::from_be_bytes(bytes[..4].try_into().unwrap())).unwrap()
}
