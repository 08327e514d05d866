//! Front matter is written and read back equal, whatever the elements say.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use insta::assert_snapshot;
use juanzong::base::{Date, FromText, Traced, Words};
use juanzong::elements::{
    Attendance, Colophon, Elements, Layout, Numbers, Seal, Signature, TableElement, read_front_matter,
    write_front_matter,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

fn words() -> impl Strategy<Value = Words> {
    let part = prop_oneof![
        "[甲乙，。：“”〔〕（）]{1,4}",
        "[a-z0-9.-]{1,4}",
        "[ -~]{1,4}",
        prop::sample::select(vec![
            "---", "\n---\n", ": ", "- ", " #", "no", "1.10", "'", "\"", "|", "{{", "\n"
        ])
        .prop_map(str::to_owned),
    ];
    vec(part, 0..4).prop_map(|parts| Words::untraced(parts.concat()))
}

fn typed<T: FromText>(text: &str) -> Traced<T> {
    let (value, text) = T::from_text(text).unwrap();
    Traced::from_places(value, text, [])
}

fn date() -> impl Strategy<Value = Traced<Date>> {
    (1990..2040, 1..=12, 1..=28).prop_map(|(year, month, day)| typed(&format!("{year}-{month}-{day}")))
}

fn table() -> impl Strategy<Value = TableElement> {
    let numbers = || of(vec(1..90_u32, 1..4).prop_map(|numbers| typed::<Numbers>(&Numbers(numbers).text())));
    let head_rows = of((1..4_u32).prop_map(|rows| typed(&rows.to_string())));
    let merges = (numbers(), numbers());
    let lines = (of(words()), of(words()), of(words()));
    (numbers(), merges, head_rows, lines, of(any::<bool>())).prop_map(
        |(widths, (merge_down, merge_across), head_rows, (caption, note, source), turned)| TableElement {
            head_rows,
            widths,
            merge_down,
            merge_across,
            caption,
            note,
            source,
            turned: turned.map(|turned| typed(&turned.to_string())),
        },
    )
}

prop_compose! {
    fn signature()(issuers in vec(words(), 0..3), has_seal in any::<bool>(), posts in vec(words(), 0..3)) -> Signature {
        Signature { issuers, seal: has_seal.then(|| typed::<Seal>("stamp")), posts }
    }
}

prop_compose! {
    fn lists()(
        present in vec(words(), 0..3),
        cc in vec(words(), 0..3),
        office in of(words()),
        printing_date in of(date()),
    ) -> (Attendance, Colophon) {
        let attendance = Attendance { present: present.clone(), absent: Vec::new(), observers: present };
        (attendance, Colophon { cc, printing_office: office, printing_date })
    }
}

prop_compose! {
    fn elements()(
        layout in of(Just(typed::<Layout>("minutes"))),
        single in vec(of(words()), 9),
        issuers in vec(words(), 0..3),
        annexes in vec(words(), 0..3),
        signature in of(signature()),
        date in of(date()),
        lists in of(lists()),
        tables in vec(table(), 0..3),
    ) -> Elements {
        let (attendance, colophon) = lists.unzip();
        let mut single = single.into_iter();
        let mut next = || single.next().flatten();
        Elements {
            layout, serial_number: next(), secrecy: next(), urgency: next(), signers: issuers.clone(), issuers,
            mark: next(), document_number: next(), addressees: next(), annexes, signature, date, note: next(),
            colophon, attendance, tables, watermark: next(), author: next(),
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back_equal(elements in elements()) {
        let front = write_front_matter(&elements);
        let text = format!("{front}正文\n---\n");
        let (read, body) = read_front_matter(&text, "a.md");
        prop_assert_eq!(&read.findings, &[], "{}", text);
        prop_assert_eq!(read.value, elements, "{}", text);
        prop_assert_eq!(body, front.len());
    }
}

#[test]
fn front_matter_reads_like_what_an_office_would_type() {
    let words = Words::untraced;
    let elements = Elements {
        issuers: vec![words("某县人民政府")],
        mark: Some(words("文件")),
        document_number: Some(words("某政发〔2023〕1号")),
        addressees: Some(words("各镇人民政府，县直各单位")),
        date: Some(typed("2023-03-13")),
        tables: vec![TableElement { widths: Some(typed("2 3")), ..TableElement::default() }],
        ..Elements::default()
    };
    assert_snapshot!(write_front_matter(&elements), @"
    ---
    issuers:
    - 某县人民政府
    mark: 文件
    document_number: 某政发〔2023〕1号
    addressees: 各镇人民政府，县直各单位
    date: 2023年3月13日
    tables:
    - widths: 2 3
    ---
    ");
}

#[test]
fn a_document_without_elements_has_no_front_matter() {
    assert_eq!(write_front_matter(&Elements::default()), "");
    assert_eq!(read_front_matter("正文", "a.md").1, 0);
    assert_eq!(read_front_matter("\u{feff}# 题", "a.md").1, 3);
    let (read, body) = read_front_matter("\u{feff}---\r\nnote: 甲\r\n---\r\n正文", "a.md");
    assert_eq!((read.value.note.unwrap().as_str(), body), ("甲", 24));
}
