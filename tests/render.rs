//! What a template prints is its own words and traced values, each marked; everything else is a fault.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use insta::assert_snapshot;
use juanzong::base::{Finding, Place, Traced, Words, count};
use juanzong::documents::{Printed, Traces};
use juanzong::markdown::{self, Block, BlockKind, Mark, Marks, Span, SpanKind};
use juanzong::render::{Rendered, Source, Templates};
use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    name: Printed,
    total: Printed,
    has_rows: bool,
    note: Option<Printed>,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    unit: Printed,
    done: Printed,
}

fn words(text: &str) -> Words {
    Words::text_at(text, Place::text("inputs/plan/a.yaml", 1, 1))
}

fn number(value: usize) -> Traced<usize> {
    Traced::at(value, value.to_string(), Place::file("b.xlsx"))
}

/// Two rows: 甲乡 2, 乙镇 0.
fn view() -> (View, Traces) {
    let mut traces = Traces::default();
    let row = |traces: &mut Traces, unit: &str, done| RowView {
        unit: traces.words(&words(unit)),
        done: traces.number(&number(done)),
    };
    let view = View {
        name: traces.words(&words("推进会")),
        total: traces.number(&number(2)),
        has_rows: true,
        note: None,
        rows: vec![row(&mut traces, "甲乡", 2), row(&mut traces, "乙镇", 0)],
    };
    (view, traces)
}

fn source(name: &str, text: &str) -> Source {
    Source { name: name.to_owned(), file: format!("templates/{name}"), text: text.to_owned() }
}

fn load(sources: &[(&str, &str)]) -> (Templates, Vec<Finding>) {
    let loaded = Templates::load(sources.iter().map(|(name, text)| source(name, text)));
    (loaded.value, loaded.findings)
}

fn render(template: &str) -> Result<Rendered, Vec<Finding>> {
    let (view, traces) = view();
    let (templates, findings) = load(&[("a.md", template)]);
    assert_eq!(findings, [], "{template}");
    templates.render("a.md", &view, &traces, "")
}

/// The Markdown with each marked stretch between `⟦` and its number.
fn marked(rendered: &Rendered) -> String {
    let mut text = rendered.markdown.clone();
    for (range, id) in rendered.marks.iter().rev() {
        text.insert_str(range.end, &format!("⟧{id}"));
        text.insert(range.start, '⟦');
    }
    text
}

fn printed(template: &str) -> String {
    marked(&render(template).expect("the template is sound"))
}

/// The findings of a template that loads but can't be printed.
fn faults(template: &str) -> String {
    let findings = render(template).expect_err("the template is at fault");
    findings.iter().map(|finding| format!("{finding}\n")).collect()
}

fn loading(sources: &[(&str, &str)]) -> String {
    load(sources).1.iter().map(|finding| format!("{finding}\n")).collect()
}

