//! stub
/// stub
#[derive(Debug, Clone, PartialEq)]
pub struct Exhibit {
    pub file: std::sync::Arc<str>,
}
