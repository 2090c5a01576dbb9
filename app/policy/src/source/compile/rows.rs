//! Rows and groups of rows.

use super::{Compiler, Where};
use crate::graph::{Ix, Op, Scope};
use crate::model::*;
use crate::source::expr::{Expr, Kind};
use crate::source::fault::{Place, did_you_mean};
use crate::source::raw::{AtMost, RowRaw, Text};
use crate::source::unit::Unit;
use base::Date;

/// Compiled rows and, for each, how it takes part: its group kind and its gated node (none for notes).
pub(super) type Rows = (Vec<Row>, Vec<(RowKind, Ix)>);

impl Compiler<'_> {
    /// The rows of `all`, `any` and `none` beside each other.
    pub(super) fn groups(&mut self, all: &[RowRaw], any: &[RowRaw], none: &[RowRaw], at: Where) -> Option<Rows> {
        let (mut rows, mut taking_part) = (Vec::new(), Vec::new());
        let mut good = true;
        for (list, kind) in [(all, RowKind::All), (any, RowKind::Any), (none, RowKind::None)] {
            for raw in list {
                match self.row(raw, kind, at) {
                    Some((row, node)) => {
                        if !row.note {
                            taking_part.push((kind, node));
                        }
                        rows.push(row);
                    }
                    None => good = false,
                }
            }
        }
        good.then_some((rows, taking_part))
    }

    /// All of `all`, any of `any`, none of `none`; open on days when none of the rows is in force.
    pub(super) fn combine(&mut self, rows: &[Row], taking_part: Vec<(RowKind, Ix)>) -> Ix {
        let node = self.combined(taking_part);
        let counting = || rows.iter().filter(|r| !r.note);
        let hull = |dates: Vec<Option<Date>>, pick: fn(Vec<Date>) -> Option<Date>| {
            dates.into_iter().collect::<Option<Vec<Date>>>().and_then(pick)
        };
        let from = hull(counting().map(|r| r.from).collect(), |dates| dates.into_iter().min());
        let until = hull(counting().map(|r| r.until).collect(), |dates| dates.into_iter().max());
        self.open_outside(from, until, node)
    }

    /// Open before the first day and after the last one.
    pub(super) fn open_outside(&mut self, from: Option<Date>, until: Option<Date>, node: Ix) -> Ix {
        if from.is_none() && until.is_none() {
            return node;
        }
        let in_force = self.add(Scope::House, Op::InForce(from, until));
        let outside = self.negated(in_force);
        let scope = self.scope(node);
        let outside = self.lift(outside, scope);
        self.add(scope, Op::OpenIf(outside, node))
    }

    fn combined(&mut self, taking_part: Vec<(RowKind, Ix)>) -> Ix {
        let of = |kind: RowKind| taking_part.iter().filter(|(k, _)| *k == kind).map(|(_, n)| *n).collect::<Vec<Ix>>();
        let mut nodes = of(RowKind::All);
        for kind in [RowKind::Any, RowKind::None] {
            let members = of(kind);
            if !members.is_empty() {
                nodes.push(self.group(kind, &members));
            }
        }
        self.group(RowKind::All, &nodes)
    }

    /// A row, and its node as it takes part in a group of that kind.
    pub(super) fn row(&mut self, raw: &RowRaw, kind: RowKind, at: Where) -> Option<(Row, Ix)> {
        let place = Place::new(raw.file, raw.id.span());
        let law = self.law(&raw.law, raw.file);
        self.cited(&place, &raw.law, &format!("{} ", raw.id.get_ref()));
        self.words(&place, &raw.says, &format!("{} 的 says", raw.id.get_ref()));
        self.in_order(raw.file, raw.from.map(|d| d.0), raw.until.as_ref(), "这一行");
        let outer = self.used.replace(Vec::new());
        let body = self.row_body(raw, at);
        let used = std::mem::replace(&mut self.used, outer).unwrap_or_default();
        let (node, row_kind, rows, sides) = body?;
        let node = self.lift(node, at.scope());
        let gate = self.gate(
            &law,
            raw.from.map(|d| d.0),
            raw.until.as_ref().map(|d| d.get_ref().0),
            raw.reading.as_ref(),
            raw.file,
        )?;
        let gated = self.gated(node, gate, kind);
        let reading = match &raw.reading {
            Some(text) => self.reading(text, raw.file),
            None => None,
        };
        let (from, until) = self.in_force(&law, raw.from.map(|d| d.0), raw.until.as_ref().map(|d| d.get_ref().0));
        let used = used.into_iter().filter_map(|u| self.liftable(u, at.scope())).collect();
        let row = Row {
            id: raw.id.get_ref().clone(),
            says: raw.says.clone(),
            fails: raw.fails.clone(),
            ask: raw.ask.clone(),
            open_says: raw.open_says.clone(),
            law,
            prove: Vec::new(),
            note: raw.note,
            kind: row_kind,
            node: if raw.reading.is_some() { gated } else { node },
            rows,
            used,
            sides,
            from,
            until,
            reading,
        };
        Some((row, gated))
    }

    #[allow(clippy::type_complexity)]
    fn row_body(&mut self, raw: &RowRaw, at: Where) -> Option<(Ix, RowKind, Vec<Row>, Option<Sides>)> {
        let place = Place::new(raw.file, raw.id.span());
        let grouped = [(&raw.all, RowKind::All), (&raw.any, RowKind::Any), (&raw.none, RowKind::None)];
        let groups: Vec<_> = grouped.into_iter().filter(|(list, _)| !list.is_empty()).collect();
        let (node, kind, rows, sides) = match (&raw.test, groups.as_slice()) {
            (Some(test), []) => {
                let expr = crate::source::expr::parse(test, raw.file, self.faults)?;
                let node = self.truth_of(&expr, at)?;
                let sides = self.sides(&expr, at);
                (node, RowKind::Test, Vec::new(), sides)
            }
            (None, []) if raw.note => (self.add(Scope::House, Op::Unknown), RowKind::Test, Vec::new(), None),
            (None, [_, ..]) => {
                let (mut rows, mut taking_part) = (Vec::new(), Vec::new());
                for (list, kind) in &groups {
                    for child in list.iter() {
                        let (row, node) = self.row(child, *kind, at)?;
                        if !row.note {
                            taking_part.push((*kind, node));
                        }
                        rows.push(row);
                    }
                }
                let kind = if groups.len() == 1 { groups[0].1 } else { RowKind::All };
                (self.combine(&rows, taking_part), kind, rows, None)
            }
            _ => {
                self.fault(&place, "form", "一行要么有 test，要么有下级行组", "", "all、any、none 选一种");
                return None;
            }
        };
        let node = self.opened(raw, node, at)?;
        Some((node, kind, rows, sides))
    }

    /// `open_if` and `at_most`.
    fn opened(&mut self, raw: &RowRaw, node: Ix, at: Where) -> Option<Ix> {
        let mut node = match raw.at_most.as_ref().map(|a| *a.get_ref()) {
            None => node,
            Some(limit) => {
                let scope = self.scope(node);
                self.add(
                    scope,
                    if limit == AtMost::Likely { Op::AtMostLikely(node) } else { Op::AtMostUndecided(node) },
                )
            }
        };
        for test in &raw.open_if {
            let open = self.test(test, raw.file, at)?;
            node = self.pair_op(open, node, &Place::new(raw.file, test.span()), Op::OpenIf)?;
        }
        Some(node)
    }

    /// Both sides of a comparison of numbers, for the explanation.
    fn sides(&mut self, expr: &Expr, at: Where) -> Option<Sides> {
        let Kind::Call(op, args) = &expr.kind else { return None };
        let shown = ["<", "<=", ">", ">=", "==", "!="].into_iter().find(|s| format!("_{s}_") == *op)?;
        let [left, right] = args.as_slice() else { return None };
        if matches!(right.kind, Kind::Text(_) | Kind::Truth(_)) {
            return None;
        }
        let (a, b) = (self.expr(left, at)?, self.expr(right, at)?);
        let unit = match (a.ty, b.ty) {
            (super::Ty::Num(unit), _) | (_, super::Ty::Num(unit)) => unit,
            _ => Unit::ONE,
        };
        let (left, right) = (self.lift(a.node, at.scope()), self.lift(b.node, at.scope()));
        Some(Sides { left, right, op: shown.to_string(), unit: unit.to_string() })
    }

    /// What must be so for a row to take part: its dates and its reading.
    pub(super) fn gate(
        &mut self,
        law: &[Cite],
        from: Option<Date>,
        until: Option<Date>,
        reading: Option<&Text>,
        file: usize,
    ) -> Option<Vec<Ix>> {
        let mut gate = Vec::new();
        let (from, until) = self.in_force(law, from, until);
        if from.is_some() || until.is_some() {
            gate.push(self.add(Scope::House, Op::InForce(from, until)));
        }
        if let Some(text) = reading {
            let (reading, option) = self.reading(text, file)?;
            gate.push(self.add(Scope::House, Op::Reading(reading, option)));
        }
        Some(gate)
    }

    /// A row counts while any of its articles does, within its own dates.
    pub(super) fn in_force(
        &self,
        law: &[Cite],
        from: Option<Date>,
        until: Option<Date>,
    ) -> (Option<Date>, Option<Date>) {
        let text = |c: &Cite| self.texts.texts.get(usize::from(c.text));
        let starts = law.iter().map(|c| c.from.or_else(|| text(c).map(|t| t.from))).min().flatten();
        let ends: Vec<Option<Date>> = law.iter().map(|c| c.until.or_else(|| text(c).and_then(|t| t.until))).collect();
        let end = if ends.iter().any(Option::is_none) { None } else { ends.into_iter().flatten().max() };
        let until = match (until, end) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        (from.max(starts), until)
    }

    fn gated(&mut self, node: Ix, gate: Vec<Ix>, kind: RowKind) -> Ix {
        if gate.is_empty() {
            return node;
        }
        let gate = self.group(RowKind::All, &gate);
        let scope = self.scope(node);
        let gate = self.lift(gate, scope);
        if kind == RowKind::All {
            let outside = self.negated(gate);
            return self.group(RowKind::Any, &[outside, node]);
        }
        self.group(RowKind::All, &[gate, node])
    }

    /// The same name, for each row of `scope`, if it can be spread there.
    pub(super) fn liftable(&mut self, used: Used, scope: Scope) -> Option<Used> {
        let from = self.scope(used.node);
        (from == scope || from == Scope::House).then(|| Used { name: used.name, node: self.lift(used.node, scope) })
    }

    /// Indices of the papers that show a row.
    pub(super) fn prove(&mut self, raws: &[RowRaw], rows: &mut [Row], documents: &[Document]) {
        for raw in raws {
            let Some(row) = rows.iter_mut().find(|r| r.id == *raw.id.get_ref()) else { continue };
            for paper in &raw.prove {
                match documents.iter().position(|d| d.id == *paper.get_ref()) {
                    Some(ix) => row.prove.push(u16::try_from(ix).unwrap_or(u16::MAX)),
                    None => {
                        let hint = did_you_mean(paper.get_ref(), documents.iter().map(|d| d.id.as_str()));
                        self.fault(
                            &Place::new(raw.file, paper.span()),
                            "unknown-name",
                            format!("没有“{}”这份材料", paper.get_ref()),
                            "材料在 [[document]] 里声明",
                            hint,
                        );
                    }
                }
            }
            for list in [&raw.all, &raw.any, &raw.none] {
                self.prove(list, &mut row.rows, documents);
            }
        }
    }
}

