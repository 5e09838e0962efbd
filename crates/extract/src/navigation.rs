//! Links, forms and pagination.

pub mod form;
pub mod link;
pub mod pagination;
pub mod request;
