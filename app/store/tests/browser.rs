//! The shelf against a real IndexedDB.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use store::{Browser, Draft, Kept, PersonList, Shelf, Trouble, Whom};
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
