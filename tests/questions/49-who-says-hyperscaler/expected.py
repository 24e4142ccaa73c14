"""The shipped list's rows with the role, read by the standard library; what the desk's texts say was read by hand."""

import tomllib
from pathlib import Path

LIST = Path(__file__).parents[3] / "loaders/reference"
DESK = [
    ("Meridian Cloud", "THIRD_PARTY", ["Northmoor Desk"]),
    ("Northlight Cloud", "SELF", ["Northlight Cloud"]),
    ("Ostrava Systems", "THIRD_PARTY", ["Northmoor Desk", "Sector Weekly"]),
]


def expected(data):
    for firm, basis, publishers in DESK:
        yield {"firm": firm, "basis": basis, "publishers": publishers}
    for path in sorted(LIST.glob("*.toml")):
        for firm in tomllib.loads(path.read_text("utf-8"))["firm"]:
            if "hyperscaler" in firm["roles"]:
                yield {
                    "firm": firm["name"].partition(" since ")[0],
                    "basis": "REFERENCE",
                    "publishers": ["Wattgraph"],
                }
