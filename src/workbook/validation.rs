//! A column → what its cells take: a drop-down, a day, a number.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, XlsxError,
};

use crate::base::Words;
use crate::plan::{Column, ColumnKind};

use super::lists::Lists;

/// None where any text will do. `ids` are those of the unit's indicators.
///
/// Only allowed values are enforced: a day that is none, such as `长期坚持`, can be typed after a question.
pub(super) fn of(
    column: &Column,
    ids: &[String],
    lists: &mut Lists,
) -> Result<Option<DataValidation>, XlsxError> {
    if !column.allowed.is_empty() {
        let allowed = column.allowed.iter().map(Words::as_str).map(str::to_owned).collect();
        let list = DataValidation::new().allow_list_formula(lists.range(allowed));
        return list.set_error_message("请从下拉框里选一个").map(Some);
    }
    match column.reads_as() {
        ColumnKind::Date => date().map(Some),
        ColumnKind::Number => {
            let number =
                DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0));
            asking(number, "这里填数字").map(Some)
        }
        ColumnKind::Id if column.field.as_str() == "indicator" && !ids.is_empty() => {
            let own = DataValidation::new().allow_list_formula(lists.range(ids.to_vec()));
            asking(own, "这不是本单位牵头或配合的指标").map(Some)
        }
        ColumnKind::Id | ColumnKind::Text => Ok(None),
    }
}

/// What a cell of days takes.
pub(super) fn date() -> Result<DataValidation, XlsxError> {
    let first = ExcelDateTime::from_ymd(1900, 1, 1)?;
    let day = DataValidation::new().allow_date(DataValidationRule::GreaterThanOrEqualTo(&first));
    asking(day, "这里填日期，如 2024-05-20")
}

/// The program asks, and takes what was typed if the answer is yes.
fn asking(validation: DataValidation, question: &str) -> Result<DataValidation, XlsxError> {
    validation.set_error_style(DataValidationErrorStyle::Warning).set_error_message(question)
}
