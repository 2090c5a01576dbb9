//! Programmes: conditions first (they may refer to each other), then what is told beside the outcome.

use super::rows::Rows;
use super::{Compiler, Where};
use crate::graph::{Ix, List, Op, Scope};
use crate::model::*;
use crate::source::fault::Place;
use crate::source::raw::{BenefitRaw, DocumentRaw, Per, ProgramRaw, RelationRaw, StepRaw};
use crate::source::unit::Unit;

/// A programme's conditions, compiled.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub rows: Vec<Row>,
    pub excluded: Vec<(Row, Option<u16>)>,
    pub all: bool,
    pub state: Ix,
    pub house: Ix,
}

fn narrow(ix: usize) -> u16 {
    u16::try_from(ix).unwrap_or(u16::MAX)
}

fn place_of(raw: &ProgramRaw) -> Place {
    Place::new(raw.file, raw.id.span())
}

impl Compiler<'_> {
    /// A programme's conditions, compiled once; a fault if it leads back to itself.
    pub(super) fn program(&mut self, ix: usize, place: &Place) -> Option<Draft> {
        if let Some(draft) = self.programs.get(&ix) {
            return draft.clone();
        }
        let src = self.src.clone();
        let name = |ix: usize| src.programs[ix].id.get_ref().as_str();
        if let Some(start) = self.programs_doing.iter().position(|p| *p == ix) {
            let path: Vec<&str> = self.programs_doing[start..].iter().map(|p| name(*p)).chain([name(ix)]).collect();
            self.fault(
                place,
                "cycle",
                format!("项目绕了一圈：{}", path.join(" → ")),
                "一个项目不能要先知道它自己的结论",
                "断开其中一处引用",
            );
            return None;
        }
        self.programs_doing.push(ix);
        let (used, doing) = (self.used.take(), std::mem::take(&mut self.doing));
        let draft = self.draft(&src.programs[ix]);
        (self.used, self.doing) = (used, doing);
        self.programs_doing.pop();
        self.programs.insert(ix, draft.clone());
        draft
    }

    fn draft(&mut self, raw: &ProgramRaw) -> Option<Draft> {
        let at = if raw.per == Some(Per::Person) { Where::Person(Scope::Member) } else { Where::House };
        let (rows, taking_part) = self.program_rows(raw, at)?;
        let met = self.combine(&rows, taking_part);
        let excluded = self.excluded(raw, at)?;
        let mut parts = vec![met];
        let barred: Vec<Ix> = excluded.iter().map(|(_, node, _)| *node).collect();
        if !barred.is_empty() {
            parts.push(self.group(RowKind::None, &barred));
        }
        let state = self.group(RowKind::All, &parts);
        let state = self.entered(raw, state);
        let state = self.lift(state, at.scope());
        let house = if at == Where::House { state } else { self.add(Scope::House, Op::Some(List::Members, state)) };
        let excluded = excluded.into_iter().map(|(row, _, program)| (row, program)).collect();
        Some(Draft { rows, excluded, all: raw.any.is_empty(), state, house })
    }

    /// Before a programme's first day (and after its last) its outcome is open.
    fn entered(&mut self, raw: &ProgramRaw, state: Ix) -> Ix {
        let (from, until) = (raw.from.map(|d| d.0), raw.until.as_ref().map(|d| d.get_ref().0));
        self.open_outside(from, until, state)
    }

    pub(super) fn program_rows(&mut self, raw: &ProgramRaw, at: Where) -> Option<Rows> {
        if raw.all.is_empty() && raw.any.is_empty() {
            self.fault(&place_of(raw), "form", format!("{} 没有条件", raw.id.get_ref()), "", "写 [[all]] 或 [[any]]");
            return None;
        }
        self.groups(&raw.all, &raw.any, &raw.none, at)
    }

    #[allow(clippy::type_complexity)]
    fn excluded(&mut self, raw: &ProgramRaw, at: Where) -> Option<Vec<(Row, Ix, Option<u16>)>> {
        let mut list = Vec::new();
        for row in &raw.excluded {
            let program = match &row.programme {
                Some(id) => {
                    let place = Place::new(row.file, id.span());
                    Some(narrow(self.program_index(id.get_ref(), &place)?))
                }
                None => None,
            };
            let (compiled, node) = self.row(row, RowKind::None, at)?;
            list.push((compiled, node, program));
        }
        Some(list)
    }

    /// All programmes whole.
    pub(super) fn all_programs(&mut self) -> Vec<Program> {
        let src = self.src.clone();
        let drafts: Vec<Option<Draft>> =
            src.programs.iter().enumerate().map(|(ix, raw)| self.program(ix, &place_of(raw))).collect();
        src.programs.iter().zip(drafts).filter_map(|(raw, draft)| self.finish(raw, draft?)).collect()
    }

    fn finish(&mut self, raw: &ProgramRaw, mut draft: Draft) -> Option<Program> {
        self.program_checks(raw);
        let at = if raw.per == Some(Per::Person) { Where::Person(Scope::Member) } else { Where::House };
        let documents = self.documents(&raw.document);
        for list in [&raw.all, &raw.any, &raw.none] {
            self.prove(list, &mut draft.rows, &documents);
        }
        let relations = raw.relation.iter().filter_map(|r| self.relation(r, &draft, at)).collect();
        let benefit = raw.benefit.as_ref().and_then(|b| self.benefit(b, raw.id.get_ref(), at));
        let extras = raw.extra.iter().filter_map(|b| self.benefit(b, raw.id.get_ref(), at)).collect();
        let apply = raw.apply.as_ref().map(|a| Apply {
            place: [a.place.get_ref().as_str(), a.says.as_str()]
                .into_iter()
                .filter(|t| !t.is_empty())
                .collect::<Vec<_>>()
                .join("。"),
            who: a.who.clone(),
            law: self.law(&a.law, a.file),
        });
        Some(Program {
            id: raw.id.get_ref().clone(),
            name: raw.name.clone(),
            short: if raw.short.is_empty() { raw.name.clone() } else { raw.short.clone() },
            per_person: at != Where::House,
            from: raw.from.map(|d| d.0),
            until: raw.until.as_ref().map(|d| d.get_ref().0),
            group: raw.group.clone(),
            summary: raw.summary.clone(),
            who_decides: raw.who_decides.clone(),
            law: self.law(&raw.law, raw.file),
            all: draft.all,
            rows: draft.rows,
            excluded: draft.excluded,
            relations,
            state: draft.state,
            house: draft.house,
            benefit,
            extras,
            apply,
            not_required: self.documents(&raw.not_required),
            documents,
            steps: raw.step.iter().map(|s| self.step(s)).collect(),
            rights: self.said(&raw.right, None),
            notes: self.said(&raw.notes, None),
        })
    }

    fn program_checks(&mut self, raw: &ProgramRaw) {
        let place = place_of(raw);
        self.in_order(raw.file, raw.from.map(|d| d.0), raw.until.as_ref(), "这个项目");
        self.words(&place, &raw.name, "项目的名称 name");
        self.words(&place, &raw.summary, "一两句话的介绍 summary");
        self.cited(&place, &raw.law, "项目");
        let mut rows = Vec::new();
        for list in [&raw.all, &raw.any, &raw.none, &raw.excluded] {
            super::rows::ids(list, &mut rows);
        }
        self.distinct(rows.into_iter(), "行");
        self.distinct(raw.document.iter().map(|d| (d.file, &d.id)), "份材料");
        self.distinct(raw.step.iter().map(|s| (s.file, &s.id)), "步");
        self.distinct(raw.extra.iter().filter_map(|e| Some((e.file, e.id.as_ref()?))), "项待遇");
        for paper in raw.document.iter().chain(&raw.not_required) {
            self.told(
                &Place::new(paper.file, paper.id.span()),
                &paper.name,
                &paper.law,
                &format!("材料 {} ", paper.id.get_ref()),
            );
        }
        for step in &raw.step {
            self.told(
                &Place::new(step.file, step.id.span()),
                &step.name,
                &step.law,
                &format!("步骤 {} ", step.id.get_ref()),
            );
        }
        for relation in &raw.relation {
            self.told(&Place::new(relation.file, relation.programme.span()), &relation.says, &relation.law, "这层关系");
        }
        if let Some(apply) = &raw.apply {
            self.told(&Place::new(apply.file, apply.place.span()), apply.place.get_ref(), &apply.law, "去哪里申请");
        }
        for benefit in raw.benefit.iter().chain(&raw.extra) {
            let span = benefit
                .id
                .as_ref()
                .or(benefit.value.as_ref())
                .or(benefit.case.first().map(|c| &c.value))
                .map(toml::Spanned::span);
            let place = span.map_or(place.clone(), |span| Place::new(benefit.file, span));
            let text = if benefit.says.is_empty() { &benefit.name } else { &benefit.says };
            self.told(&place, text, &benefit.law, "这项待遇");
            for case in &benefit.case {
                self.in_order(case.file, case.from.map(|d| d.0), case.until.as_ref(), "这种情形");
            }
        }
    }

    /// Chinese words and an article.
    fn told(&mut self, place: &Place, text: &str, law: &crate::source::raw::Law, what: &str) {
        self.words(place, text, &format!("{what}的说明"));
        self.cited(place, law, what);
    }

    fn relation(&mut self, raw: &RelationRaw, draft: &Draft, at: Where) -> Option<Relation> {
        let program = narrow(self.program_index(raw.programme.get_ref(), &Place::new(raw.file, raw.programme.span()))?);
        let node = match &raw.test {
            Some(test) => self.test(test, raw.file, at)?,
            None => draft.state,
        };
        // What has to be done first is told of those alone who are found fit for the programme.
        let of_each = at != Where::House && raw.kind == RelationKind::After;
        let node = if self.scope(node) == Scope::Member && !of_each {
            self.add(Scope::House, Op::Some(List::Members, node))
        } else {
            node
        };
        Some(Relation { kind: raw.kind, program, node, says: raw.says.clone(), law: self.law(&raw.law, raw.file) })
    }

    fn benefit(&mut self, raw: &BenefitRaw, program: &str, at: Where) -> Option<Benefit> {
        let place = Place::new(raw.file, raw.value.as_ref().map_or(0..1, toml::Spanned::span));
        let per = raw.per.as_ref().map_or("", |p| p.get_ref().as_str());
        let has_value = raw.value.is_some() || !raw.case.is_empty();
        if has_value && !["month", "year", "once"].contains(&per) {
            let place = Place::new(raw.file, raw.per.as_ref().map_or(place.span.clone(), toml::Spanned::span));
            self.fault(
                &place,
                "unit",
                "per 要写 month、year 或 once",
                "",
                "每月给写 month，每年给写 year，一次性的写 once",
            );
            return None;
        }
        let unit =
            Unit::parse(&if per == "once" { "fen".to_string() } else { format!("fen/{per}") }).unwrap_or(Unit::ONE);
        let test = match &raw.test {
            Some(test) => Some(self.test(test, raw.file, at)?),
            None => None,
        };
        let outer = self.used.replace(Vec::new());
        let value = match &raw.value {
            Some(text) => self.value(text, raw.file, at, unit),
            None if has_value => self.cases(&raw.case, at, unit),
            None => None,
        };
        let used = std::mem::replace(&mut self.used, outer).unwrap_or_default();
        let scope = at.scope();
        Some(Benefit {
            id: raw.id.as_ref().map_or(program, |i| i.get_ref()).to_string(),
            name: raw.name.clone(),
            test: test.map(|n| self.lift(n, scope)),
            value: value.map(|n| self.lift(n, scope)),
            per: per.to_string(),
            for_person: raw.for_whom.map_or(at != Where::House, |w| w == Per::Person),
            up_to: raw.up_to,
            says: raw.says.clone(),
            law: self.law(&raw.law, raw.file),
            used: used.into_iter().filter_map(|u| self.liftable(u, scope)).collect(),
        })
    }

    fn documents(&mut self, raw: &[DocumentRaw]) -> Vec<Document> {
        let one = |d: &DocumentRaw, c: &mut Self| Document {
            id: d.id.get_ref().clone(),
            name: d.name.clone(),
            says: d.says.clone(),
            law: c.law(&d.law, d.file),
        };
        raw.iter().map(|d| one(d, self)).collect()
    }

    fn step(&mut self, raw: &StepRaw) -> Step {
        Step {
            id: raw.id.get_ref().clone(),
            name: raw.name.clone(),
            who: raw.who.clone(),
            limit: raw.limit.clone(),
            says: raw.says.clone(),
            law: self.law(&raw.law, raw.file),
            dual: raw.dual,
        }
    }
}
