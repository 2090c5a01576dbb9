//! A household fills in the forms: prefilled, corrected, looked through, printed.

use crate::{FORMS, PACK, form, today};
use forms::{At, Block, Content, FormState, GapKind, Input, Kind, Origin, People, Status, Tag, Told, review, sheet};
use proptest::prelude::*;
use rules::{Answer, Household, Value};

fn fact(id: &str) -> usize {
    PACK.facts.iter().position(|f| f.id == id).unwrap_or_else(|| panic!("no fact {id}"))
}

fn option(id: &str, value: &str) -> Answer {
    let ix = PACK.facts[fact(id)].values.iter().position(|v| v.id == value);
    Answer::Given(Value::Choice(ix.unwrap_or_else(|| panic!("{id} has no {value}"))))
}

fn number(value: i64) -> Answer {
    Answer::Given(Value::Number(value, value))
}

fn text(text: &str) -> Input {
    Input::Text(text.into())
}

/// A woman and her mother-in-law, born in some month of 1945.
fn household() -> (Household, Vec<Tag>) {
    let mut house = Household::new(&PACK, Answer::NotAsked);
    let (birth, relation) = (fact("p_birth_date"), fact("p_relation"));
    let days = |text: &str| base::Date::parse(text).expect("a date").days();
    let mut mother = house.members.rows[0].clone();
    house.members.rows[0][relation] = option("p_relation", "self");
    house.members.rows[0][birth] = number(days("1971-03-09"));
    house.members.rows[0][fact("p_wage_month")] = number(115_000);
    mother[relation] = option("p_relation", "other");
    mother[birth] = Answer::Given(Value::Number(days("1945-06-01"), days("1945-06-30")));
    house.members.rows.push(mother);
    house.house[fact("hh_farm_gross_12m")] = Answer::Unknown;
    house.house[fact("staff_near_relative")] = Answer::Given(Value::Bool(false));
    let tag = |key: u32, name: &str| Tag { key, name: name.into() };
    (house, vec![tag(0, "甲某某"), tag(4, "婆婆")])
}

fn prefilled(state: &mut FormState, house: &Household, tags: &[Tag]) {
    state.prefill(&FORMS, &Told { pack: &PACK, household: house, members: tags, obligors: &[] });
}

fn started() -> FormState {
    let (house, tags) = household();
    let mut state = FormState::default();
    prefilled(&mut state, &house, &tags);
    state
}

#[test]
fn answers_are_brought_in_and_say_so() {
    let state = started();
    for (at, expect) in [
        (At::form("applicant_name"), text("甲某某")),
        (At::form("household_count"), text("2")),
        (At::form("near_relative"), Input::Chosen(vec!["no".into()])),
        (At::form("farm_gross"), Input::Unknown),
        (At::row("m_name", 4), text("婆婆")),
        (At::row("m_name", 0), text("甲某某")),
        (At::row("m_birth", 0), text("1971年3月9日")),
        (At::row("m_birth", 4), text("1945年6月")),
        (At::row("m_wage", 0), text("1150")),
    ] {
        assert_eq!((state.input(&at), state.origin(&at)), (Some(&expect), Origin::Told), "{at:?}");
    }
    assert_eq!(review(form("shenqing"), &state, today()).status, Status::NotStarted);
}

#[test]
fn prefilling_again_never_touches_what_was_typed() {
    let (mut house, tags) = household();
    let mut state = started();
    let wage = At::row("m_wage", 0);
    state.set("shenbao", wage.clone(), text("一千二"));
    state.set("shenqing", At::form("hukou_address"), text("某村"));
    house.members.rows[0][fact("p_wage_month")] = number(200_000);
    house.members.rows.pop();
    prefilled(&mut state, &house, &tags[..1]);
    assert_eq!(state.input(&wage), Some(&text("一千二")));
    assert_eq!(state.origin(&wage), Origin::TypedOver(&text("2000")));
    assert_eq!(state.rows(People::Members).len(), 1, "nothing was typed about her");
    assert_eq!(state.input(&At::row("m_hukou", 0)), Some(&text("某村")), "her own row has what she wrote");
    state.set("chengyuan", At::row("m_name", 0), text("甲某某某"));
    prefilled(&mut state, &house, &[]);
    assert_eq!(state.rows(People::Members).len(), 1, "a person about whom something was typed stays");
    let bytes = state.encode().expect("bytes");
    assert_eq!(FormState::decode(&bytes).expect("the state"), state);
}

