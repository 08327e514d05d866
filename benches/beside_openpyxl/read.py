"""Reads the values of every cell of workbooks: read.py full|stream FILE… (needs openpyxl)."""
import sys

import openpyxl

count = 0
for file in sys.argv[2:]:
    book = openpyxl.load_workbook(file, read_only=sys.argv[1] == "stream", data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            count += sum(value is not None for value in row)
print(count)
