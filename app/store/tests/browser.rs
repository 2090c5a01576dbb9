//! The shelf against a real IndexedDB.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use store::{
    Attached, Attachment, Browser, Bytes, Draft, Judged, Kept, MOST_STATES, PersonList, Shelf, Told, Trouble, Whom,
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A database of its own for every test, emptied first.
async fn shelf(name: &str) -> Browser {
    let shelf = Browser::new(format!("test-{name}"), vec!["secret".into()]);
    shelf.clear().await.unwrap();
    shelf
}

fn draft(id: &str, changed: i64) -> Draft {
    let mut draft = Draft::begin(id.into(), 0, vec![], "v".into());
    draft.changed = changed;
    let mother = draft.add_person(PersonList::Members, "妈妈".into());
    draft.set("wage", Whom::Member(mother), Kept::Number(115_000, 115_000));
    draft
}

#[wasm_bindgen_test]
async fn a_second_connection_reads_what_was_acknowledged() {
    let first = shelf("reopen").await;
    let mut saved = draft("a", 1);
    saved.revision = first.save(&saved).await.unwrap();
    let second = Browser::new("test-reopen", vec![]);
    assert_eq!(second.load("a").await.unwrap(), Some(saved));
    assert_eq!(second.load("b").await.unwrap(), None);
}

