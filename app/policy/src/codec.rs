//! The compiled form as bytes: magic, format number, checksum, postcard.

use crate::Pack;
use base::{Problem, frame, unframe};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Number of the compiled form; a reader refuses any other.
pub const FORMAT: u8 = 2;
const MAGIC: &[u8; 4] = b"JZP\0";

/// A body behind its magic, format number and checksum.
pub fn encode_body<T: Serialize>(magic: &[u8; 4], value: &T) -> Result<Vec<u8>, Problem> {
    let body = postcard::to_allocvec(value).map_err(|_| Problem::new("政策包", "写不出来"))?;
    Ok(frame(magic, FORMAT, &body))
}

/// Reads what [`encode_body`] wrote, refusing anything else.
pub fn decode_body<T: DeserializeOwned>(magic: &[u8; 4], bytes: &[u8]) -> Result<T, Problem> {
    let body = unframe(magic, FORMAT, bytes).map_err(|why| refuse(why.says()))?;
    postcard::from_bytes(body).map_err(|_| refuse("内容读不懂"))
}

fn refuse(what: &str) -> Problem {
    Problem::new("政策包", what).hint("请刷新页面；还不行，请告诉工作人员")
}

impl Pack {
    /// The bytes that the browser loads.
    pub fn encode(&self) -> Result<Vec<u8>, Problem> {
        encode_body(MAGIC, self)
    }

    /// Reads what [`Pack::encode`] wrote, refusing anything else.
    pub fn decode(bytes: &[u8]) -> Result<Pack, Problem> {
        let pack: Pack = decode_body(MAGIC, bytes)?;
        pack.well_formed().then_some(pack).ok_or_else(|| refuse("内容前后不一致"))
    }

    /// Every node only reads smaller ones.
    fn well_formed(&self) -> bool {
        self.nodes.iter().enumerate().all(|(ix, node)| {
            let mut ok = true;
            node.op.inputs(|input| ok &= usize::from(input) < ix);
            ok
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_and_refuses_damage() {
        let bytes = Pack::default().encode().unwrap();
        assert_eq!(Pack::decode(&bytes).unwrap(), Pack::default());
        for cut in 0..bytes.len() {
            assert!(Pack::decode(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        for place in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[place] ^= 0x40;
            assert!(Pack::decode(&damaged).is_err(), "damage at {place}");
        }
    }
}
