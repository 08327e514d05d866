//! Promise: `typesetting.yaml` sets sizes, local variants and faces; what can't be is named at its place, and no
//! value breaks the typesetter.

#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "support/pages.rs"]
mod pages;
#[path = "support/surgery.rs"]
mod surgery;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use insta::assert_snapshot;
use juanzong::base::{Checked, Length};
use juanzong::pdf;
use juanzong::proof::{self, Verdict};
use juanzong::typeset::{self, Color, Element, Pages, Settings, Style};
use proptest::prelude::*;

use pages::{faces, find, manuscript, run_text, shown};

const FILE: &str = "inputs/plan/typesetting.yaml";

fn read(yaml: &str) -> Checked<Settings> {
    typeset::settings(&format!("format: 1\n{yaml}"), FILE)
}

/// The style that these lines ask for.
fn style(yaml: &str) -> Style {
    let Checked { value, findings } = read(yaml);
    assert_eq!(findings, [], "{yaml}");
    value.style
}

fn set(markdown: &str, style: &Style) -> Pages {
    typeset::pages(&[manuscript(markdown)], faces(), style).value
}

fn table(rows: usize) -> String {
    format!("| 日期 | 单位 |\n| --- | --- |\n{}", "| 6月10日 | 甲镇 |\n".repeat(rows))
}

/// A notice of several pages with everything that a setting touches.
fn notice() -> String {
    let front = "issuers: [示例县人民政府办公室]\nmark: 文件\ndocument_number: 示政办发〔2024〕1号\n\
                 addressees: 各乡镇人民政府\nsignature: {issuers: [示例县人民政府办公室]}\ndate: 2024-06-03\n\
                 colophon: {cc: [县委办公室], printing_office: 示例县人民政府办公室, printing_date: 2024-06-03}";
    let text =
        "检查从6月10日开始，至6月21日结束。各单位要高度重视，认真组织，确保检查工作取得实效。\n\n".repeat(30);
    let table = table(1);
    format!(
        "---\n{front}\n---\n\n# 关于开展年度检查的通知\n\n## 一、时间安排\n\n{text}### （一）方式\n\n{text}{table}"
    )
}

#[test]
fn a_file_that_names_nothing_leaves_the_standard() {
    assert_eq!(read(""), Checked::sound(Settings::default()));
    let pages = set(&notice(), &style(""));
    assert_eq!(pages, set(&notice(), &Style::default()));
    assert_eq!(pages.departures, [""; 0]);
}

#[test]
fn the_example_in_both_readmes_and_in_new_workspaces_has_every_size_at_the_standards_value() {
    let starter = include_str!("../src/run/starter/typesetting.yaml");
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(readme)).unwrap();
        let (_, behind) = text.split_once("```yaml\nformat: 1\nsizes:").unwrap();
        let (example, _) = behind.split_once("```").unwrap();
        assert!(starter.ends_with(&format!("format: 1\nsizes:{example}")), "{readme}");
        assert_eq!(style(&format!("sizes:{example}")), Style::default(), "{readme}");
        let all = example.replace("# line_pitch", "line_pitch").replace("# first_line", "first_line");
        let all = all.replace("# 小标宋", "小标宋").replace("# 仿宋", "仿宋").replace("# 宋体", "宋体");
        let Checked { value, findings } = read(&format!("sizes:{all}"));
        assert_eq!((findings, value.faces.roles.len()), (vec![], 3), "{readme}");
    }
}

#[test]
fn a_fixed_pitch_is_kept_on_every_page_and_the_first_line_stands_in_its_middle() {
    let style = style("sizes: {line_pitch: 28.95, first_line: 居中}");
    let page = &set(&notice(), &style).pages[1];
    let mut lines: Vec<Length> =
        page.runs.iter().filter(|run| run.element != Element::Artifact).map(|run| run.y).collect();
    lines.dedup();
    let pitch = Length::tenths_of_pt(2895) / 10;
    assert!(lines.windows(2).all(|pair| pair[1] - pair[0] == pitch), "{lines:?}");
    assert!((21..=22).contains(&lines.len()), "{}", lines.len());
    let standard = &set(&notice(), &Style::default()).pages[1];
    let lower = (pitch - style.block.cell()) / 2;
    assert_eq!(lines[0], standard.runs[0].y + lower);
}

