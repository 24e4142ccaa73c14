"""ZIP archives: read as a folder would be, and no header talks its way past a limit."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from wattgraph.loaders.documents import Content, DocumentError, Found, PassedOver, Reader
from wattgraph.loaders.documents import archives as module
from wattgraph.loaders.documents.archives import members


def packed(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def read(reader: Reader, data: bytes) -> dict[str, Found | DocumentError | PassedOver]:
    """What an archive yields, by the name of each."""
    found = reader.read_content(Content(Path("a.zip"), data))
    return {str(one.name if isinstance(one, Found) else one.path): one for one in found}


def test_members_are_read_as_files_of_a_folder(reader: Reader, tmp_path: Path) -> None:
    data = packed(
        ("b.txt", b"Watts of b"), ("deep/a.md", b"# Watts of a"), ("deep/", b""), (".hidden.txt", b"x"),
        ("__MACOSX/b.txt", b"x"), ("picture.png", b"x"), ("empty.txt", b""),
    )  # fmt: skip
    found = read(reader, data)
    assert [n for n, one in found.items() if isinstance(one, Found)] == ["a.zip/b.txt", "a.zip/deep/a.md"]
    passed = {n: one.why for n, one in found.items() if isinstance(one, PassedOver)}
    assert set(passed) == {"a.zip/.hidden.txt", "a.zip/__MACOSX/b.txt", "a.zip/picture.png"}
    assert "is empty" in str(found["a.zip/empty.txt"])
    (tmp_path / "a.zip").write_bytes(data)
    names = [str(one.name) for one in reader.read(tmp_path / "a.zip") if isinstance(one, Found)]
    assert names == [f"{tmp_path}/a.zip/b.txt", f"{tmp_path}/a.zip/deep/a.md"]


@pytest.mark.parametrize(
    "name", ["../up.txt", "/etc/x.txt", "a/../../x.txt", "C:/x.txt", "..\\up.txt", "a/./../x.txt", "."]
)
def test_paths_that_lead_out_are_refused(reader: Reader, name: str) -> None:
    found = read(reader, packed((name, b"Watts"), ("good.txt", b"Watts of good")))
    assert isinstance(found["a.zip/good.txt"], Found)
    (error,) = [one for one in found.values() if isinstance(one, DocumentError)]
    assert "leads out of its archive" in str(error)


def test_archives_within_archives_are_refused(reader: Reader) -> None:
    inner = packed(("x.txt", b"Watts"))
    found = read(reader, packed(("in.zip", inner), ("in.txt", inner)))
    assert [str(one).split(" ", 1)[1] for one in found.values()] == [
        "is an archive within an archive. Unpack it, and load that."
    ] * 2


def test_links_and_duplicates(reader: Reader) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", "Watts")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "Other")
    found = list(reader.read_content(Content(Path("a.zip"), out.getvalue())))
    assert sorted(type(one).__name__ for one in found) == ["DocumentError", "Found", "PassedOver"]


def test_an_encrypted_member_is_refused(reader: Reader) -> None:
    data = bytearray(packed(("a.txt", b"Watts"), ("b.txt", b"Watts")))
    for start in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[start] |= 1
    found = read(reader, bytes(data))
    assert "is encrypted" in str(found["a.zip/a.txt"])
    assert isinstance(found["a.zip/b.txt"], Found)


def test_a_bomb_is_refused_by_what_it_declares(reader: Reader) -> None:
    found = read(reader, packed(("a.txt", b"0" * 19_000_000), ("b.txt", b"0" * 21_000_000)))
    assert "unpacks to more than 200 times its size" in str(found["a.zip/a.txt"])
    assert "is too large: 21,000,000 bytes" in str(found["a.zip/b.txt"])


def test_a_bomb_that_declares_less_is_not_unpacked_further(reader: Reader) -> None:
    bomb = packed(("a.txt", b"0" * 50_000_000))
    size = struct.pack("<I", 50_000_000)
    assert bomb.count(size) == 2
    found = read(reader, bomb.replace(size, struct.pack("<I", 500)))
    assert "is damaged" in str(found["a.zip/a.txt"])


def test_all_members_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 250)
    data = packed(*((f"{n}.txt", b"Watts " * 16) for n in range(9)))
    with pytest.raises(DocumentError, match="unpacks to more than 250 bytes"):
        list(members("a.zip", io.BytesIO(data)))


def test_many_members_are_refused_before_they_are_listed() -> None:
    data = packed(*((f"{n}", b"") for n in range(20_001)), method=zipfile.ZIP_STORED)
    with pytest.raises(DocumentError, match="holds more than 20,000 files"):
        list(members("a.zip", io.BytesIO(data)))
    end = data.rfind(b"PK\x05\x06")
    lying = data[: end + 8] + struct.pack("<HH", 3, 3) + data[end + 12 :]
    with pytest.raises(DocumentError, match="holds more than 20,000 files"):
        list(members("a.zip", io.BytesIO(lying)))


def test_damage(reader: Reader) -> None:
    whole = packed(("a.txt", b"Watts of a, and more of it"), ("b.txt", b"Watts of b"))
    spoilt = bytearray(whole)
    spoilt[40] ^= 0xFF
    found = read(reader, bytes(spoilt))
    assert "is damaged" in str(found["a.zip/a.txt"])
    assert isinstance(found["a.zip/b.txt"], Found)
    assert "is a damaged ZIP archive" in str(read(reader, whole[:-30])["a.zip"])
    assert "is an archive without files" in str(read(reader, packed())["a.zip"])
    lzma = packed(("a.txt", b"Watts"), method=zipfile.ZIP_LZMA)
    assert "compressed in a way that is not read" in str(read(reader, lzma)["a.zip/a.txt"])


def test_office_documents_are_no_archives_to_read(reader: Reader) -> None:
    data = packed(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"))
    assert "is an office document" in str(read(reader, data)["a.zip"])
