"""Makes the PDF files of this folder: python3 make.py (needs typst 0.13 or later from PyPI, and the repository's fonts)."""

from pathlib import Path

import typst

here = Path(__file__).parent
fonts = [str(here.parent.parent / "fonts")]
for name, wrong in [("right", "no"), ("wrong", "yes")]:
    typst.compile(here / "report.typ", output=here / f"{name}.pdf", font_paths=fonts, ignore_system_fonts=True, sys_inputs={"wrong": wrong})
