//! Views as plain values: a tag, its attributes, its children.
//!
//! Leptos' `view!` gives every piece of HTML a type of its own, and every type its own code: the first
//! residents' app weighed 330 KB brotli that way. A [`Node`] has one type, so its code is there once. It is
//! a Leptos view like any other: it mounts, stands inside `view!`, and follows signals.

#[cfg(target_arch = "wasm32")]
mod dom;
mod html;
mod view;

use std::borrow::Cow;
use web_sys::{Element, Event};

/// Text that is written in the program or made at run time.
pub type Text = Cow<'static, str>;

/// A piece of a screen.
#[derive(Default)]
pub struct Node(Kind);

#[derive(Default)]
enum Kind {
    #[default]
    Nothing,
    Text(Text),
    Many(Vec<Node>),
    Tag(Tag),
    /// Made anew whenever a signal it reads changes.
    Live(Box<dyn Fn() -> Node + Send>),
}

/// An HTML element.
pub struct Tag(Box<Parts>);

struct Parts {
    name: &'static str,
    attributes: Vec<(&'static str, Value)>,
    children: Vec<Node>,
    /// Raw content instead of children; only ever written in the program.
    listeners: Vec<(&'static str, Listener)>,
    made: Option<Made>,
}

type Made = Box<dyn FnOnce(&Element) + Send>;

type Listener = Box<dyn Fn(Event) + Send>;

/// What an attribute is set to.
enum Value {
    Fixed(Text),
    /// There while it has a value.
    Live(Box<dyn Fn() -> Option<Text> + Send>),
    /// There without a value while it holds.
    LiveFlag(Box<dyn Fn() -> bool + Send>),
    /// A class that comes and goes.
    LiveClass(Box<dyn Fn() -> bool + Send>),
    /// A property of an input: what is typed.
    Typed(Box<dyn Fn() -> String + Send>),
    /// A property of an input: whether it is checked.
    Checked(Box<dyn Fn() -> bool + Send>),
    /// A custom property of its style, set by script because the CSP allows no style attribute.
    #[cfg_attr(not(target_arch = "wasm32"), expect(dead_code))]
    Style(String),
}

/// An element without attributes or children.
#[inline(never)]
pub fn tag(name: &'static str) -> Tag {
    Tag(Box::new(Parts { name, attributes: Vec::new(), children: Vec::new(), listeners: Vec::new(), made: None }))
}

/// A part of the screen that is made anew whenever a signal it reads changes.
pub fn live<N: Into<Node>>(make: impl Fn() -> N + Send + 'static) -> Node {
    Node(Kind::Live(Box::new(move || make().into())))
}

/// Several pieces, one after the other.
pub fn many<N: Into<Node>>(nodes: impl IntoIterator<Item = N>) -> Node {
    let mut all = Vec::new();
    for node in nodes {
        all.push(node.into());
    }
    Node(Kind::Many(all))
}

/// Nothing at all.
pub fn nothing() -> Node {
    Node::default()
}

/// What can stand inside a tag. Each kind is added by one function that is there once.
pub trait Child {
    #[doc(hidden)]
    fn add_to(self, tag: &mut Tag);
}

/// Words for a tag or an attribute.
pub trait Words {
    #[doc(hidden)]
    fn words(self) -> Text;
}

impl Words for &'static str {
    #[inline(never)]
    fn words(self) -> Text {
        Cow::Borrowed(self)
    }
}

impl Words for String {
    #[inline(never)]
    fn words(self) -> Text {
        Cow::Owned(self)
    }
}

impl Words for Text {
    fn words(self) -> Text {
        self
    }
}

impl<N: Into<Node>> Child for N {
    #[inline(never)]
    fn add_to(self, tag: &mut Tag) {
        tag.0.children.push(self.into());
    }
}

// Every step is a call, never inlined: a screen is hundreds of them.
impl Tag {
    #[inline(never)]
    fn put(mut self, name: &'static str, value: Value) -> Tag {
        self.0.attributes.push((name, value));
        self
    }

    /// Sets an attribute.
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: &'static str) -> Tag {
        self.put(name, Value::Fixed(Cow::Borrowed(value)))
    }

    /// Sets an attribute to text made at run time.
    #[inline(never)]
    pub fn set(self, name: &'static str, value: String) -> Tag {
        self.put(name, Value::Fixed(Cow::Owned(value)))
    }

    /// Sets an attribute without a value, if `on`.
    pub fn flag(self, name: &'static str, on: bool) -> Tag {
        if on { self.attr(name, "") } else { self }
    }

    /// Sets its classes.
    #[inline(never)]
    pub fn class(self, value: &'static str) -> Tag {
        self.attr("class", value)
    }

    /// Sets its id.
    pub fn id(self, value: impl Words) -> Tag {
        self.put("id", Value::Fixed(value.words()))
    }

    /// Sets where a link leads.
    #[inline(never)]
    pub fn href(self, value: String) -> Tag {
        self.set("href", value)
    }

    /// Sets an attribute while it has a value.
    pub fn live_attr(self, name: &'static str, value: impl Fn() -> Option<Text> + Send + 'static) -> Tag {
        self.put(name, Value::Live(Box::new(value)))
    }

