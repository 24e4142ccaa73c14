"""Which files a source has, what may be written in its source.toml, and all of them into a folder."""

import hashlib
from pathlib import Path

import pytest

import wattgraph
from wattgraph.loaders.documents import DocumentError
from wattgraph.loaders.documents.errors import Unreachable
from wattgraph.loaders.fetching import remote
from wattgraph.loaders.fetching.downloads import Downloader
from wattgraph.loaders.fetching.fetching import NotFetched, fetch_files
from wattgraph.loaders.fetching.remote import RemoteFile, SourceError, remote_files
from wattgraph.loaders.sources.source import SourceUnknown, names

from .conftest import DATA, LOOPBACK, Files

SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder of sources with one of them, `plants`."""
    (tmp_path / "home" / "plants").mkdir(parents=True)
    return tmp_path / "home"


def describe(home: Path, files: str, about: str = 'address = "https://example.org/plants"') -> None:
    (home / "plants" / "source.toml").write_text(f"[source]\n{about}\n{files}")


def entry(name: str, address: str = "https://example.org/a") -> str:
    return f"[[files]]\nname = {name!r}\naddress = {address!r}\n"


@pytest.mark.parametrize("name", names())
def test_the_sources_that_ship_can_be_read(name: str) -> None:
    """One that no program can fetch says so."""
    try:
        files = remote_files(name)
    except SourceError as error:
        files = []
        message = str(error)
    assert files or message.startswith(f"no program can fetch {name}")
    assert all(file.address is None or file.address.startswith("https://") for file in files)


def test_the_index_ships() -> None:
    (file,) = remote_files("sp500")
    assert file.name == "constituents.csv"
    assert file.sha256 is None


def test_names_below_folders(home: Path) -> None:
    describe(
        home, entry("2025/plants.csv") + f'sha256 = "{SHA.upper()}"\nvintage = "2025"\n' + entry("2026/plants.csv")
    )
    page = "https://example.org/plants"
    assert remote_files("plants", home) == [
        RemoteFile("2025/plants.csv", "https://example.org/a", SHA, page),
        RemoteFile("2026/plants.csv", "https://example.org/a", None, page),
    ]


def test_an_unknown_source(home: Path) -> None:
    describe(home, entry("a.csv"))
    with pytest.raises(SourceUnknown, match=r"^no source 'plant'; did you mean plants\? There are: plants$"):
        remote_files("plant", home)
    for name in ("../plants", "", ".", "plants/", "zzz"):
        with pytest.raises(SourceUnknown, match="There are: plants"):
            remote_files(name, home)


@pytest.mark.parametrize("files", ["", '[[files]]\nname = "plants.csv"\n'])
def test_a_source_that_no_program_can_fetch(home: Path, files: str) -> None:
    describe(home, files)
    with pytest.raises(SourceError, match=r"Get its files by hand from https://example.org/plants"):
        remote_files("plants", home)


ASTRAY = [
    "../a.csv", "a/../../b.csv", "/etc/passwd", "C:/a.csv", "c:a.csv", "a\\b.csv", "a/./b", "a//b", "a/", ".", "..",
    "a\0b", "a\nb", "CON", "nul.csv", "a/com1", "a.", "a ", " a", "a.part", "a.part.json", "a.fetched.json",
    "x" * 300,
]  # fmt: skip


@pytest.mark.parametrize("name", ASTRAY)
def test_names_that_lead_astray(files: Files, tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"is no path|some systems|too long|ends as"):
        fetch_files([RemoteFile(name, files.address)], tmp_path / "into", Downloader(LOOPBACK))
    assert files.asked == []
    assert not (tmp_path / "into").exists()


@pytest.mark.parametrize("name", ["../a.csv", "CON"])
def test_names_that_lead_astray_in_a_source(home: Path, name: str) -> None:
    describe(home, entry(name))
    with pytest.raises(SourceError, match=r"source\.toml: .*; correct it"):
        remote_files("plants", home)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (entry("a.csv") + entry("A.CSV"), "two files are called"),
        (entry("ä.csv") + entry("a\u0308.csv"), "two files are called"),
        (entry("a/b") + entry("a"), "stands below another file"),
        (entry("a.csv") + 'sha256 = "12"', "no 64 hexadecimal digits"),
        ("[[files]]\naddress = 'https://example.org/a'", "has no name"),
        ("[[files]]\nname = 3", "name is no text"),
        ("[files]\nname = 'a'", "it takes"),
        ("[[files", "correct it"),
    ],
)
def test_what_a_source_may_not_say(home: Path, text: str, words: str) -> None:
    describe(home, text)
    with pytest.raises(SourceError, match=words):
        remote_files("plants", home)


def test_one_that_does_not_come_keeps_no_other_out(files: Files, tmp_path: Path) -> None:
    told: list[DocumentError] = []
    moved: dict[str, int] = {}
    wanted = [
        RemoteFile("a/1.csv", files.address), RemoteFile("2.csv", files.address, "0" * 64),
        RemoteFile("3.csv", "http://127.0.0.1:1/"), RemoteFile("4.csv", page="https://example.org/"),
        RemoteFile("5.csv", files.address, SHA),
    ]  # fmt: skip
    found = fetch_files(
        wanted, tmp_path, Downloader(LOOPBACK), lambda file, done, total: moved.update({file.name: done}), told.append
    )
    assert [file.path for file in found.files] == [tmp_path / "a" / "1.csv", tmp_path / "5.csv"]
    assert told == found.errors
    assert [type(error) for error in told] == [DocumentError, Unreachable, DocumentError]
    assert str(told[2]).endswith("Get it by hand from https://example.org/, and put it there.")
    assert moved == {"a/1.csv": len(DATA), "2.csv": len(DATA), "5.csv": len(DATA)}


def test_what_a_person_got_is_judged_by_its_hash(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(DATA)
    (found,) = fetch_files([RemoteFile("a.csv", sha256=SHA)], tmp_path).files
    assert (found.state, found.size) == ("unchanged", len(DATA))
    (error,) = fetch_files([RemoteFile("a.csv", sha256="0" * 64)], tmp_path).errors
    assert "is another file" in str(error)


def test_a_link_out_of_the_folder_is_not_followed(files: Files, tmp_path: Path) -> None:
    (tmp_path / "into").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "into" / "a").symlink_to(tmp_path / "elsewhere")
    found = fetch_files([RemoteFile("a/b.csv", files.address)], tmp_path / "into", Downloader(LOOPBACK))
    assert "by a link" in str(found.errors[0])
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_in_python(files: Files, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "HOME", home)
    describe(home, entry("a.csv", files.address))
    (found,) = wattgraph.fetch("plants", tmp_path / "into", downloader=Downloader(LOOPBACK))
    assert found.path.read_bytes() == DATA
    with pytest.raises(NotFetched, match="not on the public internet") as caught:
        wattgraph.fetch("plants", tmp_path / "other")
    assert len(caught.value.errors) == 1
    with pytest.raises(SourceUnknown):
        wattgraph.fetch("sp500")
