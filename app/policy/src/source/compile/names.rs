//! What a name means: fact, option, quantity, amount, programme, row.

use super::{Compiler, Ty, Typed, Where};
use crate::graph::{Ix, Op, Scope};
use crate::model::{Named, Row, Used};
use crate::source::expr::{Expr, Kind};
use crate::source::fault::{Place, did_you_mean};
use crate::source::raw::Per;
use crate::source::unit::Unit;

/// Key of an amount that has no such key: it has no value.
const NO_KEY: u16 = u16::MAX;

fn narrow(ix: usize) -> u16 {
    u16::try_from(ix).unwrap_or(u16::MAX)
}

impl Compiler<'_> {
    /// A name, `a.b` or `a[b]`.
    pub(super) fn reference(&mut self, expr: &Expr, at: Where) -> Option<Typed> {
        if at == Where::Pair
            && let Some((other, inner)) = sided(expr)
        {
            let used = self.used.take();
            let typed = self.reference(&inner, Where::Person(Scope::Member));
            self.used = used;
            let typed = typed?;
            let op = if other { Op::Other(typed.node) } else { Op::Spread(typed.node) };
            let node = if self.scope(typed.node) == Scope::House { typed.node } else { self.add(Scope::Pair, op) };
            return Some(Typed { ty: typed.ty, node });
        }
        match &expr.kind {
            Kind::Name(name) => self.name(name, &expr.place, at),
            Kind::Field(base, field) => self.field(base, field, expr, at),
            _ => self.amount(expr, at),
        }
    }

    fn field(&mut self, base: &Expr, field: &str, whole: &Expr, at: Where) -> Option<Typed> {
        match &base.kind {
            Kind::Name(n) if n == "amount" => self.amount(whole, at),
            Kind::Name(n) if n == "program" => self.program_state(field, &whole.place, at),
            Kind::Field(root, program) if matches!(&root.kind, Kind::Name(n) if n == "row") => {
                self.program_row(program, field, &whole.place, at)
            }
            Kind::Name(fact) => match self.fact_index(fact) {
                Some(fact) => self.option(fact, field, &whole.place, at),
                None => self.unknown_name(fact, &base.place),
            },
            _ => self.unknown_name(field, &whole.place),
        }
    }

    pub(super) fn fact_index(&self, id: &str) -> Option<usize> {
        self.src.facts.iter().position(|f| f.id.get_ref() == id)
    }

    fn quantity_index(&self, id: &str) -> Option<usize> {
        self.src.quantities.iter().position(|q| q.id.get_ref() == id)
    }

    pub(super) fn program_index(&mut self, id: &str, place: &Place) -> Option<usize> {
        let src = self.src.clone();
        let found = src.programs.iter().position(|p| p.id.get_ref() == id);
        if found.is_none() {
            let hint = did_you_mean(id, src.programs.iter().map(|p| p.id.get_ref().as_str()));
            self.fault(place, "unknown-name", format!("没有“{id}”这个项目"), "", hint);
        }
        found
    }

    fn name(&mut self, id: &str, place: &Place, at: Where) -> Option<Typed> {
        if let Some(fact) = self.fact_index(id) {
            let typed = self.fact(fact, 0, place, at)?;
            self.note_used(Named::Fact(narrow(fact)), typed.node);
            return Some(typed);
        }
        if let Some(quantity) = self.quantity_index(id) {
            let typed = self.quantity(quantity, place, at)?;
            self.note_used(Named::Quantity(narrow(quantity)), typed.node);
            return Some(typed);
        }
        self.unknown_name(id, place)
    }

    fn unknown_name(&mut self, id: &str, place: &Place) -> Option<Typed> {
        let src = self.src.clone();
        let known = src
            .facts
            .iter()
            .map(|f| f.id.get_ref().as_str())
            .chain(src.quantities.iter().map(|q| q.id.get_ref().as_str()));
        let hint = did_you_mean(id, known);
        self.fault(place, "unknown-name", format!("没有“{id}”"), "既不是事实，也不是算出来的量", hint);
        None
    }

    /// `FACT.option`, or `FACT.option_month` of a benefits fact.
    fn option(&mut self, fact: usize, option: &str, place: &Place, at: Where) -> Option<Typed> {
        let src = self.src.clone();
        let raw = &src.facts[fact];
        let money = option.strip_suffix("_month").filter(|_| *raw.kind.get_ref() == crate::Kind::Benefits);
        let Some(ix) = raw.values.iter().position(|v| v.id == money.unwrap_or(option)) else {
            let hint = did_you_mean(option, raw.values.iter().map(|v| v.id.as_str()));
            self.fault(place, "unknown-name", format!("{} 没有“{option}”这一项", raw.id.get_ref()), "", hint);
            return None;
        };
        let part = narrow(ix + 1);
        let typed = if money.is_some() {
            self.benefit_money(fact, part, place, at)?
        } else {
            self.fact(fact, part, place, at)?
        };
        self.note_used(Named::Option(narrow(fact), narrow(ix)), typed.node);
        Some(typed)
    }

    pub(super) fn note_used(&mut self, name: Named, node: Ix) {
        if let Some(used) = &mut self.used
            && !used.iter().any(|u| u.name == name && u.node == node)
        {
            used.push(Used { name, node });
        }
    }

    /// `amount.ID`, `amount.ID[key]`, `amount.ID[key][key]`.
    fn amount(&mut self, expr: &Expr, at: Where) -> Option<Typed> {
        let (mut keys, mut base) = (Vec::new(), expr);
        while let Kind::Index(inner, key) = &base.kind {
            keys.insert(0, key.as_ref());
            base = inner;
        }
        let Kind::Field(root, id) = &base.kind else { return self.unknown_name("[…]", &expr.place) };
        if !matches!(&root.kind, Kind::Name(n) if n == "amount") {
            return self.unknown_name(id, &base.place);
        }
        let Some(ix) = self.amounts.iter().position(|a| a.id == *id) else {
            let hint = did_you_mean(id, self.amounts.iter().map(|a| a.id.as_str()));
            self.fault(&base.place, "unknown-amount", format!("没有“{id}”这个金额"), "它被删了，或编号写错了", hint);
            return None;
        };
        let unit = self.amount_unit(ix, &keys);
        let node = self.amount_node(ix, String::new(), &keys, at, &expr.place)?;
        self.note_used(Named::Amount(narrow(ix)), node);
        Some(Typed { ty: Ty::Num(unit), node })
    }

    fn amount_unit(&self, ix: usize, keys: &[&Expr]) -> Unit {
        let raw = &self.src.amounts[ix];
        let own = keys.first().and_then(|key| match &key.kind {
            Kind::Text(text) => raw.units.get(text),
            _ => None,
        });
        Unit::parse(own.unwrap_or(&self.amounts[ix].unit)).unwrap_or(Unit::ONE)
    }

    /// The amount under `prefix`, by the rest of the keys: constants, or choices that pick.
    fn amount_node(&mut self, ix: usize, prefix: String, keys: &[&Expr], at: Where, place: &Place) -> Option<Ix> {
        let Some((key, rest)) = keys.split_first() else {
            let key = self.amounts[ix].keys.iter().position(|k| *k == prefix).map_or(NO_KEY, narrow);
            if key == NO_KEY && self.amounts[ix].keys.iter().all(|k| k.is_empty() != prefix.is_empty()) {
                self.fault(
                    place,
                    "unknown-name",
                    format!("金额 {} 的键不够或太多", self.amounts[ix].id),
                    "",
                    format!("它的键：{}", self.amounts[ix].keys.join("、")),
                );
                return None;
            }
            return Some(self.add(Scope::House, Op::Amount(narrow(ix), key)));
        };
        let extend = |option: &str| if prefix.is_empty() { option.to_string() } else { format!("{prefix}.{option}") };
        if let Kind::Text(option) = &key.kind {
            let full = extend(option);
            if !self.amounts[ix].keys.iter().any(|k| *k == full || k.starts_with(&format!("{full}."))) {
                self.fault(
                    &key.place,
                    "unknown-name",
                    format!("金额 {} 没有“{full}”这个键", self.amounts[ix].id),
                    "",
                    format!("它的键：{}", self.amounts[ix].keys.join("、")),
                );
                return None;
            }
            return self.amount_node(ix, full, rest, at, place);
        }
        let choice = self.expr(key, at)?;
        let Ty::Choice(fact) = choice.ty else {
            self.fault(
                &key.place,
                "type",
                "方括号里要一个选项题或一个键",
                "",
                "写成 amount.dibao_std[hukou_area] 或 amount.dibao_std[\"urban\"]",
            );
            return None;
        };
        let src = self.src.clone();
        let mut of = Vec::new();
        for value in &src.facts[fact].values {
            of.push(self.amount_node(ix, extend(&value.id), rest, at, place)?);
        }
        let mut nodes = vec![choice.node];
        nodes.extend(of);
        let nodes = self.align(&nodes, place)?;
        let scope = self.scope(nodes[0]);
        Some(self.add(scope, Op::Pick(nodes[0], nodes[1..].to_vec())))
    }

    /// `program.X`: its outcome; for a household, the best of its people.
    fn program_state(&mut self, id: &str, place: &Place, at: Where) -> Option<Typed> {
        let ix = self.program_index(id, place)?;
        let draft = self.program(ix, place)?;
        let node = if at == Where::House { draft.house } else { draft.state };
        self.note_used(Named::Program(narrow(ix)), node);
        Some(Typed { ty: Ty::Truth, node })
    }

    /// `row.PROGRAM.ROW`
    fn program_row(&mut self, program: &str, row: &str, place: &Place, at: Where) -> Option<Typed> {
        let ix = self.program_index(program, place)?;
        let (draft, src) = (self.program(ix, place)?, self.src.clone());
        let Some(found) = find_row(&draft.rows, row) else {
            let mut ids = Vec::new();
            for list in [&src.programs[ix].all, &src.programs[ix].any, &src.programs[ix].none] {
                super::rows::ids(list, &mut ids);
            }
            let hint = did_you_mean(row, ids.into_iter().map(|(_, id)| id.get_ref().as_str()));
            self.fault(
                place,
                "unknown-name",
                format!("{program} 没有“{row}”这一行"),
                "只能引用那个项目里写了的行",
                hint,
            );
            return None;
        };
        let node = found.node;
        if at == Where::House && self.scope(node) != Scope::House {
            self.fault(
                place,
                "scope",
                format!("{program} 是按人判断的"),
                "全家的判断不能直接用一个人的行",
                "用 some(members, row.…)",
            );
            return None;
        }
        Some(Typed { ty: Ty::Truth, node })
    }

    /// `alone(program.X)`: its rows on a household of this one person.
    pub(super) fn alone(&mut self, program: &Expr, at: Where) -> Option<Typed> {
        let (Kind::Field(_, id), Where::Person(Scope::Member)) = (&program.kind, at) else {
            self.fault(&program.place, "scope", "alone(…) 只能用在按人判断的行里", "", "写成 alone(program.dibao)");
            return None;
        };
        let ix = self.program_index(id, &program.place)?;
        let src = self.src.clone();
        if src.programs[ix].per == Some(Per::Person) {
            self.fault(&program.place, "scope", "按人判断的项目不用单列成户", "", "直接写 program.编号");
            return None;
        }
        self.once(super::Key::Alone(ix), &format!("alone({id})"), &program.place, |c| {
            let raw = &src.programs[ix];
            let rows = c.program_rows(raw, Where::Alone)?;
            let node = c.combine(&rows.0, rows.1);
            Some(Typed { ty: Ty::Truth, node: c.lift(node, Scope::Member) })
        })
    }
}

