//! 长辈版: larger type. Chosen once, remembered on the device; `public/mode.js` applies it before the first paint.

use crate::button::{Look, press_to};
use crate::icon::{Picture, icon};
use crate::node::{Tag, live};
use leptos::prelude::*;

/// Switches between the plain mode and 长辈版.
pub fn mode_switch() -> Tag {
    let elder = RwSignal::new(device::is_elder());
    let press = move || {
        elder.update(|on| *on = !*on);
        device::set_elder(elder.get_untracked());
    };
    let label = live(move || if elder.get() { "普通版" } else { "长辈版" });
    press_to("", Look::Slim, press).child(icon(Picture::Text)).child(label)
}

#[cfg(target_arch = "wasm32")]
mod device {
    use leptos::prelude::{document, window};

    pub fn is_elder() -> bool {
        let html = document().document_element();
        html.is_some_and(|html| html.get_attribute("data-mode").as_deref() == Some("elder"))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn says_what_it_switches_to() {
        check(mode_switch(), &["长辈版", r#"type="button""#]);
    }
}
