//! Starts the pages in the browser.

use crate::desk::Desk;
use crate::kit::Kit;
use crate::ledger::Ledger;
use crate::place::Place;
use crate::screens;
use answers::clock;
use answers::files::{data, fetch, records};
use base::Problem;
use forms::Forms;
use leptos::prelude::*;
use parts::Node;
use policy::Pack;
use std::any::Any;
use std::cell::RefCell;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlElement, Url};

/// Where the page is put over another app's, on a machine that many people use: drafts are in the memory of that page alone.
const OVER: &str = "over";

thread_local! {
    /// The screen that is shown, then what its values belong to: both go when it is closed.
    static SHOWN: RefCell<Option<(Box<dyn Any>, Owner)>> = const { RefCell::new(None) };
}

/// What stands in the page's address, and where its app shows something.
struct Here {
    root: String,
    place: Option<Place>,
    draft: Option<String>,
    app: HtmlElement,
}

impl Here {
    fn found(id: &str) -> Option<Here> {
        let root = document().document_element().and_then(|html| html.get_attribute("data-root"));
        let (root, location) = (root.unwrap_or_else(|| "/".into()), window().location());
        let path = location.pathname().unwrap_or_default();
        let place = path.strip_prefix(root.as_str()).and_then(Place::parse);
        let draft = answers::draft_in(&location.search().unwrap_or_default()).map(String::from);
        let app = document().get_element_by_id(id)?.dyn_into().ok()?;
        Some(Here { root, place, draft, app })
    }

    /// Puts a screen in place of what was rendered ahead of time, unless its place was closed meanwhile. What it owns lives until
    /// the page is left or the screen is closed.
    fn put(&self, owner: Owner, screen: impl FnOnce() -> Node + 'static) {
        if !self.app.is_connected() {
            return;
        }
        close();
        self.app.replace_children_with_node_0();
        let of = owner.clone();
        let view = mount_to(self.app.clone(), move || of.with(screen));
        SHOWN.with_borrow_mut(|shown| *shown = Some((Box::new(view), owner)));
    }
}

/// Fetches what is needed, then puts a page of the forms in place of what was rendered ahead of time. `public/kiosk.js` has it put
/// over the self-check, whose memory holds the draft there, and again for each page of the forms.
pub fn forms() {
    let Some(here) = Here::found(OVER).or_else(|| Here::found("app")) else { return };
    let place = here.place.clone().unwrap_or(Place::Tasks);
    wasm_bindgen_futures::spawn_local(of_desk(here, false, move |desk| screens::of_forms(desk, &place)));
}

/// The same for the pages about drafts. `public/kiosk.js` has it put over the self-check each time it is opened there.
pub fn drafts() {
    let over = Here::found(OVER);
    let always = over.is_some();
    let Some(here) = over.or_else(|| Here::found("app")) else { return };
    match here.place.clone() {
        Some(place @ (Place::Drafts | Place::History | Place::Changes)) => {
            wasm_bindgen_futures::spawn_local(of_ledger(here, place))
        }
        _ => wasm_bindgen_futures::spawn_local(of_desk(here, always, screens::of_hand)),
    }
}

/// Takes the screen away, with its timers.
pub fn close() {
    let shown = SHOWN.take();
    drop(shown);
}

/// Shows what is about one draft, once that is read; `always` also if it isn't there.
async fn of_desk(here: Here, always: bool, screen: impl FnOnce(Desk) -> Node + 'static) {
    let (kit, owner) = (load(&here.root).await, Owner::new());
    let kit = match kit {
        Ok(kit) => kit,
        Err(problem) => {
            let root = here.root.clone();
            return here.put(owner, move || screens::failed(&root, problem.to_string()));
        }
    };
    let desk = owner.with(|| Desk::new(kit, here.root.clone()));
    match opened(desk, here.draft.clone()).await {
        Ok(there) if there || always => here.put(owner, move || screen(desk)),
        Ok(_) => here.put(owner, move || screens::missing(desk)),
        Err(says) => {
            let root = here.root.clone();
            here.put(owner, move || screens::failed(&root, says));
        }
    }
}

/// Shows what is about all drafts, before the packs are there, and without them.
async fn of_ledger(here: Here, place: Place) {
    let (kit, owner) = (load(&here.root), Owner::new());
    let ledger = owner.with(|| Ledger::new(here.root.clone()));
    let draft = here.draft.clone();
    here.put(owner, move || screens::of_drafts(ledger, &place, draft));
    ledger.reload().await;
    ledger.arrived(kit.await).await;
}

async fn opened(desk: Desk, draft: Option<String>) -> Result<bool, String> {
    match draft {
        None => Ok(true),
        Some(id) => desk.open(&id).await.map_err(|trouble| trouble.says()),
    }
}

/// What everything is computed with; its files are asked for at once.
fn load(root: &str) -> impl Future<Output = Result<&'static Kit, Problem>> + use<> {
    let amounts = fetch(format!("{root}amounts.json"));
    let (packs, words, forms) = (data(root, "packs"), data(root, "words"), data(root, "forms"));
    async move {
        let pack = Pack::decode_whole(&packs.await?, &words.await?)?;
        let forms = Forms::decode(&forms.await?)?;
        Kit::new(pack, forms, &records(amounts.await), clock::today())
    }
}

/// Puts the id of a draft that was just begun into the address, so that the page opens it again.
pub fn name_draft(id: &str) {
    let Ok(history) = window().history() else { return };
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("?d={id}")));
}

/// Loads the page again.
pub fn reload() {
    let _ = window().location().reload();
}

/// The browser's own print dialog.
pub fn print() {
    let _ = window().print();
}

/// Moves the focus to a control.
pub fn focus(id: &str) {
    let control = document().get_element_by_id(id).and_then(|e| e.dyn_into::<HtmlElement>().ok());
    let _ = control.map(|control| control.focus());
}

/// Moves the focus to a control, if the one that had it is gone.
pub fn focus_again(id: String) {
    request_animation_frame(move || {
        let here = document().active_element();
        if !id.is_empty() && here.is_none_or(|here| here.tag_name() == "BODY") {
            focus(&id);
        }
    });
}

/// What to do instead, where a browser is built into WeChat or the like and saves no files.
pub fn built_in() -> Option<&'static str> {
    let name = window().navigator().user_agent().unwrap_or_default();
    if name.contains("MicroMessenger") {
        return Some("微信里存不了文件。点右上角的“…”，再点“在浏览器打开”，在那边下载。");
    }
    name.contains("; wv)").then_some("这个应用里存不了文件。在应用的菜单里找“用浏览器打开”，在那边下载。")
}

/// Hands bytes to the browser to save as a file of this name.
pub fn save(bytes: &[u8], kind: &str, name: &str) -> bool {
    saved(bytes, kind, name).is_ok()
}

fn saved(bytes: &[u8], kind: &str, name: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let url = Url::create_object_url_with_blob(&Blob::new_with_u8_array_sequence_and_options(&parts, &options)?)?;
    let link: HtmlAnchorElement = document().create_element("a")?.dyn_into().map_err(JsValue::from)?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads it soon after.
    set_timeout(move || drop(Url::revoke_object_url(&url)), Duration::from_secs(60));
    Ok(())
}

/// Whether the person wants nothing to move by itself.
pub fn still() -> bool {
    let asked = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    asked.is_some_and(|asked| asked.matches())
}
