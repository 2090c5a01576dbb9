//! Nodes in a real document.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use leptos::mount::mount_to;
use leptos::prelude::*;
use parts::{Node, live, many, nothing, tag};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

/// Shows a node and says what the document holds, now and after signals settled.
fn show(make: impl FnOnce() -> Node + 'static) -> (HtmlElement, impl Drop) {
    let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&place).unwrap();
    let handle = mount_to(place.clone(), make);
    (place, handle)
}

async fn settled() {
    leptos::task::tick().await;
}

#[wasm_bindgen_test]
async fn follows_signals_in_place() {
    let count = RwSignal::new(0);
    let (place, _handle) = show(move || {
        let inside =
            live(
                move || {
                    if count.get() == 0 { nothing() } else { many([tag("b").text(count.get().to_string()), tag("i")]) }
                },
            );
        let class =
            tag("p").class("a").live_class("on", move || count.get() > 0).live_flag("hidden", move || count.get() > 1);
        many([Node::from("x"), inside, class.into()])
    });
    assert_eq!(place.inner_html(), r#"x<p class="a"></p>"#);
    count.set(1);
    settled().await;
    assert_eq!(place.inner_html(), r#"x<b>1</b><i></i><p class="a on"></p>"#);
    count.set(2);
    settled().await;
    assert_eq!(place.inner_html(), r#"x<b>2</b><i></i><p class="a on" hidden=""></p>"#);
    count.set(0);
    settled().await;
    assert_eq!(place.inner_html(), r#"x<p class="a"></p>"#);
}

#[wasm_bindgen_test]
async fn live_parts_nest_and_what_is_gone_stays_quiet() {
    let (outer, inner, runs) = (RwSignal::new(true), RwSignal::new(1), RwSignal::new(0));
    let (place, _handle) = show(move || {
        live(move || {
            if !outer.get() {
                return Node::from("gone");
            }
            live(move || {
                runs.update_untracked(|n| *n += 1);
                inner.get().to_string()
            })
        })
    });
    inner.set(2);
    settled().await;
    assert_eq!(place.inner_html(), "2");
    outer.set(false);
    settled().await;
    assert_eq!(place.inner_html(), "gone");
    let before = runs.get_untracked();
    inner.set(3);
    settled().await;
    assert_eq!((place.inner_html().as_str(), runs.get_untracked()), ("gone", before));
}

#[wasm_bindgen_test]
async fn inputs_speak_and_listen() {
    let (typed, checked) = (RwSignal::new(String::from("a")), RwSignal::new(false));
    let (place, _handle) = show(move || {
        let text = tag("input").typed(move || typed.get()).on("input", move |e| typed.set(event_target_value(&e)));
        let check = tag("input").attr("type", "checkbox").checked(move || checked.get());
        many([text, check.on("change", move |e| checked.set(event_target_checked(&e)))])
    });
    let inputs = place.query_selector_all("input").unwrap();
    let nth = |n| inputs.get(n).unwrap().unchecked_into::<HtmlInputElement>();
    assert_eq!(nth(0).value(), "a");
    nth(0).set_value("b");
    nth(0).dispatch_event(&web_sys::Event::new("input").unwrap()).unwrap();
    nth(1).click();
    settled().await;
    assert_eq!((typed.get_untracked().as_str(), checked.get_untracked()), ("b", true));
    typed.set("c".into());
    settled().await;
    assert_eq!(nth(0).value(), "c");
}

#[wasm_bindgen_test]
async fn stands_inside_a_view_and_leaves_with_it() {
    let (place, handle) = show(|| tag("p").text("x").into());
    assert_eq!(place.inner_html(), "<p>x</p>");
    drop(handle);
    assert_eq!(place.inner_html(), "");
    let inside: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    let _handle = mount_to(inside.clone(), || view! { <section>{Node::from(tag("p").text("y"))}</section> });
    assert_eq!(inside.inner_html(), "<section><p>y</p><!----></section>");
}
