"""docs/notebook.ipynb, run from cell to cell; ``make notebook`` keeps what they show.

A small stand-in for Jupyter, so that nothing of it need be installed. Charts are kept as PNG,
since pages that show notebooks run no script of them.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import io
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "notebook.ipynb"

Cell = dict[str, Any]


def read() -> dict[str, Any]:
    """The notebook as it is kept (nbformat 4)."""
    found: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return found


def code(notebook: dict[str, Any]) -> list[Cell]:
    """Its cells of code, in order."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def run(cells: list[Cell]) -> Iterator[tuple[str, object]]:
    """What each prints, and what its last line is worth; in the folder where one is."""
    names: dict[str, Any] = {}
    for cell in cells:
        told = io.StringIO()
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(told):
            exec(compile(tree, "cell", "exec"), names)
            worth = None
            if isinstance(last, ast.Expr):
                worth = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
        yield told.getvalue(), worth


def outputs(printed: str, worth: object, count: int) -> list[dict[str, Any]]:
    """As Jupyter keeps them."""
    kept: list[dict[str, Any]] = []
    if printed:
        lines = printed.splitlines(keepends=True)
        kept.append({"output_type": "stream", "name": "stdout", "text": lines})
    if worth is not None:
        shown = {"output_type": "execute_result", "execution_count": count, "metadata": {}}
        kept.append(shown | {"data": _data(worth)})
    return kept


def _data(worth: Any) -> dict[str, str]:
    if type(worth).__module__.startswith("altair"):
        import vl_convert  # type: ignore[import-not-found, unused-ignore]  # of the docs extra

        png = vl_convert.vegalite_to_png(worth.to_dict(), scale=1.5)
        return {"image/png": base64.b64encode(png).decode(), "text/plain": "a chart"}
    if hasattr(worth, "_repr_html_"):
        return {"text/html": worth._repr_html_(), "text/plain": f"a {type(worth).__name__}"}
    return {"text/plain": repr(worth)}


def _write() -> None:
    notebook = read()
    cells = code(notebook)
    with tempfile.TemporaryDirectory() as folder:
        here = Path.cwd()
        os.chdir(folder)
        for count, (cell, (printed, worth)) in enumerate(zip(cells, run(cells), strict=True), 1):
            cell |= {"execution_count": count, "outputs": outputs(printed, worth, count)}
        os.chdir(here)
    told = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    NOTEBOOK.write_text(told + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
