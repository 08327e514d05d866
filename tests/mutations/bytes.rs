//! Bytes of any format, with a few of them changed.

use super::seed::Seed;

/// Changes a few places: bytes are cut off, put in, left out or replaced.
pub(crate) fn spoil(bytes: &mut Vec<u8>, seed: &mut Seed) {
    for _ in 0..=seed.below(4) {
        let at = seed.below(bytes.len());
        match seed.below(8) {
            0 => bytes.truncate(at),
            1 => drop(bytes.splice(at..at, *seed.pick(&[*b"99999999", *b"\xff\xff\xff\xff\0\0\0\x80"]))),
            2 => drop(bytes.drain(at..(at + 1 + seed.below(64)).min(bytes.len()))),
            3 => bytes.extend_from_within(at..(at + 64).min(bytes.len())),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = *seed.pick(b"<>\"'/&=09 ,;\n\xff\x80\x01\0");
                }
            }
        }
    }
}
