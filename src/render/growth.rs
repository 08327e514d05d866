//! What a template may not say because text could grow by it out of sight of what is printed.
//!
//! What is printed goes straight to a paper of a bounded size. So that nothing else grows, no text is put together or
//! kept by a template: each value that it handles is one of the view's, or a short string of its own.

use super::lexer::{Piece, PieceKind, Token};

/// Filters that make long text out of short, or many values out of one.
const GROWING: [&str; 3] = ["indent", "replace", "split"];
/// The longest string inside a tag, in characters: a sentence.
const LONGEST: usize = 100;

const WRITE_OUT: &str = "要印的内容直接写在模板里，不用先存起来或接起来";

/// Everything in a tag by which text could grow, with what to do instead.
pub(super) fn found(piece: &Piece<'_>, tokens: &[Token<'_>]) -> Vec<(String, &'static str)> {
    let in_tag = kept(piece, tokens).map(|what| (what.to_owned(), WRITE_OUT));
    let in_pairs = (0..tokens.len()).filter_map(|at| grows(tokens, at));
    in_tag.into_iter().chain(in_pairs).collect()
}

/// A tag that keeps what is printed within it.
fn kept(piece: &Piece<'_>, tokens: &[Token<'_>]) -> Option<&'static str> {
    match (piece.kind, tokens) {
        (PieceKind::Tag, [Token::Name("filter"), ..]) => Some("标签 filter"),
        (PieceKind::Tag, [Token::Sign("<"), ..]) => Some("带内容的部件"),
        (PieceKind::Tag, [Token::Name("set" | "set_global"), Token::Name(_), Token::Sign("="), ..]) => None,
        (PieceKind::Tag, [Token::Name("set" | "set_global"), ..]) => Some("成段的 set"),
        (PieceKind::Print, [Token::Sign("<"), rest @ ..]) => {
            let is_end = |pair: &[Token<'_>]| pair == [Token::Sign("/"), Token::Sign(">")];
            let is_alone = rest.windows(2).filter(|pair| is_end(pair)).count() == 1
                && rest.windows(2).next_back().is_some_and(is_end);
            (!is_alone).then_some("部件后面的运算")
        }
        _ => None,
    }
}

/// What begins at a token by which text could grow.
fn grows(tokens: &[Token<'_>], at: usize) -> Option<(String, &'static str)> {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let behind = tokens.get(at..)?;
    match behind {
        [Token::Sign("~"), ..] => Some(("符号 ~".to_owned(), WRITE_OUT)),
        [Token::Text(text), ..] if text.chars().count() > LONGEST => {
            Some((format!("引号里超过 {LONGEST} 个字的文字"), WRITE_OUT))
        }
        [Token::Sign("|"), Token::Name(name), ..] if GROWING.contains(name) => {
            Some((format!("过滤器 {name}"), "内容由数据给出，模板不改"))
        }
        [Token::Name("sep"), Token::Sign("="), it, ..] if !matches!(it, Token::Text(_)) => {
            Some(("数据里的分隔符".to_owned(), "sep 写成引号里的文字，如 join(sep='、')"))
        }
        [Token::Name("super"), Token::Sign("("), ..] => Some(("函数 super".to_owned(), WRITE_OUT)),
        [Token::Sign("<"), Token::Name(_), ..] if at > 0 && !is_operand(before) => {
            Some(("表达式里的部件".to_owned(), WRITE_OUT))
        }
        [Token::Sign("["), list @ ..] if !is_operand(before) && !is_choice(before, list) => {
            Some(("现写的列表".to_owned(), "列表由数据给出"))
        }
        [Token::Sign("{"), Token::Name(_) | Token::Text(_), Token::Sign(":"), ..] => {
            Some(("现写的分项数据".to_owned(), "数据由程序给出"))
        }
        _ => None,
    }
}

/// Whether something ends here to which what follows is applied: an index, a comparison.
fn is_operand(token: Option<&Token<'_>>) -> bool {
    match token {
        Some(Token::Name(name)) => !matches!(*name, "if" | "elif" | "else" | "in" | "and" | "or" | "not"),
        Some(Token::Text(_) | Token::Number) => true,
        Some(Token::Sign(sign)) => matches!(*sign, ")" | "]"),
        None => false,
    }
}

/// Whether a list only serves to ask what is in it, or takes some of the entries of another.
fn is_choice(before: Option<&Token<'_>>, list: &[Token<'_>]) -> bool {
    let takes = match list {
        [Token::Name(entry), Token::Name("for"), Token::Name(name), ..] => {
            entry.split('.').next() == Some(*name)
        }
        _ => false,
    };
    takes || before == Some(&Token::Name("in"))
}

#[cfg(test)]
mod tests {
    use crate::render::lexer::{pieces, tokens};

    fn found(template: &str) -> Vec<String> {
        let pieces = pieces(template);
        let all = pieces.iter().flat_map(|piece| super::found(piece, &tokens(piece.inner())));
        all.map(|(what, _)| what).collect()
    }

    #[test]
    fn what_could_grow_is_seen_wherever_it_stands() {
        let long = format!("{{{{ x | default(value='{}') }}}}", "长".repeat(101));
        for (template, what) in [
            ("{% set x = x ~ x %}", "符号 ~"),
            ("{{ '甲' ~ x }}", "符号 ~"),
            ("{% set_global x %}", "成段的 set"),
            ("{% set x | upper %}", "成段的 set"),
            ("{% filter upper %}", "标签 filter"),
            ("{% <line> %}", "带内容的部件"),
            ("{{ <line unit={x} /> | upper }}", "部件后面的运算"),
            ("{{ <line/> if a.n > 1 else <line/> }}", "部件后面的运算"),
            ("{{ x | replace(from='', to='长') }}", "过滤器 replace"),
            ("{{ x | join(sep=x) }}", "数据里的分隔符"),
            ("{% set x = [x, x] %}", "现写的列表"),
            ("{% set x = [x for a in rows] %}", "现写的列表"),
            ("{% set x = {\"a\": x, \"b\": x} %}", "现写的分项数据"),
            ("{% set x = <line/> %}", "表达式里的部件"),
            ("{% block a %}{{ super() }}", "函数 super"),
            (&long, "引号里超过 100 个字的文字"),
        ] {
            assert!(found(template).contains(&what.to_owned()), "{template}");
        }
    }

    #[test]
    fn what_only_chooses_and_orders_words_is_not() {
        for template in [
            "{% set who = row.unit %}{{ who }}{{ rows[0].unit }}{{ rows | join(sep='、') }}",
            "{{<line unit={row.unit | trim} />}}{% if a.n < b.n and kind.s in ['甲', '乙'] %}",
            "{% set x = [a.unit for a in b if a.is_x] %}{{ x | default(value='缺') }}",
            "{% extends 'a.md' %}{% block b %}{% include 'c.md' %}{% component d(e, f=1) %}",
        ] {
            assert_eq!(found(template), [""; 0], "{template}");
        }
    }
}
