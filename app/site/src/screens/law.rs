//! The texts that are cited.

use super::main;
use crate::engine::Kit;
use crate::shell::Shell;
use crate::wording;
use parts::{Node, Tag, tag};
use policy::Text;

/// The list of texts. Citations link here.
pub fn law(shell: Shell) -> Node {
    let page = main("flow sec stack").child(parts::title("h1", "依据的|法律和文件"));
    let page = page.child(tag("p").class("lead-in muted").text("这里列出网站用到的全部文件，谁定的、哪天公布、什么文号。没写日期和文号的，是我们看到的文本里没有。正文以公布的文本为准。"));
    page.child(list(&shell.kit())).into()
}

fn list(kit: &Kit) -> Tag {
    let one = |(n, text): (usize, &Text)| {
        let until = text.until.map(|date| format!("，到{}为止", wording::day(date))).unwrap_or_default();
        let issuer = tag("span").class("small muted").text(text.issuer.clone());
        let since = tag("dt").id(anchor(n)).text(format!("{}起{until}", wording::day(text.from)));
        tag("div").child(since).child(tag("dd").text(format!("《{}》", text.full)).child(tag("br")).child(issuer))
    };
    tag("dl").class("answers").children(kit.pack.texts.iter().enumerate().map(one))
}

/// The id of the `n`th text on the page.
pub fn anchor(n: usize) -> String {
    format!("t{n}")
}
