"""The house: rooms look downwards, modules are named after things, and a wheel carries all and nothing else."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOMS = ("schema", "graph", "loaders", "api")
LONGEST = 400
DRAWERS = re.compile(r"(utils?|helpers?|common|managers?|services?|misc|\w+_?v?\d)\.py")
REGISTRIES = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|crates\.io|proxy\.golang\.org|maven\.(org|apache)|deb\.debian\.org"
    r"|--(extra-)?index[-]url"
)
MACHINE = re.compile(r"(?<![\w.~-])/(work|tmp|root|farm|home)/[\w.-]")


def run(*command: str | Path, cwd: Path) -> str:
    """A command's output; the test fails with it if the command does."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def committed(root: Path, needs: Callable[[object, str], None]) -> list[Path]:
    """Every file that git tracks, as far as it still stands here."""
    needs((root / ".git").exists(), "this test reads a git clone: git clone the project")
    listed = run("git", "ls-files", "-z", cwd=root).split("\0")
    return [root / name for name in listed if name and (root / name).is_file() and not (root / name).is_symlink()]


def lines(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """Each line of text with its place."""
    for path in paths:
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            yield f"{path}:{number}", line


def modules(root: Path) -> list[Path]:
    """Our Python files."""
    folders = (*ROOMS, "tests", "bench", "scripts", "src/wattgraph")
    return [p for name in folders for p in (root / name).rglob("*.py") if "__pycache__" not in p.parts]


def test_rooms_look_downwards_only(root: Path) -> None:
    run(Path(sys.executable).with_name("lint-imports"), "--no-cache", cwd=root)


def test_no_file_is_long(root: Path) -> None:
    long = {str(p): n for p in modules(root) if (n := p.read_text().count("\n")) > LONGEST}
    assert long == {}


def test_modules_are_named_after_things(root: Path) -> None:
    assert [str(p) for p in modules(root) if DRAWERS.fullmatch(p.name)] == []


def test_nothing_names_a_registry(committed: list[Path]) -> None:
    assert [f"{place}: {line}" for place, line in lines(committed) if REGISTRIES.search(line)] == []


def test_nothing_names_a_path_of_one_machine(committed: list[Path]) -> None:
    assert [f"{place}: {line}" for place, line in lines(committed) if MACHINE.search(line)] == []


def test_examples_are_in_our_own_words(examples: Path, shared: Path) -> None:
    theirs = {run for path in (shared / "seeds").glob("*.txt") for run in runs_of_words(path.read_text())}
    ours = {run for path in examples.iterdir() for run in runs_of_words(path.read_text())}
    assert theirs
    assert ours & theirs == set()


def runs_of_words(text: str, length: int = 7) -> set[str]:
    """Every run of so many words, without case and punctuation."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the tree without asking for anything."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, root, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_a_wheel_carries_the_rooms_and_nothing_else(wheel: Path, root: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"wattgraph"}
    assert len(tops) == 2
    assert {name for name in names if name.endswith(".pyc")} == set()
    kept = [p for room in ROOMS for p in (root / room).rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    missing = {f"wattgraph/{p.relative_to(root).as_posix()}" for p in kept} - names
    assert missing == set()
    for needed in (
        r"wattgraph/__init__\.py",
        r"wattgraph/py\.typed",
        r"wattgraph/schema/kinds/deal\.toml",
        r"wattgraph/schema/vocabularies/actorRole\.toml",
        r"wattgraph/loaders/article/language/groups/\w+\.toml",
        r"wattgraph/loaders/reference/\w+\.toml",
        r"wattgraph/api/pages/graphiql\.html",
        r"wattgraph/examples/articles/.+\.txt",
        r"wattgraph-.+\.dist-info/licenses/LICENSE",
    ):
        assert any(re.fullmatch(needed, name) for name in names), needed


def test_an_installed_wheel_works_alone(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    options = ("--disable-pip-version-check", "--no-deps", "--no-index", "--target", target)
    run(sys.executable, "-m", "pip", "install", *options, wheel, cwd=tmp_path)
    assert {p.name for p in target.iterdir() if not p.name.endswith(".dist-info")} <= {"wattgraph", "bin"}
    code = f"""if True:
        import sys
        sys.path.insert(0, {str(target)!r})
        import wattgraph
        from wattgraph.api import graphiql
        from wattgraph.loaders.documents import list_files
        from wattgraph.schema.model import model
        assert wattgraph.__file__.startswith({str(target)!r}), wattgraph.__file__
        model()
        graphiql.assets()
        print(len(list_files([{str(target / "wattgraph/examples/articles")!r}]).files))
    """
    assert int(run(sys.executable, "-c", code, cwd=tmp_path)) >= 2


@pytest.mark.parametrize(("value", "outcome"), [("1", "2 failed"), ("", "2 skipped")])
def test_a_skip_is_a_failure_where_everything_must_run(root: Path, tmp_path: Path, value: str, outcome: str) -> None:
    shutil.copy(root / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_lacking.py").write_text(
        "import pytest\n"
        "def test_needs(needs):\n"
        "    needs(None, 'buy one')\n"
        "def test_skips():\n"
        "    pytest.skip('buy one')\n"
        "@pytest.mark.xfail\n"
        "def test_fails():\n"
        "    assert False\n"
    )
    command = (sys.executable, "-m", "pytest", "-rs", "-p", "no:cacheprovider", tmp_path)
    environment = os.environ | {"WATTGRAPH_REQUIRE_ALL": value}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    assert f"{outcome}, 1 xfailed" in done.stdout
    assert "buy one" in done.stdout
