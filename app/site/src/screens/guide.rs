//! The guide: one page a programme, from the same packs as the questions.

use super::{lost, main};
use crate::engine::{Figure, Kit};
use crate::route::{Check, Route};
use crate::shell::Shell;
use crate::wording;
use parts::{Look, Node, Picture, Tag, Tone, bring, cites, go, icon, many, note, tag, ticks, title, why};
use policy::{Benefit, Program, Row, RowKind, Said};

/// How a programme is told: with every article beside its line, or without.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The site, for links.
    pub shell: Shell,
    /// The packs.
    pub kit: &'a Kit,
    /// Whether articles stand beside their lines.
    pub articles: bool,
}

impl Told<'_> {
    fn cites(self, law: &[policy::Cite]) -> Vec<parts::Cite> {
        if self.articles { self.kit.cites(self.shell, law) } else { Vec::new() }
    }
}

/// All programmes, and what holds for every one.
pub fn all(shell: Shell) -> Node {
    let lead = "每一项写着：谁可以申请、带什么、去哪里办、多少天有结果。";
    let page =
        main("wrap sec stack").child(tag("h1").text("办事指南")).child(tag("p").class("lead-in muted").text(lead));
    let kit = shell.kit();
    let guide = &kit.pack.guide;
    let lists = [("您的权利", &guide.rights), ("您要做到的", &guide.duties), ("别的帮助", &guide.help)];
    let lists = lists.map(|(title, said)| common(shell, &kit, title, said));
    page.child(find(shell)).child(index(shell, &kit, "h2")).children(lists).into()
}

