//! What is too much, and what is said then. Bounds hold before anything is decoded.

use base::Problem;
use store::{Attached, Form};

/// Attachments of a draft.
pub const MOST: usize = 20;
/// Bytes of a photo as it was taken.
pub const PHOTO: u64 = 40_000_000;
/// Its points, of which each takes four bytes once it is decoded.
pub const POINTS: u64 = 50_000_000;
/// Bytes of a PDF file.
pub const PDF: u64 = 8_000_000;
/// Bytes of all attachments of a draft.
pub const ALL: u64 = 60_000_000;

/// Something about a file, and what to do.
pub fn told(what: impl Into<String>, hint: &str) -> Problem {
    Problem::new("这个文件", what).hint(hint)
}

/// Whether a file of so many bytes may be looked at at all.
pub fn size(form: Form, bytes: u64) -> Result<(), Problem> {
    match form {
        _ if bytes == 0 => Err(told("是空的", "再拍一张，或者重新选")),
        Form::Picture if bytes > PHOTO => Err(told("太大了", "照片不要超过40兆，把相机的清晰度调低一点再拍")),
        Form::Pdf if bytes > PDF => Err(told("太大了", "PDF不要超过8兆，改成拍照，或者只留要用的几页")),
        _ => Ok(()),
    }
}

/// Whether a picture may be decoded.
pub fn points(width: u64, height: u64) -> Result<(), Problem> {
    match width.saturating_mul(height) {
        0 => Err(told("打不开", "再拍一张，或者换一张")),
        points if points > POINTS => Err(told("尺寸太大了", "不要超过5千万像素，把相机的清晰度调低一点再拍")),
        _ => Ok(()),
    }
}

/// Whether there is room for one more, of so many bytes.
pub fn room(attached: &Attached, bytes: u64) -> Result<(), Problem> {
    if attached.list.len() >= MOST {
        return Err(told("没有放进来", &format!("一份草稿最多放{MOST}张，删掉不要的再放")));
    }
    match attached.bytes() + bytes > ALL {
        true => Err(told("没有放进来", "这份草稿的材料一共不要超过60兆，删掉不要的再放")),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::Attachment;

    #[test]
    fn bounds() {
        assert!(size(Form::Picture, 0).is_err() && size(Form::Pdf, PDF + 1).is_err());
        assert!(size(Form::Picture, PHOTO).is_ok() && size(Form::Picture, PHOTO + 1).is_err());
        assert!(points(8000, 6000).is_ok() && points(65_535, 65_535).is_err() && points(0, 5).is_err());
    }

    #[test]
    fn a_draft_has_room_for_so_many() {
        let with =
            |count, bytes| Attached { revision: 1, list: vec![Attachment { bytes, ..Default::default() }; count] };
        assert!(room(&with(MOST - 1, 5), 5).is_ok());
        assert!(room(&with(MOST, 5), 5).unwrap_err().hint.contains("20张"));
        assert!(room(&with(2, 30_000_000), 1).unwrap_err().hint.contains("60兆"));
    }
}
