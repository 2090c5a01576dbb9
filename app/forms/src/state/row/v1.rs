//! Version 1 of the state. Never edited after a release: a change is a new version and a step from this one.

use super::super::{self as state, At, Filled, FormState};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) struct State {
    places: Vec<Place>,
    members: Vec<(u32, bool)>,
    obligors: Vec<(u32, bool)>,
    begun: Vec<String>,
}

/// Field, row, typed, told.
type Place = (String, Option<u32>, Option<Input>, Option<Input>);

#[derive(Serialize, Deserialize)]
enum Input {
    Text(String),
    Chosen(Vec<String>),
    Unknown,
}

impl State {
    pub(super) fn of(state: &FormState) -> State {
        let kept = |input: &Option<state::Input>| input.clone().map(Input::from);
        let place = |(at, filled): (&At, &Filled)| (at.field.clone(), at.row, kept(&filled.typed), kept(&filled.told));
        let rows = |rows: &[state::Row]| rows.iter().map(|row| (row.key, row.told)).collect();
        State {
            places: state.places.iter().map(place).collect(),
            members: rows(&state.members),
            obligors: rows(&state.obligors),
            begun: state.begun.clone(),
        }
    }

    pub(super) fn state(self) -> FormState {
        let place = |(field, row, typed, told): Place| {
            (At { field, row }, Filled { typed: typed.map(Into::into), told: told.map(Into::into) })
        };
        let rows = |rows: Vec<(u32, bool)>| rows.into_iter().map(|(key, told)| state::Row { key, told }).collect();
        FormState {
            places: self.places.into_iter().map(place).collect(),
            members: rows(self.members),
            obligors: rows(self.obligors),
            begun: self.begun,
        }
    }
}

impl From<state::Input> for Input {
    fn from(input: state::Input) -> Self {
        match input {
            state::Input::Text(text) => Input::Text(text),
            state::Input::Chosen(ids) => Input::Chosen(ids),
            state::Input::Unknown => Input::Unknown,
        }
    }
}

impl From<Input> for state::Input {
    fn from(input: Input) -> Self {
        match input {
            Input::Text(text) => state::Input::Text(text),
            Input::Chosen(ids) => state::Input::Chosen(ids),
            Input::Unknown => state::Input::Unknown,
        }
    }
}
