"""The labelled pairs: enough of them, hard enough, each once; and `bench.identity` holds its floors on them."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

FLOORS = {"automatic_precision": 0.995, "automatic_recall": 0.6, "suggested_f1": 0.85}


def test_there_are_enough_pairs_and_hard_ones(root: Path) -> None:
    found = []
    families = []
    for split in ("tuned", "heldout"):
        data = tomllib.loads((root / "tests/evaluation/identity" / f"{split}.toml").read_text("utf-8"))
        families.append(set(data))
        for label in ("same", "different"):
            found += [(label, *pair) for table in data.values() for pair in table[label]]
    assert len(found) >= 300
    assert sum(label == "different" for label, *_ in found) >= 0.4 * len(found)
    assert families[0] == families[1]
    assert len({frozenset(pair) for _, *pair in found}) == len(found)


@pytest.mark.slow
def test_the_floors_hold(root: Path) -> None:
    command = [sys.executable, "-m", "bench.identity", "--json"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "rule identifier" in done.stdout
    figures = json.loads(done.stdout.splitlines()[-1])
    for split in ("tuned", "heldout"):
        assert {n: figures[f"{split}_{n}"] for n, least in FLOORS.items() if figures[f"{split}_{n}"] < least} == {}
