//! What a unit says and a seed → the steps by which a program fills in the form, and what must be found.

use std::collections::{BTreeMap, BTreeSet};

use calamine::Data;
use juanzong::base::CellRef;
use serde_json::{Value, json};

use super::seed::Seed;
use super::tables::{self, Table};

const ANSWERS: &str = "自查自纠";
const EVIDENCE: &str = "佐证材料";
/// The columns of 自查自纠 and 佐证材料 that faults are planted in, from 0.
const CONCLUSION: u32 = 2;
const INDICATOR: u32 = 1;
const TITLE: u32 = 2;
const FORMED_ON: u32 = 6;
/// Where forms name the unit: B2.
const UNIT: (u32, u32) = (1, 1);

/// A form to fill in.
pub(crate) struct Filled {
    /// Where it lies when it comes back.
    pub(crate) file: String,
    /// The bytes of the form.
    pub(crate) form: Vec<u8>,
    /// What the program does, one after the other.
    pub(crate) steps: Vec<Value>,
    /// Code and place of what must be found, in order.
    pub(crate) planted: Vec<String>,
}

/// Plants some faults, and some things that are none.
pub(crate) fn plant(
    file: String,
    form: Vec<u8>,
    handed_in: &[Table],
    leads: &dyn Fn(&str) -> bool,
    seed: &mut Seed,
) -> Filled {
    let given = tables::read(&form);
    let (answers, evidence) = (rows(&given, ANSWERS, 0), rows(handed_in, EVIDENCE, INDICATOR));
    let numbers = |rows: &[(u32, String)]| rows.iter().map(|(row, _)| *row).collect();
    let mut plan = Planting {
        cells: difference(handed_in, &given),
        all: [(ANSWERS, numbers(&answers)), (EVIDENCE, numbers(&evidence))],
        answers,
        evidence,
        after: Vec::new(),
        swapped: Vec::new(),
        beside: None,
        planted: Vec::new(),
        leads,
        file: &file,
    };
    seed.shuffle(&mut plan.answers);
    seed.shuffle(&mut plan.evidence);
    for _ in 0..3 + seed.below(6) {
        match seed.below(9) {
            0 => plan.wrong_conclusion(),
            1 => plan.cleared_conclusion(),
            2 => plan.cleared_row(),
            3 => plan.unclear_day(seed),
            4 => plan.unknown_indicator(),
            5 => plan.cleared_title(),
            6 => plan.repeated_row(),
            7 => plan.swapped_rows(seed),
            _ => plan.pasted_values(seed),
        }
    }
    plan.copied_sheet(seed);
    let (steps, planted) = plan.finish();
    Filled { file, form, steps, planted }
}

/// Sheet, row and column from 0.
type At = (String, u32, u32);

