//! From pack files to the compiled pack.

mod amounts;
mod calls;
mod checks;
mod emit;
mod facts;
mod names;
mod programs;
mod quantities;
mod rows;

use super::SourceFile;
use super::cites::Texts;
use super::fault::{Faults, Place};
use super::layers::Sources;
use super::raw::{Law, SaidRaw};
use super::unit::Unit;
use crate::graph::{Ix, Node, Op, Scope};
use crate::model::*;
use std::collections::HashMap;
use std::rc::Rc;

/// Where an expression is evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Where {
    /// Once for the household.
    House,
    /// For each member or obligor.
    Person(Scope),
    /// For each pair of members; names need `person.` or `other.`.
    Pair,
    /// For each member as the only member of a household of its own.
    Alone,
}

impl Where {
    pub(super) fn scope(self) -> Scope {
        match self {
            Where::House => Scope::House,
            Where::Person(scope) => scope,
            Where::Pair => Scope::Pair,
            Where::Alone => Scope::Member,
        }
    }
}

/// Type of an expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Ty {
    /// A number with its unit.
    Num(Unit),
    /// A number written in the pack: fits any unit but money.
    Literal(i64),
    /// Three-valued truth.
    Truth,
    /// A set of a fact's options.
    Choice(usize),
}

/// An emitted expression.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typed {
    pub ty: Ty,
    pub node: Ix,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Fact(usize, u16, Where),
    Quantity(usize, Where),
    Alone(usize),
}

/// What is being compiled, for cycles.
pub(super) type Doing = (Key, String);

pub(super) struct Compiler<'a> {
    pub src: Rc<Sources>,
    pub texts: Texts,
    pub faults: &'a mut Faults,
    pub nodes: Vec<Node>,
    interned: HashMap<Node, Ix>,
    pub memo: HashMap<Key, Option<Typed>>,
    pub doing: Vec<Doing>,
    pub amounts: Vec<Amount>,
    /// Programmes whose conditions were compiled, and what came of it.
    programs: HashMap<usize, Option<programs::Draft>>,
    pub programs_doing: Vec<usize>,
    /// Names read by the test at hand, outside lists.
    pub used: Option<Vec<Used>>,
    pub money_literals: bool,
}

/// Compiles everything; `None` if the files could not be read at all.
pub fn compile(files: &[SourceFile], sources: Sources, faults: &mut Faults) -> Option<Pack> {
    let texts = Texts::new(&sources);
    let mut c = Compiler {
        src: Rc::new(sources),
        texts,
        faults,
        nodes: Vec::new(),
        interned: HashMap::new(),
        memo: HashMap::new(),
        doing: Vec::new(),
        amounts: Vec::new(),
        programs: HashMap::new(),
        programs_doing: Vec::new(),
        used: None,
        money_literals: false,
    };
    c.amounts = c.all_amounts();
    let readings = c.all_readings();
    let facts = c.all_facts();
    let programs = c.all_programs();
    let quantities = c.all_quantities();
    let guide = c.guide();
    let offices = c.offices();
    Some(Pack {
        version: version(files),
        texts: c.texts.texts.clone(),
        facts,
        readings,
        amounts: c.amounts.clone(),
        programs,
        quantities,
        nodes: c.nodes,
        guide,
        offices,
    })
}

