//! A whole document as a dump of placed runs: any change of any place shows.

#[path = "support/pages.rs"]
mod pages;

use juanzong::typeset::dump;
use pages::typeset;

#[test]
fn a_notice_with_all_its_elements_is_placed_as_before() {
    let found = dump(&typeset(include_str!("page_dump/notice.md")).value);
    let expected = include_str!("page_dump/notice.txt");
    for (k, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "line {} of tests/page_dump/notice.txt", k + 1);
    }
    assert_eq!(found.lines().count(), expected.lines().count(), "{found}");
}

#[test]
fn two_runs_place_everything_alike() {
    let source = include_str!("page_dump/notice.md");
    assert_eq!(dump(&typeset(source).value), dump(&typeset(source).value));
}
