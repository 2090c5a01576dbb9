//! Expressions: types, units, nodes.

use super::{Compiler, Ty, Typed, Where};
use crate::graph::{Compare, Ix, Op};
use crate::source::expr::{Expr, Kind};
use crate::source::fault::{Place, did_you_mean};
use crate::source::raw::Text;
use crate::source::unit::Unit;

impl Compiler<'_> {
    /// Parses and emits a truth.
    pub(super) fn test(&mut self, text: &Text, file: usize, at: Where) -> Option<Ix> {
        let expr = crate::source::expr::parse(text, file, self.faults)?;
        self.truth_of(&expr, at)
    }

    /// Emits a truth.
    pub(super) fn truth_of(&mut self, expr: &Expr, at: Where) -> Option<Ix> {
        let typed = self.expr(expr, at)?;
        if typed.ty == Ty::Truth {
            return Some(typed.node);
        }
        self.fault(&expr.place, "type", "这里要一个是非判断", "算出来的不是“是”或“否”", "写成比较，比如 … < …");
        None
    }

    /// Parses and emits a number of that unit.
    pub(super) fn value(&mut self, text: &Text, file: usize, at: Where, unit: Unit) -> Option<Ix> {
        let expr = crate::source::expr::parse(text, file, self.faults)?;
        let typed = self.expr(&expr, at)?;
        self.in_unit(typed, unit, &expr.place)
    }

    /// A number of that unit, or a fault.
    pub(super) fn in_unit(&mut self, typed: Typed, unit: Unit, place: &Place) -> Option<Ix> {
        match typed.ty {
            Ty::Num(found) if found == unit => Some(typed.node),
            Ty::Literal(n) if n == 0 || self.money_literals || !unit.is_money() => Some(typed.node),
            Ty::Literal(_) => {
                self.fault(
                    place,
                    "money-literal",
                    "式子里不能直接写钱数",
                    "钱数要有出处和日期",
                    "在 amounts 里建一个金额",
                );
                None
            }
            Ty::Num(found) => {
                self.fault(
                    place,
                    "unit",
                    format!("单位是 {found}，这里要 {unit}"),
                    format!("{found} 和 {unit} 不能混用"),
                    unit_hint(found, unit),
                );
                None
            }
            _ => {
                self.fault(place, "type", "这里要一个数", "", "是非判断和选项不能当数用");
                None
            }
        }
    }

    /// Emits any expression.
    pub(super) fn expr(&mut self, expr: &Expr, at: Where) -> Option<Typed> {
        match &expr.kind {
            Kind::Number(n) => Some(Typed { ty: Ty::Literal(*n), node: self.number(*n) }),
            Kind::Truth(b) => Some(Typed { ty: Ty::Truth, node: self.truth(*b) }),
            Kind::Name(_) | Kind::Field(..) | Kind::Index(..) => self.reference(expr, at),
            Kind::Call(name, args) => self.call(name, args, expr, at),
            Kind::Text(_) | Kind::List(_) => {
                self.fault(&expr.place, "type", "文字只能和选项题比", "", "写成 p_relation == \"self\"");
                None
            }
        }
    }

    /// The unit that two numbers share.
    pub(super) fn same_unit(&mut self, a: (Typed, &Place), b: (Typed, &Place)) -> Option<(Ix, Ix, Ty)> {
        match (a.0.ty, b.0.ty) {
            (Ty::Literal(x), Ty::Literal(_)) => Some((a.0.node, b.0.node, Ty::Literal(x))),
            (Ty::Num(unit), _) => {
                let right = self.in_unit(b.0, unit, b.1)?;
                Some((a.0.node, right, Ty::Num(unit)))
            }
            (_, Ty::Num(unit)) => {
                let left = self.in_unit(a.0, unit, a.1)?;
                Some((left, b.0.node, Ty::Num(unit)))
            }
            _ => {
                self.fault(a.1, "type", "这里要两个数", "", "选项和带引号的文字比；是非和 true、false 比");
                None
            }
        }
    }

    /// A node over two numbers in the finer of their scopes.
    pub(super) fn pair_op(&mut self, a: Ix, b: Ix, place: &Place, op: impl FnOnce(Ix, Ix) -> Op) -> Option<Ix> {
        let nodes = self.align(&[a, b], place)?;
        let scope = self.scope(nodes[0]);
        Some(self.add(scope, op(nodes[0], nodes[1])))
    }

    /// The nodes, all in the finest of their scopes.
    pub(super) fn align(&mut self, nodes: &[Ix], place: &Place) -> Option<Vec<Ix>> {
        let Some(scope) = self.join(nodes) else {
            self.fault(
                place,
                "scope",
                "把不同名单里的人混在一起了",
                "成员和义务人不是同一份名单",
                "分别用 sum(members, …) 和 sum(obligors, …)",
            );
            return None;
        };
        Some(nodes.iter().map(|n| self.lift(*n, scope)).collect())
    }

    /// `==`, `!=`, `<` …: of numbers, of a choice and its options, of truths.
    pub(super) fn comparison(&mut self, op: &str, left: &Expr, right: &Expr, at: Where) -> Option<Typed> {
        if let Kind::Text(option) = &right.kind {
            let negate = op == "_!=_";
            return self.options(left, &[(option, &right.place)], negate, at);
        }
        let (a, b) = (self.expr(left, at)?, self.expr(right, at)?);
        if (a.ty, b.ty) == (Ty::Truth, Ty::Truth) {
            let node = match &right.kind {
                Kind::Truth(value) if (*value == (op == "_==_")) => a.node,
                Kind::Truth(_) => self.negated(a.node),
                _ => {
                    self.fault(
                        &right.place,
                        "type",
                        "只能和 true、false 比",
                        "",
                        "两个是非判断用 all、any、none 行组合起来",
                    );
                    return None;
                }
            };
            return Some(Typed { ty: Ty::Truth, node });
        }
        let (a, b, _) = self.same_unit((a, &left.place), (b, &right.place))?;
        let node = self.compare_nodes(op, a, b, &left.place)?;
        Some(Typed { ty: Ty::Truth, node })
    }

    fn compare_nodes(&mut self, op: &str, a: Ix, b: Ix, place: &Place) -> Option<Ix> {
        let node = match op {
            "_<_" => self.pair_op(a, b, place, |a, b| Op::Compare(Compare::Lt, a, b))?,
            "_<=_" => self.pair_op(a, b, place, |a, b| Op::Compare(Compare::Le, a, b))?,
            "_>_" => self.pair_op(b, a, place, |b, a| Op::Compare(Compare::Lt, b, a))?,
            "_>=_" => self.pair_op(b, a, place, |b, a| Op::Compare(Compare::Le, b, a))?,
            _ => self.pair_op(a, b, place, |a, b| Op::Compare(Compare::Eq, a, b))?,
        };
        Some(if op == "_!=_" { self.negated(node) } else { node })
    }

    pub(super) fn negated(&mut self, node: Ix) -> Ix {
        let scope = self.scope(node);
        self.add(scope, Op::Not(node))
    }

    /// Whether a choice is one of some options.
    pub(super) fn options(
        &mut self,
        choice: &Expr,
        options: &[(&String, &Place)],
        negate: bool,
        at: Where,
    ) -> Option<Typed> {
        let typed = self.expr(choice, at)?;
        let Ty::Choice(fact) = typed.ty else {
            self.fault(&choice.place, "type", "只有选项题才能和文字比", "", "去掉引号，或者换成选项题的编号");
            return None;
        };
        let src = self.src.clone();
        let values = &src.facts[fact].values;
        let mut mask = 0u32;
        for (option, place) in options {
            match values.iter().position(|v| v.id == **option) {
                Some(ix) => mask |= 1 << ix,
                None => {
                    let hint = did_you_mean(option, values.iter().map(|v| v.id.as_str()));
                    self.fault(
                        place,
                        "unknown-name",
                        format!("{} 没有“{option}”这个选项", src.facts[fact].id.get_ref()),
                        "选项在事实文件里声明",
                        hint,
                    );
                    return None;
                }
            }
        }
        let scope = self.scope(typed.node);
        let node = self.add(scope, Op::In(typed.node, mask));
        Some(Typed { ty: Ty::Truth, node: if negate { self.negated(node) } else { node } })
    }
}

fn unit_hint(found: Unit, wanted: Unit) -> String {
    let (year, month) = (Unit::parse("fen/year"), Unit::parse("fen/month"));
    let per_person = Unit::parse("fen/person/month");
    match (Some(found), Some(wanted)) {
        (f, w) if f == year && w == month => "每年的钱用 per_month(…) 换成每月的".into(),
        (f, w) if f == month && w == year => "每月的钱用 per_year(…) 换成每年的".into(),
        (f, w) if f == per_person && w == month => "每人的标准乘以人数，或一个人用 for_one(…)".into(),
        _ => "检查两边的单位".into(),
    }
}
