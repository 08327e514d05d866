//! Every clause that is measured, and the list of each layout.
//!
//! `src/typeset/GBT_9704.md` walks the standard in its own order and names these rules.

use super::super::Layout;
use super::super::report::Source::{Practice, SecondHand, Standard};
use super::Test::{Eye, Measure, Printer};
use super::{
    Rule, annex, body, colophon, folio, grid, head, letter, minutes, order, paper, rule, signature, title,
};

const PAPER: Rule = rule("paper", "§5.1", "纸张为 A4（210 mm × 297 mm）", Standard, Measure(paper::sheet));
const BLOCK: Rule =
    rule("block", "§5.2.1", "除页码外都在 156 mm × 225 mm 的版心内", Standard, Measure(paper::block));
const HEAD_MARGIN: Rule =
    rule("head-margin", "§5.2.1", "天头 37 mm ± 1 mm", Standard, Measure(paper::head_margin));
const BINDING_MARGIN: Rule =
    rule("binding-margin", "§5.2.1", "订口 28 mm ± 1 mm", Standard, Measure(paper::binding_margin));
const SIZE: Rule = rule("size", "§5.2.2", "正文用3号字", Standard, Measure(body::size));
const FACE: Rule = rule("face", "§5.2.2", "正文用仿宋体", Standard, Measure(body::face));
const LINES: Rule = rule("lines", "§5.2.3", "每面 22 行，行距相等", Standard, Measure(grid::lines));
const CHARACTERS: Rule = rule("characters", "§5.2.3", "每行 28 个字", Standard, Measure(grid::characters));
const FILLED: Rule = rule("filled", "§5.2.3", "文字撑满版心", Standard, Measure(grid::filled));
const COLORS: Rule = rule("colors", "§5.2.4", "文字为黑色", Standard, Measure(paper::colors));
const CORNER: Rule =
    rule("corner", "§7.2.1–3", "份号、密级、紧急程度顶格编排在版心左上角", Standard, Measure(head::corner));
const MARK: Rule =
    rule("mark", "§7.2.4", "发文机关标志距版心上边缘 35 mm，居中，红色小标宋", Standard, Measure(head::mark));
const NUMBER: Rule = rule(
    "number",
    "§7.2.5",
    "发文字号在标志下空二行，居中，3号仿宋，用六角括号",
    Standard,
    Measure(head::number),
);
const SIGNERS: Rule =
    rule("signers", "§7.2.6", "签发人姓名右空一字，用楷体", Standard, Measure(head::signers));
const RED_RULE: Rule =
    rule("red-rule", "§7.2.7", "发文字号下 4 mm 处有与版心等宽的红色分隔线", Standard, Measure(head::rule));
const TITLE: Rule =
    rule("title", "§7.3.1", "标题用2号小标宋，红线下空二行，居中", Standard, Measure(title::title));
const BARE_TITLE: Rule = rule("title", "§7.3.1", "标题用2号小标宋，居中", Standard, Measure(title::form));
const TITLE_SENSE: Rule =
    rule("title-sense", "§7.3.1", "标题回行词意完整、排列对称，用梯形或菱形", Standard, Eye);
const ADDRESSEES: Rule = rule(
    "addressees",
    "§7.3.2",
    "主送机关在标题下空一行，顶格，末尾全角冒号",
    Standard,
    Measure(title::addressees),
);
const INDENTS: Rule = rule("indents", "§7.3.3", "每段左空二字", Standard, Measure(body::indents));
const LEVELS: Rule = rule("levels", "§7.3.3", "一级标题黑体，二级标题楷体", Standard, Measure(body::levels));
const SIGNATURE: Rule = rule(
    "signature",
    "§7.3.5",
    "成文日期与署名的位置，日期不编虚位",
    Standard,
    Measure(signature::signature),
);
const SEAL: Rule = rule("seal", "§7.3.5.1", "印章端正，居中下压署名和成文日期", Standard, Eye);
const ANNEXES: Rule = rule(
    "annexes",
    "§7.3.7",
    "“附件”用3号黑体，顶格在第一行，标题在第三行",
    Standard,
    Measure(annex::annexes),
);
const COLOPHON_RULES: Rule = rule(
    "colophon-rules",
    "§7.4.1",
    "版记分隔线与版心等宽，首末条粗、中间细，末条与版心下边缘重合",
    Standard,
    Measure(colophon::rules),
);
const COLOPHON_TEXT: Rule =
    rule("colophon-text", "§7.4.2–3", "版记用4号仿宋，左右各空一字", SecondHand, Measure(colophon::text));
