//! `typesetting.yaml` as it is written: every key, none of them required but `format`.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::{Traced, Words};
use crate::faces::{FaceChoices, Role};

use super::super::style::Side;
use super::values::{Count, FirstLine, Millimetres, PageNumber, Points};

/// The whole file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[schemars(description = "本文件的格式版本")]
    pub(super) format: Traced<u32>,
    #[serde(default)]
    #[schemars(description = "尺寸；不写就按国标")]
    pub(super) sizes: Sizes,
    #[serde(default)]
    #[schemars(description = "做法；不写就按国标")]
    pub(super) variants: Variants,
    #[serde(default)]
    #[schemars(description = "字体；不写就用自带的")]
    pub(super) faces: FaceNames,
}

/// `sizes`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "尺寸")]
pub(super) struct Sizes {
    #[serde(default)]
    #[schemars(description = "页边，毫米")]
    pub(super) margins: Margins,
    #[schemars(description = "正文字号：名称（三号），或磅数（16）")]
    pub(super) text: Option<Traced<Points<900, 2200>>>,
    #[schemars(description = "每行几个字")]
    pub(super) characters: Option<Traced<Count<20, 45>>>,
    #[schemars(description = "固定行距，磅；不写就按国标，22 行撑满版心")]
    pub(super) line_pitch: Option<Traced<Points<1200, 4000>>>,
    #[schemars(description = "每页第一行：居中，或在版心上边缘以下几毫米")]
    pub(super) first_line: Option<Traced<FirstLine>>,
    #[schemars(description = "每段空几个字")]
    pub(super) first_indent: Option<Traced<Count<0, 4>>>,
    #[schemars(description = "标题的字号")]
    pub(super) title: Option<Traced<Points<1400, 3600>>>,
    #[schemars(description = "标题的行距，磅")]
    pub(super) title_pitch: Option<Traced<Points<1600, 7200>>>,
    #[schemars(description = "发文机关标志最大的字号，磅")]
    pub(super) mark: Option<Traced<Points<2000, 7200>>>,
    #[schemars(description = "发文机关标志距版心上边缘，毫米")]
    pub(super) mark_top: Option<Traced<Millimetres<500, 6000>>>,
    #[schemars(description = "红色分隔线的粗细，毫米")]
    pub(super) red_rule: Option<Traced<Millimetres<20, 250>>>,
    #[schemars(description = "分隔线距发文字号，毫米")]
    pub(super) red_rule_gap: Option<Traced<Millimetres<200, 1000>>>,
    #[schemars(description = "表格的字号")]
    pub(super) table: Option<Traced<Points<750, 1600>>>,
    #[schemars(description = "表格的行距，磅")]
    pub(super) table_pitch: Option<Traced<Points<900, 3200>>>,
    #[schemars(description = "版记的字号")]
    pub(super) colophon: Option<Traced<Points<900, 1600>>>,
    #[schemars(description = "版记的行距，磅")]
    pub(super) colophon_pitch: Option<Traced<Points<1200, 3600>>>,
    #[schemars(description = "页码的字号")]
    pub(super) page_number: Option<Traced<Points<800, 1800>>>,
    #[schemars(description = "页码的横线距版心下边缘，毫米")]
    pub(super) page_number_gap: Option<Traced<Millimetres<200, 2000>>>,
}

/// `sizes.margins`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "页边，毫米")]
pub(super) struct Margins {
    #[schemars(description = "天头，毫米")]
    pub(super) top: Option<Traced<Millimetres<1500, 6000>>>,
    #[schemars(description = "下边，毫米")]
    pub(super) bottom: Option<Traced<Millimetres<1500, 6000>>>,
    #[schemars(description = "订口，毫米")]
    pub(super) left: Option<Traced<Millimetres<1500, 5000>>>,
    #[schemars(description = "右边，毫米")]
    pub(super) right: Option<Traced<Millimetres<1000, 5000>>>,
}

/// `variants`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "做法")]
pub(super) struct Variants {
    #[schemars(description = "页码的样子：横线是 — 1 —，数字是 1")]
    pub(super) page_number: Option<Traced<PageNumber>>,
    #[schemars(description = "页码在哪边：外侧、右侧或居中")]
    pub(super) page_number_side: Option<Traced<Side>>,
    #[schemars(description = "true：版记放在最后一个双数页上")]
    pub(super) colophon_on_even_page: Option<Traced<bool>>,
    /// 1 for 一、, 2 for （一） and so on.
    #[serde(default)]
    #[schemars(description = "加粗哪几层标题：1 是“一、”，2 是“（一）”")]
    pub(super) bold_headings: Vec<Traced<Count<1, 5>>>,
}

/// `faces`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "字体")]
pub(super) struct FaceNames {
    #[schemars(description = "true：在这台电脑上找各单位常用的字体")]
    installed: Option<Traced<bool>>,
    #[serde(rename = "仿宋")]
    #[schemars(description = "正文的字体：字体名称，或 fonts 里的文件")]
    fang_song: Option<Words>,
    #[serde(rename = "楷体")]
    #[schemars(description = "楷体：字体名称，或 fonts 里的文件")]
    kai: Option<Words>,
    #[serde(rename = "黑体")]
    #[schemars(description = "黑体：字体名称，或 fonts 里的文件")]
    hei: Option<Words>,
    #[serde(rename = "宋体")]
    #[schemars(description = "宋体：字体名称，或 fonts 里的文件")]
    song: Option<Words>,
    #[serde(rename = "小标宋")]
    #[schemars(description = "小标宋：字体名称，或 fonts 里的文件")]
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
