//! The pictures that the texts of a book name → pictures, each file read once.
//!
//! In: the folder that nothing may lead out of, and manuscripts. Out: the manuscripts with their pictures, or
//! with the reason why one can't be shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::files::{self, Root};
use crate::markdown::Manuscript;
use crate::pictures::{self, Picture};

/// A picture, or the sentence why it can't be used.
type Found = Result<Arc<Picture>, Arc<str>>;

/// The pictures of a book.
pub(super) struct Gallery {
    root: Root,
    /// By path below the root.
    found: BTreeMap<String, Found>,
}

impl Gallery {
    /// A gallery of which nothing is read yet.
    pub(super) const fn new(root: Root) -> Self {
        Self { root, found: BTreeMap::new() }
    }

    /// The folder that nothing leads out of.
    pub(super) const fn root(&self) -> &Root {
        &self.root
    }

    /// Gives the images of a manuscript their pictures; its file lies in `folder`, below the root.
    pub(super) fn illustrate(&mut self, manuscript: &mut Manuscript, folder: &str) {
        manuscript.illustrate(&mut |target| self.find(folder, target));
    }

    /// The files that were read, and their checksums.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.found
            .iter()
            .filter_map(|(path, found)| Some((path.as_str(), found.as_ref().ok()?.sha256.as_str())))
    }

    fn find(&mut self, folder: &str, target: &str) -> Found {
        if is_address(target) {
            return Err("不从网上取图片，请把图片存成文件".into());
        }
        let path = files::beside(folder, target).ok_or("图片要放在工作区里，路径不能指到外面")?;
        let root = &self.root;
        self.found.entry(path).or_insert_with_key(|path| read(root, path)).clone()
    }
}

fn read(root: &Root, path: &str) -> Found {
    let bytes = root.read(path).map_err(|finding| finding.message)?;
    let picture = pictures::read(bytes).map_err(|refusal| refusal.to_string())?;
    Ok(Arc::new(picture))
}

/// Whether it opens with a scheme, such as `https:` or `data:`; a single letter is a drive.
fn is_address(target: &str) -> bool {
    let scheme = target.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
