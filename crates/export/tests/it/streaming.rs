//! Memory and failing outputs.

use std::cell::Cell;
use std::io::{self, Write};

use kabinet_export::Format;

use crate::support::{Russian, heading, months, write};

/// A writer that accepts a limited number of bytes and then reports a full disk.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A writer that counts the bytes.
struct Count<'a>(&'a Cell<usize>);

impl Write for Count<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_an_error_in_every_format_wherever_it_happens() {
    let months = months().split_off(115);
    for format in Format::ALL {
        for room in [0, 100, 1000] {
            assert!(write(format, &months, Full(room)).is_err(), "{format:?} in {room} bytes seemed whole");
        }
    }
}

#[test]
fn a_streamed_format_holds_nothing_until_the_end() {
    let months = months();
    for format in [Format::Csv, Format::CsvPlain, Format::Json, Format::Ofx, Format::Qif, Format::Hledger] {
        let count = Cell::new(0);
        let mut statement =
            kabinet_export::Statement::begin(format, heading(&months), &Russian, Count(&count)).unwrap();
        for month in &months {
            statement.month(month).unwrap();
        }
        let before_the_end = count.get();
        statement.end().unwrap();
        assert!(before_the_end * 10 > count.get() * 7, "{format:?} kept {before_the_end} of {}", count.get());
    }
}
