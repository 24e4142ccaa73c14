"""What the shipped list of firms says ended ("Facebook until 2021-10-28"), read by the standard library."""

import re
import tomllib
from pathlib import Path

LIST = Path(__file__).parents[3] / "loaders/reference"


def expected(data):
    for path in sorted(LIST.glob("*.toml")):
        for firm in tomllib.loads(path.read_text("utf-8"))["firm"]:
            for told in (firm["name"], *firm.get("aliases", ()), *firm.get("tickers", ())):
                if found := re.fullmatch(r"(.+?)(?: since \S+)? until (\S+)", told):
                    yield {"firm": firm["id"], "former": found[1], "until": found[2]}
