//! Starts the app in the browser.

use crate::engine::Kit;
use crate::history;
use crate::route::Route;
use crate::screens::app;
use crate::session::Session;
use crate::shell::{Shell, Texts};
use answers::clock;
use answers::files::{fetch, records};
use base::Problem;
use leptos::prelude::*;
use policy::AmountRecord;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// Fetches the packs, then puts the app in place of what was rendered ahead of time.
pub fn start() {
    wasm_bindgen_futures::spawn_local(run());
}

async fn run() {
    let html = document().document_element();
    let root = html.and_then(|html| html.get_attribute("data-root")).unwrap_or_else(|| "/".into());
    let (packs, amounts) = (fetch(format!("{root}packs.bin")), fetch(format!("{root}amounts.json")));
    let (packs, amounts) = (packs.await, records(amounts.await));
    let kit = packs.clone().and_then(|bytes| Kit::open(&bytes, &amounts, clock::today())).map(Arc::new);
    let shell = Shell::new(root, Route::Lost, kit.clone());
    shell.set_texts(Texts::Coming, None);
    shell.arrive();
    history::listen(shell);
    if shell.route_untracked().needs_texts() {
        whole(shell, &packs, &amounts).await;
    }
    let session = Session::new(kit.map(|kit| kit.pack.never_stored()).unwrap_or_default());
    let Some(place) = document().get_element_by_id("app").and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return;
    };
    place.replace_children_with_node_0();
    mount_to(place, move || {
        provide_context(shell);
        provide_context(session);
        app()
    })
    .forget();
    if shell.texts_untracked() == Texts::Coming {
        whole(shell, &packs, &amounts).await;
    }
}

/// Fetches the long texts, and completes the packs with them.
async fn whole(shell: Shell, packs: &Result<Vec<u8>, Problem>, amounts: &Result<Vec<AmountRecord>, Problem>) {
    let words = fetch(shell.file("words.bin")).await;
    let bytes = packs.as_ref().map_err(Problem::clone);
    let kit = words.and_then(|words| Kit::open_whole(bytes?, &words, amounts, clock::today()));
    match kit {
        Ok(kit) => shell.set_texts(Texts::There, Some(Arc::new(kit))),
        Err(problem) => shell.set_texts(Texts::Lost(problem), None),
    }
}
