//! What marks a workbook shows: cells that have a comment of ours or a colour of ours.

#![allow(dead_code, reason = "each test target uses its own part of it")]

use std::collections::BTreeMap;

use super::packages::Package;

/// The text of a part.
pub(crate) fn part(package: &mut Package, name: &str) -> String {
    let found = package.parts().iter().find(|(part, _)| part == name);
    found.map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap()).unwrap_or_default()
}

/// The names of the parts.
pub(crate) fn names(package: &mut Package) -> Vec<String> {
    package.parts().iter().map(|(name, _)| name.clone()).collect()
}

/// Each comment of the sheet of this number, by its cell.
pub(crate) fn comments(package: &mut Package, sheet: usize) -> BTreeMap<String, String> {
    let relations = part(package, &format!("xl/worksheets/_rels/sheet{sheet}.xml.rels"));
    let Some((_, rest)) = relations.split_once("comments") else { return BTreeMap::new() };
    let number = rest.split_once("comments").unwrap().1.split('.').next().unwrap();
    listed(&part(package, &format!("xl/comments{number}.xml")))
}

fn listed(xml: &str) -> BTreeMap<String, String> {
    let comment = |piece: &str| {
        let (cell, rest) = piece.split_once('"').unwrap();
        let rest = rest.split("</comment>").next().unwrap();
        let texts = rest.split("<t").skip(1).filter(|text| text.starts_with(['>', ' ']));
        let text = texts.map(|text| text.split_once('>').unwrap().1.split("</t>").next().unwrap());
        (cell.to_owned(), text.collect::<String>())
    };
    xml.split("<comment ref=\"").skip(1).map(comment).collect()
}

/// The colour of each cell of a sheet that has one, by the cell.
pub(crate) fn colours(sheet: &str, styles: &str) -> BTreeMap<String, String> {
    let list = |name: &str, item: &str| -> Vec<String> {
        let (_, rest) = styles.split_once(&format!("<{name} ")).unwrap();
        let rest = rest.split(&format!("</{name}>")).next().unwrap();
        rest.split(&format!("<{item} ")).skip(1).map(str::to_owned).collect()
    };
    let fills: Vec<String> = {
        let (_, rest) = styles.split_once("<fills ").unwrap();
        rest.split("</fills>").next().unwrap().split("<fill>").skip(1).map(str::to_owned).collect()
    };
    let formats = list("cellXfs", "xf");
    let value = |text: &str, name: &str| -> Option<String> {
        let (_, rest) = text.split_once(&format!("{name}=\""))?;
        Some(rest.split('"').next()?.to_owned())
    };
    let colour = |piece: &str| {
        let tag = piece.split('>').next()?;
        let format = &formats[value(tag, " s")?.parse::<usize>().ok()?];
        let fill = &fills[value(format, "fillId")?.parse::<usize>().ok()?];
        let cell = piece.split('"').next()?.to_owned();
        Some((cell, value(fill.split("fgColor").nth(1)?, "rgb")?))
    };
    sheet.split("<c r=\"").skip(1).filter_map(colour).collect()
}