#[test]
fn every_value_is_marked_and_the_templates_own_digits_are_its_words() {
    assert_snapshot!(printed("# 2023年{{ name }}\n\n共{{ total }}个，12月31日前完成。\n"), @r"
    # 2023年⟦推进会⟧0

    共⟦2⟧1个，12月31日前完成。
    ");
}

#[test]
fn loops_conditions_and_the_strings_of_tags_choose_and_order_words() {
    let template = "\
{% if total.n > 1 and name.s == '推进会' and has_rows %}
{% for row in rows %}
| {{ row.unit }} | {{ row.done }} |{% if not loop.last %} {% endif %}
{% endfor %}
{% endif %}
{{ note | default(value='缺') }}、{{ '有' if has_rows else '无' }}
{{ rows | first | get(key='unit') }}：{% set who = name %}{{ who }}
";
    assert_snapshot!(printed(template), @r"
    | ⟦甲乡⟧2 | ⟦2⟧3 |

    | ⟦乙镇⟧4 | ⟦0⟧5 |

    缺、有
    ⟦甲乡⟧2：⟦推进会⟧0
    ");
}

#[test]
fn blanks_that_tags_remove_are_removed() {
    assert_snapshot!(printed("甲\n{%- for row in rows -%}\n  {{- row.unit -}}  、{% endfor %}\n"), @"甲⟦甲乡⟧2、⟦乙镇⟧4、");
}

#[test]
fn lists_are_joined_and_each_value_keeps_its_mark() {
    #[derive(Serialize)]
    struct Names {
        names: Vec<Printed>,
    }
    let mut traces = Traces::default();
    let view = Names { names: traces.all(&[words("甲"), words("乙[1]")]) };
    let (templates, _) = load(&[("a.md", "送：{{ names | join(sep='、') }}。")]);

    let rendered = templates.render("a.md", &view, &traces, "").unwrap();
    assert_snapshot!(marked(&rendered), @r"送：⟦甲⟧0、⟦乙\[1\]⟧1。");
}

#[test]
fn includes_parents_and_components_keep_marks_and_sites() {
    let (view, traces) = view();
    let (templates, findings) = load(&[
        ("base.md", "# {% block title %}题{% endblock %}\n\n{% block body %}{% endblock %}"),
        ("row.md", "{% component line(unit) %}- {{ unit }}于3月\n{% endcomponent line %}"),
        ("part.md", "{{ name }}第1次"),
        (
            "a.md",
            "{% extends 'base.md' %}{% block title %}{% include 'part.md' %}{% endblock %}\
             {% block body %}{% for row in rows %}{{<line unit={row.unit} />}}{% endfor %}\
             {{ total }}个{% endblock %}",
        ),
    ]);
    assert_eq!(findings, []);

    let rendered = templates.render("a.md", &view, &traces, "").unwrap();
    assert_snapshot!(marked(&rendered), @"
    # ⟦推进会⟧0第1次

    - ⟦甲乡⟧2于3月
    - ⟦乙镇⟧4于3月
    ⟦2⟧1个
    ");
}

#[test]
fn a_figure_from_nowhere_is_named_with_template_and_line() {
    assert_snapshot!(faults("# 题\n\n共{{ rows | length }}个\n{{ 3 }}\n{% for row in rows %}\n{{ loop.index }}.{% endfor %}{{ total.n + 1 }}{{ '3' }}"), @r"
    error[figure-untraced]: 模板印出了没有来源的数字“2”
      --> templates/a.md:3:2
      = help: 模板不计算：数字要由数据给出，写成 {{ 名称 }}
    error[figure-untraced]: 模板印出了没有来源的数字“3”
      --> templates/a.md:4:1
      = help: 模板不计算：数字要由数据给出，写成 {{ 名称 }}
    error[figure-untraced]: 模板印出了没有来源的数字“1”
      --> templates/a.md:6:1
      = help: 模板不计算：数字要由数据给出，写成 {{ 名称 }}
    error[figure-untraced]: 模板印出了没有来源的数字“3”
      --> templates/a.md:6:30
      = help: 模板不计算：数字要由数据给出，写成 {{ 名称 }}
    error[figure-untraced]: 模板印出了没有来源的数字“3”
      --> templates/a.md:6:47
      = help: 模板不计算：数字要由数据给出，写成 {{ 名称 }}
    ");
}

#[test]
fn whole_views_and_text_without_source_are_named() {
    assert_snapshot!(faults("{{ rows }}\n{{ rows[0] }}\n{{ name.s }}{{ has_rows }}"), @r"
    error[template-broken]: 模板把整个列表或整组数据印了出来
      --> templates/a.md:1:1
      = help: 写出要印的那一项，如 {{ unit.name }}；列表用 {% for %} 逐项印
    error[template-broken]: 模板把整个列表或整组数据印了出来
      --> templates/a.md:2:1
      = help: 写出要印的那一项，如 {{ unit.name }}；列表用 {% for %} 逐项印
    error[template-broken]: 模板印出了查不到来源的文字“推进会”
      --> templates/a.md:3:1
      = help: 直接写 {{ 名称 }}；.n、.s 和 has_…、is_… 只用在 {% if %} 里
    error[template-broken]: 模板印出了查不到来源的文字“true”
      --> templates/a.md:3:13
      = help: 直接写 {{ 名称 }}；.n、.s 和 has_…、is_… 只用在 {% if %} 里
    ");
}

#[test]
fn what_a_filter_changes_is_a_fault_at_its_line() {
    for template in [
        "\n{{ name.s | truncate(length=1, end='') }}",
        "\n{{ name.s | reverse }}",
        "\n{{ name | str | reverse }}",
        "\n{% set text = '第一' %}{{ text | reverse }}",
        "\n{{ rows | join(sep='、') }}",
    ] {
        let findings = render(template).expect_err(template);
        let spots: Vec<String> = findings.iter().map(|finding| finding.place.to_string()).collect();
        assert!(spots.iter().all(|spot| spot.starts_with("templates/a.md:2:")), "{template}: {spots:?}");
    }
}

#[test]
fn text_without_source_may_be_printed_but_no_digit_in_it() {
    #[derive(Serialize)]
    struct Bare {
        text: Printed,
    }
    let (templates, _) = load(&[("a.md", "\n{{ text }}")]);
    let print = |text: &str| {
        let mut traces = Traces::default();
        let view = Bare { text: traces.words(&Words::untraced(text)) };
        templates.render("a.md", &view, &traces, "")
    };

    assert_eq!(print("缺").unwrap().markdown, "缺\n");
    assert_snapshot!(print("3个").unwrap_err()[0], @r"
    error[figure-untraced]: “3个”里有数字，却没有来源
      --> templates/a.md:2:1
      = help: 这段文字要从计划或报送的表格里取
    ");
}

#[test]
fn a_count_of_nothing_is_a_figure() {
    #[derive(Serialize)]
    struct Counted {
        count: Printed,
    }
    let mut traces = Traces::default();
    let view = Counted { count: traces.number(&count([])) };
    let (templates, _) = load(&[("a.md", "共{{ count }}个")]);

    assert_eq!(templates.render("a.md", &view, &traces, "").unwrap().markdown, "共0个\n");
}

#[test]
fn a_name_that_the_view_lacks_is_named_where_it_stands() {
    assert_snapshot!(faults("甲\n乙{{ name }} {{ nmae }}"), @r"
    error[template-broken]: 模板用到的名字不存在：Variable `nmae` is not defined. Available variables: has_rows, name, note, rows, total
      --> templates/a.md:2:16
    ");
}

#[test]
fn a_broken_template_is_named_once_and_only_what_needs_it_is_missing() {
    let sources = [
        ("good.md", "甲{{ name }}"),
        ("bad.md", "甲\n{% if %}"),
        ("needs.md", "{% include 'bad.md' %}"),
        ("child.md", "{% extends 'bad.md' %}"),
        ("lost.md", "\n\n{% include 'nowhere.md' %}"),
        ("filter.md", "{{ name | frob }}"),
        ("bare.md", "{% if total %}{% endif %}"),
        ("needs-bare.md", "{% include 'bare.md' %}"),
    ];
    assert_snapshot!(loading(&sources), @r"
    error[template-broken]: 模板写法不对：Found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`
      --> templates/bad.md:2:7
    error[template-broken]: 没有这个过滤器：Unknown filter `frob`
      --> templates/filter.md:1:11
    error[template-broken]: 引用的模板不存在：Unknown template `nowhere.md`
      --> templates/lost.md:3:12
    error[template-broken]: 条件里的“total”永远成立，比较也永远不成立
      --> templates/bare.md:1:1
      = help: 写成 total.n（数字）或 total.s（文字），或用 has_…、is_… 的项
    ");
    let (view, traces) = view();
    let (templates, _) = load(&sources);

    assert_eq!(templates.render("good.md", &view, &traces, "").unwrap().markdown, "甲推进会\n");
    for (name, _) in &sources[1..] {
        assert_eq!(templates.render(name, &view, &traces, ""), Err(vec![]), "{name}");
    }
}

#[test]
fn a_template_that_is_not_there_is_named() {
    let (view, traces) = view();
    let findings = load(&[]).0.render("a.md", &view, &traces, "").unwrap_err();
    assert_snapshot!(findings[0], @r"
    error[template-broken]: 没有这个模板：Template 'a.md' not found
      --> a.md
    ");
}

#[test]
fn the_later_source_of_a_name_counts_even_when_it_is_broken() {
    let (view, traces) = view();
    let (templates, findings) = load(&[("a.md", "旧"), ("a.md", "新")]);
    assert_eq!(findings, []);
    assert_eq!(templates.render("a.md", &view, &traces, "").unwrap().markdown, "新\n");

    let (templates, findings) = load(&[("a.md", "旧"), ("a.md", "{{")]);
    assert_eq!(findings.len(), 1);
    assert_eq!(templates.render("a.md", &view, &traces, ""), Err(vec![]));
}

#[test]
fn a_loop_that_runs_wild_ends_in_a_finding() {
    let (open, close) = ("{% for a in rows %}".repeat(18), "{% endfor %}".repeat(18));
    assert_snapshot!(faults(&format!("{open}{}{close}", "长".repeat(400))), @r"
    error[template-broken]: 一份文书超过 64 MB，模板里可能有停不下来的循环
      --> templates/a.md
    ");
}

/// Forty passes would make a billion characters, forty lines as many.
#[test]
fn a_template_that_joins_a_text_with_itself_is_named_when_it_is_loaded() {
    let joined = "{% set x = '长' %}{% for row in rows %}{% set_global x = x ~ x %}{% endfor %}";
    let captured = "{% set x %}{{ x }}{{ x }}{% endset %}\n".repeat(2);
    let found = [joined, &captured].map(|template| {
        let findings = load(&[("a.md", template)]).1;
        findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    });
    assert_snapshot!(found.join("\n"), @"
    error[template-broken]: 模板不能用符号 ~
      --> templates/a.md:1:39
      = help: 要印的内容直接写在模板里，不用先存起来或接起来
    error[template-broken]: 模板不能用成段的 set
      --> templates/a.md:1:1
      = help: 要印的内容直接写在模板里，不用先存起来或接起来
    error[template-broken]: 模板不能用成段的 set
      --> templates/a.md:2:1
      = help: 要印的内容直接写在模板里，不用先存起来或接起来
    ");
}

/// Nothing of it reaches the paper, so its size bounds nothing.
#[test]
fn what_turns_for_ever_and_prints_nothing_ends_in_a_finding() {
    let (open, close) = ("{% for a in rows %}".repeat(30), "{% endfor %}".repeat(30));
    assert_snapshot!(faults(&format!("{open}{close}")), @r"
    error[template-broken]: 循环和引用超过 100 万次，模板里可能有停不下来的循环
      --> templates/a.md
    ");
    let includes: Vec<(String, String)> = (0..30)
        .map(|k| (format!("{k}.md"), format!("{{% include '{}.md' %}}", k + 1).repeat(4)))
        .chain([("30.md".to_owned(), String::new())])
        .collect();
    let includes: Vec<(&str, &str)> =
        includes.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (view, traces) = view();
    let (templates, findings) = load(&includes);
    assert_eq!(findings, []);
    assert_snapshot!(templates.render("0.md", &view, &traces, "").unwrap_err()[0], @r"
    error[template-broken]: 循环和引用超过 100 万次，模板里可能有停不下来的循环
      --> templates/0.md
    ");
}

#[test]
fn front_matter_stands_before_the_body_and_moves_the_marks() {
    let (view, traces) = view();
    let (templates, _) = load(&[("a.md", "\n\n{{ name }}")]);
    let rendered = templates.render("a.md", &view, &traces, "---\nlayout: official\n---\n").unwrap();
    assert_snapshot!(marked(&rendered), @r"
    ---
    layout: official
    ---

    ⟦推进会⟧0
    ");
}

#[test]
fn the_built_in_templates_load() {
    let loaded = Templates::load(juanzong::render::builtin());
    assert_eq!(loaded.findings, []);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_value_is_read_back_from_the_markdown_with_its_mark(
        texts in proptest::collection::vec("[甲乙 0-9.)#*|:=+>\\\\\\[\\]<&!_`~-]{1,12}|\\PC{1,8}", 1..5),
    ) {
        let mut traces = Traces::default();
        let view = Texts { rows: texts.iter().map(|text| traces.words(&words(text))).collect() };
        let (templates, _) = load(&[("a.md", EVERY_SPOT)]);
        let rendered = templates.render("a.md", &view, &traces, "").unwrap();

        let marks = Marks::new(rendered.marks.iter().map(|(range, id)| (range.clone(), Mark(*id))).collect());
        let read = markdown::read("a.md", &rendered.markdown, &marks, traces.places()).value;
        let expected: Vec<&str> = texts.iter().map(|text| text.trim_matches(' ')).collect();
        for (id, text) in (0u32..).zip(expected) {
            let spots = if text.is_empty() { String::new() } else { text.repeat(SPOTS) };
            prop_assert_eq!(printed_as(&read.blocks, Mark(id)), spots, "{}", rendered.markdown);
        }
    }
}

#[derive(Serialize)]
struct Texts {
    rows: Vec<Printed>,
}

/// A value at the start of a line, inside one, in a list, a quote, a heading and a table.
const EVERY_SPOT: &str = "\
{% for row in rows %}
{{ row }}

第1项{{ row }}。
{{ row }}和**{{ row }}**

- {{ row }}

> {{ row }}

## {{ row }}

| 名 | 值 |
| - | - |
| {{ row }} | 其中{{ row }} |

{% endfor %}
";
const SPOTS: usize = 9;

/// All text that carries a mark, in order.
fn printed_as(blocks: &[Block], mark: Mark) -> String {
    blocks.iter().map(|block| printed_in(block, mark)).collect()
}

fn printed_in(block: &Block, mark: Mark) -> String {
    let text = |spans: &[Span]| -> String {
        let marked = spans.iter().filter(|span| span.mark == Some(mark));
        marked.map(|span| if let SpanKind::Text(text) = &span.kind { text.as_str() } else { "?" }).collect()
    };
    match &block.kind {
        BlockKind::Heading { spans, .. } | BlockKind::Paragraph(spans) => text(spans),
        BlockKind::Quote(blocks) => printed_as(blocks, mark),
        BlockKind::List { items, .. } => items.iter().map(|item| printed_as(&item.blocks, mark)).collect(),
        BlockKind::Table(table) => table.rows.iter().flatten().map(|cell| text(cell)).collect(),
        _ => "?".to_owned(),
    }
}
