//! What the output folder promises: whole files, a clerk's own text, a manifest that knows both.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use juanzong::base::{Code, Finding};
use juanzong::output::{Change, Document, Entry, MarkdownFile, Output, SourceStamp, markdown_path};
use tempfile::TempDir;

/// A workspace with one document, 通知, written by [`Desk::build`].
struct Desk {
    folder: TempDir,
}

const MD: &str = "notices/通知.md";
const NEW: &str = "notices/通知.new.md";
const PDF: &str = "notices/通知.pdf";

impl Desk {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("output").join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|_missing| "(none)".to_owned())
    }

    fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    fn open(&self) -> Output {
        let opened = Output::open(self.folder.path()).unwrap();
        assert_eq!(opened.findings, []);
        opened.value
    }

    /// A run whose rendered text is this one; the “PDF” is the text that it was made from.
    fn build(&self, text: &str) -> Vec<Finding> {
        self.build_with(text, false)
    }

    fn build_with(&self, text: &str, force: bool) -> Vec<Finding> {
        let output = self.open();
        let (entry, findings) = write(&output, "notices/通知", text, force);
        let manifest = output.succession(&["notices/通知".to_owned()], vec![entry]);
        output.finish(&manifest).unwrap();
        findings
    }
}

fn write(output: &Output, name: &str, text: &str, force: bool) -> (Entry, Vec<Finding>) {
    let path = markdown_path(name, None);
    let edited = if force { None } else { output.edited(&path, text).unwrap() };
    let document = Document {
        name: name.to_owned(),
        kind: "meeting-notice".to_owned(),
        title: "通知".to_owned(),
        pages: Some(1),
        pdf: Some(edited.clone().unwrap_or_else(|| text.to_owned()).into_bytes()),
        markdown: vec![MarkdownFile { path, text: text.to_owned(), is_edited: edited.is_some() }],
        sources: vec![SourceStamp { file: "inputs/a.xlsx".to_owned(), sha256: "00".to_owned() }],
    };
    let written = output.write(&document);
    (written.value, written.findings)
}

fn lines(findings: &[Finding]) -> String {
    findings.iter().map(|finding| format!("{finding}\n")).collect()
}

