//! Lines of standard input, which other programs write in encodings of their own.

use secrecy::zeroize::Zeroizing;

/// A reason why a line of standard input is no password or login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadLine {
    /// It is in UTF-16, as PowerShell writes files.
    Utf16,
    /// It is not in UTF-8, as cmd.exe pipes it.
    NotUtf8,
    /// It has control characters.
    ControlCharacters,
    /// It is longer than 4096 bytes.
    TooLong,
}

impl BadLine {
    /// Returns the reason as a word for the texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Utf16 => "utf-16",
            Self::NotUtf8 => "not-utf-8",
            Self::ControlCharacters => "control",
            Self::TooLong => "long",
        }
    }
}

/// Returns a line as text, without the mark that Windows puts before UTF-8.
///
/// Whatever is no plain text is refused: a site would count it as a wrong password.
pub fn text_of(line: &[u8]) -> Result<Zeroizing<String>, BadLine> {
    if line.starts_with(&[0xFF, 0xFE]) || line.starts_with(&[0xFE, 0xFF]) || line.contains(&0) {
        return Err(BadLine::Utf16);
    }
    let text = std::str::from_utf8(line).map_err(|_| BadLine::NotUtf8)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    if text.contains(char::is_control) {
        return Err(BadLine::ControlCharacters);
    }
    Ok(Zeroizing::new(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &[u8]) -> Result<String, BadLine> {
        text_of(line).map(|text| text.as_str().to_owned())
    }

    #[test]
    fn a_line_in_another_encoding_is_refused_and_a_mark_of_utf_8_is_not_part_of_it() {
        assert_eq!(read("пароль".as_bytes()), Ok("пароль".to_owned()));
        assert_eq!(read("\u{FEFF}пароль\r".as_bytes()), Ok("пароль".to_owned()));
        let little: Vec<u8> = "\u{FEFF}demo".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{FEFF}demo".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for line in [&little[..], &little[2..], &big[..], &big[2..]] {
            assert_eq!(read(line), Err(BadLine::Utf16), "{line:?}");
        }
        assert_eq!(read(&[0xAF, 0xA0, 0xE0, 0xAE, 0xAB, 0xEC]), Err(BadLine::NotUtf8), "code page 866");
        assert_eq!(read(b"de\tmo"), Err(BadLine::ControlCharacters));
        assert_eq!(read(b"de\x1Bmo"), Err(BadLine::ControlCharacters));
    }
}