/// FNV-1a over all files in path order: the same packs have the same version. Forms are no part of it: a better
/// label on a form is no change of policy.
fn version(files: &[SourceFile]) -> String {
    let mut sorted: Vec<&SourceFile> = files.iter().filter(|f| !f.path.contains("/forms/")).collect();
    sorted.sort_by(|a, b| a.path.cmp(&b.path));
    let bytes = sorted.iter().flat_map(|f| f.path.bytes().chain([0]).chain(f.text.bytes()).chain([0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

impl Compiler<'_> {
    /// The node for an operation; the same operation has one node.
    pub fn add(&mut self, scope: Scope, op: Op) -> Ix {
        let node = Node { scope, op };
        if let Some(&ix) = self.interned.get(&node) {
            return ix;
        }
        let ix = Ix::try_from(self.nodes.len()).unwrap_or(Ix::MAX);
        self.nodes.push(node.clone());
        self.interned.insert(node, ix);
        ix
    }

    pub fn scope(&self, node: Ix) -> Scope {
        self.nodes[usize::from(node)].scope
    }

    /// `node`, once for each row of `scope`.
    pub fn lift(&mut self, node: Ix, scope: Scope) -> Ix {
        if self.scope(node) == scope { node } else { self.add(scope, Op::Spread(node)) }
    }

    /// The finer of the scopes of some nodes; `None` if one can't be spread to the other.
    pub fn join(&self, nodes: &[Ix]) -> Option<Scope> {
        nodes.iter().map(|n| self.scope(*n)).try_fold(Scope::House, |a, b| match (a, b) {
            (x, y) if x == y => Some(x),
            (Scope::House, other) | (other, Scope::House) => Some(other),
            _ => None,
        })
    }

    pub fn truth(&mut self, value: bool) -> Ix {
        self.add(Scope::House, Op::Truth(value))
    }

    pub fn number(&mut self, value: i64) -> Ix {
        self.add(Scope::House, Op::Number(value))
    }

    /// All, any or none of some truths, in the finest of their scopes.
    pub fn group(&mut self, kind: RowKind, nodes: &[Ix]) -> Ix {
        let scope = self.join(nodes).unwrap_or(Scope::House);
        let lifted: Vec<Ix> = nodes.iter().map(|n| self.lift(*n, scope)).collect();
        match (kind, lifted.as_slice()) {
            (RowKind::All | RowKind::Any, [one]) => *one,
            (RowKind::Any, _) => self.add(scope, Op::Any(lifted)),
            (RowKind::None, _) => self.add(scope, Op::None(lifted)),
            _ => self.add(scope, Op::All(lifted)),
        }
    }

    pub fn law(&mut self, law: &Law, file: usize) -> Vec<Cite> {
        self.texts.resolve(law, file, self.faults)
    }

    pub fn fault(
        &mut self,
        place: &Place,
        code: &'static str,
        what: impl Into<String>,
        why: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.faults.push(place, code, what, why, hint);
    }

    /// The node `doing` compiles, unless it is being compiled already: then a circle.
    pub fn once(
        &mut self,
        key: Key,
        name: &str,
        place: &Place,
        make: impl FnOnce(&mut Self) -> Option<Typed>,
    ) -> Option<Typed> {
        if let Some(done) = self.memo.get(&key) {
            return *done;
        }
        if self.doing.iter().any(|(k, _)| *k == key) {
            let path: Vec<&str> = self.doing.iter().map(|(_, n)| n.as_str()).chain([name]).collect();
            let what = format!("绕了一圈：{}", path.join(" → "));
            self.fault(place, "cycle", what, "一样东西不能用它自己来算", "断开其中一处引用");
            return None;
        }
        self.doing.push((key, name.to_string()));
        let used = self.used.take();
        let made = make(self);
        self.used = used;
        self.doing.pop();
        self.memo.insert(key, made);
        made
    }

    fn all_readings(&mut self) -> Vec<Reading> {
        let src = self.src.clone();
        let mut readings = Vec::new();
        for raw in &src.readings {
            self.in_order(raw.file, raw.from.map(|d| d.0), raw.until.as_ref(), "这个读法");
            let place = Place::new(raw.file, raw.id.span());
            self.words(&place, &raw.name, "读法的名称 name");
            self.words(&place, &raw.ask, "该问谁 ask");
            if raw.option.len() < 2 {
                self.fault(
                    &place,
                    "form",
                    format!("读法 {} 不到两种", raw.id.get_ref()),
                    "只有一种就不用写成读法",
                    "补上另一种 [[option]]，或者删掉这个文件",
                );
            }
            for option in &raw.option {
                self.words(&place, &option.says, "这种读法的说明 says");
                self.cited(&place, &option.law, &format!("读法选项 {} ", option.id));
            }
            let options = raw
                .option
                .iter()
                .map(|o| ReadingOption { id: o.id.clone(), says: o.says.clone(), law: self.law(&o.law, raw.file) })
                .collect();
            readings.push(Reading {
                id: raw.id.get_ref().clone(),
                name: raw.name.clone(),
                ask: raw.ask.clone(),
                from: raw.from.map(|d| d.0),
                until: raw.until.as_ref().map(|d| d.get_ref().0),
                options,
            });
        }
        readings
    }

    pub fn said(&mut self, raw: &[SaidRaw], file: Option<usize>) -> Vec<Said> {
        let one = |s: &SaidRaw, c: &mut Self| {
            let file = file.unwrap_or(s.file);
            c.words(&Place::new(file, s.says.span()), s.says.get_ref(), "says");
            Said {
                id: s.id.clone(),
                title: s.title.clone(),
                says: s.says.get_ref().clone(),
                phone: s.phone.clone(),
                law: c.law(&s.law, file),
            }
        };
        raw.iter().map(|s| one(s, self)).collect()
    }

    fn guide(&mut self) -> Guide {
        let src = self.src.clone();
        let mut guide = Guide::default();
        for (file, raw) in &src.guide {
            guide.rights.extend(self.said(&raw.right, Some(*file)));
            guide.duties.extend(self.said(&raw.duty, Some(*file)));
            guide.help.extend(self.said(&raw.help, Some(*file)));
            guide.urgent.extend(self.said(&raw.urgent, Some(*file)));
        }
        guide
    }

    fn offices(&mut self) -> Vec<Office> {
        let src = self.src.clone();
        self.distinct(src.offices.iter().map(|o| (o.file, &o.id)), "个窗口");
        for raw in &src.offices {
            self.words(&Place::new(raw.file, raw.id.span()), &raw.name, "乡镇的名称 name");
        }
        let office = |o: &super::raw::OfficeRaw| Office {
            id: o.id.get_ref().clone(),
            name: o.name.clone(),
            address: o.address.clone(),
            phone: o.phone.clone(),
            hours: o.hours.clone(),
        };
        self.src.offices.iter().map(office).collect()
    }
}
