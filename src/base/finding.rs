//! What is wrong or doubtful in an input, in one sentence that a clerk understands.

use std::fmt;

use super::{Place, Quote};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A row, a figure or a document is left out or may be wrong.
    Error,
    /// It is printed, and says 缺, 逾期 or 待核.
    Warning,
}

impl Severity {
    /// The English name in machine output: `error`, `warning`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }

    /// The name that clerks see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "提醒",
        }
    }
}

/// Who can do something about a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// The unit that handed in; it gets its workbook back with the finding marked.
    Unit,
    /// The office that runs the program, alone.
    Office,
}

impl Audience {
    /// The English name in the table of codes: `unit`, `office`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Office => "office",
        }
    }
}

/// One thing that is wrong or doubtful, with the place to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which rule found it.
    pub code: Code,
    /// One Chinese sentence.
    pub message: String,
    /// The place to change.
    pub place: Place,
    /// The other sides of the conflict.
    pub related: Vec<Related>,
    /// What to do.
    pub help: Option<String>,
    /// The unit that it concerns, by its canonical name, where it concerns one.
    pub unit: Option<String>,
    /// The row of the place, where it is a cell of one that was read.
    pub quote: Option<Quote>,
}

/// Another place that a finding speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What stands there, in a few words.
    pub note: String,
}

impl Finding {
    /// A finding at one place.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            place,
            related: Vec::new(),
            help: None,
            unit: None,
            quote: None,
        }
    }

    /// The same finding that also shows another place.
    #[must_use]
    pub fn related(mut self, place: Place, note: impl Into<String>) -> Self {
        self.related.push(Related { place, note: note.into() });
        self
    }

    /// The same finding that also says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same finding that also says which unit it concerns.
    #[must_use]
    pub fn of(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// How bad it is; the code decides.
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }
}

impl fmt::Display for Finding {
    /// The form of compilers, one line for the sentence and one for each place and the help.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}[{}]: {}", self.severity().name(), self.code.name(), self.message)?;
        write!(f, "  --> {}", self.place)?;
        if let Some(quote) = &self.quote {
            write!(f, "\n{quote}")?;
        }
        for related in &self.related {
            write!(f, "\n  ::: {}: {}", related.place, related.note)?;
        }
        match &self.help {
            Some(help) => write!(f, "\n  = help: {help}"),
            None => Ok(()),
        }
    }
}

/// A value and what was found while it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked<T> {
    /// What is sound.
    pub value: T,
    /// What is not, in the order of the input.
    pub findings: Vec<Finding>,
}

impl<T> Checked<T> {
    /// A value with nothing to say against it.
    pub const fn sound(value: T) -> Self {
        Self { value, findings: Vec::new() }
    }

    /// The value; its findings join the others.
    pub fn take(self, findings: &mut Vec<Finding>) -> T {
        findings.extend(self.findings);
        self.value
    }

    /// Another value with the same findings.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Checked<U> {
        Checked { value: make(self.value), findings: self.findings }
    }
}

/// How many findings are errors.
pub fn fault_count(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.severity() == Severity::Error).count()
}

