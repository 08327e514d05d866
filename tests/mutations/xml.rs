//! The text of an XML part, changed as broken or hostile programs would: texts, attributes, cells, structure.

use super::seed::Seed;

/// What may stand in an attribute, or in the text of an element that holds no words.
const VALUES: [&str; 44] = [
    "",
    "0",
    "-1",
    "1",
    "2",
    "7",
    "255",
    "65535",
    "65536",
    "1048577",
    "2147483648",
    "4294967295",
    "4294967296",
    "99999999999999999999",
    "1e308",
    "1e999",
    "NaN",
    "-0.0",
    "2958466",
    "A1",
    "A0",
    "1A",
    "$B$2",
    "XFD1048576",
    "XFE1048577",
    "ZZZZZZZ9",
    "B9:A1",
    "A1:XFD1048576",
    "A1:A1:A1",
    "s",
    "str",
    "inlineStr",
    "e",
    "b",
    "d",
    "n",
    "true",
    "veryHidden",
    "rId1",
    "rId99",
    "../../../../etc/passwd",
    "xl/workbook.xml",
    "&#0;&#x110000;",
    "&lol;",
];

/// What may stand in a cell that holds words.
const WORDS: [&str; 20] = [
    "达标",
    "未达标",
    "长期坚持",
    "1.10",
    "1.1",
    "99.9",
    "2023-02-30",
    "2023年13月1日",
    "9999-12-31T24:00:00",
    "#DIV/0!",
    "#NEW!",
    "=1+1",
    "合计",
    "注：",
    "填报单位：",
    "指标编号",
    "\u{fdd0}",
    "\u{200b}",
    "<![CDATA[]]>",
    "&#10;&amp;",
];

/// Cells of every type, sound or not.
const CELLS: [&str; 12] = [
    r#" t="s"><v>0</v></c>"#,
    r#" t="s"><v>99999999999</v></c>"#,
    r#" t="s"><v>-1</v></c>"#,
    r#" t="e"><v>#REF!</v></c>"#,
    r#" t="b"><v>2</v></c>"#,
    r#" t="d"><v>2023-99-99T00:00:00</v></c>"#,
    r#" t="str"><f>A1</f><v></v></c>"#,
    r#" t="inlineStr"><is><r><t>甲</t></r><rPh><t>乙</t></rPh></is></c>"#,
    r#"><f t="shared" ref="A1:XFD9" si="4294967295">1/0</f></c>"#,
    r#" s="4294967295"><v>45000.5</v></c>"#,
    r#" s="6"><v>-45000</v></c>"#,
    r#" cm="1" vm="1"><v>1e308</v></c>"#,
];

/// Changes one to three things.
pub(crate) fn spoil(xml: &mut String, seed: &mut Seed) {
    for _ in 0..=seed.below(3) {
        match seed.below(16) {
            0..=3 => text(xml, seed),
            4..=8 => attribute(xml, seed),
            9..=11 => cell(xml, seed),
            12 => remove(xml, seed),
            13 => repeat(xml, seed),
            14 => nest(xml, seed),
            _ => cut(xml, seed),
        }
    }
}

fn text(xml: &mut String, seed: &mut Seed) {
    let Some((start, end)) = piece(xml, seed, ">", "<") else { return };
    let new = if seed.below(2) == 0 { seed.word(&VALUES) } else { seed.word(&WORDS) };
    xml.replace_range(start..end, new);
}

fn attribute(xml: &mut String, seed: &mut Seed) {
    let Some((start, end)) = piece(xml, seed, "=\"", "\"") else { return };
    let long = "9".repeat(40_000);
    let new = if seed.below(40) == 0 { &long } else { seed.word(&VALUES) };
    xml.replace_range(start..end, new);
}

fn cell(xml: &mut String, seed: &mut Seed) {
    let Some((start, _)) = piece(xml, seed, "<c r=\"", "\"") else { return };
    let Some(name) = xml[start..].find('"').map(|length| start + length + 1) else { return };
    let Some(open) = xml[name..].find('>').map(|length| name + length) else { return };
    let is_empty = xml[..open].ends_with('/');
    let end =
        if is_empty { Some(open + 1) } else { xml[open..].find("</c>").map(|length| open + length + 4) };
    if let Some(end) = end {
        xml.replace_range(name..end, seed.word(&CELLS));
    }
}

/// Leaves out a tag.
fn remove(xml: &mut String, seed: &mut Seed) {
    if let Some((start, end)) = piece(xml, seed, "<", ">") {
        xml.replace_range((start - 1)..=end, "");
    }
}

/// Says some elements again.
fn repeat(xml: &mut String, seed: &mut Seed) {
    if let Some((start, _)) = piece(xml, seed, "<", ">") {
        let end = floor(xml, start + seed.below(400));
        let again = xml[start - 1..end].repeat(1 + seed.below(50));
        xml.insert_str(start - 1, &again);
    }
}

/// Opens elements that nobody closes.
fn nest(xml: &mut String, seed: &mut Seed) {
    if let Some((start, _)) = piece(xml, seed, "<", ">") {
        xml.insert_str(start - 1, &seed.word(&["<row>", "<c>", "<is>", "<si><r>", "<sheets>"]).repeat(2_000));
    }
}

fn cut(xml: &mut String, seed: &mut Seed) {
    let at = floor(xml, seed.below(xml.len()));
    if seed.below(2) == 0 {
        xml.truncate(at);
    } else {
        let sign = seed.word(&["<", ">", "\"", "&", "]]>", "<!--", "<?", "<!DOCTYPE a [", "\0"]);
        xml.insert_str(at, sign);
    }
}

/// Some piece between two marks.
fn piece(xml: &str, seed: &mut Seed, open: &str, close: &str) -> Option<(usize, usize)> {
    let from = floor(xml, seed.below(xml.len()));
    let start = from + xml[from..].find(open)? + open.len();
    Some((start, start + xml[start..].find(close)?))
}

/// The character's start at or before a byte.
fn floor(xml: &str, at: usize) -> usize {
    (0..=at.min(xml.len())).rev().find(|at| xml.is_char_boundary(*at)).unwrap_or(0)
}
