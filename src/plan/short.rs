//! Names of units → the short forms that people say: without the sign of the region (区、县、市) at the head.
//!
//! In: the region as the campaign says it, `全县`, and the units. Out: an alias for each unit whose short form
//! can mean no other. A form that could mean two units is nobody's.

use std::collections::BTreeMap;

use super::{Plan, Unit, UnitId, UnitNames};

/// Below this a short form says too little.
const SHORTEST: usize = 2;
/// What belongs to the sign before it: a committee of the region has no shorter name.
const BOUND: char = '委';

/// Adds the short forms of units to their names.
pub(super) fn add(region: &str, units: &[Unit], names: &mut UnitNames) {
    let Some(sign) = sign(region) else { return };
    let mut made: BTreeMap<&str, Vec<UnitId>> = BTreeMap::new();
    for (index, unit) in units.iter().enumerate() {
        if let Some(short) = short(unit.name.as_str(), sign) {
            made.entry(short).or_default().push(UnitId(index));
        }
    }
    for (short, of) in made {
        let is_free = !names.places.contains_key(short);
        if let ([unit], true) = (&*of, is_free) {
            let place = units.get(unit.0).and_then(|unit| unit.name.place());
            names.places.extend(place.map(|place| (short.to_owned(), place.clone())));
            names.units.insert(short.to_owned(), *unit);
            names.short.insert(*unit, short.to_owned());
        }
    }
}

impl Plan {
    /// The sign of the region at the head of names and titles: `县` of `全县`.
    pub fn sign(&self) -> Option<char> {
        sign(self.campaign.region.as_str())
    }
}

/// `县` of `全县`.
fn sign(region: &str) -> Option<char> {
    let mut signs = region.strip_prefix('全')?.chars();
    signs.next().filter(|_| signs.next().is_none())
}

fn short(name: &str, sign: char) -> Option<&str> {
    let short = name.strip_prefix(sign)?;
    (short.chars().count() >= SHORTEST && !short.starts_with(BOUND)).then_some(short)
}
