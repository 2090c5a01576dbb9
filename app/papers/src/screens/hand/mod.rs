//! From one device to another, without a server: as codes that the other's camera reads, or as a file. What comes is shown before
//! anything of it is kept.

mod choose;
mod give;
mod preview;
mod take;

use super::{around, main};
use crate::desk::Desk;
use crate::parcel::{self, Parcel};
use answers::clock;
use base::Problem;
use handover::Gathering;
use leptos::prelude::*;
use parts::{Node, Picture, Tag, icon, live, tag};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, Event};

/// The heading of the stage that is open.
const HEADING: &str = "stage";

/// What is open.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// What can be done.
    Start,
    /// Showing codes.
    Show,
    /// Reading codes with the camera.
    Scan,
    /// What came, before it is kept.
    Preview,
    /// Kept, as the draft with this id.
    Kept(String),
}

/// The page's state.
#[derive(Clone, Copy)]
struct Hand {
    desk: Desk,
    stage: RwSignal<Stage>,
    /// The codes read so far.
    gathering: RwSignal<Gathering>,
    /// What went wrong last, or what to know.
    said: RwSignal<Option<Problem>>,
    parcel: StoredValue<Option<Parcel>>,
}

impl Hand {
    fn new(desk: Desk) -> Hand {
        Hand {
            desk,
            stage: RwSignal::new(Stage::Start),
            gathering: RwSignal::default(),
            said: RwSignal::new(None),
            parcel: StoredValue::new(None),
        }
    }

    /// Goes to a stage; the focus goes to its heading.
    fn go(self, stage: Stage) {
        self.said.set(None);
        self.stage.set(stage);
        #[cfg(target_arch = "wasm32")]
        request_animation_frame(|| crate::start::focus(HEADING));
    }

    /// Says what went wrong.
    fn say(self, problem: Problem) {
        if self.said.with_untracked(|said| said.as_ref() != Some(&problem)) {
            self.said.set(Some(problem));
        }
    }

    /// Forgets the codes read so far.
    fn afresh(self) {
        self.gathering.set(Gathering::default());
        self.said.set(None);
    }

    /// Looks at a container that came whole.
    fn arrived(self, container: &[u8]) {
        match parcel::open(self.desk.kit, container, clock::random_id(), clock::now()) {
            Ok(parcel) => {
                self.parcel.set_value(Some(parcel));
                self.go(Stage::Preview);
            }
            Err(problem) => self.say(problem),
        }
    }
}

/// The screen.
pub fn screen(desk: Desk) -> Node {
    let hand = Hand::new(desk);
    let page = main("flow sec hand").child(tag("h1").text("带到另一台设备"));
    let page =
        page.child(tag("p").class("lead-in").text("两台设备放在一起，扫二维码就能带过去。不经过网络，我们收不到。"));
    let page = page.on("code", move |event| take::code(hand, detail(&event).as_string().unwrap_or_default()));
    // As a whole number: writing floating-point numbers takes 5 KB of code.
    let page = page.on("pictures", move |event| {
        take::pictures(hand, detail(&event).as_f64().map_or(0, |empty| empty as u32));
    });
    let page = page.on("reader", move |_| take::unread(hand));
    let page = page.on("file", move |event| take::file(hand, &detail(&event)));
    let page = page.child(live(move || match hand.stage.get() {
        Stage::Start => Node::from(vec![choose::address().into(), give::offer(hand), take::offer(hand).into()]),
        Stage::Show => give::codes(hand),
        Stage::Scan => take::camera(hand).into(),
        Stage::Preview => preview::screen(hand),
        Stage::Kept(id) => preview::kept(hand, &id).into(),
    }));
    around(desk, page.into())
}

/// What an event of `public/hand.js` brings.
fn detail(event: &Event) -> JsValue {
    use wasm_bindgen::JsCast;
    event.dyn_ref::<CustomEvent>().map_or(JsValue::NULL, CustomEvent::detail)
}

/// The heading of a stage.
fn heading(words: &'static str) -> Tag {
    tag("h2").id(HEADING).attr("tabindex", "-1").text(words)
}

/// What went wrong, where one looks.
fn said(hand: Hand) -> Node {
    let says = |problem: Problem| {
        let what = tag("p").class("err").child(icon(Picture::Alert));
        let what = what.child(tag("span").text(format!("{}{}。", problem.place, problem.what)));
        let hint = (!problem.hint.is_empty()).then(|| tag("p").text(format!("{}。", problem.hint)));
        tag("div").class("note stale").child(what).child(hint)
    };
    tag("div").attr("role", "alert").child(live(move || hand.said.get().map(says))).into()
}
