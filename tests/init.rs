//! Promises of `init`: what it makes can be checked and built at once, and it touches nothing that is there.
#![allow(clippy::unwrap_used, reason = "a test says by panicking what is wrong")]

use std::fs;

use tempfile::TempDir;

#[path = "support/folders.rs"]
mod folders;
#[path = "support/program.rs"]
mod program;

use program::{bare, juanzong};

#[test]
fn a_new_workspace_can_be_checked_and_built_at_once() {
    let home = TempDir::new().unwrap();
    let said = juanzong(home.path(), &["init", "创建"]);
    assert_eq!(said.code, 0, "{said}");
    let workspace = home.path().join("创建");
    // The faces stand in the workspace now: nobody names them.
    let check = bare(&workspace, &["check"]);
    assert!(check.out.starts_with("发现的问题：错误 0 条，提醒 0 条"), "{check}");
    let build = bare(&workspace, &["build"]);
    assert_eq!(build.code, 0, "{build}");
    assert!(workspace.join("output/notices").read_dir().unwrap().count() > 0);
}

#[test]
fn a_folder_that_holds_anything_is_left_alone() {
    let home = TempDir::new().unwrap();
    fs::write(home.path().join("通知.docx"), "旧").unwrap();
    let said = juanzong(home.path(), &["init", "."]);
    assert_eq!((said.code, said.err.as_str()), (3, "失败：. 里已经有东西了，请另选一个空文件夹\n"));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}
