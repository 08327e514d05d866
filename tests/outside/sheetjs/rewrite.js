// Rewrites every workbook of a folder: node rewrite.js FROM TO ENDING FORMAT
const fs = require("fs");
const path = require("path");
const xlsx = require("xlsx");

const [from, to, ending, format] = process.argv.slice(2);
for (const name of fs.readdirSync(from)) {
  // Formats of numbers are kept, so that days stay days.
  const book = xlsx.readFile(path.join(from, name), { cellNF: true });
  xlsx.writeFile(book, path.join(to, `${path.parse(name).name}.${ending}`), { bookType: format });
}
