//! A workbook of any length, as units hand them in: for measurements.

#![allow(clippy::unwrap_used, reason = "a measurement that can't run has failed")]

/// A workbook with a long sheet of evidence: names that differ, words that recur, days and numbers.
pub(crate) fn table(rows: u32, unit: &str, indicators: &[&str]) -> Vec<u8> {
    const HEADS: [&str; 12] = [
        "序号",
        "指标编号",
        "材料名称",
        "材料类型",
        "文号",
        "责任者",
        "形成日期",
        "页数",
        "文件或链接",
        "备注",
        "经办人",
        "审核人",
    ];
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet().set_name("佐证材料").unwrap();
    sheet.write_row(0, 0, ["填报单位", unit]).unwrap();
    sheet.write_row(1, 0, HEADS).unwrap();
    for row in 0..rows {
        let indicator = if row % 20 == 7 { "99.9" } else { indicators[row as usize % indicators.len()] };
        let name = format!("关于开展第{row}项工作情况的报告");
        let number = format!("演示〔2023〕{row}号");
        let link = format!("https://example.invalid/{row}");
        sheet.write_number(row + 2, 0, row).unwrap();
        sheet.write_number(row + 2, 7, row % 30 + 1).unwrap();
        let words = [
            (1, indicator),
            (2, &*name),
            (3, "文件"),
            (4, &*number),
            (5, "办公室"),
            (6, "2023年3月9日"),
            (8, &*link),
            (9, "无"),
            (10, "经办人甲"),
            (11, "审核人甲"),
        ];
        for (column, words) in words {
            sheet.write_string(row + 2, column, words).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}
