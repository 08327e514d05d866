//! The text that both programs set: invented official prose, the same for the same size.
//!
//! In: how many paragraphs and table rows. Out: the text as Markdown and as typst markup, with the page,
//! the faces and the sizes of the former's style in the latter's preamble.

#![allow(clippy::unwrap_used, reason = "writing into a string has no way to fail")]

use std::fmt::Write;

/// Phrases from which sentences are put together, one list for each part of a sentence.
const TIMES: [&str; 12] = [
    "年初以来",
    "按照年度安排",
    "在前期摸底的基础上",
    "入汛之前",
    "根据会议议定事项",
    "结合冬春农闲时节",
    "对照任务清单",
    "经过逐项核实",
    "围绕重点环节",
    "截至上月底",
    "为保证按期完成",
    "依据有关规定",
];
const ACTORS: [&str; 16] = [
    "各承办单位",
    "值班人员",
    "档案管理小组",
    "图书阅览中心",
    "绿化养护队伍",
    "供水服务窗口",
    "桥梁巡查班组",
    "校舍维修专班",
    "农技推广站点",
    "公交线路调度室",
    "粮油储备仓库",
    "社区活动场所",
    "统计汇总岗位",
    "信息系统运维人员",
    "食堂采购小组",
    "气象观测点",
];
const VERBS: [&str; 16] = [
    "逐一登记",
    "及时更新",
    "分类整理",
    "集中清点",
    "按周通报",
    "妥善保管",
    "重新测量",
    "统筹调配",
    "反复比对",
    "公开展示",
    "定期检修",
    "细化分解",
    "优先保障",
    "严格审核",
    "分批改造",
    "如实填报",
];
const OBJECTS: [&str; 20] = [
    "设备运行台账",
    "借阅归还记录",
    "苗木补植计划",
    "管网压力数据",
    "伸缩缝与护栏状况",
    "屋面防水和门窗破损部位",
    "良种对比试验结果",
    "早晚高峰发车间隔",
    "库存轮换批次",
    "文体器材使用说明",
    "报表口径与指标解释",
    "账号权限和备份策略",
    "食材验收凭证",
    "雨量观测原始资料",
    "会议纪要办理情况",
    "群众意见答复材料",
    "经费支出明细",
    "安全疏散路线图",
    "电梯年检标志",
    "灌溉沟渠清淤方案",
];
const RESULTS: [&str; 16] = [
    "做到数字准确、来源清楚",
    "确保件件有着落",
    "避免重复报送",
    "形成可以复查的闭环",
    "差错率明显下降",
    "为下一阶段打好基础",
    "尚需补充照片佐证",
    "有关经验已在全系统交流",
    "群众等候时间缩短",
    "遗留事项列入下季度安排",
    "得到多数参与者认可",
    "费用控制在预算以内",
    "逾期未办的说明原因",
    "由专人负责跟踪",
    "并附简要分析",
    "暂未发现异常现象",
];
const TOPICS: [&str; 10] = [
    "基本情况",
    "主要做法",
    "存在的不足",
    "工作要求",
    "进度安排",
    "保障措施",
    "典型经验",
    "数据说明",
    "后续打算",
    "需要协调的事项",
];

/// What a text consists of.
pub(crate) enum Block {
    /// A heading of this level, 2 or 3.
    Heading(usize, String),
    /// A paragraph.
    Paragraph(String),
    /// The rows of a table of five columns, the head row first.
    Table(Vec<[String; 5]>),
}

/// Prose of `paragraphs` paragraphs, below headings of two levels; three of them fill about a page.
pub(crate) fn prose(paragraphs: usize) -> Vec<Block> {
    let mut dice = Dice(1);
    let mut blocks = Vec::new();
    for number in 0..paragraphs {
        if number % 24 == 0 {
            let topic = dice.pick(&TOPICS);
            blocks.push(Block::Heading(2, format!("{}、{topic}", numeral(number / 24 % 99 + 1))));
        }
        if number % 6 == 0 {
            let topic = dice.pick(&OBJECTS);
            blocks.push(Block::Heading(3, format!("（{}）{topic}", numeral(number % 24 / 6 + 1))));
        }
        blocks.push(Block::Paragraph((0..5).map(|_| dice.sentence()).collect()));
    }
    blocks
}

