//! Enums whose values have stable names, the same in JSON and in the database.

/// Error for a name that no value has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«{name}» is not a name of {of}")]
pub struct UnknownName {
    /// The name.
    pub name: String,
    /// The type that has no such value.
    pub of: &'static str,
}

/// Declares an enum with the stable name of each value.
macro_rules! named {
    ($(#[$meta:meta])* pub enum $type:ident { $($(#[$doc:meta])* $value:ident = $name:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub enum $type { $($(#[$doc])* #[serde(rename = $name)] $value,)* }

        impl $type {
            /// Every value, in the order in which they are listed.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$value,)*];

            /// Returns its name in JSON and in the database.
            pub fn name(self) -> &'static str {
                match self { $(Self::$value => $name,)* }
            }

            /// Returns the value of a name; `None` if no value has it.
            pub fn of_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.name() == name)
            }
        }

        impl TryFrom<String> for $type {
            type Error = $crate::UnknownName;

            fn try_from(name: String) -> Result<Self, Self::Error> {
                Self::of_name(&name).ok_or($crate::UnknownName { name, of: stringify!($type) })
            }
        }
    };
}

pub(crate) use named;

#[cfg(test)]
mod tests {
    use crate::{Category, ErrorCode, Remedy, Rule, SummaryField, UnknownName, UnreadReason};

    #[test]
    fn each_value_is_found_by_its_name_and_written_by_it() {
        macro_rules! check {
            ($($type:ident),*) => {$(
                for value in $type::ALL {
                    assert_eq!($type::of_name(value.name()), Some(value));
                    assert_eq!($type::try_from(value.name().to_owned()), Ok(value));
                    assert_eq!(serde_json::to_value(value).unwrap(), value.name());
                }
                assert_eq!($type::of_name("no_such_name"), None);
            )*};
        }
        check!(Category, ErrorCode, Remedy, Rule, SummaryField, UnreadReason);
        let unknown = UnknownName { name: "fine".to_owned(), of: "Category" };
        assert_eq!(Category::try_from("fine".to_owned()), Err(unknown));
    }
}