#[test]
fn margins_and_characters_make_the_block() {
    let style =
        style("sizes: {text: 四号, characters: 30, margins: {top: 30, bottom: 30, left: 25, right: 25}}");
    let block = &style.block;
    assert_eq!((block.width, block.height), (Length::mm(160), Length::mm(237)));
    assert_eq!((block.cell(), style.body), (Length::mm(160).scaled(1, 30), Length::pt(14)));
    assert_eq!((style.turned_block.width, style.turned_block.height), (block.height, block.width));
    let pages = set(&notice(), &style);
    let text = find(&pages.pages[1], "检查工作");
    assert_eq!(text.size, Length::pt(14));
    assert!(text.x >= Length::mm(25));
}

#[test]
fn the_page_number_stands_and_looks_as_the_office_has_it() {
    let folio = |yaml: &str, page: usize| {
        let pages = set(&notice(), &style(yaml));
        let furniture = pages.pages[page].runs.iter().filter(|run| run.element == Element::Artifact);
        let runs: Vec<_> = furniture.filter(|run| run.y > Length::mm(262)).collect();
        (runs.iter().map(|run| run_text(run)).collect::<String>(), runs[0].x)
    };
    let (text, centered) = folio("variants: {page_number: 数字, page_number_side: 居中}", 0);
    assert_eq!(text, "1");
    let half_a_digit = Length::mm(2);
    assert!(centered > Length::mm(106) - half_a_digit && centered < Length::mm(106), "{centered}");
    let right = |page| folio("variants: {page_number_side: 右侧}", page);
    assert_eq!((right(0).0.as_str(), right(1).0.as_str()), ("— 1 —", "— 2 —"));
    let one_number_is_wider = right(0).1 - right(1).1;
    assert!(one_number_is_wider < Length::mm(1) && one_number_is_wider > -Length::mm(1));
    assert_eq!(folio("variants: {page_number_side: 外侧, page_number: 横线}", 1), folio("", 1));
}

#[test]
fn the_colophon_stands_on_an_even_page_where_the_office_wants_it() {
    let source = "---\ncolophon: {cc: [甲局], printing_office: 乙局, printing_date: 2023-03-14}\n---\n\n# 题\n\n文。\n";
    let count = |yaml: &str| set(source, &style(yaml)).pages.len();
    assert_eq!((count(""), count("variants: {colophon_on_even_page: true}")), (1, 2));
}

#[test]
fn bold_headings_are_drawn_with_a_stroke_and_nothing_else_is() {
    let pages = set(&notice(), &style("variants: {bold_headings: [2]}"));
    let mut bold = pages.pages.iter().flat_map(|page| &page.runs).filter(|run| run.stroke.is_some());
    assert_eq!(bold.next().map(run_text).as_deref(), Some("（一）方式"));
    assert_eq!(bold.next(), None);
    let stroke = find(
        pages.pages.iter().find(|page| page.runs.iter().any(|run| run.stroke.is_some())).unwrap(),
        "（一）",
    );
    assert_eq!(stroke.stroke, Some(Length::pt(16) / 30));
    let file = lopdf::Document::load_mem(&pdf::write(&pages, faces())).unwrap();
    let content: Vec<u8> = file.page_iter().flat_map(|page| file.get_page_content(page)).collect();
    let content = String::from_utf8_lossy(&content);
    assert_eq!((content.matches("2 Tr").count(), content.matches("0 Tr").count()), (1, 1));
}

