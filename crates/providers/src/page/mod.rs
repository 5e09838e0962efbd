//! Reading a page by what a person sees.

/// What following a link or sending a form asks the site for.
#[derive(Debug, Clone)]
pub struct Ask;
