//! The form as a Word file: made here, from what is on the sheet, and saved where the browser saves files.

use forms::{Form, Sheet};
use leptos::prelude::*;
use parts::{Look, Tag, live, press_to, tag};

/// The button, and what came of it. Not on a machine that many people use: a file would stay there.
pub fn button(form: &'static Form, sheet: Sheet) -> Option<Tag> {
    #[cfg(target_arch = "wasm32")]
    if answers::shared() {
        return None;
    }
    let says = RwSignal::new("");
    let save = move || says.set(save(form, &sheet));
    let button = press_to("下载Word文件", Look::Plain, save);
    let told = live(move || {
        let says = says.get();
        (!says.is_empty()).then(|| tag("p").text(says))
    });
    let told = tag("div").attr("role", "status").child(told);
    Some(tag("div").class("word").child(tag("p").child(button)).child(told))
}

/// Saves the file and says what to do next.
#[cfg(target_arch = "wasm32")]
fn save(form: &Form, sheet: &Sheet) -> &'static str {
    if let Some(says) = crate::start::built_in() {
        return says;
    }
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let saved = forms::docx(sheet).is_ok_and(|bytes| crate::start::save(&bytes, kind, &format!("{}.docx", form.name)));
    match saved {
        true => "在浏览器的下载里，名字跟表一样。里面有您的个人情况，用完记得删掉。",
        false => "这个浏览器存不了文件。请用上面的“打印”，或者换一个浏览器。",
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn save(_: &Form, _: &Sheet) -> &'static str {
    ""
}
