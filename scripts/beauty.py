"""Prints figures of the code itself, to see drift from one release to the next: `make beauty`.

The aims are those of the house: no file over 400 lines, half of all functions within 9 lines and nine in ten within
30, at most 1 % over 60, few `Any`, few dependencies. The rooms count, not the tests.
"""

import ast
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parents[1]
ROOMS = ("schema", "graph", "loaders", "api")
LONG_FILE = 400
LONG_FUNCTION = 60


def main() -> None:
    """Prints one figure a line, with its aim."""
    sources = {path: path.read_text() for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))}
    trees = [ast.parse(text) for text in sources.values()]
    lengths = [length for tree in trees for length in function_lengths(tree)]
    long_files = [p.relative_to(ROOT).as_posix() for p, text in sources.items() if text.count("\n") > LONG_FILE]
    over = sum(length > LONG_FUNCTION for length in lengths) / len(lengths)
    figures = (
        ("files", len(sources), ""),
        (f"files over {LONG_FILE} lines", ", ".join(long_files) or 0, "0"),
        ("functions", len(lengths), ""),
        ("function length, median", median(lengths), "at most 9"),
        ("function length, 90th percentile", quantiles(lengths, n=10)[-1], "at most 30"),
        (f"functions over {LONG_FUNCTION} lines", f"{over:.1%}", "at most 1%"),
        ("uses of Any", sum(uses_of_any(tree) for tree in trees), ""),
        ("type: ignore", sum(text.count("# type: ignore") for text in sources.values()), ""),
        ("direct dependencies", len(dependencies()), ""),
        ("import wattgraph, ms", import_milliseconds("wattgraph"), ""),
        ("import wattgraph.api.cli.main, ms", import_milliseconds("wattgraph.api.cli.main"), ""),
    )
    for name, value, aim in figures:
        print(f"{name:36}{value!s:>8}  {aim}".rstrip())


def function_lengths(tree: ast.AST) -> Iterator[int]:
    """Lines of each function, from `def` to its end."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1


def uses_of_any(tree: ast.AST) -> int:
    """How often the name `Any` stands in code."""
    return sum(isinstance(node, ast.Name) and node.id == "Any" for node in ast.walk(tree))


def dependencies() -> list[str]:
    """What pyproject.toml asks for at run time."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return list(project["dependencies"])


def import_milliseconds(module: str) -> str:
    """The best of five imports in new processes, less an empty start of Python."""
    try:
        return f"{max(0, best(f'import {module}') - best('pass')) * 1000:.0f}"
    except subprocess.CalledProcessError:
        return "fails"


def best(code: str) -> float:
    """The shortest of five runs, in seconds."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    main()
