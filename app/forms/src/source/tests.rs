//! The smallest form, and each fault it can have.

use super::*;
use crate::{Kind, Need, Source};

const TEXTS: &str = "[[text]]\nname = \"某法\"\nfrom = 2020-01-01\nkind = \"articles\"\ncount = 9\n";
const FACTS: [(&str, &str); 3] = [
    (
        "a/facts/p_birth.toml",
        "id = \"p_birth\"\nof = \"person\"\ntype = \"date\"\nknown_by = \"resident\"\nquestion = \"哪天生？\"\norder = 1\n",
    ),
    (
        "a/facts/poor.toml",
        "id = \"poor\"\nof = \"household\"\ntype = \"bool\"\nknown_by = \"resident\"\nquestion = \"穷吗？\"\norder = 2\n",
    ),
    (
        "a/programs/aid.toml",
        "id = \"aid\"\nname = \"帮助\"\nsummary = \"帮穷人。\"\nlaw = [\"某法#1\"]\n\
         [[all]]\nid = \"aid_poor\"\nlaw = [\"某法#1\"]\ntest = \"poor\"\nsays = \"穷\"\n",
    ),
];
const HEAD: &str = "name = \"表\"\nwho = \"resident\"\norder = 1\nsays = \"一句话\"\nlaw = [\"某法#1\"]\n";
const BODY: &str = "[[section]]\nid = \"s\"\ntitle = \"部分\"\n\
    [[section.field]]\nid = \"x\"\nlabel = \"事\"\nkind = \"text\"\nneed = \"must\"\n";

fn compiled(forms: &[(&str, String)]) -> (Vec<SourceFile>, Result<Forms, Faults>) {
    let file = |path: &str, text: &str| SourceFile { path: path.into(), text: text.into() };
    let mut files = vec![file("texts.toml", TEXTS)];
    files.extend(FACTS.iter().map(|(path, text)| file(path, text)));
    let pack = policy::source::compile(&files).expect("a small pack");
    files.extend(forms.iter().map(|(path, text)| file(path, text)));
    let forms = compile(&files, &pack);
    (files, forms)
}

fn form(id: &str, more: &str) -> (&'static str, String) {
    let path = if id == "f" { "a/forms/f.toml" } else { "a/forms/g.toml" };
    (path, format!("id = \"{id}\"\n{HEAD}{more}"))
}

/// The fault of a form, and the line it points at.
#[track_caller]
fn check(more: &str, code: &str, line: &str) {
    let (files, found) = compiled(&[form("f", more)]);
    let faults = found.expect_err(more).0;
    assert_eq!(faults.len(), 1, "{more}: {faults:?}");
    let text = &files[faults[0].file].text;
    let start = text[..faults[0].span.start].rfind('\n').map_or(0, |at| at + 1);
    assert_eq!((faults[0].code, text[start..].lines().next().unwrap_or_default()), (code, line), "{faults:?}");
}

fn field(rest: &str) -> String {
    format!("[[section]]\nid = \"s\"\ntitle = \"部分\"\n[[section.field]]\nid = \"x\"\n{rest}")
}

#[test]
fn the_smallest_form_compiles() {
    let forms = compiled(&[form("f", BODY)]).1.unwrap();
    let (section, field) = forms.list[0].field("x").unwrap();
    assert_eq!((section.id.as_str(), field.kind, field.need), ("s", Kind::Text, Need::Must));
    assert_eq!(Forms::decode(&forms.encode().unwrap()).unwrap(), forms);
}

#[test]
fn a_field_takes_its_kind_and_options_from_its_fact() {
    let forms = compiled(&[form("f", &field("label = \"穷吗\"\nfact = \"poor\"\n"))]).1.unwrap();
    let field = forms.list[0].field("x").unwrap().1;
    assert_eq!((field.kind, &field.source), (Kind::Choice, &Source::Fact("poor".into())));
    assert_eq!(field.options.iter().map(|o| o.id.as_str()).collect::<Vec<_>>(), ["yes", "no"]);
}

