//! Starts the app in the browser.

use crate::engine::Kit;
use crate::history;
use crate::route::Route;
use crate::screens::app;
use crate::session::Session;
use crate::shell::{Shell, Texts};
use answers::clock;
use answers::files::{data, fetch, records};
use base::Problem;
use leptos::prelude::*;
use policy::AmountRecord;
use std::sync::{Arc, OnceLock};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

#[wasm_bindgen]
extern "C" {
    /// Says that the app can't start (`public/mode.js`). What was rendered ahead of time stays, and reads.
    #[wasm_bindgen(js_name = noApp)]
    fn no_app();
}

/// What kits are made from: the packs' bytes and the county's own amounts.
type Files = (Vec<u8>, Result<Vec<AmountRecord>, Problem>);

/// They are there for as long as the page stands.
static FILES: OnceLock<Files> = OnceLock::new();

/// Fetches the packs, then puts the app in place of what was rendered ahead of time.
pub fn start() {
    spawn_local(async {
        if run().await.is_none() {
            no_app();
        }
    });
}

/// Nothing is taken away before all is there that the screen needs.
async fn run() -> Option<()> {
    let html = document().document_element();
    let root = html.and_then(|html| html.get_attribute("data-root")).unwrap_or_else(|| "/".into());
    let (packs, amounts) = (data(&root, "packs"), fetch(format!("{root}amounts.json")));
    let (packs, amounts) = (packs.await.ok()?, records(amounts.await));
    let (packs, amounts) = FILES.get_or_init(|| (packs, amounts));
    let kit = Kit::open(packs, amounts, clock::today()).ok()?;
    let session = Session::new(kit.pack.never_stored());
    let shell = Shell::new(root, Route::Lost, Arc::new(kit));
    shell.arrive();
    if !shell.route_untracked().needs_texts() {
        again(shell);
    } else if !whole(shell).await {
        return None;
    }
    history::listen(shell);
    let place = document().get_element_by_id("app")?.dyn_into::<web_sys::HtmlElement>().ok()?;
    place.replace_children_with_node_0();
    mount_to(place, move || {
        provide_context(shell);
        provide_context(session);
        app()
    })
    .forget();
    Some(())
}

/// Fetches the long texts while the screen stands.
pub fn again(shell: Shell) {
    shell.set_texts(Texts::Coming, None);
    spawn_local(async move {
        whole(shell).await;
    });
}

/// Fetches the long texts, and completes the packs with them; whether they came.
async fn whole(shell: Shell) -> bool {
    let words = data(&shell.root(), "words").await;
    let kit = words.ok().zip(FILES.get()).and_then(|(words, (packs, amounts))| {
        Kit::open_whole(packs, &words, amounts, clock::today()).ok().map(Arc::new)
    });
    let came = kit.is_some();
    shell.set_texts(if came { Texts::There } else { Texts::Lost }, kit);
    came
}
