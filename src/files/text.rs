//! Bytes of a text file → text, in the encodings that offices save.

use encoding_rs::{BIG5, Encoding, GBK, UTF_8, WINDOWS_1252};

use crate::base::{Code, Finding, Place};

/// The text of a file: what its byte order mark says, else UTF-8, else GBK; the mark is not part of it.
///
/// # Errors
/// [`Code::UnreadableFile`] where the bytes are no text in any of them.
pub fn text(bytes: &[u8], file: &str) -> Result<String, Finding> {
    let marked = Encoding::for_bom(bytes);
    let decoded = match marked {
        Some((encoding, mark)) => decode(encoding, &bytes[mark..]),
        None => decode(UTF_8, bytes).or_else(|| decode(GBK, bytes)),
    };
    decoded.ok_or_else(|| not_text(file))
}

/// The text of bytes in a code page of Windows, Western European but for those of Chinese; U+FFFD for what is no
/// character of it.
pub fn of_code_page(page: u16, bytes: &[u8]) -> String {
    let encoding = match page {
        936 => GBK,
        950 => BIG5,
        _ => WINDOWS_1252,
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// A NUL is in no text: it comes from a picture, or from UTF-16 without a mark.
fn decode(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    (!text.contains('\0')).then(|| text.into_owned())
}

fn not_text(file: &str) -> Finding {
    Finding::new(Code::UnreadableFile, Place::file(file), "文件不是文本，或用了不认识的编码")
        .help("用记事本打开，另存为 UTF-8 编码")
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn the_encodings_of_offices_are_read() {
        let gbk = [0xd6, 0xd0, 0xce, 0xc4];
        let utf_16 = [0xff, 0xfe, 0x2d, 0x4e, 0x87, 0x65];
        for bytes in ["中文".as_bytes(), "\u{feff}中文".as_bytes(), &gbk, &utf_16] {
            assert_eq!(text(bytes, "a.txt").unwrap(), "中文");
        }
    }

    #[test]
    fn what_is_no_text_is_reported() {
        for bytes in [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], b"a\0b\0", b"\xff\xff\xff"] {
            insta::allow_duplicates! {
                insta::assert_snapshot!(text(bytes, "a.txt").unwrap_err(), @r"
                error[unreadable-file]: 文件不是文本，或用了不认识的编码
                  --> a.txt
                  = help: 用记事本打开，另存为 UTF-8 编码
                ");
            }
        }
    }
}
