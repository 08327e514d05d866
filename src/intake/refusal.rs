//! Why a file is not read as a workbook → one sentence that says what it is and what to do.

use std::sync::Arc;

use crate::archive::{Content, Refusal};
use crate::base::{Code, Finding, Place};

use super::grid::{Fault, SheetFault};

const SAVE_AS: &str = "用 WPS 或 Excel 打开，另存为“Excel 工作簿 (.xlsx)”后重新报送";
const REFILL: &str = "用下发的填报表填写后重新报送";

/// Only a workbook in Office Open XML passes.
pub(super) fn by_content(file: &Arc<str>, content: Content) -> Result<(), Finding> {
    let (what, help) = match content {
        Content::Xlsx => return Ok(()),
        Content::Xlsb => ("这是二进制格式的工作簿 (.xlsb)", SAVE_AS),
        Content::Ods => ("这是 LibreOffice 格式的表格 (.ods)", SAVE_AS),
        Content::OldWorkbook => ("这是旧格式的工作簿 (.xls 或 .et)", SAVE_AS),
        Content::Encrypted => return Err(locked(Place::file(Arc::clone(file)))),
        Content::Html => ("这是网页表格，不是真正的工作簿", SAVE_AS),
        Content::SpreadsheetXml => ("这是 XML 表格，不是 .xlsx 工作簿", SAVE_AS),
        Content::Text => return Err(of_text(file)),
        Content::Docx | Content::OldWord => ("这是文字处理文档，不是工作簿", REFILL),
        Content::Pdf => ("这是 PDF 文件，不是工作簿", REFILL),
        Content::Png | Content::Jpeg => ("这是图片，不是工作簿", REFILL),
        Content::Zip => ("这是压缩包，或是损坏的工作簿", REFILL),
        Content::Ole | Content::Other => ("这个文件不是工作簿，或已经损坏", REFILL),
    };
    Err(unreadable(Place::file(Arc::clone(file)), format!("{what}，没有读入"), help))
}

/// A file without a single byte.
pub(super) fn of_empty(file: &Arc<str>) -> Finding {
    let message = "这是空文件，里面什么也没有（0 字节），没有读入";
    unreadable(
        Place::file(Arc::clone(file)),
        message.to_owned(),
        "可能是没有保存好或没有传完；重新保存后再报送",
    )
}

/// A text that has the heads of no sheet.
pub(super) fn of_text(file: &Arc<str>) -> Finding {
    let message = "这是文本文件，里面没有找到任何一张表的表头，没有读入";
    unreadable(Place::file(Arc::clone(file)), message.to_owned(), REFILL)
}

/// What the guard refused.
pub(super) fn by_vetting(file: &Arc<str>, refusal: Refusal) -> Finding {
    let place = Place::file(Arc::clone(file));
    match refusal {
        Refusal::Damaged(reason) => damaged(place, &reason),
        Refusal::TooLarge(bound) => too_large(place, &bound),
    }
}

/// What went wrong while the workbook was read.
pub(super) fn by_reading(file: &Arc<str>, fault: Fault) -> Finding {
    let place = Place::file(Arc::clone(file));
    match fault {
        Fault::Unreadable(reason) => damaged(place, &reason),
        Fault::TooLarge(bound) => too_large(place, &bound),
        Fault::Locked => locked(place),
    }
}

/// What another process could not read to its end.
pub(super) fn by_elsewhere(file: &Arc<str>, reason: &str) -> Finding {
    unreadable(Place::file(Arc::clone(file)), format!("工作簿读不下去，没有读入（{reason}）"), SAVE_AS)
}

/// A sheet that breaks off.
pub(super) fn of_sheet(file: &Arc<str>, fault: SheetFault) -> Finding {
    let file = Arc::clone(file);
    let place = match fault.after {
        Some(cell) => Place::cell(file, fault.sheet, cell),
        None => Place::sheet(file, fault.sheet),
    };
    unreadable(place, format!("工作表从这里往后读不出来，整张没有采用（{}）", fault.reason), SAVE_AS)
}

fn locked(place: Place) -> Finding {
    let help = "用 WPS 或 Excel 打开，取消密码后另存为 .xlsx 重新报送";
    unreadable(place, "这个文件设有打开密码，没有读入".to_owned(), help)
}

fn damaged(place: Place, reason: &str) -> Finding {
    unreadable(place, format!("工作簿已损坏，没有读入（{reason}）"), SAVE_AS)
}

fn too_large(place: Place, bound: &str) -> Finding {
    Finding::new(Code::WorkbookTooLarge, place, format!("工作簿超出读取上限，没有读入：{bound}"))
        .help("删去空白的行列和多余的工作表，或把内容复制到新的填报表里")
}

fn unreadable(place: Place, message: String, help: &str) -> Finding {
    Finding::new(Code::WorkbookUnreadable, place, message).help(help)
}
