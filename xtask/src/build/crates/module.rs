//! Reads of a WebAssembly module what tells who takes up the space.
//!
//! The format is that of the WebAssembly core specification 2.0, chapter 5, and its appendix on
//! the name section.

use std::collections::BTreeMap;

const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;
const DATA: u8 = 11;
const FUNCTION_NAMES: u8 = 1;

/// Functions and data of a module.
#[derive(Debug, Default)]
pub(crate) struct Module<'a> {
    /// Functions that the module defines, in order.
    pub(crate) functions: Vec<Function<'a>>,
    /// The data section: texts and tables.
    pub(crate) data: &'a [u8],
}

/// A function of a module.
#[derive(Debug)]
pub(crate) struct Function<'a> {
    /// Its name, empty where the module has none for it.
    pub(crate) name: &'a str,
    /// Its code.
    pub(crate) body: &'a [u8],
}

impl<'a> Module<'a> {
    /// Reads a module; nothing if the bytes are not one.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Reader(bytes.strip_prefix(b"\0asm\x01\0\0\0")?);
        let (mut imported, mut bodies, mut names, mut data) =
            (0, Vec::new(), BTreeMap::new(), &[][..]);
        while let Some(section) = reader.byte() {
            let mut content = Reader(reader.block()?);
            match section {
                IMPORT => imported = imported_functions(&mut content)?,
                CODE => bodies = content.list(Reader::block)?,
                DATA => data = content.0,
                CUSTOM if content.block()? == b"name" => names = function_names(&mut content)?,
                _ => {}
            }
        }
        let functions = (imported..).zip(bodies).map(|(index, body)| Function {
            name: names.get(&index).copied().unwrap_or(""),
            body,
        });
        Some(Self {
            functions: functions.collect(),
            data,
        })
    }
}

fn function_names<'a>(content: &mut Reader<'a>) -> Option<BTreeMap<u32, &'a str>> {
    while let Some(kind) = content.byte() {
        let mut names = Reader(content.block()?);
        if kind == FUNCTION_NAMES {
            let names = names.list(|reader| Some((reader.number()?, reader.text()?)))?;
            return Some(names.into_iter().collect());
        }
    }
    Some(BTreeMap::new())
}

/// How many functions a module imports: they come first in the numbering of all functions.
fn imported_functions(content: &mut Reader) -> Option<u32> {
    let functions = content.list(|reader| {
        reader.block()?;
        reader.block()?;
        let kind = reader.byte()?;
        match kind {
            0 => reader.number().map(drop)?,
            1 => {
                reader.byte()?;
                reader.limits()?;
            }
            2 => reader.limits()?,
            3 => {
                reader.byte()?;
                reader.byte()?;
            }
            4 => {
                reader.byte()?;
                reader.number()?;
            }
            _ => return None,
        }
        Some(u32::from(kind == 0))
    })?;
    Some(functions.iter().sum())
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Option<u32> {
        let mut value = 0u32;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    /// Bytes with their length in front.
    fn block(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (block, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(block)
    }

    fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.block()?).ok()
    }

    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = self.number()?;
        (0..length).map(|_| item(self)).collect()
    }

    /// The limits of a table or a memory: a flag that says whether there is a maximum.
    fn limits(&mut self) -> Option<()> {
        let has_maximum = self.byte()? & 1 == 1;
        self.number()?;
        if has_maximum {
            self.number()?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One imported and two defined functions, with names for the import and the last one.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\
        \x02\x0f\x02\x01m\x01f\0\0\x01m\x01t\x02\x01\x01\x02\
        \x0a\x09\x02\x02\0\x0b\x04\0\x41\x07\x0b\
        \x0b\x03abc\
        \0\x11\x04name\x01\x0a\x02\0\x03imp\x02\x02yz";

    #[test]
    fn functions_have_the_names_of_the_name_section() {
        let module = Module::read(MODULE).unwrap();
        let functions: Vec<_> = module
            .functions
            .iter()
            .map(|f| (f.name, f.body.len()))
            .collect();
        assert_eq!(functions, [("", 2), ("yz", 4)]);
        assert_eq!(module.data, b"abc");
    }

    #[test]
    fn what_is_no_module_or_breaks_off_is_refused() {
        assert!(Module::read(b"<!doctype html>").is_none());
        assert!(Module::read(&MODULE[..MODULE.len() - 30]).is_none());
    }
}
