//! A node in the browser's document, and what keeps it following its signals.

use super::{Kind, Listener, Node, Parts, Value};
use leptos::prelude::document;
use leptos::reactive::effect::RenderEffect;
use leptos::tachys::view::Mountable;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, Node as DomNode};

/// Nodes of the document with everything that follows signals or listens for them.
#[derive(Default)]
pub struct Built {
    /// Outermost nodes, in order.
    roots: Vec<Root>,
    keep: Vec<Kept>,
}

enum Root {
    Node(DomNode),
    /// What comes before this marker changes.
    Live(Rc<RefCell<Built>>, DomNode),
}

/// Dropped with the nodes it belongs to.
enum Kept {
    Effect(#[allow(dead_code)] RenderEffect<()>),
    Listener(#[allow(dead_code)] Closure<dyn Fn(Event)>),
}

impl Node {
    /// Makes it, outside the document as yet.
    pub(super) fn build(self) -> Built {
        let mut built = Built::default();
        let place = document().create_document_fragment();
        built.add(self, &place, None);
        built
    }
}

/// Runs now and whenever a signal it reads changes. One instance for all: every closure type would be another.
fn follow(mut run: Box<dyn FnMut()>) -> Kept {
    Kept::Effect(RenderEffect::new(move |_| run()))
}

impl Built {
    /// Adds a node to `parent`, before `next` or at its end.
    fn add(&mut self, node: Node, parent: &DomNode, next: Option<&DomNode>) {
        match node.0 {
            Kind::Nothing => (),
            Kind::Text(text) => self.insert(document().create_text_node(&text).into(), parent, next),
            Kind::Many(nodes) => nodes.into_iter().for_each(|node| self.add(node, parent, next)),
            Kind::Tag(tag) => {
                let node = self.element(*tag.0);
                self.insert(node, parent, next);
            }
            Kind::Live(make) => self.live(make, parent, next),
        }
    }

    fn insert(&mut self, node: DomNode, parent: &DomNode, next: Option<&DomNode>) {
        let _ = parent.insert_before(&node, next);
        self.roots.push(Root::Node(node));
    }

    fn live(&mut self, make: Box<dyn Fn() -> Node + Send>, parent: &DomNode, next: Option<&DomNode>) {
        let marker: DomNode = document().create_text_node("").into();
        let _ = parent.insert_before(&marker, next);
        let content = Rc::new(RefCell::new(Built::default()));
        self.roots.push(Root::Live(content.clone(), marker.clone()));
        self.keep.push(follow(Box::new(move || {
            let mut content = content.borrow_mut();
            content.clear();
            let node = make();
            if let Some(parent) = marker.parent_node() {
                content.add(node, &parent, Some(&marker));
            }
        })));
    }

    fn element(&mut self, parts: Parts) -> DomNode {
        let Some(element) = create(parts.name) else { return document().create_text_node("").into() };
        for (name, value) in parts.attributes {
            self.attribute(&element, name, value);
        }
        let mut inner = Built::default();
        for child in parts.children {
            inner.add(child, &element, None);
        }
        self.keep.append(&mut inner.keep);
        for (event, listener) in parts.listeners {
            self.listen(&element, event, listener);
        }
        if let Some(made) = parts.made {
            made(&element);
        }
        element.into()
    }

    fn attribute(&mut self, element: &Element, name: &'static str, value: Value) {
        let here = element.clone();
        let run: Box<dyn FnMut()> = match value {
            Value::Fixed(text) => {
                let _ = element.set_attribute(name, &text);
                return;
            }
            Value::Style(text) => {
                let style = element.dyn_ref::<HtmlElement>().map(HtmlElement::style);
                let _ = style.map(|style| style.set_property(name, &text));
                return;
            }
            Value::Live(value) => Box::new(move || {
                let _ = match value() {
                    Some(text) => here.set_attribute(name, &text),
                    None => here.remove_attribute(name),
                };
            }),
            Value::LiveFlag(on) => Box::new(move || {
                let _ = here.toggle_attribute_with_force(name, on());
            }),
            Value::LiveClass(on) => Box::new(move || {
                let _ = here.class_list().toggle_with_force(name, on());
            }),
            Value::Typed(value) => Box::new(move || {
                let (input, text) = (input(&here), value());
                if input.value() != text {
                    input.set_value(&text);
                }
            }),
            Value::Checked(on) => Box::new(move || input(&here).set_checked(on())),
        };
        self.keep.push(follow(run));
    }

    fn listen(&mut self, element: &Element, event: &str, listener: Listener) {
        let closure = Closure::<dyn Fn(Event)>::new(listener);
        let _ = element.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        self.keep.push(Kept::Listener(closure));
    }

    /// Takes everything out of the document.
    fn clear(&mut self) {
        for root in self.roots.drain(..) {
            let node = match root {
                Root::Node(node) => node,
                Root::Live(content, marker) => {
                    content.borrow_mut().clear();
                    marker
                }
            };
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(&node);
            }
        }
        self.keep.clear();
    }

    /// Puts another node in its place.
    pub(super) fn replace(&mut self, node: Node) {
        let Some(last) = self.last() else { return };
        let (parent, next) = (last.parent_node(), last.next_sibling());
        self.clear();
        if let Some(parent) = parent {
            self.add(node, &parent, next.as_ref());
        }
    }

    fn last(&self) -> Option<DomNode> {
        self.roots.last().map(|root| match root {
            Root::Node(node) | Root::Live(_, node) => node.clone(),
        })
    }

    /// Its outermost nodes as they are now.
    fn each(&self, run: &mut dyn FnMut(&DomNode)) {
        for root in &self.roots {
            match root {
                Root::Node(node) => run(node),
                Root::Live(content, marker) => {
                    content.borrow().each(run);
                    run(marker);
                }
            }
        }
    }
}

fn create(name: &str) -> Option<Element> {
    match name {
        "svg" | "path" => document().create_element_ns(Some("http://www.w3.org/2000/svg"), name).ok(),
        _ => document().create_element(name).ok(),
    }
}

fn input(element: &Element) -> &HtmlInputElement {
    element.unchecked_ref()
}

impl Mountable for Built {
    fn unmount(&mut self) {
        self.each(&mut |node| {
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(node);
            }
        });
    }

    fn mount(&mut self, parent: &Element, next: Option<&DomNode>) {
        self.each(&mut |node| {
            let _ = parent.insert_before(node, next);
        });
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let mut first = None;
        self.each(&mut |node| first = first.take().or_else(|| Some(node.clone())));
        let Some((first, parent)) = first.and_then(|node| Some((node.clone(), node.parent_element()?))) else {
            return false;
        };
        child.mount(&parent, Some(&first));
        true
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}
