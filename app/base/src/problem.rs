//! What went wrong, where, and what to do next.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A problem told to a person, in Chinese, without personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where: a file, a field or a screen.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What to do next; may be empty.
    pub hint: String,
}

impl Problem {
    /// A problem at `place` saying `what`.
    pub fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Problem { place: place.into(), what: what.into(), hint: String::new() }
    }

    /// The same problem with a hint on what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：{}", self.place, self.what)?;
        if self.hint.is_empty() {
            return Ok(());
        }
        write!(f, "（{}）", self.hint)
    }
}

impl std::error::Error for Problem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_what_and_what_to_do() {
        let plain = Problem::new("facts.hukou_area", "不认识的选项");
        assert_eq!(plain.to_string(), "facts.hukou_area：不认识的选项");
        assert_eq!(plain.hint("用 urban 或 rural").to_string(), "facts.hukou_area：不认识的选项（用 urban 或 rural）");
    }
}
