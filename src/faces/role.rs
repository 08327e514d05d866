//! What faces are for.

/// The part that a face plays in an official document; also the number of the default face for it.
///
/// Source: GB/T 9704-2012 §7 names 仿宋, 黑体, 楷体, 小标宋, 宋体, not vendors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 仿宋: body, lower headings, document number.
    FangSong,
    /// 楷体: second-level headings, names of signers.
    Kai,
    /// 黑体: first-level headings, 密级, 附件, heads of tables.
    Hei,
    /// 宋体: page numbers, tables, and the fallback of every other face.
    Song,
    /// 小标宋: titles and the issuer mark.
    TitleSong,
}

impl Role {
    /// All roles; a role's position here is the number of its face.
    pub const ALL: [Self; 5] = [Self::FangSong, Self::Kai, Self::Hei, Self::Song, Self::TitleSong];

    /// The role's own face.
    pub const fn face(self) -> FaceId {
        FaceId(self as u16)
    }

    /// The file of the default face.
    pub const fn default_file(self) -> &'static str {
        match self {
            Self::FangSong => "FandolFang-Regular.otf",
            Self::Kai => "FandolKai-Regular.otf",
            Self::Hei => "NotoSansSC-Medium.ttf",
            Self::Song => "NotoSerifSC-Regular.ttf",
            Self::TitleSong => "NotoSerifSC-Bold.ttf",
        }
    }
}

/// A loaded face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);
