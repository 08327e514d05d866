//! Sound documents of each layout, as pages that a test may spoil.

use juanzong::base::Length;
use juanzong::typeset::{Color, Pages, Rule};

use super::pages::typeset;

const HEAD: &str = "---
layout: official
serial_number: '000001'
secrecy: 机密★1年
urgency: 特急
issuers: [某县人民政府]
mark: 文件
document_number: 某政发〔2023〕1号
addressees: 各乡镇人民政府，县直各单位
annexes: [任务分解表, 联系人名单]
signature:
  issuers: [某县人民政府]
  seal: seal
date: 2023年3月13日
note: 此件公开发布
colophon:
  cc: [县委办公室, 县人大常委会办公室]
  printing_office: 某县人民政府办公室
  printing_date: 2023年3月13日
---

# 某县人民政府关于开展法治政府建设示范创建活动的通知

为深入推进法治政府建设，经县政府研究决定，在全县开展示范创建活动，现将有关事项通知如下。

## 一、总体要求

各乡镇各部门要高度重视示范创建工作切实加强组织领导明确工作责任细化工作措施确保各项任务落到实处取得实效为全县经济社会高质量发展提供坚强法治保障和良好法治环境。

### （一）工作目标

到年底，全县各级行政机关依法行政能力明显提高，行政执法更加规范，公共法律服务更加便捷。

## 二、工作安排
";

const PARAGRAPH: &str = "
第N项工作由牵头单位负责组织实施，责任单位按照职责分工抓好落实，配合单位积极支持协助，形成上下联动齐抓共管的工作格局，确保创建工作按照时间节点有序推进并取得实实在在的成效，让人民群众切实感受到法治建设带来的变化。
";

const ANNEXES: &str = "
# 任务分解表 {.annex}

| 序号 | 任务 |
|---|---|
| 1 | 甲 |

# 联系人名单 {.annex}

联系人名单由各单位另行报送。
";

/// The text of a document with everything that a letterhead, a body and a colophon can have; six pages.
pub(crate) fn text() -> String {
    let paragraphs = (1..=10).map(|number| PARAGRAPH.replace('N', &number.to_string()));
    format!("{HEAD}{}{ANNEXES}", paragraphs.collect::<String>())
}

/// The same, set.
pub(crate) fn official() -> Pages {
    typeset(&text()).value
}

/// The same with two signers.
pub(crate) fn signed() -> Pages {
    typeset(&text().replace("addressees:", "signers: [甲某某, 乙某]\naddressees:")).value
}

/// A report.
pub(crate) fn report() -> Pages {
    typeset(&format!("---\nlayout: report\n---\n\n# 工作报告\n{}", PARAGRAPH.repeat(20))).value
}

/// A table that lies across its page.
pub(crate) fn table() -> Pages {
    typeset("---\nlayout: table\n---\n\n# 任务分解表\n\n| 序号 | 任务 |\n|---|---|\n| 1 | 甲 |\n").value
}

/// A cover.
pub(crate) fn cover() -> Pages {
    typeset("---\nlayout: cover\n---\n\n# 佐证材料\n\n某县人民政府\n").value
}

const ORDER: &str = "---
layout: order
issuers: [某县人民政府]
mark: 令
document_number: 第1号
signature:
  issuers: [甲某某]
  posts: [县长]
date: 2023年3月13日
colophon:
  cc: [县委办公室, 县人大常委会办公室]
  printing_office: 某县人民政府办公室
  printing_date: 2023年3月13日
---

《某县行政执法监督办法》已经县人民政府常务会议通过，现予公布，自公布之日起施行。

## 一、总则
";

/// An order with a number, text, a stamp and a colophon.
pub(crate) fn order() -> Pages {
    typeset(&format!("{ORDER}{}", PARAGRAPH.repeat(3))).value
}

const MINUTES: &str = "---
layout: minutes
issuers: [某县人民政府]
mark: 专题会议纪要
document_number: 第3号
attendance:
  present: [甲某某, 乙某, 丙某某, 丁某, 戊某某, 己某, 庚某某, 辛某]
  absent: [壬某]
  observers: [县司法局癸某某, 县财政局子某, 县教育局丑某某]
colophon:
  cc: [县委办公室, 县人大常委会办公室]
  printing_office: 某县人民政府办公室
  printing_date: 2023年3月13日
---

# 关于推进示范创建工作的纪要

会议听取了工作汇报，研究了下一步工作。现纪要如下。
";

/// Minutes with three lists of names.
pub(crate) fn minutes() -> Pages {
    typeset(&format!("{MINUTES}{}", PARAGRAPH.repeat(4))).value
}

/// A letter with everything that its head and its colophon can have.
pub(crate) fn letter() -> Pages {
    let text = text().replace("layout: official", "layout: letter").replace("mark: 文件\n", "");
    let text = text.replace("  printing_office: 某县人民政府办公室\n  printing_date: 2023年3月13日\n", "");
    typeset(&text).value
}

/// A joint document with the seals of three issuers and their signers.
pub(crate) fn joint() -> Pages {
    let text = text().replace("issuers: [某县人民政府]", "issuers: [某县人民政府, 某县司法局, 某县财政局]");
    typeset(&text.replace("addressees:", "signers: [甲某某, 乙某, 丙某某]\naddressees:")).value
}

/// A black rule as wide as the block: its axis from the sheet's upper edge, in hundredths of a mm.
pub(crate) fn black(y: i64) -> Rule {
    let y = Length::hundredths_of_mm(y);
    let (from, to) = ((Length::mm(28), y), (Length::mm(184), y));
    Rule { from, to, thickness: Length::hundredths_of_mm(20), color: Color::Black }
}
