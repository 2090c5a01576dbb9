//! Derived values: one expression, rows added and taken off, cases, or a group of tests.

use super::{Compiler, Key, Ty, Typed, Where};
use crate::graph::{Ix, Op, Scope};
use crate::model::*;
use crate::source::fault::Place;
use crate::source::raw::{CaseRaw, PartRaw, QuantityOf, QuantityRaw, Text};
use crate::source::unit::Unit;

impl Compiler<'_> {
    /// A quantity by index, in that place.
    pub(super) fn quantity(&mut self, ix: usize, place: &Place, at: Where) -> Option<Typed> {
        let src = self.src.clone();
        let raw = &src.quantities[ix];
        let Some(of) = &raw.of else {
            let place = Place::new(raw.file, raw.id.span());
            self.fault(
                &place,
                "form",
                "没有写 of",
                "要说明是每户、每人还是每两个人一份",
                "of = \"household\"、\"person\" 或 \"pair\"",
            );
            return None;
        };
        let at = match (of.get_ref(), at) {
            (QuantityOf::Household, Where::Alone) => Where::Alone,
            (QuantityOf::Household, _) => Where::House,
            (QuantityOf::Person, Where::Alone) => Where::Person(Scope::Member),
            (QuantityOf::Person, Where::Person(_)) => at,
            (QuantityOf::Pair, Where::Pair) => at,
            (of, _) => {
                let hint = if *of == QuantityOf::Pair {
                    "用 every(pairs, …)"
                } else {
                    "用 sum(members, …)，或 person.… / other.…"
                };
                self.fault(
                    place,
                    "scope",
                    format!("{} 在这里不能直接用", raw.id.get_ref()),
                    "它是每个人或每两个人一份的",
                    hint,
                );
                return None;
            }
        };
        self.once(Key::Quantity(ix, at), raw.id.get_ref(), place, |c| c.quantity_node(raw, at))
    }

    fn quantity_node(&mut self, raw: &QuantityRaw, at: Where) -> Option<Typed> {
        let groups = !(raw.all.is_empty() && raw.any.is_empty() && raw.none.is_empty());
        let parts = !(raw.include.is_empty() && raw.deduct.is_empty());
        let forms = [raw.value.is_some(), parts, !raw.case.is_empty(), groups].into_iter().filter(|f| *f).count();
        if forms != 1 {
            let place = Place::new(raw.file, raw.id.span());
            self.fault(&place, "form", "要且只要一种写法", "value、include/deduct、case、all/any/none 选一种", "");
            return None;
        }
        if groups {
            let rows = self.groups(&raw.all, &raw.any, &raw.none, at)?;
            let node = self.combine(&rows.0, rows.1);
            return Some(Typed { ty: Ty::Truth, node });
        }
        let unit = self.quantity_unit(raw)?;
        let node = match &raw.value {
            Some(text) => match unit {
                Some(unit) => self.value(text, raw.file, at, unit)?,
                None => return Some(Typed { ty: Ty::Truth, node: self.test(text, raw.file, at)? }),
            },
            None if parts => self.parts_node(raw, unit?, at)?,
            None => self.cases(&raw.case, at, unit?)?,
        };
        let node = match raw.floor {
            Some(floor) => {
                let floor = self.number(floor);
                self.pair_op(node, floor, &Place::new(raw.file, raw.id.span()), Op::Max)?
            }
            None => node,
        };
        Some(Typed { ty: Ty::Num(unit?), node })
    }

    /// The unit of a number; a truth has none.
    fn quantity_unit(&mut self, raw: &QuantityRaw) -> Option<Option<Unit>> {
        let Some(text) = &raw.unit else { return Some(None) };
        let unit = Unit::parse(text.get_ref());
        if unit.is_none() {
            self.fault(
                &Place::new(raw.file, text.span()),
                "unit",
                format!("不认识的单位 {}", text.get_ref()),
                "",
                "fen/month、fen/year、person、1",
            );
            return None;
        }
        Some(unit)
    }

    fn parts_node(&mut self, raw: &QuantityRaw, unit: Unit, at: Where) -> Option<Ix> {
        let mut total = self.number(0);
        for (part, add) in raw.include.iter().map(|p| (p, true)).chain(raw.deduct.iter().map(|p| (p, false))) {
            let place = Place::new(part.file, part.id.span());
            let Some(value) = self.part_node(part, unit, at)? else {
                self.fault(&place, "value", "这一行没有 value", "计入和扣除的行要能算出数", "");
                return None;
            };
            total = self.pair_op(total, value, &place, |a, b| if add { Op::Add(a, b) } else { Op::Sub(a, b) })?;
        }
        Some(total)
    }

    /// A row's number: nothing when it is not in force or in another reading.
    fn part_node(&mut self, part: &PartRaw, unit: Unit, at: Where) -> Option<Option<Ix>> {
        let Some(text) = &part.value else { return Some(None) };
        let value = self.value(text, part.file, at, unit)?;
        let law = self.law(&part.law, part.file);
        let gate = self.gate(
            &law,
            part.from.map(|d| d.0),
            part.until.as_ref().map(|d| d.get_ref().0),
            part.reading.as_ref(),
            part.file,
        )?;
        Some(Some(self.only_if(gate, value, &Place::new(part.file, text.span()))?))
    }

    fn only_if(&mut self, gate: Vec<Ix>, value: Ix, place: &Place) -> Option<Ix> {
        if gate.is_empty() {
            return Some(value);
        }
        let (gate, zero) = (self.group(RowKind::All, &gate), self.number(0));
        let nodes = self.align(&[gate, value, zero], place)?;
        let scope = self.scope(nodes[0]);
        Some(self.add(scope, Op::If(nodes[0], nodes[1], nodes[2])))
    }

    /// First case whose tests hold; the last one has none.
    pub(super) fn cases(&mut self, cases: &[CaseRaw], at: Where, unit: Unit) -> Option<Ix> {
        let (last, earlier) = cases.split_last()?;
        if !last.when.is_empty() || last.reading.is_some() {
            let place = Place::new(last.file, last.value.span());
            self.fault(&place, "form", "最后一种情形不能有条件", "总要有一个数", "加一个没有 when 的 [[case]]");
            return None;
        }
        let mut node = self.value(&last.value, last.file, at, unit)?;
        for case in earlier.iter().rev() {
            let value = self.value(&case.value, case.file, at, unit)?;
            let law = self.law(&case.law, case.file);
            let mut tests = self.gate(
                &law,
                case.from.map(|d| d.0),
                case.until.as_ref().map(|d| d.get_ref().0),
                case.reading.as_ref(),
                case.file,
            )?;
            for test in &case.when {
                tests.push(self.test(test, case.file, at)?);
            }
            let cond = self.group(RowKind::All, &tests);
            let nodes = self.align(&[cond, value, node], &Place::new(case.file, case.value.span()))?;
            let scope = self.scope(nodes[0]);
            node = self.add(scope, Op::If(nodes[0], nodes[1], nodes[2]));
        }
        Some(node)
    }

    /// `reading:option` as a truth.
    pub(super) fn reading(&mut self, text: &Text, file: usize) -> Option<(u16, u16)> {
        let place = Place::new(file, text.span());
        let src = self.src.clone();
        let (id, option) = text.get_ref().split_once(':').unwrap_or((text.get_ref(), ""));
        let Some(ix) = src.readings.iter().position(|r| r.id.get_ref() == id) else {
            let hint = crate::source::fault::did_you_mean(id, src.readings.iter().map(|r| r.id.get_ref().as_str()));
            self.fault(&place, "unknown-name", format!("没有“{id}”这个读法"), "写成 读法编号:选项编号", hint);
            return None;
        };
        let Some(option_ix) = src.readings[ix].option.iter().position(|o| o.id == option) else {
            let hint =
                crate::source::fault::did_you_mean(option, src.readings[ix].option.iter().map(|o| o.id.as_str()));
            self.fault(&place, "unknown-name", format!("读法 {id} 没有“{option}”"), "", hint);
            return None;
        };
        Some((u16::try_from(ix).ok()?, u16::try_from(option_ix).ok()?))
    }

    /// All quantities as explanations need them.
    pub(super) fn all_quantities(&mut self) -> Vec<Quantity> {
        let src = self.src.clone();
        let mut list = Vec::new();
        for (ix, raw) in src.quantities.iter().enumerate() {
            self.quantity_checks(raw);
            let at = match raw.of.as_ref().map(|of| *of.get_ref()) {
                Some(QuantityOf::Person) => Where::Person(Scope::Member),
                Some(QuantityOf::Pair) => Where::Pair,
                _ => Where::House,
            };
            let typed = self.quantity(ix, &Place::new(raw.file, raw.id.span()), at);
            let unit = raw.unit.as_ref().map(|u| u.get_ref().clone()).unwrap_or_default();
            let parts = if typed.is_some() { self.parts(raw, at) } else { Vec::new() };
            let node = typed.map_or(0, |t| t.node);
            let scope = self.nodes.get(usize::from(node)).map_or(Scope::House, |n| n.scope);
            list.push(Quantity { id: raw.id.get_ref().clone(), label: raw.label.clone(), unit, node, scope, parts });
        }
        list
    }

    fn quantity_checks(&mut self, raw: &QuantityRaw) {
        let place = Place::new(raw.file, raw.id.span());
        if self.fact_index(raw.id.get_ref()).is_some() {
            self.fault(
                &place,
                "duplicate",
                format!("{} 已经是一个事实的编号", raw.id.get_ref()),
                "式子里会分不清说的是哪一个",
                "换一个编号",
            );
        }
        self.words(&place, &raw.label, &format!("{} 的名称 label", raw.id.get_ref()));
        for part in raw.include.iter().chain(&raw.deduct).chain(&raw.exclude) {
            let place = Place::new(part.file, part.id.span());
            self.words(&place, &part.label, &format!("{} 的名称 label", part.id.get_ref()));
            self.cited(&place, &part.law, &format!("{} ", part.id.get_ref()));
            self.in_order(part.file, part.from.map(|d| d.0), part.until.as_ref(), "这一行");
        }
        for case in &raw.case {
            self.in_order(case.file, case.from.map(|d| d.0), case.until.as_ref(), "这种情形");
        }
        let mut ids: Vec<(usize, &Text)> =
            raw.include.iter().chain(&raw.deduct).chain(&raw.exclude).map(|p| (p.file, &p.id)).collect();
        for list in [&raw.all, &raw.any, &raw.none] {
            super::rows::ids(list, &mut ids);
        }
        self.distinct(ids.into_iter(), "行");
    }

    fn parts(&mut self, raw: &QuantityRaw, at: Where) -> Vec<Part> {
        let unit = raw.unit.as_ref().and_then(|u| Unit::parse(u.get_ref())).unwrap_or(Unit::ONE);
        let kinds =
            [(&raw.include, PartKind::Include), (&raw.deduct, PartKind::Deduct), (&raw.exclude, PartKind::Exclude)];
        let rows = kinds.into_iter().flat_map(|(list, kind)| list.iter().map(move |p| (p, kind)));
        rows.map(|(part, kind)| {
            for fact in &part.facts {
                if self.fact_index(fact.get_ref()).is_none() {
                    self.fault(
                        &Place::new(part.file, fact.span()),
                        "unknown-name",
                        format!("没有“{}”这个事实", fact.get_ref()),
                        "",
                        "",
                    );
                }
            }
            let node = self.part_node(part, unit, at).flatten();
            let law = self.law(&part.law, part.file);
            let (from, until) = self.in_force(&law, part.from.map(|d| d.0), part.until.as_ref().map(|d| d.get_ref().0));
            Part { label: part.label.clone(), kind, node, law, from, until }
        })
        .collect()
    }
}
