//! Slips in pinyin: sounds that many here don't tell apart, and a letter too many, too few, wrong or swapped.

/// Letters with sounds that many don't tell apart made one: zh and z, ch and c, sh and s, ng and n, l and n.
pub fn fold(letters: &str) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(letters.len());
    for letter in letters.bytes() {
        match (out.last(), letter) {
            (Some(b'z' | b'c' | b's'), b'h') | (Some(b'n'), b'g') => {}
            (_, b'l') => out.push(b'n'),
            (_, b'v') => out.push(b'u'),
            _ => out.push(letter),
        }
    }
    out
}

/// How many slips are forgiven in so many letters.
fn forgiven(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The fewest slips that make the query a run of whole sounds: where it begins, where it ends, how many slips.
pub fn slips(query: &[u8], sounds: &[&str]) -> Option<(usize, usize, usize)> {
    let most = forgiven(query.len());
    let folded: Vec<Vec<u8>> = sounds.iter().map(|sound| fold(sound)).collect();
    let mut best: Option<(usize, usize, usize)> = None;
    for first in 0..folded.len() {
        // A slip in the very first letter is rare: the run begins with it, or with the letter after it.
        let begins = folded[first].first();
        if begins.is_none_or(|letter| query.iter().take(2).all(|typed| typed != letter)) {
            continue;
        }
        let mut run = Vec::new();
        for (end, sound) in folded.iter().enumerate().skip(first) {
            run.extend(sound);
            if run.len() > query.len() + most {
                break;
            }
            if run.len() + most < query.len() || end == first && folded.len() > 1 {
                continue;
            }
            let count = distance(query, &run, most);
            if count <= most && best.is_none_or(|(.., known)| count < known) {
                best = Some((first, end + 1, count));
            }
        }
    }
    best
}

/// Letters too many, too few, wrong or swapped with their neighbour; anything above `most` is `most + 1`.
fn distance(a: &[u8], b: &[u8], most: usize) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut least = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        if row.iter().min().is_none_or(|least| *least > most) {
            return most + 1;
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or(most + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forgives_small_slips() {
        let sounds = ["lin", "shi", "jiu", "zhu"];
        for (typed, expect) in [
            ("linshi", Some((0, 2, 0))),
            ("lingsi", Some((0, 2, 0))),
            ("ninshi", Some((0, 2, 0))),
            ("linhsi", Some((0, 2, 1))),
            ("linsji", Some((0, 2, 1))),
            ("jiuzu", Some((2, 4, 0))),
            ("jiuz", Some((2, 4, 1))),
            ("abc", None),
            ("nanjing", None),
        ] {
            assert_eq!(slips(&fold(typed), &sounds), expect, "{typed}");
        }
    }
}
