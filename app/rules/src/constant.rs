//! Rows that no answer can change: a mistake in a pack, found by asking nothing.

use crate::case::{Answer, Household};
use crate::columns::{Columns, State};
use crate::engine::Engine;
use crate::kernel::{Chosen, Values};
use crate::report::Tri;
use crate::truth::{OPEN, decided};
use base::{Date, Problem};
use policy::{Amounts, Node, Op, Pack, Row};

/// Longest lists that are tried; each length is a household of its own.
const MOST_MEMBERS: usize = 30;
const MOST_OBLIGORS: usize = 20;

/// The rows in force on a day that come out the same for every household within the bounds of its facts:
/// index of the programme, id of the row, and what it always comes to.
///
/// Notes and rows whose dates or reading put them out of force are left out, and so is what is settled
/// only by what is not entered: an amount without a value, a fact that is not written.
pub fn constant_rows(pack: &Pack, day: Date) -> Result<Vec<(usize, String, Tri)>, Problem> {
    let pack = nothing_entered(pack);
    let engine = Engine::new(&pack, day, &Amounts::default())?;
    let columns = households(&engine);
    let mut values = Values::default();
    values.run(&engine.setting(), &engine.whole, &columns, &Chosen::new());
    let mut found = Vec::new();
    for (ix, program) in pack.programs.iter().enumerate() {
        let excluding = program.excluded.iter().map(|(row, _)| row);
        let mut search = Search { engine: &engine, values: &values, day, found: Vec::new() };
        program.rows.iter().chain(excluding).for_each(|row| search.row(row));
        found.extend(search.found.into_iter().map(|(id, tri)| (ix, id, tri)));
    }
    Ok(found)
}

/// The same pack, where it is open what is known of amounts and what is written of facts.
fn nothing_entered(pack: &Pack) -> Pack {
    let open = |node: &Node| Node {
        scope: node.scope,
        op: match &node.op {
            Op::AmountKnown(..) | Op::Absent(..) => Op::Unknown,
            Op::OrElse(fact, other, _) if is_number(pack, *fact) => Op::Between(*fact, *other),
            op => op.clone(),
        },
    };
    Pack { nodes: pack.nodes.iter().map(open).collect(), ..pack.clone() }
}

fn is_number(pack: &Pack, node: policy::Ix) -> bool {
    match &pack.nodes[usize::from(node)].op {
        Op::FactNumber { .. } => true,
        Op::Spread(of) | Op::Other(of) => is_number(pack, *of),
        _ => false,
    }
}

/// One household for each length of its lists; nobody says anything.
fn households(engine: &Engine) -> Columns {
    let mut columns = Columns::new(&engine.layout, State::Unknown);
    let mut household = Household::new(engine.pack, Answer::Unknown);
    let nobody = household.members.rows[0].clone();
    for members in 1..=MOST_MEMBERS {
        household.members.rows.resize(members, nobody.clone());
        household.obligors.rows.resize(MOST_OBLIGORS.min(members - 1), nobody.clone());
        columns.push(engine.pack, &engine.layout, &household);
    }
    columns
}

struct Search<'a> {
    engine: &'a Engine<'a>,
    values: &'a Values,
    day: Date,
    found: Vec<(String, Tri)>,
}