#[test]
fn the_manifest_names_each_document_with_its_files_and_sources() {
    let desk = Desk::new();
    assert_eq!(desk.build("甲\n"), []);

    assert_snapshot!(desk.read("manifest.json"), @r#"
    {
      "format": 1,
      "documents": [
        {
          "name": "notices/通知",
          "kind": "meeting-notice",
          "title": "通知",
          "pages": 1,
          "files": [
            {
              "path": "notices/通知.md",
              "sha256": "7589c50dcc90a9be456502ec1ebf077ed6c882f7ebe475a0fd6cb3a07f6b066c"
            },
            {
              "path": "notices/通知.pdf",
              "sha256": "7589c50dcc90a9be456502ec1ebf077ed6c882f7ebe475a0fd6cb3a07f6b066c"
            }
          ],
          "sources": [
            {
              "file": "inputs/a.xlsx",
              "sha256": "00"
            }
          ]
        }
      ]
    }
    "#);
    assert_eq!(desk.read(MD), "甲\n");
    assert_eq!(desk.read(PDF), "甲\n");
}

#[test]
fn new_text_replaces_what_the_program_wrote() {
    let desk = Desk::new();
    desk.build("甲\n");
    assert_eq!(desk.build("乙\n"), []);
    assert_eq!(
        (desk.read(MD), desk.read(PDF), desk.read(NEW)),
        ("乙\n".into(), "乙\n".into(), "(none)".into())
    );
}

#[test]
fn a_clerks_text_takes_the_place_of_the_rendered_one_and_stays_over_many_runs() {
    let desk = Desk::new();
    desk.build("甲\n");
    desk.put(MD, "改\n");
    let mut findings = Vec::new();
    for text in ["甲\n", "乙\n", "丙\n"] {
        findings.push(desk.build(text));
        assert_eq!(
            (desk.read(MD), desk.read(PDF), desk.read(NEW)),
            ("改\n".into(), "改\n".into(), text.into())
        );
    }
    assert!(findings.iter().all(|found| *found == findings[0]));
    assert_snapshot!(lines(&findings[0]), @r"
    warning[edited-kept]: “notices/通知.md”手工修改过，PDF 按修改后的文字生成，新文本另存为“notices/通知.new.md”
      --> output/notices/通知.md
      = help: 两份对照后合并；要改用新文本，加 --force 重新生成
    ");
    assert!(desk.read("manifest.json").contains("\"edited\": true"));
}

#[test]
fn force_takes_the_new_text_and_the_copy_beside_goes() {
    let desk = Desk::new();
    desk.build("甲\n");
    desk.put(MD, "改\n");
    desk.build("乙\n");
    assert_eq!(desk.build_with("乙\n", true), []);
    assert_eq!(
        (desk.read(MD), desk.read(PDF), desk.read(NEW)),
        ("乙\n".into(), "乙\n".into(), "(none)".into())
    );
    assert_eq!(desk.build("丙\n"), [], "it is the program's own text again");
}

#[test]
fn an_edit_that_agrees_with_the_new_text_is_none() {
    let desk = Desk::new();
    desk.build("甲\n");
    desk.put(MD, "乙\n");
    assert_eq!(desk.build("乙\n"), []);
    assert_eq!(desk.build("丙\n"), []);
    assert_eq!(desk.read(MD), "丙\n");
}

#[test]
fn line_ends_and_marks_of_an_editor_are_no_edit() {
    let desk = Desk::new();
    desk.build("甲\n乙\n");
    desk.put(MD, "\u{feff}甲\r\n乙\r\n");
    assert_eq!(desk.build("甲\n乙\n"), []);
    assert_eq!(desk.read(MD), "甲\n乙\n");
}

#[test]
fn text_that_no_manifest_knows_is_a_clerks() {
    let desk = Desk::new();
    desk.put(MD, "改\n");
    assert_eq!(desk.build("甲\n")[0].code, Code::EditedKept);
    assert_eq!(desk.read(MD), "改\n");
}

#[test]
fn an_edited_file_that_is_no_text_stops_its_document() {
    let desk = Desk::new();
    desk.build("甲\n");
    fs::write(desk.path(MD), [0xFF, 0x00, 0x81]).unwrap();
    assert_eq!(desk.open().edited(MD, "乙\n").unwrap_err().code, Code::UnreadableFile);
}

#[test]
fn a_manifest_that_cannot_be_read_is_named_and_nothing_is_overwritten() {
    let desk = Desk::new();
    desk.build("甲\n");
    let open = |manifest: &str| {
        desk.put("manifest.json", manifest);
        let opened = Output::open(desk.folder.path()).unwrap();
        assert_eq!(opened.value.edited(MD, "乙\n"), Ok(Some("甲\n".to_owned())));
        opened.findings
    };
    assert_eq!(open("{"), open("{\"format\":2,\"documents\":[]}"));
    assert_snapshot!(lines(&open("{")), @r"
    error[unreadable-file]: 上次生成的清单读不出来，现有的 Markdown 都按手工修改过的保留
      --> output/manifest.json
      = help: 确认没有手工修改过时，用 --force 重新生成
    ");
}

#[test]
fn what_a_killed_run_wrote_is_no_edit() {
    let desk = Desk::new();
    desk.build("甲\n");
    let manifest = desk.read("manifest.json");
    write(&desk.open(), "notices/通知", "乙\n", false);

    assert_eq!((desk.read(MD), desk.read("manifest.json")), ("乙\n".into(), manifest));
    assert_eq!(desk.build("丙\n"), []);
    assert_eq!(desk.read(MD), "丙\n");
    assert_eq!(desk.read(".writing"), "(none)");
}

#[test]
fn half_written_files_of_a_killed_run_are_swept_out() {
    let desk = Desk::new();
    desk.build("甲\n");
    desk.put("notices/.juanzong-Ab3.tmp", "半");
    desk.put("notices/keep.tmp", "留");
    desk.build("甲\n");
    assert_eq!(desk.read("notices/.juanzong-Ab3.tmp"), "(none)");
    assert_eq!(desk.read("notices/keep.tmp"), "留");
    assert_eq!(desk.read(MD), "甲\n");
}

#[test]
fn unchanged_files_are_not_touched() {
    let desk = Desk::new();
    desk.build("甲\n");
    let past = std::time::SystemTime::UNIX_EPOCH;
    for path in [MD, PDF, "manifest.json"] {
        fs::File::options().write(true).open(desk.path(path)).unwrap().set_modified(past).unwrap();
    }
    desk.build("甲\n");
    for path in [MD, PDF, "manifest.json"] {
        assert_eq!(fs::metadata(desk.path(path)).unwrap().modified().unwrap(), past, "{path}");
    }
}

#[test]
fn a_file_that_cannot_be_replaced_is_named_and_the_others_are_written() {
    let desk = Desk::new();
    desk.build("甲\n");
    fs::remove_file(desk.path(PDF)).unwrap();
    fs::create_dir(desk.path(PDF)).unwrap();

    let findings = desk.build("乙\n");
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code, Code::FileBusy);
    assert_eq!(findings[0].place.to_string(), "output/notices/通知.pdf");
    let help = "关闭正在使用“notices/通知.pdf”的程序，再重新生成；没有程序在用，就看文件夹能不能写";
    assert_eq!(findings[0].help.as_deref(), Some(help));
    assert_eq!(desk.read(MD), "乙\n");
    let temporary = fs::read_dir(desk.path("notices"))
        .unwrap()
        .filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().ends_with(".tmp"));
    assert_eq!(temporary.count(), 0);
}

#[test]
fn documents_stand_in_the_order_of_the_catalogue_and_those_not_made_keep_their_entry() {
    let desk = Desk::new();
    let run = |order: &[&str], made: &[&str]| {
        let output = desk.open();
        let entries = made.iter().map(|name| write(&output, name, "甲\n", false).0).collect();
        let order: Vec<String> = order.iter().map(|&name| name.to_owned()).collect();
        let manifest = output.succession(&order, entries);
        output.finish(&manifest).unwrap();
        manifest.documents.into_iter().map(|document| document.name).collect::<Vec<_>>()
    };
    assert_eq!(run(&["a", "b", "c"], &["c", "a", "b"]), ["a", "b", "c"]);
    assert_eq!(run(&["c", "b"], &["b"]), ["c", "b", "a"]);
    assert_eq!(run(&["c", "b", "d"], &[]), ["c", "b", "a"]);
}

#[test]
fn without_a_new_pdf_the_last_one_stays_listed() {
    let desk = Desk::new();
    desk.build("甲\n");
    let output = desk.open();
    let markdown = vec![MarkdownFile { path: MD.to_owned(), text: "甲\n".to_owned(), is_edited: false }];
    let written = output.write(&Document {
        name: "notices/通知".to_owned(),
        kind: "meeting-notice".to_owned(),
        title: "通知".to_owned(),
        pages: None,
        markdown,
        pdf: None,
        sources: vec![],
    });
    assert_eq!(written.value.pages, Some(1));
    assert_eq!(written.value.files, output.last().documents[0].files);
}

/// A run of a catalogue that makes all its documents; what was moved away is retired.
fn run(desk: &Desk, names: &[&str], text: &str) -> Vec<Finding> {
    let output = desk.open();
    let entries = names.iter().map(|name| write(&output, name, text, false).0).collect();
    let order: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    let mut manifest = output.succession(&order, entries);
    let findings = output.retire(&order, &mut manifest);
    output.finish(&manifest).unwrap();
    findings
}

#[test]
fn what_the_catalogue_has_no_more_is_moved_away_and_named() {
    let desk = Desk::new();
    assert_eq!(run(&desk, &["notices/通知", "notices/旧"], "甲\n"), []);
    let findings = run(&desk, &["notices/通知"], "甲\n");
    assert_snapshot!(lines(&findings), @"
    warning[document-outdated]: “notices/旧”已不在目录中，2 个文件移到了“output/过期”
      --> output/过期/notices/旧.md
      = help: 核对后可以删去；内容仍要用的，检查计划里是否漏列
    ");
    assert_eq!(desk.read("过期/notices/旧.md"), "甲\n");
    assert_eq!(desk.read("过期/notices/旧.pdf"), "甲\n");
    assert_eq!(desk.read("notices/旧.md"), "(none)");
    assert_eq!(desk.open().last().documents.len(), 1);
    assert_eq!(run(&desk, &["notices/通知"], "甲\n"), []);
}

#[test]
fn what_was_moved_away_twice_is_kept_twice() {
    let desk = Desk::new();
    for text in ["甲\n", "乙\n", "乙\n"] {
        run(&desk, &["notices/旧"], text);
        run(&desk, &[], text);
    }
    assert_eq!(desk.read("过期/notices/旧.md"), "甲\n");
    assert_eq!(fs::read_dir(desk.path("过期/notices")).unwrap().count(), 4);
    assert!(!desk.path("notices").exists(), "an empty folder goes");
}

#[test]
fn a_part_that_its_document_has_no_more_is_moved_away() {
    let desk = Desk::new();
    let build = |parts: &[&str]| {
        let output = desk.open();
        let markdown = |part: &&str| MarkdownFile {
            path: markdown_path("dossiers/卷1", Some(part)),
            text: "甲\n".to_owned(),
            is_edited: false,
        };
        let document = Document {
            name: "dossiers/卷1".to_owned(),
            kind: "dossier".to_owned(),
            title: "卷".to_owned(),
            pages: None,
            markdown: parts.iter().map(markdown).collect(),
            pdf: None,
            sources: vec![],
        };
        let entry = output.write(&document).value;
        let order = ["dossiers/卷1".to_owned()];
        let mut manifest = output.succession(&order, vec![entry]);
        let findings = output.retire(&order, &mut manifest);
        output.finish(&manifest).unwrap();
        findings.len()
    };
    assert_eq!(build(&["01", "02"]), 0);
    assert_eq!(build(&["01"]), 1);
    assert_eq!(desk.read("过期/dossiers/卷1/02.md"), "甲\n");
    assert_eq!(desk.read("dossiers/卷1/01.md"), "甲\n");
}

#[test]
fn making_only_the_pdf_leaves_the_markdown_listed() {
    let desk = Desk::new();
    desk.build("甲\n");
    let output = desk.open();
    let entry = output.write(&Document {
        name: "notices/通知".to_owned(),
        kind: "meeting-notice".to_owned(),
        title: "通知".to_owned(),
        pages: Some(1),
        markdown: vec![],
        pdf: Some("甲\n".into()),
        sources: vec![],
    });
    assert_eq!(entry.value.files, output.last().documents[0].files);
}

#[test]
fn a_preview_says_what_would_change_and_why_and_writes_nothing() {
    let desk = Desk::new();
    let preview = |text: &str, sha256: &str| {
        let path = MD.to_owned();
        let output = desk.open();
        output
            .preview(&Document {
                name: "notices/通知".to_owned(),
                kind: "meeting-notice".to_owned(),
                title: "通知".to_owned(),
                pages: None,
                markdown: vec![MarkdownFile { path, text: text.to_owned(), is_edited: false }],
                pdf: None,
                sources: vec![SourceStamp { file: "inputs/a.xlsx".to_owned(), sha256: sha256.to_owned() }],
            })
            .change
    };
    assert_eq!(preview("甲\n", "00"), Change::New);
    desk.build("甲\n");
    assert_eq!(preview("甲\n", "11"), Change::Same);
    assert_eq!(preview("乙\n", "11"), Change::Replaced(vec!["inputs/a.xlsx 改过".to_owned()]));
    let other = "模板、设置或程序变了，或上次的文件缺了".to_owned();
    assert_eq!(preview("乙\n", "00"), Change::Replaced(vec![other]));
    assert_eq!(desk.read(MD), "甲\n");
}

#[test]
fn names_that_lead_out_are_refused() {
    let desk = Desk::new();
    let output = desk.open();
    for path in ["../a.md", "/tmp/a.md", "a/../../b.md", "", "a\\..\\..\\b.md", "C:\\a.md", "a/"] {
        assert!(output.write_beside(path, "甲").is_err(), "{path}");
    }
    assert!(!desk.folder.path().join("a.md").exists());
    assert!(output.write_beside("findings.md", "甲").is_ok());
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use juanzong::base::Failure;

    use super::{Desk, MD, Output, Path, TempDir, fs, write};

    fn open(workspace: &Path) -> Result<(), Failure> {
        Output::open(workspace).map(|_opened| ())
    }

    #[test]
    fn an_output_folder_that_leads_out_or_into_inputs_is_refused() {
        let (desk, outside) = (Desk::new(), TempDir::new().unwrap());
        let (workspace, link) = (desk.folder.path(), desk.folder.path().join("output"));
        fs::create_dir(workspace.join("inputs")).unwrap();
        for target in [outside.path(), workspace, &workspace.join("inputs"), Path::new("/nowhere")] {
            symlink(target, &link).unwrap();
            assert!(matches!(open(workspace), Err(Failure::Unwritable { .. })), "{}", target.display());
            fs::remove_file(&link).unwrap();
        }
        fs::create_dir(workspace.join("elsewhere")).unwrap();
        symlink(workspace.join("elsewhere"), &link).unwrap();
        assert!(open(workspace).is_ok());
    }

    #[test]
    fn a_folder_inside_that_leads_out_is_not_followed() {
        let (desk, outside) = (Desk::new(), TempDir::new().unwrap());
        fs::create_dir(desk.path("")).unwrap();
        symlink(outside.path(), desk.path("notices")).unwrap();
        fs::write(outside.path().join("通知.md"), "外").unwrap();

        let output = desk.open();
        assert_eq!(output.edited(MD, "甲\n"), Ok(None));
        let findings = write(&output, "notices/通知", "甲\n", false).1;
        assert_eq!(findings.len(), 2);
        assert_eq!(fs::read_to_string(outside.path().join("通知.md")).unwrap(), "外");
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_link_in_the_place_of_a_file_is_replaced_not_followed() {
        let (desk, outside) = (Desk::new(), TempDir::new().unwrap());
        let target = outside.path().join("a");
        fs::write(&target, "外").unwrap();
        fs::create_dir_all(desk.path("notices")).unwrap();
        symlink(&target, desk.path(MD)).unwrap();

        assert_eq!(desk.build("甲\n"), []);
        assert_eq!((desk.read(MD), fs::read_to_string(&target).unwrap()), ("甲\n".into(), "外".into()));
    }

    #[test]
    fn documents_are_readable_by_others() {
        let desk = Desk::new();
        desk.build("甲\n");
        let mode = |path: &str| fs::metadata(desk.path(path)).unwrap().permissions().mode();
        desk.put("plain", "");
        assert_eq!(mode(MD), mode("plain"));
    }
}
