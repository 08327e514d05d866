//! File names that every system accepts.
//!
//! In: a title or a unit's name. Out: a name for one file or folder. It never looks at a disk.

/// The longest name, in bytes of UTF-8: NTFS and ext4 end at 255, and room is left for `.new.md`, for
/// a number and for the temporary file beside it.
const LONGEST: usize = 120;

/// A name that Windows, too, accepts for a file or a folder.
///
/// Characters that Windows reserves and control characters become `_`, blanks and dots at the ends are
/// cut, device names such as `CON` get a `_` in front, and the name ends at a whole character before
/// 120 bytes. The same text gives the same name; different texts may share one, which the caller minds.
///
/// Source: Microsoft, “Naming Files, Paths, and Namespaces”.
pub fn safe_name(text: &str) -> String {
    let plain: String = text.trim().chars().map(|c| if is_refused(c) { '_' } else { c }).collect();
    let whole = if is_device(&plain) { format!("_{plain}") } else { plain };
    let name = whole[..whole.floor_char_boundary(LONGEST)].trim_end_matches(is_trailing);
    if name.trim_start_matches('.').is_empty() { "_".to_owned() } else { name.to_owned() }
}

fn is_refused(c: char) -> bool {
    c.is_control()
        || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' | '\u{2028}' | '\u{2029}')
}

fn is_trailing(c: char) -> bool {
    c == '.' || c.is_whitespace()
}

/// Windows opens a device for these, in any case and with any extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    match stem.as_str() {
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" => true,
        _ => stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT")).is_some_and(is_port),
    }
}

fn is_port(number: &str) -> bool {
    matches!(number, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::safe_name;

    #[test]
    fn ordinary_titles_stay_as_they_are() {
        for name in ["关于召开推进会的通知", "第1轮督导检查情况通报（征求意见稿）", "1-003", "a.b"]
        {
            assert_eq!(safe_name(name), name);
        }
    }

    #[test]
    fn what_windows_refuses_is_replaced() {
        for (text, name) in [
            ("a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j"),
            ("..", "_"),
            ("../../etc", ".._.._etc"),
            ("", "_"),
            (" 空格. . ", "空格"),
            ("con", "_con"),
            ("NUL.md", "_NUL.md"),
            ("com1.tar.gz", "_com1.tar.gz"),
            ("COMMON", "COMMON"),
            ("换\n行\t", "换_行"),
        ] {
            assert_eq!(safe_name(text), name, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_name_is_one_whole_component_and_stays_itself(text in any_text()) {
            let name = safe_name(&text);
            prop_assert!(!name.is_empty() && name.len() <= 120);
            prop_assert!(!name.contains(['/', '\\', ':', '\0', '\n']));
            prop_assert!(name != "." && name != ".." && !name.ends_with(['.', ' ']));
            prop_assert_eq!(safe_name(&name), name);
        }
    }

    fn any_text() -> impl proptest::strategy::Strategy<Value = String> {
        "[甲乙a.:/ \\n_]{0,80}|\\PC{0,60}|(con|NUL|lpt1)[.甲]{0,3}"
    }
}
