"""Pages: bounded, in the order of ids, and going on where they stopped though the ledger grows."""

import pytest

PAGE = """
query($first: Int!, $after: String) {
  firms(first: $first, after: $after) {
    totalCount nodes { id } edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
"""


def pages(ask, first, after=None):
    while True:
        found = ask(PAGE, first=first, after=after)["firms"]
        yield found
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            return


@pytest.mark.parametrize("first", [1, 3, 8, 1000])
def test_all_pages_together_are_all_rows_once(told, ask, first):
    found = [node["id"] for page in pages(ask, first) for node in page["nodes"]]
    assert found == sorted(set(found))
    assert len(found) == ask(PAGE, first=1)["firms"]["totalCount"] == 8


def test_where_a_page_stands(told, ask):
    one, two, *_ = pages(ask, 2)
    assert (one["pageInfo"]["hasPreviousPage"], two["pageInfo"]["hasPreviousPage"]) == (False, True)
    assert [edge["node"] for edge in one["edges"]] == one["nodes"]
    assert one["pageInfo"]["startCursor"] == one["edges"][0]["cursor"]
    assert one["pageInfo"]["endCursor"] == one["edges"][-1]["cursor"]


def test_a_cursor_outlives_its_snapshot(told, ask, notes):
    one = next(pages(ask, 3))
    page = notes("Zeta is new.")
    page.actor("Zeta")
    page.into(told)
    rest = [n["id"] for p in pages(ask, 3, one["pageInfo"]["endCursor"]) for n in p["nodes"]]
    seen = [n["id"] for n in one["nodes"]] + rest
    assert len(seen) == len(set(seen))
    assert len(seen) in (8, 9)  # the new firm's id may stand before the cursor


@pytest.mark.parametrize("first", [0, -1, 1001])
def test_first_out_of_bounds(told, answer, first):
    (error,) = answer(PAGE, first=first)["errors"]
    assert error["message"].startswith(f"first is {first}: ask for 1 to 1000")


@pytest.mark.parametrize("after", ["", "x", "zzzz", "aXJlbg==", "é"])
def test_what_is_no_cursor(told, answer, after):
    (error,) = answer(PAGE, first=1, after=after)["errors"]
    assert "is no cursor" in error["message"]


def test_first_is_required(told, answer):
    assert "argument 'first' of type 'Int!' is required" in answer("{ firms { totalCount } }")["errors"][0]["message"]
