//! Callouts. Never for decoration. No role, unless one appears by itself (then `alert`).

use crate::node::{Tag, tag};

/// What a callout is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Worth knowing.
    #[default]
    Plain,
    /// Danger: help comes before paper.
    Urgent,
    /// A number or a draft that may be out of date.
    Stale,
}

/// A callout; what it says is added as children.
pub fn note(tone: Tone) -> Tag {
    tag("div").class(match tone {
        Tone::Plain => "note",
        Tone::Urgent => "note urgent",
        Tone::Stale => "note stale",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn has_no_role_of_its_own() {
        check(note(Tone::Urgent).text("没有存上"), &[r#"<div class="note urgent">没有存上"#]);
    }
}
