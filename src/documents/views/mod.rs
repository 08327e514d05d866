//! One file for each template: the view that it prints, and how the books of its kind are made.
//!
//! Whatever a template prints is a field here, made from traced values; templates never compute.

pub mod dossier;
pub mod inspection_notice;
pub mod inspection_report;
pub mod materials_notice;
pub mod meeting_notice;
pub mod plan_notice;
pub mod problems;
pub mod rectification_ledger;
pub mod responsibility;
pub mod submission_status;
pub mod tasks;