#[test]
fn what_is_missing_or_wrong_is_told_at_its_field() {
    let mut state = started();
    state.set("shouquan", At::row("m_id_number", 0), text("11010519491231002X"));
    state.set("shouquan", At::row("m_id_number", 4), text("110105194912310021"));
    let found = review(form("shouquan"), &state, today());
    let said: Vec<(String, GapKind, String)> =
        found.gaps.into_iter().map(|gap| (gap.at.html_id(), gap.kind, gap.problem.what)).collect();
    let gap = |id: &str, kind: GapKind, what: &str| (id.to_string(), kind, what.to_string());
    assert_eq!(
        said,
        [
            gap("m_id_number-0", GapKind::Wrong, "和填的出生日期不一样"),
            gap("m_agrees-0", GapKind::Missing, "还没有选"),
            gap("m_birth-4", GapKind::Wrong, "还差几日"),
            gap("m_id_number-4", GapKind::Wrong, "最后一位对不上"),
            gap("m_agrees-4", GapKind::Missing, "还没有选"),
        ]
    );
    assert_eq!(found.status, Status::Incomplete);
}

#[test]
fn the_forms_that_are_needed_follow_from_the_programmes_and_the_agent() {
    let mut state = started();
    let ids = |state: &FormState, programs: &[&str]| {
        FORMS.clone().only(false).needed(programs, state, today()).iter().map(|f| f.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&state, &["dibao"]), ["shenqing", "chengyuan", "shenbao", "shouquan"]);
    state.set("shenqing", At::form("has_agent"), Input::Chosen(vec!["yes".into()]));
    assert_eq!(ids(&state, &["linshi"]), ["weituo", "linshi_shenqing"]);
}

#[test]
fn an_empty_list_is_missing_a_person() {
    let mut state = FormState::default();
    state.begin("chengyuan");
    let found = review(form("chengyuan"), &state, today());
    assert_eq!(found.gaps.iter().map(|gap| gap.at.html_id()).collect::<Vec<_>>(), ["m_name"]);
}

/// Something fitting for every field that is there.
fn fill(id: &str, state: &mut FormState) {
    for _ in 0..3 {
        for (section, field) in form(id).fields() {
            let keys: Vec<Option<u32>> = match section.of {
                None => vec![None],
                Some(people) => state.rows(people).iter().map(|row| Some(row.key)).collect(),
            };
            for row in keys {
                let at = At { field: field.id.clone(), row };
                let input = match field.kind {
                    Kind::Text | Kind::Name | Kind::Address => text("某某"),
                    Kind::Date => text(if field.id == "m_birth" { "1949年12月31日" } else { "2026.11.1" }),
                    Kind::IdNumber => text("11010519491231002x"),
                    Kind::Money => text("三百五"),
                    Kind::Number => text("2"),
                    Kind::Phone => text("138 1234 5678"),
                    Kind::Account => text("310023456789012345"),
                    Kind::Choice | Kind::Flags => Input::Chosen(vec![field.options[0].id.clone()]),
                    Kind::Sign | Kind::Blank => continue,
                };
                if !section.office && state.holds(form(id), &field.when, row, today()) {
                    state.set(id, at, input);
                }
            }
        }
    }
}

#[test]
fn every_form_can_be_done() {
    for one in &FORMS.list {
        let mut state = started();
        fill(&one.id, &mut state);
        let found = review(one, &state, today());
        assert_eq!((found.status, found.gaps), (Status::Done, vec![]), "{}", one.id);
        assert!(found.filled <= found.fields);
    }
}

#[test]
fn a_sheet_holds_what_was_written_and_what_stays_blank() {
    let mut state = started();
    fill("shenqing", &mut state);
    let paper = sheet(form("shenqing"), &state, &PACK, today());
    assert_eq!(paper.title, "社会救助申请表");
    assert!(paper.footer.starts_with("本表由居民自行填写的草稿，未经受理，打印日期2026年11月23日"));
    let cells: Vec<_> =
        paper.blocks.iter().filter_map(|b| if let Block::Grid(g) = b { Some(g) } else { None }).flatten().collect();
    let content =
        |label: &str| &cells.iter().find(|c| c.label == label).unwrap_or_else(|| panic!("no {label}")).content;
    assert_eq!(content("身份证号"), &Content::Text("11010519491231002X".into()));
    assert_eq!(content("受理通知书号"), &Content::Blank(String::new()));
    assert!(matches!(content("申请类别"), Content::Boxes(b) if b[0] == ("最低生活保障".into(), true) && !b[1].1));
    let lines: Vec<&String> =
        paper.blocks.iter().filter_map(|b| if let Block::Lines(l) = b { Some(l) } else { None }).flatten().collect();
    assert!(lines.iter().any(|line| line.contains("《社会救助法》第62条第2款")), "{lines:?}");
}