#[wasm_bindgen_test]
async fn lists_renames_and_deletes_for_real() {
    let shelf = shelf("list").await;
    for (id, changed) in [("a", 1), ("b", 3), ("c", 2)] {
        shelf.save(&draft(id, changed)).await.unwrap();
    }
    shelf.rename("a", "我家", 9).await.unwrap();
    let listed = shelf.list().await.unwrap();
    assert_eq!(listed.drafts.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    assert_eq!(listed.drafts[0].name, "我家");
    shelf.delete("a").await.unwrap();
    assert_eq!(shelf.load("a").await.unwrap(), None);
    shelf.clear().await.unwrap();
    assert!(shelf.list().await.unwrap().drafts.is_empty());
}

#[wasm_bindgen_test]
async fn a_second_page_cannot_overwrite_or_revive() {
    let shelf = shelf("conflict").await;
    let mut here = draft("a", 1);
    here.revision = shelf.save(&here).await.unwrap();
    let there = here.clone();
    here.revision = shelf.save(&here).await.unwrap();
    assert_eq!(shelf.save(&there).await, Err(Trouble::ChangedElsewhere));
    shelf.delete("a").await.unwrap();
    assert_eq!(shelf.save(&here).await, Err(Trouble::Deleted));
    assert_eq!(shelf.load("a").await.unwrap(), None);
}

#[wasm_bindgen_test]
async fn some_answers_are_never_written() {
    let shelf = shelf("never").await;
    let mut secret = draft("a", 1);
    secret.set("secret", Whom::Household, Kept::Bool(true));
    shelf.save(&secret).await.unwrap();
    let stored = shelf.load("a").await.unwrap().unwrap();
    assert_eq!(stored.answer("secret", Whom::Household), None);
    assert_eq!(stored.answers.len(), 0);
}

const DAY: i64 = 86_400_000;

/// Saves a draft as it is at a moment; its revision is then the stored one.
async fn save_at(shelf: &Browser, draft: &mut Draft, changed: i64) {
    draft.changed = changed;
    draft.revision = shelf.save(draft).await.unwrap();
}

async fn moments(shelf: &Browser, id: &str) -> Vec<i64> {
    shelf.history(id).await.unwrap().drafts.iter().map(|state| state.changed).collect()
}

#[wasm_bindgen_test]
async fn the_last_state_of_a_day_is_kept_and_restored_on_top() {
    let shelf = shelf("history").await;
    let mut one = draft("a", 0);
    save_at(&shelf, &mut one, 1).await;
    one.set("wage", Whom::Member(0), Kept::Number(5, 5));
    save_at(&shelf, &mut one, 2).await;
    assert!(moments(&shelf, "a").await.is_empty(), "nothing is kept within a sitting");
    one.set("wage", Whom::Member(0), Kept::Number(9, 9));
    one.name = "我家".into();
    save_at(&shelf, &mut one, DAY).await;
    assert_eq!(moments(&shelf, "a").await, [2]);

    shelf.restore(&one, 2, DAY + 5).await.unwrap();
    let back = shelf.load("a").await.unwrap().unwrap();
    assert_eq!(back.answer("wage", Whom::Member(0)), Some(&Kept::Number(5, 5)));
    assert_eq!((back.name.as_str(), back.revision, back.changed), ("我家", one.revision + 1, DAY + 5));
    assert_eq!(moments(&shelf, "a").await, [DAY, 2], "what it was before is an earlier state now");
    shelf.restore(&back, DAY, DAY + 6).await.unwrap();
    let again = shelf.load("a").await.unwrap().unwrap();
    assert_eq!(again.answer("wage", Whom::Member(0)), Some(&Kept::Number(9, 9)));

    assert_eq!(shelf.restore(&one, 2, DAY + 7).await, Err(Trouble::ChangedElsewhere));
    assert!(matches!(shelf.restore(&again, 77, DAY + 8).await, Err(Trouble::Other(_))));
    assert_eq!(shelf.load("a").await.unwrap(), Some(again));
}

#[wasm_bindgen_test]
async fn earlier_states_are_few_and_the_first_stays() {
    let shelf = shelf("thin").await;
    let mut one = draft("a", 0);
    for day in 0..40 {
        save_at(&shelf, &mut one, day * DAY).await;
        shelf.thin("a", day * DAY).await.unwrap();
    }
    let kept = moments(&shelf, "a").await;
    assert_eq!((kept.len(), kept.first(), kept.last()), (MOST_STATES, Some(&(38 * DAY)), Some(&0)));
}

#[wasm_bindgen_test]
async fn deleting_a_draft_leaves_nothing_of_it_and_all_of_the_others() {
    let shelf = shelf("gone").await;
    let judged = Judged { policy: "v".into(), ..Judged::default() };
    for id in ["a", "ab"] {
        let mut one = draft(id, 0);
        save_at(&shelf, &mut one, 1).await;
        save_at(&shelf, &mut one, DAY).await;
        assert_eq!(shelf.judge(id, &judged, false).await, Ok(false));
    }
    shelf.delete("a").await.unwrap();
    assert_eq!((moments(&shelf, "a").await.len(), shelf.judged("a").await), (0, Ok(None)));
    assert_eq!((moments(&shelf, "ab").await, shelf.judged("ab").await), (vec![1], Ok(Some(judged.clone()))));
    assert_eq!(shelf.judge("a", &judged, true).await, Err(Trouble::Deleted));
    assert_eq!(shelf.judged("a").await, Ok(None));
    shelf.clear().await.unwrap();
    assert_eq!((moments(&shelf, "ab").await.len(), shelf.judged("ab").await), (0, Ok(None)));
}

#[wasm_bindgen_test]
async fn what_was_seen_stays_until_the_person_says_so() {
    let shelf = shelf("judged").await;
    shelf.save(&draft("a", 1)).await.unwrap();
    let told = |outcome: u8| Told { id: "x".into(), outcome: Some(outcome), amount: None };
    let judged = |outcome: u8| Judged { answers: 7, programs: vec![told(outcome)], ..Judged::default() };
    assert_eq!(shelf.judge("a", &judged(1), false).await, Ok(false));
    assert_eq!(shelf.judge("a", &judged(2), false).await, Ok(true));
    assert_eq!(shelf.judged("a").await, Ok(Some(judged(1))));
    assert_eq!(shelf.judge("a", &judged(2), true).await, Ok(false));
    assert_eq!(shelf.judged("a").await, Ok(Some(judged(2))));
    let other = Judged { answers: 8, ..judged(3) };
    assert_eq!(shelf.judge("a", &other, false).await, Ok(false));
    assert_eq!(shelf.judged("a").await, Ok(Some(other)));
}

#[wasm_bindgen_test]
async fn forms_that_said_more_are_an_earlier_state_once_a_minute() {
    let shelf = shelf("forms").await;
    let mut now = draft("a", 1_000_000);
    for (later, bytes, states) in [(0, 9, 0), (1, 5, 1), (2, 4, 1), (60_001, 3, 1), (60_002, 2, 2)] {
        now.changed = 1_000_000 + later;
        now.forms = vec![1; bytes];
        now.revision = shelf.save(&now).await.unwrap();
        assert_eq!(moments(&shelf, "a").await.len(), states, "{later}");
    }
}

#[wasm_bindgen_test]
async fn a_copy_has_what_goes_with_the_draft_or_is_none() {
    let shelf = shelf("copy").await;
    shelf.save(&draft("a", 1)).await.unwrap();
    let one = Attachment { id: "p".into(), bytes: 3, ..Attachment::default() };
    let attached = Attached { revision: 0, list: vec![one.clone()] };
    shelf.attach("a", &attached, Bytes::Put("p", &["bytes".into()])).await.unwrap();
    shelf.copy("a", &draft("b", 2)).await.unwrap();
    assert_eq!(shelf.load("b").await.unwrap().map(|draft| draft.revision), Some(1));
    assert_eq!(shelf.attached("b").await, Ok(Attached { revision: 1, list: vec![one] }));
    assert_eq!(shelf.file("b", "p").await, Ok(vec!["bytes".into()]));
    let saved = Draft { revision: 5, ..draft("c", 3) };
    assert_eq!(shelf.copy("a", &saved).await, Err(Trouble::Deleted));
    assert_eq!((shelf.load("c").await, shelf.attached("c").await), (Ok(None), Ok(Attached::default())));
}
