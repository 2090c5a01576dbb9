//! Sentences that anybody can read.

use crate::{PACK, none};
use policy::{Kind, Program, Row, Said};

const LONGEST_QUESTION: usize = 30;
const LONGEST_SENTENCE: usize = 60;

/// Everything a resident reads: where, what, and how long it may be.
fn sentences() -> Vec<(String, &'static str, Option<usize>)> {
    let mut all = Vec::new();
    for fact in &PACK.facts {
        all.push((format!("{} question", fact.id), fact.question.as_str(), Some(LONGEST_QUESTION)));
        all.extend(
            [("hint", &fact.hint), ("why", &fact.why), ("yes", &fact.yes), ("no", &fact.no), ("unsure", &fact.unsure)]
                .map(|(what, t)| (format!("{} {what}", fact.id), t.as_str(), None)),
        );
        for value in &fact.values {
            all.extend([&value.label, &value.hint].map(|t| (format!("{}.{}", fact.id, value.id), t.as_str(), None)));
        }
    }
    for reading in &PACK.readings {
        all.push((format!("{} name", reading.id), &reading.name, Some(LONGEST_SENTENCE)));
        all.extend(
            reading
                .options
                .iter()
                .map(|o| (format!("{}:{}", reading.id, o.id), o.says.as_str(), Some(LONGEST_SENTENCE))),
        );
    }
    for amount in &PACK.amounts {
        all.extend([&amount.name, &amount.note, &amount.who].map(|t| (amount.id.clone(), t.as_str(), None)));
    }
    all.extend(PACK.quantities.iter().map(|q| (q.id.clone(), q.label.as_str(), Some(LONGEST_SENTENCE))));
    PACK.programs.iter().for_each(|p| program(p, &mut all));
    let guide = &PACK.guide;
    all.extend(
        [&guide.rights, &guide.duties, &guide.help, &guide.urgent].into_iter().flatten().map(|s| said("guide", s)),
    );
    all.retain(|(_, text, _)| !text.is_empty());
    all
}

fn said(place: &str, said: &'static Said) -> (String, &'static str, Option<usize>) {
    (format!("{place} {} {}", said.id, said.title), &said.says, None)
}

fn program(program: &'static Program, to: &mut Vec<(String, &'static str, Option<usize>)>) {
    let id = &program.id;
    to.push((format!("{id} summary"), &program.summary, Some(LONGEST_SENTENCE)));
    to.extend([&program.name, &program.short, &program.who_decides].map(|t| (id.clone(), t.as_str(), None)));
    let mut row = |row: &'static Row| {
        for (what, text) in
            [("says", &row.says), ("fails", &row.fails), ("ask", &row.ask), ("open_says", &row.open_says)]
        {
            to.push((format!("{id} {} {what}", row.id), text.as_str(), Some(LONGEST_SENTENCE)));
        }
    };
    rows(&program.rows, &mut row);
    program.excluded.iter().for_each(|(r, _)| row(r));
    to.extend(program.relations.iter().map(|r| (format!("{id} relation"), r.says.as_str(), Some(LONGEST_SENTENCE))));
    for benefit in program.benefit.iter().chain(&program.extras) {
        to.extend([&benefit.name, &benefit.says].map(|t| (format!("{id} {}", benefit.id), t.as_str(), None)));
    }
    for paper in program.documents.iter().chain(&program.not_required) {
        to.extend([&paper.name, &paper.says].map(|t| (format!("{id} {}", paper.id), t.as_str(), None)));
    }
    for step in &program.steps {
        to.extend(
            [&step.name, &step.who, &step.limit, &step.says].map(|t| (format!("{id} {}", step.id), t.as_str(), None)),
        );
    }
    to.extend(program.apply.iter().flat_map(|a| [&a.place, &a.who]).map(|t| (format!("{id} apply"), t.as_str(), None)));
    to.extend(program.rights.iter().chain(&program.notes).map(|s| said(id, s)));
}

