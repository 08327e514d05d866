//! A number → a mutant: the same number, the same bytes.

use juanzong::plan::PlanText;

use super::county::County;
use super::packages::Package;
use super::seed::Seed;
use super::{bytes, xml, yaml};

/// Something that was handed in, changed.
pub(crate) enum Mutant {
    /// A workbook or what passes for one.
    Workbook {
        /// Where it lies.
        file: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// The files of a plan.
    Plan(Vec<PlanText>),
}

impl Mutant {
    /// Of ten, seven change parts of a workbook, two the plan, and one bytes of any format.
    pub(crate) fn of(county: &County, seed: &mut Seed) -> Self {
        match seed.below(10) {
            0..=6 => workbook(county, seed),
            7 | 8 => plan(county, seed),
            _ => raw(county, seed),
        }
    }
}

/// Packed again with right checksums, so that what was changed is read.
fn workbook(county: &County, seed: &mut Seed) -> Mutant {
    let (file, bytes) = seed.pick(&county.workbooks);
    let mut package = Package::unpack(bytes);
    for _ in 0..=seed.below(2) {
        match seed.below(12) {
            0 => spoil_parts(&mut package, seed),
            1 => spoil_bytes(&mut package, seed),
            _ => spoil_xml(&mut package, seed),
        }
    }
    Mutant::Workbook { file: file.clone(), bytes: package.pack() }
}

/// Most often a sheet or the shared strings; parts of an `.xlsb` are not text.
fn spoil_xml(package: &mut Package, seed: &mut Seed) {
    let wanted =
        if seed.below(3) > 0 { ["sheets/", "sharedStrings", "content"] } else { [".xml", ".rels", ".bin"] };
    let parts = package.parts().iter_mut().filter(|(name, _)| wanted.iter().any(|it| name.contains(it)));
    let mut parts: Vec<_> = parts.collect();
    let at = seed.below(parts.len());
    let Some((name, bytes)) = parts.get_mut(at) else { return };
    if name.contains(".bin") {
        bytes::spoil(bytes, seed);
    } else {
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        xml::spoil(&mut text, seed);
        *bytes = text.into_bytes();
    }
}

fn spoil_bytes(package: &mut Package, seed: &mut Seed) {
    let at = seed.below(package.parts().len());
    bytes::spoil(&mut package.parts()[at].1, seed);
}

/// Parts that are missing, empty, or called otherwise.
fn spoil_parts(package: &mut Package, seed: &mut Seed) {
    let count = package.parts().len();
    let (at, other) = (seed.below(count), seed.below(count));
    let parts = package.parts();
    match seed.below(4) {
        0 => parts[at].1.clear(),
        1 => {
            let content = parts[other].1.clone();
            parts[at].1 = content;
        }
        2 => parts[at].0 = format!("../{}", parts[at].0.to_uppercase()),
        _ => parts.swap(at, other),
    }
}

fn plan(county: &County, seed: &mut Seed) -> Mutant {
    let mut texts = county.texts.clone();
    let at = seed.below(texts.len());
    yaml::spoil(&mut texts[at].text, seed);
    Mutant::Plan(texts)
}

fn raw(county: &County, seed: &mut Seed) -> Mutant {
    let from = if seed.below(3) == 0 { &county.workbooks } else { &county.others };
    let (file, original) = seed.pick(from);
    let mut changed = original.clone();
    bytes::spoil(&mut changed, seed);
    Mutant::Workbook { file: file.clone(), bytes: changed }
}
