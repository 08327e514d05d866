//! YAML text → a tree of nodes, each with its line and column.
//!
//! In: text of any origin. Out: scalars as they were written, lists and fields; or the first place
//! where the text is no YAML that a plan may use. It never resolves types, anchors or tags.

use std::collections::BTreeMap;
use std::sync::Arc;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span, StrInput};

use super::{fold, slips};
use crate::base::{Code, Finding, Place};

/// The largest text that is read, in bytes: a plan of a hundred indicators has 60 kB.
pub(super) const MAX_BYTES: usize = 4 << 20;

/// How deep lists and fields may nest; plans need 8. Far below what a thread's stack holds.
pub(super) const MAX_DEPTH: usize = 64;

/// A line and a column, both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// Which of the documents that are read together it is in, from 0.
    pub(super) document: usize,
    pub(super) line: u32,
    pub(super) column: u32,
}

/// A value of the document.
#[derive(Debug)]
pub(super) struct Node {
    /// Its number in order of appearance; tells it from every other node.
    pub(super) id: usize,
    pub(super) spot: Spot,
    pub(super) content: Content,
}

/// What a node holds.
#[derive(Debug)]
pub(super) enum Content {
    Nothing,
    Text(String),
    List(Vec<Node>),
    Fields(Vec<Field>),
}

/// A name with its value.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) id: usize,
    pub(super) spot: Spot,
    pub(super) name: String,
    pub(super) value: Node,
}

impl Spot {
    /// The first character of a document.
    pub(super) const fn start(document: usize) -> Self {
        Self { document, line: 1, column: 1 }
    }

    fn of(marker: Marker, document: usize) -> Self {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { document, line: count(marker.line()), column: count(marker.col()).saturating_add(1) }
    }

    pub(super) fn place(self, file: &Arc<str>) -> Place {
        Place::text(Arc::clone(file), self.line, self.column)
    }
}

/// Parses documents one after another, so that no two of their nodes have the same number.
#[derive(Debug, Default)]
pub(super) struct Trees {
    documents: usize,
    nodes: usize,
}

impl Trees {
    /// The next document as a tree; no text at all is [`Content::Nothing`].
    ///
    /// # Errors
    /// `YamlSyntax`, one finding: behind the first fault nothing is certain.
    pub(super) fn parse(&mut self, text: &str, file: &Arc<str>) -> Result<Node, Finding> {
        let document = self.documents;
        self.documents += 1;
        parse(text, file, document, &mut self.nodes)
    }
}

fn parse(text: &str, file: &Arc<str>, document: usize, nodes: &mut usize) -> Result<Node, Finding> {
    if text.len() > MAX_BYTES {
        let message = format!("文件太大，超过 {} MB，没有读入", MAX_BYTES >> 20);
        return Err(Finding::new(Code::YamlSyntax, Place::file(Arc::clone(file)), message));
    }
    if let Some(spot) = slips::forbidden_character(text) {
        return Err(slips::fault(spot, file, "这里有不能使用的字符（看不见的控制字符），请删去"));
    }
    let events = Parser::new_from_str(text);
    let mut scan = Scan { events, file, document, count: nodes, rest: text, passed: 0 };
    let root = scan.document()?;
    let nothing = || Node { id: scan.number(), spot: Spot::start(document), content: Content::Nothing };
    Ok(root.unwrap_or_else(nothing))
}

struct Scan<'a> {
    events: Parser<'a, StrInput<'a>>,
    file: &'a Arc<str>,
    document: usize,
    count: &'a mut usize,
    /// The text from the last scalar on that stands over several lines, and the characters before it.
    rest: &'a str,
    passed: usize,
}

