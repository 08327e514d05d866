//! Picture files of any origin → pictures, or a sentence why not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "support/drawings.rs"]
mod drawings;

use drawings::{Color, dense, png, red};
use juanzong::base::Length;
use juanzong::pictures::{self, Data, MOST_BYTES, Picture, Pose, Refusal, Samples};

fn jpeg(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/outside/specimens/pictures/{name}.jpg", env!("CARGO_MANIFEST_DIR")))
        .unwrap()
}

fn picture(bytes: Vec<u8>) -> Picture {
    pictures::read(bytes).unwrap()
}

#[track_caller]
fn samples(bytes: Vec<u8>) -> Samples {
    match picture(bytes).data() {
        Some(Data::Samples(samples)) => samples,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn refused(bytes: Vec<u8>, sentence: &str) {
    assert_eq!(pictures::read(bytes).unwrap_err().to_string(), sentence);
}

/// A size in EMU.
fn emu((width, height): (Length, Length)) -> (i64, i64) {
    (width.to_emu(), height.to_emu())
}

#[test]
fn a_picture_is_as_large_as_its_density_says_else_as_at_96_dpi() {
    const INCH: i64 = 914_400;
    assert_eq!(emu(picture(red(96, 48)).size()), (INCH, INCH / 2));
    assert_eq!(emu(picture(jpeg("progressive")).size()), (32 * INCH / 300, 16 * INCH / 300));
    assert_eq!(emu(picture(jpeg("grey")).size()), (32 * INCH / 72, 16 * INCH / 72));
    // 11 811 to the metre are 300 dpi; one to the metre is no sensible number.
    assert_eq!(emu(picture(dense(300, 300, 11_811)).size()), (INCH, INCH));
    assert_eq!(emu(picture(dense(96, 96, 1)).size()), (INCH, INCH));
}

#[test]
fn palettes_deep_colours_and_bits_come_out_as_plain_pixels() {
    let plain = |colors: &[u8], is_grey| Samples { colors: colors.to_vec(), is_grey, opacity: None };
    let bits = png((2, 1), (Color::Grey, 1), &[&[0b0100_0000]], &[]);
    assert_eq!(samples(bits), plain(&[0, 255], true));
    let deep = png((1, 1), (Color::Rgb, 16), &[&[1, 200, 2, 200, 3, 200]], &[]);
    assert_eq!(samples(deep), plain(&[1, 2, 3], false));
    let palette = png((2, 1), (Color::Palette, 8), &[&[1, 0]], &[(b"PLTE", &[1, 2, 3, 4, 5, 6])]);
    assert_eq!(samples(palette), plain(&[4, 5, 6, 1, 2, 3], false));
}

#[test]
fn opacity_is_kept_apart_and_only_where_something_shines_through() {
    let rgba = |alpha| png((1, 1), (Color::Rgba, 8), &[&[1, 2, 3, alpha]], &[]);
    let half = Samples { colors: vec![1, 2, 3], is_grey: false, opacity: Some(vec![128]) };
    assert_eq!(samples(rgba(128)), half);
    assert_eq!(samples(rgba(255)).opacity, None);
    let grey = png((1, 1), (Color::GreyAlpha, 8), &[&[7, 0]], &[]);
    assert_eq!(samples(grey), Samples { colors: vec![7], is_grey: true, opacity: Some(vec![0]) });
    let palette: [(&[u8], &[u8]); 2] = [(b"PLTE", &[1, 2, 3, 4, 5, 6]), (b"tRNS", &[0, 255])];
    assert_eq!(samples(png((2, 1), (Color::Palette, 8), &[&[0, 1]], &palette)).opacity, Some(vec![0, 255]));
}

#[test]
fn a_jpeg_goes_through_as_it_is_but_for_what_a_camera_adds() {
    let whole = jpeg("telephone");
    let Some(Data::Jpeg { bytes, is_grey: false }) = picture(whole.clone()).data() else { panic!() };
    let has = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    for word in [&b"SECRET CAMERA"[..], b"SECRET COMMENT", b"SECRET PROFILE", b"Exif"] {
        assert!(has(&whole, word) && !has(&bytes, word), "{}", String::from_utf8_lossy(word));
    }
    let scan = whole.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
    assert!(bytes.ends_with(&whole[scan..]));
    assert!(matches!(picture(jpeg("grey")).data(), Some(Data::Jpeg { is_grey: true, .. })));
}

#[test]
fn a_photograph_stands_as_the_camera_was_held() {
    let photograph = picture(jpeg("telephone"));
    assert_eq!(photograph.pose, Pose { is_mirrored: false, quarters: 1 });
    let (width, height) = photograph.size();
    assert_eq!(width * 2, height);
}

#[test]
fn the_colours_of_a_press_become_those_of_a_screen() {
    let Samples { colors, is_grey, opacity } = samples(jpeg("press"));
    assert_eq!((colors.len(), is_grey, opacity), (32 * 16 * 3, false, None));
    let near = |pixel: &[u8], expected: [u8; 3]| {
        assert!(pixel.iter().zip(expected).all(|(one, other)| one.abs_diff(other) < 24), "{pixel:?}");
    };
    near(&colors[..3], [0, 0, 96]);
    near(&colors[colors.len() - 3..], [247, 239, 96]);
}

#[test]
fn what_can_not_be_used_is_refused_with_a_reason() {
    refused(b"GIF89a".to_vec(), "不是 PNG 或 JPEG 图片");
    refused(Vec::new(), "不是 PNG 或 JPEG 图片");
    refused(vec![0; MOST_BYTES + 1], "文件超过 20 MB");
    refused(jpeg("grey")[..200].to_vec(), "图片不完整或者已损坏");
    let png = red(9, 9);
    refused(png[..png.len() - 20].to_vec(), "图片不完整或者已损坏");
}

#[test]
fn a_small_file_of_very_many_pixels_is_refused_before_it_is_decoded() {
    refused(png((16_384, 16_384), (Color::Rgb, 8), &[&[0]], &[]), "有 16384×16384 个像素，超过 4000 万个");
}

#[test]
fn a_jpeg_of_a_rare_kind_is_refused() {
    let mut lossless = jpeg("grey");
    let frame = lossless.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    lossless[frame + 1] = 0xc3;
    assert_eq!(pictures::read(lossless.clone()), Err(Refusal::Rare));
    lossless[frame + 1] = 0xc0;
    lossless[frame + 4] = 12;
    assert_eq!(pictures::read(lossless), Err(Refusal::Rare));
}

#[test]
fn damaged_files_are_refused_or_read_but_break_nothing() {
    for whole in [jpeg("grey"), jpeg("progressive"), jpeg("press"), jpeg("telephone"), red(5, 5)] {
        for at in 0..whole.len() {
            for change in [0, 1, 0x7f, 0xff] {
                let mut damaged = whole.clone();
                damaged[at] = change;
                if let Ok(picture) = pictures::read(damaged) {
                    let (width, height) = picture.size();
                    assert!(width > Length::ZERO && height > Length::ZERO);
                    picture.data();
                }
            }
        }
    }
}
