//! The files as they are written.

use serde::Deserialize;
use toml::Spanned;

/// A sentence and where it stands.
pub type Said = Spanned<String>;

/// One page: `event/ill.toml`, `how/apply.toml`, `right/appeal.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageRaw {
    pub order: u16,
    /// For rights, the packs' title if left out.
    pub title: Option<Said>,
    pub summary: Said,
    pub checked: Said,
    #[serde(default)]
    pub keywords: Vec<Said>,
    #[serde(default)]
    pub law: Vec<Said>,
    #[serde(default)]
    pub section: Vec<SectionRaw>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionRaw {
    pub title: Said,
    #[serde(default)]
    pub says: Vec<Said>,
    #[serde(default)]
    pub show: Vec<Said>,
    #[serde(default)]
    pub help: Vec<HelpRaw>,
    #[serde(default)]
    pub then: Vec<Said>,
    #[serde(default)]
    pub law: Vec<Said>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpRaw {
    pub programme: Said,
    pub says: Said,
    #[serde(default)]
    pub limits: Vec<Said>,
}

/// `words.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsRaw {
    pub word: Vec<WordRaw>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordRaw {
    pub word: Said,
    #[serde(default)]
    pub also: Vec<Said>,
    pub says: Said,
    #[serde(default)]
    pub law: Vec<Said>,
}

/// `calendar.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarRaw {
    pub limit: Vec<LimitRaw>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitRaw {
    pub what: Said,
    pub limit: Said,
    pub who: Said,
    pub law: Vec<Said>,
}

/// `search.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchRaw {
    #[serde(default)]
    pub fillers: Vec<String>,
    #[serde(default)]
    pub page: Vec<EverydayRaw>,
    #[serde(default)]
    pub sound: Vec<SoundRaw>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EverydayRaw {
    pub path: Said,
    #[serde(default)]
    pub says: String,
    pub words: Vec<Said>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SoundRaw {
    pub word: Said,
    pub pinyin: Said,
}
