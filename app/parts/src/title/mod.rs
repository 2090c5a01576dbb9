//! Headings that break where one would pause: at the end of a clause, at a mark in the text, never before the last
//! few characters.

use crate::node::{Tag, Words, tag};

/// Where a line may end, besides the end of a clause; not shown.
const PAUSE: char = '|';
/// So many characters at the end stay together, so that none stands on a line of its own.
const TOGETHER: usize = 4;

/// A heading of this level. Its phrases are blocks in the line, since browsers that don't know `text-wrap` break anywhere
/// in Chinese.
pub fn title(level: &'static str, text: impl Words) -> Tag {
    let text = text.words();
    let mut phrases = text.split_inclusive(['，', '：', PAUSE]).peekable();
    let mut heading = tag(level);
    while let Some(phrase) = phrases.next() {
        let last = phrases.peek().is_none();
        let phrase = phrase.trim_end_matches(PAUSE);
        heading = match last && phrase.len() == text.len() {
            true => ending(heading, phrase),
            false => heading.child(ending(tag("span").class("ph"), phrase)),
        };
    }
    heading
}

/// The text, its end in one piece.
fn ending(inside: Tag, text: &str) -> Tag {
    match text.char_indices().rev().nth(TOGETHER - 1) {
        None | Some((0, _)) => inside.text(text.to_string()),
        Some((at, _)) => {
            let (start, end) = text.split_at(at);
            inside.text(start.to_string()).child(tag("span").class("nb").text(end.to_string()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn breaks_where_one_would_pause() {
        check(title("h1", "我的草稿"), &["<h1>我的草稿</h1>"]);
        check(title("h1", "全家人的收入"), &[r#"<h1>全家<span class="nb">人的收入</span></h1>"#]);
        check(
            title("h1", "有人要抢救：先打120"),
            &[
                r#"<h1><span class="ph">有人<span class="nb">要抢救：</span></span><span class="ph">先打<span class="nb">120"#,
            ],
        );
        check(
            title("h1", "事情发生在|垫江吗？"),
            &[r#"发<span class="nb">"#, r#"</span></span><span class="ph">垫江吗？</span></h1>"#],
        );
    }
}
