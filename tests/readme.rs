//! Promise: the two READMEs say the same, and nothing that the program does not know.
#![allow(clippy::unwrap_used, reason = "a test says by panicking what is wrong")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use juanzong::base::Code;
use juanzong::plan::DocumentKind;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

const FILES: [&str; 2] = ["README.md", "README.zh-CN.md"];
/// What sets everything up on a machine with only Rust.
const SET_UP: [&str; 2] = ["cargo run --release -- build", "cargo test"];

/// What of a README can be held to something.
#[derive(Default)]
struct Readme {
    heading_levels: Vec<u8>,
    code_blocks: Vec<String>,
    /// Words in code within the text.
    inline_code: BTreeSet<String>,
    /// Targets of links and pictures.
    targets: Vec<String>,
}

impl Readme {
    fn read(file: &str) -> Self {
        let text = std::fs::read_to_string(repository().join(file)).unwrap();
        let mut readme = Self::default();
        let mut block = None;
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Heading { level, .. }) => readme.heading_levels.push(level as u8),
                Event::Start(Tag::CodeBlock(_)) => block = Some(String::new()),
                Event::End(TagEnd::CodeBlock) => readme.code_blocks.extend(block.take()),
                Event::Text(text) => block.iter_mut().for_each(|block| block.push_str(&text)),
                Event::Code(code) => drop(readme.inline_code.insert(code.into_string())),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    readme.targets.push(dest_url.into_string());
                }
                _ => {}
            }
        }
        readme
    }

    /// The options of the program that are named: in the text, and in lines that run it.
    fn options(&self) -> BTreeSet<String> {
        let is_of_cargo = |code: &&str| code.starts_with("cargo ");
        let inline = self.inline_code.iter().map(String::as_str);
        let lines = self.code_blocks.iter().flat_map(|block| block.lines()).chain(inline.clone());
        let runs = lines.filter(is_of_cargo).filter_map(|line| Some(line.split_once(" -- ")?.1));
        runs.chain(inline.filter(|code| !is_of_cargo(code))).flat_map(options).collect()
    }

    /// Words of the form in which codes of findings are written.
    fn codes(&self) -> impl Iterator<Item = &str> {
        let is_code =
            |word: &&str| word.contains('-') && word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        let words = self.inline_code.iter().map(String::as_str);
        words.filter(is_code).filter(|word| !word.starts_with('-'))
    }
}

fn options(text: &str) -> Vec<String> {
    let words = text.split([' ', ',', '\n']).filter(|word| word.starts_with('-'));
    words.filter(|word| word.contains(char::is_alphabetic)).map(str::to_owned).collect()
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readmes() -> [Readme; 2] {
    FILES.map(Readme::read)
}

fn help(arguments: &[&str]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_juanzong"));
    String::from_utf8(program.args(arguments).arg("--help").output().unwrap().stdout).unwrap()
}

/// The commands, as the help lists them below the line 命令.
fn commands() -> Vec<String> {
    let help = help(&[]);
    let list = help.lines().skip_while(|line| !line.starts_with("命令")).skip(1);
    list.map_while(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn both_have_the_same_headings_and_the_same_code() {
    let [english, chinese] = readmes();
    assert_eq!(english.heading_levels, chinese.heading_levels);
    assert_eq!(english.code_blocks, chinese.code_blocks);
}

#[test]
fn both_name_the_two_commands_that_set_everything_up() {
    for readme in readmes() {
        for command in SET_UP {
            assert!(readme.code_blocks.iter().any(|block| block.trim_end() == command), "{command}");
        }
    }
}

#[test]
fn both_name_every_command_and_option_of_the_help_and_no_other() {
    let commands = commands();
    let helps = commands.iter().map(|command| help(&[command])).chain([help(&[])]);
    let known: BTreeSet<String> = helps.flat_map(|help| options(&help)).collect();
    for readme in readmes() {
        assert_eq!(readme.options(), known);
        for command in &commands {
            let is_named = readme.inline_code.iter().any(|code| code.split(' ').next() == Some(command));
            assert!(is_named, "{command}");
        }
    }
}

#[test]
fn both_name_every_kind_of_document_and_only_codes_that_there_are() {
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    for readme in readmes() {
        for kind in DocumentKind::ALL {
            assert!(readme.inline_code.contains(kind.name()), "{}", kind.name());
        }
        let unknown: Vec<&str> = readme.codes().filter(|code| !codes.contains(code)).collect();
        assert_eq!(unknown, Vec::<&str>::new());
    }
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    for target in readmes().into_iter().flat_map(|readme| readme.targets) {
        assert!(target.starts_with("https://") || repository().join(&target).exists(), "{target}");
    }
}
