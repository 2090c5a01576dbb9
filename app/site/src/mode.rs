//! 长辈版: larger type. Chosen once, remembered on the device; `public/mode.js` applies it before the first paint.

use leptos::prelude::*;
use parts::{Icon, Picture};

/// Switches between the plain mode and 长辈版.
#[component]
pub fn ModeSwitch() -> impl IntoView {
    let elder = RwSignal::new(device::is_elder());
    let press = move |_| {
        elder.update(|on| *on = !*on);
        device::set_elder(elder.get_untracked());
    };
    let label = move || if elder.get() { "普通版" } else { "长辈版" };
    view! { <button class="btn slim" type="button" on:click=press><Icon picture=Picture::Text/>{label}</button> }.into_any()
}

#[cfg(target_arch = "wasm32")]
mod device {
    use leptos::prelude::{document, window};

    pub fn is_elder() -> bool {
        document().document_element().is_some_and(|html| html.get_attribute("data-mode").as_deref() == Some("elder"))
    }

    pub fn set_elder(on: bool) {
        let Some(html) = document().document_element() else { return };
        let storage = window().local_storage().ok().flatten();
        if on {
            let _ = html.set_attribute("data-mode", "elder");
            let _ = storage.map(|s| s.set_item("mode", "elder"));
        } else {
            let _ = html.remove_attribute("data-mode");
            let _ = storage.map(|s| s.remove_item("mode"));
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod device {
    pub fn is_elder() -> bool {
        false
    }

    pub fn set_elder(_: bool) {}
}
