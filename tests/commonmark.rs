//! All examples of the CommonMark specification, typeset: the text on the pages is the text of the reference.

#[path = "support/pages.rs"]
mod pages;

use std::fmt::Write as _;
use std::iter::Peekable;
use std::str::Chars;

use juanzong::markdown::{self, Marks};
use juanzong::typeset::{self, Style};

const SPECIFICATION: &str = include_str!("commonmark/examples.txt");

/// One example: Markdown, and the HTML that the specification gives for it.
struct Example {
    number: usize,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let fence = "`".repeat(32);
    let opening = format!("{fence} example\n");
    let example = |(number, block): (usize, &str)| {
        let (body, _) = block.split_once(&fence).expect("an example ends with a fence");
        let body = format!("\n{}", body.replace('→', "\t"));
        let (markdown, html) = body.split_once("\n.\n").expect("an example has two halves");
        Example {
            number,
            markdown: format!("{}\n", markdown.get(1..).unwrap_or_default()),
            html: html.to_owned(),
        }
    };
    (1..).zip(SPECIFICATION.split(&opening).skip(1)).map(example).collect()
}

/// The text of the pages, without blanks.
fn typeset_text(source: &str) -> String {
    let manuscript = markdown::read("例.md", source, &Marks::default(), Vec::new()).value;
    let pages = typeset::pages(&[manuscript], pages::faces(), &Style::default()).value;
    without_blanks(&pages::text(&pages))
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The text of HTML: without tags, but with the numbers of lists and with what stands for an image.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut characters = html.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '<' => write_tag(&tag(&mut characters), &mut lists, &mut text),
            _ => text.push(character),
        }
    }
    without_blanks(&decoded(&text))
}

fn tag(characters: &mut Peekable<Chars<'_>>) -> String {
    characters.by_ref().take_while(|&c| c != '>').collect()
}

fn write_tag(tag: &str, lists: &mut Vec<Option<u64>>, text: &mut String) {
    let name = tag.split([' ', '/']).next().unwrap_or_default();
    match name {
        "ol" => lists.push(Some(attribute(tag, "start").map_or(1, |start| start.parse().expect("a number")))),
        "ul" => lists.push(None),
        "li" => {
            if let Some(Some(number)) = lists.last_mut() {
                write!(text, "{number}.").expect("a string takes it");
                *number += 1;
            }
        }
        "img" => {
            let words = attribute(tag, "alt").filter(|alt| !alt.is_empty());
            let name = || attribute(tag, "src").and_then(|source| source.rsplit('/').next());
            let words = words.or_else(name).unwrap_or_default();
            write!(text, "［{words}］").expect("a string takes it");
        }
        "" if matches!(tag, "/ol" | "/ul") => drop(lists.pop()),
        _ => {}
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// The four entities that the reference writes.
fn decoded(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Where the pages say something else on purpose, and why.
const EXCEPTIONS: [(&str, &[usize]); 4] = [
    (
        "raw HTML is shown as text, not obeyed",
        &[
            21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165,
            166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184,
            185, 186, 187, 188, 189, 190, 191, 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536, 613,
            614, 615, 616, 617, 623, 625, 626, 627, 628, 629, 630, 631, 642, 643,
        ],
    ),
    ("a character that no face has is printed as 〓", &[3, 25, 26, 27, 540, 651]),
    ("a file that begins with --- has front matter", &[96]),
    ("emphasis beside marks of no Western alphabet is repaired", &[354]),
];

/// Why an example may differ.
fn reason(number: usize) -> Option<&'static str> {
    EXCEPTIONS.iter().find(|(_, numbers)| numbers.contains(&number)).map(|(reason, _)| *reason)
}

#[test]
fn the_examples_read_as_the_reference_does() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let mut wrong = Vec::new();
    for Example { number, markdown, html } in &examples {
        let (found, expected) = (typeset_text(markdown), text_of(html));
        match reason(*number) {
            None if found != expected => wrong.push(format!("{number}: {found}\n  instead of {expected}")),
            Some(reason) if found == expected => wrong.push(format!("{number} no longer differs: {reason}")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