fn find_row<'r>(rows: &'r [Row], id: &str) -> Option<&'r Row> {
    rows.iter().find_map(|row| if row.id == id { Some(row) } else { find_row(&row.rows, id) })
}

/// `person.X` and `other.X` of a pair: which side, and what.
fn sided(expr: &Expr) -> Option<(bool, Expr)> {
    let Kind::Field(base, field) = &expr.kind else { return None };
    let place = expr.place.clone();
    match &base.kind {
        Kind::Name(side) if side == "person" || side == "other" => {
            Some((side == "other", Expr { place, kind: Kind::Name(field.clone()) }))
        }
        Kind::Field(root, fact) => match &root.kind {
            Kind::Name(side) if side == "person" || side == "other" => {
                let base = Expr { place: base.place.clone(), kind: Kind::Name(fact.clone()) };
                Some((side == "other", Expr { place, kind: Kind::Field(Box::new(base), field.clone()) }))
            }
            // `person.row.tekun.x` reads as `row.tekun.x` of that person.
            Kind::Field(first, kind) if matches!(&first.kind, Kind::Name(s) if s == "person" || s == "other") => {
                let other = matches!(&first.kind, Kind::Name(s) if s == "other");
                let root = Expr { place: root.place.clone(), kind: Kind::Name(kind.clone()) };
                let base = Expr { place: base.place.clone(), kind: Kind::Field(Box::new(root), fact.clone()) };
                Some((other, Expr { place, kind: Kind::Field(Box::new(base), field.clone()) }))
            }
            _ => None,
        },
        _ => None,
    }
}
