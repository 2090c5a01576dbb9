//! Sentences that a person who left school early reads aloud without stumbling.
//!
//! The guide's own sentences must pass, and those of the packs, which residents read beside them.

use crate::{BOOK, PACK, data, none, strings};
use guide::source::{Para, Piece};
use policy::{Row, Said};
use std::collections::BTreeSet;

/// Characters between two marks.
const LONGEST_CLAUSE: usize = 30;
/// Characters of a sentence.
const LONGEST_SENTENCE: usize = 50;
/// Characters of one thing in a list of things: longer ones are ideas, and get a sentence each.
const LONGEST_ITEM: usize = 10;
/// Things in one list.
const MOST_ITEMS: usize = 6;

/// What is hard to read in a text.
fn hard(text: &str, heavy: &[(String, String)]) -> Vec<String> {
    let mut found = Vec::new();
    for sentence in text.split(['。', '？', '；']) {
        let long = sentence.chars().count();
        if long > LONGEST_SENTENCE {
            found.push(format!("a sentence of {long}: {sentence}"));
        }
        for clause in sentence.split(['，', '：', '（', '）']) {
            let long = clause.chars().count();
            if long > LONGEST_CLAUSE {
                found.push(format!("{long} in one breath: {clause}"));
            }
            let items: Vec<&str> = clause.split('、').collect();
            if items.len() > MOST_ITEMS {
                found.push(format!("a list of {}: {clause}", items.len()));
            }
            // The first and last item carry the rest of the sentence.
            let inner = items.get(1..items.len().saturating_sub(1)).unwrap_or_default();
            if let Some(idea) = inner.iter().find(|item| item.chars().count() > LONGEST_ITEM) {
                found.push(format!("“{idea}” is an idea, not one of a list"));
            }
        }
    }
    for (word, plain) in heavy.iter().filter(|(word, _)| text.contains(word.as_str())) {
        found.push(format!("“{word}”: say “{plain}”: {text}"));
    }
    found
}

fn heavy() -> Vec<(String, String)> {
    let list = data("words.toml");
    let one = |(word, plain): (&String, &toml::Value)| (word.clone(), plain.as_str().unwrap_or_default().to_string());
    list["heavy"].as_table().into_iter().flatten().map(one).collect()
}

/// The words only: what stands between braces comes from the packs and is a name or a number.
fn own(para: &Para) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        _ => "某".to_string(),
    };
    para.iter().map(piece).collect()
}

/// Every sentence that the guide adds, with its place.
fn own_sentences() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for page in &BOOK.pages {
        let place = page.path();
        all.push((place.clone(), page.title.clone()));
        all.push((place.clone(), page.summary.clone()));
        for section in &page.sections {
            all.push((place.clone(), section.title.clone()));
            all.extend(section.says.iter().chain(&section.then).map(|para| (place.clone(), own(para))));
            all.extend(section.help.iter().map(|help| (place.clone(), own(&help.says))));
        }
    }
    all.extend(BOOK.words.iter().map(|word| (format!("word {}", word.word), own(&word.says))));
    all.extend(BOOK.limits.iter().map(|limit| ("calendar".to_string(), format!("{}。{}", limit.what, limit.limit))));
    all
}

/// Sentences of the packs that residents read.
fn pack_sentences() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for fact in &PACK.facts {
        all.extend([fact.asks(), fact.hint.clone(), fact.why.clone()].map(|text| (fact.id.clone(), text)));
    }
    let mut said = |place: &str, said: &[Said]| {
        all.extend(said.iter().map(|s| (format!("{place} {}", s.id), s.says.clone())));
    };
    let guide = &PACK.guide;
    for (place, list) in
        [("right", &guide.rights), ("duty", &guide.duties), ("help", &guide.help), ("urgent", &guide.urgent)]
    {
        said(place, list);
    }
    for program in &PACK.programs {
        said(&program.id, &program.rights);
        said(&program.id, &program.notes);
    }
    for program in &PACK.programs {
        let id = &program.id;
        all.push((id.clone(), program.summary.clone()));
        rows(id, &program.rows, &mut all);
        all.extend(program.relations.iter().map(|relation| (format!("{id} relation"), relation.says.clone())));
        let paid = program.benefit.iter().chain(&program.extras);
        all.extend(paid.map(|benefit| (format!("{id} {}", benefit.id), benefit.says.clone())));
        all.extend(
            program.steps.iter().flat_map(|step| [(id.clone(), step.says.clone()), (id.clone(), step.limit.clone())]),
        );
        let papers = program.documents.iter().chain(&program.not_required);
        all.extend(
            papers
                .flat_map(|paper| [&paper.name, &paper.says].map(|text| (format!("{id} {}", paper.id), text.clone()))),
        );
        all.extend(
            program.apply.iter().flat_map(|apply| [&apply.place, &apply.who].map(|text| (id.clone(), text.clone()))),
        );
    }
    for reading in &PACK.readings {
        all.extend(reading.options.iter().map(|option| (reading.id.clone(), option.says.clone())));
    }
    all
}

fn rows(program: &str, list: &[Row], all: &mut Vec<(String, String)>) {
    for row in list {
        all.extend([&row.says, &row.fails, &row.ask].map(|text| (format!("{program} {}", row.id), text.clone())));
        rows(program, &row.rows, all);
    }
}

#[test]
fn the_guide_reads_aloud() {
    let heavy = heavy();
    let all = own_sentences();
    let told =
        all.iter().flat_map(|(place, text)| hard(text, &heavy).into_iter().map(move |w| format!("{place}: {w}")));
    none(&told.collect::<Vec<_>>());
}

#[test]
fn the_packs_read_aloud() {
    let heavy = heavy();
    let all = pack_sentences();
    let told =
        all.iter().flat_map(|(place, text)| hard(text, &heavy).into_iter().map(move |w| format!("{place}: {w}")));
    none(&told.collect::<Vec<_>>());
}

#[test]
fn every_official_word_is_explained() {
    let official = strings(&data("words.toml")["official"]);
    let forms: BTreeSet<&str> =
        BOOK.words.iter().flat_map(|word| word.also.iter().chain([&word.word])).map(String::as_str).collect();
    let used: Vec<(String, String)> = own_sentences().into_iter().chain(pack_sentences()).collect();
    let mut wrong = Vec::new();
    for word in &official {
        let place = used.iter().find(|(_, text)| text.contains(word.as_str())).map(|(place, _)| place);
        let explained = forms.contains(word.as_str());
        if let Some(place) = place
            && !explained
        {
            wrong.push(format!("“{word}” ({place}) is not in app/guide/pages/words.toml"));
        }
    }
    let listed = |word: &&&str| !official.iter().any(|known| known == **word);
    wrong
        .extend(forms.iter().filter(listed).map(|word| format!("“{word}” is explained, but not in the list of words")));
    none(&wrong);
}

#[test]
fn finds_what_is_hard() {
    let heavy = [("逾期".to_string(), "过了日子".to_string())];
    for (text, count) in [
        ("带身份证、户口簿。", 0),
        ("逾期不办", 1),
        ("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", 1),
        ("甲、向乡镇人民政府提出书面的申请、乙", 1),
        ("甲、乙、丙、丁、戊、己、庚", 1),
    ] {
        assert_eq!(hard(text, &heavy).len(), count, "{text}");
    }
}
