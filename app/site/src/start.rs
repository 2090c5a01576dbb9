//! Starts the app in the browser.

use crate::clock;
use crate::engine::Kit;
use crate::history;
use crate::route::Route;
use crate::screens::app;
use crate::session::Session;
use crate::shell::{Shell, Texts};
use base::Problem;
use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use leptos::prelude::*;
use policy::AmountRecord;
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

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
    let session = Session::new(kit.map(|kit| kit.never_stored()).unwrap_or_default());
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

/// The bytes of a file of this site.
async fn fetch(address: String) -> Result<Vec<u8>, Problem> {
    let lost = || Problem::new("网络", "内容没有下载完");
    let response = JsFuture::from(window().fetch_with_str(&address)).await.map_err(|_| lost())?;
    let response: Response = response.dyn_into().map_err(|_| lost())?;
    if response.status() == 404 && address.ends_with(".json") {
        return Ok(b"[]".to_vec());
    }
    if !response.ok() {
        return Err(lost());
    }
    let buffer = response.array_buffer().map_err(|_| lost())?;
    let buffer = JsFuture::from(buffer).await.map_err(|_| lost())?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The county's own amounts; none if there is no such file, a problem if it did not arrive. Parsed by the browser: a JSON parser costs 15 KB.
fn records(file: Result<Vec<u8>, Problem>) -> Result<Vec<AmountRecord>, Problem> {
    let bytes = file?;
    let wrong = |says: &str| Problem::new("amounts.json", says).hint("写成一个列表，每一条有十项");
    let text = String::from_utf8(bytes).map_err(|_| wrong("不是UTF-8编码"))?;
    let json = JSON::parse(&text).map_err(|_| wrong("不是JSON"))?;
    let list = json.dyn_into::<Array>().map_err(|_| wrong("不是一个列表"))?;
    Ok(list.iter().map(|row| record(&row)).collect())
}

fn record(row: &JsValue) -> AmountRecord {
    let mut record = AmountRecord::default();
    let Some(row) = row.dyn_ref::<Object>() else { return record };
    for name in AmountRecord::FIELDS {
        let value = Reflect::get(row, &name.into()).unwrap_or(JsValue::UNDEFINED);
        if let Some(field) = record.field_mut(name) {
            *field = value.as_string().unwrap_or_else(|| match value.is_undefined() || value.is_null() {
                true => String::new(),
                false => JSON::stringify(&value).map(String::from).unwrap_or_default(),
            });
        }
    }
    record
}
