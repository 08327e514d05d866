//! Promises of the views: every figure is the number of the rows or lines that it names, and no figure
//! comes from nowhere.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by panicking what is wrong"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use calamine::{Reader, Xlsx, open_workbook};
use insta::assert_snapshot;
use juanzong::base::{Checked, Code, Date, Place, Traced};
use juanzong::documents::{self, Book, Material};

#[path = "support/county.rs"]
mod county;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/figures.rs"]
mod figures;
#[path = "support/stages.rs"]
mod stages;
#[path = "support/workbooks.rs"]
mod workbooks;

use desk::Desk;
use figures::Figure;
use stages::Stages;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn catalogue(stages: &Stages) -> Checked<Vec<Book>> {
    let as_of = stages.plan.campaign.as_of.as_ref().unwrap();
    documents::catalogue(Material { plan: &stages.plan, ledger: &stages.ledger, as_of })
}

fn books(stages: &Stages) -> Vec<Book> {
    catalogue(stages).value
}

/// The figures of the one part of a book, or of its first.
fn figures_of(books: &[Book], name: &str) -> BTreeMap<String, Figure> {
    let book = books.iter().find(|book| book.name == name).unwrap_or_else(|| panic!("no book {name}"));
    figures::of(&book.parts[0])
}

fn number(figures: &BTreeMap<String, Figure>, field: &str) -> i64 {
    figures[field].number.unwrap()
}

/// The number of an entry in its list counts no rows.
fn is_ordinal(field: &str) -> bool {
    field.ends_with(".number")
}

/// Counts with their places, one a line, without the folders.
fn counts(book: &Book) -> String {
    let mut lines = vec![format!("# {}", book.name)];
    for (field, figure) in book.parts.iter().flat_map(figures::of) {
        if figure.number.is_some() && !is_ordinal(&field) {
            let places: Vec<String> = figure.places.iter().map(short).collect();
            lines.push(format!("{field} {} = {}", figure.text, places.join(", ")).trim_end().to_owned());
        }
    }
    lines.join("\n")
}

/// Every figure of every part, with the name of its book and of its field.
fn all_figures(stages: &Stages) -> Vec<(String, String, Figure)> {
    let mut all = Vec::new();
    for book in books(stages) {
        let figures = book.parts.iter().flat_map(figures::of);
        all.extend(figures.map(|(field, figure)| (book.name.clone(), field, figure)));
    }
    all
}

fn short(place: &Place) -> String {
    let place = place.to_string();
    place.rsplit('/').next().unwrap().to_owned()
}

