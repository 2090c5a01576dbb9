//! The device's clock and randomness: the only place of the residents' apps that reads them.

use base::Date;
use store::Moment;

#[cfg(target_arch = "wasm32")]
mod device {
    use super::{Date, Moment};
    use wasm_bindgen::JsCast;

    pub fn now() -> Moment {
        js_sys::Date::now() as Moment
    }

    pub fn local(moment: Moment) -> (Date, u32, u32) {
        let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(moment as f64));
        let day = Date::from_ymd(date.get_full_year() as i32, date.get_month() as i32 + 1, date.get_date() as i32);
        (day.unwrap_or(Date::from_days(0)), date.get_hours(), date.get_minutes())
    }

    pub fn random(bytes: &mut [u8]) {
        let crypto = js_sys::Reflect::get(&js_sys::global(), &"crypto".into()).ok();
        if let Some(crypto) = crypto.and_then(|c| c.dyn_into::<web_sys::Crypto>().ok()) {
            let _ = crypto.get_random_values_with_u8_array(bytes);
        }
    }
}

/// While a page is rendered ahead of time there is neither.
#[cfg(not(target_arch = "wasm32"))]
mod device {
    use super::{Date, Moment};

    pub fn now() -> Moment {
        0
    }

    pub fn local(moment: Moment) -> (Date, u32, u32) {
        (Date::from_days(moment / 86_400_000), 0, 0)
    }

    pub fn random(_: &mut [u8]) {}
}

/// Now.
pub fn now() -> Moment {
    device::now()
}

/// Today, where the device is.
pub fn today() -> Date {
    device::local(now()).0
}

/// The local day of a moment, and the time of day as 09:12.
pub fn local(moment: Moment) -> (Date, String) {
    let (day, hour, minute) = device::local(moment);
    (day, format!("{hour:02}:{minute:02}"))
}

/// A random id that says nothing about anyone.
pub fn random_id() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz123456789";
    let mut bytes = [0u8; 12];
    device::random(&mut bytes);
    bytes.iter().map(|b| char::from(LETTERS[usize::from(b & 31)])).collect()
}