/// The ids of rows and the rows below them.
pub(super) fn ids<'r>(rows: &'r [RowRaw], to: &mut Vec<(usize, &'r Text)>) {
    for row in rows {
        to.push((row.file, &row.id));
        [&row.all, &row.any, &row.none].into_iter().for_each(|below| ids(below, to));
    }
}

#[cfg(test)]
mod tests {
    use crate::Op;
    use crate::source::mini::{compiled, fault};

    /// The dates of a row with that law and those dates.
    fn check(row: &str, expect: (&str, &str)) {
        let program = format!(
            "id = \"aid\"\nname = \"帮助\"\nsummary = \"帮穷人。\"\nlaw = [\"旧法#1\"]\n\
             [[all]]\nid = \"aid_poor\"\ntest = \"poor\"\nsays = \"穷\"\n{row}\n"
        );
        let pack = compiled(&[("a/programs/aid.toml", &program)]).unwrap();
        let (aid, row) = (&pack.programs[0], &pack.programs[0].rows[0]);
        let text = |d: Option<base::Date>| d.map_or(String::new(), |d| d.to_string());
        assert_eq!((text(row.from).as_str(), text(row.until).as_str()), expect);
        let gated = pack.nodes.iter().any(|n| n.op == Op::InForce(row.from, row.until));
        assert!(gated && aid.state != row.node, "outside its dates the row takes no part");
    }