const FOLIO_PLACE: Rule = rule(
    "folio-place",
    "§7.5",
    "页码的一字线距版心下边缘 7 mm，单页居右、双页居左各空一字",
    Standard,
    Measure(folio::place),
);
const FOLIO_FORM: Rule =
    rule("folio-form", "§7.5", "页码用4号半角宋体数字，左右各一条一字线", Standard, Measure(folio::form));
const FOLIO_SEQUENCE: Rule =
    rule("folio-sequence", "§7.5", "页码连续编排", Standard, Measure(folio::sequence));
const TURNED: Rule =
    rule("turned", "§8", "横排表格的表头，单页在订口一边，双页在切口一边", Standard, Measure(paper::turned));
const LETTER_MARK: Rule =
    rule("letter-mark", "§10.1", "发文机关标志上边缘距上页边 30 mm", Standard, Measure(letter::mark));
const LETTER_RULES: Rule = rule(
    "letter-rules",
    "§10.1",
    "标志下 4 mm 和距下页边 20 mm 处各有长 170 mm 的红色双线",
    Standard,
    Measure(letter::rules),
);
const LETTER_NUMBER: Rule = rule(
    "letter-number",
    "§10.1",
    "发文字号在第一条红色双线下、版心右边缘顶格",
    Standard,
    Measure(letter::number),
);
const LETTER_CORNER: Rule = rule(
    "letter-corner",
    "§10.1",
    "份号、密级、紧急程度在第一条红色双线下、版心左边缘顶格",
    SecondHand,
    Measure(letter::corner),
);
const LETTER_TITLE: Rule =
    rule("letter-title", "§10.1", "标题与其上最后一个要素相距二行", SecondHand, Measure(letter::title));
const LETTER_COLOPHON: Rule = rule(
    "letter-colophon",
    "§10.1",
    "版记不加印发机关、印发日期和分隔线，位于版心内最下方",
    SecondHand,
    Measure(letter::colophon),
);
const LETTER_FIRST: Rule =
    rule("letter-first", "§10.1", "首页不显示页码", Standard, Measure(folio::none_on_first));
const LETTER_SEQUENCE: Rule =
    rule("folio-sequence", "§7.5", "第二页起页码连续编排", Standard, Measure(folio::sequence_behind_first));
const ORDER_MARK: Rule = rule(
    "order-mark",
    "§10.2",
    "发文机关标志距版心上边缘 20 mm，居中，红色小标宋",
    SecondHand,
    Measure(head::order_mark),
);
const ORDER_NUMBER: Rule =
    rule("order-number", "§10.2", "令号在标志下空二行，居中", SecondHand, Measure(head::number));
const ORDER_TEXT: Rule = rule("order-text", "§10.2", "正文在令号下空二行", SecondHand, Measure(order::text));
const ORDER_STAMP: Rule = rule(
    "order-stamp",
    "§7.3.5.3",
    "签名章在正文下空二行，右空四字，其下空一行标注成文日期",
    Standard,
    Measure(order::stamp),
);
const MINUTES_ATTENDANCE: Rule = rule(
    "minutes-attendance",
    "§10.3",
    "“出席”“请假”“列席”左空二字，用3号黑体，名单用仿宋，回行与冒号后首字对齐",
    SecondHand,
    Measure(minutes::attendance),
);
const MINUTES_MARK: Rule = rule(
    "minutes-mark",
    "§10.3",
    "纪要标志距版心上边缘 35 mm，居中，红色小标宋",
    Standard,
    Measure(head::mark),
);
const COVER_FOLIO: Rule = rule("cover-folio", "封面", "不编页码", Practice, Measure(folio::none));
const LONELY: Rule = rule("lonely", "clreq", "一段的末行不独在页首", Practice, Measure(grid::lonely));
const HEADING_AT_FOOT: Rule =
    rule("heading-at-foot", "clreq", "标题不独在页末", Practice, Measure(body::heading_at_foot));
const EMBEDDED: Rule = rule("embedded", "PDF/A", "字体都在文件里", Practice, Measure(paper::embedded));
const STOCK: Rule = rule("stock", "§4", "用纸 60–80 g/m²，白度 80%–90%", Standard, Printer);
const PRINTING: Rule = rule("printing", "§6.2", "双面印刷，页码套正，两面误差不超过 2 mm", Standard, Printer);
const BINDING: Rule = rule("binding", "§6.3", "左侧装订，不掉页", Standard, Printer);