    /// Sets an attribute without a value, while `on`.
    pub fn live_flag(self, name: &'static str, on: impl Fn() -> bool + Send + 'static) -> Tag {
        self.put(name, Value::LiveFlag(Box::new(on)))
    }

    /// Adds a class while `on`.
    pub fn live_class(self, name: &'static str, on: impl Fn() -> bool + Send + 'static) -> Tag {
        self.put(name, Value::LiveClass(Box::new(on)))
    }

    /// What is typed into an input.
    pub fn typed(self, value: impl Fn() -> String + Send + 'static) -> Tag {
        self.put("value", Value::Typed(Box::new(value)))
    }

    /// Whether an input is checked.
    pub fn checked(self, on: impl Fn() -> bool + Send + 'static) -> Tag {
        self.put("checked", Value::Checked(Box::new(on)))
    }

    /// Sets a custom property of its style.
    pub fn style(self, name: &'static str, value: String) -> Tag {
        self.put(name, Value::Style(value))
    }

    /// Calls `run` on an event.
    pub fn on(self, event: &'static str, run: impl Fn(Event) + Send + 'static) -> Tag {
        self.listen(event, Box::new(run))
    }

    #[inline(never)]
    fn listen(mut self, event: &'static str, run: Listener) -> Tag {
        self.0.listeners.push((event, run));
        self
    }

    /// Calls `run` when the form is submitted, in place of sending it.
    pub fn on_submit(self, run: impl Fn() + Send + 'static) -> Tag {
        self.listen_to_submit(Box::new(run))
    }

    #[inline(never)]
    fn listen_to_submit(self, run: Box<dyn Fn() + Send>) -> Tag {
        self.on("submit", move |event| {
            event.prevent_default();
            run();
        })
    }

    /// Calls `run` with the element once it is made.
    pub fn made(mut self, run: impl FnOnce(&Element) + Send + 'static) -> Tag {
        self.0.made = Some(Box::new(run));
        self
    }

    /// Adds a child.
    #[inline]
    pub fn child(mut self, child: impl Child) -> Tag {
        child.add_to(&mut self);
        self
    }

    /// Adds a child before the one at `place`, counted from 0.
    pub fn insert(mut self, place: usize, node: impl Into<Node>) -> Tag {
        self.0.children.insert(place, node.into());
        self
    }

    /// Adds words.
    #[inline]
    pub fn text(self, text: impl Words) -> Tag {
        self.say(text.words())
    }

    #[inline(never)]
    fn say(mut self, text: Text) -> Tag {
        self.0.children.push(Node(Kind::Text(text)));
        self
    }

    /// Adds several children.
    pub fn children<N: Into<Node>>(mut self, nodes: impl IntoIterator<Item = N>) -> Tag {
        for node in nodes {
            self = self.child(node);
        }
        self
    }

    /// Adds a path to a drawing.
    pub fn shape(self, class: &'static str, path: &'static str) -> Tag {
        let drawn = tag("path").attr("d", path);
        self.child(if class.is_empty() { drawn } else { drawn.class(class) })
    }
}

impl Node {
    /// Whether there is nothing to show.
    pub fn is_nothing(&self) -> bool {
        matches!(self.0, Kind::Nothing)
    }
}

impl From<Tag> for Node {
    fn from(tag: Tag) -> Node {
        Node(Kind::Tag(tag))
    }
}

impl From<&'static str> for Node {
    fn from(text: &'static str) -> Node {
        Node(Kind::Text(Cow::Borrowed(text)))
    }
}

impl From<String> for Node {
    fn from(text: String) -> Node {
        Node(Kind::Text(Cow::Owned(text)))
    }
}

impl From<Text> for Node {
    fn from(text: Text) -> Node {
        Node(Kind::Text(text))
    }
}

impl From<Vec<Node>> for Node {
    fn from(nodes: Vec<Node>) -> Node {
        Node(Kind::Many(nodes))
    }
}

impl<N: Into<Node>> From<Option<N>> for Node {
    fn from(node: Option<N>) -> Node {
        node.map_or_else(Node::default, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_html() {
        let node: Node = tag("p").class("a").set("title", "“<x>&\"".into()).child("1 < 2").child(tag("br")).into();
        assert_eq!(node.html(), r#"<p class="a" title="“&lt;x>&amp;&quot;">1 &lt; 2<br></p>"#);
    }

    #[test]
    fn writes_what_signals_hold_now() {
        let node: Node = tag("input")
            .class("choice")
            .live_class("on", || true)
            .live_flag("hidden", || false)
            .checked(|| true)
            .typed(|| "x".into())
            .into();
        assert_eq!(node.html(), r#"<input class="choice on" checked value="x">"#);
        assert_eq!(live(|| tag("b").text("!")).html(), "<b>!</b>");
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(Node::from(None::<Tag>).html(), "");
        assert_eq!(many(["a", "b"]).html(), "ab");
        assert_eq!(
            Node::from(tag("svg").shape("cut", "M0 0")).html(),
            r#"<svg><path class="cut" d="M0 0"></path></svg>"#
        );
    }
}
