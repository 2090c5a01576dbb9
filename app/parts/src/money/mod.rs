//! Money: typed the way people write it, repeated in Chinese words so that a wrong zero is seen.

mod text;

use base::entry::words;
pub use text::read_money;

use crate::errsum::field_error;
use crate::icon::{Picture, icon};
use crate::node::{Node, Tag, live, many, nothing, tag};
use leptos::prelude::*;

/// A field for an amount or a number.
pub struct MoneyField {
    /// Id of the input.
    pub id: String,
    /// Its label; empty where the page's heading is the label.
    pub label: &'static str,
    /// The unit beside it: 元/月; or empty.
    pub unit: &'static str,
    /// What is typed.
    pub text: RwSignal<String>,
    /// Id of the hint that describes it, or empty.
    pub hint: &'static str,
    /// Whether it is money, to be repeated in words.
    pub money: bool,
}

/// The field; `fault` says what is wrong with it.
pub fn money_field(field: MoneyField, fault: impl Fn() -> Option<String> + Copy + Send + 'static) -> Tag {
    let MoneyField { id, label, unit, text, hint, money } = field;
    let (error, echo) = (format!("{id}-error"), format!("{id}-echo"));
    let described = format!("{hint} {error} {echo}");
    let label = (!label.is_empty()).then(|| tag("label").set("for", id.clone()).text(label));
    let input = tag("input").class("input").id(id).attr("inputmode", "decimal").attr("autocomplete", "off");
    let input = input.set("aria-describedby", described.trim_start().to_string());
    let input = input.live_attr("aria-invalid", move || fault().map(|_| "true".into()));
    let input = input.typed(move || text.get()).on("input", move |event| text.set(event_target_value(&event)));
    let unit = (!unit.is_empty()).then(|| tag("span").class("unit").text(unit));
    let echo =
        money.then(|| tag("p").class("echo").id(echo).attr("role", "status").child(live(move || heard(&text.get()))));
    let row = tag("div").class("money").child(input).child(unit);
    let field = tag("div").class("field").live_class("bad", move || fault().is_some());
    field.child(label).child(field_error(error, fault)).child(row).child(echo)
}

/// The amount in words, once it is one.
fn heard(typed: &str) -> Node {
    match read_money(typed) {
        Ok(amount) => many([Node::from(icon(Picture::Tick)), words(amount).into()]),
        Err(_) => nothing(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    fn field(typed: &str) -> MoneyField {
        MoneyField {
            id: "m".into(),
            label: "",
            unit: "元/月",
            text: RwSignal::new(typed.into()),
            hint: "",
            money: true,
        }
    }

    #[test]
    fn repeats_the_amount_in_words() {
        check(money_field(field("1150"), || None), &["一千一百五十元", r#"inputmode="decimal""#, "元/月"]);
    }

    #[test]
    fn says_what_is_wrong_at_the_field() {
        let part = money_field(field("三百多"), || Some("写成数字，比如350".into()));
        check(part, &[r#"aria-invalid="true""#, r#"id="m-error""#, "写成数字", "field bad"]);
    }
}
