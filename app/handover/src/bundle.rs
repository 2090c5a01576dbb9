//! The container: magic, version, checksum, and the contents made small.

use crate::checksum;
use base::Problem;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use serde::{Deserialize, Serialize};

const MAGIC: &[u8; 4] = b"JZCG";
/// The version that this program writes.
const VERSION: u8 = 1;
/// Magic, version, checksum.
const HEAD: usize = 9;
/// A container may not be longer, in bytes: a draft with every form filled in is a tenth of it.
pub const MOST: usize = 256 * 1024;
/// What is in it may not be longer than this.
pub const FARTHEST: usize = 1024 * 1024;
const LEVEL: u8 = 9;
/// What a person does who chose another file.
pub const CHOOSE: &str = "请选名字以“救在身边-草稿”开头的文件。找不到，就在原来的设备上再点一次“导出成文件”";

/// What a container holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    /// Version of the program that made it.
    pub app: String,
    /// When it was made: milliseconds since 1970-01-01 UTC.
    pub made: i64,
    /// A draft, as the row that drafts are kept in.
    pub row: Vec<u8>,
}

/// The container of a bundle.
pub fn pack(bundle: &Bundle) -> Result<Vec<u8>, Problem> {
    let body = postcard::to_allocvec(bundle).map_err(|_| problem("写不出来", ""))?;
    let small = compress_to_vec(&body, LEVEL);
    if body.len() > FARTHEST || HEAD + small.len() > MOST {
        return Err(problem("内容太多，搬不了", "请把说明写短一些"));
    }
    Ok([&MAGIC[..], &[VERSION], &checksum(&small), &small].concat())
}

/// What is in a container; a problem for whatever else it may be.
pub fn unpack(bytes: &[u8]) -> Result<Bundle, Problem> {
    if bytes.len() > MOST {
        return Err(Problem::new("", "这个文件太大，不会是草稿，没有收").hint(CHOOSE));
    }
    let (head, small) = bytes.split_at_checked(HEAD).ok_or_else(|| foreign(bytes))?;
    if !head.starts_with(MAGIC) {
        return Err(foreign(bytes));
    }
    match head.get(MAGIC.len()) {
        Some(&VERSION) => {}
        Some(0) | None => return Err(damaged()),
        Some(_) => return Err(newer()),
    }
    if !head.ends_with(&checksum(small)) {
        return Err(damaged());
    }
    let body = decompress_to_vec_with_limit(small, FARTHEST).map_err(|_| damaged())?;
    match postcard::take_from_bytes(&body) {
        Ok((bundle, [])) => Ok(bundle),
        _ => Err(damaged()),
    }
}

fn problem(what: &str, hint: &str) -> Problem {
    Problem::new("草稿", what).hint(hint)
}

/// Not one of ours, or the beginning of one.
fn foreign(bytes: &[u8]) -> Problem {
    if !bytes.is_empty() && MAGIC.iter().zip(bytes).all(|(a, b)| a == b) {
        return damaged();
    }
    Problem::new("", "这个文件不是草稿，没有收，也没有打开").hint(CHOOSE)
}

fn damaged() -> Problem {
    problem("坏了，或者没传完", "请在原来的设备上再做一次")
}

pub(crate) fn newer() -> Problem {
    problem("是更新的版本做的，这里还读不懂", "请先更新：连上网，刷新这一页")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample() -> Bundle {
        Bundle { app: "0.1.0".into(), made: 1_700_000_000_000, row: b"p_age p_age p_age p_income_month".repeat(9) }
    }

    #[track_caller]
    fn check(bytes: &[u8], expect: &str) {
        let said = unpack(bytes).unwrap_err().to_string();
        assert!(said.contains(expect), "{said}");
    }

    #[test]
    fn comes_back_as_it_was_and_smaller() {
        let bytes = pack(&sample()).unwrap();
        assert_eq!(unpack(&bytes).unwrap(), sample());
        assert!(bytes.len() < sample().row.len() / 3, "{}", bytes.len());
    }

    #[test]
    fn says_why_it_refuses() {
        let bytes = pack(&sample()).unwrap();
        check(b"%PDF-1.7 something", "这个文件不是草稿");
        check(b"", "以“救在身边-草稿”开头");
        check(b"J", "没传完");
        check(&bytes[..bytes.len() - 1], "没传完");
        check(&[&bytes[..], b"x"].concat(), "没传完");
        check(&vec![0; MOST + 1], "太大");
        let mut newer = bytes.clone();
        newer[4] = VERSION + 1;
        check(&newer, "请先更新");
        let mut flipped = bytes;
        flipped[20] ^= 1;
        check(&flipped, "坏了");
    }

    #[test]
    fn a_small_file_that_unpacks_to_a_huge_one_is_refused() {
        let small = compress_to_vec(&vec![0; 64 * FARTHEST], LEVEL);
        assert!(small.len() < MOST);
        check(&[&MAGIC[..], &[VERSION], &checksum(&small), &small].concat(), "坏了");
    }

    #[test]
    fn a_length_that_a_stranger_wrote_allocates_nothing() {
        // An empty version, a time, and a row of four gigabytes.
        let small = compress_to_vec(&[0, 0, 0xff, 0xff, 0xff, 0xff, 0x0f], LEVEL);
        check(&[&MAGIC[..], &[VERSION], &checksum(&small), &small].concat(), "坏了");
    }

    #[test]
    fn too_much_is_said_before_it_is_handed_over() {
        let row = vec![7; FARTHEST + 1];
        assert!(pack(&Bundle { row, ..sample() }).unwrap_err().to_string().contains("太多"));
    }

    proptest! {
        #[test]
        fn any_bundle_comes_back(app in ".{0,20}", made: i64, row in proptest::collection::vec(any::<u8>(), 0..3000)) {
            let bundle = Bundle { app, made, row };
            prop_assert_eq!(unpack(&pack(&bundle).unwrap()).unwrap(), bundle);
        }

        #[test]
        fn any_bytes_are_a_problem_not_a_panic(body in proptest::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(unpack(&body).is_err());
            // The same behind a head that is right, so that what follows it is reached.
            let _ = unpack(&[&MAGIC[..], &[VERSION], &checksum(&body), &body].concat());
            let small = compress_to_vec(&body, 1);
            let _ = unpack(&[&MAGIC[..], &[VERSION], &checksum(&small), &small].concat());
        }
    }
}
