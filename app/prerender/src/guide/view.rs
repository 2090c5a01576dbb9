//! A page by life event, procedure or right.

use super::lists;
use super::text::At;
use guide::source::{Help, Page, Section, Show};
use parts::{Node, Step, Tag, Tone, bring, many, note, steps, tag, title};
use policy::{Program, Said};
use site::wording;

/// The page under its table of contents.
pub fn page(at: &At, page: &Page) -> Node {
    at.begin();
    let entry =
        |(n, section): (usize, &Section)| tag("li").child(tag("a").href(format!("#s{n}")).text(section.title.clone()));
    let toc = tag("ol").class("toc-l").children(page.sections.iter().enumerate().map(entry));
    let toc = tag("nav").class("toc").attr("aria-label", "本页内容").child(toc);
    let up = tag("a").href(at.to(&format!("{}#{}", lists::FIND, page.kind.folder()))).text(page.kind.title());
    let article = tag("article").child(tag("p").class("small").child(up)).child(title("h1", page.title.clone()));
    let article = article.child(tag("p").class("said lead-in").children(at.words(&page.summary)));
    let article = article.child(right(at, page)).child(tag("p").child(at.cites("依据：", &page.law)));
    let sections = page.sections.iter().enumerate().map(|(n, one)| section(at, n, one));
    let article = article.children(sections).child(at.closing(page.checked));
    tag("div").class("wrap guide").child(toc).child(tag("main").id("main").child(article)).into()
}

/// What the packs say of the right that the page explains.
fn right(at: &At, page: &Page) -> Option<Tag> {
    let right = at.kit.pack.guide.rights.get(page.right?)?;
    let says = tag("p").children(at.words(&right.says));
    Some(note(Tone::Plain).child(says).child(tag("p").child(at.cites("依据：", &right.law))))
}

fn section(at: &At, n: usize, section: &Section) -> Tag {
    let paras = |paras: &[guide::source::Para]| many(paras.iter().map(|para| at.para(para)).collect::<Vec<_>>());
    let body = tag("section").id(format!("s{n}")).child(title("h2", section.title.clone()));
    let body = body.child(paras(&section.says)).children(shown(at, &section.show));
    let body = body.children(section.help.iter().map(|one| help(at, one))).child(paras(&section.then));
    body.child(tag("p").child(at.cites("", &section.law)))
}

/// What the packs say, whole. Steps that follow each other are one list.
fn shown(at: &At, show: &[Show]) -> Vec<Node> {
    let mut all: Vec<Node> = Vec::new();
    let mut open: Vec<Step> = Vec::new();
    for one in show {
        if let Show::Step(program, ix) = one {
            open.push(step(at, &at.kit.pack.programs[*program], *ix, show));
            continue;
        }
        close(&mut open, &mut all);
        all.push(other(at, *one));
    }
    close(&mut open, &mut all);
    all
}

fn close(open: &mut Vec<Step>, all: &mut Vec<Node>) {
    if !open.is_empty() {
        all.push(steps(std::mem::take(open)).into());
    }
}

/// A step; where steps of several programmes stand together, it says whose it is.
fn step(at: &At, program: &Program, ix: usize, show: &[Show]) -> Step {
    let step = &program.steps[ix];
    let first = show.iter().find_map(|one| if let Show::Step(program, _) = one { Some(*program) } else { None });
    let several = show.iter().any(|one| matches!(one, Show::Step(program, _) if Some(*program) != first));
    let dual = if step.dual { "文件说法不一，问窗口。" } else { "" };
    Step {
        name: if several { format!("{}：{}", program.short, step.name) } else { step.name.clone() },
        who: step.who.clone(),
        says: format!("{}{dual}", step.says),
        limit: step.limit.clone(),
        cites: at.kit.cites(at.shell, &step.law),
    }
}

fn other(at: &At, show: Show) -> Node {
    let guide = &at.kit.pack.guide;
    match show {
        Show::Documents(ix) => documents(at, &at.kit.pack.programs[ix]),
        Show::Duty(ix) => said(at, &guide.duties[ix], Tone::Plain),
        Show::Help(ix) => said(at, &guide.help[ix], Tone::Plain),
        Show::Urgent(ix) => said(at, &guide.urgent[ix], Tone::Urgent),
        Show::Step(..) => Node::default(),
    }
}

fn said(at: &At, said: &Said, tone: Tone) -> Node {
    let phone = (!said.phone.is_empty()).then(|| tag("p").child(wording::call(&said.phone)));
    let callout = note(tone).child(title("h3", said.title.clone())).child(phone);
    let callout = callout.child(tag("p").children(at.words(&said.says)));
    callout.child(tag("p").child(at.cites("依据：", &said.law))).into()
}

fn documents(at: &At, program: &Program) -> Node {
    let line = |d: &policy::Document| {
        let says = if d.says.is_empty() { d.name.clone() } else { format!("{}：{}", d.name, d.says) };
        (says, at.kit.cites(at.shell, &d.law))
    };
    let lines = |documents: &[policy::Document]| documents.iter().map(line).collect();
    bring(lines(&program.documents), lines(&program.not_required), "h3").into()
}

/// A programme that may help: whom, where, with what, how long.
fn help(at: &At, help: &Help) -> Tag {
    let program = &at.kit.pack.programs[help.program];
    let line = |name: &'static str, says: String| tag("div").child(tag("dt").text(name)).child(tag("dd").text(says));
    let place = program.apply.as_ref().map(|apply| line("去哪里", apply.place.clone()));
    let papers: Vec<&str> = program.documents.iter().map(|paper| paper.name.as_str()).collect();
    let list = tag("dl").class("answers");
    let list =
        list.child(place).child(line("带什么", papers.join("；"))).child(line("多少天", days(program, &help.limits)));
    let name = tag("h3").child(title("a", program.name.clone()).href(at.to_program(help.program)));
    tag("section").class("gap").child(name).child(at.para(&help.says)).child(list)
}

/// How long it takes: step by step if there are several.
fn days(program: &Program, limits: &[usize]) -> String {
    let steps: Vec<&policy::Step> = limits.iter().filter_map(|ix| program.steps.get(*ix)).collect();
    match &steps[..] {
        [] => "这里的文件没写天数，问窗口".into(),
        [only] => only.limit.clone(),
        several => several.iter().map(|s| format!("{}：{}", s.name, s.limit)).collect::<Vec<_>>().join("；"),
    }
}
