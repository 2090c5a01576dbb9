//! Amounts that somebody sets.

use super::Cite;
use base::Date;
use serde::{Deserialize, Serialize};

/// An amount that somebody sets: a dated series for each key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Amount {
    /// Id.
    pub id: String,
    /// Chinese name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Who sets it.
    pub who: String,
    /// The article that lets them.
    pub law: Vec<Cite>,
    /// Keys, joined by dots; one empty key for a plain amount.
    pub keys: Vec<String>,
    /// What each key is called, and last what all of them together are; empty for a plain amount.
    pub labels: Vec<String>,
    /// Only ever rises: a value over 12 months old widens.
    pub rises: bool,
    /// Note shown with it.
    pub note: String,
    /// Values.
    pub values: Vec<Dated>,
}

/// A value of an amount from a day on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dated {
    /// Index of the key; `None` for all keys.
    pub key: Option<u16>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// The number: smallest and largest, numerators over [`Dated::scale`].
    pub min: i64,
    /// Largest.
    pub max: i64,
    /// Denominator: a power of ten.
    pub scale: i64,
    /// Source and date are checked.
    pub verified: bool,
    /// Document, date, where.
    pub source: String,
    /// The day for which the source states it.
    pub as_of: Option<Date>,
    /// When somebody last looked.
    pub checked: Option<Date>,
}
