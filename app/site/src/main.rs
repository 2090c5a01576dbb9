//! The residents' app in the browser.

fn main() {
    #[cfg(target_arch = "wasm32")]
    site::start();
}
