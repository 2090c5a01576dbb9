//! One thing that is different between two days or two versions of the packs.

use crate::PartKind;
use std::fmt::{self, Display, Formatter};

/// A difference; as text, one line in plain Chinese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// About one thing: its name, and what is different.
    About(String, String),
    /// What a quantity counts.
    Counted {
        /// The quantity's label.
        of: String,
        /// How the part is counted.
        kind: PartKind,
        /// Whether it is counted from now on, or no longer.
        more: bool,
        /// The part's label.
        part: String,
    },
    /// Articles that conditions of a programme stand on, the conditions being the same: its name, and which.
    Grounds(String, String),
    /// Programmes whose rules are entered for one of the days only, which is no change of the rules.
    NotEntered {
        /// From when or until when they are entered.
        span: String,
        /// Their names.
        programs: Vec<String>,
    },
    /// About the packs as a whole.
    Listed(String),
}

impl Difference {
    /// About one thing.
    pub(super) fn about(name: &str, says: String) -> Difference {
        Difference::About(name.to_string(), says)
    }
}

impl Display for Difference {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Difference::About(name, says) => write!(f, "{name}：{says}"),
            Difference::Counted { of, kind, more, part } => {
                write!(f, "{of}：{}一项{}的“{part}”", more_or_less(*more), counted(*kind))
            }
            Difference::Grounds(name, says) => write!(f, "{name}：依据{says}"),
            Difference::NotEntered { span, programs } => {
                write!(f, "比不出变没变（规定{span}，不等于没有这个项目）：{}", programs.join("、"))
            }
            Difference::Listed(says) => f.write_str(says),
        }
    }
}

fn counted(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Include => "计入",
        PartKind::Deduct => "扣除",
        PartKind::Exclude => "不计入",
    }
}

pub(super) fn more_or_less(more: bool) -> &'static str {
    if more { "多了" } else { "少了" }
}
