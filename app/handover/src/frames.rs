//! A container cut into the texts of codes, and gathered again from them, in whatever order they are read.
//!
//! A text is `JZCG1:` and base45, which a QR code holds in its alphanumeric mode nearly as densely as bytes, and which every reader
//! hands on as text. Its bytes: the container's checksum (which transfer it is), which frame of how many, the frame's own checksum, a piece.

use crate::bundle::newer;
use crate::{MOST, checksum};
use base::Problem;

const PREFIX: &str = "JZCG";
const VERSION: &str = "1:";
/// Transfer, frame, number of frames, checksum.
const HEAD: usize = 4 + 1 + 1 + 4;
/// Bytes of a piece: its code has 65 modules a side (version 12 with correction M), which a cheap camera reads from a hand's width.
const PIECE: usize = 262;
/// More codes than this nobody waits for.
pub const MOST_FRAMES: usize = 80;
/// A longer text is no frame.
const LONGEST: usize = 600;

/// The texts of the codes of a container.
pub fn cut(container: &[u8]) -> Result<Vec<String>, Problem> {
    // All of a length: a code that is mostly filler is harder to read.
    let total = container.len().div_ceil(PIECE);
    let pieces = container.chunks(container.len().div_ceil(total.max(1)).max(1));
    let count = u8::try_from(total).ok().filter(|_| (1..=MOST_FRAMES).contains(&total));
    let Some(count) = count else {
        return Err(Problem::new("草稿", "内容太多，二维码装不下").hint("请导出成文件"));
    };
    let transfer = checksum(container);
    let text = |(index, piece): (u8, &[u8])| {
        let told = [&transfer[..], &[index, count], piece].concat();
        let bytes = [&told[..6], &checksum(&told), piece].concat();
        format!("{PREFIX}{VERSION}{}", base45::encode(&bytes))
    };
    Ok((0..count).zip(pieces).map(text).collect())
}

/// What a text brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gathered {
    /// A frame that was missing.
    New,
    /// One that was there.
    Again,
    /// The last that was missing.
    Whole,
}

/// The frames of one transfer, as they are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathering {
    transfer: [u8; 4],
    pieces: Vec<Option<Vec<u8>>>,
}

impl Gathering {
    /// Takes the text of a code. The first decides which transfer it is.
    pub fn take(&mut self, text: &str) -> Result<Gathered, Problem> {
        let frame = Frame::read(text)?;
        if self.pieces.is_empty() {
            self.transfer = frame.transfer;
            self.pieces = vec![None; usize::from(frame.count)];
        }
        if self.transfer != frame.transfer || self.pieces.len() != usize::from(frame.count) {
            return Err(Problem::new("二维码", "是另一份草稿的，没有收").hint("想改收那一份，请从头读"));
        }
        let place = self.pieces.get_mut(usize::from(frame.index)).ok_or_else(spoilt)?;
        if place.is_some() {
            return Ok(Gathered::Again);
        }
        *place = Some(frame.piece);
        Ok(if self.missing().is_empty() { Gathered::Whole } else { Gathered::New })
    }

    /// How many frames there are; 0 before the first was read.
    pub fn total(&self) -> usize {
        self.pieces.len()
    }

    /// The numbers of those not read yet, counted from 1.
    pub fn missing(&self) -> Vec<usize> {
        self.pieces.iter().zip(1..).filter(|(piece, _)| piece.is_none()).map(|(_, number)| number).collect()
    }

    /// The container, once every frame was read and it is what was cut.
    pub fn whole(&self) -> Result<Vec<u8>, Problem> {
        let pieces: Option<Vec<&[u8]>> = self.pieces.iter().map(|piece| piece.as_deref()).collect();
        let container = pieces.unwrap_or_default().concat();
        if container.is_empty() || checksum(&container) != self.transfer { Err(spoilt()) } else { Ok(container) }
    }
}

struct Frame {
    transfer: [u8; 4],
    index: u8,
    count: u8,
    piece: Vec<u8>,
}

impl Frame {
    fn read(text: &str) -> Result<Frame, Problem> {
        let versioned = text.strip_prefix(PREFIX).filter(|_| text.len() <= LONGEST).ok_or_else(foreign)?;
        let body = match versioned.strip_prefix(VERSION) {
            Some(body) => body,
            None if versioned.starts_with(|c: char| c.is_ascii_digit()) => return Err(newer()),
            None => return Err(foreign()),
        };
        let bytes = base45::decode(body).map_err(|_| spoilt())?;
        let (head, piece) = bytes.split_at_checked(HEAD).ok_or_else(spoilt)?;
        let &[a, b, c, d, index, count, ref check @ ..] = head else { return Err(spoilt()) };
        let told = [&[a, b, c, d, index, count], piece].concat();
        let counted = index < count && usize::from(count) <= MOST_FRAMES && !piece.is_empty() && piece.len() <= PIECE;
        if !counted || check != checksum(&told) {
            return Err(spoilt());
        }
        Ok(Frame { transfer: [a, b, c, d], index, count, piece: piece.to_vec() })
    }
}

