//! What a file is, by its first bytes: never by its name or by what it says of itself.

use super::limits::{points, size, told};
use base::Problem;
use imagesize::{ImageError, ImageType, image_type};
use store::Form;

/// So much of a file is looked at. What cameras write before the picture's size is a tenth of it.
pub const HEAD: u32 = 1_000_000;

/// What it is, if it may be taken in; `head` are its first bytes, at most [`HEAD`], of `bytes`.
pub fn look(head: &[u8], bytes: u64) -> Result<Form, Problem> {
    if head.starts_with(b"%PDF-") {
        return size(Form::Pdf, bytes).map(|()| Form::Pdf);
    }
    size(Form::Picture, bytes)?;
    match image_type(head) {
        Ok(ImageType::Jpeg | ImageType::Png | ImageType::Webp) => {}
        Ok(ImageType::Heif(_)) => {
            return Err(told("是HEIC照片，这里打不开", "在手机的相机设置里选“兼容性最佳”再拍，或者截个图"));
        }
        Ok(_) | Err(ImageError::NotSupported | ImageError::CorruptedImage | ImageError::IoError(_)) => {
            return Err(told("不是照片，也不是PDF", "选JPG、PNG照片或者PDF文件，也可以直接拍照"));
        }
    }
    let broken = |_| told("打不开，可能没有传完整", "再拍一张，或者换一张");
    let found = imagesize::blob_size(head).map_err(broken)?;
    points(found.width as u64, found.height as u64).map(|()| Form::Picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", size.as_slice(), &[8, 2, 0, 0, 0]].concat()
    }

    fn jpeg(width: u16, height: u16) -> Vec<u8> {
        let size = [height.to_be_bytes(), width.to_be_bytes()].concat();
        [b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08", size.as_slice(), &[3; 10]]
            .concat()
    }

    #[track_caller]
    fn check(head: &[u8], expect: Result<Form, &str>) {
        match (look(head, head.len() as u64), expect) {
            (Ok(form), Ok(expect)) => assert_eq!(form, expect),
            (Err(problem), Err(says)) => {
                assert!(problem.to_string().contains(says) && !problem.hint.is_empty(), "{problem}");
            }
            (found, expect) => panic!("{found:?}, not {expect:?}"),
        }
    }

    #[test]
    fn takes_photos_and_pdf_files() {
        check(&png(4000, 3000), Ok(Form::Picture));
        check(&jpeg(4000, 3000), Ok(Form::Picture));
        check(b"%PDF-1.7\n", Ok(Form::Pdf));
    }

    #[test]
    fn refuses_everything_else_and_says_what_to_do() {
        check(b"", Err("空"));
        check(b"hello, this is no picture", Err("不是照片"));
        check(b"<svg xmlns='http://www.w3.org/2000/svg'/>", Err("不是照片"));
        check(b"GIF89a\x01\0\x01\0\0\0\0", Err("不是照片"));
        check(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Err("HEIC"));
        check(&png(60_000, 60_000), Err("尺寸太大"));
        check(&jpeg(60_000, 60_000), Err("尺寸太大"));
        check(&jpeg(40, 30)[..22], Err("没有传完整"));
    }
}
