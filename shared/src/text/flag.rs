use crate::form::parse::quoted;
use crate::form::{Fault, Input, Leaf, LeafType};

impl Leaf for bool {
    fn describe() -> LeafType {
        LeafType::of::<Self>("boolean", "true or false", Input::Toggle)
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        match text {
            "true" => Ok(true),
            "false" => Ok(false),
            "" => Err(Fault::required("The answer")),
            _ => Err(Fault::new(
                "boolean.value",
                format!("{} is neither true nor false.", quoted(text)),
            )),
        }
    }

    fn print(&self) -> String {
        self.to_string()
    }

    fn vary(&self) -> Self {
        !self
    }
}
