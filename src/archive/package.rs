//! The bytes of a package (OPC) → the same package with some parts replaced or added, all others copied raw.
//!
//! In: a vetted file that some program wrote. Out: its parts as text, its relations, and new bytes in which
//! every part that nobody replaced is the same, compressed bytes included. It knows nothing of workbooks.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::markup::{append, escaped, prefix, walk};
use super::misfit::{DAMAGED, Misfit, WIDE};

/// The most that a part may unpack to, in bytes: a million rows of twelve columns have some 200 MB.
const PART_SIZE: u64 = 256 << 20;
/// The list of the types of all parts.
const TYPES: &str = "[Content_Types].xml";
/// **Source:** ECMA-376 part 2, 9.3 (relationships).
const NO_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
/// What the types of relations begin with.
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package that is being changed.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The name of each part as it is written, by its name in small letters.
    names: BTreeMap<String, String>,
    changed: BTreeMap<String, String>,
}

/// A relation of a part to another one of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The name by which the part speaks of it.
    pub id: String,
    /// What it is, the end of its type: `worksheet`, `comments`.
    pub kind: String,
    /// The other part.
    pub target: String,
}

impl<'a> Package<'a> {
    /// Opens a package that [`vet`](super::vet()) let pass.
    ///
    /// # Errors
    /// A [`Misfit`] where it is no zip file, or two of its parts have one name.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Misfit> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Misfit::from(&error))?;
        let mut names = BTreeMap::new();
        for index in 0..archive.len() {
            let name = archive.name_for_index(index).and_then(Result::ok);
            let name = name.ok_or_else(|| Misfit::new("里面的文件名读不出来"))?.into_owned();
            if names.insert(key(&name), name).is_some() {
                return Err(Misfit::new("里面有两个同名的文件"));
            }
        }
        Ok(Self { archive, names, changed: BTreeMap::new() })
    }

    /// The names of all parts, as they are written.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.values().map(String::as_str)
    }

    /// Whether there is such a part; case does not matter.
    pub fn has(&self, part: &str) -> bool {
        self.names.contains_key(&key(part))
    }

    /// The text of a part, as it was last put.
    ///
    /// # Errors
    /// A [`Misfit`] where there is no such part, or it is no UTF-8.
    pub fn text(&mut self, part: &str) -> Result<String, Misfit> {
        let changed = self.names.get(&key(part)).and_then(|name| self.changed.get(name));
        if let Some(text) = changed {
            return Ok(text.clone());
        }
        String::from_utf8(self.bytes(part)?).map_err(|_wide| Misfit::new(WIDE))
    }

    /// The bytes of a part, as they came.
    ///
    /// # Errors
    /// A [`Misfit`] where there is no such part, or it is damaged or too large.
    pub fn bytes(&mut self, part: &str) -> Result<Vec<u8>, Misfit> {
        let mut bytes = Vec::new();
        let unpacked = self.stream(part)?.take(PART_SIZE + 1).read_to_end(&mut bytes);
        let size = unpacked.map_err(|_error| Misfit::new(DAMAGED))?;
        if size as u64 > PART_SIZE {
            return Err(Misfit::new(format!("{part} 展开后超过 {} MB", PART_SIZE >> 20)));
        }
        Ok(bytes)
    }

    /// The bytes of a part, as they came, while they are unpacked; nobody bounds how many there are.
    ///
    /// # Errors
    /// A [`Misfit`] where there is no such part.
    pub fn stream(&mut self, part: &str) -> Result<impl Read, Misfit> {
        let missing = || Misfit::new(format!("里面缺少 {part}"));
        let name = self.names.get(&key(part)).ok_or_else(missing)?;
        self.archive.by_name(name).map_err(|error| Misfit::from(&error))
    }

    /// Puts text in the place of a part, or adds the part.
    pub fn put(&mut self, part: &str, text: String) {
        let name = self.names.entry(key(part)).or_insert_with(|| part.to_owned()).clone();
        self.changed.insert(name, text);
    }

    /// The first name of the form `STEM1.EXT` that no part has.
    pub fn free(&self, stem: &str, extension: &str) -> String {
        let name = |number: usize| format!("{stem}{number}.{extension}");
        // One more than there are parts must be free.
        (1..=self.names.len() + 1).map(name).find(|name| !self.has(name)).unwrap_or_default()
    }

    /// The relations of a part to others of the package; `""` stands for the package itself.
    ///
    /// # Errors
    /// A [`Misfit`] where they are no XML.
    pub fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Misfit> {
        let list = relations_of(part);
        let mut relations = Vec::new();
        if !self.has(&list) {
            return Ok(relations);
        }
        walk(&self.text(&list)?, |tag| {
            let is_inside = tag.attribute("TargetMode").is_none_or(|mode| mode != "External");
            if tag.name == "Relationship" && tag.opens() && is_inside {
                let [id, kind, target] = ["Id", "Type", "Target"].map(|name| tag.attribute(name));
                if let (Some(id), Some(kind), Some(target)) = (id, kind, target) {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    relations.push(Relation { id, kind, target: resolved(part, &target) });
                }
            }
            Ok(())
        })?;
        Ok(relations)
    }

    /// The first part that a part has a relation of this kind to.
    ///
    /// # Errors
    /// A [`Misfit`] where its relations are no XML.
    pub fn related(&mut self, part: &str, kind: &str) -> Result<Option<String>, Misfit> {
        let relations = self.relations(part)?;
        Ok(relations.into_iter().find(|relation| relation.kind == kind).map(|relation| relation.target))
    }

    /// Gives a part a relation to another one, and returns the name of the relation.
    ///
    /// # Errors
    /// A [`Misfit`] where its relations are no XML.
    pub fn relate(&mut self, part: &str, kind: &str, target: &str) -> Result<String, Misfit> {
        let list = relations_of(part);
        let xml = if self.has(&list) { self.text(&list)? } else { NO_RELATIONS.to_owned() };
        let mut ids = (1..).map(|number: usize| format!("rIdJz{number}"));
        let id = ids.find(|id| !xml.contains(&format!("{id}\""))).unwrap_or_default();
        let relation = format!(
            "<{}Relationship Id=\"{id}\" Type=\"{RELATION}/{kind}\" Target=\"/{}\"/>",
            prefix(&xml)?,
            escaped(target)
        );
        self.put(&list, append(&xml, "Relationships", &relation, 1)?);
        Ok(id)
    }

    /// Says of which type a part is.
    ///
    /// # Errors
    /// A [`Misfit`] where the list of types is no XML.
    pub fn set_type(&mut self, part: &str, kind: &str) -> Result<(), Misfit> {
        let entry = |prefix: &str| format!("<{prefix}Override PartName=\"/{part}\" ContentType=\"{kind}\"/>");
        self.add_type(entry)
    }

    /// Says of which type all parts with an extension are, where nothing is said yet.
    ///
    /// # Errors
    /// A [`Misfit`] where the list of types is no XML.
    pub fn set_default_type(&mut self, extension: &str, kind: &str) -> Result<(), Misfit> {
        let mut is_known = false;
        walk(&self.text(TYPES)?, |tag| {
            is_known |= tag.attribute("Extension").is_some_and(|known| known.eq_ignore_ascii_case(extension));
            Ok(())
        })?;
        if is_known {
            return Ok(());
        }
        self.add_type(|prefix| format!("<{prefix}Default Extension=\"{extension}\" ContentType=\"{kind}\"/>"))
    }

    fn add_type(&mut self, entry: impl Fn(&str) -> String) -> Result<(), Misfit> {
        let xml = self.text(TYPES)?;
        let entry = entry(&prefix(&xml)?);
        self.put(TYPES, append(&xml, "Types", &entry, 1)?);
        Ok(())
    }

    /// The package with everything that was put.
    ///
    /// # Errors
    /// A [`Misfit`] where the zip file is damaged.
    pub fn pack(mut self) -> Result<Vec<u8>, Misfit> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index).map_err(|error| Misfit::from(&error))?;
            let name = part.name().map_err(|error| Misfit::from(&error))?.into_owned();
            match self.changed.remove(&name) {
                None => writer.raw_copy_file(part).map_err(|error| Misfit::from(&error))?,
                Some(text) => {
                    let made = part.last_modified();
                    let options = made.map_or(plain, |time| plain.last_modified_time(time));
                    add(&mut writer, &name, options, &text)?;
                }
            }
        }
        for (name, text) in &self.changed {
            add(&mut writer, name, plain, text)?;
        }
        Ok(writer.finish().map_err(|error| Misfit::from(&error))?.into_inner())
    }
}

fn add(
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    options: SimpleFileOptions,
    text: &str,
) -> Result<(), Misfit> {
    writer.start_file(name, options).map_err(|error| Misfit::from(&error))?;
    writer.write_all(text.as_bytes()).map_err(|error| Misfit::new(error.to_string()))
}

/// What a part is looked up by: programs write `\`, a leading `/` and letters of any case.
pub(super) fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

fn relations_of(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').map_or(("", part), |(folder, file)| (folder, file));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{file}.rels")
}

/// The part that a target means, from the part that names it.
fn resolved(part: &str, target: &str) -> String {
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { part.split('/').collect() };
    path.pop();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::{relations_of, resolved};

    #[test]
    fn targets_are_resolved_from_the_part_or_from_the_root() {
        assert_eq!(resolved("xl/worksheets/sheet1.xml", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolved("xl/worksheets/sheet1.xml", "/xl/comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolved("", "xl/workbook.xml"), "xl/workbook.xml");
        assert_eq!(relations_of(""), "_rels/.rels");
        assert_eq!(relations_of("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
    }
}
