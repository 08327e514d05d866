//! Trees that are read together → one: the lists of the first, followed by those of the others.
//!
//! In: the roots, the first of them whole. Out: one root, in which every node still knows its document.

use super::shape::{Fault, Kind};
use super::tree::{Content, Field, Node};

/// The first root with the lists of the others at the end of its own; fields of `own` are in none.
pub(super) fn join(roots: Vec<Node>, own: &[&str]) -> Result<Node, Fault> {
    let mut roots = roots.into_iter();
    let mut joined = roots.next().ok_or_else(|| Fault::new(Kind::Empty))?;
    let Content::Fields(fields) = &mut joined.content else { return Ok(joined) };
    fields.retain(|field| !own.contains(&field.name.as_str()));
    for root in roots {
        let spot = root.spot;
        let Content::Fields(others) = root.content else { return Err(Fault::new(Kind::NotFields).at(spot)) };
        for other in others.into_iter().filter(|other| !own.contains(&other.name.as_str())) {
            add(fields, other)?;
        }
    }
    Ok(joined)
}

fn add(fields: &mut Vec<Field>, other: Field) -> Result<(), Fault> {
    let nodes = match other.value.content {
        Content::List(nodes) if !nodes.iter().any(is_number) => nodes,
        _ => return Err(Fault::new(Kind::NotAdded).at(other.spot).named(&other.name)),
    };
    let known = fields.iter_mut().find(|field| field.name == other.name);
    match known.map(|field| &mut field.value.content) {
        Some(Content::List(list)) => list.extend(nodes),
        Some(content @ Content::Nothing) => *content = Content::List(nodes),
        // It is no list in the first document: that is a fault there.
        Some(_) => {}
        None => fields.push(Field { value: Node { content: Content::List(nodes), ..other.value }, ..other }),
    }
    Ok(())
}

/// A list of numbers says what each place means, so nothing can follow it.
fn is_number(node: &Node) -> bool {
    matches!(&node.content, Content::Text(text) if text.parse::<u32>().is_ok())
}
