//! What stops the whole run: the world is wrong, not an input.

use std::path::PathBuf;

/// A reason why nothing could be made; its text is the one message that the clerk sees.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A PDF can't be measured.
    #[error("无法查验 {}：{reason}", .path.display())]
    Unmeasured {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// Neither here nor in a folder above stands a workspace.
    #[error("没有找到工作区：{} 及其上级文件夹里都没有 inputs/plan/campaign.yaml", .0.display())]
    NoWorkspace(PathBuf),
    /// A new workspace was to be made where something lies already.
    #[error("{} 里已经有东西了，请另选一个空文件夹", .0.display())]
    Occupied(PathBuf),
    /// A folder or file that is needed can't be read.
    #[error("无法读取 {}：{reason}", .path.display())]
    Unreadable {
        /// What was to be read.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// Output can't be written at all.
    #[error("无法写入 {}：{reason}", .path.display())]
    Unwritable {
        /// What was to be written.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// A word on the command line means no document.
    #[error("没有与“{0}”相符的文书")]
    NothingSelected(String),
    /// A word on the command line means no unit that owes a submission.
    #[error("没有与“{0}”相符、又要报送的单位")]
    NoUnitSelected(String),
    /// A word on the command line means several documents where one is asked for.
    #[error("有 {count} 份文书与“{word}”相符，请写得更具体：{}", .names.join("、"))]
    ManySelected {
        /// The word.
        word: String,
        /// How many documents it means.
        count: usize,
        /// The first of them.
        names: Vec<String>,
    },
    /// Work can't be shared among processors.
    #[error("无法启动工作线程：{0}")]
    Workers(String),
    /// No folder holds the faces.
    #[error("没有找到字体：依次找过 {}", .0.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join("、"))]
    NoFonts(Vec<PathBuf>),
    /// A face that a role needs is missing or unusable.
    #[error("字体文件 {} 不能使用：{reason}", .path.display())]
    BadFont {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}
