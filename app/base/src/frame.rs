//! Bytes that a browser loads: behind a magic, a format number and a checksum.

const HEAD: usize = 9;

/// Why framed bytes are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Shorter than a frame.
    Short,
    /// Another kind of file.
    Other,
    /// Another format number.
    Format,
    /// The checksum doesn't fit.
    Damaged,
}

impl Unreadable {
    /// What is wrong, in Chinese.
    pub fn says(self) -> &'static str {
        match self {
            Unreadable::Short => "文件不完整",
            Unreadable::Other => "不是这种文件",
            Unreadable::Format => "版本和这个程序不配套",
            Unreadable::Damaged => "文件坏了或没下载完",
        }
    }
}

/// A body in its frame.
pub fn frame(magic: &[u8; 4], format: u8, body: &[u8]) -> Vec<u8> {
    let mut bytes = magic.to_vec();
    bytes.push(format);
    bytes.extend(checksum(body).to_le_bytes());
    bytes.extend(body);
    bytes
}

/// The body of what [`frame`] made, refusing anything else.
pub fn unframe<'b>(magic: &[u8; 4], format: u8, bytes: &'b [u8]) -> Result<&'b [u8], Unreadable> {
    let (head, body) = bytes.split_at_checked(HEAD).ok_or(Unreadable::Short)?;
    if &head[..4] != magic {
        return Err(Unreadable::Other);
    }
    if head[4] != format {
        return Err(Unreadable::Format);
    }
    if head[5..] != checksum(body).to_le_bytes() { Err(Unreadable::Damaged) } else { Ok(body) }
}

/// FNV-1a: guards against truncation and damage, not against intent.
pub fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_published_checksum() {
        let known = [("", 0x811c_9dc5), ("a", 0xe40c_292c), ("foobar", 0xbf9c_f968)];
        known.iter().for_each(|(text, sum)| assert_eq!(checksum(text.as_bytes()), *sum, "{text}"));
    }

    #[test]
    fn says_why_it_refuses() {
        let bytes = frame(b"ABC\0", 3, b"body");
        assert_eq!(unframe(b"ABC\0", 3, &bytes), Ok(&b"body"[..]));
        assert_eq!(unframe(b"XYZ\0", 3, &bytes), Err(Unreadable::Other));
        assert_eq!(unframe(b"ABC\0", 4, &bytes), Err(Unreadable::Format));
        assert_eq!(unframe(b"ABC\0", 3, &bytes[..12]), Err(Unreadable::Damaged));
        assert_eq!(unframe(b"ABC\0", 3, &bytes[..8]), Err(Unreadable::Short));
    }
}
