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

/// The path that a text in `folder` names, `..` and percent signs resolved; none where it leads out.
///
/// `folder` is in the workspace's own form. Links are not looked at: [`Root`](super::Root) does that.
pub fn beside(folder: &str, written: &str) -> Option<String> {
    let written = decoded(written);
    if is_absolute(&written) || written.contains('\0') {
        return None;
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in written.split(['/', '\\']).filter(|step| !step.is_empty() && *step != ".") {
        if step == ".." {
            steps.pop()?;
        } else {
            steps.push(step);
        }
    }
    Some(steps.join("/"))
}

/// `%E5%9B%BE` as the character that it stands for; what is no such thing stays.
fn decoded(written: &str) -> String {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.as_bytes();
    while let Some((&byte, others)) = rest.split_first() {
        let code =
            others.get(..2).filter(|_| byte == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        let code = code.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let code = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { &others[2..] } else { others };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| written.to_owned())
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
    use super::{beside, normalized};

    #[test]
    fn paths_of_either_system_get_one_form() {
        for written in ["证明/会议记录.pdf", r"证明\会议记录.pdf", "./证明//会议记录.pdf"] {
            assert_eq!(normalized(written).as_deref(), Some("证明/会议记录.pdf"), "{written}");
        }
        assert_eq!(normalized("").as_deref(), Some(""));
    }

    #[test]
    fn a_path_is_found_from_the_folder_of_the_text_that_names_it() {
        for (written, path) in [
            ("a.png", "output/notices/a.png"),
            ("../../inputs/evidence/a.png", "inputs/evidence/a.png"),
            (r"..\%E5%9B%BE 1%.png", "output/图 1%.png"),
            ("./%ff.png", "output/notices/%ff.png"),
        ] {
            assert_eq!(beside("output/notices", written).as_deref(), Some(path), "{written}");
        }
        for written in ["../../../a.png", "/etc/a.png", "%2e%2e/../../a.png", r"C:\a.png", "a%00.png"] {
            assert_eq!(beside("output/notices", written), None, "{written}");
        }
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
