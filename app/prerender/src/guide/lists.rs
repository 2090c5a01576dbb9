//! Pages that list: all of the guide, official words, time limits, changes.

use super::text::At;
use base::Date;
use guide::source::{Change, Changed, Page, PageKind, Word};
use parts::{Node, Picture, Step, Tag, go, icon, steps, tag, title, why};
use policy::Program;
use site::{Route, wording};

/// The address of the page that lists all others.
pub const FIND: &str = "guide/find/";
/// Its title, and what it is about.
pub const FIND_IS: (&str, &str) = ("按遇到的事找", "生病、失业、上学、受灾，各种手续怎么办，您有哪些权利。");
/// The address of the official words.
pub const WORDS: &str = "guide/words/";
/// Their title, and what they are about.
pub const WORDS_IS: (&str, &str) = ("看不懂的词", "办救助时听到、看到的词，一个一个讲明白。");
/// The address of the time limits.
pub const CALENDAR: &str = "guide/calendar/";
/// Their title, and what they are about.
pub const CALENDAR_IS: (&str, &str) = ("多少天有结果", "每一步最多多少天，到了日子没消息就去问。");
/// The address of what changed.
pub const CHANGES: &str = "guide/changes/";
/// Its title, and what it is about.
pub const CHANGES_IS: (&str, &str) = ("政策变了什么", "这几年救助的政策和标准，哪天变了什么。");

/// What steps say where no text sets a limit.
const NO_LIMIT: &str = "文件没写";

fn main((title, description): (&str, &str)) -> Tag {
    let page = tag("main").id("main").class("flow sec stack").child(tag("h1").text(title.to_string()));
    page.child(tag("p").class("lead-in muted").text(description.to_string()))
}

fn checked(at: &At) -> Date {
    at.book.pages.iter().map(|page| page.checked).max().unwrap_or(at.kit.today)
}

/// All pages by kind.
pub fn find(at: &At) -> Node {
    at.begin();
    let programs = go(at.shell.to(&Route::Guide), "看全部救助项目", parts::Look::Plain);
    let lists = [(WORDS, WORDS_IS), (CALENDAR, CALENDAR_IS), (CHANGES, CHANGES_IS)];
    let list = |(path, (title, about)): (&str, (&str, &str))| entry(at.to(path), title, about);
    let more = tag("section").child(tag("h2").text("还有")).child(tag("ul").class("ticks").children(lists.map(list)));
    let kinds = PageKind::ALL.into_iter().map(|kind| of_kind(at, kind));
    let topics = tag("div").id("topics").class("topics").children(kinds).child(more).child(tag("p").child(programs));
    main(FIND_IS).child(super::find::search(at)).child(topics).child(at.closing(checked(at))).into()
}

fn of_kind(at: &At, kind: PageKind) -> Tag {
    let pages = at.book.pages.iter().filter(|page| page.kind == kind);
    let entry = |page: &Page| entry(at.to(&page.path()), &page.title, &page.summary);
    let list = tag("ul").class("ticks").children(pages.map(entry));
    tag("section").id(kind.folder()).child(tag("h2").text(kind.title())).child(list)
}

fn entry(address: String, title: &str, about: &str) -> Tag {
    let link = tag("a").href(address).text(title.to_string());
    let about = tag("span").class("small muted").text(about.to_string());
    tag("li").child(icon(Picture::Book)).child(tag("span").child(link).child(tag("br")).child(about))
}

/// Every official word, by its first letter.
pub fn words(at: &At) -> Node {
    let mut letters: Vec<char> = at.book.words.iter().filter_map(first_letter).collect();
    letters.dedup();
    let page = main(WORDS_IS).children(letters.into_iter().map(|letter| of_letter(at, letter)));
    page.child(at.closing(checked(at))).into()
}

fn first_letter(word: &Word) -> Option<char> {
    word.id.chars().next().map(|letter| letter.to_ascii_uppercase())
}

fn of_letter(at: &At, letter: char) -> Tag {
    let words = at.book.words.iter().enumerate().filter(|(_, word)| first_letter(word) == Some(letter));
    let section = tag("section").class("stack").child(tag("h2").text(letter.to_string()));
    section.children(words.map(|(ix, word)| explained(at, ix, word)))
}

fn explained(at: &At, ix: usize, word: &Word) -> Tag {
    at.begin();
    at.explained(ix);
    let also = (!word.also.is_empty())
        .then(|| title("span", format!("（也叫：{}）", word.also.join("、"))).class("small muted"));
    let name = tag("h3").id(word.id.clone()).text(word.word.clone()).child(also);
    tag("div").child(name).child(at.para(&word.says)).child(tag("p").child(at.cites("", &word.law)))
}

