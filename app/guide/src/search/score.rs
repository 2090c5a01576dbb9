//! How well an entry fits a query.

use super::align::{Place, Typed, align};
use super::slip::slips;
use super::typed::Query;
use super::{Entry, Field, Hit, Weight};

/// The best of an entry's texts.
pub struct Best {
    points: i32,
    /// How many of its texts fit.
    count: usize,
    field: usize,
    found: Option<(usize, usize)>,
}

/// So many characters around what was found in a long text.
const AROUND: usize = 24;
/// Names and what people say for them are looked at for slips; headings and sentences aren't.
const SLIPS_FROM: i32 = 60;
/// More texts that fit say no more.
const MOST_COUNTED: usize = 6;

impl Best {
    /// What it is sorted by.
    pub fn rank(&self) -> (i32, usize) {
        (self.points, self.count)
    }

    /// What is shown of it.
    pub fn hit(&self, entry: &Entry) -> Hit {
        let field = &entry.fields[self.field];
        let about = entry.fields.iter().find(|field| field.weight == Weight::Text);
        let (snippet, found) = match (field.weight, about) {
            (Weight::Title | Weight::Word, Some(about)) => (about.text.clone(), None),
            // What people say, and what the page says to it.
            (Weight::Everyday, Some(about)) => (format!("{}：{}", field.text, about.text), self.found),
            _ => cut(&field.text, self.found),
        };
        let named = self.found.filter(|_| field.text == entry.title);
        Hit { path: entry.path.clone(), title: entry.title.clone(), named, snippet, found }
    }
}

/// A long text around what was found in it.
fn cut(text: &str, found: Option<(usize, usize)>) -> (String, Option<(usize, usize)>) {
    let length = text.chars().count();
    let Some((first, end)) = found.filter(|_| length > 2 * AROUND) else { return (text.to_string(), found) };
    let from = first.saturating_sub(AROUND);
    let to = (end + AROUND).min(length);
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < length { "…" } else { "" });
    let inside: String = text.chars().skip(from).take(to - from).collect();
    let shift = |at: usize| at - from + usize::from(from > 0);
    (format!("{before}{inside}{after}"), Some((shift(first), shift(end))))
}

/// The best fit among an entry's texts, if there is one.
pub fn entry(entry: &Entry, query: &Query) -> Option<Best> {
    let mut best: Option<Best> = None;
    let mut count = 0;
    for (ix, field) in entry.fields.iter().enumerate() {
        let Some((points, found)) = score(field, query) else { continue };
        count += 1;
        if best.as_ref().is_none_or(|best| points > best.points) {
            best = Some(Best { points, count, field: ix, found });
        }
    }
    best.map(|best| Best { count: count.min(MOST_COUNTED), ..best })
}

fn worth(weight: Weight) -> i32 {
    match weight {
        Weight::Title => 100,
        Weight::Everyday => 92,
        Weight::Word => 70,
        Weight::Heading => 50,
        Weight::Text => 24,
    }
}

type Found = Option<(usize, usize)>;

/// Points of a text, and the characters that were found.
fn score(field: &Field, query: &Query) -> Option<(i32, Found)> {
    let worth = worth(field.weight);
    if field.sounds.is_empty() {
        return written(field, query, worth);
    }
    let text: Vec<char> = field.text.chars().map(|c| c.to_ascii_lowercase()).collect();
    let sounds: Vec<&str> = field.sounds.split(' ').collect();
    let whole = laid(&query.chars, query.letters, &text, &sounds, worth);
    let bare = || query.subject.as_ref().and_then(|subject| laid(subject, query.letters, &text, &sounds, worth - 2));
    whole.or_else(bare).or_else(|| slipped(query, &sounds, worth)).or_else(|| shared(query, &text, worth))
}

/// A sentence is found only as it is written.
fn written(field: &Field, query: &Query, worth: i32) -> Option<(i32, Found)> {
    let found = |chars: &[char]| {
        let typed: String = chars.iter().collect();
        let at = field.text.find(&typed)?;
        let first = field.text[..at].chars().count();
        Some((first, first + chars.len()))
    };
    let whole = found(&query.chars).map(|found| (worth, Some(found)));
    whole.or_else(|| query.subject.as_deref().and_then(found).map(|found| (worth - 2, Some(found))))
}

/// The query as it stands in a text.
fn laid(query: &[char], letters: bool, text: &[char], sounds: &[&str], worth: i32) -> Option<(i32, Found)> {
    let place = align(query, text, sounds)?;
    if letters && query.len() == 1 && place.first > 0 {
        return None;
    }
    let typed = match place.typed {
        Typed::Characters => 0,
        Typed::Sounds => -4,
        Typed::Initials => -12,
        Typed::Parts => -24,
    };
    Some((worth + typed + fit(place, text.len()), Some((place.first, place.end))))
}

/// More for a text that is found whole, or at its beginning, or nearly whole.
fn fit(place: Place, length: usize) -> i32 {
    let (found, length) = (i32::try_from(place.end - place.first), i32::try_from(length));
    let (Ok(found), Ok(length)) = (found, length) else { return 0 };
    let whole = if found == length { 14 } else { 0 };
    let first = if place.first == 0 { 4 } else { 0 };
    whole + first + 10 * found / length.max(1)
}

/// Pinyin with small slips.
fn slipped(query: &Query, sounds: &[&str], worth: i32) -> Option<(i32, Found)> {
    if !query.letters || worth < SLIPS_FROM {
        return None;
    }
    let (first, end, count) = slips(&query.folded, sounds)?;
    let whole = if end - first == sounds.len() { 10 } else { 0 };
    let count = i32::try_from(count).ok()?;
    Some((worth / 2 + whole - 8 * count, Some((first, end))))
}

/// A question that says more than the text, or the same in other words: the longest run of characters they share.
fn shared(query: &Query, text: &[char], worth: i32) -> Option<(i32, Found)> {
    let asked = query.subject.as_deref().unwrap_or(&query.chars);
    if query.letters || asked.len() < LEAST_ASKED {
        return None;
    }
    let (first, length) = longest_run(asked, text);
    let (run, whole) = (i32::try_from(length).ok()?, i32::try_from(text.len()).ok()?);
    // The same words in another order: 看病没钱, 没钱看病.
    let all = if text.iter().all(|c| asked.contains(c)) { ALL_OF_IT } else { 0 };
    let points = worth * 2 * run / whole / 5 + 9 * run + all;
    (length >= LEAST_SHARED).then_some((points, Some((first, first + length))))
}

/// Shorter questions are found as they are written, or not.
const LEAST_ASKED: usize = 3;
/// For a text all of whose characters were typed.
const ALL_OF_IT: i32 = 16;
/// A single character in common says nothing.
const LEAST_SHARED: usize = 2;

/// Where the longest run of characters begins that a text shares with what was asked, and how long it is.
fn longest_run(asked: &[char], text: &[char]) -> (usize, usize) {
    let mut best = (0, 0);
    let mut above = vec![0; text.len() + 1];
    for typed in asked {
        let mut row = vec![0; text.len() + 1];
        for at in (0..text.len()).filter(|at| text[*at] == *typed) {
            row[at + 1] = above[at] + 1;
            if row[at + 1] > best.1 {
                best = (at + 1 - row[at + 1], row[at + 1]);
            }
        }
        above = row;
    }
    best
}