struct Planting<'a> {
    /// What is typed into each cell.
    cells: BTreeMap<At, Value>,
    /// The rows of 自查自纠 that nothing was planted in yet, each with its indicator.
    answers: Vec<(u32, String)>,
    /// The same of 佐证材料.
    evidence: Vec<(u32, String)>,
    /// The rows of both sheets.
    all: [(&'static str, Vec<u32>); 2],
    /// What is done when everything is typed.
    after: Vec<Value>,
    /// Rows of a sheet that change places at last.
    swapped: Vec<(&'static str, u32, u32)>,
    /// A copy that stands beside its sheet, and that nobody asked for.
    beside: Option<String>,
    /// Code, sheet, row and column of what must be found, the row as it was before any was moved.
    planted: Vec<(&'static str, &'static str, u32, u32)>,
    leads: &'a dyn Fn(&str) -> bool,
    file: &'a str,
}

impl Planting<'_> {
    fn wrong_conclusion(&mut self) {
        let Some((row, _)) = self.answers.pop() else { return };
        self.cells.insert(at(ANSWERS, row, CONCLUSION), json!({ "text": "好" }));
        self.expect("value-not-allowed", ANSWERS, row, CONCLUSION);
    }

    fn cleared_conclusion(&mut self) {
        let Some((row, _)) = self.answers.pop() else { return };
        self.after.push(json!({ "do": "clear", "sheet": ANSWERS, "cell": name(row, CONCLUSION) }));
        self.expect("required-empty", ANSWERS, row, CONCLUSION);
    }

    /// A row that came with the form and that nobody filled in.
    fn cleared_row(&mut self) {
        let Some((row, id)) = self.answers.pop() else { return };
        let cells: Vec<At> = self.typed_in(ANSWERS, row);
        let clear =
            |(sheet, row, column): At| json!({ "do": "clear", "sheet": sheet, "cell": name(row, column) });
        self.after.extend(cells.into_iter().map(clear));
        self.unanswered(&id);
    }

    fn unclear_day(&mut self, seed: &mut Seed) {
        let Some((row, _)) = self.evidence.pop() else { return };
        let day = seed.word(&["三月上旬", "2023年3月", "近期", "2023-02-30"]);
        self.cells.insert(at(EVIDENCE, row, FORMED_ON), json!({ "text": day }));
        self.expect("date-unclear", EVIDENCE, row, FORMED_ON);
    }

    fn unknown_indicator(&mut self) {
        let Some(row) = self.dispensable() else { return };
        self.cells.insert(at(EVIDENCE, row, INDICATOR), json!({ "text": "99.9.9" }));
        self.expect("indicator-not-in-plan", EVIDENCE, row, INDICATOR);
    }

    fn cleared_title(&mut self) {
        let Some(row) = self.dispensable() else { return };
        self.after.push(json!({ "do": "clear", "sheet": EVIDENCE, "cell": name(row, TITLE) }));
        self.expect("required-empty", EVIDENCE, row, TITLE);
    }

    /// A row that was pasted once more below the others.
    fn repeated_row(&mut self) {
        let Some((row, _)) = self.evidence.pop() else { return };
        let below = self.cells.keys().filter(|(sheet, ..)| sheet == EVIDENCE).map(|(_, row, _)| row + 1);
        let below = below.max().unwrap_or_default();
        for (sheet, row, column) in self.typed_in(EVIDENCE, row) {
            let value = self.cells[&at(&sheet, row, column)].clone();
            self.cells.insert((sheet, below, column), value);
        }
        self.expect("row-duplicate", EVIDENCE, below, 0);
    }

    /// Rows in another order are no fault, and take their faults along.
    fn swapped_rows(&mut self, seed: &mut Seed) {
        for (sheet, rows) in &self.all {
            let (one, other) = (*seed.pick(rows), *seed.pick(rows));
            self.swapped.push((sheet, one, other));
        }
    }

    /// What comes along when cells are pasted from elsewhere is no fault.
    fn pasted_values(&mut self, seed: &mut Seed) {
        if let Some((row, _)) = self.answers.pop() {
            let said = &self.cells[&at(ANSWERS, row, CONCLUSION)]["text"];
            let around = seed.word(&[" ", "\n", "\u{3000}", "\u{200b}"]);
            let pasted = format!("{around}{}{around}", said.as_str().unwrap());
            self.cells.insert(at(ANSWERS, row, CONCLUSION), json!({ "text": pasted }));
        }
        if let Some((row, id)) = self.evidence.pop() {
            let wide: String = id.chars().map(wide).collect();
            self.cells.insert(at(EVIDENCE, row, INDICATOR), json!({ "text": format!("{wide} ") }));
            self.cells.insert(at(EVIDENCE, row, FORMED_ON), json!({ "text": "2023.1.9" }));
        }
    }

    /// A copy in the place of its sheet is no fault; one beside it is not read.
    fn copied_sheet(&mut self, seed: &mut Seed) {
        let sheet = seed.word(&[ANSWERS, EVIDENCE]);
        let is_instead = seed.below(2) == 0;
        let name = format!("{sheet} (2)");
        self.after.push(json!({ "do": "copy", "sheet": sheet, "name": name, "instead": is_instead }));
        self.beside = (!is_instead).then_some(name);
    }

    /// A row whose indicator has another piece of evidence, so that nothing else is amiss without it.
    fn dispensable(&mut self) -> Option<u32> {
        let ids: Vec<&String> = self.evidence.iter().map(|(_, id)| id).collect();
        let has_other = |id: &String| ids.iter().filter(|other| **other == id).count() > 1;
        let position = self.evidence.iter().position(|(_, id)| has_other(id))?;
        let (row, id) = self.evidence.remove(position);
        // The others must stay.
        self.evidence.retain(|(_, other)| *other != id);
        Some(row)
    }

    /// What a unit supports is named once for all.
    fn unanswered(&mut self, id: &str) {
        let (row, column) = UNIT;
        let leads = (self.leads)(id);
        let code = if leads { "indicator-unanswered" } else { "support-unanswered" };
        let fault = (code, ANSWERS, row, column);
        if leads || !self.planted.contains(&fault) {
            self.planted.push(fault);
        }
    }

    fn expect(&mut self, code: &'static str, sheet: &'static str, row: u32, column: u32) {
        self.planted.push((code, sheet, row, column));
    }

    fn typed_in(&self, sheet: &str, row: u32) -> Vec<At> {
        self.cells.keys().filter(|(of, at, _)| of == sheet && *at == row).cloned().collect()
    }

    fn finish(mut self) -> (Vec<Value>, Vec<String>) {
        let said = |(code, sheet, row, column): &(&str, &str, u32, u32)| {
            format!("{code} {} {sheet}!{}", self.file, name(self.moved(sheet, *row), *column))
        };
        let mut planted: Vec<String> = self.planted.iter().map(said).collect();
        planted.extend(self.beside.iter().map(|name| format!("sheet-unread {} {name}", self.file)));
        planted.sort();
        let put = |((sheet, row, column), mut value): (At, Value)| {
            value["do"] = json!("put");
            value["sheet"] = json!(sheet);
            value["cell"] = json!(name(row, column));
            value
        };
        let swap = |(sheet, one, other): &(&str, u32, u32)| json!({ "do": "swap", "sheet": sheet, "rows": [one + 1, other + 1] });
        let steps =
            std::mem::take(&mut self.cells).into_iter().map(put).chain(std::mem::take(&mut self.after));
        let steps = steps.chain(self.swapped.iter().map(swap));
        (steps.collect(), planted)
    }

    /// Where a row lies in the end.
    fn moved(&self, sheet: &str, row: u32) -> u32 {
        let of_sheet = self.swapped.iter().filter(|(of, ..)| *of == sheet);
        of_sheet.fold(row, |row, (_, one, other)| match row {
            _ if row == *one => *other,
            _ if row == *other => *one,
            _ => row,
        })
    }
}

/// What was typed into the form.
fn difference(handed_in: &[Table], form: &[Table]) -> BTreeMap<At, Value> {
    let all = |tables: &[Table]| -> BTreeMap<At, Data> {
        let cells = |table: &Table| {
            let name = table.name.clone();
            table
                .cells
                .clone()
                .into_iter()
                .map(move |((row, column), data)| ((name.clone(), row, column), data))
        };
        tables.iter().flat_map(cells).collect()
    };
    let given: BTreeSet<At> = all(form).into_keys().collect();
    let typed = all(handed_in).into_iter().filter(|(at, _)| !given.contains(at));
    typed.map(|(at, data)| (at, value(&data))).collect()
}

fn value(data: &Data) -> Value {
    match data {
        Data::Float(number) => json!({ "number": number }),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            json!({ "date": format!("{year:04}-{month:02}-{day:02}") })
        }
        other => json!({ "text": other.to_string() }),
    }
}

/// The rows of a sheet that name an indicator in this column, each with it.
fn rows(tables: &[Table], sheet: &str, column: u32) -> Vec<(u32, String)> {
    let table = tables.iter().find(|table| table.name == sheet).unwrap();
    let cells = table.cells.iter().filter(|((_, at), _)| *at == column);
    let ids = cells.map(|((row, _), data)| (*row, data.to_string()));
    ids.filter(|(_, id)| id.starts_with(|c: char| c.is_ascii_digit())).collect()
}

fn at(sheet: &str, row: u32, column: u32) -> At {
    (sheet.to_owned(), row, column)
}

fn name(row_0based: u32, column_0based: u32) -> String {
    CellRef { row_0based, column_0based }.to_string()
}

/// The full-width form of a digit.
fn wide(c: char) -> char {
    c.to_digit(10).and_then(|digit| char::from_u32(0xff10 + digit)).unwrap_or(c)
}
