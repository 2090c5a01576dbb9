//! Which forms a draft needs, as the residents' pages say.

use super::{FORMS, PACK, today};
use forms::{At, Input};
use papers::Kit;
use store::{Draft, Kept, PersonList, Whom};

fn kit() -> &'static Kit {
    Kit::new(PACK.clone(), FORMS.clone().only(false), &Ok(Vec::new()), today()).expect("the packs can be used")
}

fn needed(kit: &'static Kit, draft: &Draft) -> Vec<&'static str> {
    let state = kit.open(draft).expect("nothing was stored");
    kit.needed(&kit.likely(draft), &state).iter().map(|form| form.id.as_str()).collect()
}

#[test]
fn without_answers_all_of_them() {
    let kit = kit();
    let all = needed(kit, &Draft::begin("a".into(), 0, vec![], "v".into()));
    assert!(all.contains(&"shenqing") && all.contains(&"linshi_shenqing"), "{all:?}");
}

#[test]
fn what_the_self_check_calls_the_applicant_is_no_name() {
    let kit = kit();
    let mut draft = Draft::begin("a".into(), 0, vec![], "v".into());
    let you = draft.add_person(PersonList::Members, answers::YOU.into());
    let mother = draft.add_person(PersonList::Members, "妈妈".into());
    draft.put(answers::RELATION, Whom::Member(you), Kept::Choice(answers::SELF.into()));
    let state = kit.open(&draft).expect("nothing was stored");
    let name = |key| state.input(&At::row("m_name", key));
    assert_eq!((name(you), name(mother)), (None, Some(&Input::Text("妈妈".into()))));
}

#[test]
fn what_was_typed_is_there_after_the_answers_changed() {
    let kit = kit();
    let mut draft = Draft::begin("a".into(), 0, vec![], "v".into());
    let mother = draft.add_person(PersonList::Members, "妈妈".into());
    let mut state = kit.open(&draft).expect("nothing was stored");
    state.set("chengyuan", At::row("m_name", mother), Input::Text("甲某某".into()));
    draft.forms = state.encode().expect("it can be written");
    draft.call(Whom::Member(mother), "外婆".into());
    let again = kit.open(&draft).expect("it reads back");
    assert_eq!(again.input(&At::row("m_name", mother)), Some(&Input::Text("甲某某".into())));
    draft.forms = vec![200, 1, 2];
    assert!(kit.open(&draft).is_err(), "a newer version is not guessed at");
}
