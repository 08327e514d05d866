"""Compiles one file with typst, in a fresh process: compile.py FONTS FILE.typ FILE.pdf"""

import sys

import typst

fonts, source, target = sys.argv[1:]
pdf = typst.compile(source, font_paths=[fonts], ignore_system_fonts=True, pdf_standards=["ua-1"])
with open(target, "wb") as file:
    file.write(pdf)
