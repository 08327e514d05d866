//! The files that units cite: a dozen of several kinds, each saying that it is an example.

mod docx;
mod pdf;
mod png;
mod xlsx;

use super::{Failed, Made};

/// What every document says of itself.
const NOTE: &str = "本件为演示材料，内容是虚构的，与任何单位和个人无关。";

/// Makes every evidence file.
pub(super) fn files() -> Result<Vec<Made>, Failed> {
    let faces = pdf::Faces::read()?;
    let made = [
        (
            "规范性文件.pdf",
            pdf::bytes(
                &faces,
                "规范性文件（演示）",
                &[&[NOTE, "第一条 示例条文。"], &["第二条 示例条文。"]],
            )?,
        ),
        (
            "会议记录.pdf",
            pdf::bytes(&faces, "会议记录（演示）", &[&[NOTE, "议题：示例议题。", "结论：示例结论。"]])?,
        ),
        (
            "工作制度.pdf",
            pdf::bytes(&faces, "工作制度（演示）", &[&[NOTE, "一、示例职责。", "二、示例流程。"]])?,
        ),
        ("审核意见书.pdf", pdf::bytes(&faces, "审核意见书（演示）", &[&[NOTE, "意见：示例意见。"]])?),
        ("情况说明.docx", docx::bytes("情况说明（演示）", &[NOTE, "一、示例情况。", "二、示例措施。"])?),
        ("工作总结.docx", docx::bytes("工作总结（演示）", &[NOTE, "一、示例做法。", "二、示例打算。"])?),
        ("统计表.xlsx", xlsx::bytes("统计表（演示）", "数量")?),
        ("工作台账.xlsx", xlsx::bytes("工作台账（演示）", "进度")?),
        ("会议现场.png", png::bytes(png::Picture::Meeting)),
        ("宣传活动.png", png::bytes(png::Picture::Banner)),
        ("培训现场.png", png::bytes(png::Picture::Classroom)),
        ("简要说明.txt", format!("简要说明（演示）\r\n\r\n{NOTE}\r\n").into_bytes()),
    ];
    Ok(made
        .into_iter()
        .map(|(name, bytes)| Made { path: format!("inputs/evidence/演示-{name}"), bytes })
        .collect())
}
