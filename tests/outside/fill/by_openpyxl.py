"""Fills in forms: python3 by_openpyxl.py < JOBS (needs openpyxl). `tests/outside/round_trip.rs` writes the jobs."""
import datetime
import json
import sys

import openpyxl


def put(book, step):
    cell = book[step["sheet"]][step["cell"]]
    if "date" in step:
        cell.value = datetime.date.fromisoformat(step["date"])
    else:
        cell.value = step.get("number", step.get("text"))


def clear(book, step):
    book[step["sheet"]][step["cell"]].value = None


def swap(book, step):
    sheet = book[step["sheet"]]
    one, other = step["rows"]
    for column in range(1, sheet.max_column + 1):
        a, b = sheet.cell(one, column), sheet.cell(other, column)
        a.value, b.value = b.value, a.value


def copy(book, step):
    original = book[step["sheet"]]
    twin = book.copy_worksheet(original)
    if step["instead"]:
        del book[step["sheet"]]
        twin.title = step["sheet"]
    else:
        twin.title = step["name"]


DO = {"put": put, "clear": clear, "swap": swap, "copy": copy}

for job in json.load(sys.stdin):
    book = openpyxl.load_workbook(job["form"])
    for step in job["steps"]:
        DO[step["do"]](book, step)
    book.save(job["filled"])
