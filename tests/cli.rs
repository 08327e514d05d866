//! Promises of the command line: what is typed → exactly what the clerk reads, and the exit code.
#![allow(clippy::unwrap_used, reason = "a test says by panicking what is wrong")]

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use tempfile::TempDir;

#[path = "support/county.rs"]
mod county;
#[path = "support/folders.rs"]
mod folders;
#[path = "support/program.rs"]
mod program;
#[path = "support/workbooks.rs"]
mod workbooks;

use program::{bare, juanzong};

/// The sound workspace of another county, without fonts.
fn workspace() -> TempDir {
    county::build("second-county")
}

/// The same with a misspelt unit in its plan and a file that is no workbook.
fn faulty() -> TempDir {
    let workspace = workspace();
    let plan = workspace.path().join("inputs/plan/indicators.yaml");
    let text = fs::read_to_string(&plan).unwrap();
    fs::write(plan, text.replacen("lead: 丙镇", "lead: 丙真", 1)).unwrap();
    fs::write(workspace.path().join("inputs/submissions/说明.xlsx"), "见附件").unwrap();
    workspace
}

fn read(workspace: &Path, file: &str) -> String {
    fs::read_to_string(workspace.join(file)).unwrap()
}

#[test]
fn help_is_in_chinese() {
    let folder = tempfile::tempdir().unwrap();
    assert_snapshot!(bare(folder.path(), &["--help"]), @"
    卷宗：把计划（YAML）和各单位报送的表格（Excel）做成成套的公文（Markdown 和 PDF）

    用法：juanzong <命令> [选项]

    命令:
      init     新建一个工作区：带说明的计划文件、文件夹和字体，马上就能检查和生成
      check    检查计划和报送的表格，打印发现的问题，不写任何文件
      build    生成文书：全部，或挑选其中一些
      forms    给每个单位做一份填报表（Excel），填好本单位的指标和没有整改的问题
      returns  有错误的报送表加上标注（颜色、批注、更正说明），好退回单位更正
      status   列出各单位报送了没有、报得全不全、什么逾期了
      trace    列出一份文书里的每个数据出自哪些单元格或计划的哪一行
      typeset  把任意 Markdown 排成 PDF
      proof    按 GB/T 9704 逐条量一个 PDF：符合，或哪一页差多少毫米
      schema   计划文件的格式（JSON Schema）：编辑器用它提示和检查

    选项:
          --workspace <文件夹>  工作区；不写就从当前文件夹往上找 inputs/plan/campaign.yaml
          --as-of <日期>        以哪一天判断逾期；不写就用 campaign.yaml 的 as_of，再没有就用今天
          --fonts <文件夹>      字体所在的文件夹；不写就找工作区的 fonts，再找程序旁边的 fonts
          --format <格式>       发现的问题怎样打印：text 给人看（不写就是它），json 给程序用
      -q, --quiet               不显示进度和小结
      -h, --help                显示帮助
      -V, --version             显示版本
    [0]
    ");
    assert_snapshot!(bare(folder.path(), &["build", "--help"]), @"
    生成文书：全部，或挑选其中一些

    用法：juanzong build [挑选]… [选项]

    参数:
      [挑选]...  名称的一部分、单位、种类，或会议、轮次、指标、阶段的编号；不写就是全部

    选项:
          --to <格式>           生成哪些格式：md、pdf，用逗号隔开；不写就都生成
          --jobs <数目>         同时做几份；不写就用全部处理器
          --force               用新文本盖掉手工修改过的 Markdown
          --proof               生成的每个 PDF 都按公文格式的条款量一遍
          --strict-fonts        缺字、换字体、用代替的字体都算错误
          --dry-run             不写任何文件，只说哪些文书会变，为什么
          --workspace <文件夹>  工作区；不写就从当前文件夹往上找 inputs/plan/campaign.yaml
          --as-of <日期>        以哪一天判断逾期；不写就用 campaign.yaml 的 as_of，再没有就用今天
          --fonts <文件夹>      字体所在的文件夹；不写就找工作区的 fonts，再找程序旁边的 fonts
          --format <格式>       发现的问题怎样打印：text 给人看（不写就是它），json 给程序用
      -q, --quiet               不显示进度和小结
      -h, --help                显示帮助
    [0]
    ");
}

#[test]
fn the_version_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    assert_snapshot!(bare(folder.path(), &["--version"]), @"
    juanzong 0.1.0
    [0]
    ");
}

#[test]
fn a_wrong_word_on_the_command_line_is_a_usage_error_in_chinese() {
    let folder = tempfile::tempdir().unwrap();
    let lines: [&[&str]; 10] = [
        &["bild"],
        &["印发"],
        &["build", "--fource"],
        &["build", "--to", "docx"],
        &["build", "--to"],
        &["build", "--jobs", "很多"],
        &["build", "--jobs", "0"],
        &["check", "--as-of", "某天"],
        &["check", "-o", "a.md", "-o", "b.md"],
        &["trace"],
    ];
    let said = lines.map(|line| format!("{}\n{}", line.join(" "), bare(folder.path(), line)));
    assert_snapshot!(said.join("\n\n"), @"
    bild
    用法有误：没有“bild”这个命令，是不是要写 build
    看用法：juanzong --help
    [2]

    印发
    用法有误：没有“印发”这个命令
    看用法：juanzong --help
    [2]

    build --fource
    用法有误：不认识“--fource”，是不是要写 --force
    看用法：juanzong --help
    [2]

    build --to docx
    用法有误：--to <格式> 不能是“docx”，可以是 md、pdf
    看用法：juanzong --help
    [2]

    build --to
    用法有误：--to <格式> 后面少了内容
    看用法：juanzong --help
    [2]

    build --jobs 很多
    用法有误：--jobs <数目>：“很多”应为 1 到 256 的整数
    看用法：juanzong --help
    [2]

    build --jobs 0
    用法有误：--jobs <数目>：“0”应为 1 到 256 的整数
    看用法：juanzong --help
    [2]

    check --as-of 某天
    用法有误：--as-of <日期>：“某天”应为日期，如 2023-03-13
    看用法：juanzong --help
    [2]

    check -o a.md -o b.md
    用法有误：--output <文件> 写了两次，或与别的选项冲突
    看用法：juanzong --help
    [2]

    trace
    用法有误：还要写明 <文书>
    看用法：juanzong --help
    [2]
    ");
}

#[test]
fn without_a_command_the_help_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let (said, help) = (bare(folder.path(), &[]), bare(folder.path(), &["--help"]));
    assert_eq!((said.err, said.code), (help.out, 2));
}

#[test]
fn check_shows_sums_and_the_worst_findings_first() {
    let workspace = faulty();
    assert_snapshot!(juanzong(workspace.path(), &["check"]), @"
    发现的问题：错误 2 条，提醒 6 条

    按单位：
         1  inputs/plan/indicators.yaml
         1  inputs/submissions/说明.xlsx
         2  县丙镇
         2  县乙局
         2  县甲局

    按种类：
         1  错误 工作簿打不开，或不是工作簿（workbook-unreadable）
         1  错误 计划里提到的单位不在单位名录中（plan-unit-unknown）
         1  提醒 单位报送晚于规定时间（submission-late）
         1  提醒 单位没有报送（submission-missing）
         1  提醒 引用的佐证文件不存在，目录中按“缺”列出（evidence-absent）
         1  提醒 指标完成时限已过，自查结论还不是完成（indicator-overdue）
         1  提醒 整改时限已过，问题尚未整改（rectification-overdue）
         1  提醒 督导检查没有覆盖全部单位（coverage-incomplete）

    其中8条：

    error[plan-unit-unknown]: “丙真”不在单位名录中
      --> inputs/plan/indicators.yaml:27:19
      = help: 在 units.yaml 中补充该单位

    error[workbook-unreadable]: 这是文本文件，里面没有找到任何一张表的表头，没有读入
      --> inputs/submissions/说明.xlsx
      = help: 用下发的填报表填写后重新报送

    warning[submission-missing]: 县乙局没有报送
      --> inputs/plan/units.yaml:4:12
      ::: inputs/plan/campaign.yaml:26:26: 规定的报送时间

    warning[submission-late]: 县丙镇填报日期是 2024年5月22日，晚于规定的 2024年5月20日
      --> inputs/submissions/县丙镇.xlsx 自评!D1
      ::: inputs/plan/campaign.yaml:26:26: 规定的报送时间
      = help: 填报日期写错了就改正，没有写错就不用改

    warning[indicator-overdue]: 指标 B1-1 应于 2024年5月31日 前完成，自查结论是“部分完成”
      --> inputs/submissions/县甲局.xlsx 自评!B7
      | B1-1 | 部分完成 | 走廊已张贴 | 食堂尚未张贴 | 2024年5月31日
      |        ^^^^^^^^
      ::: inputs/plan/indicators.yaml:41:23: 完成时限
      = help: 已经完成就改自查结论，并列出佐证材料；没有完成就抓紧办理

    warning[evidence-absent]: “标识清单”引用的文件“清单.xlsx”没有收到
      --> inputs/submissions/县甲局.xlsx 材料!E6
      | 标识清单 | B1-1 | 清单.xlsx
      |                   ^^^^^^^^^
      = help: 把文件随报送表一起报来，或改正文件名；已经报来的，放进 inputs/evidence/

    warning[coverage-incomplete]: 集中检查没有检查县乙局
      --> inputs/plan/inspections.yaml:6:11
      ::: inputs/plan/units.yaml:4:12: 该单位

    warning[rectification-overdue]: 问题 9-002 应于 2024年6月12日 前整改，县丙镇没有报告整改情况
      --> inputs/inspections/检查.xlsx 问题!E3
      | 9-002 | 县丙镇 | A2-1 | 仍有旧式龙头 | 2024年6月12日
      |                                        ^^^^^^^^^^^^^
      = help: 已经整改就在报送表里报告；没有整改就抓紧整改
    [1]
    ");
    assert!(!workspace.path().join("output").exists());
}

#[test]
fn check_writes_the_whole_list_where_it_is_told() {
    let workspace = faulty();
    let said = juanzong(workspace.path(), &["check", "-o", "问题.md"]);
    assert_eq!((said.code, said.out.trim_end().lines().last()), (1, Some("全部问题见 问题.md")));
    assert_snapshot!(read(workspace.path(), "问题.md"), @"
    # 发现的问题

    错误2条，提醒6条。

    ## 错误

    - “丙真”不在单位名录中（plan-unit-unknown）
      - 位置：inputs/plan/indicators.yaml:27:19
      - 怎么办：在 units.yaml 中补充该单位
    - 这是文本文件，里面没有找到任何一张表的表头，没有读入（workbook-unreadable）
      - 位置：inputs/submissions/说明.xlsx
      - 怎么办：用下发的填报表填写后重新报送

    ## 提醒

    - 县乙局没有报送（submission-missing）
      - 位置：inputs/plan/units.yaml:4:12
      - 规定的报送时间：inputs/plan/campaign.yaml:26:26
    - 县丙镇填报日期是 2024年5月22日，晚于规定的 2024年5月20日（submission-late）
      - 位置：inputs/submissions/县丙镇.xlsx 自评!D1
      - 规定的报送时间：inputs/plan/campaign.yaml:26:26
      - 怎么办：填报日期写错了就改正，没有写错就不用改
    - 指标 B1-1 应于 2024年5月31日 前完成，自查结论是“部分完成”（indicator-overdue）
      - 位置：inputs/submissions/县甲局.xlsx 自评!B7
      - 完成时限：inputs/plan/indicators.yaml:41:23
      - 怎么办：已经完成就改自查结论，并列出佐证材料；没有完成就抓紧办理
    - “标识清单”引用的文件“清单.xlsx”没有收到（evidence-absent）
      - 位置：inputs/submissions/县甲局.xlsx 材料!E6
      - 怎么办：把文件随报送表一起报来，或改正文件名；已经报来的，放进 inputs/evidence/
    - 集中检查没有检查县乙局（coverage-incomplete）
      - 位置：inputs/plan/inspections.yaml:6:11
      - 该单位：inputs/plan/units.yaml:4:12
    - 问题 9-002 应于 2024年6月12日 前整改，县丙镇没有报告整改情况（rectification-overdue）
      - 位置：inputs/inspections/检查.xlsx 问题!E3
      - 怎么办：已经整改就在报送表里报告；没有整改就抓紧整改
    ");
}

#[test]
fn findings_as_json_have_their_places_in_parts() {
    let workspace = faulty();
    let said = juanzong(workspace.path(), &["check", "--format", "json"]);
    assert_eq!((said.code, said.err.as_str()), (1, ""));
    let folded: String = said.out.lines().map(str::trim).collect();
    assert_snapshot!(folded.replace("{\"code\"", "\n{\"code\""), @r#"
    {"format": 1,"findings": [
    {"code": "plan-unit-unknown","severity": "error","message": "“丙真”不在单位名录中","place": {"file": "inputs/plan/indicators.yaml","sheet": null,"cell": null,"line": 27,"column": 19},"related": [],"help": "在 units.yaml 中补充该单位"},
    {"code": "workbook-unreadable","severity": "error","message": "这是文本文件，里面没有找到任何一张表的表头，没有读入","place": {"file": "inputs/submissions/说明.xlsx","sheet": null,"cell": null,"line": null,"column": null},"related": [],"help": "用下发的填报表填写后重新报送"},
    {"code": "submission-missing","severity": "warning","message": "县乙局没有报送","place": {"file": "inputs/plan/units.yaml","sheet": null,"cell": null,"line": 4,"column": 12},"related": [{"place": {"file": "inputs/plan/campaign.yaml","sheet": null,"cell": null,"line": 26,"column": 26},"note": "规定的报送时间"}],"help": null},
    {"code": "submission-late","severity": "warning","message": "县丙镇填报日期是 2024年5月22日，晚于规定的 2024年5月20日","place": {"file": "inputs/submissions/县丙镇.xlsx","sheet": "自评","cell": "D1","line": null,"column": null},"related": [{"place": {"file": "inputs/plan/campaign.yaml","sheet": null,"cell": null,"line": 26,"column": 26},"note": "规定的报送时间"}],"help": "填报日期写错了就改正，没有写错就不用改"},
    {"code": "indicator-overdue","severity": "warning","message": "指标 B1-1 应于 2024年5月31日 前完成，自查结论是“部分完成”","place": {"file": "inputs/submissions/县甲局.xlsx","sheet": "自评","cell": "B7","line": null,"column": null},"related": [{"place": {"file": "inputs/plan/indicators.yaml","sheet": null,"cell": null,"line": 41,"column": 23},"note": "完成时限"}],"help": "已经完成就改自查结论，并列出佐证材料；没有完成就抓紧办理"},
    {"code": "evidence-absent","severity": "warning","message": "“标识清单”引用的文件“清单.xlsx”没有收到","place": {"file": "inputs/submissions/县甲局.xlsx","sheet": "材料","cell": "E6","line": null,"column": null},"related": [],"help": "把文件随报送表一起报来，或改正文件名；已经报来的，放进 inputs/evidence/"},
    {"code": "coverage-incomplete","severity": "warning","message": "集中检查没有检查县乙局","place": {"file": "inputs/plan/inspections.yaml","sheet": null,"cell": null,"line": 6,"column": 11},"related": [{"place": {"file": "inputs/plan/units.yaml","sheet": null,"cell": null,"line": 4,"column": 12},"note": "该单位"}],"help": null},
    {"code": "rectification-overdue","severity": "warning","message": "问题 9-002 应于 2024年6月12日 前整改，县丙镇没有报告整改情况","place": {"file": "inputs/inspections/检查.xlsx","sheet": "问题","cell": "E3","line": null,"column": null},"related": [],"help": "已经整改就在报送表里报告；没有整改就抓紧整改"}]}
    "#);
}

#[test]
fn a_build_ends_with_what_was_made_and_where_it_lies() {
    let workspace = workspace();
    assert_snapshot!(juanzong(workspace.path(), &["build"]), @"
    发现的问题：错误 0 条，提醒 7 条

    按单位：
         3  县丙镇
         2  县乙局
         2  县甲局

    按种类：
         2  提醒 指标完成时限已过，自查结论还不是完成（indicator-overdue）
         1  提醒 单位报送晚于规定时间（submission-late）
         1  提醒 单位没有报送（submission-missing）
         1  提醒 引用的佐证文件不存在，目录中按“缺”列出（evidence-absent）
         1  提醒 整改时限已过，问题尚未整改（rectification-overdue）
         1  提醒 督导检查没有覆盖全部单位（coverage-incomplete）

    其中7条：

    warning[submission-missing]: 县乙局没有报送
      --> inputs/plan/units.yaml:4:12
      ::: inputs/plan/campaign.yaml:26:26: 规定的报送时间

    warning[submission-late]: 县丙镇填报日期是 2024年5月22日，晚于规定的 2024年5月20日
      --> inputs/submissions/县丙镇.xlsx 自评!D1
      ::: inputs/plan/campaign.yaml:26:26: 规定的报送时间
      = help: 填报日期写错了就改正，没有写错就不用改

    warning[indicator-overdue]: 指标 A2-1 应于 2024年5月31日 前完成，自查结论是“未完成”
      --> inputs/submissions/县丙镇.xlsx 自评!A3
      | 未完成 | A2-1 | 已更换一半
      | ^^^^^^
      ::: inputs/plan/indicators.yaml:28:23: 完成时限
      = help: 已经完成就改自查结论，并列出佐证材料；没有完成就抓紧办理

    warning[indicator-overdue]: 指标 B1-1 应于 2024年5月31日 前完成，自查结论是“部分完成”
      --> inputs/submissions/县甲局.xlsx 自评!B7
      | B1-1 | 部分完成 | 走廊已张贴 | 食堂尚未张贴 | 2024年5月31日
      |        ^^^^^^^^
      ::: inputs/plan/indicators.yaml:41:23: 完成时限
      = help: 已经完成就改自查结论，并列出佐证材料；没有完成就抓紧办理

    warning[evidence-absent]: “标识清单”引用的文件“清单.xlsx”没有收到
      --> inputs/submissions/县甲局.xlsx 材料!E6
      | 标识清单 | B1-1 | 清单.xlsx
      |                   ^^^^^^^^^
      = help: 把文件随报送表一起报来，或改正文件名；已经报来的，放进 inputs/evidence/

    warning[coverage-incomplete]: 集中检查没有检查县乙局
      --> inputs/plan/inspections.yaml:6:11
      ::: inputs/plan/units.yaml:4:12: 该单位

    warning[rectification-overdue]: 问题 9-002 应于 2024年6月12日 前整改，县丙镇没有报告整改情况
      --> inputs/inspections/检查.xlsx 问题!E3
      | 9-002 | 县丙镇 | A2-1 | 仍有旧式龙头 | 2024年6月12日
      |                                        ^^^^^^^^^^^^^
      = help: 已经整改就在报送表里报告；没有整改就抓紧整改

    全部问题见 output/findings.md

    生成文书 17 份，共 37 页，在 [工作区]/output
    标题用自带的宋体粗体代替小标宋；换成自己的字体，见 README 的“自己的字体和尺寸”
    [0]
    ");
}

#[test]
fn quiet_says_nothing_and_keeps_the_exit_code() {
    let workspace = faulty();
    assert_snapshot!(juanzong(workspace.path(), &["build", "-q", "--to", "md"]), @"[1]");
}

#[test]
fn a_build_makes_only_what_is_selected() {
    let workspace = workspace();
    let said = juanzong(workspace.path(), &["build", "县甲局", "H1", "--to", "md", "-q"]);
    assert_eq!(said.code, 0, "{said}");
    let made = folders::tree(&workspace.path().join("output")).into_keys();
    assert_snapshot!(made.collect::<Vec<_>>().join("\n"), @"
    findings.md
    findings.xlsx
    inspections/集中检查-整改通知书-县甲局.md
    manifest.json
    notices/会议通知-节水机关建设部署会.md
    notices/材料报送通知-县甲局.md
    responsibility/责任分解表-县甲局.md
    ");
}

#[test]
fn a_selection_that_means_no_document_is_a_failure() {
    let workspace = workspace();
    assert_snapshot!(juanzong(workspace.path(), &["build", "县丁局"]), @"
    失败：没有与“县丁局”相符的文书
    [3]
    ");
    assert!(!workspace.path().join("output").exists());
}

#[test]
fn without_a_workspace_the_program_says_what_it_looked_for() {
    let folder = tempfile::tempdir().unwrap();
    assert_snapshot!(juanzong(folder.path(), &["build"]), @"
    失败：没有找到工作区：[工作区] 及其上级文件夹里都没有 inputs/plan/campaign.yaml
    [3]
    ");
    let elsewhere = folder.path().join("没有");
    assert_snapshot!(juanzong(folder.path(), &["build", "--workspace", elsewhere.to_str().unwrap()]), @"
    失败：无法读取 [工作区]/没有：没有这个文件或文件夹
    [3]
    ");
}

#[test]
fn without_faces_the_program_names_all_three_folders_it_looked_in() {
    let workspace = workspace();
    let build = || bare(workspace.path(), &["build", "--fonts", "我的字体"]).to_string();
    assert_snapshot!(build(), @"
    失败：无法读取 我的字体：没有这个文件夹
    [3]
    ");
    fs::create_dir(workspace.path().join("我的字体")).unwrap();
    let said = build();
    let program = Path::new(env!("CARGO_BIN_EXE_juanzong")).parent().unwrap();
    assert_snapshot!(said.replace(program.to_str().unwrap(), "[程序]"), @"
    失败：没有找到字体：依次找过 我的字体、[工作区]/fonts、[程序]/fonts
    [3]
    ");
    assert!(!workspace.path().join("output").exists());
}

#[test]
fn trace_shows_figures_with_their_cells() {
    let workspace = workspace();
    assert_snapshot!(juanzong(workspace.path(), &["trace", "问题清单"]), @"
    inspections/集中检查-问题清单

    3
      ← inputs/inspections/检查.xlsx 问题!A2
      ← inputs/inspections/检查.xlsx 问题!A3
      ← inputs/inspections/检查.xlsx 问题!A4

    9-001
      ← inputs/inspections/检查.xlsx 问题!A2

    B1-1 张贴标识
      ← inputs/inspections/检查.xlsx 问题!C2
      ← inputs/plan/indicators.yaml:38:19

    2024年6月10日
      ← inputs/inspections/检查.xlsx 问题!E2

    9-002
      ← inputs/inspections/检查.xlsx 问题!A3

    A2-1 更换节水龙头
      ← inputs/inspections/检查.xlsx 问题!C3
      ← inputs/plan/indicators.yaml:26:19

    2024年6月12日
      ← inputs/inspections/检查.xlsx 问题!E3

    9-003
      ← inputs/inspections/检查.xlsx 问题!A4

    2024年6月30日
      ← inputs/inspections/检查.xlsx 问题!E4
    [0]
    ");
    assert_snapshot!(juanzong(workspace.path(), &["trace", "整改台账.pdf", "县丙镇"]), @"
    inspections/整改台账

    县丙镇
      ← inputs/inspections/检查.xlsx 问题!B3

    县丙镇
      ← inputs/inspections/检查.xlsx 问题!B4
    [0]
    ");
}

#[test]
fn trace_asks_for_a_name_that_means_one_document() {
    let workspace = workspace();
    assert_snapshot!(juanzong(workspace.path(), &["trace", "材料报送通知"]), @"
    失败：有 3 份文书与“材料报送通知”相符，请写得更具体：notices/材料报送通知-县甲局、notices/材料报送通知-县乙局、notices/材料报送通知-县丙镇
    [3]
    ");
    assert_snapshot!(juanzong(workspace.path(), &["trace", "会议纪要"]), @"
    失败：没有与“会议纪要”相符的文书
    [3]
    ");
}

#[test]
fn any_markdown_becomes_a_pdf_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("说明.md"), "# 说明\n\n一段话。\n").unwrap();
    fs::write(folder.path().join("附录.md"), "# 附录\n\n又一段话。\n").unwrap();
    assert_snapshot!(juanzong(folder.path(), &["typeset", "说明.md"]), @"
    排成 1 页：说明.pdf
    发现的问题：错误 0 条，提醒 0 条
    [0]
    ");
    assert!(fs::read(folder.path().join("说明.pdf")).unwrap().starts_with(b"%PDF-"));
    assert_snapshot!(juanzong(folder.path(), &["typeset", "说明.md", "附录.md", "-o", "合订.pdf"]), @"
    排成 2 页：合订.pdf
    发现的问题：错误 0 条，提醒 0 条
    [0]
    ");
    assert!(fs::read(folder.path().join("合订.pdf")).unwrap().starts_with(b"%PDF-"));
    fs::write(folder.path().join("原稿.pdf"), "一段话。\n").unwrap();
    assert_snapshot!(juanzong(folder.path(), &["typeset", "原稿.pdf"]), @"
    失败：无法写入 原稿.pdf：这就是要排版的文件，不能用排好的 PDF 盖掉；用 -o 另写一个名字
    [3]
    ");
    assert_eq!(fs::read_to_string(folder.path().join("原稿.pdf")).unwrap(), "一段话。\n");
    assert_snapshot!(juanzong(folder.path(), &["typeset", "没有.md"]), @"
    失败：无法读取 没有.md：读不出来：没有这个文件或文件夹
    [3]
    ");
}

#[test]
fn nothing_that_a_user_names_is_written_among_the_inputs() {
    let workspace = faulty();
    let path = workspace.path();
    let plan = path.join("inputs/plan");
    fs::write(plan.join("说明.md"), "一段话。\n").unwrap();
    let campaign = fs::read(plan.join("campaign.yaml")).unwrap();
    let said = ["inputs/plan/campaign.yaml", "inputs/submissions/a.xlsx"]
        .map(|file| juanzong(path, &["check", "-q", "-o", file]).err);
    assert_snapshot!(said.concat(), @"
    失败：无法写入 inputs/plan/campaign.yaml：名字要以 .md 或 .xlsx 结尾
    失败：无法写入 inputs/submissions/a.xlsx：inputs 里只放原始材料，程序不往里写；用 -o 另写一个地方
    ");
    assert_snapshot!(juanzong(path, &["typeset", "inputs/plan/说明.md"]), @"
    失败：无法写入 inputs/plan/说明.pdf：inputs 里只放原始材料，程序不往里写；用 -o 另写一个地方
    [3]
    ");
    assert_eq!(fs::read(plan.join("campaign.yaml")).unwrap(), campaign);
    assert!(!path.join("inputs/submissions/a.xlsx").exists());
    assert_eq!(juanzong(path, &["typeset", "inputs/plan/说明.md", "-o", "说明.pdf"]).code, 0);
    assert_snapshot!(juanzong(path, &["check", "-q", "-o", "问题.docx"]).err, @"失败：无法写入 问题.docx：名字要以 .md 或 .xlsx 结尾");
}

#[test]
fn markdown_that_a_clerk_edited_is_kept_until_force_takes_the_new_text() {
    const FILE: &str = "output/notices/会议通知-节水机关建设部署会.md";
    const BESIDE: &str = "output/notices/会议通知-节水机关建设部署会.new.md";
    let workspace = workspace();
    let select = ["build", "H1"];
    juanzong(workspace.path(), &select);
    let made = read(workspace.path(), FILE);
    let edited = made.replace("县甲局会议室", "县乙局会议室");
    assert_ne!(made, edited);
    fs::write(workspace.path().join(FILE), &edited).unwrap();

    let kept = juanzong(workspace.path(), &select);
    assert_snapshot!(kept, @"
    发现的问题：错误 0 条，提醒 8 条

    按单位：
         3  县丙镇
         2  县乙局
         2  县甲局
         1  output/notices/会议通知-节水机关建设部署会.md

    按种类：
         2  提醒 指标完成时限已过，自查结论还不是完成（indicator-overdue）
         1  提醒 保留了手工修改过的 Markdown，新文本放在旁边（edited-kept）
         1  提醒 单位报送晚于规定时间（submission-late）
         1  提醒 单位没有报送（submission-missing）
         1  提醒 引用的佐证文件不存在，目录中按“缺”列出（evidence-absent）
         1  提醒 整改时限已过，问题尚未整改（rectification-overdue）
         1  提醒 督导检查没有覆盖全部单位（coverage-incomplete）

    其中8条：

    warning[submission-missing]: 县乙局没有报送
      --> inputs/plan/units.yaml:4:12
      ::: inputs/plan/campaign.yaml:26:26: 规定的报送时间

    warning[submission-late]: 县丙镇填报日期是 2024年5月22日，晚于规定的 2024年5月20日
      --> inputs/submissions/县丙镇.xlsx 自评!D1
      ::: inputs/plan/campaign.yaml:26:26: 规定的报送时间
      = help: 填报日期写错了就改正，没有写错就不用改

    warning[indicator-overdue]: 指标 A2-1 应于 2024年5月31日 前完成，自查结论是“未完成”
      --> inputs/submissions/县丙镇.xlsx 自评!A3
      | 未完成 | A2-1 | 已更换一半
      | ^^^^^^
      ::: inputs/plan/indicators.yaml:28:23: 完成时限
      = help: 已经完成就改自查结论，并列出佐证材料；没有完成就抓紧办理

    warning[indicator-overdue]: 指标 B1-1 应于 2024年5月31日 前完成，自查结论是“部分完成”
      --> inputs/submissions/县甲局.xlsx 自评!B7
      | B1-1 | 部分完成 | 走廊已张贴 | 食堂尚未张贴 | 2024年5月31日
      |        ^^^^^^^^
      ::: inputs/plan/indicators.yaml:41:23: 完成时限
      = help: 已经完成就改自查结论，并列出佐证材料；没有完成就抓紧办理

    warning[evidence-absent]: “标识清单”引用的文件“清单.xlsx”没有收到
      --> inputs/submissions/县甲局.xlsx 材料!E6
      | 标识清单 | B1-1 | 清单.xlsx
      |                   ^^^^^^^^^
      = help: 把文件随报送表一起报来，或改正文件名；已经报来的，放进 inputs/evidence/

    warning[coverage-incomplete]: 集中检查没有检查县乙局
      --> inputs/plan/inspections.yaml:6:11
      ::: inputs/plan/units.yaml:4:12: 该单位

    warning[rectification-overdue]: 问题 9-002 应于 2024年6月12日 前整改，县丙镇没有报告整改情况
      --> inputs/inspections/检查.xlsx 问题!E3
      | 9-002 | 县丙镇 | A2-1 | 仍有旧式龙头 | 2024年6月12日
      |                                        ^^^^^^^^^^^^^
      = help: 已经整改就在报送表里报告；没有整改就抓紧整改

    warning[edited-kept]: “notices/会议通知-节水机关建设部署会.md”手工修改过，PDF 按修改后的文字生成，新文本另存为“notices/会议通知-节水机关建设部署会.new.md”
      --> output/notices/会议通知-节水机关建设部署会.md
      = help: 两份对照后合并；要改用新文本，加 --force 重新生成

    全部问题见 output/findings.md

    生成文书 1 份，共 2 页，在 [工作区]/output
    标题用自带的宋体粗体代替小标宋；换成自己的字体，见 README 的“自己的字体和尺寸”
    [0]
    ");
    assert_eq!((read(workspace.path(), FILE), read(workspace.path(), BESIDE)), (edited, made.clone()));
    assert_snapshot!(juanzong(workspace.path(), &["trace", "部署会"]), @"
    notices/会议通知-节水机关建设部署会

    这份文书的 Markdown 手工修改过，改动的文字没有来源可查
    [0]
    ");

    let forced = juanzong(workspace.path(), &["build", "H1", "--force"]);
    assert!(!forced.out.contains("edited-kept"), "{forced}");
    assert_eq!(read(workspace.path(), FILE), made);
    assert!(!workspace.path().join(BESIDE).exists());
}

#[test]
fn strict_fonts_asks_for_a_face_of_the_offices_own_and_is_content_with_it() {
    let workspace = workspace();
    for command in ["build", "check"] {
        let said = juanzong(workspace.path(), &[command, "--strict-fonts"]);
        assert_eq!((said.code, said.out.matches("error[face-substituted]").count()), (1, 1), "{said}");
    }
    fs::create_dir(workspace.path().join("fonts")).unwrap();
    let own = workspace.path().join("fonts/小标宋.ttf");
    fs::copy(folders::repository().join("fonts/NotoSerifSC-Bold.ttf"), own).unwrap();
    let settings = workspace.path().join("inputs/plan/typesetting.yaml");
    fs::write(&settings, "format: 1\nfaces:\n  小标宋: 小标宋.ttf\n").unwrap();
    let said = juanzong(workspace.path(), &["build", "--strict-fonts"]);
    assert_eq!((said.code, said.out.contains("代替小标宋")), (0, false), "{said}");
    assert!(said.out.contains("用了自己的字体：小标宋（小标宋.ttf）"), "{said}");

    fs::write(&settings, "format: 1\nfaces:\n  小标宋: 没有.ttf\n").unwrap();
    let said = juanzong(workspace.path(), &["build", "H1"]);
    assert_eq!(said.code, 0);
    assert!(said.out.contains("warning[face-refused]: 小标宋的字体“没有.ttf”不能用"), "{said}");
    assert!(said.out.contains("inputs/plan/typesetting.yaml:3:8"), "{said}");
}

#[test]
fn a_build_with_sizes_of_the_offices_own_passes_its_proof() {
    let workspace = workspace();
    let settings = workspace.path().join("inputs/plan/typesetting.yaml");
    let sizes = "sizes: {line_pitch: 28, first_line: 居中, margins: {top: 36}}";
    fs::write(settings, format!("format: 1\n{sizes}\nvariants: {{page_number: 数字}}\n")).unwrap();
    let said = juanzong(workspace.path(), &["build", "--proof"]);
    assert_eq!((said.code, said.out.contains("clause-unmet")), (0, false), "{said}");
}
