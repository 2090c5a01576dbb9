//! Operators and functions of the pack language.

use super::{Compiler, Ty, Typed, Where};
use crate::graph::{Ix, List, Op, Scope};
use crate::source::expr::{Expr, Kind};
use crate::source::fault::did_you_mean;
use crate::source::unit::Unit;

const MONTHS: i64 = 12;
const FUNCTIONS: [&str; 21] = [
    "sum",
    "count",
    "every",
    "some",
    "min",
    "max",
    "age",
    "days_until",
    "per_month",
    "per_year",
    "for_one",
    "months",
    "between",
    "or_else",
    "absent",
    "known",
    "self_check",
    "seems",
    "alone",
    "unknown",
    "in",
];

fn unit(text: &str) -> Unit {
    Unit::parse(text).unwrap_or(Unit::ONE)
}

impl Compiler<'_> {
    pub(super) fn call(&mut self, name: &str, args: &[Expr], whole: &Expr, at: Where) -> Option<Typed> {
        match (name, args) {
            ("_<_" | "_<=_" | "_>_" | "_>=_" | "_==_" | "_!=_", [a, b]) => self.comparison(name, a, b, at),
            ("@in", [a, list]) => self.in_list(a, list, at),
            ("!_", [a]) => {
                let node = self.truth_of(a, at)?;
                Some(Typed { ty: Ty::Truth, node: self.negated(node) })
            }
            ("_+_" | "_-_" | "min" | "max" | "between", [a, b]) => self.arithmetic(name, a, b, at),
            ("_*_", [a, b]) => self.product(a, b, at),
            ("_/_", [a, b]) => self.quotient(a, b, at),
            ("_?_:_", [c, a, b]) => self.conditional(c, a, b, at),
            ("age" | "days_until", [a]) => self.dated(name, a, at),
            ("per_month", [a]) => self.convert(a, at, unit("fen/year"), unit("fen/month"), |n| Op::Div(n, MONTHS)),
            ("per_year", [a]) => {
                let twelve = self.number(MONTHS);
                let typed = self.expr(a, at)?;
                let node = self.in_unit(typed, unit("fen/month"), &a.place)?;
                let node = self.pair_op(node, twelve, &a.place, Op::Mul)?;
                Some(Typed { ty: Ty::Num(unit("fen/year")), node })
            }
            ("for_one", [a]) => self.for_one(a, at),
            ("months", [a]) => {
                let typed = self.expr(a, at)?;
                match typed.ty {
                    Ty::Literal(_) => Some(Typed { ty: Ty::Num(Unit::MONTH), node: typed.node }),
                    Ty::Num(Unit::YEAR) => {
                        let twelve = self.number(MONTHS);
                        let node = self.pair_op(typed.node, twelve, &a.place, Op::Mul)?;
                        Some(Typed { ty: Ty::Num(Unit::MONTH), node })
                    }
                    _ => {
                        self.fault(
                            &a.place,
                            "unit",
                            "months(…) 要一个整数或年龄",
                            "",
                            "写成 months(24) 或 months(age(p_birth_date))",
                        );
                        None
                    }
                }
            }
            ("sum" | "count" | "every" | "some", [list, rest @ ..]) => self.over_list(name, list, rest, whole, at),
            ("or_else", [fact, other]) => self.or_else(fact, other, at),
            ("absent", [fact]) => self.absent(fact, at),
            ("known", [amount]) => self.known(amount, at),
            ("self_check", [program]) => {
                let node = self.truth_of(program, at)?;
                let scope = self.scope(node);
                Some(Typed { ty: Ty::Truth, node: self.add(scope, Op::AtMostLikely(node)) })
            }
            ("seems", [test]) => {
                let node = self.truth_of(test, at)?;
                let scope = self.scope(node);
                Some(Typed { ty: Ty::Truth, node: self.add(scope, Op::Seems(node)) })
            }
            ("alone", [program]) => self.alone(program, at),
            ("unknown", []) => Some(Typed { ty: Ty::Truth, node: self.add(Scope::House, Op::Unknown) }),
            _ => {
                let known = FUNCTIONS.contains(&name);
                let what = if known {
                    format!("{name}(…) 的参数不对")
                } else {
                    format!("没有“{name}”这个函数")
                };
                let hint = if known {
                    "对照 CONTRIBUTING 里这个函数的写法".into()
                } else {
                    did_you_mean(name, FUNCTIONS)
                };
                self.fault(&whole.place, "unknown-name", what, "式子里只有固定的一些函数", hint);
                None
            }
        }
    }

    fn in_list(&mut self, choice: &Expr, list: &Expr, at: Where) -> Option<Typed> {
        let Kind::List(items) = &list.kind else {
            self.fault(&list.place, "type", "in 后面要一个选项列表", "", "写成 in [\"a\", \"b\"]");
            return None;
        };
        let mut options = Vec::new();
        for item in items {
            match &item.kind {
                Kind::Text(text) => options.push((text, &item.place)),
                _ => {
                    self.fault(&item.place, "type", "列表里只能是选项", "", "选项加引号，写成 in [\"a\", \"b\"]");
                    return None;
                }
            }
        }
        self.options(choice, &options, false, at)
    }

    fn arithmetic(&mut self, name: &str, left: &Expr, right: &Expr, at: Where) -> Option<Typed> {
        let (a, b) = (self.expr(left, at)?, self.expr(right, at)?);
        let (a, b, ty) = self.same_unit((a, &left.place), (b, &right.place))?;
        let node = self.pair_op(a, b, &left.place, |a, b| match name {
            "_+_" => Op::Add(a, b),
            "_-_" => Op::Sub(a, b),
            "min" => Op::Min(a, b),
            "max" => Op::Max(a, b),
            _ => Op::Between(a, b),
        })?;
        Some(Typed { ty, node })
    }

    fn product(&mut self, left: &Expr, right: &Expr, at: Where) -> Option<Typed> {
        let (a, b) = (self.expr(left, at)?, self.expr(right, at)?);
        let ty = match (a.ty, b.ty) {
            (Ty::Num(x), Ty::Num(y)) => Ty::Num(x.times(y)),
            (Ty::Num(x), Ty::Literal(_)) | (Ty::Literal(_), Ty::Num(x)) => Ty::Num(x),
            (Ty::Literal(x), Ty::Literal(_)) => Ty::Literal(x),
            _ => {
                self.fault(&left.place, "type", "只有数能相乘", "", "是非判断要换成数，写成 条件 ? 1 : 0");
                return None;
            }
        };
        let node = self.pair_op(a.node, b.node, &left.place, Op::Mul)?;
        Some(Typed { ty, node })
    }

    fn quotient(&mut self, left: &Expr, right: &Expr, at: Where) -> Option<Typed> {
        let Kind::Number(by) = right.kind else {
            self.fault(&right.place, "type", "只能除以写明的整数", "先除再比会有误差", "把除法换成另一边的乘法");
            return None;
        };
        if by <= 0 {
            self.fault(&right.place, "type", "只能除以正整数", "", "检查除数");
            return None;
        }
        let a = self.expr(left, at)?;
        let scope = self.scope(a.node);
        Some(Typed { ty: a.ty, node: self.add(scope, Op::Div(a.node, by)) })
    }

    fn conditional(&mut self, cond: &Expr, yes: &Expr, no: &Expr, at: Where) -> Option<Typed> {
        let cond_node = self.truth_of(cond, at)?;
        let (a, b) = (self.expr(yes, at)?, self.expr(no, at)?);
        if (a.ty, b.ty) == (Ty::Truth, Ty::Truth) {
            let nodes = self.align(&[cond_node, a.node, b.node], &cond.place)?;
            let (c, scope) = (nodes[0], self.scope(nodes[0]));
            let not = self.add(scope, Op::Not(c));
            let (yes, no) =
                (self.add(scope, Op::All(vec![c, nodes[1]])), self.add(scope, Op::All(vec![not, nodes[2]])));
            return Some(Typed { ty: Ty::Truth, node: self.add(scope, Op::Any(vec![yes, no])) });
        }
        let (a, b, ty) = self.same_unit((a, &yes.place), (b, &no.place))?;
        let nodes = self.align(&[cond_node, a, b], &cond.place)?;
        let scope = self.scope(nodes[0]);
        Some(Typed { ty, node: self.add(scope, Op::If(nodes[0], nodes[1], nodes[2])) })
    }

    fn dated(&mut self, name: &str, date: &Expr, at: Where) -> Option<Typed> {
        let typed = self.expr(date, at)?;
        let node = self.in_unit(typed, Unit::DATE, &date.place)?;
        let scope = self.scope(node);
        let (op, unit) = if name == "age" { (Op::Age(node), Unit::YEAR) } else { (Op::DaysUntil(node), Unit::DAY) };
        Some(Typed { ty: Ty::Num(unit), node: self.add(scope, op) })
    }

    fn convert(&mut self, arg: &Expr, at: Where, from: Unit, to: Unit, op: impl FnOnce(Ix) -> Op) -> Option<Typed> {
        let typed = self.expr(arg, at)?;
        let node = self.in_unit(typed, from, &arg.place)?;
        let scope = self.scope(node);
        Some(Typed { ty: Ty::Num(to), node: self.add(scope, op(node)) })
    }

    /// A standard for each person, for one person.
    fn for_one(&mut self, arg: &Expr, at: Where) -> Option<Typed> {
        let typed = self.expr(arg, at)?;
        match typed.ty {
            Ty::Num(u) if u.times(Unit::PERSON) != u => {
                Some(Typed { ty: Ty::Num(u.times(Unit::PERSON)), node: typed.node })
            }
            _ => {
                self.fault(&arg.place, "unit", "for_one 要一个每人的数", "", "比如 fen/person/month");
                None
            }
        }
    }

    /// `sum(members, EXPR, WHERE)` and its kin.
    fn over_list(&mut self, name: &str, list: &Expr, rest: &[Expr], whole: &Expr, at: Where) -> Option<Typed> {
        let (list, inner) = match (&list.kind, at) {
            (Kind::Name(n), _) if n == "members" && at == Where::Alone => return self.over_one(name, rest, whole),
            (Kind::Name(n), _) if n == "members" => (List::Members, Where::Person(Scope::Member)),
            (Kind::Name(n), _) if n == "obligors" => (List::Obligors, Where::Person(Scope::Obligor)),
            (Kind::Name(n), Where::Person(Scope::Member) | Where::Alone) if n == "pairs" => (List::Pairs, Where::Pair),
            _ => {
                self.fault(
                    &list.place,
                    "unknown-name",
                    "这里没有这个名单",
                    "",
                    "members、obligors；判断一个人时还有 pairs",
                );
                return None;
            }
        };
        let used = self.used.take();
        let typed = self.fold(name, list, rest, whole, inner);
        self.used = used;
        typed
    }

    fn fold(&mut self, name: &str, list: List, rest: &[Expr], whole: &Expr, inner: Where) -> Option<Typed> {
        let outer = if list == List::Pairs { Scope::Member } else { Scope::House };
        match (name, rest) {
            ("sum", [value, cond @ ..]) if cond.len() <= 1 => {
                let typed = self.expr(value, inner)?;
                let cond = self.filter(cond.first(), inner)?;
                let node = self.lift(typed.node, inner.scope());
                Some(Typed { ty: typed.ty, node: self.add(outer, Op::Sum(list, node, cond)) })
            }
            ("count", [cond]) => {
                let cond = self.filter(Some(cond), inner)?;
                Some(Typed { ty: Ty::Num(Unit::PERSON), node: self.add(outer, Op::Count(list, cond)) })
            }
            ("every" | "some", [cond]) => {
                let cond = self.filter(Some(cond), inner)?;
                let op = if name == "every" { Op::Every(list, cond) } else { Op::Some(list, cond) };
                Some(Typed { ty: Ty::Truth, node: self.add(outer, op) })
            }
            _ => {
                self.fault(
                    &whole.place,
                    "type",
                    format!("{name}(…) 的参数不对"),
                    "",
                    "sum(名单, 数, 条件)；count/every/some(名单, 条件)",
                );
                None
            }
        }
    }

    fn filter(&mut self, cond: Option<&Expr>, inner: Where) -> Option<Ix> {
        let node = match cond {
            Some(cond) => self.truth_of(cond, inner)?,
            None => self.truth(true),
        };
        Some(self.lift(node, inner.scope()))
    }

    /// The same over a household of one: the person itself, who counts.
    fn over_one(&mut self, name: &str, rest: &[Expr], whole: &Expr) -> Option<Typed> {
        let at = Where::Person(Scope::Member);
        match (name, rest) {
            ("sum", [value, ..]) => self.expr(value, at),
            ("count", [_]) => Some(Typed { ty: Ty::Num(Unit::PERSON), node: self.number(1) }),
            ("every" | "some", [cond]) => Some(Typed { ty: Ty::Truth, node: self.truth_of(cond, at)? }),
            _ => {
                self.fault(
                    &whole.place,
                    "type",
                    format!("{name}(…) 的参数不对"),
                    "",
                    "sum(members, 数, 条件)；count/every/some(members, 条件)",
                );
                None
            }
        }
    }
}