const OFFICIAL: &[Rule] = &[
    PAPER,
    BLOCK,
    HEAD_MARGIN,
    BINDING_MARGIN,
    SIZE,
    FACE,
    LINES,
    CHARACTERS,
    FILLED,
    COLORS,
    CORNER,
    MARK,
    NUMBER,
    SIGNERS,
    RED_RULE,
    TITLE,
    TITLE_SENSE,
    ADDRESSEES,
    INDENTS,
    LEVELS,
    SIGNATURE,
    SEAL,
    ANNEXES,
    COLOPHON_RULES,
    COLOPHON_TEXT,
    FOLIO_PLACE,
    FOLIO_FORM,
    FOLIO_SEQUENCE,
    TURNED,
    LONELY,
    HEADING_AT_FOOT,
    EMBEDDED,
    STOCK,
    PRINTING,
    BINDING,
];
const LETTER: &[Rule] = &[
    PAPER,
    BINDING_MARGIN,
    SIZE,
    FACE,
    LINES,
    CHARACTERS,
    COLORS,
    LETTER_MARK,
    LETTER_RULES,
    LETTER_CORNER,
    LETTER_NUMBER,
    LETTER_TITLE,
    BARE_TITLE,
    TITLE_SENSE,
    ADDRESSEES,
    INDENTS,
    LEVELS,
    SIGNATURE,
    SEAL,
    ANNEXES,
    LETTER_COLOPHON,
    FOLIO_PLACE,
    FOLIO_FORM,
    LETTER_FIRST,
    LETTER_SEQUENCE,
    TURNED,
    LONELY,
    HEADING_AT_FOOT,
    EMBEDDED,
    STOCK,
    PRINTING,
    BINDING,
];
const ORDER: &[Rule] = &[
    PAPER,
    BLOCK,
    HEAD_MARGIN,
    BINDING_MARGIN,
    SIZE,
    FACE,
    LINES,
    CHARACTERS,
    FILLED,
    COLORS,
    ORDER_MARK,
    ORDER_NUMBER,
    ORDER_TEXT,
    INDENTS,
    LEVELS,
    SIGNATURE,
    ORDER_STAMP,
    SEAL,
    ANNEXES,
    COLOPHON_RULES,
    COLOPHON_TEXT,
    FOLIO_PLACE,
    FOLIO_FORM,
    FOLIO_SEQUENCE,
    TURNED,
    LONELY,
    HEADING_AT_FOOT,
    EMBEDDED,
    STOCK,
    PRINTING,
    BINDING,
];
const MINUTES: &[Rule] = &[
    PAPER,
    BLOCK,
    HEAD_MARGIN,
    BINDING_MARGIN,
    SIZE,
    FACE,
    LINES,
    CHARACTERS,
    FILLED,
    COLORS,
    MINUTES_MARK,
    NUMBER,
    RED_RULE,
    TITLE,
    TITLE_SENSE,
    INDENTS,
    LEVELS,
    MINUTES_ATTENDANCE,
    ANNEXES,
    COLOPHON_RULES,
    COLOPHON_TEXT,
    FOLIO_PLACE,
    FOLIO_FORM,
    FOLIO_SEQUENCE,
    TURNED,
    LONELY,
    HEADING_AT_FOOT,
    EMBEDDED,
    STOCK,
    PRINTING,
    BINDING,
];
const REPORT: &[Rule] = &[
    PAPER,
    BLOCK,
    HEAD_MARGIN,
    BINDING_MARGIN,
    SIZE,
    FACE,
    LINES,
    CHARACTERS,
    FILLED,
    COLORS,
    BARE_TITLE,
    TITLE_SENSE,
    INDENTS,
    LEVELS,
    SIGNATURE,
    ANNEXES,
    FOLIO_PLACE,
    FOLIO_FORM,
    FOLIO_SEQUENCE,
    TURNED,
    LONELY,
    HEADING_AT_FOOT,
    EMBEDDED,
    STOCK,
    PRINTING,
    BINDING,
];
const TABLE: &[Rule] = &[
    PAPER,
    BLOCK,
    COLORS,
    BARE_TITLE,
    TITLE_SENSE,
    FOLIO_PLACE,
    FOLIO_FORM,
    FOLIO_SEQUENCE,
    TURNED,
    EMBEDDED,
    STOCK,
    PRINTING,
    BINDING,
];
const COVER: &[Rule] = &[PAPER, BLOCK, COLORS, COVER_FOLIO, EMBEDDED, STOCK, PRINTING, BINDING];

/// The rules of a layout, in the order of the standard.
pub(in super::super) const fn rules(layout: Layout) -> &'static [Rule] {
    match layout {
        Layout::Official => OFFICIAL,
        Layout::Letter => LETTER,
        Layout::Order => ORDER,
        Layout::Minutes => MINUTES,
        Layout::Report => REPORT,
        Layout::Table => TABLE,
        Layout::Cover => COVER,
    }
}
