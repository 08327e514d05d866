//! The workspace's folder: lists and opens what lies in it, and nothing else.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::path::normalized;
use crate::base::{Checked, Code, Failure, Finding, Place, io_reason};

/// The most that is read into memory from one file, in bytes.
///
/// A plan file has some 100 KB and a workbook with pasted photographs some 10 MB; what is longer than
/// this was put into the wrong folder.
pub const READ_LIMIT: u64 = 64 << 20;

/// An existing folder that all paths are relative to.
#[derive(Debug, Clone)]
pub struct Root {
    path: PathBuf,
}

impl Root {
    /// The folder at this path, links resolved.
    ///
    /// # Errors
    /// [`Failure::Unreadable`] where there is no such folder.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let unreadable = |reason| Failure::Unreadable { path: path.to_owned(), reason };
        let canonical = fs::canonicalize(path).map_err(|error| unreadable(io_reason(&error)))?;
        if canonical.is_dir() {
            Ok(Self { path: canonical })
        } else {
            Err(unreadable("不是文件夹".to_owned()))
        }
    }

    /// The folder, canonical.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Every file below a folder, relative to the root, sorted by bytes; none where the folder is missing.
    ///
    /// Left out without a word: what programs leave behind (`~$…`, `.~lock…#`, `.DS_Store`, `Thumbs.db`,
    /// `desktop.ini`). Findings: [`Code::UnsafePath`] for a link that leads to a folder or out of the
    /// workspace, [`Code::UnreadableFile`] for what the system refuses to show.
    pub fn list(&self, folder: &str) -> Checked<Vec<String>> {
        let start = match self.locate(folder) {
            Ok(start) => start,
            Err(_) if self.lacks(folder) => return Checked::sound(Vec::new()),
            Err(finding) => return Checked { value: Vec::new(), findings: vec![finding] },
        };
        let walk = WalkDir::new(start).follow_links(false).sort_by_file_name().into_iter();
        let mut listed = Checked::sound(Vec::new());
        for entry in walk.filter_entry(|entry| !is_leftover(entry.file_name())) {
            let file = entry.map_err(|error| self.unreadable_entry(&error)).and_then(|it| self.file_of(&it));
            match file {
                Ok(file) => listed.value.extend(file),
                Err(finding) => listed.findings.push(finding),
            }
        }
        listed.value.sort();
        listed
    }

    /// The bytes of a file, at most [`READ_LIMIT`] of them.
    ///
    /// # Errors
    /// [`Code::UnsafePath`] where the path or a link in it leads out of the workspace,
    /// [`Code::UnreadableFile`] where the file is missing, refused or too long.
    pub fn read(&self, relative: &str) -> Result<Vec<u8>, Finding> {
        let mut bytes = Vec::new();
        let file = self.file(relative)?;
        file.take(READ_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| unreadable(relative, &error))?;
        if bytes.len() as u64 > READ_LIMIT {
            let message = format!("文件超过 {} MB，没有读入", READ_LIMIT >> 20);
            return Err(Finding::new(Code::UnreadableFile, Place::file(relative), message));
        }
        Ok(bytes)
    }

    /// A regular file, opened for reading; for content that need not be in memory as a whole.
    ///
    /// # Errors
    /// As [`Root::read`], but for the length.
    pub fn file(&self, relative: &str) -> Result<File, Finding> {
        let path = self.locate(relative)?;
        if !path.is_file() {
            let message = "不是普通文件，没有读入";
            return Err(Finding::new(Code::UnreadableFile, Place::file(relative), message));
        }
        File::open(path).map_err(|error| unreadable(relative, &error))
    }

    fn lacks(&self, relative: &str) -> bool {
        let normal = normalized(relative);
        normal.is_some_and(|normal| matches!(self.path.join(normal).try_exists(), Ok(false)))
    }

    /// Where a path leads to, once links are resolved.
    fn locate(&self, relative: &str) -> Result<PathBuf, Finding> {
        let normal = normalized(relative)
            .ok_or_else(|| unsafe_path(relative, "路径要写成相对于工作区的路径，不能含有“..”或盘符"))?;
        let target =
            fs::canonicalize(self.path.join(normal)).map_err(|error| unreadable(relative, &error))?;
        if target.starts_with(&self.path) {
            Ok(target)
        } else {
            Err(unsafe_path(relative, "这个路径经过链接指向工作区以外，没有读入"))
        }
    }

    /// The relative path of an entry that is a file, or a link to a file inside.
    fn file_of(&self, entry: &DirEntry) -> Result<Option<String>, Finding> {
        let kind = entry.file_type();
        let shown = self.relative(entry.path());
        if kind.is_dir() {
            return Ok(None);
        }
        if entry.path().to_str().is_none() {
            let message = "文件名的编码不认识，没有读入";
            return Err(Finding::new(Code::UnreadableFile, Place::file(shown), message).help("给文件改名"));
        }
        if kind.is_symlink() && self.locate(&shown)?.is_dir() {
            return Err(unsafe_path(&shown, "这是指向文件夹的链接，没有读入"));
        }
        Ok(Some(shown))
    }

    fn relative(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.path).unwrap_or(path);
        let steps: Vec<_> = inside.iter().map(OsStr::to_string_lossy).collect();
        steps.join("/")
    }

    fn unreadable_entry(&self, error: &walkdir::Error) -> Finding {
        let shown = error.path().map(|path| self.relative(path)).unwrap_or_default();
        let said = error.io_error().map_or_else(|| error.to_string(), io_reason);
        Finding::new(Code::UnreadableFile, Place::file(shown), format!("读不出来：{said}"))
    }
}