impl Search<'_> {
    /// Reports a row, or else those below it.
    fn row(&mut self, row: &Row) {
        if row.note || !self.in_force(row) {
            return;
        }
        let before = self.found.len();
        row.rows.iter().for_each(|below| self.row(below));
        let lives = row.rows.is_empty() || row.rows.iter().any(|below| !below.note && self.in_force(below));
        if before == self.found.len()
            && lives
            && let Some(always) = self.always(row)
        {
            self.found.push((row.id.clone(), always));
        }
    }

    fn in_force(&self, row: &Row) -> bool {
        let open = row.reading.is_none_or(|(reading, _)| self.engine.plan.readings[usize::from(reading)].is_none());
        open && row.from.is_none_or(|from| from <= self.day) && row.until.is_none_or(|until| self.day <= until)
    }

    /// What it comes to in every household and for every member, if that is one thing.
    fn always(&self, row: &Row) -> Option<Tri> {
        let at = self.engine.plan.of[usize::from(row.node)].0;
        let truths = self.values.vals[at].truth();
        let rows = self.values.rows(self.engine.plan.scopes[at]);
        let first = truths.at(0) & OPEN;
        (decided(first) && (0..rows).all(|r| truths.at(r) & OPEN == first)).then(|| Tri::of(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use policy::{AbsentValue, Amount, Compare, Fact, Kind, KnownBy, List, Of, Program, RowKind, Scope};

    const NUMBER: u16 = 0;

    /// A pack of one row that reads a number fact of each member, within 0 and 100.
    fn pack(nodes: Vec<(Scope, Op)>) -> Pack {
        let fact = Fact {
            id: "n".into(),
            of: Of::Person,
            kind: Kind::Number,
            unit: "1".into(),
            known_by: KnownBy::System,
            question: String::new(),
            yes: String::new(),
            no: String::new(),
            unsure: String::new(),
            hint: String::new(),
            why: String::new(),
            order: 1,
            topic: String::new(),
            sensitive: None,
            at_once: None,
            never_stored: false,
            values: Vec::new(),
            absent: AbsentValue::Number(0),
            relevant: None,
        };
        let amount = Amount { id: "a".into(), keys: vec![String::new()], ..amount() };
        let base = [(Scope::House, Op::Truth(true)), (Scope::House, Op::Number(0)), (Scope::House, Op::Number(100))];
        let spread = (0..3).map(|ix| (Scope::Member, Op::Spread(ix)));
        let of = (Scope::Member, Op::FactNumber { fact: NUMBER, part: 0, when: 3, min: 4, max: 5 });
        let all = base.into_iter().chain(spread).chain([of]).chain(nodes);
        let nodes: Vec<Node> = all.map(|(scope, op)| Node { scope, op }).collect();
        let last = u16::try_from(nodes.len() - 1).unwrap();
        Pack { facts: vec![fact], amounts: vec![amount], programs: vec![program(last)], nodes, ..Pack::default() }
    }

    fn amount() -> Amount {
        let (name, unit, who, note) = (String::new(), "1".into(), String::new(), String::new());
        let (law, keys, labels, values) = (vec![], vec![], vec![], vec![]);
        Amount { id: String::new(), name, unit, who, law, keys, labels, rises: false, note, values }
    }

    fn program(node: u16) -> Program {
        let row = Row {
            id: "row".into(),
            says: String::new(),
            fails: String::new(),
            ask: String::new(),
            open_says: String::new(),
            law: Vec::new(),
            prove: Vec::new(),
            note: false,
            kind: RowKind::Test,
            node,
            rows: Vec::new(),
            used: Vec::new(),
            sides: None,
            from: None,
            until: None,
            reading: None,
        };
        Program {
            id: "p".into(),
            name: String::new(),
            short: String::new(),
            per_person: false,
            from: None,
            until: None,
            group: String::new(),
            summary: String::new(),
            who_decides: String::new(),
            law: Vec::new(),
            all: true,
            rows: vec![row],
            excluded: Vec::new(),
            relations: Vec::new(),
            state: node,
            house: node,
            benefit: None,
            extras: Vec::new(),
            apply: None,
            documents: Vec::new(),
            not_required: Vec::new(),
            steps: Vec::new(),
            rights: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The fact is node 6; further nodes begin at 7.
    fn check(nodes: Vec<(Scope, Op)>, expect: Option<Tri>) {
        let found = constant_rows(&pack(nodes.clone()), Date::parse("2026-11-23").unwrap()).unwrap();
        assert_eq!(found.first().map(|(_, _, tri)| *tri), expect, "{nodes:?}");
    }

    #[test]
    fn finds_what_the_bounds_settle() {
        use Op::Number;
        let (house, member) = (Scope::House, Scope::Member);
        let against = |n: i64, op: Compare| {
            vec![
                (house, Number(n)),
                (member, Op::Spread(7)),
                (member, Op::Compare(op, 6, 8)),
                (house, Op::Some(List::Members, 9)),
            ]
        };
        check(against(50, Compare::Lt), None);
        check(against(101, Compare::Lt), Some(Tri::Yes));
        check(against(100, Compare::Lt), None);
        check(against(-1, Compare::Le), Some(Tri::No));
        check(against(0, Compare::Lt), Some(Tri::No));
    }

    #[test]
    fn tries_every_length_of_a_list() {
        let (house, member) = (Scope::House, Scope::Member);
        let sum = |n: i64, op: Compare, left: u16, right: u16| {
            vec![
                (member, Op::Spread(0)),
                (house, Op::Sum(List::Members, 6, 7)),
                (house, Op::Number(n)),
                (house, Op::Compare(op, left, right)),
            ]
        };
        check(sum(0, Compare::Le, 9, 8), Some(Tri::Yes));
        check(sum(250, Compare::Le, 8, 9), None);
        let count = |n: i64| {
            vec![
                (member, Op::Spread(0)),
                (house, Op::Count(List::Members, 7)),
                (house, Op::Number(n)),
                (house, Op::Compare(Compare::Le, 8, 9)),
            ]
        };
        check(count(1), None);
        check(count(29), None);
        check(count(30), Some(Tri::Yes));
    }

    #[test]
    fn what_is_not_entered_settles_nothing() {
        let house = Scope::House;
        check(vec![(house, Op::AmountKnown(0, 0))], None);
        check(vec![(house, Op::Amount(0, 0)), (house, Op::Number(5)), (house, Op::Compare(Compare::Lt, 7, 8))], None);
        check(vec![(Scope::Member, Op::Absent(NUMBER, 0)), (house, Op::Some(List::Members, 7))], None);
        check(vec![(house, Op::Unknown)], None);
        check(vec![(house, Op::Truth(true))], Some(Tri::Yes));
    }

    #[test]
    fn notes_and_rows_out_of_force_are_left_out() {
        let day = Date::parse("2026-11-23").unwrap();
        let mut pack = pack(vec![(Scope::House, Op::Truth(true))]);
        assert_eq!(constant_rows(&pack, day).unwrap(), [(0, "row".to_string(), Tri::Yes)]);
        pack.programs[0].rows[0].until = Some(day.add_days(-1));
        assert_eq!(constant_rows(&pack, day).unwrap(), []);
        pack.programs[0].rows[0].until = None;
        pack.programs[0].rows[0].note = true;
        assert_eq!(constant_rows(&pack, day).unwrap(), []);
    }
}
