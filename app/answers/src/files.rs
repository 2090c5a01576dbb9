//! The site's own files, as the residents' apps load them.

use base::Problem;
use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use policy::AmountRecord;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The bytes of a file of this site. It is asked for at once: several come beside each other, whichever is awaited first.
pub fn fetch(address: String) -> impl Future<Output = Result<Vec<u8>, Problem>> {
    let asked = web_sys::window().map(|window| JsFuture::from(window.fetch_with_str(&address)));
    arrived(address, asked)
}

/// The bytes of a data file of this site, by its name without what it ends in (`public/boot.js` knows).
pub fn data(root: &str, name: &str) -> impl Future<Output = Result<Vec<u8>, Problem>> + use<> {
    let html = web_sys::window().and_then(|window| window.document()?.document_element());
    let end = html.and_then(|html| html.get_attribute("data-end")).unwrap_or_default();
    fetch(format!("{root}{name}{end}"))
}

async fn arrived(address: String, asked: Option<JsFuture>) -> Result<Vec<u8>, Problem> {
    let lost = || Problem::new("网络", "内容没有下载完");
    let response = asked.ok_or_else(lost)?.await.map_err(|_| lost())?;
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
pub fn records(file: Result<Vec<u8>, Problem>) -> Result<Vec<AmountRecord>, Problem> {
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