/// A table of `rows` rows below its head row.
pub(crate) fn table(rows: usize) -> Block {
    let mut dice = Dice(2);
    let head = ["序号", "承办单位", "事项", "办理情况", "完成日期"].map(str::to_owned);
    let row = |number: usize| {
        [
            number.to_string(),
            dice.pick(&ACTORS).to_owned(),
            format!("{}{}", dice.pick(&VERBS), dice.pick(&OBJECTS)),
            dice.pick(&RESULTS).to_owned(),
            format!("2023-{:02}-{:02}", dice.below(12) + 1, dice.below(28) + 1),
        ]
    };
    Block::Table(std::iter::once(head).chain((1..=rows).map(row)).collect())
}

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        // Constants: Knuth's MMIX generator.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    fn sentence(&mut self) -> String {
        let [time, actor, verb] = [self.pick(&TIMES), self.pick(&ACTORS), self.pick(&VERBS)];
        let [object, result] = [self.pick(&OBJECTS), self.pick(&RESULTS)];
        match self.below(4) {
            0 => format!("{time}，{actor}{verb}{object}{}项，{result}。", self.below(300) + 2),
            1 => format!("{actor}已{verb}{object}，{result}，占比{}%。", self.below(100)),
            2 => format!("{time}，由{actor}对“{object}”进行核对，{result}；{}。", self.pick(&RESULTS)),
            _ => format!("{actor}{verb}{object}，{result}。"),
        }
    }
}

/// 1 to 99 in Chinese.
fn numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10, number % 10);
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        _ => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}

/// The title of every text.
const TITLE: &str = "关于日常事务办理情况的报告";

/// The widths of a table's columns, in mm.
const WIDTHS: [u16; 5] = [10, 33, 40, 48, 25];

/// The text as Markdown.
pub(crate) fn markdown(blocks: &[Block]) -> String {
    let widths = WIDTHS.map(|width| width.to_string()).join(" ");
    let mut text = format!("---\nlayout: report\ntables:\n- widths: {widths}\n---\n\n# {TITLE}\n");
    for block in blocks {
        match block {
            Block::Heading(level, words) => write!(text, "\n{} {words}\n", "#".repeat(*level)).unwrap(),
            Block::Paragraph(words) => write!(text, "\n{words}\n").unwrap(),
            Block::Table(rows) => {
                text.push('\n');
                for (number, row) in rows.iter().enumerate() {
                    writeln!(text, "| {} |", row.join(" | ")).unwrap();
                    if number == 0 {
                        text.push_str("|---|---|---|---|---|\n");
                    }
                }
            }
        }
    }
    text
}

/// Page, faces and sizes as `juanzong::typeset::Style` has them.
const PREAMBLE: &str = r#"
#set document(title: "TITLE")
#set page(width: 210mm, height: 297mm, margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),
  numbering: "— 1 —", number-align: center)
#set text(font: "FandolFang R", size: 16pt, lang: "zh", region: "cn", tracking: -0.207pt,
  top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 13.6pt, spacing: 13.6pt)
#show title: set text(font: "Noto Serif SC", weight: 700, size: 22pt)
#show title: set align(center)
#show heading: set text(size: 16pt, weight: 400)
#show heading: set block(above: 13.6pt, below: 13.6pt)
#show heading: it => block(h(2em) + it.body)
#show heading.where(level: 1): set text(font: "Noto Sans SC", weight: 500)
#show heading.where(level: 2): set text(font: "FandolKai")
#show table: set text(font: "Noto Serif SC", size: 10.5pt, tracking: 0pt)
#show table: set par(first-line-indent: 0pt, leading: 5.5pt, spacing: 5.5pt)
#show table.cell.where(y: 0): set text(font: "Noto Sans SC", weight: 500)
#set table(columns: (COLUMNS), stroke: 0.57pt, inset: (x: 1mm, y: 1.5mm))

#title()
"#;

/// The same text as typst markup.
pub(crate) fn typst(blocks: &[Block]) -> String {
    let columns = WIDTHS.map(|width| format!("{width}fr")).join(", ");
    let mut text = PREAMBLE.trim_start().replace("TITLE", TITLE).replace("COLUMNS", &columns);
    for block in blocks {
        match block {
            Block::Heading(level, words) => write!(text, "\n{} {words}\n", "=".repeat(level - 1)).unwrap(),
            Block::Paragraph(words) => write!(text, "\n{words}\n").unwrap(),
            Block::Table(rows) => {
                text.push_str("\n#table(\n");
                for (number, row) in rows.iter().enumerate() {
                    let cells = row.each_ref().map(|cell| format!("[{cell}]")).join(", ");
                    let (open, close) = if number == 0 { ("table.header(", ")") } else { ("", "") };
                    writeln!(text, "  {open}{cells}{close},").unwrap();
                }
                text.push_str(")\n");
            }
        }
    }
    text
}
