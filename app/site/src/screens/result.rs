//! The result of a draft: four groups, every programme with its reasons. The decision is the authority's.

use super::guide::{self, notes, papers, place, rights, steps};
use super::{main, missing, opening, unreadable, urgent};
use crate::engine::Kit;
use crate::reasons::{Open, Told, extra};
use crate::route::{Check, Route};
use crate::session::{Opened, session};
use crate::shell::Shell;
use crate::wording;
use answers::YOU;
use parts::{
    Condition, Look, Mark, Node, Picture, Tag, Tone, Words, back, cites, cond, go, group, icon, live, many, mark_icon,
    note, nothing, prog, sum, tag, why,
};
use policy::{Named, Program, Reading, RelationKind};
use rules::{Outcome, PersonReport, ProgramReport, RelationReport};
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
pub fn screen(shell: Shell, draft: String) -> Node {
    let (session, kit) = (session(), shell.kit());
    let body = live(move || match session.open(&draft) {
        Opened::Opening => many([tag("h1").text("自测结果"), opening()]),
        Opened::Missing => missing(shell),
        Opened::Failed(says) => unreadable(says),
        Opened::Ready => result(shell, &kit, session.draft()),
    });
    main("flow sec").child(body).into()
}

fn result(shell: Shell, kit: &Arc<Kit>, draft: Draft) -> Node {
    let (report, focus) = (kit.report(&draft), kit.focus(&draft));
    let chosen: Vec<ProgramReport> = report.programs.into_iter().filter(|p| focus.contains(&p.program)).collect();
    let count = |outcome: Outcome| chosen.iter().filter(|p| p.outcome == outcome).count();
    let shown: Vec<_> = GROUPS.into_iter().filter(|group| count(group.0) > 0).collect();
    let rivals = rivals(kit, &chosen);
    let can = count(Outcome::Eligible) + count(Outcome::Likely);
    let title = title(can, count(Outcome::Undecided), rivals.len());
    let day = format!("按您{}的回答。这只是提示，由县民政局或乡镇（街道）决定。", wording::day(kit.today));
    let review = shell.to(&Route::Check(Check::Review(draft.id.clone())));
    let more = kit.next(&draft).map(|_| more(shell, &draft));
    let partly = (focus.len() < kit.pack.programs.len())
        .then(|| tag("p").class("small muted gap").text(format!("您只选了{}项，别的没有看。", focus.len())));
    let counts = sum(shown.iter().map(|(outcome, mark, short, ..)| (*mark, count(*outcome), *short)).collect());
    let at_once = kit.urgent(&draft);
    let at_once = (!at_once.is_empty()).then(|| {
        let told = at_once.into_iter().map(|said| urgent::at_once(shell, said));
        tag("div").class("stack lead-in").children(told)
    });
    let forms = go(shell.papers(&draft.id), "填申请表", Look::Go);
    let session = session();
    session.see(kit.judge(&draft));
    let changes = shell.file(&format!("drafts/changes/?d={}", draft.id));
    let moved = live(move || session.moved().then(|| moved(changes.clone())));
    let draft = Arc::new(draft);
    let groups = shown.into_iter().map(|(outcome, mark, _, heading, line)| {
        let programs = chosen.iter().filter(|p| p.outcome == outcome).map(|p| program(shell, kit, &draft, p));
        Node::from(group(mark, heading, line).children(programs))
    });
    many([
        tag("div").class("qbar").child(back(review, "改答案")).into(),
        parts::title("h1", title).into(),
        at_once.into(),
        moved,
        tag("p").class("muted lead-in").text(day).into(),
        (!rivals.is_empty()).then(|| tag("div").class("lead-in").child(tag("ul").children(rivals))).into(),
        Node::from(more),
        counts.into(),
        Node::from(partly),
        groups.collect::<Vec<Node>>().into(),
        tag("p")
            .class("cluster gap noprint")
            .child(forms)
            .child(go(shell.to(&Route::Drafts), "我的草稿", Look::Plain))
            .into(),
    ])
}

fn title(can: usize, open: usize, rivals: usize) -> String {
    match (can, open, rivals) {
        (0, 0, _) => "按您填的，没有看起来符合的".into(),
        (0, open, _) => format!("有{open}项还定不下来"),
        (can, _, 0) => format!("您家有{can}项可以去申请"),
        (can, ..) => format!("您家有{can}项可以去申请，有的只能选一样"),
    }
}

/// What is said of programmes that seem open to the household but exclude each other, each pair once.
fn rivals(kit: &Kit, chosen: &[ProgramReport]) -> Vec<Tag> {
    let can = |program: usize| chosen.iter().any(|p| p.program == program && p.outcome >= Outcome::Likely);
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut told = Vec::new();
    for report in chosen.iter().filter(|p| can(p.program)) {
        let program = &kit.pack.programs[report.program];
        let choose = report.relations.iter().filter(|r| r.kind == RelationKind::Choose).map(|r| (r.program, &r.says));
        let excluded = program.excluded.iter().filter_map(|(row, by)| Some((usize::from((*by)?), &row.says)));
        for (other, says) in choose.chain(excluded) {
            let pair = (report.program.min(other), report.program.max(other));
            if pair.0 != pair.1 && can(other) && !pairs.contains(&pair) {
                pairs.push(pair);
                told.push(tag("li").text(format!("{}：{}。", program.name, says.trim_end_matches('。'))));
            }
        }
    }
    told
}