#[test]
fn whatever_is_wrong_with_the_file_is_named_at_its_place() {
    let faults = read(
        "sizes:\n  text: 40\n  line_pitch: 很大\n  margins: {top: 90, sides: 20}\n  first_line: 上面\n\
         variants:\n  page_number: 圆圈\n  bold_headings: [1, 9]\nfaces:\n  隶书: 隶书.ttf\n",
    );
    assert_eq!(faults.value, Settings::default());
    assert_snapshot!(shown(&faults.findings), @"
    error[yaml-shape]: “text”填写有误：“40”应为 9 到 22 的数，单位是磅，或如“三号”
      --> inputs/plan/typesetting.yaml:3:9
      ::: inputs/plan/typesetting.yaml: 这个文件改好之前，按国标的尺寸和自带的字体排
    error[yaml-shape]: “line_pitch”填写有误：“很大”应为 12 到 40 的数，单位是磅，或如“三号”
      --> inputs/plan/typesetting.yaml:4:15
    error[yaml-shape]: “top”填写有误：“90”应为 15 到 60 的数，单位是毫米
      --> inputs/plan/typesetting.yaml:5:18
    error[yaml-shape]: 不认识的项目“sides”
      --> inputs/plan/typesetting.yaml:5:22
      = help: 可用的项目：top、bottom、left、right
    error[yaml-shape]: “first_line”填写有误：“上面”应为“居中”，或 0 到 10 的数，单位是毫米
      --> inputs/plan/typesetting.yaml:6:15
    error[yaml-shape]: “page_number”填写有误：“圆圈”应为“横线”（— 1 —）或“数字”（1）
      --> inputs/plan/typesetting.yaml:8:16
    error[yaml-shape]: “bold_headings”填写有误：“9”应为 1 到 5 的整数
      --> inputs/plan/typesetting.yaml:9:22
    error[yaml-shape]: 不认识的项目“隶书”
      --> inputs/plan/typesetting.yaml:11:3
      = help: 可用的项目：installed、仿宋、楷体、黑体、宋体、小标宋
    ");
    let newer = typeset::settings("format: 2\n", FILE);
    assert_snapshot!(shown(&newer.findings), @"
    error[plan-format-unknown]: 排版设置的格式版本是 2，本程序能读的是 1
      --> inputs/plan/typesetting.yaml:1:9
      ::: inputs/plan/typesetting.yaml: 这个文件改好之前，按国标的尺寸和自带的字体排
    ");
}

#[test]
fn sizes_that_leave_each_other_no_room_are_a_conflict() {
    let conflicts = |yaml: &str| {
        let Checked { value, findings } = read(yaml);
        assert_eq!(value, Settings::default(), "{yaml}");
        shown(&findings)
    };
    assert_snapshot!(conflicts("sizes:\n  characters: 45\n  table: 16\n  table_pitch: 12\n"), @"
    error[yaml-shape]: 几个尺寸互相冲突：一行放不下这么多这样大的字
      --> inputs/plan/typesetting.yaml:3:15
      ::: inputs/plan/typesetting.yaml: 这个文件改好之前，按国标的尺寸和自带的字体排
    error[yaml-shape]: 几个尺寸互相冲突：表格的行距（table_pitch）比表格的字还小
      --> inputs/plan/typesetting.yaml:4:10
    ");
    for yaml in [
        "sizes: {text: 22}",
        "sizes: {line_pitch: 12}",
        "sizes: {title: 36, title_pitch: 20}",
        "sizes: {colophon: 16, colophon_pitch: 12}",
        "sizes: {page_number_gap: 20, margins: {bottom: 15}}",
    ] {
        assert!(conflicts(yaml).contains("几个尺寸互相冲突"), "{yaml}");
    }
}

#[test]
fn the_proof_tells_what_was_set_otherwise_from_what_is_wrong() {
    for (yaml, label) in [
        ("sizes: {margins: {top: 30, left: 30}}", "页边距"),
        ("sizes: {text: 小三}", "正文字号"),
        ("sizes: {characters: 27}", "每行字数"),
        ("sizes: {line_pitch: 28, first_line: 居中}", "行距"),
        ("sizes: {first_indent: 0}", "首行缩进"),
        ("sizes: {title: 26}", "标题字号"),
        ("sizes: {mark_top: 20}", "发文机关标志的位置"),
        ("sizes: {red_rule_gap: 8}", "红色分隔线的位置"),
        ("sizes: {colophon: 12}", "版记字号"),
        ("variants: {page_number: 数字, page_number_side: 居中}", "页码"),
    ] {
        let report = proof::measure(pdf::write(&set(&notice(), &style(yaml)), faces()), None).unwrap();
        let unmet: Vec<_> = report.unmet().map(|clause| (clause.name, &clause.remarks)).collect();
        assert!(unmet.is_empty(), "{yaml}: {unmet:?}");
        assert!(report.settings.contains(&label), "{yaml}: {:?}", report.settings);
        let mut clauses = report.sections.iter().flat_map(|section| &section.clauses);
        assert!(clauses.any(|clause| clause.verdict == Verdict::AsSet), "{yaml}");
    }
}

#[test]
fn a_fault_that_no_setting_explains_stays_a_fault() {
    let mut pages = set(&notice(), &style("variants: {page_number: 数字}"));
    for run in pages.pages.iter_mut().flat_map(|page| &mut page.runs) {
        run.color = Color::Red;
    }
    let report = proof::measure(pdf::write(&pages, faces()), None).unwrap();
    assert!(report.unmet().any(|clause| clause.name == "colors"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn no_value_breaks_the_typesetter(
        margins in (15u32..=60, 27u32..=60, 15u32..=50, 10u32..=50),
        text in (9u32..=14, 20u32..=32, 18u32..=40, 0u32..=4),
        head in (16u32..=36, 0u32..=36, 20u32..=72, 5u32..=60),
        foot in (12u32..=16, 0u32..=20, 8u32..=18, 2u32..=20),
    ) {
        let (top, bottom, left, right) = margins;
        let (size, characters, pitch, indent) = text;
        let (title, leading, mark, mark_top) = head;
        let title_pitch = title + leading;
        let (colophon, leading, number, gap) = foot;
        let colophon_pitch = colophon + leading;
        let yaml = format!(
            "sizes:\n  margins: {{top: {top}, bottom: {bottom}, left: {left}, right: {right}}}\n  text: {size}\n  \
             characters: {characters}\n  line_pitch: {pitch}\n  first_indent: {indent}\n  title: {title}\n  \
             title_pitch: {title_pitch}\n  mark: {mark}\n  mark_top: {mark_top}\n  colophon: {colophon}\n  \
             colophon_pitch: {colophon_pitch}\n  page_number: {number}\n  page_number_gap: {gap}\n"
        );
        let Checked { value, findings } = read(&yaml);
        prop_assume!(findings.is_empty());
        let table = format!("---\nlayout: table\n---\n\n# 任务清单\n\n{}", table(40));
        let book = [notice(), table].map(|text| manuscript(&text));
        let pages = typeset::pages(&book, faces(), &value.style).value;
        let sheet = |run: &typeset::Run| run.y > Length::ZERO && run.y < Length::mm(297) && run.x > Length::ZERO;
        prop_assert!(pages.pages.iter().flat_map(|page| &page.runs).all(sheet), "{}", yaml);
        prop_assert!(pages.pages.len() < 200);
    }
}

/// A workspace of nothing but its marker, these settings and a notice.
fn workspace(settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("inputs/plan");
    fs::create_dir_all(&plan).unwrap();
    fs::write(plan.join("campaign.yaml"), "").unwrap();
    fs::write(plan.join("typesetting.yaml"), settings).unwrap();
    fs::create_dir(folder.path().join("文件")).unwrap();
    fs::write(folder.path().join("文件/通知.md"), notice()).unwrap();
    folder
}

/// Sets the notice of a workspace from elsewhere; `home` is where the machine keeps its user's faces.
fn typeset_in(workspace: &Path, home: &Path, options: &[&str]) -> Output {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut program = Command::new(env!("CARGO_BIN_EXE_juanzong"));
    program.current_dir(std::env::temp_dir()).env("HOME", home).arg("typeset");
    program.arg(workspace.join("文件/通知.md")).arg("--fonts").arg(repository.join("fonts")).args(options);
    program.output().unwrap()
}

#[test]
fn typeset_takes_the_settings_of_the_workspace_that_the_file_lies_in() {
    let workspace = workspace("format: 1\nvariants: {page_number: 数字}\nsizes: {text: 14}\n");
    let done = typeset_in(workspace.path(), workspace.path(), &[]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stdout));
    let report = proof::measure(fs::read(workspace.path().join("文件/通知.pdf")).unwrap(), None).unwrap();
    assert_eq!(report.settings, ["正文字号", "页码"]);
}

#[test]
fn strict_fonts_makes_an_error_of_a_face_that_stands_in() {
    let plain = workspace("format: 1\n");
    let code = |options: &[&str]| typeset_in(plain.path(), plain.path(), options).status.code();
    assert_eq!((code(&[]), code(&["--strict-fonts"])), (Some(0), Some(1)));
    let refused = workspace("format: 1\nfaces: {楷体: 没有.ttf}\n");
    let done = typeset_in(refused.path(), refused.path(), &["--strict-fonts", "--format", "json"]);
    let said = String::from_utf8(done.stdout).unwrap();
    assert_eq!(said.matches("face-substituted").count(), 2, "{said}");
    assert!(said.contains("没有小标宋") && said.contains("没有.ttf"), "{said}");
}

#[test]
fn installed_faces_give_the_same_bytes_every_time() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join(".fonts")).unwrap();
    let title = surgery::Parts::of("NotoSerifSC-Bold.ttf").named("方正小标宋简体");
    fs::write(home.path().join(".fonts/FZXBSJW.ttf"), title.file()).unwrap();
    let workspace = workspace("format: 1\nfaces: {installed: true}\n");
    let bytes = || {
        let done = typeset_in(workspace.path(), home.path(), &["--strict-fonts"]);
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stdout));
        fs::read(workspace.path().join("文件/通知.pdf")).unwrap()
    };
    assert!(bytes() == bytes());
}
