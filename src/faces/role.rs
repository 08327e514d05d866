//! What faces are for.

/// The part that a face plays in an official document; also the number of the face that is chosen for it.
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
    pub const ALL: [Self; Self::COUNT as usize] =
        [Self::FangSong, Self::Kai, Self::Hei, Self::Song, Self::TitleSong];

    const COUNT: u16 = 5;

    /// The face that is chosen for the role.
    pub const fn face(self) -> FaceId {
        FaceId(self as u16)
    }

    /// The built-in face of the role, where another is chosen for it.
    pub const fn spare(self) -> FaceId {
        FaceId(self as u16 + Self::COUNT)
    }

    /// The role whose face, chosen or built in, has this number.
    pub fn of(face: FaceId) -> Option<Self> {
        Self::ALL.get(usize::from(face.0 % Self::COUNT)).copied()
    }

    /// The name that clerks know it by, and by which `typesetting.yaml` calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FangSong => "仿宋",
            Self::Kai => "楷体",
            Self::Hei => "黑体",
            Self::Song => "宋体",
            Self::TitleSong => "小标宋",
        }
    }

    /// The file of the built-in face.
    pub const fn default_file(self) -> &'static str {
        match self {
            Self::FangSong => "FandolFang-Regular.otf",
            Self::Kai => "FandolKai-Regular.otf",
            Self::Hei => "NotoSansSC-Medium.ttf",
            Self::Song => "NotoSerifSC-Regular.ttf",
            Self::TitleSong => "NotoSerifSC-Bold.ttf",
        }
    }

    /// The families that offices have for the role, the best first: of Windows, 方正 and 华文, WPS and 信创 systems.
    pub const fn families(self) -> &'static [&'static str] {
        match self {
            Self::FangSong => &[
                "仿宋_GB2312",
                "方正仿宋_GB2312",
                "方正仿宋_GBK",
                "方正仿宋简体",
                "仿宋",
                "FangSong",
                "华文仿宋",
            ],
            Self::Kai => &[
                "楷体_GB2312",
                "方正楷体_GB2312",
                "方正楷体_GBK",
                "方正楷体简体",
                "楷体",
                "KaiTi",
                "华文楷体",
            ],
            Self::Hei => &["黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "华文黑体"],
            Self::Song => &["宋体", "SimSun", "方正书宋_GBK", "方正书宋简体", "华文宋体"],
            Self::TitleSong => &["方正小标宋简体", "方正小标宋_GBK", "方正小标宋", "小标宋体"],
        }
    }
}

/// A loaded face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);
