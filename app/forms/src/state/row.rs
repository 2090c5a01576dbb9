//! The state as bytes. The first byte is the schema version; a newer one is left alone, never guessed at.
//! The next version gets a file of its own, and the one before it a step that leads there.

mod v1;

use super::FormState;
use base::Problem;

/// The schema version this program writes.
pub const STATE_VERSION: u8 = 1;

pub(super) fn encode(state: &FormState) -> Result<Vec<u8>, Problem> {
    let body = postcard::to_allocvec(&v1::State::of(state)).map_err(|_| Problem::new("申请表", "写不出来"))?;
    Ok([vec![STATE_VERSION], body].concat())
}

pub(super) fn decode(bytes: &[u8]) -> Result<FormState, Problem> {
    match bytes.split_first() {
        Some((1, body)) => postcard::from_bytes::<v1::State>(body).map(v1::State::state).map_err(|_| broken()),
        Some((version, _)) if *version > STATE_VERSION => {
            Err(Problem::new("申请表", "是更新的版本存的").hint("连上网刷新页面，再打开"))
        }
        _ => Err(broken()),
    }
}

fn broken() -> Problem {
    Problem::new("申请表", "内容坏了，读不出来")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::field_of;
    use crate::{At, Form, Forms, Input, Kind, People, Section};
    use proptest::prelude::*;

    fn sample() -> FormState {
        let mut state = FormState::default();
        state.set("f", At::form("reason"), Input::Text("病了".into()));
        state.set("f", At::form("kinds"), Input::Chosen(vec!["a".into(), "b".into()]));
        let own = state.add_row(People::Members).unwrap();
        state.set("g", At::row("m_name", own.0), Input::Unknown);
        state
    }

    /// What version 1 wrote of the sample. Never edited: later versions must read it.
    const V1: &[u8] = &[
        1, 3, 5, 107, 105, 110, 100, 115, 0, 1, 1, 2, 1, 97, 1, 98, 0, 6, 109, 95, 110, 97, 109, 101, 1, 128, 128, 128,
        128, 8, 1, 2, 0, 6, 114, 101, 97, 115, 111, 110, 0, 1, 0, 6, 231, 151, 133, 228, 186, 134, 0, 1, 128, 128, 128,
        128, 8, 0, 0, 2, 1, 102, 1, 103,
    ];

    #[test]
    fn comes_back_as_it_was() {
        let bytes = encode(&sample()).unwrap();
        assert_eq!(bytes, V1);
        assert_eq!(decode(V1).unwrap(), sample());
    }

    #[test]
    fn a_newer_version_is_not_guessed_at() {
        let mut bytes = encode(&sample()).unwrap();
        bytes[0] = STATE_VERSION + 1;
        assert!(decode(&bytes).unwrap_err().hint.contains("刷新"));
        bytes[0] = 0;
        assert!(decode(&bytes).is_err() && decode(&[]).is_err());
    }

    #[test]
    fn what_stands_under_an_earlier_id_is_adopted() {
        let mut field = field_of("why", Kind::Text);
        field.was = vec!["reason".into()];
        let section = Section {
            id: "s".into(),
            title: String::new(),
            hint: String::new(),
            of: None,
            office: false,
            spare: 0,
            cards: false,
            when: vec![],
            fields: vec![field],
            law: vec![],
        };
        let form = Form { sections: vec![section], ..crate::review::form_of("f") };
        let mut state = decode(V1).unwrap();
        let forms = Forms { list: vec![form] };
        state.adopt(&forms);
        assert_eq!(state.input(&At::form("why")), Some(&Input::Text("病了".into())));
        assert_eq!(state.input(&At::form("reason")), None);
        assert!(state.input(&At::form("kinds")).is_some(), "what no form knows is kept");
        state.set("f", At::form("reason"), Input::Text("旧".into()));
        state.adopt(&forms);
        assert_eq!(state.input(&At::form("why")), Some(&Input::Text("病了".into())), "the new one stands");
    }

    proptest! {
        #[test]
        fn damage_is_a_problem_not_a_panic(cut in 0usize..80, flip in 0usize..80, by: u8) {
            let mut bytes = V1.to_vec();
            let place = flip % bytes.len();
            bytes[place] ^= by;
            let _ = decode(&bytes);
            bytes.truncate(cut);
            let _ = decode(&bytes);
        }
    }
}
