//! The compiled pack: what the browser loads and every screen and engine reads.

mod amount;
mod fact;
mod guide;
mod law;
mod program;
mod row;

pub use amount::*;
pub use fact::*;
pub use guide::*;
pub use law::*;
pub use program::*;
pub use row::*;

use crate::graph::{Ix, Node, Op};
use base::Date;
use law::part_label;
use serde::{Deserialize, Serialize};

/// Everything the packs say, checked and compiled.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pack {
    /// Digest of the source files: the same packs have the same version.
    pub version: String,
    /// The cited texts.
    pub texts: Vec<Text>,
    /// Facts, by fact index.
    pub facts: Vec<Fact>,
    /// Readings, by reading index.
    pub readings: Vec<Reading>,
    /// Amounts, by amount index.
    pub amounts: Vec<Amount>,
    /// Programmes in the order in which they are shown.
    pub programs: Vec<Program>,
    /// Derived values, for explanations.
    pub quantities: Vec<Quantity>,
    /// The graph.
    pub nodes: Vec<Node>,
    /// Rights, duties, other help, help now.
    pub guide: Guide,
    /// Where to apply: the towns' windows.
    pub offices: Vec<Office>,
}

impl Pack {
    /// The index of a fact.
    pub fn fact(&self, id: &str) -> Option<usize> {
        self.facts.iter().position(|f| f.id == id)
    }

    /// The smallest and the largest value of a number or a day, as far as they are fixed.
    pub fn bounds(&self, fact: usize) -> (Option<i64>, Option<i64>) {
        let found = self.nodes.iter().find_map(|node| match node.op {
            Op::FactNumber { fact: of, part: 0, min, max, .. } if usize::from(of) == fact => Some((min, max)),
            _ => None,
        });
        let (min, max) = found.unzip();
        (min.and_then(|ix| self.fixed(ix)), max.and_then(|ix| self.fixed(ix)))
    }

    fn fixed(&self, node: Ix) -> Option<i64> {
        match self.nodes.get(usize::from(node))?.op {
            Op::Number(number) => Some(number),
            Op::Spread(of) => self.fixed(of),
            _ => None,
        }
    }

    /// Whether a number is never below zero: its smallest value is fixed, and zero or more.
    pub fn never_negative(&self, fact: usize) -> bool {
        let at = |ix: Ix| self.nodes.get(usize::from(ix)).map(|node| &node.op);
        self.nodes.iter().any(|node| match node.op {
            Op::FactNumber { fact: of, part: 0, min, .. } if usize::from(of) == fact => {
                let low = if let Some(Op::Spread(inner)) = at(min) { at(*inner) } else { at(min) };
                matches!(low, Some(Op::Number(n)) if *n >= 0)
            }
            _ => false,
        })
    }

    /// The index of a programme.
    pub fn program(&self, id: &str) -> Option<usize> {
        self.programs.iter().position(|p| p.id == id)
    }

    /// A citation as people write it: 《社会救助法》第21条第2款.
    pub fn cite(&self, cite: &Cite) -> String {
        let Some(text) = self.texts.get(usize::from(cite.text)) else { return cite.part.clone() };
        format!("《{}》{}", text.name, part_label(text.kind, &cite.part))
    }

    /// A citation as packs write it: `社会救助法#21/2`.
    pub fn cite_id(&self, cite: &Cite) -> String {
        let name = self.texts.get(usize::from(cite.text)).map_or("", |t| t.name.as_str());
        format!("{name}#{}", cite.part)
    }

    /// Whether a citation holds on a day.
    pub fn cite_holds(&self, cite: &Cite, day: Date) -> bool {
        let text = self.texts.get(usize::from(cite.text));
        let (from, until) = (cite.from.or(text.map(|t| t.from)), cite.until.or(text.and_then(|t| t.until)));
        from.is_none_or(|d| d <= day) && until.is_none_or(|d| day <= d)
    }
}