impl<'a> Scan<'a> {
    fn document(&mut self) -> Result<Option<Node>, Finding> {
        let mut root = None;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::DocumentStart(_) if root.is_some() => {
                    return Err(self.fault(span, "一个文件里只能有一份内容，这里多了一行“---”"));
                }
                Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..) | Event::Alias(_) => {
                    root = Some(self.node(event, span, 0)?);
                }
                _ => {}
            }
        }
        Ok(root)
    }

    fn next(&mut self) -> Result<Option<(Event<'a>, Span)>, Finding> {
        let event = self.events.next_event().transpose();
        event.map_err(|error| slips::syntax(error.info(), self.spot(*error.marker()), self.file))
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node, Finding> {
        self.refuse_extras(&event, span)?;
        if depth > MAX_DEPTH {
            return Err(self.fault(span, "层次太深，没有读入"));
        }
        let id = self.number();
        let content = match event {
            Event::Scalar(text, style, ..) => self.scalar(text.into_owned(), style, span)?,
            Event::SequenceStart(..) => Content::List(self.list(depth)?),
            Event::MappingStart(..) => Content::Fields(self.fields(depth)?),
            _ => return Err(self.fault(span, "这里缺少内容")),
        };
        Ok(Node { id, spot: self.spot(span.start), content })
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, span: Span) -> Result<Content, Finding> {
        if slips::forbidden_character(&text).is_some() {
            return Err(self.fault(span, "这里的 \\ 写法得出了不能使用的字符"));
        }
        let text = if span.start.line() == span.end.line() {
            text
        } else {
            let source = self.source(span);
            if style == ScalarStyle::Plain {
                self.refuse_entry(source, span)?;
            }
            unfolded(text, style, source)
        };
        let is_nothing = style == ScalarStyle::Plain && matches!(text.as_str(), "" | "~" | "null");
        Ok(if is_nothing { Content::Nothing } else { Content::Text(text) })
    }

    /// An entry of a list that is indented too far is, to YAML, more text of the entry above.
    fn refuse_entry(&self, source: &str, span: Span) -> Result<(), Finding> {
        let is_entry = |line: &str| line.trim_start().starts_with("- ");
        let Some((behind, line)) = source.lines().enumerate().skip(1).find(|(_, line)| is_entry(line)) else {
            return Ok(());
        };
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let column = count(line.find('-').unwrap_or_default()).saturating_add(1);
        let spot = Spot { document: self.document, line: count(span.start.line() + behind), column };
        Err(slips::fault(spot, self.file, "这一行的“- ”缩进太深，成了上一项的文字；同一层的“- ”要对齐"))
    }

    /// The source of a span; spans come in order, so the text is walked once.
    fn source(&mut self, span: Span) -> &'a str {
        let bytes =
            |text: &str, chars: usize| text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
        let skipped = span.start.index().saturating_sub(self.passed);
        self.rest = &self.rest[bytes(self.rest, skipped)..];
        self.passed += skipped;
        &self.rest[..bytes(self.rest, span.end.index() - span.start.index())]
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Node>, Finding> {
        let mut nodes = Vec::new();
        while let Some((event, span)) = self.next()? {
            if event == Event::SequenceEnd {
                break;
            }
            nodes.push(self.node(event, span, depth + 1)?);
        }
        Ok(nodes)
    }

    fn fields(&mut self, depth: usize) -> Result<Vec<Field>, Finding> {
        let mut fields = Vec::new();
        let mut seen: BTreeMap<String, Spot> = BTreeMap::new();
        while let Some((event, span)) = self.next()? {
            if event == Event::MappingEnd {
                break;
            }
            let field = self.field(event, span, depth)?;
            if let Some(first) = seen.insert(field.name.clone(), field.spot) {
                let message = format!("“{}”写了两次", field.name);
                return Err(slips::fault(field.spot, self.file, message)
                    .related(first.place(self.file), "第一次写在这里")
                    .help("合并成一项，或改正其中一项的名称"));
            }
            fields.push(field);
        }
        Ok(fields)
    }

    fn field(&mut self, key: Event<'a>, span: Span, depth: usize) -> Result<Field, Finding> {
        self.refuse_extras(&key, span)?;
        let Event::Scalar(name, ..) = key else {
            return Err(self.fault(span, "冒号前应为项目的名称"));
        };
        if name == "<<" {
            return Err(self.fault(span, "不支持 << 合并，请把内容照写一遍"));
        }
        let (id, spot) = (self.number(), self.spot(span.start));
        let Some((event, span)) = self.next()? else {
            return Err(self.fault(span, "这里缺少内容"));
        };
        let mut value = self.node(event, span, depth + 1)?;
        if matches!(value.content, Content::Nothing) {
            // The parser puts nothing wherever the next thing stands; people look at the name.
            value.spot = spot;
        }
        Ok(Field { id, spot, name: name.into_owned(), value })
    }

    fn refuse_extras(&self, event: &Event<'_>, span: Span) -> Result<(), Finding> {
        let (anchor, has_tag) = match event {
            Event::Alias(_) => return Err(self.fault(span, slips::ALIAS)),
            Event::Scalar(_, _, anchor, tag)
            | Event::SequenceStart(anchor, tag)
            | Event::MappingStart(anchor, tag) => (*anchor, tag.is_some()),
            _ => (0, false),
        };
        match (anchor, has_tag) {
            (0, false) => Ok(()),
            (0, true) => Err(self.fault(span, slips::TAG)),
            _ => Err(self.fault(span, slips::ALIAS)),
        }
    }

    fn number(&mut self) -> usize {
        *self.count += 1;
        *self.count
    }

    fn spot(&self, marker: Marker) -> Spot {
        Spot::of(marker, self.document)
    }

    fn fault(&self, span: Span, message: &str) -> Finding {
        slips::fault(self.spot(span.start), self.file, message)
    }
}

fn unfolded(text: String, style: ScalarStyle, source: &str) -> String {
    match style {
        ScalarStyle::Literal => text,
        ScalarStyle::DoubleQuoted if source.contains('\\') => text,
        _ => fold::unfold(&text, source),
    }
}
