//! Pack files as they are written. An unknown key is an error at its place.

use base::Date;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// A text with its place.
pub type Text = Spanned<String>;

/// A TOML local date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Day(pub Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = toml::value::Datetime::deserialize(deserializer)?;
        Date::parse(&value.to_string()).map(Day).map_err(D::Error::custom)
    }
}

/// A citation: `"社会救助法#18"` or a table with dates.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum CiteRaw {
    Plain(String),
    Dated { cite: String, from: Option<Day>, until: Option<Day> },
}

/// Citations as they are written.
pub type Law = Vec<Spanned<CiteRaw>>;

/// A number or an expression.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Bound {
    Number(i64),
    Expr(String),
}

/// A whole number or a decimal one as text.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Decimal {
    Whole(i64),
    Text(String),
}

macro_rules! raw {
    ($(#[$doc:meta])* $name:ident { $($(#[$attr:meta])* $field:ident : $ty:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Index of the file it comes from.
            #[serde(skip)]
            pub file: usize,
            $($(#[$attr])* pub $field: $ty,)*
        }
    };
}

mod guide;
mod program;
mod texts;

pub use guide::*;
pub use program::*;
pub use texts::*;

raw!(FactRaw {
    id: Text,
    of: crate::Of,
    #[serde(rename = "type")]
    kind: Spanned<crate::Kind>,
    #[serde(default)]
    unit: Option<Text>,
    known_by: crate::KnownBy,
    #[serde(default)]
    question: String,
    yes: Option<Text>,
    no: Option<Text>,
    unsure: Option<Text>,
    #[serde(default)]
    hint: String,
    #[serde(default)]
    why: String,
    order: Spanned<u16>,
    #[serde(default)]
    when: Vec<Text>,
    absent: Option<Spanned<toml::Value>>,
    min: Option<Spanned<Bound>>,
    max: Option<Spanned<Bound>>,
    #[serde(default)]
    topic: String,
    sensitive: Option<String>,
    at_once: Option<Text>,
    #[serde(default)]
    never_stored: bool,
    #[serde(default, rename = "value")]
    values: Vec<ValueRaw>,
});

/// An option of a fact.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueRaw {
    pub id: String,
    pub label: String,
    #[serde(default)]
    pub hint: String,
    #[serde(default)]
    pub exclusive: bool,
    #[serde(default)]
    pub others_only: bool,
}

raw!(ReadingRaw {
    id: Text,
    name: String,
    ask: String,
    from: Option<Day>,
    until: Option<Spanned<Day>>,
    option: Vec<OptionRaw>,
});

/// One way to read texts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionRaw {
    pub id: String,
    pub says: String,
    pub law: Law,
}

raw!(AmountRaw {
    id: Text,
    name: String,
    unit: Option<Text>,
    #[serde(default)]
    units: std::collections::BTreeMap<String, String>,
    #[serde(default)]
    who: String,
    #[serde(default)]
    law: Law,
    #[serde(default)]
    keys: Vec<Vec<String>>,
    #[serde(default)]
    labels: Vec<Vec<String>>,
    #[serde(default)]
    rises: bool,
    #[serde(default)]
    note: String,
    #[serde(default, rename = "value")]
    values: Vec<AmountValueRaw>,
});

/// A value of an amount from a day on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmountValueRaw {
    pub key: Option<Text>,
    pub from: Spanned<Day>,
    pub until: Option<Spanned<Day>>,
    pub value: Option<Spanned<Decimal>>,
    pub min: Option<Spanned<Decimal>>,
    pub max: Option<Spanned<Decimal>>,
    pub status: Status,
    pub source: Text,
    pub checked: Option<Day>,
    pub as_of: Option<Day>,
}

/// Whether somebody checked the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Verified,
    Unverified,
}

raw!(QuantityRaw {
    id: Text,
    of: Option<Spanned<QuantityOf>>,
    #[serde(default)]
    unit: Option<Text>,
    #[serde(default)]
    label: String,
    #[serde(default)]
    law: Law,
    value: Option<Text>,
    #[serde(default)]
    include: Vec<PartRaw>,
    #[serde(default)]
    deduct: Vec<PartRaw>,
    #[serde(default)]
    exclude: Vec<PartRaw>,
    #[serde(default)]
    case: Vec<CaseRaw>,
    #[serde(default)]
    all: Vec<RowRaw>,
    #[serde(default)]
    any: Vec<RowRaw>,
    #[serde(default)]
    none: Vec<RowRaw>,
    floor: Option<i64>,
    #[serde(default)]
    extends: bool,
});

/// What a quantity belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuantityOf {
    Household,
    Person,
    Pair,
}

raw!(PartRaw {
    id: Text,
    label: String,
    value: Option<Text>,
    #[serde(default)]
    facts: Vec<Text>,
    law: Law,
    from: Option<Day>,
    until: Option<Spanned<Day>>,
    reading: Option<Text>,
});

raw!(CaseRaw {
    #[serde(default)]
    when: Vec<Text>,
    reading: Option<Text>,
    value: Text,
    from: Option<Day>,
    until: Option<Spanned<Day>>,
    #[serde(default)]
    law: Law,
    #[serde(default, rename = "label")]
    _label: String,
});

raw!(RowRaw {
    id: Text,
    test: Option<Text>,
    #[serde(default)]
    all: Vec<RowRaw>,
    #[serde(default)]
    any: Vec<RowRaw>,
    #[serde(default)]
    none: Vec<RowRaw>,
    #[serde(default)]
    law: Law,
    #[serde(default)]
    says: String,
    #[serde(default)]
    fails: String,
    #[serde(default)]
    ask: String,
    #[serde(default)]
    prove: Vec<Text>,
    #[serde(default)]
    note: bool,
    at_most: Option<Spanned<AtMost>>,
    #[serde(default)]
    open_if: Vec<Text>,
    #[serde(default)]
    open_says: String,
    reading: Option<Text>,
    from: Option<Day>,
    until: Option<Spanned<Day>>,
    programme: Option<Text>,
});

/// How far a yes counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtMost {
    Likely,
    Undecided,
}
