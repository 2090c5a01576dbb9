//! The texts that may be cited, and where their articles live.

use super::{Day, Text};
use serde::Deserialize;

/// `texts.toml`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextsRaw {
    #[serde(default)]
    pub text: Vec<TextRaw>,
}

/// A text that may be cited.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextRaw {
    pub name: Text,
    #[serde(default, rename = "short")]
    _short: String,
    #[serde(default)]
    pub full: String,
    #[serde(default)]
    pub issuer: String,
    pub from: Day,
    pub until: Option<Day>,
    pub kind: crate::TextKind,
    pub count: Option<u32>,
    #[serde(default)]
    pub list: Vec<String>,
}

/// `coverage.toml`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverageRaw {
    #[serde(default)]
    pub article: Vec<ArticleRaw>,
}

/// Where an article lives.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleRaw {
    pub text: Text,
    pub article: u32,
    #[serde(default)]
    pub gives: String,
    #[serde(default)]
    pub lives: Vec<Text>,
    pub none: Option<String>,
}
