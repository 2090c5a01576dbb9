//! Tests and values: CEL syntax, parsed by the `cel` crate into a small tree with places.

use super::fault::{Faults, Place};
use super::raw::Text;
use cel::IdedExpr;
use cel::common::ast::{Expr as CelExpr, LiteralValue, SourceInfo, operators as op};
use cel::parser::Parser;

/// A parsed expression and its place in the file.
#[derive(Clone, Debug)]
pub struct Expr {
    pub place: Place,
    pub kind: Kind,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub enum Kind {
    Name(String),
    Number(i64),
    Text(String),
    Truth(bool),
    List(Vec<Expr>),
    /// `a.b`
    Field(Box<Expr>, String),
    /// `a[b]`
    Index(Box<Expr>, Box<Expr>),
    /// Operator or function, with its arguments.
    Call(String, Vec<Expr>),
}

const DEEPEST: u16 = 64;

/// Parses a text; on error a fault at the place inside the text.
pub fn parse(text: &Text, file: usize, faults: &mut Faults) -> Option<Expr> {
    let place = Place::new(file, text.span());
    match Parser::new().max_recursion_depth(DEEPEST).parse_with_source_info(text.get_ref()) {
        Ok((tree, info)) => convert(&tree, &Site { place: &place, info: &info, text: text.get_ref() }, faults),
        Err(errors) => {
            for error in &errors.errors {
                let column = usize::try_from((error.pos.1 - 1).max(0)).unwrap_or(0);
                let at = byte_of(text.get_ref(), column);
                faults.push(
                    &place.inside(at, at + 1),
                    "syntax",
                    "式子的写法不对",
                    "从这里起读不懂：多了、少了，或者写错了一个符号",
                    "数一数括号和引号；对照 CONTRIBUTING 里式子的写法",
                );
            }
            None
        }
    }
}

struct Site<'a> {
    place: &'a Place,
    info: &'a SourceInfo,
    text: &'a str,
}

impl Site<'_> {
    /// Where a part stands. The parser gives an operator's own sign, a dot, or an opening bracket.
    fn of(&self, id: u64) -> Place {
        match self.info.offset_for(id) {
            // A text with escapes is shorter than what stands in the file.
            Some((start, stop)) if self.place.span.len() == self.text.len() + QUOTES => {
                self.place.inside(start as usize, stop as usize + 1)
            }
            _ => self.place.clone(),
        }
    }

    /// `place` with the word before it: the name of a function before its bracket.
    fn with_word(&self, place: Place, word: &str) -> Place {
        let before = place.span.start.checked_sub(self.place.span.start + 1).and_then(|at| self.text.get(..at));
        match before {
            Some(before) if before.ends_with(word) => {
                Place::new(place.file, place.span.start - word.len()..place.span.end)
            }
            _ => place,
        }
    }

    /// `place` with what follows it up to a closing bracket, or a field.
    fn with_next(&self, place: Place, next: &str) -> Place {
        let after = place.span.end.checked_sub(self.place.span.start + 1).and_then(|at| self.text.get(at..));
        match after {
            Some(after) if after.starts_with(next) => {
                Place::new(place.file, place.span.start..place.span.end + next.len())
            }
            _ => place,
        }
    }
}

const QUOTES: usize = 2;

/// The place from the first of some places to the end of the last.
fn hull<'p>(place: Place, parts: impl Iterator<Item = &'p Expr>) -> Place {
    parts.fold(place, |all, part| {
        let (a, b) = (all.span, &part.place.span);
        Place::new(all.file, a.start.min(b.start)..a.end.max(b.end))
    })
}

/// In its messages the parser counts characters, from one; places count bytes.
fn byte_of(text: &str, chars: usize) -> usize {
    text.char_indices().nth(chars).map_or(text.len(), |(byte, _)| byte)
}

fn convert(tree: &IdedExpr, site: &Site, faults: &mut Faults) -> Option<Expr> {
    let place = site.of(tree.id);
    let kind = match &tree.expr {
        CelExpr::Ident(name) => Kind::Name(name.clone()),
        CelExpr::Literal(literal) => match literal {
            LiteralValue::Int(n) => Kind::Number(n.into_inner()),
            LiteralValue::String(s) => Kind::Text(s.inner().to_string()),
            LiteralValue::Boolean(b) => Kind::Truth(b.into_inner()),
            _ => return refuse(&place, "这种字面值不能用", "只能用整数、文字、true、false", faults),
        },
        CelExpr::List(list) => {
            let items = list.elements.iter().map(|e| convert(e, site, faults)).collect::<Option<Vec<_>>>()?;
            let place = site.with_next(hull(place, items.iter()), "]");
            return Some(Expr { place, kind: Kind::List(items) });
        }
        CelExpr::Select(select) if !select.test => {
            let base = convert(&select.operand, site, faults)?;
            let place = hull(site.with_next(place, &select.field), std::iter::once(&base));
            return Some(Expr { place, kind: Kind::Field(Box::new(base), select.field.clone()) });
        }
        CelExpr::Call(call) if call.target.is_none() => {
            let args = call.args.iter().map(|e| convert(e, site, faults)).collect::<Option<Vec<_>>>()?;
            return call_of(&call.func_name, args, place, site, faults);
        }
        _ => return refuse(&place, "这种写法不能用", "列表用 sum(…)、count(…)、every(…)、some(…)", faults),
    };
    Some(Expr { place, kind })
}