/// The result is another than the person last saw.
fn moved(changes: String) -> Tag {
    let look = tag("p").child(go(changes, "看看哪里变了", Look::Slim));
    note(Tone::Stale).attr("role", "status").text("结果和您上次看到的不一样。").child(look)
}

fn more(shell: Shell, draft: &Draft) -> Tag {
    let resume = shell.to(&Route::Check(Check::Resume(draft.id.clone())));
    let says = tag("p").child(tag("strong").text("还有题没答完。")).text("接着答，结果会更准。");
    note(Tone::Plain).child(says).child(tag("p").child(go(resume, "接着答", Look::Slim)))
}

fn program(shell: Shell, kit: &Arc<Kit>, draft: &Arc<Draft>, report: &ProgramReport) -> Node {
    let Some(program) = kit.pack.programs.get(report.program) else { return nothing() };
    let told = Told { shell, kit, draft, report };
    let amount = told.amount_line(program);
    let says = summary(told);
    let body = {
        let (kit, draft, report) = (kit.clone(), draft.clone(), report.clone());
        move || body(Told { shell, kit: &kit, draft: &draft, report: &report }, program)
    };
    prog(format!("p-{}", program.id), program.name.clone(), says, amount, body).into()
}

/// Why, in one line. Where people are judged one by one, it says of whom.
fn summary(told: Told) -> String {
    let report = told.report;
    let people = report.persons.as_deref().unwrap_or_default();
    let same = people.iter().filter(|person| person.outcome == report.outcome);
    let names: Vec<String> = same.map(|person| told.name(Some(person.member))).collect();
    match (&names[..], report.outcome) {
        _ if people.len() < 2 => report.because.clone(),
        (_, Outcome::NotEligible) => format!("家里{}个人，按填的都不符合。点开看每个人的原因。", people.len()),
        ([name], _) if name != YOU => format!("{name}：{}", report.because),
        ([] | [_], _) => report.because.clone(),
        _ => format!("{}。点开看每个人的原因。", names.join("、")),
    }
}

/// What helps most first; why and under which articles behind lines that open.
fn body(told: Told, program: &Program) -> Node {
    let (shell, kit, outcome) = (told.shell, told.kit, told.report.outcome);
    let plain = guide::Told { shell, kit, articles: false };
    let why_so = section("为什么这样说", Picture::List, reasons(told, program));
    let about = section("别的要知道的", Picture::Info, relations(told));
    let apply = many([
        section("带什么", Picture::Draft, papers(plain, program, "h5")),
        section("去哪里办", Picture::Pin, place(plain, program)),
        fold(Picture::Clock, format!("怎么走、要等几天，共{}步", program.steps.len()), steps(plain, program)),
    ]);
    let first = match outcome {
        Outcome::NotEligible => {
            many([why_so, about, fold(Picture::Pin, "还是想申请的：带什么、去哪里、怎么走", apply)])
        }
        _ => many([
            section("还差什么", Picture::Alert, open(told, program)),
            section("大概多少钱", Picture::Coin, money(told, program)),
            about,
            apply,
            why_so,
        ]),
    };
    many([
        first,
        fold(Picture::Info, "还要知道的", notes(shell, kit, program)),
        fold(Picture::Scale, "您的权利", rights(shell, kit, program)),
        fold(Picture::Book, "上面这些依据哪些条文", articles(told, program)),
    ])
}

fn section(title: &'static str, picture: Picture, body: Node) -> Node {
    (!body.is_nothing()).then(|| tag("section").child(tag("h4").child(icon(picture)).text(title)).child(body)).into()
}

fn fold(picture: Picture, title: impl Words, body: Node) -> Node {
    (!body.is_nothing()).then(|| why(icon(picture), title).child(body)).into()
}

/// The articles of everything but the conditions, each once.
fn articles(told: Told, program: &Program) -> Node {
    let papers = program.documents.iter().chain(&program.not_required).map(|paper| &paper.law);
    let law = papers.chain(program.apply.iter().map(|apply| &apply.law)).chain(program.steps.iter().map(|s| &s.law));
    let law = law.chain(program.benefit.iter().map(|b| &b.law)).chain(program.relations.iter().map(|r| &r.law));
    let mut all: Vec<parts::Cite> = Vec::new();
    for cite in law.flat_map(|law| told.kit.cites(told.shell, law)) {
        if !all.contains(&cite) {
            all.push(cite);
        }
    }
    cites("", all)
}

