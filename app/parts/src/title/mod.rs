//! Headings that break where one would pause: at the end of a clause, at a mark in the text, never before the last
//! few characters.

use crate::node::{Tag, Text, Words, tag};

/// Where a line may end, besides the end of a clause; not shown.
const PAUSE: char = '|';
/// So many bytes at the end stay together: four Chinese characters, so that none stands on a line of its own.
const TOGETHER: usize = 12;

/// A heading, or what stands in one. Its phrases are blocks in the line, since browsers that don't know `text-wrap` break
/// anywhere in Chinese.
pub fn title(name: &'static str, text: impl Words) -> Tag {
    let text = text.words();
    let heading = match name.starts_with('h') && text.contains(['，', '：', PAUSE]) {
        // Blocks in the line would be read with a space between them.
        true => tag(name).set("aria-label", text.replace(PAUSE, "")),
        false => tag(name),
    };
    phrases(heading, &text)
}

#[inline(never)]
fn phrases(mut heading: Tag, text: &Text) -> Tag {
    let mut rest = &**text;
    while let Some(at) = rest.find(['，', '：', PAUSE]) {
        let (phrase, after) = match rest[at..].strip_prefix(PAUSE) {
            Some(after) => (&rest[..at], after),
            None => rest.split_at(at + '，'.len_utf8()),
        };
        heading = heading.child(ending(tag("span").class("ph"), phrase));
        rest = after;
    }
    match rest.len() {
        0 => heading,
        all if all == text.len() => ending(heading, rest),
        _ => heading.child(ending(tag("span").class("ph"), rest)),
    }
}

/// The text, its end in one piece.
fn ending(inside: Tag, text: &str) -> Tag {
    let mut at = text.len().saturating_sub(TOGETHER);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    if at == 0 {
        return inside.text(text.to_string());
    }
    inside.text(text[..at].to_string()).child(tag("span").class("nb").text(text[at..].to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn breaks_where_one_would_pause() {
        check(title("h1", "我的草稿"), &["<h1>我的草稿</h1>"]);
        check(title("h1", "全家人的收入"), &[r#"<h1>全家<span class="nb">人的收入</span></h1>"#]);
        let urgent = [
            r#"<h1 aria-label="有人要抢救：先打120"><span class="ph">有人<span class="nb">要抢救：</span></span><span class="ph">先打120</span></h1>"#,
        ];
        check(title("h1", "有人要抢救：先打120"), &urgent);
        let asked = [
            r#"<h1 aria-label="事情发生在垫江吗？"><span class="ph">事<span class="nb">情发生在</span></span>"#,
            r#"<span class="ph">垫江吗？</span></h1>"#,
        ];
        check(title("h1", "事情发生在|垫江吗？"), &asked);
        check(
            title("h1", "（申请人，"),
            &[r#"<h1 aria-label="（申请人，"><span class="ph">（<span class="nb">申请人，</span></span></h1>"#],
        );
    }
}
