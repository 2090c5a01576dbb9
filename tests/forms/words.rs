//! Sentences on the forms that anybody can read.

use crate::FORMS;
use forms::Form;

const LONGEST_LABEL: usize = 30;
const LONGEST_SENTENCE: usize = 60;

fn sentences(form: &Form) -> Vec<(String, String, usize)> {
    let mut all = vec![(form.id.clone(), form.name.clone(), LONGEST_LABEL)];
    let mut add = |place: &str, text: &str, longest: usize| {
        let parts = text.split_inclusive(['。', '；']).map(str::to_string);
        all.extend(parts.map(|part| (format!("{} {place}", form.id), part, longest)));
    };
    add("says", &form.says, LONGEST_SENTENCE);
    for section in &form.sections {
        add(&section.id, &section.title, LONGEST_LABEL);
        add(&section.id, &section.hint, LONGEST_SENTENCE);
    }
    for (_, field) in form.fields() {
        add(&field.id, &field.label, LONGEST_LABEL);
        add(&field.id, &field.hint, LONGEST_SENTENCE);
        field.options.iter().for_each(|option| add(&field.id, &option.label, LONGEST_LABEL));
    }
    for line in form.declares.iter().chain(&form.know).chain(&form.never) {
        add("line", &line.says, 80);
    }
    form.signs.iter().for_each(|sign| add("sign", &sign.label, LONGEST_LABEL));
    all
}

#[test]
fn sentences_are_short_and_plain() {
    let mut wrong = Vec::new();
    for (place, text, longest) in FORMS.list.iter().flat_map(sentences) {
        let long = text.chars().count();
        if long > longest {
            wrong.push(format!("{place}: {long} characters: {text}"));
        }
        if text.contains(['！', '!', ',', ';', '?', '(', ')']) || text.trim() != text {
            wrong.push(format!("{place}: marks or spaces: {text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
