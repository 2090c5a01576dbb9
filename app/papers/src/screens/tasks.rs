//! Which forms are needed, and how far each is.

use super::{around, lead, main};
use crate::desk::Desk;
use crate::place::Place;
use forms::{Form, Review, Status, review};
use parts::{Node, Picture, Tag, icon, many, saved, tag, why};

/// The screen.
pub fn screen(desk: Desk) -> Node {
    let draft = desk.draft();
    let all: Vec<&'static Form> = desk.kit.forms.list.iter().collect();
    let likely = desk.kit.likely(&draft);
    let needed = match draft.id.is_empty() {
        true => all.clone(),
        false => desk.watch(|state| desk.kit.needed(&likely, state)),
    };
    let needs = |form: &&'static Form| needed.iter().any(|one| one.id == form.id);
    let others: Vec<&'static Form> = all.into_iter().filter(|form| !needs(form)).collect();
    let page = main("flow sec").child(tag("h1").text("要填的表"));
    let page = page.child(tag("p").class("lead-in").text(intro(
        draft.id.is_empty(),
        !draft.trail.is_empty(),
        !likely.is_empty(),
    )));
    let page = page.child(saved(move || desk.saving()));
    let page = page.child(list(desk, &needed)).child(photos(desk));
    let page = page.child((!others.is_empty()).then(|| {
        let more = why(icon(Picture::Draft), format!("别的表，共{}张", others.len()));
        tag("div").class("gap").child(more.child(list(desk, &others)))
    }));
    // On a machine that many people use, the bar below has it: another page would know nothing of the draft.
    let hand = (!answers::shared()).then(|| lead(desk, Place::Hand, "带到另一台设备".into(), "btn"));
    around(desk, page.child(hand.map(|hand| tag("p").class("gap").child(hand))).into())
}

fn intro(new: bool, answered: bool, hopeful: bool) -> &'static str {
    match (new, answered) {
        (true, _) => "先在这里填好，打印出来签名，交到乡镇（街道）窗口。做过自测的，从草稿里进来，答过的不用再填。",
        (false, true) if !hopeful => "自测里没有看起来符合的。想申请的照样可以填，符不符合由政府审核决定。",
        (false, true) => "按您自测的回答，要填下面这些。答过的已经填上了，看一遍，缺的补上。",
        (false, false) => "先在这里填好，打印出来签名，交到乡镇（街道）窗口。",
    }
}

/// The way to the photos that go with the forms.
fn photos(desk: Desk) -> Tag {
    let count = desk.attached().list.len();
    let label = if count == 0 { "材料照片".into() } else { format!("材料照片（{count}张）") };
    let link = lead(desk, Place::Attach, label, "btn").insert(0, icon(Picture::Draft));
    let says = tag("p").class("small muted").text("把证件、票据拍下来，跟表放在一起，可以打印出来带到窗口。");
    tag("div").class("gap").child(tag("p").child(link)).child(says)
}

fn list(desk: Desk, forms: &[&'static Form]) -> Tag {
    tag("ol").class("tasks").children(forms.iter().map(|form| task(desk, form)))
}

fn task(desk: Desk, form: &'static Form) -> Tag {
    let found = desk.watch(|state| review(form, state, desk.kit.today));
    let name =
        lead(desk, Place::Form(form.id.clone()), String::new(), "name").child(parts::title("span", form.name.clone()));
    let print = lead(desk, Place::Print(form.id.clone()), "打印".into(), "btn slim");
    let print = print.child(parts::about(form.name.clone()));
    let head = tag("div").class("head").child(tag("h2").child(name)).child(status(&found));
    let line = tag("div").class("cluster").child(tag("p").class("small muted").text(form.says.clone())).child(print);
    tag("li").child(head).child(line)
}

/// How far a form is, in words; the colour says nothing more.
fn status(found: &Review) -> Tag {
    match found.status {
        Status::NotStarted => tag("span").class("tag").text("没开始"),
        Status::Incomplete => {
            tag("span").class("tag c-undecided").text(format!("填了一部分，还差{}处", found.gaps.len()))
        }
        Status::Done => {
            let words = many([Node::from(icon(Picture::Tick)), "填好了".into()]);
            tag("span").class("tag c-yes").child(words)
        }
    }
}