/// The limits of every programme's steps, and those that no step carries.
pub fn calendar(at: &At) -> Node {
    let known = |program: &&Program| program.steps.iter().any(limited);
    let programs = at.kit.pack.programs.iter().filter(known).map(|program| of_program(at, program));
    let others = at.book.limits.iter().map(|limit| Step {
        name: limit.what.clone(),
        who: limit.who.clone(),
        says: String::new(),
        limit: limit.limit.clone(),
        cites: at.kit.cites(at.shell, &limit.law),
    });
    let others = tag("section").child(tag("h2").text("别的时限")).child(steps(others.collect()));
    let how = "“工作日”不算周末和放假。没列出来的步骤，这里的文件没写天数，问窗口。";
    main(CALENDAR_IS).child(tag("p").text(how)).children(programs).child(others).child(at.closing(checked(at))).into()
}

fn limited(step: &policy::Step) -> bool {
    !step.limit.is_empty() && !step.limit.contains(NO_LIMIT)
}

fn of_program(at: &At, program: &Program) -> Tag {
    let step = |step: &policy::Step| Step {
        name: step.name.clone(),
        who: step.who.clone(),
        says: if step.dual { "文件说法不一，问窗口。".into() } else { String::new() },
        limit: step.limit.clone(),
        cites: at.kit.cites(at.shell, &step.law),
    };
    let address = at.shell.to(&Route::Program(program.id.clone()));
    let name = tag("h2").child(title("a", program.name.clone()).href(address));
    tag("section").child(name).child(steps(program.steps.iter().filter(|s| limited(s)).map(step).collect()))
}

/// What changed, day by day.
pub fn changed(at: &At, changes: &[Change]) -> Node {
    let page = main(CHANGES_IS).child(tag("p").text(SINCE)).children(changes.iter().map(|one| on_day(at, one)));
    let none = changes.is_empty().then(|| tag("p").text("这几年没有变化。"));
    page.child(none).child(at.closing(checked(at))).into()
}

/// What the lines mean.
const SINCE: &str = "钱写成两个数之间的，是文件没写哪天调的。";
/// The conditions are the same, what they stand on isn't.
const GROUNDS: &str = "这几项的条件没有变，只是依据的条文有增减：";
/// Earlier rules aren't entered.
const UNKNOWN: &str = "这个网站只录了这一天以后的规定。以前也可能早就有，没法比：";

fn on_day(at: &At, change: &Change) -> Tag {
    let day = title("h2", format!("{}起", wording::day(change.on)));
    let texts = [("开始施行：", &change.begins), ("不再施行：", &change.ends)];
    let texts = texts.map(|(lead, texts)| (!texts.is_empty()).then(|| named(at, lead, texts)));
    let grounds = (!change.grounds.is_empty()).then(|| programs(at, GROUNDS, &change.grounds));
    let unknown = (!change.unknown.is_empty()).then(|| {
        let title = format!("没法比的，{}项", change.unknown.len());
        why(icon(Picture::Info), title).child(programs(at, UNKNOWN, &change.unknown))
    });
    let day = tag("section").class("stack").child(day).children(texts).children(change.about.iter().map(about));
    day.child(grounds).child(unknown)
}

/// Programmes by name, each linked to its page.
fn programs(at: &At, lead: &'static str, names: &[String]) -> Tag {
    let mut line = tag("p").text(lead);
    for (n, name) in names.iter().enumerate() {
        let comma = if n > 0 { "、" } else { "" };
        let program = at.kit.pack.programs.iter().position(|program| program.name == *name);
        let link = program.map(|ix| tag("a").href(at.to_program(ix)).text(name.clone()));
        let bare = if link.is_none() { name.clone() } else { String::new() };
        line = line.text(comma).child(link).text(bare);
    }
    line.text("。")
}

/// Texts by name, each linked to where it is described.
fn named(at: &At, lead: &'static str, texts: &[usize]) -> Tag {
    let whole = |ix: &usize| {
        let text = format!("《{}》", at.kit.pack.texts[*ix].full);
        tag("a").href(format!("{}#t{ix}", at.shell.to(&Route::Law))).text(text)
    };
    tag("p").child(tag("strong").text(lead)).children(texts.iter().map(whole))
}

/// One line stands beside its name; several below it.
fn about(changed: &Changed) -> Tag {
    if let [only] = &changed.says[..] {
        return tag("p").child(tag("strong").text(format!("{}：", changed.name))).text(only.clone());
    }
    let lines = changed.says.iter().map(|line| tag("li").text(line.clone()));
    let name = tag("p").child(tag("strong").text(format!("{}：", changed.name)));
    tag("div").child(name).child(tag("ul").children(lines))
}
