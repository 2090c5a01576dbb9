//! The result of a draft: four groups, every programme with its reasons. The decision is the authority's.

use super::guide::{notes, papers, place, rights, steps};
use super::{opening, with_kit};
use crate::engine::Kit;
use crate::reasons::{Told, as_of, extra};
use crate::route::{Check, Route};
use crate::session::{Opened, session};
use crate::shell::{Shell, shell};
use leptos::prelude::*;
use parts::{Back, Cites, Cond, Condition, Go, Group, Icon, Look, Mark, Note, Picture, Prog, Sum, Tone};
use policy::Program;
use rules::{Outcome, ProgramReport};
use std::sync::Arc;
use store::Draft;

/// The four groups, best first: outcome, mark, short name, heading, a line below.
const GROUPS: [(Outcome, Mark, &str, &str, &str); 4] = [
    (Outcome::Eligible, Mark::Yes, "看起来符合", "看起来符合，建议申请", "您答的都对得上。"),
    (Outcome::Likely, Mark::Likely, "只差核对", "您能回答的都符合", "只差政府自己核对的，比如财产。"),
    (Outcome::Undecided, Mark::Undecided, "还差一项", "还差一项", "要问人、看一张纸，或者文件说法不一。"),
    (Outcome::NotEligible, Mark::No, "看起来不符合", "按您填的，看起来不符合", "仍可以申请，由政府审核。"),
];

/// The screen.
#[component]
pub fn Screen(
    /// The draft.
    draft: String,
) -> impl IntoView {
    let (shell, session) = (shell(), session());
    with_kit(move |kit| {
        let body = move || match session.open(&draft) {
            Opened::Opening => view! { <h1>"自测结果"</h1>{opening()} }.into_any(),
            Opened::Missing => {
                view! {
                    <h1>"找不到这份答案"</h1>
                    <p class="lead-in">"它不在这台设备上，可能已经删掉了。"</p>
                    <p><Go href=shell.to(&Route::Check(Check::Start)) label="重新自测" look=Look::Go/></p>
                }
                .into_any()
            }
            Opened::Failed(says) => view! { <Note tone=Tone::Urgent><p>{says}</p></Note> }.into_any(),
            Opened::Ready => result(shell, &kit, session.draft()),
        };
        view! { <main id="main" class="flow sec">{body}</main> }.into_any()
    })
}

fn result(shell: Shell, kit: &Arc<Kit>, draft: Draft) -> AnyView {
    let (report, focus) = (kit.report(&draft), kit.focus(&draft));
    let chosen: Vec<ProgramReport> = report.programs.into_iter().filter(|p| focus.contains(&p.program)).collect();
    let count = |outcome: Outcome| chosen.iter().filter(|p| p.outcome == outcome).count();
    let counts = GROUPS.iter().filter(|g| count(g.0) > 0).map(|(outcome, mark, short, ..)| (*mark, count(*outcome), short.to_string())).collect();
    let title = title(count(Outcome::Eligible) + count(Outcome::Likely), count(Outcome::Undecided));
    let review = Route::Check(Check::Review(draft.id.clone()));
    let more = kit.next(&draft).is_some().then(|| {
        let href = shell.to(&Route::Check(Check::Resume(draft.id.clone())));
        view! { <Note><p><strong>"还有题没答完。"</strong>"接着答，结果会更准。"</p><p><Go href label="接着答" look=Look::Slim/></p></Note> }
    });
    let partly = (focus.len() < kit.pack.programs.len()).then(|| {
        view! { <p class="small muted gap">{format!("您只选了{}项，别的没有看。", focus.len())}</p> }
    });
    let (kit, draft) = (kit.clone(), Arc::new(draft));
    let day = as_of(kit.today);
    let groups = GROUPS.into_iter().filter(|g| count(g.0) > 0).collect::<Vec<_>>();
    let groups = groups.into_iter().map(|(outcome, mark, _, heading, line)| {
        let programs = chosen.iter().filter(|p| p.outcome == outcome).map(|p| program(shell, &kit, &draft, p)).collect_view();
        view! { <Group mark title=heading says=line>{programs}</Group> }
    });
    let groups = groups.collect_view();
    view! {
        <div class="qbar"><Back href=shell.to(&review) label="改答案"/></div>
        <h1>{title}</h1>
        <p class="muted lead-in">{format!("按您{day}的回答。这只是提示，由县民政局或乡镇（街道）决定。")}</p>
        {more}
        {amounts_note(&kit)}
        <Sum counts/>
        {partly}
        {groups}
        <p class="cluster gap noprint"><Go href=shell.to(&Route::Drafts) label="我的草稿" icon=Picture::Draft/></p>
    }
    .into_any()
}

fn title(can: usize, open: usize) -> String {
    match (can, open) {
        (0, 0) => "按您填的，没有看起来符合的".into(),
        (0, open) => format!("有{open}项还定不下来"),
        (can, _) => format!("您家有{can}项可以去申请"),
    }
}

/// The county's own amounts could not be used.
fn amounts_note(kit: &Kit) -> Option<AnyView> {
    let first = kit.problems.first()?.to_string();
    Some(view! { <Note tone=Tone::Stale><p>"本县自己录入的标准有错，没有用上："{first}</p></Note> }.into_any())
}

