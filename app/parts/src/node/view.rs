//! A node is a Leptos view.

use super::Node;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Position, PositionState, Render, RenderHtml};

#[cfg(target_arch = "wasm32")]
use super::dom::Built;
/// Natively nodes are only ever written as HTML.
#[cfg(not(target_arch = "wasm32"))]
type Built = ();

#[cfg(not(target_arch = "wasm32"))]
impl Node {
    fn build(self) -> Built {}
}

impl Render for Node {
    type State = Built;

    fn build(self) -> Built {
        Node::build(self)
    }

    fn rebuild(self, state: &mut Built) {
        #[cfg(target_arch = "wasm32")]
        state.replace(self);
        #[cfg(not(target_arch = "wasm32"))]
        let _ = (state, self);
    }
}

impl AddAnyAttr for Node {
    type Output<SomeNewAttr: Attribute> = Node;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Node {
        self
    }
}

impl RenderHtml for Node {
    type AsyncOutput = Node;
    type Owned = Node;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Node {
        self
    }

    fn to_html_with_buf(self, buf: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {
        buf.push_str(&self.html());
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Built {
        Node::build(self)
    }

    fn into_owned(self) -> Node {
        self
    }
}
