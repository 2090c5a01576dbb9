//! “为什么问这个？”: closed at first, native.

use crate::icon::{Picture, icon};
use crate::node::{Tag, Words, tag};

/// A line that opens; what it opens is added as children.
pub fn why(lead: Tag, title: impl Words) -> Tag {
    let line = tag("summary").child(lead).text(title).child(icon(Picture::Chev));
    tag("details").class("why").child(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn is_a_native_disclosure() {
        let part = why(icon(Picture::Info), "为什么问这个？").child(tag("p").text("低保看这个。"));
        check(part, &["<details", "<summary", "低保看这个。"]);
    }
}
