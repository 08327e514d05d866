//! Pages as text, for tests that compare every place on them.

use std::fmt::Write;

use crate::base::Length;

use super::page::{Color, Element, Page, Pages, PlacedImage, Rule, Run, Target, Turn};

/// The pages as lines of text: a run a line, then the rules; lengths in EMU.
///
/// `x y size face element +end text`: `x` and `y` of the first origin, `end` from there to the last one;
/// `<` and `/` before `x` mark turned and rising runs, `red` and `pale` stand behind the element, then the
/// mark as `#part.number`. `image x y width height element` begins an image's line.
pub fn dump(pages: &Pages) -> String {
    let mut text = String::new();
    for (number, page) in (1..).zip(&pages.pages) {
        let _infallible = writeln!(text, "page {number} {} {}", page.width.to_emu(), page.height.to_emu());
        dump_page(&mut text, page);
    }
    text
}

fn dump_page(text: &mut String, page: &Page) {
    for run in &page.runs {
        let _infallible = writeln!(text, "  {}", run_line(run));
    }
    for rule in &page.rules {
        let _infallible = writeln!(text, "  {}", rule_line(rule));
    }
    for image in &page.images {
        let _infallible = writeln!(text, "  {}", image_line(image));
    }
    for link in &page.links {
        let [left, upper, right, lower] = link.area.map(Length::to_emu);
        let target = match &link.target {
            Target::Address(address) => address.to_string(),
            Target::Place(place) => format!("#{place}"),
        };
        let _infallible = writeln!(text, "  link {left} {upper} {right} {lower} {target}");
    }
}

fn run_line(run: &Run) -> String {
    let turn = turn_name(run.turn);
    let (x, y, size) = (run.x.to_emu(), run.y.to_emu(), run.size.to_emu());
    let characters: String = run.glyphs.iter().map(|glyph| glyph.character).collect();
    let mark = run.mark.map_or_else(String::new, |mark| format!(" #{}.{}", run.part, mark.0));
    let end = run.glyphs.last().map_or(0, |glyph| glyph.offset.to_emu());
    let face = run.face.0;
    let element = element_name(&run.element);
    format!("{turn}{x} {y} {size} f{face} {element}{}{mark} +{end} {characters:?}", color_name(run.color))
}

fn rule_line(rule: &Rule) -> String {
    let [x0, y0, x1, y1] = [rule.from.0, rule.from.1, rule.to.0, rule.to.1].map(Length::to_emu);
    format!("rule {x0} {y0} {x1} {y1} {}{}", rule.thickness.to_emu(), color_name(rule.color))
}

fn image_line(image: &PlacedImage) -> String {
    let [x, y, width, height] = [image.x, image.y, image.width, image.height].map(Length::to_emu);
    let element = element_name(&image.element);
    let turn = turn_name(image.turn);
    format!("image {turn}{x} {y} {width} {height} {element} after {} {:?}", image.after, image.alt)
}

const fn color_name(color: Color) -> &'static str {
    match color {
        Color::Black => "",
        Color::Red => " red",
        Color::Pale => " pale",
    }
}

const fn turn_name(turn: Turn) -> &'static str {
    match turn {
        Turn::None => "",
        Turn::Left => "<",
        Turn::Rising => "/",
    }
}

fn element_name(element: &Element) -> String {
    match element {
        Element::Front(field) => (*field).to_owned(),
        Element::Title { index } => format!("title{index}"),
        Element::AnnexLabel => "annex".to_owned(),
        Element::Heading { level, index } => format!("h{level}.{index}"),
        Element::Paragraph { index } => format!("p{index}"),
        Element::Cell { table, row, column, is_head, rows, columns } => {
            let tag = if *is_head { "th" } else { "td" };
            let covered =
                if (*rows, *columns) == (1, 1) { String::new() } else { format!("+{rows}x{columns}") };
            format!("{tag}{table}.{row}.{column}{covered}")
        }
        Element::Caption => "caption".to_owned(),
        Element::Figure { index } => format!("figure{index}"),
        Element::FigureCaption { index } => format!("figure{index}.caption"),
        Element::Note { index, is_label } => format!("note{index}{}", if *is_label { "." } else { "" }),
        Element::Entry { contents, entry } => format!("toc{contents}.{entry}"),
        Element::Artifact => "artifact".to_owned(),
    }
}
