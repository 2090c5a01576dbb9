//! The compiled form as bytes: magic, format number, checksum, postcard.

use crate::Pack;
use base::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Number of the compiled form; a reader refuses any other.
pub const FORMAT: u8 = 1;
const MAGIC: &[u8; 4] = b"JZP\0";
const HEAD: usize = 9;

/// A body behind its magic, format number and checksum.
pub fn encode_body<T: Serialize>(magic: &[u8; 4], value: &T) -> Result<Vec<u8>, Problem> {
    let body = postcard::to_allocvec(value).map_err(|_| Problem::new("政策包", "写不出来"))?;
    let mut bytes = magic.to_vec();
    bytes.push(FORMAT);
    bytes.extend(checksum(&body).to_le_bytes());
    bytes.extend(body);
    Ok(bytes)
}

/// Reads what [`encode_body`] wrote, refusing anything else.
pub fn decode_body<T: DeserializeOwned>(magic: &[u8; 4], bytes: &[u8]) -> Result<T, Problem> {
    let (head, body) = bytes.split_at_checked(HEAD).ok_or_else(|| refuse("文件不完整"))?;
    if &head[..4] != magic {
        return Err(refuse("不是政策包文件"));
    }
    if head[4] != FORMAT {
        return Err(refuse("版本和这个程序不配套"));
    }
    if head[5..] != checksum(body).to_le_bytes() {
        return Err(refuse("文件坏了或没下载完"));
    }
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

/// FNV-1a: guards against truncation and damage, not against intent.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
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