#[test]
fn what_the_office_fills_in_comes_after_the_signatures() {
    let paper = sheet(form("shenqing"), &started(), &PACK, today());
    let at = |is: &dyn Fn(&Block) -> bool| paper.blocks.iter().position(is).expect("it is there");
    let signed = at(&|block| matches!(block, Block::Signs(_)));
    let office = at(&|block| matches!(block, Block::Heading(text) if text == "受理栏（由工作人员填写）"));
    assert_eq!(office, signed + 1);
    assert!(
        matches!(&paper.blocks[office + 1], Block::Grid(cells) if cells.iter().any(|one| one.label == "受理通知书号"))
    );
}

#[test]
fn an_empty_sheet_has_room_to_write() {
    let paper = sheet(form("linshi_shenqing"), &FormState::default(), &PACK, today());
    let cells = paper.blocks.iter().filter_map(|b| if let Block::Grid(g) = b { Some(g) } else { None }).flatten();
    let blanks: Vec<&String> =
        cells.filter_map(|c| if let Content::Blank(words) = &c.content { Some(words) } else { None }).collect();
    for words in ["　　　　年　　月　　日", "　　　　　县　　　　　乡镇（街道）　　　　　村（社区）", "　　　　　人"]
    {
        assert!(blanks.iter().any(|blank| *blank == words), "{words}: {blanks:?}");
    }
}

#[test]
fn every_form_has_a_sheet_with_no_ragged_table() {
    for one in &FORMS.list {
        for mut state in [FormState::default(), started()] {
            let empty = sheet(one, &state, &PACK, today());
            fill(&one.id, &mut state);
            for paper in [empty, sheet(one, &state, &PACK, today())] {
                for block in &paper.blocks {
                    if let Block::Table(table) = block {
                        assert!(table.head.len() <= 7, "{}: too wide for A4 upright", one.id);
                        assert!(table.rows.iter().all(|row| row.len() == table.head.len()), "{}", one.id);
                        assert!(!table.rows.is_empty(), "{}", one.id);
                    }
                }
            }
        }
    }
}

#[test]
fn every_form_makes_a_word_file() {
    for one in &FORMS.list {
        let mut state = started();
        fill(&one.id, &mut state);
        let bytes = forms::docx(&sheet(one, &state, &PACK, today())).unwrap_or_else(|problem| panic!("{problem}"));
        assert!(bytes.starts_with(b"PK"), "{}", one.id);
    }
}

/// What happens to a state: something is typed, or the answers come in again.
#[derive(Clone, Debug)]
enum Step {
    Type(usize, u32, String),
    Wage(i64),
    Leave,
    Come,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0usize..400, prop::sample::select(vec![0u32, 4]), "[一二三0-9x]{0,4}")
            .prop_map(|(f, r, t)| Step::Type(f, r, t)),
        (0i64..1_000_000).prop_map(Step::Wage),
        Just(Step::Leave),
        Just(Step::Come),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn whatever_comes_in_what_was_typed_stays(steps in prop::collection::vec(step(), 1..12)) {
        let (mut house, tags) = household();
        let mut state = started();
        let mut typed = std::collections::BTreeMap::new();
        let fields: Vec<_> = FORMS.list.iter().flat_map(|form| form.fields().map(move |(s, f)| (form, s, f))).collect();
        for step in steps {
            match step {
                Step::Type(ix, key, said) => {
                    let (form, section, field) = fields[ix % fields.len()];
                    let at = At { field: field.id.clone(), row: section.of.map(|_| key) };
                    state.set(&form.id, at.clone(), text(&said));
                    typed.insert(at, text(&said));
                }
                Step::Wage(fen) => house.members.rows[0][fact("p_wage_month")] = number(fen),
                Step::Leave => prefilled(&mut state, &house, &tags[..1]),
                Step::Come => prefilled(&mut state, &house, &tags),
            }
            for (at, input) in &typed {
                prop_assert_eq!(state.input(at), Some(input).filter(|i| !i.is_empty()));
            }
            let bytes = state.encode().expect("bytes");
            prop_assert_eq!(&FormState::decode(&bytes).expect("the state"), &state);
            for form in &FORMS.list {
                let (found, paper) = (review(form, &state, today()), sheet(form, &state, &PACK, today()));
                prop_assert!(found.filled <= found.fields && !paper.blocks.is_empty());
            }
        }
    }
}
