//! What holds for all programmes, and where people go.

use super::{SaidRaw, Text};
use serde::Deserialize;

/// `guide/*.toml`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideRaw {
    #[serde(default)]
    pub right: Vec<SaidRaw>,
    #[serde(default)]
    pub duty: Vec<SaidRaw>,
    #[serde(default)]
    pub help: Vec<SaidRaw>,
    #[serde(default)]
    pub urgent: Vec<SaidRaw>,
}

raw!(OfficeRaw {
    id: Text,
    name: String,
    #[serde(default, rename = "kind")]
    _kind: String,
    address: Option<String>,
    phone: Option<String>,
    hours: Option<String>,
});
