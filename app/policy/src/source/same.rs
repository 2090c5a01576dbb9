//! Whether two packs compute something in the same way.

use crate::graph::{Ix, Op};
use crate::model::Pack;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A print of every node: the same operations on the same facts and amounts have the same print.
pub struct Prints(Vec<u64>);

impl Prints {
    /// The prints of a pack's nodes.
    pub fn of(pack: &Pack) -> Prints {
        let mut prints: Vec<u64> = Vec::with_capacity(pack.nodes.len());
        for node in &pack.nodes {
            let mut hash = DefaultHasher::new();
            (node.scope, std::mem::discriminant(&node.op)).hash(&mut hash);
            own(pack, &node.op, &mut hash);
            node.op.inputs(|input| prints[usize::from(input)].hash(&mut hash));
            prints.push(hash.finish());
        }
        Prints(prints)
    }

    /// The print of a node.
    pub fn at(&self, node: Ix) -> u64 {
        self.0[usize::from(node)]
    }
}

/// What an operation says beside its inputs, by id.
fn own(pack: &Pack, op: &Op, hash: &mut DefaultHasher) {
    let fact = |ix: &u16| pack.facts[usize::from(*ix)].id.as_str();
    match op {
        Op::Number(n) | Op::Div(_, n) => n.hash(hash),
        Op::Truth(b) => b.hash(hash),
        Op::InForce(from, until) => (from, until).hash(hash),
        Op::Reading(reading, option) => {
            let reading = &pack.readings[usize::from(*reading)];
            (&reading.id, &reading.options[usize::from(*option)].id).hash(hash);
        }
        Op::Amount(amount, key) | Op::AmountKnown(amount, key) => {
            let amount = &pack.amounts[usize::from(*amount)];
            (&amount.id, amount.keys.get(usize::from(*key))).hash(hash);
        }
        Op::FactNumber { fact: ix, part, .. } | Op::FactTruth { fact: ix, part, .. } => (fact(ix), part).hash(hash),
        Op::FactChoice { fact: ix, .. } | Op::Absent(ix, _) | Op::OrElse(_, _, ix) => fact(ix).hash(hash),
        Op::Compare(compare, ..) => compare.hash(hash),
        Op::In(_, mask) => mask.hash(hash),
        Op::Sum(list, ..) | Op::Count(list, _) | Op::Every(list, _) | Op::Some(list, _) => list.hash(hash),
        _ => {}
    }
}
