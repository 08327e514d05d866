//! Images of a Markdown file → figures, pictures in lines and in cells, and what a PDF holds of them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "support/drawings.rs"]
mod drawings;
#[path = "support/pages.rs"]
mod pages;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use juanzong::base::{Checked, Length};
use juanzong::elements::Layout;
use juanzong::markdown::Manuscript;
use juanzong::pdf;
use juanzong::pictures::{self, Picture};
use juanzong::typeset::{self, Element, Page, Pages, PlacedImage, Style, TextBlock, Turn};
use lopdf::{Dictionary, Document, Object};
use pages::{find, run_text};

/// One pixel at 96 dpi.
const PIXEL: Length = Length::emu(9_525);

/// The picture that a target such as `300x200` asks for.
fn drawn(target: &str) -> Result<Arc<Picture>, Arc<str>> {
    let size = target.split_once('x').and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    let (width, height) = size.ok_or("没有这个文件")?;
    Ok(Arc::new(pictures::read(drawings::red(width, height)).unwrap()))
}

fn illustrated(text: &str) -> Manuscript {
    let mut manuscript = pages::manuscript(text);
    manuscript.illustrate(&mut drawn);
    manuscript
}

fn typeset(text: &str) -> Checked<Pages> {
    typeset::pages(&[illustrated(text)], pages::faces(), &Style::default())
}

/// The pages of a text in which there is nothing to find.
#[track_caller]
fn sound(text: &str) -> Pages {
    let Checked { value, findings } = typeset(text);
    assert_eq!(findings, []);
    value
}

fn only_image(page: &Page) -> &PlacedImage {
    let [image] = page.images.as_slice() else { panic!("{} images", page.images.len()) };
    image
}

fn block() -> (Length, Length, TextBlock) {
    let style = Style::default();
    (style.binding_margin, style.head_margin, style.block)
}

/// The line of the grid, from 0, whose em box begins at this height; none between two lines.
fn line_at(y: Length) -> Option<i64> {
    let (_, head, block) = block();
    (0..22).find(|line| (head + block.line(*line) - y).to_emu().abs() < 100)
}

/// The line on which a run stands.
fn line_of(page: &Page, text: &str) -> Option<i64> {
    let run = find(page, text);
    // Where the em box begins: the baseline lies 0.84 em below it, and the em is centred in its cell.
    let (_, _, block) = block();
    line_at(run.y - run.size.scaled(84, 100) - (block.cell() - run.size) / 2)
}

#[test]
fn a_figure_stands_in_the_middle_at_its_own_size_and_on_the_grid() {
    let pages = sound("# 标题\n\n前文。\n\n![图](300x200 \"图1 说明\")\n\n后文。\n");
    let page = &pages.pages[0];
    let image = only_image(page);
    assert_eq!((image.width, image.height), (PIXEL * 300, PIXEL * 200));
    let (left, _, block) = block();
    assert_eq!(image.x - left, (block.width - image.width) / 2);
    assert_eq!(line_at(image.y), line_of(page, "前文。").map(|line| line + 1));
    assert!(line_of(page, "后文。").is_some());
    let caption = find(page, "说明");
    assert_eq!((caption.size, &caption.element), (Length::pt(12), &Element::FigureCaption { index: 0 }));
    assert!(image.y + image.height < caption.y && caption.y < find(page, "后文。").y);
}

#[test]
fn a_figure_is_made_smaller_to_fit_the_block_and_never_larger() {
    let (_, _, block) = block();
    let wide = sound("# 标题\n\n![图](2000x500)\n");
    let image = only_image(&wide.pages[0]);
    assert_eq!((image.width, image.height), (block.width, block.width / 4));
    let high = sound("# 标题\n\n## 一、小标题\n\n![图](100x4000 \"图1\")\n");
    // The title stays behind; the heading goes along, and both it and the caption have their room.
    let [_, page] = high.pages.as_slice() else { panic!("{} pages", high.pages.len()) };
    let image = only_image(page);
    assert_eq!(line_of(page, "一、小标题"), Some(0));
    assert_eq!(line_at(image.y), Some(1));
    assert_eq!(image.width, image.height.scaled(100, 4000));
    let caption = find(page, "图1");
    let foot = Style::default().head_margin + block.height;
    assert!(caption.y < foot && image.y + image.height < caption.y, "{} {}", caption.y, foot);
}

#[test]
fn a_figure_and_its_caption_are_never_parted() {
    for lines in 10..22 {
        let text = format!("# 标题\n\n{}![图](300x300 \"图1 说明\")\n", "一段文字。\n\n".repeat(lines));
        let pages = sound(&text);
        let page = pages.pages.iter().find(|page| !page.images.is_empty()).unwrap();
        let caption = find(page, "说明");
        let (_, head, block) = block();
        assert!(only_image(page).y >= head && caption.y <= head + block.height, "{lines}");
    }
}

