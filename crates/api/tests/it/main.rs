//! What the words and the use cases are, from outside.
mod words;
