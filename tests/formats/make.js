// Writes shapes.xlsb, shapes.xlsx and shapes-by-sheetjs.xls with SheetJS 0.18.5; LibreOffice 7.4.7 made the others
// of shapes.xlsx:
//   node make.js
//   soffice --headless --convert-to xls shapes.xlsx
//   soffice --headless --convert-to ods shapes.xlsx
const xlsx = require("xlsx");

const number = (v, z) => ({ t: "n", v, z });
const sheet = xlsx.utils.aoa_to_sheet([
  ["佐证材料清单"],
  ["指标编号*", "材料名称", "形成日期", "比例", "页数", "备注"],
  ["1.10", "甲", number(45000, 'yyyy"年"m"月"d"日"'), number(0.853, "0.0%"), 3, { t: "b", v: true }],
  [null, "乙\n二", number(45000.604167, "yyyy-mm-dd hh:mm"), 0.25, -1.5, "　　"],
  [null, "丙", null, null, 12345678901, { t: "e", v: 0x07 }],
  ["1.2", "丁", "3月底前", null, null, number(0.604167, "h:mm")],
]);
sheet["!merges"] = ["A1:F1", "A3:A5"].map(xlsx.utils.decode_range);
const book = xlsx.utils.book_new();
xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([["说明"]]), "说明");
xlsx.utils.book_append_sheet(book, sheet, "佐证材料");
book.Workbook = { Sheets: [{}, { Hidden: 1 }] };
xlsx.writeFile(book, "shapes.xlsb");
xlsx.writeFile(book, "shapes.xlsx");
xlsx.writeFile(book, "shapes-by-sheetjs.xls", { bookType: "biff8" });
