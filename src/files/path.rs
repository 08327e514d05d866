//! Paths as people write them → paths relative to the workspace, or nothing where one leads out of it.

/// The path in the workspace's own form: relative, `/` between folders, no `.` and no empty steps.
///
/// Backslashes count as separators on every system, because plans and cells are written on Windows.
/// Absolute paths, drive letters, `..` and NUL have no such form. A link may still lead out: only
/// [`Root`](super::Root) can see that.
pub fn normalized(written: &str) -> Option<String> {
    if is_absolute(written) || written.contains('\0') {
        return None;
    }
    let steps: Vec<&str> =
        written.split(['/', '\\']).filter(|step| !step.is_empty() && *step != ".").collect();
    (!steps.contains(&"..")).then(|| steps.join("/"))
}

/// Whether a file's name ends in `.` and this ending, in capitals or not, as Windows counts it.
pub fn has_ending(file: &str, ending: &str) -> bool {
    file.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending))
}

fn is_absolute(written: &str) -> bool {
    let drive = matches!(written.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    drive || written.starts_with(['/', '\\'])
}

#[cfg(test)]
mod tests {
    use super::normalized;

    #[test]
    fn paths_of_either_system_get_one_form() {
        for written in ["证明/会议记录.pdf", r"证明\会议记录.pdf", "./证明//会议记录.pdf"] {
            assert_eq!(normalized(written).as_deref(), Some("证明/会议记录.pdf"), "{written}");
        }
        assert_eq!(normalized("").as_deref(), Some(""));
    }

    #[test]
    fn a_path_that_leads_out_has_no_form() {
        for written in
            ["../a", r"a\..\..\b", "a/..", "/etc/passwd", r"\\server\share", r"C:\a", "c:a", "a\0b", ".."]
        {
            assert_eq!(normalized(written), None, "{written:?}");
        }
    }
}
