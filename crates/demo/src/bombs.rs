//! Compressed bodies that are small when sent and 512 MiB when unpacked.

use flate2::{Compress, Compression, Crc, FlushCompress};

const MEBIBYTE: usize = 1024 * 1024;
const MEBIBYTES: usize = 512;

/// Two parts of a brotli stream, of 16 MiB of spaces each: the first, and one to repeat after it.
///
/// Both end at a byte boundary, so that any number of the second may follow.
const BROTLI_FIRST: [u8; 14] =
    [0xcf, 0xff, 0xff, 0x7f, 0x00, 0x24, 0x40, 0xe2, 0xb1, 0x40, 0x72, 0xef, 0xff, 0x0d];
const BROTLI_NEXT: [u8; 14] =
    [0xfc, 0xff, 0xff, 0x07, 0x40, 0x02, 0x20, 0x0e, 0x0b, 0x40, 0xf7, 0xfe, 0xdf, 0x00];
const BROTLI_END: u8 = 0x03;
const BROTLI_STEP: usize = 16;

/// Compresses spaces by gzip: one mebibyte is compressed once and repeated.
pub(crate) fn gzip() -> Vec<u8> {
    let plain = vec![b' '; MEBIBYTE];
    let mut packed = Vec::with_capacity(MEBIBYTE);
    let mut checksum = Crc::new();
    checksum.update(&plain);
    let _ = Compress::new(Compression::best(), false).compress_vec(&plain, &mut packed, FlushCompress::Full);
    let mut whole = Crc::new();
    let mut bomb = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];
    for _ in 0..MEBIBYTES {
        bomb.extend_from_slice(&packed);
        whole.combine(&checksum);
    }
    bomb.extend_from_slice(&[3, 0]);
    bomb.extend_from_slice(&whole.sum().to_le_bytes());
    bomb.extend_from_slice(&whole.amount().to_le_bytes());
    bomb
}

/// Compresses spaces by brotli.
pub(crate) fn brotli() -> Vec<u8> {
    let mut bomb = BROTLI_FIRST.to_vec();
    bomb.extend(BROTLI_NEXT.repeat(MEBIBYTES / BROTLI_STEP - 1));
    bomb.push(BROTLI_END);
    bomb
}