/// Why: of the household, or of each person.
fn reasons(told: Told, program: &Program) -> Node {
    let report = told.report;
    let Some(people) = report.persons.as_ref().filter(|people| people.len() > 1) else {
        return conditions(told, program, &report.conditions, report.outcome, report.shown);
    };
    let one = |person: &PersonReport, mark: Mark, short: &str| {
        let lead = tag("span").class(mark.class()).child(mark_icon(mark, false));
        let line = why(lead, format!("{}：{short}", told.name(Some(person.member))))
            .flag("open", report.shown == Some(person.member));
        line.child(conditions(told, program, &person.conditions, person.outcome, Some(person.member)))
    };
    let mut all = Vec::new();
    for (outcome, mark, short, ..) in GROUPS {
        let same = people.iter().filter(|person| person.outcome == outcome);
        all.extend(same.map(|person| Node::from(one(person, mark, short))));
    }
    all.into()
}

/// The conditions that decided, and behind a line that opens all of them with values and articles.
fn conditions(
    told: Told,
    program: &Program,
    found: &[rules::Condition],
    outcome: Outcome,
    member: Option<usize>,
) -> Node {
    let all = told.conditions(program, found, member);
    let decided = deciding(&all, outcome);
    let title = format!("全部{}条，每一条怎么算的、依据哪一条", all.len());
    let decided = (!decided.is_empty()).then(|| list(decided));
    many([Node::from(decided), fold(Picture::List, title, list(all).into())])
}

/// What an outcome rests on: without articles, and where everything holds, in one sentence each.
fn deciding(all: &[Condition], outcome: Outcome) -> Vec<Condition> {
    let holds = outcome >= Outcome::Likely;
    let decides = |condition: &&Condition| match condition.mark {
        Mark::No => outcome == Outcome::NotEligible,
        Mark::Undecided | Mark::Likely => outcome != Outcome::NotEligible,
        Mark::Yes => holds,
        Mark::Note => false,
    };
    let short = |condition: &Condition| Condition {
        // Where an outcome only waits for the authority, so does what is open in it.
        mark: if holds { condition.mark.min(Mark::Likely) } else { condition.mark },
        says: condition.says.clone(),
        ridge: condition.ridge.filter(|_| !holds),
        lines: if holds { Vec::new() } else { condition.lines.clone() },
        cites: Vec::new(),
        inner: Vec::new(),
    };
    all.iter().filter(decides).map(short).collect()
}

fn list(conditions: Vec<Condition>) -> Tag {
    tag("ul").class("conds").children(conditions.into_iter().map(cond))
}

fn relations(told: Told) -> Node {
    let one = |relation: &RelationReport| tag("li").text(relation.says.clone());
    let all: Vec<Tag> = told.report.relations.iter().map(one).collect();
    (!all.is_empty()).then(|| tag("ul").children(all)).into()
}

fn money(told: Told, program: &Program) -> Node {
    let report = told.report;
    let Some(benefit) = program.benefit.as_ref().filter(|_| report.outcome >= Outcome::Likely) else {
        return nothing();
    };
    let (main, small) = told.amount_line(program);
    let line = tag("div").class("sumline").child(tag("b").text(main)).child(tag("span").text(small));
    let line = line.child(tag("span").text(benefit.says.clone()));
    let dated = benefit.used.iter().any(|used| matches!(used.name, Named::Amount(_)));
    let warning = dated.then(|| tag("span").class("small").text("标准可能已经调过，以民政部门最新公布的为准。"));
    let extras =
        report.extras.iter().filter_map(|e| Some(tag("p").class("small").text(extra(program.extras.get(e.extra)?, e))));
    many([line.child(warning)].into_iter().chain(extras))
}

/// What is open: answers that are missing, and texts that disagree.
fn open(told: Told, program: &Program) -> Node {
    let (report, answers, asks) = (told.report, told.open(), told.asks(program));
    let readings: Vec<&Reading> = report.readings.iter().filter_map(|ix| told.kit.pack.readings.get(*ix)).collect();
    if report.outcome != Outcome::Undecided || answers.is_empty() && readings.is_empty() && asks.is_empty() {
        return nothing();
    }
    let asked = |open: Open| tag("li").child(tag("a").href(open.href).text(open.says));
    let title = format!("{}题答了，可能就能定下来", answers.len());
    let list = (!answers.is_empty()).then(|| tag("ul").children(answers.into_iter().map(asked)));
    let asks = (!asks.is_empty()).then(|| tag("p").text(format!("怎么弄清：{}。", asks.join("；"))));
    let readings = readings.into_iter().map(|reading| disagreement(told, reading));
    many([Node::from(asks), fold(Picture::List, title, list.into()), readings.collect::<Vec<Node>>().into()])
}

fn disagreement(told: Told, reading: &Reading) -> Node {
    let option = |option: &policy::ReadingOption| {
        tag("li").text(option.says.clone()).text(" ").child(cites("", told.kit.cites(told.shell, &option.law)))
    };
    let lead = tag("p").text(format!("文件说法不一：{}。问{}。", reading.name, reading.ask));
    many([lead, tag("ul").children(reading.options.iter().map(option))])
}
