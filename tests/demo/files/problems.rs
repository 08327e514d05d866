//! The problems that the rounds find, and what the units report on them. Only 演示 units have any.

use juanzong::base::Date;

use super::answers::Clerk;
use super::cell::{Cell, Row};

/// A problem and what became of it.
pub(super) struct Problem {
    /// 问题编号.
    pub(super) id: &'static str,
    /// The unit.
    pub(super) unit: &'static str,
    /// The indicator.
    pub(super) indicator: &'static str,
    /// 问题描述.
    pub(super) description: &'static str,
    /// 问题类型.
    pub(super) kind: &'static str,
    /// 整改要求.
    pub(super) requirement: &'static str,
    /// 整改时限.
    pub(super) deadline: Date,
    /// What the unit says of it: none where it says nothing.
    pub(super) report: Option<Report>,
}

/// What a unit says of a problem.
pub(super) struct Report {
    /// 整改措施.
    pub(super) measures: &'static str,
    /// 进展.
    pub(super) progress: &'static str,
    /// 完成日期.
    pub(super) completed_on: Option<Date>,
}

const fn done(measures: &'static str, month: i8, day: i8) -> Report {
    Report { measures, progress: "已整改", completed_on: Some(Date::constant(2023, month, day)) }
}

const fn underway(measures: &'static str) -> Report {
    Report { measures, progress: "整改中", completed_on: None }
}

const fn not_started(measures: &'static str) -> Report {
    Report { measures, progress: "未整改", completed_on: None }
}

const AT_ONCE: &str = "立行立改";
const BY_A_DAY: &str = "限期整改";
const LASTING: &str = "长期整改";

