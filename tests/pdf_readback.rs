//! What the PDF stage promises, held against the finished file by another reader.

#![allow(clippy::unwrap_used, reason = "a test that can't open its fonts has failed")]

#[path = "support/drawn.rs"]
mod drawn;
#[path = "support/pdf.rs"]
mod pdf;

use juanzong::base::Length;
use juanzong::faces::Role;
use juanzong::typeset::{Color, Element, Page, Pages, PlacedGlyph, Run, Turn};

use proptest::prelude::*;

use drawn::{book, everything, faces, furniture, page, rule, run, watermark};
use pdf::{PdfText, read};

fn written(typeset: &Pages) -> PdfText {
    read(&juanzong::pdf::write(typeset, &faces()))
}

/// Each glyph of the page with the place where the run wants it, in mm.
fn intended(page: &Page) -> Vec<(char, f64, f64)> {
    let glyphs = page.runs.iter().flat_map(|run| run.glyphs.iter().map(move |glyph| (run, glyph)));
    let places = glyphs.map(|(run, glyph)| {
        let (cos, sin) = match run.turn {
            Turn::None => (1.0, 0.0),
            Turn::Left => (0.0, 1.0),
            Turn::Rising => (0.5_f64.sqrt(), 0.5_f64.sqrt()),
        };
        let along = glyph.offset.to_mm();
        (glyph.character, run.x.to_mm() + along * cos, run.y.to_mm() - along * sin)
    });
    places.collect()
}

#[track_caller]
fn assert_places(typeset: &Pages) {
    let read = written(typeset);
    assert_eq!(read.missing_fonts, Vec::<String>::new());
    for (intended_page, page) in typeset.pages.iter().zip(&read.pages) {
        let intended = intended(intended_page);
        assert_eq!(intended.len(), page.glyphs.len());
        for ((character, x, y), glyph) in intended.iter().zip(&page.glyphs) {
            assert_eq!(glyph.text, character.to_string());
            let off = (glyph.x - x).hypot(glyph.y - y);
            assert!(off < 0.01, "{character} stands {off} mm off: {glyph:?}");
            assert!(glyph.is_visible, "{glyph:?}");
        }
    }
}

#[test]
fn every_glyph_stands_where_it_was_placed_and_reads_as_its_character() {
    let mut uneven = run("安置于不同间距2023年ABC，与整格", 28, 50);
    for (glyph, step) in uneven.glyphs.iter_mut().zip(0..) {
        glyph.offset = Length::emu(150_000 * step + 3_000 * step * step);
    }
    let mut small = run("表格里的宋体10.5磅", 28, 60);
    small.face = Role::Song.face();
    small.size = Length::tenths_of_pt(105);
    let runs = vec![run("一行二十八字正好排满版心的宽度不多也不少这里再补足几个字啊", 28, 40), uneven, small];
    assert_places(&book(vec![page(runs.clone()), page(runs)]));
}

#[test]
fn all_faces_can_stand_on_one_page() {
    let runs = Role::ALL
        .iter()
        .zip(1..)
        .map(|(role, line)| Run { face: role.face(), ..run("法治政府（示范）", 28, 20 * line) });
    let typeset = book(vec![page(runs.collect())]);
    assert_places(&typeset);
    let names: Vec<String> = written(&typeset).pages[0]
        .glyphs
        .chunk_by(|a, b| a.face == b.face)
        .map(|chunk| chunk[0].face.clone())
        .collect();
    assert_eq!(names.len(), Role::ALL.len(), "{names:?}");
}

#[test]
fn characters_that_share_a_glyph_read_as_themselves() {
    let text = "·•…⋯ \u{a0}·甲•乙…丙⋯丁 \u{a0}";
    let typeset = book(vec![page(vec![run(text, 28, 40)])]);
    assert_places(&typeset);
    assert_eq!(written(&typeset).text(), text);
}

#[test]
fn turned_and_rising_text_stands_and_turns_as_placed() {
    let left = Run { turn: Turn::Left, ..run("转九十度的表格", 40, 250) };
    let rising = Run { turn: Turn::Rising, ..run("演示数据", 60, 200) };
    let typeset = book(vec![page(vec![left, rising])]);
    assert_places(&typeset);
    let turns: Vec<f64> = written(&typeset).pages[0].glyphs.iter().map(|glyph| glyph.turn.round()).collect();
    assert_eq!((turns[0], turns[10]), (90.0, 45.0));
}

#[test]
fn pages_keep_their_number_and_size() {
    let mut wide = page(vec![run("宽", 28, 40)]);
    (wide.width, wide.height) = (Length::mm(420), Length::mm(297));
    let read = written(&book(vec![page(vec![run("甲", 28, 40)]), wide, page(Vec::new())]));
    let sizes: Vec<String> =
        read.pages.iter().map(|page| format!("{:.2}×{:.2}", page.width, page.height)).collect();
    assert_eq!(sizes, ["210.00×297.00", "420.00×297.00", "210.00×297.00"]);
}

