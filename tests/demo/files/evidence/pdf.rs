//! A title and lines of text → a small PDF with an embedded subset face and a text layer.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use subsetter::GlyphRemapper;
use ttf_parser::Face;

use crate::files::Failed;

/// The face of the documents.
pub(super) struct Faces(Vec<u8>);

impl Faces {
    /// Reads it from the package's fonts.
    pub(super) fn read() -> Result<Self, Failed> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/NotoSerifSC-Regular.ttf");
        Ok(Self(std::fs::read(path)?))
    }
}

/// A document with a title on its first page and these lines on its pages.
pub(super) fn bytes(faces: &Faces, title: &str, pages: &[&[&str]]) -> Result<Vec<u8>, Failed> {
    let text: String = pages.iter().flat_map(|lines| lines.iter().copied()).chain([title]).collect();
    let subset = Subset::of(faces, &text)?;
    let mut document = Document::with_version("1.7");
    let font = subset.embed(&mut document);
    let parent = document.new_object_id();
    let mut kids = Vec::new();
    for (number, lines) in pages.iter().enumerate() {
        let content = content(&subset, (number == 0).then_some(title), lines);
        let content = document.add_object(Stream::new(dictionary! {}, content.into_bytes()));
        kids.push(Object::from(document.add_object(page(parent, font, content))));
    }
    let count = i64::try_from(kids.len())?;
    document.set_object(parent, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count });
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => parent });
    document.trailer.set("Root", catalog);
    document.compress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes)?;
    Ok(bytes)
}

/// An A4 page, 595 by 842 points.
fn page(parent: ObjectId, font: ObjectId, content: ObjectId) -> lopdf::Dictionary {
    dictionary! {
        "Type" => "Page",
        "Parent" => parent,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
        "Contents" => content,
    }
}

fn content(subset: &Subset, title: Option<&str>, lines: &[&str]) -> String {
    let mut content = String::new();
    let mut line = |size: u32, x: u32, y: usize, text: &str| {
        let _infallible = writeln!(content, "BT /F {size} Tf {x} {y} Td <{}> Tj ET", subset.codes(text));
    };
    if let Some(title) = title {
        line(22, 190, 720, title);
    }
    for (number, text) in lines.iter().enumerate() {
        line(16, 80, 660 - 30 * number, text);
    }
    content
}

/// The part of the face that a text needs.
struct Subset {
    bytes: Vec<u8>,
    /// The glyph of each character, as the subset numbers it.
    glyphs: BTreeMap<char, u16>,
}

impl Subset {
    fn of(faces: &Faces, text: &str) -> Result<Self, Failed> {
        let face = Face::parse(&faces.0, 0)?;
        let mut remapper = GlyphRemapper::new();
        let mut glyphs = BTreeMap::new();
        for character in text.chars() {
            let glyph = face.glyph_index(character).ok_or("the face lacks a character")?;
            glyphs.insert(character, remapper.remap(glyph.0));
        }
        Ok(Self { bytes: subsetter::subset(&faces.0, 0, &remapper)?, glyphs })
    }

    fn codes(&self, text: &str) -> String {
        text.chars()
            .filter_map(|character| self.glyphs.get(&character))
            .map(|glyph| format!("{glyph:04X}"))
            .collect()
    }

    fn embed(&self, document: &mut Document) -> ObjectId {
        let file = document.add_object(Stream::new(dictionary! {}, self.bytes.clone()));
        let descriptor = document.add_object(dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => "AAAAAA+NotoSerifSC",
            "Flags" => 4,
            "FontBBox" => vec![0.into(), (-200).into(), 1000.into(), 900.into()],
            "ItalicAngle" => 0,
            "Ascent" => 880,
            "Descent" => -120,
            "CapHeight" => 700,
            "StemV" => 80,
            "FontFile2" => file,
        });
        // Every glyph here is a full em wide, or is set as if it were: the default width does.
        let descendant = document.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "CIDFontType2",
            "BaseFont" => "AAAAAA+NotoSerifSC",
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => descriptor,
            "DW" => 1000,
            "CIDToGIDMap" => "Identity",
        });
        let to_unicode = document.add_object(Stream::new(dictionary! {}, self.to_unicode().into_bytes()));
        document.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => "AAAAAA+NotoSerifSC",
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![descendant.into()],
            "ToUnicode" => to_unicode,
        })
    }

    fn to_unicode(&self) -> String {
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n\
             1 begincodespacerange <0000> <FFFF> endcodespacerange\n",
        );
        // One entry a section: a section may hold at most a hundred.
        for (character, glyph) in &self.glyphs {
            let code: String =
                character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("{unit:04X}")).collect();
            let _infallible = writeln!(map, "1 beginbfchar <{glyph:04X}> <{code}> endbfchar");
        }
        map.push_str("endcmap CMapName currentdict /CMap defineresource pop end end\n");
        map
    }
}