#[test]
fn the_counts_of_the_second_county_are_those_of_its_rows() {
    let books = books(&Desk::second_county().stages());
    let counts: Vec<String> = books.iter().map(counts).filter(|counts| counts.contains('\n')).collect();
    assert_snapshot!(counts.join("\n"), @"
    # notices/督导检查通知-集中检查
    teams[0].unit_count 2 = units.yaml:3:12, units.yaml:4:12
    teams[1].unit_count 1 = units.yaml:5:12
    # notices/材料报送通知-县甲局
    leads 2 = indicators.yaml:13:19, indicators.yaml:39:19
    supports 2 = indicators.yaml:20:26, indicators.yaml:45:26
    # notices/材料报送通知-县乙局
    leads 1 = indicators.yaml:19:19
    supports 2 = indicators.yaml:14:26, indicators.yaml:45:26
    # notices/材料报送通知-县丙镇
    leads 2 = indicators.yaml:27:19, indicators.yaml:44:19
    supports 2 = indicators.yaml:20:30, indicators.yaml:40:26
    # responsibility/责任分解表
    indicators 5 = indicators.yaml:11:17, indicators.yaml:17:17, indicators.yaml:25:17, indicators.yaml:37:17, indicators.yaml:42:17
    # responsibility/责任分解表-县甲局
    leads 2 = indicators.yaml:13:19, indicators.yaml:39:19
    supports 2 = indicators.yaml:20:26, indicators.yaml:45:26
    # responsibility/责任分解表-县乙局
    leads 1 = indicators.yaml:19:19
    supports 2 = indicators.yaml:14:26, indicators.yaml:45:26
    # responsibility/责任分解表-县丙镇
    leads 2 = indicators.yaml:27:19, indicators.yaml:44:19
    supports 2 = indicators.yaml:20:30, indicators.yaml:40:26
    # inspections/集中检查-督导检查情况通报
    done 1 = 县甲局.xlsx 销号!B3
    kinds[0].count 3 = 检查.xlsx 问题!A2, 检查.xlsx 问题!A3, 检查.xlsx 问题!A4
    not_started 2 = 检查.xlsx 问题!A3, 检查.xlsx 问题!A4
    overdue 1 = 检查.xlsx 问题!E3
    problems 3 = 检查.xlsx 问题!A2, 检查.xlsx 问题!A3, 检查.xlsx 问题!A4
    teams 2 = inspections.yaml:13:16, inspections.yaml:14:16
    underway 0 =
    units[0].count 1 = 检查.xlsx 问题!A2
    units[1].count 2 = 检查.xlsx 问题!A3, 检查.xlsx 问题!A4
    units_with_problems 2 = 检查.xlsx 问题!A2, 检查.xlsx 问题!A3
    visited 2 = 检查.xlsx 走访!A2, 检查.xlsx 走访!A3
    wanted 3 = units.yaml:3:12, units.yaml:4:12, units.yaml:5:12
    # inspections/集中检查-问题清单
    problem_count 3 = 检查.xlsx 问题!A2, 检查.xlsx 问题!A3, 检查.xlsx 问题!A4
    # inspections/集中检查-整改通知书-县甲局
    problem_count 1 = 检查.xlsx 问题!A2
    # inspections/集中检查-整改通知书-县丙镇
    problem_count 2 = 检查.xlsx 问题!A3, 检查.xlsx 问题!A4
    # inspections/整改台账
    done 1 = 县甲局.xlsx 销号!B3
    not_started 2 = 检查.xlsx 问题!A3, 检查.xlsx 问题!A4
    overdue 1 = 检查.xlsx 问题!E3
    problems 3 = 检查.xlsx 问题!A2, 检查.xlsx 问题!A3, 检查.xlsx 问题!A4
    underway 0 =
    # dossiers/卷A-管水
    indicators 3 = indicators.yaml:11:17, indicators.yaml:17:17, indicators.yaml:25:17
    items 2 = 县甲局.xlsx 材料!A3, 县甲局.xlsx 材料!A4
    missing 0 =
    # dossiers/卷B-宣传
    indicators 2 = indicators.yaml:37:17, indicators.yaml:42:17
    items 3 = 县甲局.xlsx 材料!A5, 县甲局.xlsx 材料!A6, 县丙镇.xlsx 材料!A3
    missing 1 = 县甲局.xlsx 材料!A6
    ");
}

#[test]
fn every_count_has_as_many_places_as_it_says() {
    for stages in [Desk::second_county().stages(), stages::run(root())] {
        for (book, field, figure) in all_figures(&stages) {
            let Some(number) = figure.number.filter(|_| !is_ordinal(&field)) else { continue };
            let places: BTreeSet<&Place> = figure.places.iter().collect();
            let places = i64::try_from(places.len()).unwrap();
            let most = match &*field {
                // What is overdue is so by two cells: the deadline, and the progress where its unit reports it.
                "overdue" => 2 * number,
                // Problems are open by what was reported of them all.
                field if field.ends_with("problems.count") => i64::MAX,
                _ => number,
            };
            assert!((number..=most).contains(&places), "{book} {field}: {number} from {places} places");
            assert_eq!(figure.text, number.to_string(), "{book} {field}");
        }
    }
}

#[test]
fn no_digit_is_printed_without_a_place_but_a_count_of_nothing() {
    for stages in [Desk::second_county().stages(), stages::run(root())] {
        for (book, field, figure) in all_figures(&stages) {
            let has_digit = figure.text.contains(|c: char| c.is_ascii_digit());
            let is_nothing = figure.number == Some(0) && figure.text == "0";
            assert!(!has_digit || is_nothing || !figure.places.is_empty(), "{book} {field}");
        }
    }
}

#[test]
fn second_visits_and_visits_elsewhere_change_no_coverage() {
    let visits = "单位\t日期\n丙镇\t2024-06-03\n县乙局\t2024-06-04\n县丙镇\t2024-06-05\n";
    let problems = "问题\t单位\t编号\t内容\t时限\n";
    let desk = Desk::second_county()
        .plan("inspections.yaml", "visits: [各局]", "visits: [县甲局]")
        .round("检查.xlsx", &[("走访", visits), ("问题", problems)]);
    let books = books(&desk.stages());
    let figures = figures_of(&books, "inspections/集中检查-督导检查情况通报");
    assert_eq!(number(&figures, "wanted"), 2);
    assert_eq!(short(&figures["visited"].places[0]), "检查.xlsx 走访!A2");
    assert_eq!(number(&figures, "visited"), 1);
    assert_eq!(figures["unvisited[0]"].text, "县甲局");
    assert!(!figures.contains_key("unvisited[1]"));
}

#[test]
fn the_kinds_of_problems_add_up_to_the_problems() {
    let problems = "问题\t单位\t内容\t类型
9-001\t县甲局\t一\t限期整改
9-002\t县甲局\t二\t
9-003\t丙镇\t三\t立行立改
9-004\t丙镇\t四\t限期整改";
    let desk = Desk::second_county()
        .plan(
            "sheets.yaml",
            "name: 内容, required: true}",
            "name: 内容, required: true}\n      - {field: kind, name: 类型}",
        )
        .round("检查.xlsx", &[("走访", "单位\t日期"), ("问题", problems)]);
    let books = books(&desk.stages());
    let figures = figures_of(&books, "inspections/集中检查-督导检查情况通报");
    let kinds: Vec<String> = (0..)
        .map_while(|index| {
            let count = figures.get(&format!("kinds[{index}].count"))?;
            let places: Vec<String> = count.places.iter().map(short).collect();
            let kind = &figures[&format!("kinds[{index}].kind")];
            Some(format!("{} {} = {}", kind.text, count.text, places.join(", ")))
        })
        .collect();
    assert_snapshot!(kinds.join("\n"), @"
    限期整改 2 = 检查.xlsx 问题!D2, 检查.xlsx 问题!D5
    立行立改 1 = 检查.xlsx 问题!D4
    未注明类型 1 = 检查.xlsx 问题!A3
    ");
}

#[test]
fn what_nobody_reported_is_said_to_be_missing() {
    let books = books(&Desk::second_county().stages());
    let figures = figures_of(&books, "inspections/整改台账");
    let row = |row: usize| {
        let field = |name: &str| figures[&format!("rows[{row}].{name}")].text.clone();
        [field("id"), field("progress"), field("measures")]
    };
    assert_eq!(row(0), ["9-001", "已整改", "缺"]);
    assert_eq!(row(1), ["9-002", "未报", "缺"]);

    let volume = books.iter().find(|book| book.name == "dossiers/卷A-管水").unwrap();
    let figures = figures::of(&volume.parts[1]);
    assert_eq!(figures["indicators[0].conclusion"].text, "完成");
    assert_eq!(figures["indicators[1].conclusion"].text, "缺", "its lead unit has not handed in");
    assert_eq!(figures["indicators[1].contributions[1].unit"].text, "县丙镇");
}

#[test]
fn the_day_of_the_figures_comes_from_where_it_was_said() {
    let stages = Desk::second_county().stages();
    let day = Date::constant(2024, 6, 12);
    let said = Traced::at(day, "2024年6月12日", Place::file("命令行 --as-of"));
    let material = Material { plan: &stages.plan, ledger: &stages.ledger, as_of: &said };
    let books = documents::catalogue(material).value;
    for name in ["inspections/集中检查-督导检查情况通报", "inspections/整改台账", "dossiers/卷A-管水"]
    {
        let as_of = &figures_of(&books, name)["as_of"];
        assert_eq!(
            (as_of.text.as_str(), as_of.places.as_slice()),
            ("2024年6月12日", &[Place::file("命令行 --as-of")][..])
        );
    }
    assert_eq!(number(&figures_of(&books, "inspections/整改台账"), "overdue"), 0, "the deadline is that day");
}

#[test]
fn of_a_round_that_has_not_handed_in_nothing_is_made() {
    let stages = Desk::second_county().without("inspections/检查.xlsx").stages();
    let made: Vec<String> = books(&stages).into_iter().map(|book| book.name).collect();
    assert!(made.iter().all(|name| !name.starts_with("inspections/")), "{made:?}");
    assert!(made.contains(&"notices/督导检查通知-集中检查".to_owned()));
}

#[test]
fn a_document_that_is_asked_for_twice_is_made_once() {
    let twice = "  - {kind: problem_list}\n  - {kind: problem_list, about: 9}";
    let stages = Desk::second_county().plan("documents.yaml", "  - {kind: problem_list}", twice).stages();
    let Checked { value: books, findings } = catalogue(&stages);
    assert_snapshot!(desk::shown(&findings, Code::UnsafePath, Code::FileBusy), @"
    error[plan-duplicate]: 有两份文书都叫“inspections/集中检查-问题清单”，只生成了第一份
      --> inputs/plan/documents.yaml:11:12
      ::: inputs/plan/documents.yaml:10:12: 第一份
    ");
    let names: BTreeSet<&str> = books.iter().map(|book| book.name.as_str()).collect();
    assert_eq!(names.len(), books.len());
}

/// The rows of a sheet of the example, as another reader sees them: below title, filler and header.
fn raw_rows(workbook: &Path, sheet: &str) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = open_workbook(workbook).unwrap();
    let Ok(range) = workbook.worksheet_range(sheet) else { return Vec::new() };
    let rows = range.rows().skip(3).map(|row| row.iter().map(ToString::to_string).collect());
    rows.filter(|row: &Vec<String>| row.iter().any(|cell| !cell.is_empty())).collect()
}

/// The rows of a sheet in all workbooks of units.
fn handed_in(sheet: &str) -> Vec<Vec<String>> {
    let folder = fs::read_dir(root().join("inputs/submissions")).unwrap();
    folder.flat_map(|entry| raw_rows(&entry.unwrap().path(), sheet)).collect()
}

#[test]
fn the_reports_of_the_example_say_what_its_workbooks_say() {
    let stages = stages::run(root());
    let books = books(&stages);
    let progress: BTreeMap<String, String> =
        handed_in("问题整改").into_iter().map(|row| (row[0].clone(), row[3].clone())).collect();
    for round in &stages.plan.inspections.rounds {
        let workbook = root().join("inputs/inspections").join(round.workbook.as_str());
        let figures = figures_of(&books, &format!("inspections/{}-督导检查情况通报", round.name));
        let say = |field: &str| usize::try_from(number(&figures, field)).unwrap();

        let visited: BTreeSet<_> = raw_rows(&workbook, "检查记录")
            .iter()
            .map(|row| stages.plan.names.unit(&row[0]).unwrap())
            .collect();
        assert_eq!(say("visited"), visited.len(), "{}", round.name);

        let problems = raw_rows(&workbook, "问题清单");
        assert_eq!(say("problems"), problems.len(), "{}", round.name);
        let at = |word: &str| {
            problems.iter().filter(|row| progress.get(&row[0]).is_some_and(|said| said == word)).count()
        };
        assert_eq!(say("done"), at("已整改"), "{}", round.name);
        assert_eq!(say("underway"), at("整改中"), "{}", round.name);
        assert_eq!(say("not_started"), problems.len() - at("已整改") - at("整改中"), "{}", round.name);
    }
}

#[test]
fn the_figures_of_the_example_are_those_that_were_planned() {
    let stages = stages::run(root());
    let books = books(&stages);
    let say = |round: &str| {
        let figures = figures_of(&books, &format!("inspections/{round}-督导检查情况通报"));
        ["wanted", "visited", "problems", "units_with_problems", "overdue"]
            .map(|field| number(&figures, field))
    };
    let rounds: Vec<&str> = stages.plan.inspections.rounds.iter().map(|round| round.name.as_str()).collect();
    assert_snapshot!(format!("{:?}\n{:?}", say(rounds[0]), say(rounds[1])), @"
    [60, 59, 14, 8, 2]
    [20, 20, 7, 5, 0]
    ");
    let figures = figures_of(&books, "inspections/整改台账");
    let fields = ["problems", "done", "underway", "not_started", "overdue"];
    assert_snapshot!(format!("{:?}", fields.map(|field| number(&figures, field))), @"[21, 11, 7, 3, 2]");
}

#[test]
fn the_volumes_of_the_example_list_every_row_of_evidence_once() {
    let stages = stages::run(root());
    let books = books(&stages);
    let sum = |prefix: &str, field: &str| -> i64 {
        let these = books.iter().filter(|book| book.name.starts_with(prefix));
        these.map(|book| number(&figures::of(&book.parts[0]), field)).sum()
    };
    assert_eq!(sum("dossiers/", "items"), i64::try_from(handed_in("佐证材料").len()).unwrap());
    assert_eq!(sum("dossiers/", "missing"), 3, "two files that are not there, and a row that cites nothing");
    assert_eq!(sum("dossiers/", "indicators"), 100);
    assert_eq!(sum("responsibility/责任分解表-", "leads"), 100);
}