/// The guide's pages that are no screens of the app.
fn find(shell: Shell) -> Tag {
    let pages =
        [("find", "按遇到的事找"), ("calendar", "多少天有结果"), ("words", "看不懂的词"), ("changes", "政策变了什么")];
    let link = |(page, label): (&str, &'static str)| tag("a").href(shell.file(&format!("guide/{page}/"))).text(label);
    tag("p").class("cluster").children(pages.map(link))
}

fn common(shell: Shell, kit: &Kit, heading: &'static str, said: &[Said]) -> Node {
    let one = |said: &Said| {
        let section = tag("section").child(title("h3", said.title.clone())).child(tag("p").text(said.says.clone()));
        section.child(tag("p").child(cites("", kit.cites(shell, &said.law))))
    };
    let section = || tag("section").class("stack").child(tag("h2").text(heading)).children(said.iter().map(one));
    (!said.is_empty()).then(section).into()
}

/// The programmes as columns of links, each below a heading of this level.
pub fn index(shell: Shell, kit: &Kit, heading: &'static str) -> Tag {
    let programs = &kit.pack.programs;
    let first_of_group = |(n, program): &(usize, &Program)| programs[..*n].iter().all(|p| p.group != program.group);
    let link = |program: &Program| {
        let short = match program.short.is_empty() || program.short == program.name {
            true => String::new(),
            false => format!("|（{}）", program.short),
        };
        let name = title("span", format!("{}{short}", program.name));
        tag("a").href(shell.to(&Route::Program(program.id.clone()))).child(name)
    };
    let group = |(_, first): (usize, &Program)| {
        let links = programs.iter().filter(|p| p.group == first.group).map(link);
        tag("section").child(title(heading, wording::group(&first.group))).children(links)
    };
    tag("div").class("index").children(programs.iter().enumerate().filter(first_of_group).map(group))
}

/// One programme.
pub fn program(shell: Shell, id: &str) -> Node {
    let kit = shell.kit();
    match kit.program(id) {
        Some(program) => one(shell, &kit, program),
        None => lost(shell),
    }
}

fn one(shell: Shell, kit: &Kit, program: &Program) -> Node {
    let told = Told { shell, kit, articles: true };
    let sections: Vec<(&'static str, Node)> = [
        ("谁可以申请", conditions(shell, kit, program)),
        ("多少钱", money(shell, kit, program)),
        ("要带什么", papers(told, program, "h3")),
        ("去哪里办", place(told, program)),
        ("怎么走、多少天", steps(told, program)),
        ("您的权利", rights(shell, kit, program)),
        ("还要知道", notes(shell, kit, program)),
    ]
    .into_iter()
    .filter(|(_, body)| !body.is_nothing())
    .collect();
    let entry =
        |(n, (title, _)): (usize, &(&'static str, Node))| tag("li").child(tag("a").href(format!("#s{n}")).text(*title));
    let toc = tag("ol").class("toc-l").children(sections.iter().enumerate().map(entry));
    let toc = tag("nav").class("toc").attr("aria-label", "本页内容").child(toc);
    let section = |(n, (title, body)): (usize, (&'static str, Node))| {
        tag("section").id(format!("s{n}")).child(tag("h2").text(title)).child(body)
    };
    let article = tag("article").child(tag("p").class("small muted").text(wording::group(&program.group)));
    let article = article.child(title("h1", program.name.clone()));
    let article = article.child(tag("p").class("said lead-in").text(program.summary.clone()));
    let article = article.child(tag("p").child(cites("依据：", kit.cites(shell, &program.law))));
    let checked = kit.checked().map(|date| tag("p").class("small muted").text(wording::checked(date)));
    let article = article.children(sections.into_iter().enumerate().map(section)).child(checked).child(invite(shell));
    tag("div").class("wrap guide").child(toc).child(tag("main").id("main").child(article)).into()
}

fn invite(shell: Shell) -> Tag {
    let callout = note(Tone::Plain).child(title("h2", "看看您家|符不符合"));
    let callout = callout.child(tag("p").text("不用填姓名，答案只留在这台设备上。"));
    let start = go(shell.to(&Route::Check(Check::Start)), "开始自测", Look::Go);
    tag("section").class("noprint").child(callout.child(tag("p").child(start)))
}

fn conditions(shell: Shell, kit: &Kit, program: &Program) -> Node {
    let counted = program.rows.iter().filter(|row| !row.note && kit.in_force(row.from, row.until));
    let rows = counted.enumerate().map(|(n, row)| condition(shell, kit, n + 1, row));
    let list = tag("ul").class("conds").children(rows);
    many([tag("p").class("lead-in").text(how_many(program.all)), list])
}

fn how_many(all: bool) -> &'static str {
    if all { "下面几条都要符合：" } else { "下面几条，符合一条就行：" }
}

/// A condition as the packs say it, with what it is made of.
fn condition(shell: Shell, kit: &Kit, number: usize, row: &Row) -> Tag {
    let number = tag("span").class("glyph n").attr("aria-hidden", "true").text(number.to_string());
    let body = tag("div").child(tag("p").text(row.says.clone())).child(inside(row));
    tag("li").class("cond").child(number).child(body.child(tag("p").child(cites("", kit.cites(shell, &row.law)))))
}

/// The rows of a group.
fn inside(row: &Row) -> Node {
    if row.rows.is_empty() {
        return Node::default();
    }
    let lead = match row.kind {
        RowKind::None => "下面几条，一条都不能有：",
        kind => how_many(kind == RowKind::All),
    };
    let one = |row: &Row| tag("li").text(with_doubt(row)).child(inside(row));
    many([tag("p").class("small muted").text(lead), tag("ul").children(row.rows.iter().map(one))])
}

/// What a condition says, and what keeps it open though it is met.
fn with_doubt(row: &Row) -> String {
    let doubt = match (row.open_says.is_empty(), row.reading.is_some()) {
        (false, _) => &row.open_says,
        (true, true) => "文件说法不一，要问",
        (true, false) => return row.says.clone(),
    };
    format!("{}（{doubt}）", row.says)
}

fn money(shell: Shell, kit: &Kit, program: &Program) -> Node {
    let said = program.benefit.iter().chain(&program.extras).filter(|benefit| !benefit.says.is_empty());
    let said = said.map(|benefit| paid(shell, kit, benefit).into());
    let list = |figures: Vec<Figure>| -> Option<Node> {
        let any = !figures.is_empty();
        any.then(|| tag("dl").class("answers gap").children(figures.into_iter().map(figure)).into())
    };
    // What people look for comes first.
    let (known, open) = kit.amounts_of(program).into_iter().partition(|figure| !figure.as_of.is_empty());
    let all: Vec<Node> = list(known).into_iter().chain(said).chain(list(open)).collect();
    if all.is_empty() { Node::default() } else { all.into() }
}

/// What is paid, and for what.
fn paid(shell: Shell, kit: &Kit, benefit: &Benefit) -> Tag {
    let name = (!benefit.name.is_empty()).then(|| tag("strong").text(format!("{}：", benefit.name)));
    tag("p").child(name).text(benefit.says.clone()).text(" ").child(cites("", kit.cites(shell, &benefit.law)))
}

/// A number with its date and source, or that there is none.
fn figure(figure: Figure) -> Tag {
    let one = if figure.as_of.is_empty() { tag("div") } else { tag("div").class("known") };
    let as_of = (!figure.as_of.is_empty()).then(|| tag("span").class("asof").text(figure.as_of));
    let value = tag("dd").text(figure.value).text(" ").child(as_of);
    let source = (!figure.source.is_empty()).then(|| tag("dd").class("cite").text(format!("出处：{}", figure.source)));
    one.child(tag("dt").text(figure.name)).child(value).child(source)
}

/// What to bring and what nobody may ask for.
pub fn papers(told: Told, program: &Program, heading: &'static str) -> Node {
    let lines = |documents: &[policy::Document]| {
        let line = |d: &policy::Document| {
            let says = if d.says.is_empty() { d.name.clone() } else { format!("{}：{}", d.name, d.says) };
            (says, told.cites(&d.law))
        };
        documents.iter().map(line).collect::<Vec<_>>()
    };
    let (with, without) = (lines(&program.documents), lines(&program.not_required));
    (!with.is_empty() || !without.is_empty()).then(|| bring(with, without, heading)).into()
}

/// Where to apply.
pub fn place(told: Told, program: &Program) -> Node {
    let Some(apply) = &program.apply else { return Node::default() };
    let who = (!apply.who.is_empty()).then(|| tag("p").text(format!("谁能去：{}", apply.who)));
    many([
        tag("p").child(tag("strong").text(apply.place.clone())).into(),
        Node::from(who),
        tag("p").text(format!("谁来决定：{}", program.who_decides)).into(),
        cites("", told.cites(&apply.law)),
    ])
}

/// The procedure.
pub fn steps(told: Told, program: &Program) -> Node {
    let step = |step: &policy::Step| parts::Step {
        name: step.name.clone(),
        who: step.who.clone(),
        says: if step.dual { format!("{}文件说法不一，问窗口。", step.says) } else { step.says.clone() },
        limit: step.limit.clone(),
        cites: told.cites(&step.law),
    };
    (!program.steps.is_empty()).then(|| parts::steps(program.steps.iter().map(step).collect())).into()
}

/// Its own rights, and behind a disclosure those that everybody has.
pub fn rights(shell: Shell, kit: &Kit, program: &Program) -> Node {
    let list = |said: &[Said]| {
        let line = |said: &Said| (said.says.clone(), kit.cites(shell, &said.law));
        (!said.is_empty()).then(|| ticks(Picture::Tick, said.iter().map(line).collect()))
    };
    let common = &kit.pack.guide.rights;
    let title = format!("每一项都有的权利，{}条", common.len());
    let common = list(common).map(|list| tag("div").class("gap").child(why(icon(Picture::Scale), title).child(list)));
    many([Node::from(list(&program.rights)), Node::from(common)])
}

/// What else is worth saying.
pub fn notes(shell: Shell, kit: &Kit, program: &Program) -> Node {
    let one = |said: &Said| tag("p").text(said.says.clone()).text(" ").child(cites("", kit.cites(shell, &said.law)));
    if program.notes.is_empty() { Node::default() } else { many(program.notes.iter().map(one)) }
}