/// All problems, in the order in which the rounds list them.
pub(super) const PROBLEMS: [Problem; 21] = [
    Problem {
        id: "1-001",
        unit: "演示镇甲",
        indicator: "1.4.3",
        description: "示例：服务点名录与现场挂牌不一致",
        kind: BY_A_DAY,
        requirement: "核对名录，补齐标牌，报送照片",
        deadline: Date::constant(2023, 4, 7),
        report: Some(done("示例：逐点核对，已补挂标牌。", 4, 6)),
    },
    Problem {
        id: "1-002",
        unit: "演示镇甲",
        indicator: "6.2.1",
        description: "示例：一处调解室没有公示调解员名单",
        kind: AT_ONCE,
        requirement: "当场公示，三日内报结果",
        deadline: Date::constant(2023, 3, 28),
        report: Some(done("示例：名单已上墙。", 3, 27)),
    },
    Problem {
        id: "1-003",
        unit: "演示镇乙",
        indicator: "6.2.1",
        description: "示例：调解台账有多处缺少登记日期",
        kind: BY_A_DAY,
        requirement: "补登缺项，建立抽查制度",
        deadline: Date::constant(2023, 4, 7),
        report: Some(done("示例：台账已补登，每周抽查。", 4, 4)),
    },
    Problem {
        id: "1-004",
        unit: "演示镇乙",
        indicator: "5.5.3",
        description: "示例：一份统计报表没有留底",
        kind: AT_ONCE,
        requirement: "补存底稿，明确留底要求",
        deadline: Date::constant(2023, 3, 28),
        report: Some(done("示例：底稿已补存。", 3, 28)),
    },
    Problem {
        id: "1-005",
        unit: "演示镇丙",
        indicator: "7.2.3",
        description: "示例：应急队伍名册没有更新，联系方式缺失",
        kind: BY_A_DAY,
        requirement: "更新名册，逐人核对联系方式",
        deadline: Date::constant(2023, 4, 5),
        report: Some(underway("示例：名册正在核对，尚未报送。")),
    },
    Problem {
        id: "1-006",
        unit: "演示镇丙",
        indicator: "9.1.1",
        description: "示例：自查自纠表没有按时形成，会议记录过简",
        kind: AT_ONCE,
        requirement: "立即补报，规范会议记录",
        deadline: Date::constant(2023, 3, 28),
        report: Some(done("示例：已补报，记录格式已统一。", 3, 28)),
    },
    Problem {
        id: "1-007",
        unit: "演示镇丁",
        indicator: "2.3.3",
        description: "示例：抽查的村规民约没有合法性审核记录",
        kind: BY_A_DAY,
        requirement: "逐村补审，留存审核记录",
        deadline: Date::constant(2023, 4, 20),
        report: Some(underway("示例：已补审一半，其余正在办理。")),
    },
    Problem {
        id: "1-008",
        unit: "演示镇丁",
        indicator: "9.2.1",
        description: "示例：宣传栏内容陈旧",
        kind: AT_ONCE,
        requirement: "更换宣传栏内容，报送照片",
        deadline: Date::constant(2023, 3, 28),
        report: Some(done("示例：内容已更换。", 3, 26)),
    },
    Problem {
        id: "1-009",
        unit: "演示街道甲",
        indicator: "1.2.3",
        description: "示例：承接事项目录没有列明依据",
        kind: BY_A_DAY,
        requirement: "逐项补充依据，重新公布目录",
        deadline: Date::constant(2023, 4, 20),
        report: Some(underway("示例：依据已初步梳理，待核对后公布。")),
    },
    Problem {
        id: "1-010",
        unit: "演示街道甲",
        indicator: "9.2.1",
        description: "示例：电子显示屏没有每天滚动播放宣传内容",
        kind: AT_ONCE,
        requirement: "恢复播放，做好播放记录",
        deadline: Date::constant(2023, 3, 28),
        report: Some(done("示例：已恢复播放并登记。", 3, 25)),
    },
    Problem {
        id: "1-011",
        unit: "演示街道乙",
        indicator: "4.1.3",
        description: "示例：联合执法协作办法没有印发",
        kind: BY_A_DAY,
        requirement: "会签后印发，报送文本",
        deadline: Date::constant(2023, 4, 7),
        report: Some(done("示例：协作办法已印发。", 4, 7)),
    },
    Problem {
        id: "1-012",
        unit: "演示街道丙",
        indicator: "6.4.1",
        description: "示例：站点公示牌信息不全",
        kind: BY_A_DAY,
        requirement: "补全服务时间和事项",
        deadline: Date::constant(2023, 4, 7),
        report: Some(done("示例：公示牌已更换。", 4, 3)),
    },
    Problem {
        id: "1-013",
        unit: "演示街道丁",
        indicator: "8.3.2",
        description: "示例：培训没有签到记录，计划没有落实到人",
        kind: BY_A_DAY,
        requirement: "重新排定培训，补齐记录",
        deadline: Date::constant(2023, 4, 7),
        report: Some(not_started("示例：培训时间待定。")),
    },
    Problem {
        id: "1-014",
        unit: "演示街道丁",
        indicator: "6.3.3",
        description: "示例：信访事项分类目录更新不及时",
        kind: LASTING,
        requirement: "建立按月更新的制度，长期坚持",
        deadline: Date::constant(2023, 6, 30),
        report: Some(underway("示例：更新制度已起草。")),
    },
    Problem {
        id: "2-001",
        unit: "演示镇丙",
        indicator: "7.2.3",
        description: "示例：应急队伍没有训练记录",
        kind: BY_A_DAY,
        requirement: "组织一次训练，留存照片和记录",
        deadline: Date::constant(2023, 4, 18),
        report: Some(not_started("示例：训练方案正在拟订。")),
    },
    Problem {
        id: "2-002",
        unit: "演示镇丁",
        indicator: "6.2.1",
        description: "示例：一个村的调解员名册没有照片和职责",
        kind: AT_ONCE,
        requirement: "补充完整，重新公示",
        deadline: Date::constant(2023, 4, 10),
        report: Some(done("示例：名册已补充。", 4, 9)),
    },
    Problem {
        id: "2-003",
        unit: "演示街道乙",
        indicator: "1.2.3",
        description: "示例：新印发的目录没有在网站公布",
        kind: BY_A_DAY,
        requirement: "在规定栏目公布，报送链接",
        deadline: Date::constant(2023, 4, 20),
        report: None,
    },
    Problem {
        id: "2-004",
        unit: "演示街道丁",
        indicator: "8.3.2",
        description: "示例：补报的培训材料前后不一致",
        kind: BY_A_DAY,
        requirement: "核对材料，重新报送",
        deadline: Date::constant(2023, 4, 20),
        report: Some(underway("示例：材料正在核对。")),
    },
    Problem {
        id: "2-005",
        unit: "演示街道戊",
        indicator: "6.4.1",
        description: "示例：站点值班表没有上墙",
        kind: AT_ONCE,
        requirement: "当场上墙，报送照片",
        deadline: Date::constant(2023, 4, 10),
        report: Some(done("示例：值班表已上墙。", 4, 8)),
    },
    Problem {
        id: "2-006",
        unit: "演示街道戊",
        indicator: "9.2.1",
        description: "示例：宣传点位偏少，部分社区没有覆盖",
        kind: BY_A_DAY,
        requirement: "增设点位，做到社区全覆盖",
        deadline: Date::constant(2023, 4, 20),
        report: Some(underway("示例：点位已选定，正在制作。")),
    },
    Problem {
        id: "2-007",
        unit: "演示街道戊",
        indicator: "2.3.3",
        description: "示例：居民公约的法律指导没有形成制度",
        kind: LASTING,
        requirement: "建立法律指导制度，长期坚持",
        deadline: Date::constant(2023, 6, 30),
        report: Some(underway("示例：制度正在征求意见。")),
    },
];

/// 问题整改: the rows of a unit.
pub(super) fn reports(clerk: Clerk<'_>) -> Vec<Row> {
    let of_unit = PROBLEMS.iter().filter(|problem| problem.unit == clerk.name);
    of_unit.filter_map(|problem| Some(row(clerk, problem, problem.report.as_ref()?))).collect()
}

fn row(clerk: Clerk<'_>, problem: &Problem, report: &Report) -> Row {
    let mut row = Row::from([
        ("problem", Cell::text(problem.id)),
        ("measures", Cell::text(report.measures)),
        ("responsible_person", Cell::text(clerk.contact)),
        ("progress", Cell::text(report.progress)),
    ]);
    if let Some(completed_on) = report.completed_on {
        row.insert("completed_on", Cell::day(completed_on, clerk.unit.0));
        row.insert("evidence", Cell::text("演示-情况说明.docx"));
    }
    row
}
