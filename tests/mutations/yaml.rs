//! The text of a plan file, changed as hurried or hostile hands would: values, lines, indents, signs.

use super::seed::Seed;

/// What may stand where a value stands.
const VALUES: [&str; 40] = [
    "",
    "0",
    "-1",
    "1",
    "2",
    "~",
    "null",
    "true",
    "1.10",
    "1e999",
    "4294967296",
    "99999999999999999999",
    "2023-02-30",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "2023年3月",
    "长期坚持",
    "《",
    "〔2023〕",
    "第九十九条",
    "[",
    "{",
    "[]",
    "{}",
    "[[[[[[[[[[",
    "'",
    "\"",
    "\"\\x\"",
    "|",
    ">",
    "&a 1",
    "*a",
    "!!int 3",
    "!<tag> a",
    "? a",
    "- - - a",
    "\u{fdd0}\u{fdd1}",
    "\u{feff}",
    "{{ name }}{% for a in a %}",
];

/// Signs that hands slip to.
const SIGNS: [&str; 10] = ["\t", "：", "，", "“", "#", ":", "%", "@", "\r", "\u{3000}"];

/// Changes one to three things.
pub(crate) fn spoil(text: &mut String, seed: &mut Seed) {
    for _ in 0..=seed.below(3) {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let at = seed.below(lines.len());
        match seed.below(12) {
            0..=5 => value(&mut lines, at, seed),
            6 => drop(lines.drain(at..(at + 1 + seed.below(5)).min(lines.len()))),
            7 => repeat(&mut lines, at, seed),
            8 => indent(&mut lines, at, seed),
            9 => sign(&mut lines, at, seed),
            10 => {
                let other = seed.below(lines.len());
                lines.swap(at, other);
            }
            _ => lines.insert(at, seed.word(&VALUES).repeat(1 + seed.below(2_000))),
        }
        *text = lines.join("\n");
    }
}

fn value(lines: &mut [String], at: usize, seed: &mut Seed) {
    let Some(line) = lines.get_mut(at) else { return };
    let starts: Vec<usize> =
        [": ", "- ", ", "].iter().filter_map(|sign| Some(line.find(sign)? + sign.len())).collect();
    if starts.is_empty() {
        return;
    }
    let start = *seed.pick(&starts);
    let length = line[start..].find([',', '}', ']']).filter(|_| seed.below(3) > 0);
    let end = length.map_or(line.len(), |length| start + length);
    let words = seed.word(&VALUES);
    line.replace_range(start..end, words);
}

fn repeat(lines: &mut Vec<String>, at: usize, seed: &mut Seed) {
    let end = (at + 1 + seed.below(8)).min(lines.len());
    let again: Vec<String> = lines.get(at..end).unwrap_or_default().to_vec();
    for _ in 0..=seed.below(3) {
        lines.splice(at..at, again.iter().cloned());
    }
}

fn indent(lines: &mut [String], at: usize, seed: &mut Seed) {
    let Some(line) = lines.get_mut(at) else { return };
    match seed.below(3) {
        0 => line.insert(0, ' '),
        1 => line.insert_str(0, "    "),
        _ => *line = line.trim_start().to_owned(),
    }
}

fn sign(lines: &mut [String], at: usize, seed: &mut Seed) {
    let Some(line) = lines.get_mut(at) else { return };
    let places: Vec<usize> = line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
    line.insert_str(*seed.pick(&places), seed.word(&SIGNS));
}
