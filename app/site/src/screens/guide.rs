//! The guide: one page a programme, from the same packs as the questions.

use super::{Lost, with_kit};
use crate::engine::{Figure, Kit};
use crate::route::{Check, Route};
use crate::shell::{Shell, shell};
use crate::wording;
use leptos::prelude::*;
use parts::{Bring, Cites, Go, Icon, Look, Note, Picture, Steps, Ticks};
use policy::{Program as Policy, Row, RowKind};

/// All programmes by group.
#[component]
pub fn Index() -> impl IntoView {
    let shell = shell();
    view! {
        <main id="main" class="wrap sec stack">
            <h1>"办事指南"</h1>
            <p class="lead-in muted">"每一项写着：谁可以申请、带什么、去哪里办、多少天有结果。"</p>
            {with_kit(|kit| view! { {index(shell, &kit)}{more(shell, &kit)} }.into_any())}
        </main>
    }
    .into_any()
}

/// The programmes as columns of links.
pub fn index(shell: Shell, kit: &Kit) -> AnyView {
    let mut groups: Vec<&str> = Vec::new();
    for program in &kit.pack.programs {
        if !groups.contains(&program.group.as_str()) {
            groups.push(&program.group);
        }
    }
    let link = |program: &Policy| {
        let short = if program.short.is_empty() || program.short == program.name { String::new() } else { format!("（{}）", program.short) };
        view! { <a href=shell.to(&Route::Program(program.id.clone()))>{program.name.clone()}{short}</a> }
    };
    let group = |id: &&str| {
        let links = kit.pack.programs.iter().filter(|p| p.group == *id).map(link).collect_view();
        view! { <section><h3>{wording::group(id)}</h3>{links}</section> }
    };
    view! { <div class="index">{groups.iter().map(group).collect_view()}</div> }.into_any()
}

fn more(shell: Shell, kit: &Kit) -> AnyView {
    let one = |said: &policy::Said| {
        view! { <section><h3>{said.title.clone()}</h3><p>{said.says.clone()}</p><p><Cites cites=kit.cites(shell, &said.law)/></p></section> }
    };
    let list = |title: &'static str, all: &[policy::Said]| {
        (!all.is_empty()).then(|| view! { <section class="stack"><h2>{title}</h2>{all.iter().map(one).collect_view()}</section> })
    };
    let guide = &kit.pack.guide;
    view! { {list("您的权利", &guide.rights)}{list("您要做到的", &guide.duties)}{list("别的帮助", &guide.help)} }.into_any()
}

/// One programme.
#[component]
pub fn Program(
    /// Its id.
    id: String,
) -> impl IntoView {
    let shell = shell();
    with_kit(|kit| match kit.pack.program(&id).and_then(|n| kit.pack.programs.get(n)) {
        Some(program) => one(shell, &kit, program),
        None => view! { <Lost/> }.into_any(),
    })
}

fn one(shell: Shell, kit: &Kit, program: &Policy) -> AnyView {
    let sections: Vec<(&'static str, AnyView)> = [
        ("谁可以申请", conditions(shell, kit, program)),
        ("每月多少钱", money(shell, kit, program)),
        ("要带什么", papers(shell, kit, program, 3)),
        ("去哪里办", place(shell, kit, program)),
        ("怎么走、多少天", steps(shell, kit, program)),
        ("您的权利", rights(shell, kit, program)),
        ("还要知道", notes(shell, kit, program)),
    ]
    .into_iter()
    .filter_map(|(title, body)| Some((title, body?)))
    .collect();
    let toc = sections.iter().enumerate().map(|(n, (title, _))| view! { <li><a href=format!("#s{n}")>{*title}</a></li> }).collect_view();
    let body = sections.into_iter().enumerate().map(|(n, (title, body))| view! { <section id=format!("s{n}")><h2>{title}</h2>{body}</section> });
    view! {
        <div class="wrap guide">
            <nav class="toc" aria-label="本页内容"><ol class="toc-l">{toc}</ol></nav>
            <main id="main"><article>
                <p class="small muted">{wording::group(&program.group)}</p>
                <h1>{program.name.clone()}</h1>
                <p class="said lead-in">{program.summary.clone()}</p>
                <p><Cites cites=kit.cites(shell, &program.law) lead="依据："/></p>
                {body.collect_view()}
                <section class="noprint"><Note>
                    <h2>"看看您家符不符合"</h2>
                    <p>"不用填姓名，答案只留在这台设备上。"</p>
                    <p><Go href=shell.to(&Route::Check(Check::Start)) label="开始自测" look=Look::Go/></p>
                </Note></section>
            </article></main>
        </div>
    }
    .into_any()
}

fn conditions(shell: Shell, kit: &Kit, program: &Policy) -> Option<AnyView> {
    let counted = program.rows.iter().filter(|row| !row.note && kit.in_force(row.from, row.until));
    let rows = counted.enumerate().map(|(n, row)| condition(shell, kit, Some(n + 1), row)).collect_view();
    Some(view! { <p class="lead-in">{how_many(program.all)}</p><ul class="conds">{rows}</ul> }.into_any())
}

fn how_many(all: bool) -> &'static str {
    if all { "下面几条都要符合：" } else { "下面几条，符合一条就行：" }
}

