//! Form files as they are written. An unknown key is an error at its place.

use crate::{Kind, Need, People};
use policy::source::Law;
use serde::Deserialize;
use toml::Spanned;

/// A text with its place.
pub type Text = Spanned<String>;

/// `LAYER/forms/ID.toml`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormRaw {
    pub id: Text,
    pub name: Text,
    pub who: Who,
    pub order: Spanned<u16>,
    #[serde(default = "one")]
    pub copies: u8,
    pub says: Text,
    #[serde(default)]
    pub programs: Vec<Text>,
    #[serde(default)]
    pub not_for: Vec<Text>,
    #[serde(default)]
    pub when: Vec<WhenRaw>,
    pub law: Law,
    #[serde(default)]
    pub section: Vec<SectionRaw>,
    #[serde(default)]
    pub declare: Vec<LineRaw>,
    #[serde(default)]
    pub never: Vec<NeverRaw>,
    #[serde(default)]
    pub know: Vec<LineRaw>,
    #[serde(default)]
    pub sign: Vec<SignRaw>,
}

fn one() -> u8 {
    1
}

/// Who fills in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    Resident,
    Staff,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineRaw {
    pub says: Text,
    #[serde(default)]
    pub law: Law,
}

/// What nobody may ask for; fields of these facts or kinds are refused.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeverRaw {
    pub says: Text,
    #[serde(default)]
    pub law: Law,
    #[serde(default)]
    pub facts: Vec<Text>,
    #[serde(default)]
    pub kinds: Vec<Kind>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignRaw {
    pub label: Text,
    #[serde(default)]
    pub when: Vec<WhenRaw>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionRaw {
    pub id: Text,
    pub title: Text,
    #[serde(default)]
    pub hint: String,
    pub of: Option<People>,
    #[serde(default)]
    pub office: bool,
    #[serde(default)]
    pub spare: u8,
    #[serde(default)]
    pub cards: bool,
    #[serde(default)]
    pub when: Vec<WhenRaw>,
    #[serde(default)]
    pub law: Law,
    #[serde(default)]
    pub field: Vec<FieldRaw>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldRaw {
    pub id: Text,
    /// The form in which it is described, if not in this one.
    pub from: Option<Text>,
    #[serde(default)]
    pub label: Option<Text>,
    #[serde(default)]
    pub hint: Option<String>,
    pub kind: Option<Spanned<Kind>>,
    pub fact: Option<Text>,
    pub take: Option<Take>,
    pub need: Option<Need>,
    pub lines: Option<u8>,
    pub min: Option<i64>,
    pub max: Option<i64>,
    #[serde(default)]
    pub past: bool,
    pub birth: Option<Text>,
    pub unit: Option<String>,
    /// The field outside the lists that the applicant's own row takes this from.
    pub own: Option<Text>,
    #[serde(default)]
    pub was: Vec<String>,
    pub when: Option<Vec<WhenRaw>>,
    #[serde(default)]
    pub option: Vec<OptionRaw>,
    #[serde(default)]
    pub law: Law,
}

/// What is taken over that is no fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    Name,
    Count,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionRaw {
    pub id: Text,
    pub label: Text,
    #[serde(default)]
    pub hint: String,
    #[serde(default)]
    pub exclusive: bool,
}

/// `{ field = "agent", is = ["yes"] }`, or `not`, `age_from`, `age_below`: exactly one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhenRaw {
    pub field: Text,
    pub is: Option<Vec<Text>>,
    pub not: Option<Vec<Text>>,
    pub age_from: Option<u8>,
    pub age_below: Option<u8>,
}
