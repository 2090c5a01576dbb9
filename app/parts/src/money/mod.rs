//! Money: typed the way people write it, repeated in Chinese words so that a wrong zero is seen.

mod text;

pub use text::{read_money, words};

use crate::errsum::FieldError;
use crate::icon::{Icon, Picture};
use leptos::prelude::*;

/// A field for an amount.
#[component]
pub fn MoneyField(
    /// Id of the input.
    #[prop(into)]
    id: String,
    /// Its label; leave out where the page's heading is the label.
    #[prop(optional, into)]
    label: String,
    /// The unit beside it: 元/月.
    #[prop(into)]
    unit: String,
    /// What is typed.
    text: RwSignal<String>,
    /// What is wrong with it.
    fault: Signal<Option<String>>,
    /// Id of the hint that describes it, or empty.
    #[prop(optional, into)]
    hint: String,
    /// Leave out the words below: a plain number, no amount.
    #[prop(optional)]
    silent: bool,
) -> impl IntoView {
    let (error, echo) = (format!("{id}-error"), format!("{id}-echo"));
    let described = format!("{hint} {error} {echo}").trim_start().to_string();
    let heard = move || read_money(&text.get()).ok().map(words);
    let said = move || heard().map(|says| view! { <Icon picture=Picture::Tick/>{says} });
    let unit = (!unit.is_empty()).then(|| view! { <span class="unit">{unit}</span> });
    let echo = (!silent).then(|| view! { <p class="echo" id=echo role="status">{said}</p> });
    let label = (!label.is_empty()).then(|| view! { <label for=id.clone()>{label}</label> });
    view! {
        <div class="field" class:bad=move || fault.get().is_some()>
            {label}
            <FieldError id=error says=fault/>
            <div class="money">
                <input
                    class="input"
                    id=id
                    inputmode="decimal"
                    autocomplete="off"
                    aria-describedby=described
                    aria-invalid=move || fault.get().map(|_| "true")
                    prop:value=text
                    on:input=move |event| text.set(event_target_value(&event))
                />
                {unit}
            </div>
            {echo}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn repeats_the_amount_in_words() {
        check(
            || {
                let text = RwSignal::new("1150".to_string());
                view! { <MoneyField id="m" unit="元/月" text fault=Signal::stored(None)/> }
            },
            &["一千一百五十元", r#"inputmode="decimal""#, "元/月"],
        );
    }

    #[test]
    fn says_what_is_wrong_at_the_field() {
        check(
            || {
                let text = RwSignal::new("三百多".to_string());
                let fault = Signal::stored(Some("写成数字，比如350".to_string()));
                view! { <MoneyField id="m" unit="元" text fault/> }
            },
            &[r#"aria-invalid="true""#, r#"id="m-error""#, "写成数字"],
        );
    }
}
