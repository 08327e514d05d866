//! The name of a face → the kind of face that the standard asks for.
//!
//! The standard names 仿宋, 楷体, 黑体, 宋体 and 小标宋, no vendors: a face is known by the words in its name.

/// A kind of face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    FangSong,
    Kai,
    Hei,
    Song,
    /// 小标宋, or a bold 宋体 that stands in for it.
    TitleSong,
    /// A face with Western letters only.
    Western,
    /// Its name says nothing; the eye must judge.
    Unknown,
}

/// Words of names, without blanks and signs, in lower case; the first that occurs decides.
const WORDS: [(&str, Kind); 34] = [
    ("小标宋", Kind::TitleSong),
    ("xiaobiaosong", Kind::TitleSong),
    ("fzxbs", Kind::TitleSong),
    ("notoserifscbold", Kind::TitleSong),
    ("notoserifcjkscbold", Kind::TitleSong),
    ("sourcehanserifscbold", Kind::TitleSong),
    ("sourcehanserifcnbold", Kind::TitleSong),
    ("仿宋", Kind::FangSong),
    ("fangsong", Kind::FangSong),
    ("fandolfang", Kind::FangSong),
    ("simfang", Kind::FangSong),
    ("fzfs", Kind::FangSong),
    ("楷", Kind::Kai),
    ("kai", Kind::Kai),
    ("fzkt", Kind::Kai),
    ("黑", Kind::Hei),
    ("hei", Kind::Hei),
    ("notosans", Kind::Hei),
    ("sourcehansans", Kind::Hei),
    ("gothic", Kind::Hei),
    ("fzht", Kind::Hei),
    ("宋", Kind::Song),
    ("song", Kind::Song),
    ("simsun", Kind::Song),
    ("ming", Kind::Song),
    ("notoserif", Kind::Song),
    ("sourcehanserif", Kind::Song),
    ("fzss", Kind::Song),
    ("times", Kind::Western),
    ("arial", Kind::Western),
    ("calibri", Kind::Western),
    ("helvetica", Kind::Western),
    ("liberation", Kind::Western),
    ("dejavu", Kind::Western),
];

impl Kind {
    pub(super) fn of(name: &str) -> Self {
        let plain: String =
            name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        WORDS.iter().find(|(word, _)| plain.contains(word)).map_or(Self::Unknown, |(_, kind)| *kind)
    }

    /// The name that clerks know.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::FangSong => "仿宋",
            Self::Kai => "楷体",
            Self::Hei => "黑体",
            Self::Song => "宋体",
            Self::TitleSong => "小标宋",
            Self::Western => "西文字体",
            Self::Unknown => "认不出的字体",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn faces_of_windows_foundries_and_free_ones_are_known_by_their_names() {
        for (name, kind) in [
            ("FangSong_GB2312", Kind::FangSong),
            ("ABCDEF+FandolFang-Regular", Kind::FangSong),
            ("STFangsong", Kind::FangSong),
            ("KaiTi_GB2312", Kind::Kai),
            ("SimHei", Kind::Hei),
            ("NotoSansSC-Medium", Kind::Hei),
            ("SimSun", Kind::Song),
            ("NotoSerifSC-Regular", Kind::Song),
            ("NotoSerifSC-Bold", Kind::TitleSong),
            ("FZXBSJW--GB1-0", Kind::TitleSong),
            ("方正小标宋简体", Kind::TitleSong),
            ("TimesNewRomanPSMT", Kind::Western),
            ("F1", Kind::Unknown),
        ] {
            assert_eq!(Kind::of(name), kind, "{name}");
        }
    }
}
