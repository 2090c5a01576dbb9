//! XML as values, written by `quick-xml`.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io::Result;

/// An element.
#[derive(Clone)]
pub struct Xml {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Xml>,
    /// Stands before the children.
    text: String,
}

/// An element without attributes or children.
pub fn xml(name: &'static str) -> Xml {
    Xml { name, attributes: Vec::new(), children: Vec::new(), text: String::new() }
}

impl Xml {
    pub fn attr(mut self, name: &'static str, value: impl ToString) -> Xml {
        self.attributes.push((name, value.to_string()));
        self
    }

    pub fn child(mut self, child: Xml) -> Xml {
        self.children.push(child);
        self
    }

    pub fn children<I: IntoIterator<Item = Xml>>(mut self, children: I) -> Xml {
        self.children.extend(children);
        self
    }

    /// Text, but for what no XML 1.0 file may hold.
    pub fn text(mut self, text: &str) -> Xml {
        let may = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
        self.text.extend(text.chars().filter(may));
        self
    }

    /// The file whose outermost element this is.
    pub fn file(&self) -> Result<Vec<u8>> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        self.write(&mut writer)?;
        Ok(writer.into_inner())
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> Result<()> {
        let start = BytesStart::new(self.name);
        let start = start.with_attributes(self.attributes.iter().map(|(name, value)| (*name, value.as_str())));
        if self.children.is_empty() && self.text.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        writer.write_event(Event::Text(BytesText::new(&self.text)))?;
        self.children.iter().try_for_each(|child| child.write(writer))?;
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}
