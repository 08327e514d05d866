"""Fills in forms: python3 by_libreoffice.py < JOBS (needs LibreOffice and python3-uno). `tests/outside/round_trip.rs` writes the jobs."""
import datetime
import json
import subprocess
import sys
import tempfile
import time
import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PIPE = f"uno:pipe,name=fill{time.monotonic_ns()};urp;StarOffice.ComponentContext"
DAY_ZERO = datetime.date(1899, 12, 30)
# com.sun.star.sheet.CellFlags: VALUE, DATETIME, STRING, FORMULA.
CONTENT = 1 | 2 | 4 | 16


def prop(name, value):
    it = PropertyValue()
    it.Name, it.Value = name, value
    return it


def put(sheets, step):
    cell = sheets.getByName(step["sheet"]).getCellRangeByName(step["cell"])
    if "date" in step:
        cell.setValue((datetime.date.fromisoformat(step["date"]) - DAY_ZERO).days)
    elif "number" in step:
        cell.setValue(step["number"])
    else:
        cell.setString(step["text"])


def clear(sheets, step):
    sheets.getByName(step["sheet"]).getCellRangeByName(step["cell"]).clearContents(CONTENT)


def swap(sheets, step):
    sheet = sheets.getByName(step["sheet"])
    one, other = (row - 1 for row in step["rows"])
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress.EndColumn
    a = sheet.getCellRangeByPosition(0, one, last, one)
    b = sheet.getCellRangeByPosition(0, other, last, other)
    from_a, from_b = a.getDataArray(), b.getDataArray()
    a.setDataArray(from_b)
    b.setDataArray(from_a)


def copy(sheets, step):
    name = step["sheet"]
    twin = name + "2" if step["instead"] else step["name"]
    sheets.copyByName(name, twin, sheets.getCount())
    if step["instead"]:
        sheets.removeByName(name)
        sheets.getByName(twin).Name = name


DO = {"put": put, "clear": clear, "swap": swap, "copy": copy}


def fill(desktop, job):
    book = desktop.loadComponentFromURL(uno.systemPathToFileUrl(job["form"]), "_blank", 0, (prop("Hidden", True),))
    sheets = book.Sheets
    for name in sheets.ElementNames:
        sheets.getByName(name).unprotect("")
    for step in job["steps"]:
        DO[step["do"]](sheets, step)
    book.storeToURL(uno.systemPathToFileUrl(job["filled"]), (prop("FilterName", "Calc MS Excel 2007 XML"),))
    book.close(True)


def connected(accept):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            context = resolver.resolve(accept)
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.1)
    sys.exit("LibreOffice does not answer")


with tempfile.TemporaryDirectory() as profile:
    accept = PIPE.removeprefix("uno:").removesuffix("StarOffice.ComponentContext") + "StarOffice.ServiceManager"
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}", f"--accept={accept}"]
    )
    try:
        desktop = connected(PIPE)
        for job in json.load(sys.stdin):
            fill(desktop, job)
        desktop.terminate()
        office.wait(60)
    finally:
        office.kill()
