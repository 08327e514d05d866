//! `typesetting.yaml` as it is written: every key, none of them required but `format`.

use serde::Deserialize;

use crate::base::{Traced, Words};
use crate::faces::{FaceChoices, Role};

use super::super::style::Side;
use super::values::{Count, FirstLine, Millimetres, PageNumber, Points};

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) format: Traced<u32>,
    #[serde(default)]
    pub(super) sizes: Sizes,
    #[serde(default)]
    pub(super) variants: Variants,
    #[serde(default)]
    pub(super) faces: FaceNames,
}

/// `sizes`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sizes {
    #[serde(default)]
    pub(super) margins: Margins,
    pub(super) text: Option<Traced<Points<900, 2200>>>,
    pub(super) characters: Option<Traced<Count<20, 45>>>,
    pub(super) line_pitch: Option<Traced<Points<1200, 4000>>>,
    pub(super) first_line: Option<Traced<FirstLine>>,
    pub(super) first_indent: Option<Traced<Count<0, 4>>>,
    pub(super) title: Option<Traced<Points<1400, 3600>>>,
    pub(super) title_pitch: Option<Traced<Points<1600, 7200>>>,
    pub(super) mark: Option<Traced<Points<2000, 7200>>>,
    pub(super) mark_top: Option<Traced<Millimetres<500, 6000>>>,
    pub(super) red_rule: Option<Traced<Millimetres<20, 250>>>,
    pub(super) red_rule_gap: Option<Traced<Millimetres<200, 1000>>>,
    pub(super) table: Option<Traced<Points<750, 1600>>>,
    pub(super) table_pitch: Option<Traced<Points<900, 3200>>>,
    pub(super) colophon: Option<Traced<Points<900, 1600>>>,
    pub(super) colophon_pitch: Option<Traced<Points<1200, 3600>>>,
    pub(super) page_number: Option<Traced<Points<800, 1800>>>,
    pub(super) page_number_gap: Option<Traced<Millimetres<200, 2000>>>,
}

/// `sizes.margins`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Margins {
    pub(super) top: Option<Traced<Millimetres<1500, 6000>>>,
    pub(super) bottom: Option<Traced<Millimetres<1500, 6000>>>,
    pub(super) left: Option<Traced<Millimetres<1500, 5000>>>,
    pub(super) right: Option<Traced<Millimetres<1000, 5000>>>,
}

/// `variants`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Variants {
    pub(super) page_number: Option<Traced<PageNumber>>,
    pub(super) page_number_side: Option<Traced<Side>>,
    pub(super) colophon_on_even_page: Option<Traced<bool>>,
    /// 1 for 一、, 2 for （一） and so on.
    #[serde(default)]
    pub(super) bold_headings: Vec<Traced<Count<1, 5>>>,
}

/// `faces`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FaceNames {
    installed: Option<Traced<bool>>,
    #[serde(rename = "仿宋")]
    fang_song: Option<Words>,
    #[serde(rename = "楷体")]
    kai: Option<Words>,
    #[serde(rename = "黑体")]
    hei: Option<Words>,
    #[serde(rename = "宋体")]
    song: Option<Words>,
    #[serde(rename = "小标宋")]
    title_song: Option<Words>,
}

impl FaceNames {
    pub(super) fn choices(self) -> FaceChoices {
        let roles = [
            (Role::FangSong, self.fang_song),
            (Role::Kai, self.kai),
            (Role::Hei, self.hei),
            (Role::Song, self.song),
            (Role::TitleSong, self.title_song),
        ];
        let roles = roles.into_iter().filter_map(|(role, word)| Some((role, word?))).collect();
        FaceChoices { installed: self.installed, roles }
    }
}
