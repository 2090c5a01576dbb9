//! The four outcomes as shapes: disc, open ring, diamond, square. Grey print must still read.

use crate::node::{Tag, tag};

/// An outcome of a programme or of one condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Holds.
    Yes,
    /// Holds as far as the person can know.
    Likely,
    /// Open.
    Undecided,
    /// Doesn't hold.
    No,
    /// Shown, never counted.
    Note,
}

impl Mark {
    /// The class that carries its colours.
    pub fn class(self) -> &'static str {
        match self {
            Mark::Yes => "c-yes",
            Mark::Likely => "c-likely",
            Mark::Undecided => "c-undecided",
            Mark::No => "c-no",
            Mark::Note => "c-note",
        }
    }

    /// What a screen reader says for a condition with this mark.
    pub fn word(self) -> &'static str {
        match self {
            Mark::Yes => "符合",
            Mark::Likely => "等政府核对",
            Mark::Undecided => "还不清楚",
            Mark::No => "不符合",
            Mark::Note => "提示",
        }
    }

    fn shape(self) -> &'static str {
        match self {
            Mark::Yes => "m7.8 12.3 3 3 5.5-6",
            Mark::Likely => "M12 3a9 9 0 1 1-6.4 2.6M7.8 12.3l3 3 5.5-6",
            Mark::Undecided => {
                "M12 2.8 21.2 12 12 21.2 2.8 12zM9.900 9.900c.2-1.3 1-2 2.2-2s2.1.8 2.1 1.9c0 1.6-2.2 1.7-2.2 3.4M12 16v.1"
            }
            Mark::No => "M6.5 3.5h11a3 3 0 0 1 3 3v11a3 3 0 0 1 -3 3h-11a3 3 0 0 1 -3 -3v-11a3 3 0 0 1 3 -3zM8 12h8",
            Mark::Note => "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0zM12 11v5.5M12 7.8V8",
        }
    }
}

/// What the tick of a met condition is cut out of.
const DISC: &str = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0z";

/// The shape of a mark; named for screen readers where no words stand beside it.
pub fn mark_icon(mark: Mark, spoken: bool) -> Tag {
    let svg = tag("svg").class("icon").attr("viewBox", "0 0 24 24");
    let svg = match mark {
        Mark::Yes => svg.shape("solid", DISC).shape("cut", mark.shape()),
        _ => svg.shape("", mark.shape()),
    };
    match spoken {
        true => svg.attr("role", "img").attr("aria-label", mark.word()),
        false => svg.attr("aria-hidden", "true"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn is_named_where_no_words_stand_beside_it() {
        check(mark_icon(Mark::No, true), &[r#"role="img""#, "不符合"]);
        check(mark_icon(Mark::No, false), &[r#"aria-hidden="true""#]);
    }
}
