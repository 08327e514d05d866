//! Rule: what is to be a link is one that a browser can open. Links are never followed.

use crate::base::{Code, Finding, Words, half_width};
use crate::ledger::Standing;

use super::Subject;

/// A cell of links, or one of evidence that was meant to be one, holds none.
pub(super) fn malformed(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for submission in subject.ledger.handed_in() {
        let evidence = submission.evidence.iter().filter(|item| !matches!(item.standing, Standing::File(_)));
        let evidence =
            evidence.filter_map(|item| item.location.as_ref()).filter(|words| is_meant(words.as_str()));
        let disclosures = submission.disclosures.iter().filter_map(|disclosure| disclosure.location.as_ref());
        let publicity = submission.publicity.iter().filter_map(|report| report.location.as_ref());
        let links = evidence.chain(disclosures).chain(publicity);
        let faulty = links.filter(|words| !is_link(words.as_str()));
        findings.extend(faulty.map(|words| no_link(words, &submission.file)));
    }
}

fn no_link(words: &Words, file: &str) -> Finding {
    Finding::new(Code::LinkMalformed, words.place_or(file), format!("“{words}”不是能打开的网址"))
        .help("写完整的网址，以 http:// 或 https:// 开头，中间没有空格，也没有别的说明")
}

/// Whether a cell that may hold the name of a file looks like a link.
pub(super) fn is_meant(text: &str) -> bool {
    let text = half_width(text).to_lowercase();
    ["http", "www.", "ftp:"].iter().any(|start| text.starts_with(start)) || text.contains("://")
}

/// Whether it looks like a link without its scheme: a host, then a path.
pub(super) fn is_likely(text: &str) -> bool {
    let text = half_width(text);
    let Some((host, _)) = text.split_once('/') else { return false };
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric());
    let (labels, domain) = host.rsplit_once('.').unwrap_or_default();
    labels.split(['.', '-']).all(is_label)
        && domain.len() > 1
        && domain.bytes().all(|b| b.is_ascii_alphabetic())
}

/// A scheme, a host with a dot in it, and nothing that no address holds.
fn is_link(text: &str) -> bool {
    let lower = text.to_lowercase();
    let Some(rest) = lower.strip_prefix("http://").or_else(|| lower.strip_prefix("https://")) else {
        return false;
    };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let labels = || host.split('.');
    let has_host = labels().count() > 1 && labels().all(|label| !label.is_empty());
    let is_foreign = |c: char| c.is_whitespace() || c.is_control() || "，。；、（）《》“”：<>\"".contains(c);
    has_host && !rest.contains(is_foreign) && !rest.contains("://")
}

#[cfg(test)]
mod tests {
    use super::{is_likely, is_link};

    #[test]
    fn a_link_without_its_scheme_is_told_from_the_path_of_a_file() {
        for text in ["a.example.cn/b/c.html", "my-county.gov.cn/", "a.example.cn／b"] {
            assert!(is_likely(text), "{text}");
        }
        for text in ["照片/表.txt", "a.example", "2024.5/表.txt", "./表.txt", "第1.docx/2", "见附件/a"]
        {
            assert!(!is_likely(text), "{text}");
        }
    }

    #[test]
    fn a_link_has_a_scheme_and_a_host_and_no_prose() {
        for link in [
            "http://www.example.cn",
            "HTTPS://example.invalid/a/b?c=1#d",
            "http://例子.中国/公开",
            "http://10.0.0.1:8080/x",
        ] {
            assert!(is_link(link), "{link}");
        }
        for text in [
            "www.example.cn",
            "http://",
            "http:/example.cn",
            "http：//example.cn",
            "http://example.cn 第二条",
            "http://example.cn，见附件",
            "http://首页",
            "http://a.cn；http://b.cn",
            "ftp://example.cn",
        ] {
            assert!(!is_link(text), "{text}");
        }
    }
}
