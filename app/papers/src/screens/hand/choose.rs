//! Which draft goes, where the address names none; and how the other device gets to its page.

use super::{Hand, Stage};
use crate::screens::drafts::{last_saved, name};
use crate::screens::reading;
use base::Problem;
use leptos::prelude::*;
use parts::{Look, Node, Picture, Tag, icon, live, many, press_to, tag, why};
use store::{Draft, Listing, Trouble};

/// The drafts of this device, once they are read.
pub fn choose(hand: Hand) -> Node {
    let found = RwSignal::new(None::<Result<Listing, Trouble>>);
    Effect::new(move |_| leptos::task::spawn_local(async move { found.set(Some(hand.desk.list().await)) }));
    live(move || match found.get() {
        None => reading().into(),
        Some(Err(trouble)) => tag("p").attr("role", "alert").text(trouble.says()).into(),
        Some(Ok(listing)) if listing.drafts.is_empty() => {
            tag("p").text("这里还没有草稿。做过自测，或者填过表，才有。").into()
        }
        Some(Ok(listing)) => {
            let drafts = tag("ul").class("plain stack").children(listing.drafts.iter().map(|draft| one(hand, draft)));
            many([tag("p").text("要带走哪一份？"), drafts])
        }
    })
}

fn one(hand: Hand, draft: &Draft) -> Tag {
    let id = draft.id.clone();
    let open = press_to(name(draft), Look::Plain, move || open(hand, id.clone()));
    let says = format!("答了{}题，{}", draft.trail.len(), last_saved(draft));
    tag("li").child(open).child(tag("p").class("small muted").text(says))
}

/// Opens it where the choice was.
fn open(hand: Hand, id: String) {
    leptos::task::spawn_local(async move {
        match hand.desk.open(&id).await {
            Ok(true) => {
                #[cfg(target_arch = "wasm32")]
                if !answers::shared() {
                    crate::start::name_draft(&id);
                }
                hand.go(Stage::Start);
            }
            Ok(false) => hand.say(Problem::new("草稿", "已经删掉了")),
            Err(trouble) => hand.say(Problem::new("", trouble.says())),
        }
    });
}

/// The address of this page on the other device; `public/hand.js` writes it and draws its code.
pub fn address() -> Tag {
    let says = "在那边的浏览器里输入下面的网址，或者用手机相机扫这个码。网址里没有您填的内容。";
    let way = why(icon(Picture::Info), "另一台设备怎么打开这一页？").flag("open", answers::shared());
    way.child(tag("p").text(says)).child(tag("div").class("address").attr("data-address", ""))
}
