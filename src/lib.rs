#![doc = include_str!("ARCHITECTURE.md")]

pub mod base;
pub mod check;
pub mod documents;
pub mod elements;
pub mod evidence;
pub mod faces;
pub mod files;
pub mod intake;
pub mod ledger;
pub mod markdown;
pub mod pdf;
pub mod plan;
pub mod render;
pub mod typeset;
pub mod yaml;
