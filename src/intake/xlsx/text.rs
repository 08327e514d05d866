//! The texts of a workbook's XML → what people read.

use std::borrow::Cow;

use crate::archive::Misfit;
use crate::archive::tags::{Edge, Tags};

/// The text up to the end of the element of this name that is open, its parts in formats of their own put together;
/// how it is pronounced is left out.
///
/// **Source:** ECMA-376 part 1, 18.4.8 (`si`), 18.4.6 (`rPh`).
pub(super) fn rich<'a>(tags: &mut Tags<'a>, name: &str) -> Result<Cow<'a, str>, Misfit> {
    let (mut all, mut is_spoken) = (Cow::Borrowed(""), false);
    loop {
        match tags.next_inside()? {
            Edge::Opens(tag) => match tag.name() {
                "t" if !is_spoken => {
                    let text = plain(tags.text()?);
                    if all.is_empty() { all = text } else { all.to_mut().push_str(&text) }
                }
                "rPh" => is_spoken = true,
                _ => {}
            },
            Edge::Closes(tag) => match tag.name() {
                "rPh" => is_spoken = false,
                ended if ended == name => return Ok(all),
                _ => {}
            },
        }
    }
}

/// Text in which `_x000D_` and the like are the signs that they stand for.
///
/// **Source:** ECMA-376 part 1, 22.9.2.19 (`ST_Xstring`).
pub(super) fn plain(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains("_x") {
        return text;
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(first) = rest.chars().next() {
        if let Some((unit, after)) = escaped(rest) {
            units.push(unit);
            rest = after;
        } else {
            units.extend_from_slice(first.encode_utf16(&mut [0; 2]));
            rest = &rest[first.len_utf8()..];
        }
    }
    String::from_utf16_lossy(&units).into()
}

/// The unit of UTF-16 that the text begins with in this writing, and what follows.
fn escaped(text: &str) -> Option<(u16, &str)> {
    let (digits, rest) = text.strip_prefix("_x")?.split_at_checked(4)?;
    let is_number = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let unit = is_number.then(|| u16::from_str_radix(digits, 16).ok())??;
    Some((unit, rest.strip_prefix('_')?))
}

#[cfg(test)]
mod tests {
    use super::{Tags, plain, rich};

    #[test]
    fn escapes_are_the_signs_that_they_stand_for() {
        let check = |text: &str, expected: &str| assert_eq!(plain(text.into()), expected);
        check("甲_x000D_\n乙", "甲\r\n乙");
        check("_x005F_x000D_", "_x000D_");
        check("_xD83D__xDE00_", "😀");
        check("_x000G__x00_x0041", "_x000G__x00_x0041");
        check("_x甲乙丙丁_", "_x甲乙丙丁_");
    }

    #[test]
    fn rich_text_is_put_together_without_how_it_is_pronounced() {
        let text = |xml: &str| rich(&mut Tags::of(xml), "si").unwrap().into_owned();
        let runs = "<r><t>甲 </t></r><r><rPr/><t xml:space=\"preserve\"> 乙&#x4e19;</t></r>";
        assert_eq!(
            text(&format!("{runs}<rPh sb=\"0\" eb=\"1\"><t>jiǎ</t></rPh><phoneticPr/></si>")),
            "甲  乙丙"
        );
        assert_eq!(text("<x:t>a&lt;<![CDATA[<b>]]></x:t></x:si>"), "a<<b>");
        assert_eq!(text("</si>"), "");
        assert!(rich(&mut Tags::of("<t>甲"), "si").is_err());
    }
}
