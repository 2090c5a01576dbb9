//! The official forms in the browser.

fn main() {
    #[cfg(target_arch = "wasm32")]
    papers::forms();
}