/// A code that says something else, which is not repeated.
fn foreign() -> Problem {
    Problem::new("二维码", "不是草稿的，没有收，也没有打开").hint("请对准另一台设备上“带到另一台设备”那一页的码")
}

fn spoilt() -> Problem {
    Problem::new("二维码", "没读全").hint("请再对准一次")
}

/// What all frames together may hold is less than what a file may.
const _: () = assert!(MOST_FRAMES * PIECE < MOST);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn container(length: usize) -> Vec<u8> {
        (0..length).map(|n| (n * 7 % 251) as u8).collect()
    }

    #[track_caller]
    fn refused(gathering: &mut Gathering, text: &str, expect: &str) {
        let before = gathering.clone();
        let said = gathering.take(text).unwrap_err().to_string();
        assert!(said.contains(expect), "{said}");
        assert_eq!(*gathering, before, "nothing was taken");
    }

    #[test]
    fn any_order_and_twice() {
        let bytes = container(900);
        let texts = cut(&bytes).unwrap();
        let mut all = Gathering::default();
        assert_eq!((texts.len(), all.total()), (4, 0));
        assert_eq!(all.take(&texts[2]), Ok(Gathered::New));
        assert_eq!(all.take(&texts[2]), Ok(Gathered::Again));
        assert_eq!((all.total(), all.missing()), (4, vec![1, 2, 4]));
        assert!(all.whole().is_err());
        assert_eq!(all.take(&texts[3]), Ok(Gathered::New));
        assert_eq!(all.take(&texts[0]), Ok(Gathered::New));
        assert_eq!(all.take(&texts[1]), Ok(Gathered::Whole));
        assert_eq!(all.take(&texts[1]), Ok(Gathered::Again));
        assert_eq!(all.whole(), Ok(bytes));
    }

    #[test]
    fn a_code_holds_one_within_its_alphanumeric_mode() {
        const HOLDS: usize = 419; // version 12, correction M
        for text in cut(&container(3 * PIECE)).unwrap() {
            assert!(text.len() <= HOLDS, "{}", text.len());
            let known = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || " $%*+-./:".contains(c);
            assert!(text.chars().all(known), "{text}");
        }
    }

    #[test]
    fn refuses_with_words() {
        let texts = cut(&container(600)).unwrap();
        let mut all = Gathering::default();
        refused(&mut all, "https://example.com/JZCG1:", "不是草稿的");
        refused(&mut all, &format!("{}{}", texts[0], "A".repeat(600)), "不是草稿的");
        refused(&mut all, "JZCG:", "不是草稿的");
        refused(&mut all, &texts[0].replace("JZCG1", "JZCG2"), "请先更新");
        refused(&mut all, "JZCG1:", "没读全");
        refused(&mut all, &texts[0][..40], "没读全");
        all.take(&texts[1]).unwrap();
        refused(&mut all, &cut(&container(601)).unwrap()[0], "另一份");
        assert!(cut(&container(PIECE * (MOST_FRAMES + 1))).unwrap_err().to_string().contains("导出成文件"));
        assert!(cut(&[]).is_err());
    }

    proptest! {
        #[test]
        fn any_container_comes_back_in_any_order(bytes in proptest::collection::vec(any::<u8>(), 1..4000), turn in 0usize..20) {
            let mut texts = cut(&bytes).unwrap();
            let by = turn % texts.len();
            texts.rotate_left(by);
            let mut all = Gathering::default();
            for text in &texts { all.take(text).unwrap(); }
            prop_assert_eq!(all.whole().unwrap(), bytes);
        }

        #[test]
        fn any_text_is_a_problem_not_a_panic(text in ".{0,80}", tail in "[0-9A-Z $%*+./:-]{0,80}") {
            let mut all = Gathering::default();
            prop_assert!(all.take(&text).is_err());
            let framed = format!("JZCG1:{tail}");
            prop_assert!(all.take(&framed).is_err());
        }

        #[test]
        fn a_damaged_text_brings_nothing(place in 6usize..300, to in "[0-9A-Z]") {
            let mut text = cut(&container(250)).unwrap().remove(0);
            let place = place.min(text.len() - 1);
            if text.get(place..=place) != Some(to.as_str()) {
                text.replace_range(place..=place, &to);
                prop_assert!(Gathering::default().take(&text).is_err());
            }
        }
    }
}
