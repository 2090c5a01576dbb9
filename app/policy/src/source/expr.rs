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
                let column = usize::try_from(error.pos.1.max(0)).unwrap_or(0);
                let at = byte_of(text.get_ref(), column);
                faults.push(
                    &place.inside(at, at + 1),
                    "syntax",
                    "式子写法不对",
                    error.msg.clone(),
                    "对照 CONTRIBUTING 里式子的写法",
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
    fn of(&self, id: u64) -> Place {
        match self.info.offset_for(id) {
            Some((start, stop)) => {
                self.place.inside(byte_of(self.text, start as usize), byte_of(self.text, stop as usize + 1))
            }
            None => self.place.clone(),
        }
    }
}

/// The parser counts characters; places count bytes.
fn byte_of(text: &str, chars: usize) -> usize {
    text.char_indices().nth(chars).map_or(text.len(), |(byte, _)| byte)
}

fn convert(tree: &IdedExpr, site: &Site, faults: &mut Faults) -> Option<Expr> {
    let place = site.of(tree.id);
    let kind = match &tree.expr {
        CelExpr::Ident(name) => Kind::Name(name.clone()),
        CelExpr::Literal(literal) => match literal {
            LiteralValue::Int(n) => Kind::Number(n.clone().into_inner()),
            LiteralValue::String(s) => Kind::Text(s.inner().to_string()),
            LiteralValue::Boolean(b) => Kind::Truth(b.clone().into_inner()),
            _ => return refuse(&place, "这种字面值不能用", "只能用整数、文字、true、false", faults),
        },
        CelExpr::List(list) => {
            Kind::List(list.elements.iter().map(|e| convert(e, site, faults)).collect::<Option<_>>()?)
        }
        CelExpr::Select(select) if !select.test => {
            Kind::Field(Box::new(convert(&select.operand, site, faults)?), select.field.clone())
        }
        CelExpr::Call(call) if call.target.is_none() => {
            let args = call.args.iter().map(|e| convert(e, site, faults)).collect::<Option<Vec<_>>>()?;
            return call_of(&call.func_name, args, place, faults);
        }
        _ => return refuse(&place, "这种写法不能用", "列表用 sum(…)、count(…)、every(…)、some(…)", faults),
    };
    Some(Expr { place, kind })
}

fn call_of(name: &str, mut args: Vec<Expr>, place: Place, faults: &mut Faults) -> Option<Expr> {
    let kind = match name {
        op::LOGICAL_AND | op::LOGICAL_OR => {
            return refuse(&place, "式子里不能用 && 和 ||", "一行只比一件事；用 all、any、none 行组", faults);
        }
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
    faults.push(place, "syntax", what, "", hint);
    None
}