#[test]
fn rules_have_their_place_thickness_and_colour() {
    let mut with_rules = page(Vec::new());
    with_rules.rules =
        vec![rule((28, 100), (184, 100), 35, Color::Red), rule((28, 50), (28, 90), 25, Color::Black)];
    let read = written(&book(vec![with_rules]));
    let seen: Vec<String> =
        read.pages[0].rules.iter().map(|rule| format!("{:.3?} {:?}", rule.ink, rule.color)).collect();
    assert_eq!(
        seen,
        ["[28.000, 99.825, 184.000, 100.175] [255, 0, 0]", "[27.875, 50.000, 28.125, 90.000] [0, 0, 0]"]
    );
}

#[test]
fn furniture_is_apart_from_the_text_and_the_watermark_lies_behind() {
    let title = Run { element: Element::Title { index: 0 }, color: Color::Red, ..run("标题", 80, 30) };
    let read = written(&book(vec![page(vec![
        title,
        run("正文", 28, 50),
        furniture(run("— 1 —", 150, 270)),
        watermark(),
    ])]));
    assert_eq!(read.text(), "标题正文");
    assert_eq!(read.pages[0].furniture(), "演示数据— 1 —");
    let tags: Vec<(&str, &str, [u8; 3])> = read.pages[0]
        .glyphs
        .iter()
        .map(|glyph| (glyph.text.as_str(), glyph.tags.last().unwrap().as_str(), glyph.color))
        .filter(|(text, ..)| ["演", "标", "正", "1"].contains(text))
        .collect();
    assert_eq!(
        tags,
        [
            ("演", "Artifact", [235; 3]),
            ("标", "H1", [255, 0, 0]),
            ("正", "P", [0; 3]),
            ("1", "Artifact", [0; 3])
        ]
    );
}

#[test]
fn a_run_of_grid_cells_needs_no_offsets() {
    let line = "一行二十八字正好排满版心的宽度不多也不少这里再补足几个字啊";
    let one = juanzong::pdf::write(&book(vec![page(vec![run(line, 28, 40)])]), &faces());
    let content = hayro_syntax::Pdf::new(one).unwrap();
    let content = content.pages()[0].page_stream().unwrap().to_vec();
    let text = String::from_utf8_lossy(&content).into_owned();
    assert_eq!(text.matches("Tj").count(), 1, "{text}");
    assert!(!text.contains("TJ"), "{text}");
}

#[test]
fn the_same_pages_give_the_same_bytes_and_other_pages_another_identifier() {
    let write = |text: &str| juanzong::pdf::write(&everything(text), &faces());
    assert_eq!(write("甲乙丙"), write("甲乙丙"));
    let identifier = |bytes: &[u8]| {
        let place = bytes.windows(4).rposition(|window| window == b"/ID[").unwrap();
        bytes[place..place + 40].to_vec()
    };
    assert_ne!(identifier(&write("甲乙丙")), identifier(&write("甲乙丁")));
}

#[test]
fn an_empty_book_and_a_character_that_no_face_has_are_written_without_panic() {
    assert_eq!(written(&book(Vec::new())).pages.len(), 0);
    assert_eq!(written(&book(vec![page(vec![run("𠮷甲", 28, 40), run("", 28, 50)])])).text(), "甲");
}

/// A run of any face, size, turn and spacing, over characters that are hard to tell apart.
fn any_run() -> impl Strategy<Value = Run> {
    let faces = faces();
    let mut characters: Vec<char> = "法治政府·•…⋯—“”、。 \u{a0}aA1(%\\".chars().collect();
    characters.retain(|c| {
        Role::ALL.iter().all(|role| faces.glyph(*role, *c).is_some_and(|glyph| glyph.face == role.face()))
    });
    assert!(characters.contains(&'•') && characters.len() > 15, "{characters:?}");
    let character = proptest::sample::select(characters);
    let glyphs = proptest::collection::vec((character, 0_i64..400_000), 0..30);
    let turn = proptest::sample::select(vec![Turn::None, Turn::Left, Turn::Rising]);
    let role = proptest::sample::select(Role::ALL.to_vec());
    (glyphs, turn, role, 50_i64..800).prop_map(|(steps, turn, role, tenths_of_pt)| {
        let mut offset = Length::ZERO;
        let glyphs = steps.into_iter().map(|(character, step)| {
            offset += Length::emu(step);
            PlacedGlyph { character, offset }
        });
        let size = Length::tenths_of_pt(tenths_of_pt);
        Run { glyphs: glyphs.collect(), turn, face: role.face(), size, ..run("", 100, 900) }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_runs_are_read_back_at_their_places(runs in proptest::collection::vec(any_run(), 1..12)) {
        let wide = Page { width: Length::mm(1000), height: Length::mm(1000), ..page(runs) };
        assert_places(&book(vec![wide]));
    }
}
