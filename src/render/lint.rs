//! What a template may not say although the engine would take it, found when it is loaded.
//!
//! A traced value in a condition is a map for the engine: always true, and equal to no number. What
//! follows a hash map's order, loops without end or grows out of sight has no place in a document either.

use super::growth;
use super::lexer::{Piece, PieceKind, Token, pieces, tokens};
use crate::base::{Code, Finding, Place};
use crate::documents::frame;

/// Filters whose order is a hash map's.
const UNORDERED: [&str; 4] = ["group_by", "keys", "pairs", "values"];

/// Everything that is wrong with a template, in its order; `file` is the name that findings give.
pub(super) fn lint(file: &str, template: &str) -> Vec<Finding> {
    if let Some(at) = template.find(frame::is_reserved) {
        return vec![reserved(file, template, at)];
    }
    pieces(template)
        .iter()
        .filter(|piece| matches!(piece.kind, PieceKind::Print | PieceKind::Tag))
        .flat_map(|piece| lint_tag(file, piece))
        .collect()
}

fn reserved(file: &str, template: &str, at: usize) -> Finding {
    let line = u32::try_from(template[..at].matches('\n').count() + 1).unwrap_or(u32::MAX);
    Finding::new(
        Code::TemplateBroken,
        Place::text(file, line, 1),
        "模板里有不能使用的字符（U+FDD0 至 U+FDEF）",
    )
    .help("删去这个看不见的字符")
}

fn lint_tag(file: &str, piece: &Piece<'_>) -> Vec<Finding> {
    let tokens = tokens(piece.inner());
    let conditions = bare_conditions(&tokens).into_iter().map(|name| {
        let message = format!("条件里的“{name}”永远成立，比较也永远不成立");
        (message, format!("写成 {name}.n（数字）或 {name}.s（文字），或用 has_…、is_… 的项"))
    });
    let others = others(&tokens).chain(growth::found(piece, &tokens));
    let others = others.map(|(what, help)| (format!("模板不能用{what}"), help.to_owned()));
    let place = || Place::text(file, piece.line, piece.column);
    conditions
        .chain(others)
        .map(|(message, help)| Finding::new(Code::TemplateBroken, place(), message).help(help))
        .collect()
}

/// The names in conditions that stand for values as a whole.
fn bare_conditions<'a>(tokens: &[Token<'a>]) -> Vec<&'a str> {
    let (mut found, mut is_condition) = (Vec::new(), false);
    for (k, token) in tokens.iter().enumerate() {
        match token {
            Token::Name("if" | "elif") => is_condition = true,
            Token::Name("else") | Token::Sign("]") => is_condition = false,
            Token::Name(name) if is_condition && !may_decide(tokens, k, name) => found.push(*name),
            _ => {}
        }
    }
    found
}

/// Whether the name at `k` is a plain value, a word of the language, or is tested with `is`.
fn may_decide(tokens: &[Token<'_>], k: usize, name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    let is_word = matches!(
        name,
        "and" | "or" | "not" | "in" | "is" | "true" | "false" | "True" | "False" | "none" | "None"
    );
    let is_plain = matches!(last, "n" | "s") && name.contains('.')
        || matches!(name, "loop.first" | "loop.last")
        || last.starts_with("has_")
        || last.starts_with("is_");
    let before = |steps: usize| k.checked_sub(steps).and_then(|k| tokens.get(k));
    let is_test = before(1) == Some(&Token::Name("is"))
        || before(1) == Some(&Token::Name("not")) && before(2) == Some(&Token::Name("is"));
    let is_filter = before(1) == Some(&Token::Sign("|"));
    let next = tokens.get(k + 1);
    let is_other = matches!(next, Some(Token::Name("is") | Token::Sign("=" | "(")));
    is_word || is_plain || is_test || is_filter || is_other
}

/// Filters, functions and loops that no template may use, with what to do instead.
fn others<'a>(tokens: &'a [Token<'a>]) -> impl Iterator<Item = (String, &'static str)> {
    let pairs = tokens.iter().zip(tokens.iter().skip(1));
    let in_pairs = pairs.filter_map(|pair| match pair {
        (Token::Sign("|"), Token::Name(name)) if UNORDERED.contains(name) => {
            Some((format!("过滤器 {name}"), "次序不定；要分组、排序的内容由数据给出"))
        }
        (Token::Name("range"), Token::Sign("(")) => Some(("函数 range".to_owned(), "只对数据里的列表循环")),
        _ => None,
    });
    let is_pair_loop = matches!(tokens, [Token::Name("for"), Token::Name(_), Token::Sign(","), ..]);
    let pair_loop =
        is_pair_loop.then(|| ("两个变量的循环".to_owned(), "次序不定；只对列表循环：{% for 一项 in 列表 %}"));
    in_pairs.chain(pair_loop)
}

#[cfg(test)]
mod tests {
    use super::lint;

    fn found(template: &str) -> Vec<String> {
        lint("t.md", template)
            .into_iter()
            .map(|finding| format!("{}: {}", finding.place, finding.message))
            .collect()
    }

    #[test]
    fn conditions_on_whole_values_are_named_with_their_line() {
        for (template, name) in [
            ("{% if total %}", "total"),
            ("{% if total == 0 %}", "total"),
            ("{% if a.n > 0 and not unit.name %}", "unit.name"),
            ("{{ '甲' if total else '乙' }}", "total"),
            ("{% for r in rows if r.total %}", "r.total"),
            ("{% if rows | length > 0 %}", "rows"),
            ("{% if n %}", "n"),
        ] {
            let expected = format!("t.md:2:1: 条件里的“{name}”永远成立，比较也永远不成立");
            assert_eq!(found(&format!("\n{template}")), [expected], "{template}");
        }
    }

    #[test]
    fn plain_values_tests_and_other_tags_are_fine() {
        for template in [
            "{% if total.n > 0 and unit.name.s == 'total' %}{% elif has_rows or not unit.is_late %}",
            "{% if loop.first %}{% if note is defined %}{% if note is not none %}",
            "{{ total | default(value='缺') }}{# if total #}{% raw %}{% if total %}{% endraw %}",
            "{{ '甲' if has_rows else total }}{% for row in rows %}{% set x = [a for a in b if a.is_x] %}",
        ] {
            assert_eq!(found(template), [""; 0], "{template}");
        }
    }

    #[test]
    fn what_has_no_order_or_no_end_is_refused() {
        assert_eq!(
            found("{% for k, v in view %}{{ rows | group_by(attribute='a') }}{{ range(end=9) }}"),
            [
                "t.md:1:1: 模板不能用两个变量的循环",
                "t.md:1:23: 模板不能用过滤器 group_by",
                "t.md:1:59: 模板不能用函数 range"
            ]
        );
    }

    #[test]
    fn characters_kept_for_frames_are_refused() {
        assert_eq!(found("甲\n\u{fdd4}"), ["t.md:2:1: 模板里有不能使用的字符（U+FDD0 至 U+FDEF）"]);
    }
}