#[test]
fn pictures_of_one_paragraph_stand_side_by_side_until_the_author_breaks_the_line() {
    let pages = sound("# 标题\n\n![左](240x300 \"左图\") ![右](480x300 \"右图\")\\\n![下](100x100)\n");
    let [one, two, below] = pages.pages[0].images.as_slice() else { panic!() };
    let (left, _, block) = block();
    assert_eq!(one.x, left);
    assert!((two.x + two.width - left - block.width).to_emu().abs() < 10);
    assert!((one.width * 2 - two.width).to_emu().abs() < 10);
    assert_eq!(one.y + one.height, two.y + two.height);
    assert!(below.y > two.y + two.height);
}

#[test]
fn a_picture_within_a_line_is_no_higher_than_the_line_and_the_text_stays_in_its_cells() {
    let text = "一二三四五六七八九十一二三四五六七八九十一二三四五六";
    let plain = sound(&format!("# 标题\n\n{text}七八九\n"));
    let with_picture = sound(&format!("# 标题\n\n{text}![图](100x100)八九\n"));
    let image = only_image(&with_picture.pages[0]);
    assert_eq!((image.width, image.height), (Length::pt(16), Length::pt(16)));
    let ends = |pages: &Pages| find(&pages.pages[0], "八九").y;
    assert_eq!(ends(&plain), ends(&with_picture));
    let (_, head, block) = block();
    let line = line_of(&with_picture.pages[0], "八九").unwrap();
    // The picture is the first to stand on the second line, before 八九.
    assert!(image.y >= head + block.line(line - 1));
    let long = sound("# 标题\n\n文![长](3000x100)字\n");
    assert_eq!(only_image(&long.pages[0]).width, block.cell() * 10);
}

#[test]
fn a_picture_in_a_cell_is_as_wide_as_its_column_at_most() {
    let pages = sound("# 标题\n\n| 前 | 后 |\n|---|---|\n| ![前](4000x3000) | 文 ![后](20x10) |\n");
    let page = &pages.pages[0];
    let [large, small] = page.images.as_slice() else { panic!() };
    let uprights: Vec<Length> =
        page.rules.iter().filter(|rule| rule.from.0 == rule.to.0).map(|rule| rule.from.0).collect();
    assert!(uprights[0] < large.x && large.x + large.width < uprights[1]);
    assert_eq!((small.width, small.height), (PIXEL * 20, PIXEL * 10));
    let foot = page.rules.iter().map(|rule| rule.to.1).max().unwrap();
    assert!(large.y + large.height < foot);
    assert!(matches!(large.element, Element::Cell { row: 1, column: 0, .. }));
}

#[test]
fn a_picture_on_a_turned_page_is_turned_with_it() {
    let pages = sound("---\nlayout: table\n---\n\n# 标题\n\n![图](300x200)\n");
    assert_eq!(pages.layouts[0].layout, Layout::Table);
    let image = only_image(&pages.pages[0]);
    assert_eq!((image.turn, image.width, image.height), (Turn::Left, PIXEL * 200, PIXEL * 300));
}

#[test]
fn an_image_without_its_picture_prints_its_words_and_says_why() {
    let pages = typeset("# 标题\n\n![现场照片](a.png)\n\n见![表](b.png \"说明\")。\n");
    let text: String = pages.value.pages[0].runs.iter().map(run_text).collect();
    assert!(text.contains("［现场照片］") && text.contains("见［表］。"), "{text}");
    insta::assert_snapshot!(pages::shown(&pages.findings), @r"
    warning[image-missing]: 图片“a.png”没有排入，以文字代替：没有这个文件
      --> 测试.md:3:1
    warning[image-missing]: 图片“b.png”没有排入，以文字代替：没有这个文件
      --> 测试.md:5:1
    ");
}

#[test]
fn an_image_that_nobody_describes_is_reported_at_its_place() {
    let read = juanzong::markdown::read(
        "测试.md",
        "# 标题\n\n见![](a.png)和![ ](b.png)。\n",
        &juanzong::markdown::Marks::default(),
        Vec::new(),
    );
    insta::assert_snapshot!(pages::shown(&read.findings), @r"
    warning[image-undescribed]: 图片“a.png”没有替代文字
      --> 测试.md:3:2
      = help: 在“![”和“]”之间用一句话写明图上是什么
    warning[image-undescribed]: 图片“b.png”没有替代文字
      --> 测试.md:3:13
      = help: 在“![”和“]”之间用一句话写明图上是什么
    ");
}

/// What a text's PDF holds.
fn written(text: &str) -> Document {
    Document::load_mem(&pdf::write(&sound(text), pages::faces())).unwrap()
}

fn dictionaries<'a>(document: &'a Document, key: &[u8], name: &[u8]) -> Vec<&'a Dictionary> {
    let dictionaries = document.objects.values().filter_map(|object| match object {
        Object::Stream(stream) => Some(&stream.dict),
        object => object.as_dict().ok(),
    });
    dictionaries.filter(|it| it.get(key).and_then(Object::as_name).is_ok_and(|own| own == name)).collect()
}

