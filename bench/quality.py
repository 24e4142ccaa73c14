"""How right the extractor is, on articles whose facts people wrote down; the contract's own scorer counts.

    python -m bench.quality [--json] [--shared ../shared] [--errors]

Sets: `seeds` (two real articles), `odd` and `even` (halves of the annotated articles beside the project), `tuned`
(our own articles that rules were tried on) and `heldout` (our own, looked at only as figures). Each is read with the
shipped list of firms and, as `-nolist`, without any. A fact counts if type, parties and quantity are right
("strict"). Exit status 1 if a figure falls below `tests/evaluation/floors.toml`.
"""

import argparse
import importlib.util
import json
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from wattgraph.api.store import known_names
from wattgraph.loaders import article
from wattgraph.schema.statement import Document

ROOT = Path(__file__).parents[1]
OWN = ROOT / "tests" / "evaluation"
#: The share of F1 that must be left without the list of firms.
_WITHOUT_LIST = 0.9
#: Modalities other than plain assertion, which must be told apart.
PLAIN = "asserted"


def scorer(shared: Path) -> ModuleType:
    """The scorer of the contract. Exits with 2 if it is not there."""
    path = shared / "eval" / "score.py"
    if not path.is_file():
        print(f"No scorer at {path}: name the folder that holds eval/score.py with --shared PATH.", file=sys.stderr)
        sys.exit(2)
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sets(shared: Path) -> Iterator[tuple[str, list[Path]]]:
    """The name of each set with its gold files."""
    dev = sorted((shared / "eval" / "dev").glob("A*.gold.json"))
    yield "seeds", sorted((shared / "eval" / "dev").glob("S*.gold.json"))
    yield "odd", dev[::2]
    yield "even", dev[1::2]
    for own in ("tuned", "heldout"):
        found = sorted((OWN / own).glob("*.gold.json"))
        if found:
            yield own, found


def predict(gold: Path, names: article.Names, folder: Path) -> None:
    """Writes the facts of one article, and copies its gold, into a folder for the scorer."""
    name = gold.name.removesuffix(".gold.json")
    text = gold.with_name(f"{name}.txt").read_bytes()
    document = Document.of(text.decode())
    facts = article.facts(document, json.loads(gold.read_text("utf-8")).get("published"), names)
    lines = (json.dumps(fact.line(document.text), ensure_ascii=False) for fact in facts)
    (folder / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    (folder / f"{name}.txt").write_bytes(text)
    (folder / gold.name).write_bytes(gold.read_bytes())


def measure(score: ModuleType, golds: list[Path], predicted: Path) -> dict[str, Any]:
    """The scorer's report on some predicted articles, and how many modalities beside plain assertion are right."""
    with tempfile.TemporaryDirectory() as folder:
        for gold in golds:
            for file in predicted.glob(f"{gold.name.removesuffix('.gold.json')}.*"):
                shutil.copy(file, folder)
        report: dict[str, Any] = score.score(folder, folder)
        report["shaded"] = _shaded(score, Path(folder))
        return report


def _shaded(score: ModuleType, folder: Path) -> float:
    """The share of matched facts that are not plainly asserted whose modality is right."""
    right = total = 0
    for gold in folder.glob("*.gold.json"):
        core = [f for f in json.loads(gold.read_text("utf-8"))["facts"] if f["tier"] == "core"]
        told, _ = score.read_predictions(folder / gold.name.replace(".gold.json", ".jsonl"))
        for i, j in score.assign(core, told).items():
            if core[i].get("modality") not in (None, PLAIN) and core[i]["type"] not in score.SIDE:
                total += 1
                right += score.slot_ok(told[j], core[i], "modality")
    return round(right / total, 4) if total else 1.0


def figures(report: dict[str, Any]) -> dict[str, float]:
    """What is watched, by name."""
    slots, predictions = report["slots"], max(1, report["predictions"])
    return {
        "f1": report["micro"]["f1"], "precision": report["micro"]["precision"], "recall": report["micro"]["recall"],
        "grounding": report["grounding"], "traps": round(len(report["traps"]) / predictions, 4),
        "modality": report["shaded"], "qualifier": slots.get("qualifier", {}).get("accuracy", 1.0),
    }  # fmt: skip


def fallen(found: dict[str, dict[str, float]]) -> Iterator[str]:
    """The figures below their floor (of traps: above)."""
    floors = tomllib.loads((OWN / "floors.toml").read_text("utf-8"))
    for name, limits in floors.items():
        for figure, limit in limits.items():
            value = found.get(name, {}).get(figure)
            bad = value is not None and (value > limit if figure == "traps" else value < limit)
            if bad:
                yield f"{name}: {figure} is {value}, and its floor is {limit}"
    for name, row in found.items():
        alone = found.get(f"{name}-nolist", row)["f1"]
        if alone < _WITHOUT_LIST * row["f1"]:
            yield f"{name}: without the list of firms f1 falls from {row['f1']} to {alone}, by more than a tenth"


def measured(shared: Path, errors: bool = False) -> dict[str, dict[str, float]]:
    """The figures of every set, and of all annotated articles beside the project as `dev`; prints them."""
    score, found = scorer(shared), dict[str, dict[str, float]]()
    by_set = dict(sets(shared))
    with tempfile.TemporaryDirectory() as place:
        folders = predicted(by_set, Path(place))
        by_set["dev"] = by_set["seeds"] + by_set["odd"] + by_set["even"]
        for name, golds in by_set.items():
            for suffix, folder in folders.items():
                report = measure(score, golds, folder)
                found[name + suffix] = figures(report)
                print(f"{name + suffix:16}", "  ".join(f"{k} {v:.3f}" for k, v in found[name + suffix].items()))
                if errors and not suffix:
                    print(*("    " + " | ".join(error) for error in report["errors"]), sep="\n")
    return found


def predicted(by_set: dict[str, list[Path]], folder: Path) -> dict[str, Path]:
    """Folders with the facts of all articles, each read once: with the list of names, and without it."""
    made = {"": folder / "list", "-nolist": folder / "nolist"}
    for place, names in zip(made.values(), (known_names(), article.NO_NAMES), strict=True):
        place.mkdir()
        for golds in by_set.values():
            for gold in golds:
                predict(gold, names, place)
    return made


def main() -> int:
    """Prints the figures; 1 if one fell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one JSON object of figures as the last line")
    parser.add_argument("--errors", action="store_true", help="list what was missed and what was too much")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where eval/score.py is")
    asked = parser.parse_args()
    found = measured(asked.shared, asked.errors)
    low = list(fallen(found))
    print(*(f"FALLEN  {line}" for line in low), sep="\n", end="\n" if low else "")
    if asked.json:
        print(json.dumps({f"{n}_{k}": v for n, row in found.items() for k, v in row.items()}))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
