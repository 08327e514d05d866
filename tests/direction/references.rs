//! A source file → every path in it, absolute: `crate::…` for our own, the crate's name first for others.

use std::collections::BTreeMap;

use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemExternCrate, ItemMod, ItemUse, Macro, Meta, UseTree, Visibility};

/// A path that the code names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    /// The steps.
    pub(crate) path: Vec<String>,
    /// Whether it is re-exported.
    pub(crate) is_public: bool,
    /// Whether it stands in code for tests only.
    pub(crate) is_test: bool,
}

/// All paths of a file; `modules` is its own path below the crate, none for the root.
pub(crate) fn references(modules: &[String], source: &str) -> syn::Result<Vec<Reference>> {
    let file = syn::parse_file(source)?;
    let mut reader = Reader { modules: modules.to_vec(), ..Reader::default() };
    reader.visit_file(&file);
    Ok(reader.found)
}

#[derive(Default)]
struct Reader {
    modules: Vec<String>,
    is_test: bool,
    is_public: bool,
    /// Modules of `std` and of other crates that were imported, by the name they have here.
    imported: BTreeMap<String, Vec<String>>,
    found: Vec<Reference>,
}

impl Reader {
    /// Notes a path that may be relative.
    fn note(&mut self, path: &[String]) {
        let path = self.absolute(path);
        self.found.push(Reference { path, is_public: self.is_public, is_test: self.is_test });
    }

    fn absolute(&self, path: &[String]) -> Vec<String> {
        let mut base = match path.first().map(String::as_str) {
            Some("crate" | "$crate") => Vec::new(),
            Some("self" | "super") => self.modules.clone(),
            Some(first) => {
                let known = self.imported.get(first).cloned().unwrap_or_else(|| vec![first.to_owned()]);
                return known.into_iter().chain(path[1..].iter().cloned()).collect();
            }
            None => return Vec::new(),
        };
        for step in path {
            match step.as_str() {
                "super" => drop(base.pop()),
                "crate" | "$crate" | "self" => {}
                step => base.push(step.to_owned()),
            }
        }
        std::iter::once("crate".to_owned()).chain(base).collect()
    }

    fn note_use(&mut self, tree: &UseTree, before: &[String]) {
        let with = |step: String| before.iter().cloned().chain([step]).collect::<Vec<_>>();
        match tree {
            UseTree::Path(path) => self.note_use(&path.tree, &with(path.ident.to_string())),
            UseTree::Name(name) => self.note_leaf(with(name.ident.to_string()), &name.ident.to_string()),
            UseTree::Rename(name) => self.note_leaf(with(name.ident.to_string()), &name.rename.to_string()),
            UseTree::Glob(_) => self.note(&with("*".to_owned())),
            UseTree::Group(group) => group.items.iter().for_each(|item| self.note_use(item, before)),
        }
    }

    fn note_leaf(&mut self, mut path: Vec<String>, name: &str) {
        if path.len() > 1 && path.last().is_some_and(|step| step == "self") {
            path.pop();
        }
        self.note(&path);
        if path.first().is_some_and(|first| !matches!(first.as_str(), "crate" | "self" | "super")) {
            let name =
                if name == "self" { path.last().cloned().unwrap_or_default() } else { name.to_owned() };
            self.imported.insert(name, path);
        }
    }

    /// Notes the paths in tokens that the parser leaves alone: arguments of macros and attributes.
    fn note_tokens(&mut self, tokens: &str) {
        let spaced = tokens.replace("$ crate", "$crate").replace('"', " ").replace("::", " :: ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let is_name =
            |word: &str| word.trim_start_matches('$').chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let mut at = 0;
        while at < words.len() {
            let mut path = vec![words[at].to_owned()];
            while words.get(at + 1) == Some(&"::") && words.get(at + 2).is_some_and(|word| is_name(word)) {
                path.push(words[at + 2].to_owned());
                at += 2;
            }
            if path.len() > 1 && is_name(&path[0]) {
                self.note(&path);
            }
            at += 1;
        }
    }
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    let is_test = |meta: &Meta| matches!(meta, Meta::List(list) if list.tokens.to_string() == "test");
    attributes.iter().any(|attribute| attribute.path().is_ident("cfg") && is_test(&attribute.meta))
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        let outside = self.is_test;
        let attributes = match item {
            Item::Mod(item) => &item.attrs[..],
            Item::Fn(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            _ => &[],
        };
        self.is_test |= is_for_tests(attributes);
        visit::visit_item(self, item);
        self.is_test = outside;
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let outer = self.imported.clone();
        self.modules.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.modules.pop();
        self.imported = outer;
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.is_public = !matches!(item.vis, Visibility::Inherited);
        self.note_use(&item.tree, &[]);
        self.is_public = false;
    }

    fn visit_item_extern_crate(&mut self, item: &'ast ItemExternCrate) {
        self.note(&["extern crate".to_owned(), item.ident.to_string()]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let steps: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if steps.len() > 1 {
            self.note(&steps);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        self.note_tokens(&item.tokens.to_string());
        visit::visit_macro(self, item);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if attribute.path().is_ident("path") {
            self.note(&["#[path]".to_owned()]);
        }
        match &attribute.meta {
            Meta::List(list) => self.note_tokens(&list.tokens.to_string()),
            Meta::NameValue(_) | Meta::Path(_) => {}
        }
        visit::visit_attribute(self, attribute);
    }
}