/// Declares every code once: variant, kebab-case name, severity, audience, meaning.
macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $audience:ident $meaning:literal;)*) => {
        /// The stable name of a rule. Names never change; clerks and scripts quote them.
        ///
        #[doc = include_str!("FINDINGS.md")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $meaning] $variant,)* }

        impl Code {
            /// All codes, in the order of the stages that find them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The English kebab-case name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How bad a finding with this code is.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// Who can do something about a finding with this code.
            pub const fn audience(self) -> Audience {
                match self { $(Self::$variant => Audience::$audience,)* }
            }

            /// What the rule means, in one Chinese sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

codes! {
    // files, yaml, plan
    UnsafePath "unsafe-path" Error Office "路径指向工作区以外，或经过链接";
    UnreadableFile "unreadable-file" Error Office "文件读不出来";
    YamlSyntax "yaml-syntax" Error Office "YAML 写法不对，这个文件没有读入";
    YamlShape "yaml-shape" Error Office "YAML 的内容与格式要求不符";
    PlanFileMissing "plan-file-missing" Error Office "缺少计划文件";
    PlanFormatUnknown "plan-format-unknown" Error Office "计划文件没有写 format，或版本不认识";
    PlanFileUnread "plan-file-unread" Warning Office "计划文件没有被引入，没有读";
    PlanUnitUnknown "plan-unit-unknown" Error Office "计划里提到的单位不在单位名录中";
    PlanReferenceUnknown "plan-reference-unknown" Error Office "计划里引用的编号不存在";
    PlanDuplicate "plan-duplicate" Error Office "计划里同一名称或编号出现两次";
    PlanCountDiffers "plan-count-differs" Warning Office "计划写明的数目与实际数目不一致";
    IndicatorsAbsent "indicators-absent" Warning Office "要求对照指标，计划里没有指标";
    StageBeforeOrder "stage-before-order" Warning Office "阶段早于布置它的文书";
    StageDays "stage-days" Warning Office "两个阶段之间空出或重叠了日子，或一轮检查不在任何阶段之内";
    StageOutlived "stage-outlived" Warning Office "一项工作要做到它的阶段结束以后";
    DeadlineUnmeetable "deadline-unmeetable" Warning Office "期限无法按时做到";
    DocumentOutOfTime "document-out-of-time" Warning Office "文书的日期与所说的事先后颠倒，或在它所属的阶段之后";
    UnitOutside "unit-outside" Warning Office "工作组的单位不在成员单位中";
    PersonOutside "person-outside" Warning Office "工作组的人员不在领导小组名单中";
    PersonUnitOutside "person-unit-outside" Warning Office "在工作组任职的人，单位不是该组的成员单位";
    PersonTwoTitles "person-two-titles" Warning Office "同一人的职务写成两样";
    TitleSignMissing "title-sign-missing" Warning Office "职务开头少了区、县、市字，别处有";
    BlanksMixed "blanks-mixed" Warning Office "两个字的姓名有的空格，有的不空";
    GroupEmpty "group-empty" Warning Office "组里没有单位或人员";
    DeliverableOpen "deliverable-open" Warning Office "应交的文书没有责任人、期限，或没有做";
    RuleUnmeetable "rule-unmeetable" Warning Office "计划自己的安排达不到它的要求";
    TeamVisitsItself "team-visits-itself" Warning Office "检查组要查带队人自己的单位";
    AnnexAbsent "annex-absent" Warning Office "说到的附件没有";
    BodyNotSetUp "body-not-set-up" Warning Office "要成立的专班或组，计划里没有";
    BodyUnknown "body-unknown" Warning Office "领导小组或它的办公室的叫法，计划里没有";
    StrandWithoutGroup "strand-without-group" Warning Office "与各工作组的工作并列的，没有工作组";
    NamesAlike "names-alike" Warning Office "两个单位或工作组的名称很像";
    TitleTwoWays "title-two-ways" Warning Office "同一文书的名称写成两样";
    NumberTwice "number-twice" Warning Office "发文字号用了两次";
    BracketsMixed "brackets-mixed" Warning Office "用了半角括号，或括号全角半角混用";
    NumberMissing "number-missing" Warning Office "印发工作方案的通知没有发文字号，印（文号待编）";
    NumberBrackets "number-brackets" Warning Office "发文字号的写法不合规定";
    EnumerationOrder "enumeration-order" Warning Office "序号不连续";
    // intake
    WorkbookUnreadable "workbook-unreadable" Error Unit "工作簿打不开，或不是工作簿";
    WorkbookTooLarge "workbook-too-large" Error Unit "工作簿超出读取上限";
    SheetMissing "sheet-missing" Error Unit "工作簿里缺少应有的工作表";
    SheetHidden "sheet-hidden" Warning Unit "工作表是隐藏的";
    SheetUnread "sheet-unread" Warning Unit "多出来的工作表，内容没有采用";
    HeaderMissing "header-missing" Error Unit "工作表里找不到表头";
    ColumnMissing "column-missing" Error Unit "工作表缺少必填的列";
    ColumnUnknown "column-unknown" Warning Unit "多出来的列，内容没有采用";
    RowAside "row-aside" Warning Unit "合计行、表后的签名或说明、重复的表头，没有当作填报的事项";
    CellUnusable "cell-unusable" Error Unit "单元格是错误值或没有算出结果的公式";
    CellForbidden "cell-forbidden" Error Unit "单元格里有不能使用的字符";
    CellContradicted "cell-contradicted" Error Unit "同一条记录占几行，只能有一个值的列里写了两样";
    FormOutdated "form-outdated" Warning Office "填报表是按旧的样式做的，内容按表头读入";
    MarkUnmended "mark-unmended" Warning Office "退回时标为错误的单元格没有改";
    ChangeUnmarked "change-unmarked" Warning Office "退回后改动了没有标注的内容";
    ReturnUncompared "return-uncompared" Warning Office "退回后又报来的工作簿，没有与退回时比较";
    // ledger
    UnitUnnamed "unit-unnamed" Error Unit "工作簿没有写明填报单位";
    UnitNotInPlan "unit-not-in-plan" Error Office "单位不在计划的单位名录中";
    UnitContradicted "unit-contradicted" Error Unit "几张工作表的填报单位，或填报单位与填报表做给的单位，不是同一个";
    FileMisnamed "file-misnamed" Warning Office "文件名是另一个单位的";
    UnitSubmittedTwice "unit-submitted-twice" Error Office "同一单位交了多个工作簿，一个也没有采用";
    WorkbookSuperseded "workbook-superseded" Warning Office "同一单位交了多个工作簿，以填报日期最晚的为准";
    WorkbookRepeated "workbook-repeated" Warning Office "同一个工作簿放了两份，只用了一份";
    RoundWorkbookUnknown "round-workbook-unknown" Error Office "检查工作簿不属于计划中的任何一轮";
    RoundSubmittedTwice "round-submitted-twice" Error Office "同一轮检查有多个工作簿，一个也没有采用";
    IndicatorAmbiguous "indicator-ambiguous" Error Unit "指标编号填成了数字，分不清是哪一个";
    IndicatorNotInPlan "indicator-not-in-plan" Error Unit "指标编号不在指标体系中";
    ProblemIdMalformed "problem-id-malformed" Error Office "问题编号不合规则";
    ProblemUnknown "problem-unknown" Error Unit "问题编号不存在";
    RequiredEmpty "required-empty" Error Unit "必填的单元格是空的";
    ValueNotAllowed "value-not-allowed" Error Unit "填写的内容不在可选范围内";
    DateUnclear "date-unclear" Warning Unit "日期没有写成确定的某一天，按原文保留";
    NumberUnclear "number-unclear" Warning Unit "应填数的格子填的不是数，按原文保留；页数是负数、小数的不采用，打印“缺”";
    RowDisplaced "row-displaced" Error Unit "一行没有编号，写的正好是上一行缺的内容";
    RowDuplicate "row-duplicate" Error Unit "同一事项填了两行";
    EvidenceUnreadable "evidence-unreadable" Warning Unit "佐证文件读不出来";
    // check
    SubmissionMissing "submission-missing" Warning Unit "单位没有报送";
    SubmissionLate "submission-late" Warning Unit "单位报送晚于规定时间";
    DateMissing "date-missing" Warning Unit "工作簿没有写明填报日期";
    EvidenceAbsent "evidence-absent" Warning Unit "引用的佐证文件不存在，目录中按“缺”列出";
    IndicatorUnanswered "indicator-unanswered" Warning Unit "牵头单位没有给出自查结论，按“缺”列出";
    SupportUnanswered "support-unanswered" Warning Unit "配合单位没有填写配合的指标";
    PeriodWrong "period-wrong" Warning Unit "填报日期在活动开始以前，或还没有到";
    IndicatorOverdue "indicator-overdue" Warning Unit "指标完成时限已过，自查结论还不是完成";
    ConclusionUnproven "conclusion-unproven" Warning Unit "自查结论没有佐证材料";
    ConclusionDiffers "conclusion-differs" Warning Unit "牵头单位与配合单位的结论不一致";
    TaskForeign "task-foreign" Warning Unit "单位填了与它无关的指标";
    PersonMissing "person-missing" Warning Unit "写了问题或措施，没有写责任人";
    EvidenceUncited "evidence-uncited" Warning Office "佐证文件没有被任何单位引用";
    EvidenceTwice "evidence-twice" Warning Unit "同一个佐证文件用了两个名字";
    LinkMalformed "link-malformed" Warning Unit "网址打不开";
    DatesReversed "dates-reversed" Warning Unit "日期先后颠倒";
    NumberDiffers "number-differs" Warning Unit "同一份材料写了两个文号";
    TitleDiffers "title-differs" Warning Unit "同一个文号用在两份材料上";
    FigureDiffers "figure-differs" Warning Unit "同一份材料的页数或日期写了两样";
    RectificationUndated "rectification-undated" Warning Unit "写了已整改，没有写完成日期，按“缺”列出";
    RectificationOverdue "rectification-overdue" Warning Unit "整改时限已过，问题尚未整改";
    RoundUnreported "round-unreported" Error Office "一轮检查已经结束，却没有它的工作簿";
    VisitOutsideRound "visit-outside-round" Warning Office "检查日期不在这一轮的起止日之内";
    TeamNotInPlan "team-not-in-plan" Warning Office "检查组不是这一轮计划里的";
    CoverageIncomplete "coverage-incomplete" Warning Office "督导检查没有覆盖全部单位";
    // documents, render
    TemplateBroken "template-broken" Error Office "模板有错，用到它的文书没有生成";
    FigureUntraced "figure-untraced" Error Office "模板印出了没有来源的数字";
    // markdown, typeset, pdf
    MarkdownShape "markdown-shape" Error Office "Markdown 开头的要素写法不对";
    EmphasisOpen "emphasis-open" Warning Office "Markdown 的 ** 没有成对";
    HeadingOrder "heading-order" Warning Office "标题序号不连续，或写法不合这一级";
    ContentsRepeated "contents-repeated" Warning Office "同一份文稿里目录只印一次";
    NoteUncited "note-uncited" Warning Office "脚注没有被引用，印在文末";
    ReferenceUnresolved "reference-unresolved" Warning Office "引用的标题不存在，页码印“缺”";
    ImageMissing "image-missing" Warning Office "图片文件不存在或不能使用";
    ImageUndescribed "image-undescribed" Warning Office "图片没有替代文字";
    FaceRefused "face-refused" Warning Office "指定的字体不能用，改用了别的字体";
    FaceDamaged "face-damaged" Error Office "字体文件损坏，有的字没有印出来";
    FaceSubstituted "face-substituted" Error Office "按 --strict-fonts 的要求，不能用代替的字体";
    GlyphFallback "glyph-fallback" Warning Office "字体缺字，改用别的字体";
    GlyphMissing "glyph-missing" Error Office "所有字体都没有这个字";
    CharacterInvisible "character-invisible" Warning Office "文字里有看不见的控制字符，没有印出";
    ElementUnplaced "element-unplaced" Warning Office "这种格式没有这个要素，没有印出";
    LineOverfull "line-overfull" Warning Office "一行放不下，已强行断开";
    // proof
    ClauseUnmet "clause-unmet" Error Office "版面不符合公文格式的条款";
    // workbook
    FormUnwritable "form-unwritable" Error Office "填报表做不出来";
    ReturnUnmarked "return-unmarked" Warning Office "退回的工作簿里加不了标注，要更正的另列一份";
    // output
    EditedKept "edited-kept" Warning Office "保留了手工修改过的 Markdown，新文本放在旁边";
    DocumentOutdated "document-outdated" Warning Office "文书已不在目录中，移到了 output/过期";
    FileBusy "file-busy" Error Office "文件正被占用，没有写入";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Code, Finding};
    use crate::base::Place;

    #[test]
    fn names_of_codes_are_unique_and_in_kebab_case() {
        let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
    }

    #[test]
    fn a_finding_reads_like_a_compiler_message() {
        let finding = Finding::new(Code::UnitNotInPlan, Place::text("a.yaml", 3, 5), "不认识“水务局”")
            .related(Place::file("units.yaml"), "单位名录")
            .help("改为“市水务局”");
        insta::assert_snapshot!(finding, @r"
        error[unit-not-in-plan]: 不认识“水务局”
          --> a.yaml:3:5
          ::: units.yaml: 单位名录
          = help: 改为“市水务局”
        ");
    }
}
