//! Photos and documents that go with a draft: what each is, in the order in which they are shown. Their bytes lie apart.

mod v1;

use base::Problem;

/// The version of the list that this program writes.
const VERSION: u8 = 1;

/// What an attachment is, technically.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A picture: JPEG, drawn anew from what was chosen, so that nothing but what it shows is in it.
    #[default]
    Picture,
    /// A PDF file, as it was chosen.
    Pdf,
}

/// A photo or a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// Random; unique in the draft.
    pub id: String,
    /// The id of the paper that it shows; empty for another one.
    pub paper: String,
    /// What the person says about it; may be empty.
    pub says: String,
    /// What it is, technically.
    pub form: Form,
    /// The name of a PDF file; empty for a picture.
    pub file: String,
    /// How much room it takes, in bytes.
    pub bytes: u32,
}

/// What goes with a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attached {
    /// How often the list was saved; 0 while it never was.
    pub revision: u32,
    /// In the order in which they are shown.
    pub list: Vec<Attachment>,
}

impl Attached {
    /// The attachment with this id.
    pub fn get(&self, id: &str) -> Option<&Attachment> {
        self.list.iter().find(|one| one.id == id)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut Attachment> {
        self.list.iter_mut().find(|one| one.id == id)
    }

    /// All bytes together.
    pub fn bytes(&self) -> u64 {
        self.list.iter().map(|one| u64::from(one.bytes)).sum()
    }

    /// Changes places with the nearest one before (or after) it that shows the same paper.
    pub fn shift(&mut self, id: &str, earlier: bool) {
        let Some(at) = self.list.iter().position(|one| one.id == id) else { return };
        let same = |other: &usize| self.list[*other].paper == self.list[at].paper;
        let other = if earlier { (0..at).rev().find(same) } else { (at + 1..self.list.len()).find(same) };
        if let Some(other) = other {
            self.list.swap(at, other);
        }
    }
}

/// The list as a row: its version, then its content.
pub fn encode_attached(attached: &Attached) -> Result<Vec<u8>, Problem> {
    let body = postcard::to_allocvec(&v1::List::of(attached)).map_err(|_| Problem::new("材料照片", "写不出来"))?;
    Ok([vec![VERSION], body].concat())
}

/// The list of a row. One of a newer version is left alone, never guessed at.
pub fn decode_attached(row: &[u8]) -> Result<Attached, Problem> {
    match row.split_first() {
        Some((&VERSION, body)) => postcard::from_bytes::<v1::List>(body).map(v1::List::attached).map_err(|_| broken()),
        Some((version, _)) if *version > VERSION => {
            Err(Problem::new("材料照片", "是更新的版本存的").hint("连上网刷新页面，再打开"))
        }
        _ => Err(broken()),
    }
}

fn broken() -> Problem {
    Problem::new("材料照片", "内容坏了，读不出来")
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(id: &str, paper: &str) -> Attachment {
        Attachment { id: id.into(), paper: paper.into(), bytes: 5, ..Attachment::default() }
    }

    fn sample() -> Attached {
        let pdf = Attachment { form: Form::Pdf, file: "单.pdf".into(), says: "去年的".into(), ..one("b", "bill") };
        Attached { revision: 3, list: vec![one("a", "card"), pdf, one("c", "card")] }
    }

    #[test]
    fn comes_back_as_it_was() {
        let row = encode_attached(&sample()).unwrap();
        assert_eq!((row[0], decode_attached(&row).unwrap()), (VERSION, sample()));
        assert_eq!(sample().bytes(), 15);
    }

    #[test]
    fn a_newer_list_is_left_alone() {
        let mut row = encode_attached(&sample()).unwrap();
        row[0] = VERSION + 1;
        assert!(decode_attached(&row).unwrap_err().hint.contains("刷新"));
        assert!(decode_attached(&[]).is_err());
    }

    #[test]
    fn moves_among_those_of_the_same_paper() {
        let ids = |attached: &Attached| attached.list.iter().map(|one| one.id.clone()).collect::<String>();
        let mut attached = sample();
        for (id, earlier, expect) in [("c", true, "cba"), ("c", true, "cba"), ("b", false, "cba"), ("c", false, "abc")]
        {
            attached.shift(id, earlier);
            assert_eq!(ids(&attached), expect);
        }
    }

    proptest! {
        #[test]
        fn damage_is_a_problem_not_a_panic(cut in 0usize..60, flip in 0usize..60) {
            let mut row = encode_attached(&sample()).unwrap();
            let place = flip % row.len();
            row[place] ^= 0x55;
            let _ = decode_attached(&row);
            row.truncate(cut);
            let _ = decode_attached(&row);
        }
    }
}
