//! What a draft came to when the person last saw it: what a result under newer policy is compared with.

#[cfg(any(test, target_arch = "wasm32"))]
use base::Problem;
use serde::{Deserialize, Serialize};

/// The schema version this program writes.
#[cfg(any(test, target_arch = "wasm32"))]
const VERSION: u8 = 1;
/// Bytes of a row that are the same for the same answers: the version and their mark.
#[cfg(any(test, target_arch = "wasm32"))]
const SAME: usize = 9;
/// Bytes before the judgement itself.
#[cfg(any(test, target_arch = "wasm32"))]
const HEAD: usize = 17;

/// What a draft came to, no more than a comparison needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// The mark of the answers ([`crate::Draft::mark`]): other answers are not compared.
    pub answers: u64,
    /// The version of the packs and the county's amounts.
    pub policy: String,
    /// The day, in days since 1970-01-01.
    pub day: i64,
    /// Each programme that the person chose.
    pub programs: Vec<Told>,
}

/// What one programme came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Its id.
    pub id: String,
    /// Its outcome by rank, 0 for the least; none where its rules were not entered for that day.
    pub outcome: Option<u8>,
    /// The least and the most that it pays, in fen, where an amount was told.
    pub amount: Option<(i64, i64)>,
}

impl Judged {
    /// What differs from it in `now`: each programme, as it was and as it is.
    pub fn moved<'a>(&'a self, now: &'a Judged) -> Vec<(Option<&'a Told>, &'a Told)> {
        let before = |told: &Told| self.programs.iter().find(|one| one.id == told.id);
        now.programs.iter().map(|told| (before(told), told)).filter(|(before, told)| *before != Some(*told)).collect()
    }
}

/// The row of a judgement: its version, the mark of the answers, a mark of what it comes to, and all of it. By the marks
/// alone two rows are compared.
#[cfg(any(test, target_arch = "wasm32"))]
pub(crate) fn encode(judged: &Judged) -> Result<Vec<u8>, Problem> {
    let broken = |_| Problem::new("草稿", "写不出来");
    let told = crate::draft::mark_of(&postcard::to_allocvec(&judged.programs).map_err(broken)?);
    let head = [&[VERSION][..], &judged.answers.to_le_bytes(), &told.to_le_bytes()].concat();
    postcard::to_extend(judged, head).map_err(broken)
}

/// Whether two rows come to something else; none if they are of other answers or versions.
#[cfg(any(test, target_arch = "wasm32"))]
pub(crate) fn differs(before: &[u8], now: &[u8]) -> Option<bool> {
    let (before, now) = (before.get(..HEAD)?, now.get(..HEAD)?);
    (before.get(..SAME) == now.get(..SAME)).then(|| before != now)
}

/// The judgement in a row; one of another version is none: it is told anew.
#[cfg(any(test, target_arch = "wasm32"))]
pub(crate) fn decode(row: &[u8]) -> Option<Judged> {
    row.strip_prefix(&[VERSION]).and_then(|_| postcard::from_bytes(row.get(HEAD..)?).ok())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn told(id: &str, outcome: Option<u8>, amount: Option<(i64, i64)>) -> Told {
        Told { id: id.into(), outcome, amount }
    }

    fn judged(programs: Vec<Told>) -> Judged {
        Judged { answers: u64::MAX, policy: "v".into(), day: 20_000, programs }
    }

    #[test]
    fn comes_back_as_it_was_and_other_versions_are_none() {
        let one = judged(vec![told("a", Some(3), Some((1, 2))), told("b", None, None)]);
        let mut row = encode(&one).unwrap();
        assert_eq!(decode(&row), Some(one.clone()));
        let later = Judged { day: 20_001, policy: "w".into(), ..one.clone() };
        assert_eq!(differs(&row, &encode(&later).unwrap()), Some(false));
        let less = Judged { programs: vec![told("a", Some(0), None)], ..one.clone() };
        assert_eq!(differs(&row, &encode(&less).unwrap()), Some(true));
        assert_eq!(differs(&row, &encode(&Judged { answers: 1, ..one }).unwrap()), None);
        row[0] += 1;
        assert_eq!((decode(&row), decode(&[])), (None, None));
    }

    #[test]
    fn what_moved_is_told_and_nothing_else() {
        let then =
            judged(vec![told("a", Some(1), None), told("b", Some(3), Some((5, 5))), told("gone", Some(3), None)]);
        let now = judged(vec![told("a", Some(1), None), told("b", Some(3), Some((5, 9))), told("new", Some(2), None)]);
        let moved: Vec<_> = then.moved(&now).into_iter().map(|(was, is)| (was.is_some(), is.id.as_str())).collect();
        assert_eq!(moved, [(true, "b"), (false, "new")]);
        assert!(then.moved(&then).is_empty());
    }
}
