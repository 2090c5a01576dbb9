//! A node as HTML, for pages rendered ahead of time.

use super::{Kind, Node, Parts, Value};

/// Elements that have no content and no end tag.
const EMPTY: [&str; 6] = ["br", "hr", "img", "input", "meta", "wbr"];

impl Node {
    /// Its HTML. Signals are read once.
    pub fn html(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match &self.0 {
            Kind::Nothing => (),
            Kind::Text(text) => escape(text, false, out),
            Kind::Many(nodes) => nodes.iter().for_each(|node| node.write(out)),
            Kind::Tag(tag) => tag.0.write(out),
            Kind::Live(make) => make().write(out),
        }
    }
}

impl Parts {
    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.name);
        self.write_class(out);
        for (name, value) in &self.attributes {
            match value {
                Value::Fixed(text) if *name != "class" => attribute(name, text, out),
                Value::Live(value) => value().into_iter().for_each(|text| attribute(name, &text, out)),
                Value::LiveFlag(on) if on() => attribute(name, "", out),
                Value::Typed(value) => attribute(name, &value(), out),
                Value::Checked(on) if on() => attribute(name, "", out),
                _ => (),
            }
        }
        out.push('>');
        if EMPTY.contains(&self.name) {
            return;
        }
        self.children.iter().for_each(|node| node.write(out));
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
    }

    fn write_class(&self, out: &mut String) {
        let class = |(name, value): &(&'static str, Value)| match value {
            Value::Fixed(text) if *name == "class" => Some(text.to_string()),
            Value::LiveClass(on) if on() => Some((*name).to_string()),
            _ => None,
        };
        let classes: Vec<String> = self.attributes.iter().filter_map(class).collect();
        if !classes.is_empty() {
            attribute("class", &classes.join(" "), out);
        }
    }
}

fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    if !value.is_empty() || name == "alt" || name == "value" {
        out.push_str("=\"");
        escape(value, true, out);
        out.push('"');
    }
}

fn escape(text: &str, quotes: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' if quotes => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}
