//! Facts: their values in a test, and what the browser needs to ask them.

use super::{Compiler, Key, Ty, Typed, Where};
use crate::graph::{Ix, Op, Scope};
use crate::model::*;
use crate::source::expr::{Expr, Kind as ExprKind};
use crate::source::fault::{Place, did_you_mean};
use crate::source::raw::{Bound, FactRaw};
use crate::source::unit::Unit;
use base::Date;
use toml::Spanned;

const EARLIEST: &str = "1900-01-01";
const MOST: i64 = 1_000_000_000;

fn narrow(ix: usize) -> u16 {
    u16::try_from(ix).unwrap_or(u16::MAX)
}

/// A fact's own word for an answer, or the usual one.
fn word(own: &Option<Spanned<String>>, usual: &str) -> String {
    own.as_ref().map_or(usual, |own| own.get_ref()).into()
}

impl Compiler<'_> {
    /// A fact (part 0) or one of its options (part = index + 1).
    pub(super) fn fact(&mut self, ix: usize, part: u16, place: &Place, at: Where) -> Option<Typed> {
        let src = self.src.clone();
        let raw = &src.facts[ix];
        if let Some(typed) = self.special(raw) {
            return Some(typed);
        }
        let at = self.fact_place(raw, place, at)?;
        self.once(Key::Fact(ix, part, at), raw.id.get_ref(), place, |c| c.fact_node(ix, part, raw, at))
    }

    /// The day itself.
    fn special(&mut self, raw: &FactRaw) -> Option<Typed> {
        let today = *raw.kind.get_ref() == Kind::Date && raw.known_by == KnownBy::System;
        today.then(|| Typed { ty: Ty::Num(Unit::DATE), node: self.add(Scope::House, Op::Today) })
    }

    /// Where a fact's own value lives; money of a household that is not this person's own counts as nothing.
    fn fact_place(&mut self, raw: &FactRaw, place: &Place, at: Where) -> Option<Where> {
        match (raw.of, at) {
            (Of::Person, Where::Person(_)) => Some(at),
            (Of::Person, Where::Alone) => Some(Where::Person(Scope::Member)),
            (Of::Person, _) => {
                let hint = if at == Where::Pair {
                    "写 person.… 或 other.…"
                } else {
                    "用 sum(members, …)、some(members, …) 等"
                };
                self.fault(place, "scope", format!("{} 是每个人一份的", raw.id.get_ref()), "这里说的是全家", hint);
                None
            }
            (_, Where::Alone) if *raw.kind.get_ref() == Kind::Money => Some(Where::Alone),
            _ => Some(Where::House),
        }
    }

    fn fact_node(&mut self, ix: usize, part: u16, raw: &FactRaw, at: Where) -> Option<Typed> {
        let kind = *raw.kind.get_ref();
        if at == Where::Alone {
            let unit = self.fact_unit(raw);
            return Some(Typed { ty: Ty::Num(unit), node: self.number(0) });
        }
        let scope = at.scope();
        let when = self.relevance(raw, at)?;
        let fact = narrow(ix);
        Some(match (kind, part) {
            (Kind::Bool, 0) => Typed { ty: Ty::Truth, node: self.add(scope, Op::FactTruth { fact, part: 0, when }) },
            (Kind::Flags | Kind::Benefits | Kind::Scoped, 1..) => {
                Typed { ty: Ty::Truth, node: self.add(scope, Op::FactTruth { fact, part: part - 1, when }) }
            }
            (Kind::Choice, 0) => Typed { ty: Ty::Choice(ix), node: self.add(scope, Op::FactChoice { fact, when }) },
            (Kind::Number | Kind::Money | Kind::Date, 0) => {
                let (min, max) = self.bounds(raw, at)?;
                let unit = self.fact_unit(raw);
                Typed { ty: Ty::Num(unit), node: self.add(scope, Op::FactNumber { fact, part: 0, when, min, max }) }
            }
            _ => {
                let place = Place::new(raw.file, raw.kind.span());
                self.fault(
                    &place,
                    "type",
                    format!("{} 不能这样用", raw.id.get_ref()),
                    "多选题要写明哪一项",
                    "比如 hh_current_status.dibao",
                );
                return None;
            }
        })
    }

    /// Money received for one option of a benefits fact: nothing if it is not received.
    pub(super) fn benefit_money(&mut self, ix: usize, part: u16, place: &Place, at: Where) -> Option<Typed> {
        let received = self.fact(ix, part, place, at)?.node;
        let src = self.src.clone();
        let at = self.fact_place(&src.facts[ix], place, at)?;
        let scope = at.scope();
        let when = self.relevance(&src.facts[ix], at)?;
        let (zero, most) = (self.number(0), self.number(MOST));
        let (min, max) = (self.lift(zero, scope), self.lift(most, scope));
        let money = self.add(scope, Op::FactNumber { fact: narrow(ix), part, when, min, max });
        let node = self.add(scope, Op::If(received, money, min));
        Some(Typed { ty: Ty::Num(Unit::parse("fen/month")?), node })
    }

    fn fact_unit(&self, raw: &FactRaw) -> Unit {
        match (*raw.kind.get_ref(), &raw.unit) {
            (Kind::Date, _) => Unit::DATE,
            (_, Some(unit)) => Unit::parse(unit.get_ref()).unwrap_or(Unit::ONE),
            (_, None) => Unit::ONE,
        }
    }

    fn relevance(&mut self, raw: &FactRaw, at: Where) -> Option<Ix> {
        let mut tests = Vec::new();
        for test in &raw.when {
            tests.push(self.test(test, raw.file, at)?);
        }
        let node = match tests.len() {
            0 => self.truth(true),
            _ => self.group(RowKind::All, &tests),
        };
        Some(self.lift(node, at.scope()))
    }

    fn bounds(&mut self, raw: &FactRaw, at: Where) -> Option<(Ix, Ix)> {
        let low = if *raw.kind.get_ref() == Kind::Date { Date::parse(EARLIEST).map_or(0, Date::days) } else { 0 };
        let min = self.bound(raw, raw.min.as_ref(), low, at)?;
        let max = match (&raw.max, *raw.kind.get_ref()) {
            (None, Kind::Date) => self.add(Scope::House, Op::Today),
            (max, _) => self.bound(raw, max.as_ref(), MOST, at)?,
        };
        Some((self.lift(min, at.scope()), self.lift(max, at.scope())))
    }

    fn bound(&mut self, raw: &FactRaw, bound: Option<&Spanned<Bound>>, default: i64, at: Where) -> Option<Ix> {
        let Some(bound) = bound else { return Some(self.number(default)) };
        match bound.get_ref() {
            Bound::Number(n) => Some(self.number(*n)),
            Bound::Expr(text) => {
                if let Ok(date) = Date::parse(text) {
                    return Some(self.number(date.days()));
                }
                let unit = self.fact_unit(raw);
                let spanned = Spanned::new(bound.span(), text.clone());
                let before = std::mem::replace(&mut self.money_literals, true);
                let node = self.value(&spanned, raw.file, at, unit);
                self.money_literals = before;
                node
            }
        }
    }

    /// All facts as the browser needs them.
    pub(super) fn all_facts(&mut self) -> Vec<Fact> {
        let src = self.src.clone();
        let mut orders: Vec<u16> = Vec::new();
        src.facts
            .iter()
            .enumerate()
            .map(|(ix, raw)| {
                if orders.contains(raw.order.get_ref()) {
                    self.fault(
                        &Place::new(raw.file, raw.order.span()),
                        "order",
                        "两道题的 order 一样",
                        "提问的先后要定死",
                        "换一个没用过的数",
                    );
                }
                orders.push(*raw.order.get_ref());
                self.fact_meta(ix, raw)
            })
            .collect()
    }

    fn fact_meta(&mut self, ix: usize, raw: &FactRaw) -> Fact {
        let kind = *raw.kind.get_ref();
        self.fact_checks(raw);
        let at = if raw.of == Of::Person { Where::Person(Scope::Member) } else { Where::House };
        let relevant = if raw.when.is_empty() { None } else { self.relevance(raw, at) };
        let parts: u16 =
            if matches!(kind, Kind::Flags | Kind::Benefits | Kind::Scoped) { narrow(raw.values.len()) } else { 0 };
        let place = Place::new(raw.file, raw.id.span());
        if kind != Kind::List {
            for part in if parts == 0 { 0..=0 } else { 1..=parts } {
                self.fact(ix, part, &place, at);
            }
        }
        Fact {
            id: raw.id.get_ref().clone(),
            of: raw.of,
            kind,
            unit: raw.unit.as_ref().map(|u| u.get_ref().clone()).unwrap_or_default(),
            known_by: raw.known_by,
            question: raw.question.clone(),
            yes: word(&raw.yes, "是"),
            no: word(&raw.no, "不是"),
            unsure: word(&raw.unsure, "不清楚"),
            hint: raw.hint.clone(),
            why: raw.why.clone(),
            order: *raw.order.get_ref(),
            topic: raw.topic.clone(),
            sensitive: raw.sensitive.clone(),
            at_once: self.at_once(raw),
            never_stored: raw.never_stored,
            values: raw
                .values
                .iter()
                .map(|v| Choice {
                    id: v.id.clone(),
                    label: v.label.clone(),
                    hint: v.hint.clone(),
                    exclusive: v.exclusive,
                    others_only: v.others_only,
                })
                .collect(),
            absent: self.absent_value(raw),
            relevant,
        }
    }

    /// The guide's urgent entry that a yes calls for.
    fn at_once(&mut self, raw: &FactRaw) -> Option<u16> {
        let wanted = raw.at_once.as_ref()?;
        let src = self.src.clone();
        let ids = || src.guide.iter().flat_map(|(_, guide)| &guide.urgent).map(|said| said.id.as_str());
        let found = ids().position(|id| id == wanted.get_ref());
        let place = Place::new(raw.file, wanted.span());
        if found.is_none() {
            let hint = did_you_mean(wanted.get_ref(), ids());
            self.fault(
                &place,
                "unknown-name",
                format!("没有“{}”这条急事", wanted.get_ref()),
                "答“是”时要马上说怎么办",
                hint,
            );
        } else if *raw.kind.get_ref() != Kind::Bool {
            self.fault(&place, "type", "只有是非题能写 at_once", "答“是”时马上说怎么办", "去掉 at_once");
        }
        found.map(narrow)
    }

    /// Words for yes and no stand together, and only under what is answered so.
    fn answer_words(&mut self, raw: &FactRaw) {
        let Some(word) = raw.yes.as_ref().or(raw.no.as_ref()) else { return };
        if *raw.kind.get_ref() != Kind::Bool || raw.yes.is_some() != raw.no.is_some() {
            let place = Place::new(raw.file, word.span());
            let why = "只有是非题能写 yes 和 no，要写就两个都写";
            self.fault(&place, "type", "yes 和 no 对不上", why, "比如 yes = \"有\"，no = \"没有\"");
        }
    }

    fn fact_checks(&mut self, raw: &FactRaw) {
        let place = Place::new(raw.file, raw.id.span());
        self.answer_words(raw);
        if raw.known_by == KnownBy::Resident || !raw.question.is_empty() {
            self.words(&place, &raw.question, "题目 question");
        }
        for value in &raw.values {
            self.words(&place, &value.label, &format!("选项 {} 的 label", value.id));
        }
        let mut seen: Vec<&str> = Vec::new();
        for value in &raw.values {
            if seen.contains(&value.id.as_str()) {
                self.fault(
                    &place,
                    "duplicate",
                    format!("有两个选项都叫 {}", value.id),
                    "答案里会分不清选了哪一个",
                    "换一个编号",
                );
            }
            seen.push(&value.id);
        }
        if let (Some(min), Some(max)) = (&raw.min, &raw.max)
            && let (Bound::Number(low), Bound::Number(high)) = (min.get_ref(), max.get_ref())
            && low > high
        {
            self.fault(&Place::new(raw.file, max.span()), "value", "min 比 max 大", "哪个数都不在界内", "换过来");
        }
        if let Some(unit) = &raw.unit
            && Unit::parse(unit.get_ref()).is_none()
        {
            self.fault(
                &Place::new(raw.file, unit.span()),
                "unit",
                format!("不认识的单位 {}", unit.get_ref()),
                "",
                "fen、fen/month、fen/year、month、year、1",
            );
        }
        let money_unit = raw.unit.as_ref().and_then(|u| Unit::parse(u.get_ref())).is_some_and(Unit::is_money);
        if *raw.kind.get_ref() == Kind::Money && !money_unit {
            self.fault(
                &Place::new(raw.file, raw.kind.span()),
                "unit",
                "钱要写单位",
                "每月和每年的钱不能混",
                "unit = \"fen/month\" 之类",
            );
        }
        let needs_options = matches!(raw.kind.get_ref(), Kind::Choice | Kind::Flags | Kind::Benefits | Kind::Scoped);
        if needs_options == raw.values.is_empty() || raw.values.len() > 31 {
            self.fault(
                &Place::new(raw.file, raw.kind.span()),
                "value",
                "选项和题型对不上",
                "选择题要有选项，别的题没有",
                "补上或去掉 [[value]]",
            );
        }
    }

    fn absent_value(&mut self, raw: &FactRaw) -> AbsentValue {
        let Some(absent) = &raw.absent else { return AbsentValue::Unknown };
        let option = |id: &str| raw.values.iter().position(|v| v.id == id);
        let read = match (*raw.kind.get_ref(), absent.get_ref()) {
            (Kind::Bool | Kind::Scoped, toml::Value::Boolean(b)) => Some(AbsentValue::Truth(*b)),
            (Kind::Number | Kind::Money, toml::Value::Integer(n)) => Some(AbsentValue::Number(*n)),
            (Kind::Choice, toml::Value::String(id)) => option(id).map(|ix| AbsentValue::Choice(narrow(ix))),
            (Kind::Flags | Kind::Benefits | Kind::List, toml::Value::Array(items)) => {
                let exclusive =
                    |v: &toml::Value| v.as_str().and_then(option).is_some_and(|ix| raw.values[ix].exclusive);
                items.iter().all(exclusive).then_some(AbsentValue::Empty)
            }
            _ => None,
        };
        read.unwrap_or_else(|| {
            self.fault(
                &Place::new(raw.file, absent.span()),
                "value",
                "缺省值和题型对不上",
                "",
                "比如 false、0、选项编号、[]",
            );
            AbsentValue::Unknown
        })
    }

    /// `or_else(FACT, EXPR)`
    pub(super) fn or_else(&mut self, fact: &Expr, other: &Expr, at: Where) -> Option<Typed> {
        let (ix, typed) = self.fact_of(fact, at)?;
        let fallback = self.expr(other, at)?;
        if at == Where::Alone && matches!(typed.ty, Ty::Num(u) if u.is_money()) && self.src.facts[ix].of != Of::Person {
            return Some(fallback);
        }
        let (a, b, ty) = match (typed.ty, fallback.ty) {
            (Ty::Truth, Ty::Truth) => (typed.node, fallback.node, Ty::Truth),
            _ => self.same_unit((typed, &fact.place), (fallback, &other.place))?,
        };
        let node = self.pair_op(a, b, &fact.place, |a, b| Op::OrElse(a, b, narrow(ix)))?;
        Some(Typed { ty, node })
    }

    /// `absent(FACT)`
    pub(super) fn absent(&mut self, fact: &Expr, at: Where) -> Option<Typed> {
        let (ix, typed) = self.fact_of(fact, at)?;
        let src = self.src.clone();
        let scope = self.scope(typed.node);
        let when = self.relevance(&src.facts[ix], at)?;
        let when = self.lift(when, scope);
        Some(Typed { ty: Ty::Truth, node: self.add(scope, Op::Absent(narrow(ix), when)) })
    }

    fn fact_of(&mut self, expr: &Expr, at: Where) -> Option<(usize, Typed)> {
        let id = match &expr.kind {
            ExprKind::Name(id) => id,
            ExprKind::Field(base, _) => match &base.kind {
                ExprKind::Name(id) => id,
                _ => "",
            },
            _ => "",
        };
        match self.fact_index(id) {
            Some(ix) => Some((ix, self.expr(expr, at)?)),
            None => {
                self.fault(&expr.place, "type", "这里要一个事实", "", "写事实的编号");
                None
            }
        }
    }

    /// `known(amount.X)`
    pub(super) fn known(&mut self, amount: &Expr, at: Where) -> Option<Typed> {
        let typed = self.expr(amount, at)?;
        match self.nodes[usize::from(typed.node)].op {
            Op::Amount(ix, key) => {
                Some(Typed { ty: Ty::Truth, node: self.add(Scope::House, Op::AmountKnown(ix, key)) })
            }
            _ => {
                self.fault(&amount.place, "type", "known(…) 要一个带固定键的金额", "", "known(amount.X[\"键\"])");
                None
            }
        }
    }
}
