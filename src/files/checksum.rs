//! Bytes → SHA-256, as the manifest and the file lists of dossiers name files.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

/// How much of a file is in memory at a time while it is hashed.
const CHUNK: usize = 64 * 1024;

/// What identifies the content of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// SHA-256 in lower-case hexadecimal, 64 characters.
    pub sha256: String,
    /// Length in bytes.
    pub size: u64,
}

/// SHA-256 in lower-case hexadecimal, 64 characters.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Hashes everything that is left to read, however long, in constant memory.
///
/// # Errors
/// What the reader reports.
pub fn fingerprint(mut reader: impl Read) -> io::Result<Fingerprint> {
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    let mut size = 0;
    loop {
        match reader.read(&mut chunk) {
            Ok(0) => break,
            Ok(length) => {
                hasher.update(&chunk[..length]);
                size += length as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Fingerprint { sha256: hexadecimal(&hasher.finalize()), size })
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
}

#[cfg(test)]
mod tests {
    use super::{fingerprint, sha256};

    #[test]
    fn the_checksum_is_the_one_of_the_standard() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_stream_has_the_checksum_of_its_bytes() {
        let bytes = vec![7; 200_000];
        let print = fingerprint(bytes.as_slice()).unwrap();
        assert_eq!((print.sha256, print.size), (sha256(&bytes), 200_000));
    }
}
