//! Why a file can't be changed piece by piece.

use std::fmt;

use zip::result::ZipError;

/// What is wrong with a part that can't be unpacked to its end.
pub(super) const DAMAGED: &str = "压缩的数据损坏";

/// What is wrong with tags that no parser makes sense of.
pub(super) const MALFORMED: &str = "内部的标签不合规范";

/// What is wrong with a part in another encoding.
pub(super) const WIDE: &str = "里面的文字不是 UTF-8 编码";

/// Why a package must be left as it is: a Chinese clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit(String);

impl Misfit {
    /// A reason.
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

/// The beginning of a text that somebody put where a few signs belong.
pub fn excerpt(text: &str) -> String {
    const SHOWN: usize = 20;
    let rest = if text.chars().nth(SHOWN).is_some() { "…" } else { "" };
    text.chars().take(SHOWN).chain(rest.chars()).collect()
}

impl From<&ZipError> for Misfit {
    fn from(error: &ZipError) -> Self {
        Self::new(match error {
            ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
                "压缩的方法不认识"
            }
            _ => DAMAGED,
        })
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
