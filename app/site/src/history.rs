//! The browser's history: links inside the site change the screen without loading a page.
//!
//! Written by hand because the router crate costs 30 KB of download.

/// How an address is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// As a new entry.
    Push,
    /// In place of the present one.
    Replace,
}

#[cfg(target_arch = "wasm32")]
pub use browser::{enter, listen, show_heading};

/// While a page is rendered ahead of time there is no history.
#[cfg(not(target_arch = "wasm32"))]
pub fn enter(_: &str, _: Entry) {}

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::Entry;
    use crate::route::Route;
    use crate::shell::{Shell, Texts};
    use leptos::ev::{MouseEvent, click, popstate};
    use leptos::prelude::*;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{Element, HtmlAnchorElement, HtmlElement, Location, Url};

    /// Enters an address. Its entry remembers where one came from, so that “上一题” can go back instead of on.
    pub fn enter(address: &str, entry: Entry) {
        let Ok(history) = window().history() else { return };
        let here = JsValue::from_str(&here());
        let _ = match entry {
            Entry::Push => history.push_state_with_url(&here, "", Some(address)),
            Entry::Replace => {
                history.replace_state_with_url(&history.state().unwrap_or(JsValue::NULL), "", Some(address))
            }
        };
    }

    /// The address now, from the path on.
    fn here() -> String {
        let location = window().location();
        location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
    }

    /// Follows links and the back and forward buttons from now on.
    pub fn listen(shell: Shell) {
        let clicks = window_event_listener(click, move |event| follow(shell, &event));
        let moves = window_event_listener(popstate, move |_| shell.arrive());
        std::mem::forget((clicks, moves));
    }

    fn follow(shell: Shell, event: &MouseEvent) {
        let held = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || event.button() != 0 || held {
            return;
        }
        let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        let Some(link) = target.and_then(|e| e.closest("a[href]").ok().flatten()) else { return };
        let Ok(link) = link.dyn_into::<HtmlAnchorElement>() else { return };
        if !link.target().is_empty() || link.has_attribute("download") {
            return;
        }
        let Ok(url) = Url::new(&link.href()) else { return };
        let Some(route) = inside(shell, &window().location(), &url) else { return };
        event.prevent_default();
        let address = url.pathname() + &url.search();
        if address == here() {
            show(&url.hash());
        } else if link.class_list().contains("back") && came_from(&address) {
            let _ = window().history().map(|history| history.back());
        } else {
            enter(&(address + &url.hash()), Entry::Push);
            shell.show(route);
            show_heading(&url.hash());
        }
    }

    /// The route of an address, if it is one of this site's.
    fn inside(shell: Shell, location: &Location, url: &Url) -> Option<Route> {
        if location.origin().ok()? != url.origin() {
            return None;
        }
        let path = url.pathname();
        let below = path.strip_prefix(shell.root().as_str())?;
        let route = Route::parse(below, &url.search());
        shows(shell, &route).then_some(route)
    }

    /// Whether the app shows a route itself; else the browser loads it, and what the page needs is fetched anew. Where many
    /// people use the machine, another page would know nothing of the answers.
    fn shows(shell: Shell, route: &Route) -> bool {
        let (kit, shared) = (shell.kit(), answers::shared());
        match route {
            Route::Lost | Route::Drafts => false,
            Route::Program(id) => (shared || kit.own) && kit.program(id).is_some(),
            route if route.stands() => shared || kit.own,
            route => shared || !route.needs_texts() || shell.texts_untracked() != Texts::Lost,
        }
    }

    fn came_from(address: &str) -> bool {
        window().history().and_then(|h| h.state()).ok().and_then(|s| s.as_string()).is_some_and(|from| from == address)
    }

    /// Moves the focus to what an in-page link points at.
    fn show(hash: &str) {
        let Some(id) = hash.strip_prefix('#').filter(|id| !id.is_empty()) else { return };
        let Some(element) = document().get_element_by_id(id) else { return };
        element.scroll_into_view();
        focus(&element);
    }

    fn focus(element: &Element) {
        let Some(element) = element.dyn_ref::<HtmlElement>() else { return };
        if element.tab_index() < 0 && !element.has_attribute("tabindex") {
            let _ = element.set_attribute("tabindex", "-1");
        }
        let _ = element.focus();
    }

    /// After a new screen: to its top, with the focus on its heading, or on what the address points at.
    pub fn show_heading(hash: &str) {
        let hash = hash.to_string();
        request_animation_frame(move || {
            if hash.len() > 1 {
                return show(&hash);
            }
            window().scroll_to_with_x_and_y(0.0, 0.0);
            if let Some(heading) = document().query_selector("h1").ok().flatten() {
                focus(&heading);
            }
        });
    }
}
