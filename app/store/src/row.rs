//! Rows: a draft as bytes. The first byte is the schema version; a newer one is left alone, never guessed at.

mod v1;
mod v2;

use crate::Draft;
use base::Problem;

/// The schema version this program writes.
pub const ROW_VERSION: u8 = 2;

/// The row of a draft, without answers to the facts in `never`.
pub fn encode(draft: &Draft, never: &[String]) -> Result<Vec<u8>, Problem> {
    let body = v2::encode(draft, never).map_err(|_| Problem::new("草稿", "写不出来"))?;
    let mut bytes = vec![ROW_VERSION];
    bytes.extend(body);
    Ok(bytes)
}

/// The draft of a row.
pub fn decode(bytes: &[u8]) -> Result<Draft, Problem> {
    match bytes.split_first() {
        Some((1..=ROW_VERSION, body)) => v2::decode(body).map_err(|_| Problem::new("草稿", "内容坏了，读不出来")),
        Some((version, _)) if *version > ROW_VERSION => {
            Err(Problem::new("草稿", "是更新的版本存的").hint("连上网刷新页面，再打开"))
        }
        _ => Err(Problem::new("草稿", "内容坏了，读不出来")),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::{Consent, Kept, PersonList, Whom};
    use proptest::prelude::*;

    fn sample() -> Draft {
        let mut draft = Draft::begin("k3".into(), 1_700_000_000_000, vec!["a".into()], "v".into());
        draft.name = "我家".into();
        draft.set_consent("health", Consent::Agreed);
        draft.set_consent("religion", Consent::Nothing);
        draft.set("b", Whom::Household, Kept::Bool(true));
        draft.set("c", Whom::Household, Kept::Choice("rural".into()));
        draft.set("f", Whom::Household, Kept::Flags(vec!["none".into()]));
        let key = draft.add_person(PersonList::Members, "妈妈".into());
        draft.set("n", Whom::Member(key), Kept::Number(-5, 7));
        draft.set("d", Whom::Member(key), Kept::Date(-100, 200));
        draft.set("g", Whom::Member(key), Kept::Benefits(vec![("x".into(), None), ("y".into(), Some(1))]));
        draft.set("u", Whom::Member(key), Kept::Unknown);
        draft.people_mut(PersonList::Obligors);
        draft.forms = vec![1, 2, 3];
        draft
    }

    #[test]
    fn a_row_of_version_1_opens_without_forms() {
        let old = Draft { forms: Vec::new(), ..sample() };
        let mut bytes = encode(&old, &[]).unwrap();
        bytes[0] = 1;
        assert_eq!(decode(&bytes).unwrap(), old);
    }

    #[test]
    fn comes_back_as_it_was() {
        let bytes = encode(&sample(), &[]).unwrap();
        assert_eq!(bytes[0], ROW_VERSION);
        assert_eq!(decode(&bytes).unwrap(), sample());
    }

    #[test]
    fn some_answers_never_leave_the_screen() {
        let mut draft = sample();
        draft.set("secret", Whom::Member(0), Kept::Bool(true));
        let bytes = encode(&draft, &["secret".into()]).unwrap();
        assert_eq!(decode(&bytes).unwrap(), sample());
        assert!(!bytes.windows(6).any(|w| w == b"secret"));
    }

    #[test]
    fn a_row_of_a_newer_version_is_not_guessed_at() {
        let mut bytes = encode(&sample(), &[]).unwrap();
        bytes[0] = ROW_VERSION + 1;
        assert!(decode(&bytes).unwrap_err().hint.contains("刷新"));
        assert!(decode(&[]).is_err());
    }

    proptest! {
        #[test]
        fn damage_is_a_problem_not_a_panic(cut in 0usize..200, flip in 0usize..200) {
            let mut bytes = encode(&sample(), &[]).unwrap();
            let place = flip % bytes.len();
            bytes[place] ^= 0x55;
            let _ = decode(&bytes);
            bytes.truncate(cut);
            let _ = decode(&bytes);
        }
    }
}