#[test]
fn faults_are_told_at_their_line() {
    let field_line = "id = \"x\"";
    check(&field("label = \"事\"\nfact = \"por\"\n"), "unknown-name", "fact = \"por\"");
    check(&field("kind = \"text\"\n"), "missing-label", field_line);
    check(&field("label = \"name\"\nkind = \"text\"\n"), "missing-label", "label = \"name\"");
    check(&field("label = \"事\"\n"), "kind", field_line);
    check(&field("label = \"事\"\nkind = \"text\"\nfact = \"poor\"\n"), "kind", "kind = \"text\"");
    check(&field("label = \"事\"\nfact = \"p_birth\"\n"), "list", "fact = \"p_birth\"");
    check(&field("label = \"事\"\nkind = \"choice\"\n"), "options", field_line);
    check(&field("label = \"事\"\nkind = \"text\"\ncolour = 1\n"), "file", "colour = 1");
    check(&field("label = \"事\"\nkind = \"text\"\nlaw = [\"某法#10\"]\n"), "citation", "law = [\"某法#10\"]");
    check(&field("label = \"事\"\nkind = \"id_number\"\nbirth = \"y\"\n"), "unknown-name", "birth = \"y\"");
    check(
        &format!(
            "{BODY}[[section]]\nid = \"s\"\ntitle = \"又\"\n{}",
            &BODY[BODY.find("[[section.f").unwrap_or(0)..].replace("\"x\"", "\"y\"")
        ),
        "duplicate",
        "id = \"s\"",
    );
    check(&format!("{BODY}{}", &BODY[BODY.find("[[section.f").unwrap_or(0)..]), "duplicate", field_line);
    check("", "form", "id = \"f\"");
    check("[[section]]\nid = \"s\"\ntitle = \"空\"\n", "form", "id = \"s\"");
}

#[test]
fn conditions_name_what_is_there() {
    let choice = "label = \"选\"\nkind = \"choice\"\n[[section.field.option]]\nid = \"a\"\nlabel = \"甲\"\n\
                  [[section.field.option]]\nid = \"b\"\nlabel = \"乙\"\n";
    let after = |when: &str| {
        format!("{}[[section.field]]\nid = \"y\"\nlabel = \"后\"\nkind = \"text\"\nwhen = [{when}]\n", field(choice))
    };
    assert!(compiled(&[form("f", &after("{ field = \"x\", is = [\"a\"] }"))]).1.is_ok());
    for (when, code) in [
        ("{ field = \"z\", is = [\"a\"] }", "unknown-name"),
        ("{ field = \"x\", is = [\"c\"] }", "unknown-name"),
        ("{ field = \"x\", age_from = 18 }", "kind"),
        ("{ field = \"x\" }", "when"),
        ("{ field = \"x\", is = [\"a\"], not = [\"b\"] }", "when"),
    ] {
        check(&after(when), code, &format!("when = [{when}]"));
    }
}

#[test]
fn the_same_thing_is_described_once() {
    let other = BODY.replace("kind = \"text\"\nneed = \"must\"\n", "").replace("label = \"事\"\n", "from = \"f\"\n");
    let forms = compiled(&[form("f", BODY), form("g", &other)]).1.unwrap();
    assert_eq!(forms.list[0].sections[0].fields, forms.list[1].sections[0].fields);
    for (text, code) in [
        (BODY.to_string(), "duplicate"),
        (other.replace("\"x\"", "\"z\""), "unknown-name"),
        (format!("{other}kind = \"text\"\n"), "form"),
        (other.replace("title", "of = \"members\"\ntitle"), "list"),
    ] {
        let faults = compiled(&[form("f", BODY), form("g", &text)]).1.expect_err(&text).0;
        assert_eq!(faults.iter().map(|f| f.code).collect::<Vec<_>>(), [code], "{text}");
    }
}

#[test]
fn what_nobody_may_ask_for_is_refused() {
    let never = "[[never]]\nsays = \"不要证件号\"\nlaw = [\"某法#1\"]\nkinds = [\"text\"]\n";
    check(&format!("{BODY}{never}"), "barred", "id = \"x\"");
    let never = "[[never]]\nsays = \"不要证件号\"\n";
    check(&format!("{BODY}{never}"), "missing-article", "says = \"不要证件号\"");
}

#[test]
fn a_later_layer_replaces_a_form() {
    let mine = form("f", &BODY.replace("部分", "县里的"));
    let forms = compiled(&[form("f", BODY), ("b/forms/f.toml", mine.1)]).1.unwrap();
    assert_eq!((forms.list.len(), forms.list[0].sections[0].title.as_str()), (1, "县里的"));
}