/// A condition as the packs say it, with what it is made of.
fn condition(shell: Shell, kit: &Kit, number: Option<usize>, row: &Row) -> AnyView {
    let mark = number.map(|n| view! { <span class="glyph n" aria-hidden="true">{n}</span> });
    let inner = (!row.rows.is_empty()).then(|| {
        let lead = match row.kind {
            RowKind::None => "下面几条，一条都不能有：",
            kind => how_many(kind == RowKind::All),
        };
        let rows = row.rows.iter().map(|row| condition(shell, kit, None, row)).collect_view();
        view! { <p class="small muted">{lead}</p><ul>{rows}</ul> }
    });
    let cites = view! { <p><Cites cites=kit.cites(shell, &row.law)/></p> };
    match mark {
        Some(mark) => view! { <li class="cond">{mark}<div><p>{row.says.clone()}</p>{inner}{cites}</div></li> }.into_any(),
        None => view! { <li>{row.says.clone()}{inner}</li> }.into_any(),
    }
}

fn money(shell: Shell, kit: &Kit, program: &Policy) -> Option<AnyView> {
    let said = program.benefit.iter().chain(&program.extras).filter(|benefit| !benefit.says.is_empty());
    let said: Vec<AnyView> = said
        .map(|benefit| view! { <p>{benefit.says.clone()}" "<Cites cites=kit.cites(shell, &benefit.law)/></p> }.into_any())
        .collect();
    let figures: Vec<AnyView> = kit.amounts_of(program).into_iter().map(figure).collect();
    (!said.is_empty() || !figures.is_empty()).then(|| {
        let figures = (!figures.is_empty()).then(|| view! { <dl class="answers gap">{figures}</dl> });
        view! { {said}{figures} }.into_any()
    })
}

/// A number with its date and source, or that there is none.
fn figure(figure: Figure) -> AnyView {
    let as_of = (!figure.as_of.is_empty()).then(|| view! { " "<span class="asof">{figure.as_of}</span> });
    let source = (!figure.source.is_empty()).then(|| view! { <span class="cite">"出处：" {figure.source}</span> });
    view! { <div><dt>{figure.name}</dt><dd>{figure.value}{as_of}</dd><dd class="src">{source}</dd></div> }.into_any()
}

/// What to bring and what nobody may ask for.
pub fn papers(shell: Shell, kit: &Kit, program: &Policy, level: u8) -> Option<AnyView> {
    let lines = |documents: &[policy::Document]| {
        let line = |d: &policy::Document| {
            let says = if d.says.is_empty() { d.name.clone() } else { format!("{}：{}", d.name, d.says) };
            (says, kit.cites(shell, &d.law))
        };
        documents.iter().map(line).collect::<Vec<_>>()
    };
    let (bring, spare) = (lines(&program.documents), lines(&program.not_required));
    (!bring.is_empty() || !spare.is_empty()).then(|| view! { <Bring bring spare level/> }.into_any())
}

/// Where to apply.
pub fn place(shell: Shell, kit: &Kit, program: &Policy) -> Option<AnyView> {
    let apply = program.apply.as_ref()?;
    let who = (!apply.who.is_empty()).then(|| view! { <p>"谁能去：" {apply.who.clone()}</p> });
    Some(
        view! {
            <p><strong>{apply.place.clone()}</strong></p>
            {who}
            <p>"谁来决定：" {program.who_decides.clone()}</p>
            <p><Cites cites=kit.cites(shell, &apply.law)/></p>
        }
        .into_any(),
    )
}

/// The procedure.
pub fn steps(shell: Shell, kit: &Kit, program: &Policy) -> Option<AnyView> {
    let step = |step: &policy::Step| {
        let dual = if step.dual { "文件说法不一，问窗口。" } else { "" };
        parts::Step {
            name: step.name.clone(),
            who: step.who.clone(),
            says: format!("{}{dual}", step.says),
            limit: step.limit.clone(),
            cites: kit.cites(shell, &step.law),
        }
    };
    let steps: Vec<_> = program.steps.iter().map(step).collect();
    (!steps.is_empty()).then(|| view! { <Steps steps/> }.into_any())
}

/// Its own rights, and behind a disclosure those that everybody has.
pub fn rights(shell: Shell, kit: &Kit, program: &Policy) -> Option<AnyView> {
    let lines = |said: &[policy::Said]| said.iter().map(|s| (s.says.clone(), kit.cites(shell, &s.law))).collect::<Vec<_>>();
    let (own, common) = (lines(&program.rights), lines(&kit.pack.guide.rights));
    let own = (!own.is_empty()).then(|| view! { <Ticks lines=own/> });
    let common = (!common.is_empty()).then(|| {
        view! {
            <details class="why gap">
                <summary><Icon picture=Picture::Scale/>{format!("每一项都有的权利，{}条", common.len())}<Icon picture=Picture::Chev/></summary>
                <Ticks lines=common/>
            </details>
        }
    });
    Some(view! { {own}{common} }.into_any())
}

/// What else is worth saying.
pub fn notes(shell: Shell, kit: &Kit, program: &Policy) -> Option<AnyView> {
    let one = |said: &policy::Said| view! { <p>{said.says.clone()}" "<Cites cites=kit.cites(shell, &said.law)/></p> };
    (!program.notes.is_empty()).then(|| program.notes.iter().map(one).collect_view().into_any())
}
