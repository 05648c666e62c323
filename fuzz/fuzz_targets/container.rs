//! The container of older Office files around any bytes: without it, hardly any change of a byte would come further
//! than its opening.

// Each target uses one of the two.
#![allow(dead_code)]

use std::io::{Cursor, Write};

/// A container whose streams hold the bytes: each stream has its length in two bytes before it, the last takes the rest.
/// Bytes that are a container already are left as they are.
pub fn of(bytes: &[u8], paths: &[&str]) -> Vec<u8> {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return bytes.to_vec();
    }
    let (mut rest, mut streams) = (bytes, Vec::new());
    for (number, path) in paths.iter().enumerate() {
        let content = match rest.split_first_chunk::<2>() {
            Some((length, behind)) if number + 1 < paths.len() => {
                let length = usize::from(u16::from_le_bytes(*length)).min(behind.len());
                rest = &behind[length..];
                &behind[..length]
            }
            _ => std::mem::take(&mut rest),
        };
        streams.push((*path, content));
    }
    with(&streams)
}

/// A container of these streams.
pub fn with(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("an empty container");
    for (path, content) in streams {
        if let Some((folder, _)) = path[1..].split_once('/') {
            file.create_storage_all(format!("/{folder}")).expect("a folder");
        }
        let mut stream = file.create_stream(path).expect("a stream");
        stream.write_all(content).expect("memory");
    }
    file.flush().expect("memory");
    file.into_inner().into_inner()
}
