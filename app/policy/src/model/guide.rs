//! What holds for all programmes, and where people go.

use super::Said;
use serde::{Deserialize, Serialize};

/// What holds for every programme.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Guide {
    /// Rights.
    pub rights: Vec<Said>,
    /// Duties.
    pub duties: Vec<Said>,
    /// Other help.
    pub help: Vec<Said>,
    /// Help now.
    pub urgent: Vec<Said>,
}

/// A town's window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Office {
    /// Id.
    pub id: String,
    /// Name of the town.
    pub name: String,
    /// Address, if sourced.
    pub address: Option<String>,
    /// Phone, if sourced.
    pub phone: Option<String>,
    /// Hours, if sourced.
    pub hours: Option<String>,
}