fn rows(list: &'static [Row], see: &mut impl FnMut(&'static Row)) {
    for row in list {
        see(row);
        rows(&row.rows, see);
    }
}

#[test]
fn sentences_are_plain() {
    let mut wrong = Vec::new();
    for (place, text, longest) in sentences() {
        let long = text.chars().count();
        if longest.is_some_and(|longest| long > longest) {
            wrong.push(format!("{place}: {long} characters: {text}"));
        }
        if text.contains(['！', '!']) {
            wrong.push(format!("{place}: nobody shouts: {text}"));
        }
        if let Some(mark) = western(text) {
            wrong.push(format!("{place}: “{mark}” inside Chinese: {text}"));
        }
        if text.trim() != text || text.contains("  ") || text.contains(['\u{200b}', '\t']) {
            wrong.push(format!("{place}: stray space: {text}"));
        }
    }
    none(&wrong);
}

#[test]
fn answers_fit_their_questions() {
    let asked = PACK.facts.iter().filter(|fact| fact.kind == Kind::Bool && !fact.question.is_empty());
    let wrong = asked.filter(|fact| !fits(&fact.question, &fact.yes, &fact.no));
    none(&wrong.map(|fact| format!("{}: {} {} / {}", fact.id, fact.question, fact.yes, fact.no)).collect::<Vec<_>>());
}

/// Whether a yes that isn't 是 repeats the question's own word, and not in the negative.
fn fits(question: &str, yes: &str, no: &str) -> bool {
    match yes {
        "是" => no == "不是" && !question.contains("愿意"),
        _ => {
            question.contains(yes.trim_end_matches('了'))
                && !yes.starts_with(['不', '没'])
                && no.starts_with(['不', '没'])
        }
    }
}

#[test]
fn finds_answers_that_fit_no_question() {
    for (question, yes, no, expect) in [
        ("家里有人要抢救吗？", "有", "没有", true),
        ("家里有人要抢救吗？", "没有", "有", false),
        ("抢救的钱付不起吗？", "有", "没有", false),
        ("今年参加医保了吗？", "参加了", "没参加", true),
        ("户口在这里吗？", "是", "不是", true),
        ("户口在这里吗？", "是", "没有", false),
        ("您愿意配合吗？", "是", "不是", false),
    ] {
        assert_eq!(fits(question, yes, no), expect, "{question}");
    }
}

#[test]
fn one_paper_has_one_name() {
    let papers = || PACK.programs.iter().flat_map(|program| &program.documents);
    let two = |one: &policy::Document| papers().any(|other| (one.id == other.id) != (one.name == other.name));
    let wrong = papers().filter(|one| two(one)).map(|one| format!("{} {}", one.id, one.name));
    none(&wrong.collect::<Vec<_>>());
}

/// A western punctuation mark beside a Chinese character.
fn western(text: &str) -> Option<char> {
    let marks = [',', '.', ';', ':', '?', '(', ')', '"', '\''];
    let chinese = |c: Option<&char>| {
        c.is_some_and(|c| ('\u{3000}'..='\u{9fff}').contains(c) || ('\u{ff00}'..='\u{ffef}').contains(c))
    };
    let chars: Vec<char> = text.chars().collect();
    let beside = |at: usize| chinese(at.checked_sub(1).and_then(|b| chars.get(b))) || chinese(chars.get(at + 1));
    (0..chars.len()).find(|at| marks.contains(&chars[*at]) && beside(*at)).map(|at| chars[at])
}

#[test]
fn finds_western_marks() {
    for (text, expect) in [
        ("好,的", Some(',')),
        ("1.5倍", None),
        ("见《法》.", Some('.')),
        ("{name}几岁？", None),
        ("问(窗口)", Some('(')),
    ] {
        assert_eq!(western(text), expect, "{text}");
    }
}

#[test]
fn who_must_support_is_asked_for_one_person() {
    let fact = &PACK.facts[PACK.fact("obligors").expect("the list of those who must support")];
    assert!(fact.question.contains("{name}"), "{}", fact.question);
}
