//! Bodies that are small as they are sent and 512 MiB when unpacked.

use flate2::{Compress, Compression, Crc, FlushCompress};

const MEBIBYTE: usize = 1024 * 1024;
const MEBIBYTES: usize = 512;

/// 16 MiB of spaces that begin a stream of brotli, and as many that go on with it; both end with
/// a byte, so that any number of the latter may follow.
const BROTLI_FIRST: [u8; 14] =
    [0xcf, 0xff, 0xff, 0x7f, 0x00, 0x24, 0x40, 0xe2, 0xb1, 0x40, 0x72, 0xef, 0xff, 0x0d];
const BROTLI_NEXT: [u8; 14] =
    [0xfc, 0xff, 0xff, 0x07, 0x40, 0x02, 0x20, 0x0e, 0x0b, 0x40, 0xf7, 0xfe, 0xdf, 0x00];
const BROTLI_END: u8 = 0x03;
const BROTLI_STEP: usize = 16;

/// Spaces packed by gzip: one mebibyte is packed, and repeated as it is.
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

/// Spaces packed by brotli.
pub(crate) fn brotli() -> Vec<u8> {
    let mut bomb = BROTLI_FIRST.to_vec();
    bomb.extend(BROTLI_NEXT.repeat(MEBIBYTES / BROTLI_STEP - 1));
    bomb.push(BROTLI_END);
    bomb
}