#[test]
fn a_picture_that_is_shown_twice_is_in_the_file_once() {
    let document =
        written("# 标题\n\n![一](300x200)\n\n![二](300x200)\n\n文![三](300x200)\n\n![四](30x20)\n");
    assert_eq!(dictionaries(&document, b"Subtype", b"Image").len(), 2);
    assert_eq!(dictionaries(&document, b"S", b"Figure").len(), 4);
}

#[test]
fn a_figure_is_tagged_with_its_words_its_place_and_its_caption() {
    let document = written("# 标题\n\n![现场](300x200 \"图1\")\n");
    let [figure] = dictionaries(&document, b"S", b"Figure")[..] else { panic!() };
    assert_eq!(lopdf::decode_text_string(figure.get(b"Alt").unwrap()).unwrap(), "现场");
    let layout = figure.get(b"A").and_then(Object::as_dict).unwrap();
    assert_eq!(layout.get(b"BBox").and_then(Object::as_array).unwrap().len(), 4);
    let kids = figure.get(b"K").and_then(Object::as_array).unwrap();
    let caption = document.get_dictionary(kids[1].as_reference().unwrap()).unwrap();
    assert_eq!(caption.get(b"S").and_then(Object::as_name).unwrap(), b"Caption");
}

#[test]
fn the_same_pictures_give_the_same_bytes() {
    let bytes = || pdf::write(&sound("# 标题\n\n![一](300x200)\n\n![二](30x20)\n"), pages::faces());
    assert_eq!(bytes(), bytes());
}

/// Sets a file by the program, and what it says.
fn run(markdown: &Path) -> String {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let mut program = Command::new(env!("CARGO_BIN_EXE_juanzong"));
    let output = program.arg("typeset").arg(markdown).arg("--fonts").arg(fonts).output().unwrap();
    [output.stdout, output.stderr].map(|said| String::from_utf8(said).unwrap()).concat()
}

/// The lines that name an image which is not shown.
fn missing(said: &str) -> Vec<&str> {
    let lines = said.lines().filter_map(|line| line.split_once("[image-missing]: "));
    lines.map(|(_, message)| message).collect()
}

#[test]
fn a_file_outside_of_a_workspace_shows_pictures_of_its_own_folder_only() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("文件");
    fs::create_dir_all(inside.join("图")).unwrap();
    fs::write(folder.path().join("外.png"), drawings::red(9, 9)).unwrap();
    fs::write(inside.join("图/内 一.png"), drawings::red(9, 9)).unwrap();
    fs::write(inside.join("坏.png"), b"\x89PNG\r\n\x1a\n").unwrap();
    let text = "# 标题\n\n![一](图/内%20一.png)\n\n![二](../外.png)\n\n![三](坏.png)\n\n![四](https://example.org/a.png)\n";
    fs::write(inside.join("a.md"), text).unwrap();
    let said = run(&inside.join("a.md"));
    assert_eq!(
        missing(&said),
        [
            "图片“../外.png”没有排入，以文字代替：图片要放在工作区里，路径不能指到外面",
            "图片“坏.png”没有排入，以文字代替：图片不完整或者已损坏",
            "图片“https://example.org/a.png”没有排入，以文字代替：不从网上取图片，请把图片存成文件",
        ]
    );
}

#[test]
fn a_file_in_a_workspace_shows_pictures_of_the_whole_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let notices = folder.path().join("output/notices");
    fs::create_dir_all(&notices).unwrap();
    fs::create_dir_all(folder.path().join("inputs/plan")).unwrap();
    fs::create_dir_all(folder.path().join("inputs/evidence")).unwrap();
    fs::write(folder.path().join("inputs/plan/campaign.yaml"), "").unwrap();
    fs::write(folder.path().join("inputs/evidence/a.png"), drawings::red(9, 9)).unwrap();
    let text = "# 标题\n\n![一](../../inputs/evidence/a.png)\n\n![二](../../../a.png)\n";
    fs::write(notices.join("a.md"), text).unwrap();
    let said = run(&notices.join("a.md"));
    assert_eq!(
        missing(&said),
        ["图片“../../../a.png”没有排入，以文字代替：图片要放在工作区里，路径不能指到外面",]
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("文件");
    fs::create_dir(&inside).unwrap();
    fs::write(folder.path().join("外.png"), drawings::red(9, 9)).unwrap();
    std::os::unix::fs::symlink(folder.path().join("外.png"), inside.join("a.png")).unwrap();
    fs::write(inside.join("a.md"), "# 标题\n\n![一](a.png)\n").unwrap();
    let said = run(&inside.join("a.md"));
    assert_eq!(
        missing(&said),
        ["图片“a.png”没有排入，以文字代替：这个路径经过链接指向工作区以外，没有读入",]
    );
}