    #[test]
    fn a_row_counts_while_one_of_its_articles_does() {
        check("law = [\"旧法#1\"]", ("2020-01-01", "2026-12-31"));
        check("law = [\"新法#1\"]", ("2026-07-01", ""));
        check("law = [\"旧法#1\", \"新法#1\"]", ("2020-01-01", ""));
        check("law = [{ cite = \"旧法#1\", until = 2025-12-31 }]", ("2020-01-01", "2025-12-31"));
        check("law = [\"旧法#1\"]\nfrom = 2021-01-01\nuntil = 2022-12-31", ("2021-01-01", "2022-12-31"));
        check("law = [\"旧法#1\"]\nuntil = 2027-12-31", ("2020-01-01", "2026-12-31"));
    }

    #[test]
    fn a_group_is_met_as_its_kind_says() {
        let group = |kind: &str| {
            format!(
                "id = \"aid\"\nname = \"帮助\"\nsummary = \"帮穷人。\"\nlaw = [\"旧法#1\"]\n[[all]]\nid = \"g\"\nlaw = [\"旧法#1\"]\nsays = \"组\"\n\
                 [[all.{kind}]]\nid = \"g_a\"\nlaw = [\"旧法#1\"]\ntest = \"poor\"\nsays = \"穷\"\n\
                 [[all.{kind}]]\nid = \"g_b\"\nlaw = [\"旧法#1\"]\ntest = \"ill\"\nsays = \"病\"\n"
            )
        };
        for (kind, expect) in [("all", "All"), ("any", "Any"), ("none", "None")] {
            let pack = compiled(&[("a/programs/aid.toml", &group(kind))]).unwrap();
            let row = &pack.programs[0].rows[0];
            // Open on days when neither row is in force, else the group itself.
            let Op::OpenIf(outside, group) = pack.nodes[usize::from(row.node)].op else { panic!("{kind}: not gated") };
            assert!(matches!(pack.nodes[usize::from(outside)].op, Op::Not(_)));
            let op = format!("{:?}", pack.nodes[usize::from(group)].op);
            assert!(op.starts_with(expect), "{kind}: {op}");
        }
    }

    #[test]
    fn a_row_has_a_test_or_rows() {
        let program = |row: &str| {
            format!(
                "id = \"aid\"\nname = \"帮助\"\nsummary = \"帮穷人。\"\nlaw = [\"旧法#1\"]\n[[all]]\nid = \"g\"\nlaw = [\"旧法#1\"]\nsays = \"组\"\n{row}"
            )
        };
        let below = "[[all.any]]\nid = \"g_a\"\nlaw = [\"旧法#1\"]\ntest = \"poor\"\nsays = \"穷\"\n";
        assert_eq!(fault(&[("a/programs/aid.toml", &program(""))]), "form");
        assert_eq!(fault(&[("a/programs/aid.toml", &program(&format!("test = \"ill\"\n{below}")))]), "form");
        assert!(compiled(&[("a/programs/aid.toml", &program("note = true\n"))]).is_ok());
    }
}
