//! What the system says of files → a clause that a clerk understands.

use std::io::{Error, ErrorKind};

/// What each kind of error means.
const MEANINGS: [(ErrorKind, &str); 22] = [
    (ErrorKind::NotFound, "没有这个文件或文件夹"),
    (ErrorKind::PermissionDenied, "没有权限"),
    (ErrorKind::AlreadyExists, "已经有同名的文件"),
    (ErrorKind::NotADirectory, "路径中有一段是文件，不是文件夹"),
    (ErrorKind::IsADirectory, "这是一个文件夹，不是文件"),
    (ErrorKind::DirectoryNotEmpty, "同名的文件夹里有东西"),
    (ErrorKind::ReadOnlyFilesystem, "磁盘是只读的"),
    (ErrorKind::StorageFull, "磁盘满了"),
    (ErrorKind::QuotaExceeded, "磁盘的配额用完了"),
    (ErrorKind::FileTooLarge, "文件太大"),
    (ErrorKind::ResourceBusy, "正被别的程序使用"),
    (ErrorKind::ExecutableFileBusy, "正被别的程序使用"),
    (ErrorKind::InvalidFilename, "文件名太长，或含有不能用的字符"),
    (ErrorKind::InvalidInput, "路径里有不能用的字符"),
    (ErrorKind::UnexpectedEof, "文件不完整"),
    (ErrorKind::OutOfMemory, "内存不够"),
    (ErrorKind::TimedOut, "等了太久，没有回应"),
    (ErrorKind::StaleNetworkFileHandle, "网络上的文件夹断开了"),
    (ErrorKind::NetworkUnreachable, "网络不通"),
    (ErrorKind::HostUnreachable, "网络上的电脑连不上"),
    (ErrorKind::BrokenPipe, "另一端已经关闭"),
    (ErrorKind::Interrupted, "被打断了"),
];
/// What Windows says where another program holds a file or a part of it open.
/// **Source:** Windows system error codes 32 (sharing violation) and 33 (lock violation).
const HELD: [i32; 2] = [32, 33];

/// Why a file could not be read or written; the system's own words only where there is no clause for it.
pub fn io_reason(error: &Error) -> String {
    // A library that adds the path to what the system says.
    let within =
        error.get_ref().and_then(|own| own.source()).and_then(|source| source.downcast_ref::<Error>());
    if let Some(system) = within {
        return io_reason(system);
    }
    if cfg!(windows) && error.raw_os_error().is_some_and(|code| HELD.contains(&code)) {
        return "正被别的程序打开".to_owned();
    }
    // What a program says itself is no system's text.
    let is_own = error.get_ref().is_some();
    let meaning = MEANINGS.iter().find(|(kind, _)| !is_own && *kind == error.kind());
    meaning.map_or_else(|| error.to_string(), |(_, meaning)| (*meaning).to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Error;

    use super::io_reason;

    #[test]
    fn what_the_system_says_becomes_a_clause_in_chinese() {
        let folder = tempfile::tempdir().unwrap();
        let absent = fs::read(folder.path().join("没有")).unwrap_err();
        assert_eq!(io_reason(&absent), "没有这个文件或文件夹");
        let wrapped = tempfile::tempfile_in(folder.path().join("没有")).unwrap_err();
        assert_eq!(io_reason(&wrapped), "没有这个文件或文件夹");
        let of_folder = fs::File::create(folder.path()).unwrap_err();
        assert_eq!(io_reason(&of_folder), "这是一个文件夹，不是文件");
    }

    #[test]
    fn what_has_no_clause_is_said_as_it_is() {
        assert_eq!(io_reason(&Error::other("读到第 3 行为止")), "读到第 3 行为止");
    }
}
