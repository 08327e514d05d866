//! Placeholder pictures: a drawing in four colours → PNG, written by hand so that its bytes never change.

const WIDTH: usize = 320;
const HEIGHT: usize = 200;

/// The colours: paper, wall, wood, red.
const PALETTE: [[u8; 3]; 4] = [[250, 248, 240], [178, 190, 200], [120, 90, 60], [190, 30, 40]];

/// What the picture shows.
#[derive(Clone, Copy)]
pub(super) enum Picture {
    /// A long table under a board.
    Meeting,
    /// A banner between two poles.
    Banner,
    /// Rows of desks.
    Classroom,
}

impl Picture {
    /// The colour at a point.
    fn colour(self, x: usize, y: usize) -> u8 {
        let is_frame = x < 4 || y < 4 || x >= WIDTH - 4 || y >= HEIGHT - 4;
        match self {
            _ if is_frame => 1,
            Self::Meeting if (90..230).contains(&x) && (24..64).contains(&y) => 3,
            Self::Meeting if (40..280).contains(&x) && (110..140).contains(&y) => 2,
            Self::Meeting if (50..270).contains(&x) && (90..104).contains(&y) && x % 32 < 14 => 1,
            Self::Banner if (50..270).contains(&x) && (50..90).contains(&y) => 3,
            Self::Banner if (44..50).contains(&x) || (270..276).contains(&x) => 2,
            Self::Banner if y >= 160 => 1,
            Self::Classroom if (60..260).contains(&x) && (20..60).contains(&y) => 1,
            Self::Classroom if y >= 90 && y % 36 < 14 && x % 64 >= 12 => 2,
            _ => 0,
        }
    }
}

/// The picture as a PNG of two bits a pixel.
pub(super) fn bytes(picture: Picture) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = Vec::new();
    for size in [WIDTH, HEIGHT] {
        header.extend(u32::try_from(size).unwrap_or_default().to_be_bytes());
    }
    header.extend([2, 3, 0, 0, 0]); // bits, palette, deflate, filters, no interlace
    chunk(&mut png, *b"IHDR", &header);
    chunk(&mut png, *b"PLTE", PALETTE.as_flattened());
    chunk(&mut png, *b"IDAT", &stored(&lines(picture)));
    chunk(&mut png, *b"IEND", &[]);
    png
}

/// The lines of the picture, each after its filter byte, four pixels a byte.
fn lines(picture: Picture) -> Vec<u8> {
    let line = |y| {
        let pixels: Vec<u8> = (0..WIDTH).map(|x| picture.colour(x, y)).collect();
        let packed = pixels.chunks(4).map(|four| four.iter().fold(0, |byte, pixel| byte << 2 | pixel));
        std::iter::once(0).chain(packed).collect::<Vec<u8>>()
    };
    (0..HEIGHT).flat_map(line).collect()
}

/// A zlib stream of one stored block.
fn stored(data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap_or(u16::MAX);
    let mut stream = vec![0x78, 0x01, 0x01];
    stream.extend(length.to_le_bytes());
    stream.extend((!length).to_le_bytes());
    stream.extend(data);
    stream.extend(adler32(data).to_be_bytes());
    stream
}

fn chunk(png: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    let body = [&name, data].concat();
    png.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
    png.extend(&body);
    png.extend(crc32(&body).to_be_bytes());
}

fn adler32(data: &[u8]) -> u32 {
    let (a, b) = data.iter().fold((1, 0), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    b << 16 | a
}

fn crc32(data: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !data.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}
