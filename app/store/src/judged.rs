//! What a draft came to when the person last saw it: what a result under newer policy is compared with.

#[cfg(any(test, target_arch = "wasm32"))]
use base::Problem;
use serde::{Deserialize, Serialize};

/// The schema version this program writes. In version 1, the mark of what it comes to knew an order of programmes.
#[cfg(any(test, target_arch = "wasm32"))]
const VERSION: u8 = 2;
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
    /// What differs from it in `now`: each programme, as it was and as it is. Those that are not there any more come last.
    pub fn moved<'a>(&'a self, now: &'a Judged) -> Vec<(Option<&'a Told>, Option<&'a Told>)> {
        let both = now.programs.iter().map(|told| (self.told(&told.id), Some(told)));
        let gone = self.programs.iter().filter(|told| now.told(&told.id).is_none());
        both.filter(|(before, told)| before != told).chain(gone.map(|told| (Some(told), None))).collect()
    }

    fn told(&self, id: &str) -> Option<&Told> {
        self.programs.iter().find(|told| told.id == id)
    }
}

/// The row of a judgement: its version, the mark of the answers, a mark of what it comes to, and all of it. By the marks
/// alone two rows are compared.
#[cfg(any(test, target_arch = "wasm32"))]
pub(crate) fn encode(judged: &Judged) -> Result<Vec<u8>, Problem> {
    postcard::to_extend(judged, head(judged, VERSION)?).map_err(broken)
}

#[cfg(any(test, target_arch = "wasm32"))]
fn head(judged: &Judged, version: u8) -> Result<Vec<u8>, Problem> {
    let told = match version {
        1 => mark(&judged.programs)?,
        // Whatever the order: it is that of the packs.
        _ => judged.programs.iter().try_fold(0u64, |sum, told| Ok::<_, Problem>(sum.wrapping_add(mark(told)?)))?,
    };
    Ok([&[version][..], &judged.answers.to_le_bytes(), &told.to_le_bytes()].concat())
}

#[cfg(any(test, target_arch = "wasm32"))]
fn mark(told: &(impl Serialize + ?Sized)) -> Result<u64, Problem> {
    Ok(crate::draft::mark_of(&postcard::to_allocvec(told).map_err(broken)?))
}

#[cfg(any(test, target_arch = "wasm32"))]
fn broken(_: postcard::Error) -> Problem {
    Problem::new("草稿", "写不出来")
}

/// Whether a judgement comes to something else than the one in a row; none if that is of other answers or a newer version.
#[cfg(any(test, target_arch = "wasm32"))]
pub(crate) fn differs(before: &[u8], now: &Judged) -> Option<bool> {
    let version = before.first().copied().filter(|version| (1..=VERSION).contains(version))?;
    let (before, now) = (before.get(..HEAD)?, head(now, version).ok()?);
    (before.get(..SAME) == now.get(..SAME)).then(|| before != now)
}

/// The judgement in a row; one of another version is none: it is told anew.
#[cfg(any(test, target_arch = "wasm32"))]
pub(crate) fn decode(row: &[u8]) -> Option<Judged> {
    let known = row.first().is_some_and(|version| (1..=VERSION).contains(version));
    known.then(|| postcard::from_bytes(row.get(HEAD..)?).ok()).flatten()
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
        assert_eq!(differs(&row, &later), Some(false));
        let less = Judged { programs: vec![told("a", Some(0), None)], ..one.clone() };
        assert_eq!(differs(&row, &less), Some(true));
        assert_eq!(differs(&row, &Judged { answers: 1, ..one.clone() }), None);
        row.splice(..HEAD, head(&one, 1).unwrap());
        assert_eq!(
            (decode(&row), differs(&row, &one), differs(&row, &less)),
            (Some(one), Some(false), Some(true)),
            "version 1"
        );
        row[0] = VERSION + 1;
        assert_eq!((decode(&row), decode(&[])), (None, None));
    }

    #[test]
    fn what_moved_is_told_and_nothing_else() {
        let then =
            judged(vec![told("a", Some(1), None), told("b", Some(3), Some((5, 5))), told("gone", Some(3), None)]);
        let now = judged(vec![told("a", Some(1), None), told("b", Some(3), Some((5, 9))), told("new", Some(2), None)]);
        let id = |told: Option<&Told>| told.map_or(String::new(), |told| told.id.clone());
        let moved: Vec<_> = then.moved(&now).into_iter().map(|(was, is)| (id(was), id(is))).collect();
        let [b, new, gone, none] = ["b", "new", "gone", ""].map(String::from);
        assert_eq!(moved, [(b.clone(), b), (none.clone(), new), (gone, none)]);
        let mut other = then.clone();
        other.programs.reverse();
        let row = encode(&then).unwrap();
        for same in [&then, &other] {
            assert_eq!((then.moved(same).len(), differs(&row, same)), (0, Some(false)), "two ways to ask the same");
        }
        let less = Judged { programs: then.programs[..2].to_vec(), ..then.clone() };
        assert_eq!((then.moved(&less).len(), differs(&row, &less)), (1, Some(true)));
    }
}