fn program(shell: Shell, kit: &Arc<Kit>, draft: &Arc<Draft>, report: &ProgramReport) -> AnyView {
    let Some(program) = kit.pack.programs.get(report.program) else { return ().into_any() };
    let told = Told { shell, kit, draft };
    let amount = told.amount_line(program, report);
    let body = {
        let (kit, draft, report) = (kit.clone(), draft.clone(), report.clone());
        ViewFn::from(move || body(Told { shell, kit: &kit, draft: &draft }, program, &report))
    };
    view! { <Prog id=format!("p-{}", program.id) name=program.name.clone() says=report.because.clone() amount body/> }.into_any()
}

fn body(told: Told, program: &Program, report: &ProgramReport) -> AnyView {
    let (shell, kit) = (told.shell, told.kit);
    [
        section("为什么这样说", Picture::List, Some(why(told, program, report))),
        section("别的要知道的", Picture::Info, relations(told, program, report)),
        section("大概多少钱", Picture::Coin, money(told, program, report)),
        section("还差什么", Picture::Alert, open(told, report)),
        section("带什么", Picture::Draft, papers(shell, kit, program, 5)),
        section("去哪里办", Picture::Pin, place(shell, kit, program)),
        section("一步一步怎么走", Picture::Clock, steps(shell, kit, program)),
        section("您的权利", Picture::Scale, rights(shell, kit, program)),
        section("还有", Picture::Book, notes(shell, kit, program)),
    ]
    .collect_view()
    .into_any()
}

fn section(title: &'static str, icon: Picture, body: Option<AnyView>) -> Option<AnyView> {
    body.map(|body| view! { <section><h4><Icon picture=icon/>{title}</h4>{body}</section> }.into_any())
}

/// The conditions: of the household, or of each person.
fn why(told: Told, program: &Program, report: &ProgramReport) -> AnyView {
    let Some(people) = report.persons.as_ref().filter(|people| people.len() > 1) else {
        return list(told.conditions(program, &report.conditions, report.shown));
    };
    let mut people: Vec<_> = people.iter().collect();
    people.sort_by_key(|person| std::cmp::Reverse(person.outcome));
    let one = |person: &&rules::PersonReport| {
        let name = told.name(Some(person.member));
        let (_, mark, short, ..) = GROUPS.iter().find(|g| g.0 == person.outcome).copied().unwrap_or(GROUPS[3]);
        let conditions = list(told.conditions(program, &person.conditions, Some(person.member)));
        let open = person.outcome == report.outcome;
        view! {
            <details class="why" open=open>
                <summary><span class=mark.class()><parts::MarkIcon mark/></span>{format!("{name}：{short}")}<Icon picture=Picture::Chev/></summary>
                {conditions}
            </details>
        }
    };
    people.iter().map(one).collect_view().into_any()
}

fn list(conditions: Vec<Condition>) -> AnyView {
    view! { <ul class="conds">{conditions.into_iter().map(|cond| view! { <Cond cond/> }).collect_view()}</ul> }.into_any()
}

fn relations(told: Told, program: &Program, report: &ProgramReport) -> Option<AnyView> {
    let one = |relation: &rules::RelationReport| {
        let law = program.relations.iter().find(|r| r.kind == relation.kind && usize::from(r.program) == relation.program);
        let cites = law.map(|r| told.kit.cites(told.shell, &r.law)).unwrap_or_default();
        view! { <p>{relation.says.clone()}" "<Cites cites/></p> }
    };
    (!report.relations.is_empty()).then(|| report.relations.iter().map(one).collect_view().into_any())
}

fn money(told: Told, program: &Program, report: &ProgramReport) -> Option<AnyView> {
    let benefit = program.benefit.as_ref().filter(|_| report.outcome >= Outcome::Likely)?;
    let (main, small) = told.amount_line(program, report);
    let extras = report.extras.iter().filter_map(|e| Some(view! { <p class="small">{extra(program.extras.get(e.extra)?, e)}</p> }));
    let dated = benefit.used.iter().any(|used| matches!(used.name, policy::Named::Amount(_)));
    let warning = dated.then(|| view! { <span class="small">"标准可能已经调过，以民政部门最新公布的为准。"</span> });
    Some(
        view! {
            <div class="sumline"><b>{main}</b><span>{small}</span><span>{benefit.says.clone()}</span>{warning}</div>
            {extras.collect_view()}
            <p><Cites cites=told.kit.cites(told.shell, &benefit.law)/></p>
        }
        .into_any(),
    )
}

/// What is open: answers that are missing, and texts that disagree.
fn open(told: Told, report: &ProgramReport) -> Option<AnyView> {
    let answers = told.open(report);
    let readings: Vec<_> = report.readings.iter().filter_map(|ix| told.kit.pack.readings.get(*ix)).collect();
    let asked = |open: &crate::reasons::Open| view! { <li><a href=open.href.clone()>{open.says.clone()}</a></li> };
    let reading = |reading: &&policy::Reading| {
        let options = reading.options.iter().map(|option| {
            view! { <li>{option.says.clone()}" "<Cites cites=told.kit.cites(told.shell, &option.law)/></li> }
        });
        view! { <p>"文件说法不一："{reading.name.clone()}"。问"{reading.ask.clone()}"。"</p><ul>{options.collect_view()}</ul> }
    };
    let shown = report.outcome == Outcome::Undecided && (!answers.is_empty() || !readings.is_empty());
    shown.then(|| {
        let list = (!answers.is_empty()).then(|| view! { <p>"这几题答了，可能就能定下来："</p><ul>{answers.iter().map(asked).collect_view()}</ul> });
        view! { {list}{readings.iter().map(reading).collect_view()} }.into_any()
    })
}