/// Files that office programs and systems leave behind.
fn is_leftover(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let lock = name.starts_with("~$") || name.starts_with(".~lock");
    let system = [".DS_Store", "Thumbs.db", "desktop.ini"];
    lock || system.iter().any(|it| name.eq_ignore_ascii_case(it))
}

fn unsafe_path(relative: &str, message: &str) -> Finding {
    Finding::new(Code::UnsafePath, Place::file(relative), message)
        .help("把文件复制到工作区里，再写它在工作区里的路径")
}

fn unreadable(relative: &str, error: &io::Error) -> Finding {
    Finding::new(Code::UnreadableFile, Place::file(relative), format!("读不出来：{}", io_reason(error)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Root;

    fn workspace() -> (tempfile::TempDir, Root) {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("workspace");
        fs::create_dir_all(inside.join("inputs/证明")).unwrap();
        fs::write(folder.path().join("outside.txt"), "outside").unwrap();
        for name in ["b.txt", "证明/a.txt", "a.txt", "~$a.xlsx", ".~lock.a.xlsx#", "THUMBS.DB", ".DS_Store"]
        {
            fs::write(inside.join("inputs").join(name), name).unwrap();
        }
        let root = Root::open(&inside).unwrap();
        (folder, root)
    }

    fn findings<T>(checked: &super::Checked<T>) -> String {
        checked.findings.iter().map(|finding| format!("{finding}\n")).collect()
    }

    #[test]
    fn files_are_listed_in_the_order_of_their_bytes_without_leftovers() {
        let (_folder, root) = workspace();
        let listed = root.list("inputs");
        assert_eq!(listed.value, ["inputs/a.txt", "inputs/b.txt", "inputs/证明/a.txt"]);
        assert_eq!(listed.findings, []);
        assert_eq!(root.list("inputs/evidence"), super::Checked::sound(Vec::new()));
    }

    #[test]
    fn a_path_is_read_with_either_separator() {
        let (_folder, root) = workspace();
        assert_eq!(root.read(r"inputs\证明\a.txt").unwrap(), "证明/a.txt".as_bytes());
    }

    #[test]
    fn a_path_that_leads_out_is_refused() {
        let (_folder, root) = workspace();
        insta::assert_snapshot!(root.read("../outside.txt").unwrap_err(), @r"
        error[unsafe-path]: 路径要写成相对于工作区的路径，不能含有“..”或盘符
          --> ../outside.txt
          = help: 把文件复制到工作区里，再写它在工作区里的路径
        ");
        assert!(root.read("inputs/../../outside.txt").is_err());
        assert_eq!(root.list("..").findings.len(), 1);
    }

    #[test]
    fn a_missing_file_is_reported() {
        let (_folder, root) = workspace();
        insta::assert_snapshot!(root.read("inputs/c.txt").unwrap_err(), @r"
        error[unreadable-file]: 读不出来：没有这个文件或文件夹
          --> inputs/c.txt
        ");
        insta::assert_snapshot!(root.read("inputs").unwrap_err(), @r"
        error[unreadable-file]: 不是普通文件，没有读入
          --> inputs
        ");
    }

    #[test]
    fn a_root_must_be_a_folder() {
        let (folder, _root) = workspace();
        assert!(Root::open(&folder.path().join("outside.txt")).is_err());
        assert!(Root::open(&folder.path().join("nowhere")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_to_a_file_inside_and_nowhere_else() {
        use std::os::unix::fs::symlink;

        let (folder, root) = workspace();
        let inputs = root.path().join("inputs");
        symlink(inputs.join("a.txt"), inputs.join("link-inside.txt")).unwrap();
        symlink(folder.path().join("outside.txt"), inputs.join("link-outside.txt")).unwrap();
        symlink(folder.path(), inputs.join("link-up")).unwrap();
        symlink(inputs.join("证明"), inputs.join("link-to-folder")).unwrap();
        symlink("nothing", inputs.join("link-to-nothing")).unwrap();

        let listed = root.list("inputs");
        assert_eq!(
            listed.value,
            ["inputs/a.txt", "inputs/b.txt", "inputs/link-inside.txt", "inputs/证明/a.txt"]
        );
        insta::assert_snapshot!(findings(&listed), @r"
        error[unsafe-path]: 这个路径经过链接指向工作区以外，没有读入
          --> inputs/link-outside.txt
          = help: 把文件复制到工作区里，再写它在工作区里的路径
        error[unsafe-path]: 这是指向文件夹的链接，没有读入
          --> inputs/link-to-folder
          = help: 把文件复制到工作区里，再写它在工作区里的路径
        error[unreadable-file]: 读不出来：没有这个文件或文件夹
          --> inputs/link-to-nothing
        error[unsafe-path]: 这个路径经过链接指向工作区以外，没有读入
          --> inputs/link-up
          = help: 把文件复制到工作区里，再写它在工作区里的路径
        ");
        assert!(root.read("inputs/link-up/outside.txt").is_err());
        assert!(root.read("inputs/link-outside.txt").is_err());
    }
}
