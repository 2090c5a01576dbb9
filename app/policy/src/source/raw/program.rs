//! Programmes, what they give, and how one gets it.

use super::{CaseRaw, Day, Law, RowRaw, Text};
use serde::Deserialize;
use toml::Spanned;

raw!(ProgramRaw {
    id: Text,
    #[serde(default)]
    name: String,
    #[serde(default)]
    short: String,
    order: Option<u16>,
    #[serde(default)]
    per: Option<Per>,
    from: Option<Day>,
    until: Option<Spanned<Day>>,
    #[serde(default)]
    group: String,
    #[serde(default)]
    law: Law,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    who_decides: String,
    #[serde(default)]
    all: Vec<RowRaw>,
    #[serde(default)]
    any: Vec<RowRaw>,
    #[serde(default)]
    none: Vec<RowRaw>,
    #[serde(default)]
    excluded: Vec<RowRaw>,
    #[serde(default)]
    relation: Vec<RelationRaw>,
    benefit: Option<BenefitRaw>,
    #[serde(default)]
    extra: Vec<BenefitRaw>,
    apply: Option<ApplyRaw>,
    #[serde(default)]
    document: Vec<DocumentRaw>,
    #[serde(default)]
    not_required: Vec<DocumentRaw>,
    #[serde(default)]
    step: Vec<StepRaw>,
    #[serde(default)]
    right: Vec<SaidRaw>,
    #[serde(default, rename = "note")]
    notes: Vec<SaidRaw>,
    #[serde(default)]
    extends: bool,
});

/// For whom a programme is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    Household,
    Person,
}

raw!(RelationRaw {
    kind: crate::RelationKind,
    programme: Text,
    test: Option<Text>,
    says: String,
    law: Law,
});

raw!(BenefitRaw {
    #[serde(default)]
    id: Option<Text>,
    #[serde(default)]
    name: String,
    test: Option<Text>,
    value: Option<Text>,
    #[serde(default)]
    case: Vec<CaseRaw>,
    #[serde(default)]
    per: Option<Spanned<String>>,
    #[serde(default, rename = "for")]
    for_whom: Option<Per>,
    #[serde(default)]
    up_to: bool,
    #[serde(default)]
    says: String,
    #[serde(default)]
    law: Law,
});

raw!(ApplyRaw {
    #[serde(rename = "where")]
    place: Text,
    #[serde(default)]
    who: String,
    law: Law,
    #[serde(default)]
    says: String,
});

raw!(DocumentRaw {
    id: Text,
    name: String,
    #[serde(default)]
    says: String,
    law: Law,
});

raw!(StepRaw {
    id: Text,
    name: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    limit: String,
    #[serde(default)]
    says: String,
    law: Law,
    #[serde(default)]
    dual: bool,
});

raw!(SaidRaw {
    #[serde(default)]
    id: String,
    #[serde(default)]
    title: String,
    says: Text,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    law: Law,
});
