//! Filling in a form: its sections, one below the other, and the check at the end.

use super::consent;
use super::field::{Spot, field};
use super::gaps::Gaps;
use super::people::people;
use super::{footer, lead, main};
use crate::desk::Desk;
use crate::place::Place;
use forms::{Form, Line, Section};
use leptos::prelude::*;
use parts::{
    Fault, Look, Node, Picture, Saving, Tag, Tone, errsum, icon, live, many, mode_switch, note, press, press_to, saved,
    tag, taskbar, title, why,
};

/// The screen.
pub fn screen(desk: Desk, form: &'static Form) -> Node {
    let gaps = Gaps::of(desk, form);
    let (faults, done) = (RwSignal::new(Vec::<Fault>::new()), RwSignal::new(false));
    let check = move || {
        desk.change(|state| state.begin(&form.id));
        gaps.checked.set(true);
        let found = gaps.faults();
        done.set(found.is_empty());
        faults.set(found);
    };
    Effect::new(move |_| {
        let title = super::title(desk.kit, &Place::Form(form.id.clone()));
        document().set_title(&if faults.with(Vec::is_empty) { title } else { format!("错误：{title}") });
    });
    let sections = form.sections.iter().filter(|section| !section.office);
    let fields = tag("form").attr("novalidate", "").on_submit(check);
    let fields = fields.children(sections.map(|one| section(desk, form, one, gaps)));
    let end = press("填好了，检查一遍", Look::Big);
    let page = many([
        errsum(faults),
        title("h1", form.name.clone()).into(),
        tag("p").class("lead-in muted").text(form.says.clone()).into(),
        state_line(desk),
        consent::ask(desk, form),
        fields.child(tag("p").class("gap").child(end)).into(),
        live(move || done.get().then(|| whole(desk, form))),
        told(desk, form),
    ]);
    frame(desk, main("flow sec papers").child(page))
}

/// The page rendered ahead of time: what stands in the form.
pub fn early(desk: Desk, form: &'static Form) -> Node {
    let opening = tag("p").id("opening").attr("role", "status").text("正在打开，这台设备有点慢，请等几秒。");
    let page = main("flow sec").child(title("h1", form.name.clone()));
    let page = page.child(tag("p").class("lead-in").text(form.says.clone())).child(note(Tone::Plain).child(opening));
    let page = page.child(tag("h2").text("这张表要写什么"));
    let parts = form.sections.iter().filter(|section| !section.office).map(|section| {
        let labels: Vec<&str> = section.fields.iter().map(|field| field.label.as_str()).collect();
        tag("li").child(tag("strong").text(section.title.clone())).text(format!("：{}", labels.join("、")))
    });
    frame(desk, page.child(tag("ul").children(parts)).child(told(desk, form)))
}

fn frame(desk: Desk, page: Tag) -> Node {
    let tasks = lead(desk, Place::Tasks, "要填的表".into(), "back").insert(0, icon(Picture::Back));
    let bar = tag("div").class("qbar").child(tasks);
    let head = taskbar(desk.file(""), desk.file("drafts/"), mode_switch());
    many([head.into(), page.insert(0, bar).into(), footer(&desk.file(""))])
}

/// Whether it is saved, in sight all the time; why not, where it isn't.
fn state_line(desk: Desk) -> Node {
    let line = tag("div").class("state").child(saved(move || desk.saving()));
    let why_not = live(move || match desk.saving() {
        Saving::Failed(why) => {
            let says =
                tag("p").child(tag("strong").text("没有存上。")).text(why).text("。刚才填的还在，先不要关掉这一页。");
            let again = press_to("再存一次", Look::Slim, move || desk.retry());
            note(Tone::Urgent).attr("role", "alert").child(says).child(tag("p").child(again)).into()
        }
        _ => parts::nothing(),
    });
    many([line.into(), why_not])
}

fn section(desk: Desk, form: &'static Form, section: &'static Section, gaps: Gaps) -> Tag {
    let there = move || desk.watch(|state| state.holds(form, &section.when, None, desk.kit.today));
    let part = tag("section").live_flag("hidden", move || !there()).child(title("h2", section.title.clone()));
    let part = part.child((!section.hint.is_empty()).then(|| tag("p").class("muted").text(section.hint.clone())));
    match section.of {
        Some(list) => part.child(people(desk, form, section, list, gaps)),
        None => part.children(spots(desk, form, section, None, gaps).map(field)),
    }
}

/// The fields of a section that are filled in here, in the row of a person if it is a list.
pub fn spots(
    desk: Desk,
    form: &'static Form,
    section: &'static Section,
    row: Option<u32>,
    gaps: Gaps,
) -> impl Iterator<Item = Spot> {
    let here = section.fields.iter().filter(|field| !field.kind.on_paper());
    here.map(move |field| Spot { desk, form, field, row, gaps })
}

/// Nothing is missing: what to do next.
fn whole(desk: Desk, form: &'static Form) -> Tag {
    let says = tag("p").child(tag("strong").text("这张表填好了。")).text("打印出来，本人签名，交到窗口。");
    let print = lead(desk, Place::Print(form.id.clone()), "看一遍，打印".into(), "btn go");
    let rest = lead(desk, Place::Tasks, "看别的表".into(), "btn");
    note(Tone::Plain)
        .id("whole")
        .attr("role", "status")
        .child(says)
        .child(tag("p").class("cluster").child(print).child(rest))
}

/// What the person should know, and what nobody may ask for.
fn told(desk: Desk, form: &'static Form) -> Node {
    let fold = |picture: Picture, title: &'static str, lines: &'static [Line]| {
        (!lines.is_empty())
            .then(|| why(icon(picture), title).child(tag("ul").children(lines.iter().map(|l| line(desk, l)))))
    };
    let all = [
        fold(Picture::Check, "签名就是说", &form.declares),
        fold(Picture::Info, "您要知道", &form.know),
        fold(Picture::Scale, "不许要求的", &form.never),
    ];
    tag("div").class("gap").children(all.into_iter().flatten()).into()
}

fn line(desk: Desk, line: &Line) -> Tag {
    let cited: Vec<String> = line.law.iter().map(|cite| desk.kit.pack.cite(cite)).collect();
    tag("li").text(line.says.clone()).child(tag("span").class("cite").text(format!("（{}）", cited.join("、"))))
}
