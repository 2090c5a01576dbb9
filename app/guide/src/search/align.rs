//! Characters and letters laid along a text: a character stands for itself, letters for the beginning of a sound.

/// Where a query lies in a text, and how fully its sounds were typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The first character.
    pub first: usize,
    /// One after the last.
    pub end: usize,
    /// How it was typed.
    pub typed: Typed,
}

/// How fully a text was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Typed {
    /// Beginnings of sounds, some whole.
    Parts,
    /// The first letter of each.
    Initials,
    /// Whole sounds; the last may be begun only.
    Sounds,
    /// Its characters.
    Characters,
}

/// The best place of a query in a text: the most fully typed, then the first.
pub fn align(query: &[char], text: &[char], sounds: &[&str]) -> Option<Place> {
    let mut best: Option<Place> = None;
    for first in 0..text.len() {
        let found = along(query, &text[first..], sounds.get(first..).unwrap_or_default());
        let Some((length, typed)) = found else { continue };
        if best.is_none_or(|best| typed > best.typed) {
            best = Some(Place { first, end: first + length, typed });
        }
    }
    best
}

/// How many characters of the text the query takes from its beginning, and how it was typed.
fn along(query: &[char], text: &[char], sounds: &[&str]) -> Option<(usize, Typed)> {
    let Some(next) = query.first() else { return Some((0, Typed::Characters)) };
    let mut best: Option<(usize, Typed)> = None;
    let mut take = |eaten: usize, how: Typed| {
        let rest = &query[eaten..];
        let (length, others) = along(rest, text.get(1..)?, sounds.get(1..).unwrap_or_default())?;
        let typed = if rest.is_empty() { how } else { together(how, others) };
        if best.is_none_or(|(_, known)| typed > known) {
            best = Some((length + 1, typed));
        }
        Some(())
    };
    if text.first() == Some(next) {
        take(1, Typed::Characters);
    }
    let sound = sounds.first().copied().unwrap_or_default();
    let same = sound.chars().zip(query).take_while(|(a, b)| a == *b).count();
    if next.is_ascii_lowercase() && same > 0 {
        for eaten in (1..=same).rev() {
            let last = eaten == query.len();
            let whole = eaten == sound.len();
            take(eaten, if whole || (last && eaten > 1) { Typed::Sounds } else { one_letter(eaten) });
        }
    }
    best
}

fn one_letter(eaten: usize) -> Typed {
    if eaten == 1 { Typed::Initials } else { Typed::Parts }
}

/// Sounds after initials are neither; a character among sounds leaves them what they are.
fn together(a: Typed, b: Typed) -> Typed {
    match (a, b) {
        (a, b) if a == b => a,
        (Typed::Characters, other) | (other, Typed::Characters) => other,
        _ => Typed::Parts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lays_letters_along_sounds() {
        let text: Vec<char> = "临时救助".chars().collect();
        let sounds = ["lin", "shi", "jiu", "zhu"];
        for (query, expect) in [
            ("救助", Some((2, 4, Typed::Characters))),
            ("lsjz", Some((0, 4, Typed::Initials))),
            ("linshi", Some((0, 2, Typed::Sounds))),
            ("linsh", Some((0, 2, Typed::Sounds))),
            ("jiuz", Some((2, 4, Typed::Parts))),
            ("临shi", Some((0, 2, Typed::Sounds))),
            ("jzz", None),
        ] {
            let query: Vec<char> = query.chars().collect();
            let place = align(&query, &text, &sounds).map(|p| (p.first, p.end, p.typed));
            assert_eq!(place, expect, "{query:?}");
        }
    }
}
