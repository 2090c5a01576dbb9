//! Whether the answers are on this device. “已存到这台设备上” only after the transaction completed.

use crate::icon::{Picture, icon};
use crate::node::{Node, Tag, live, many, nothing, tag};

/// Where saving stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// Nothing to save yet.
    #[default]
    Idle,
    /// On its way.
    Busy,
    /// The transaction completed, at this time of day (09:12).
    Done(String),
    /// It failed, and why.
    Failed(String),
}

/// The line that says it.
pub fn saved(state: impl Fn() -> Saving + Copy + Send + 'static) -> Tag {
    let says = move || match state() {
        Saving::Idle => nothing(),
        Saving::Busy => "正在存…".into(),
        Saving::Done(time) => many([Node::from(icon(Picture::Tick)), time.into(), "已存到这台设备上".into()]),
        Saving::Failed(_) => "没有存上".into(),
    };
    let line = tag("p").class("saved").live_class("busy", move || !matches!(state(), Saving::Done(_)));
    line.attr("role", "status").child(live(says))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn claims_nothing_before_it_is_done() {
        fn done() -> Saving {
            Saving::Done("09:12".into())
        }
        check(saved(done), &[r#"role="status""#, "09:12已存到这台设备上"]);
        for state in [|| Saving::Idle, || Saving::Busy, || Saving::Failed("满了".into())] {
            let html = Node::from(saved(state)).html();
            assert!(!html.contains("已存"), "{html}");
        }
    }
}
