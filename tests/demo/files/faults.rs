//! What is amiss in the example: only in 演示 units, which stand for no real office.

use juanzong::base::Date;

/// Units that hand in after the deadline of 25 March, and when.
pub(super) const LATE: [(&str, Date); 2] =
    [("演示镇丙", Date::constant(2023, 3, 28)), ("演示街道丁", Date::constant(2023, 3, 31))];

/// Indicators that a unit leads and says nothing of.
pub(super) const UNANSWERED: [(&str, &str); 1] = [("演示镇丙", "7.2.3")];

/// Indicators that a unit leads and brings no evidence for.
pub(super) const WITHOUT_EVIDENCE: [(&str, &str); 1] = [("演示街道丁", "8.3.2")];

/// Evidence that is cited and not there: unit, indicator, the piece's position, the file that it names.
pub(super) const ABSENT: [(&str, &str, usize, Option<&str>); 3] = [
    ("演示镇甲", "1.4.3", 1, Some("演示-服务点现场照片.png")),
    ("演示镇丙", "7.2.3", 0, Some("演示-队伍名册.xlsx")),
    ("演示街道乙", "4.1.3", 1, None),
];

/// A conclusion other than 达标.
pub(super) struct Shortfall {
    /// The unit.
    pub(super) unit: &'static str,
    /// The indicator.
    pub(super) indicator: &'static str,
    /// 自查结论.
    pub(super) conclusion: &'static str,
    /// 完成情况.
    pub(super) work_done: &'static str,
    /// What is wrong; nothing where the indicator does not concern the unit.
    pub(super) gap: Option<Gap>,
}

/// What is wrong, and what is done about it.
pub(super) struct Gap {
    /// 存在问题.
    pub(super) shortcomings: &'static str,
    /// 整改措施.
    pub(super) measures: &'static str,
    /// 完成时限.
    pub(super) deadline: Date,
}

/// All conclusions other than 达标.
pub(super) const SHORTFALLS: [Shortfall; 9] = [
    Shortfall {
        unit: "演示镇甲",
        indicator: "1.4.3",
        conclusion: "基本达标",
        work_done: "示例：服务点名录已建立，标牌正在补。",
        gap: Some(Gap {
            shortcomings: "示例：部分服务点没有挂牌。",
            measures: "示例：补齐标牌，更新名录。",
            deadline: Date::constant(2023, 4, 7),
        }),
    },
    Shortfall {
        unit: "演示镇乙",
        indicator: "6.2.1",
        conclusion: "基本达标",
        work_done: "示例：各村调解组织已建立，台账正在补登。",
        gap: Some(Gap {
            shortcomings: "示例：个别调解台账登记不全。",
            measures: "示例：补登缺项，每周抽查。",
            deadline: Date::constant(2023, 4, 4),
        }),
    },
    Shortfall {
        unit: "演示镇丙",
        indicator: "9.1.1",
        conclusion: "基本达标",
        work_done: "示例：已召开专题会议，记录正在完善。",
        gap: Some(Gap {
            shortcomings: "示例：会议记录内容过简。",
            measures: "示例：明确专人记录，统一记录格式。",
            deadline: Date::constant(2023, 4, 14),
        }),
    },
    Shortfall {
        unit: "演示镇丁",
        indicator: "2.3.3",
        conclusion: "基本达标",
        work_done: "示例：各村村规民约已收齐，正在补审。",
        gap: Some(Gap {
            shortcomings: "示例：部分村规民约没有审核记录。",
            measures: "示例：逐村补审，建立记录本。",
            deadline: Date::constant(2023, 4, 20),
        }),
    },
    Shortfall {
        unit: "演示街道甲",
        indicator: "1.2.3",
        conclusion: "未达标",
        work_done: "示例：承接事项目录已列出，依据尚未列明。",
        gap: Some(Gap {
            shortcomings: "示例：承接事项目录没有列明依据。",
            measures: "示例：逐项补充依据后重新公布。",
            deadline: Date::constant(2023, 4, 20),
        }),
    },
    Shortfall {
        unit: "演示街道乙",
        indicator: "4.1.3",
        conclusion: "基本达标",
        work_done: "示例：联合执法已开展，协作办法正在会签。",
        gap: Some(Gap {
            shortcomings: "示例：联合执法协作办法尚未印发。",
            measures: "示例：会签后尽快印发。",
            deadline: Date::constant(2023, 4, 7),
        }),
    },
    Shortfall {
        unit: "演示街道丁",
        indicator: "8.3.2",
        conclusion: "未达标",
        work_done: "示例：培训计划已拟订，尚未实施。",
        gap: Some(Gap {
            shortcomings: "示例：培训计划没有落实到人，缺少签到记录。",
            measures: "示例：重新排定培训，逐次签到。",
            deadline: Date::constant(2023, 4, 20),
        }),
    },
    Shortfall {
        unit: "演示街道戊",
        indicator: "9.2.1",
        conclusion: "基本达标",
        work_done: "示例：已设宣传栏和电子屏，点位正在增加。",
        gap: Some(Gap {
            shortcomings: "示例：宣传点位偏少。",
            measures: "示例：增设宣传栏和电子屏。",
            deadline: Date::constant(2023, 4, 20),
        }),
    },
    Shortfall {
        unit: "演示街道戊",
        indicator: "4.1.3",
        conclusion: "不适用",
        work_done: "示例：本街道暂无联合执法事项。",
        gap: None,
    },
];

/// What a unit says of an indicator that it falls short of.
pub(super) fn shortfall(unit: &str, indicator: &str) -> Option<&'static Shortfall> {
    SHORTFALLS.iter().find(|shortfall| shortfall.unit == unit && shortfall.indicator == indicator)
}
