//! A quick way off a page that someone else in the room should not see.

use crate::button::{Look, press_to};
use crate::node::{Tag, tag};
use leptos::ev::keydown;
use leptos::prelude::*;

/// Where it leads: an ordinary page that explains nothing.
const ELSEWHERE: &str = "https://www.weather.com.cn/";

/// The button; three presses of Esc do the same. The page is emptied before anything loads, and
/// its entry in the history is replaced.
pub fn leave() -> Tag {
    let presses = StoredValue::new(0u8);
    Effect::new(move |_| {
        let handle = window_event_listener(keydown, move |event| {
            let count = if event.key() == "Escape" { presses.get_value() + 1 } else { 0 };
            presses.set_value(count);
            if count >= 3 {
                go_away();
            }
        });
        on_cleanup(move || handle.remove());
    });
    tag("div").class("leave noprint").child(press_to("马上离开这一页", Look::BigPlain, go_away))
}

fn go_away() {
    if let Some(body) = document().body() {
        body.set_hidden(true);
    }
    document().set_title("天气");
    let _ = window().location().replace(ELSEWHERE);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn is_a_plain_button() {
        check(leave(), &["马上离开这一页", r#"type="button""#]);
    }
}