fn call_of(name: &str, mut args: Vec<Expr>, sign: Place, site: &Site, faults: &mut Faults) -> Option<Expr> {
    if [op::LOGICAL_AND, op::LOGICAL_OR].contains(&name) {
        return refuse(&sign, "式子里不能用 && 和 ||", "拆成几行，放进 all、any、none 行组", faults);
    }
    let place = hull(site.with_word(sign, name), args.iter());
    let closing = if name == op::INDEX { "]" } else { ")" };
    let bracketed = name == op::INDEX || name.starts_with(char::is_alphabetic);
    let place = if bracketed { site.with_next(place, closing) } else { place };
    let kind = match name {
        op::INDEX if args.len() == 2 => {
            let index = args.pop()?;
            Kind::Index(Box::new(args.pop()?), Box::new(index))
        }
        op::NEGATE if args.len() == 1 && matches!(args[0].kind, Kind::Number(_)) => match args.pop()?.kind {
            Kind::Number(n) => Kind::Number(-n),
            _ => return None,
        },
        _ => Kind::Call(name.to_string(), args),
    };
    Some(Expr { place, kind })
}

fn refuse(place: &Place, what: &str, hint: &str, faults: &mut Faults) -> Option<Expr> {
    faults.push(place, "syntax", what, "一行只比一件事，居民才读得懂", hint);
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parses `text` as it stands in a file behind `test = `, and shows the tree with the text of each part.
    fn check(text: &str, expect: Result<&str, &str>) {
        let file = format!("test = \"{text}\"");
        let mut faults = Faults::default();
        let parsed = parse(&Text::new(7..file.len(), text.to_string()), 0, &mut faults);
        let fault = faults.0.first().map(|f| format!("{}: {}", f.code, &file[f.span.clone()]));
        match (parsed, fault) {
            (Some(expr), None) => assert_eq!(Ok(show(&expr, &file).as_str()), expect, "{text}"),
            (_, fault) => assert_eq!(Err(fault.unwrap_or_default().as_str()), expect, "{text}"),
        }
    }

    fn show(expr: &Expr, file: &str) -> String {
        let parts: Vec<&Expr> = match &expr.kind {
            Kind::List(list) | Kind::Call(_, list) => list.iter().collect(),
            Kind::Field(base, _) => vec![base],
            Kind::Index(base, key) => vec![base, key],
            _ => Vec::new(),
        };
        let own = &file[expr.place.span.clone()];
        let parts: Vec<String> = parts.into_iter().map(|p| show(p, file)).collect();
        if parts.is_empty() { own.to_string() } else { format!("[{own}: {}]", parts.join(", ")) }
    }

    #[test]
    fn every_part_knows_its_place() {
        for (text, expect) in [
            ("a < 5", "[a < 5: a, 5]"),
            ("!x", "[!x: x]"),
            ("a.b == 'c'", "[a.b == 'c': [a.b: a], 'c']"),
            ("amount.std[area] * n", "[amount.std[area] * n: [amount.std[area]: [amount.std: amount], area], n]"),
            ("sum(members, w - c)", "[sum(members, w - c): members, [w - c: w, c]]"),
            ("f(g(x))", "[f(g(x)): [g(x): x]]"),
            ("a ? b : c", "[a ? b : c: a, b, c]"),
            (
                "k in ['城', '乡'] ? n : 0",
                "[k in ['城', '乡'] ? n : 0: [k in ['城', '乡']: k, [['城', '乡']: '城', '乡']], n, 0]",
            ),
            ("unknown()", "unknown()"),
        ] {
            check(text, Ok(expect));
        }
    }

    #[test]
    fn what_is_no_comparison_is_refused_at_its_place() {
        for (text, expect) in [
            ("a && b", "syntax: &&"),
            ("a == '城' || b", "syntax: ||"),
            ("a < 1.5", "syntax: 1.5"),
            ("a < )", "syntax: )"),
            ("'城' < )", "syntax: )"),
            ("members.all(m, m.x)", "syntax: "),
        ] {
            let file = format!("test = \"{text}\"");
            let mut faults = Faults::default();
            parse(&Text::new(7..file.len(), text.to_string()), 0, &mut faults);
            let fault = faults.0.first().map(|f| format!("{}: {}", f.code, &file[f.span.clone()])).unwrap_or_default();
            assert!(fault.starts_with(expect), "{text}: {fault}");
        }
    }

    #[test]
    fn a_text_with_escapes_is_pointed_at_whole() {
        let text = Text::new(7..30, "k == \"a\" && x".to_string());
        let mut faults = Faults::default();
        assert!(parse(&text, 0, &mut faults).is_none());
        assert_eq!(faults.0[0].span, 7..30);
    }
}
