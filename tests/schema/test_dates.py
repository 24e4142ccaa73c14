"""Partial dates and durations, the words that state them, and what the gate refuses of both."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattgraph.schema.dates import DateError, Duration, PartialDate
from wattgraph.schema.datewords import (
    date_contradiction,
    duration_contradiction,
    find_dates,
    find_durations,
)

#: A Tuesday: what the relative dates of the table rest on.
PUBLISHED = PartialDate.parse("2026-02-17")

years = st.integers(1900, 2100).map(str)
dates = st.one_of(
    years,
    st.builds("{}-{:02}".format, years, st.integers(1, 12)),
    st.builds("{}-Q{}".format, years, st.integers(1, 4)),
    st.builds("{}-H{}".format, years, st.integers(1, 2)),
    st.builds("{}-{}".format, years, st.integers(21, 24)),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str),
).map(PartialDate.parse)


@given(dates)
def test_printed_dates_are_read_back_and_run_forwards(day: PartialDate) -> None:
    assert PartialDate.parse(str(day)) == day
    assert day.earliest() <= day.latest()
    assert day.overlaps(day)
    assert day.within(day)


@given(dates, dates)
def test_before_is_an_order_and_overlaps_leave_it_open(one: PartialDate, other: PartialDate) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert not (one.before(other) and other.before(one))
    if one.before(other):
        assert other.before(one) is False
        assert not one.overlaps(other)
    if one.before(other) is None:
        assert one.overlaps(other)
    if not one.overlaps(other):
        assert one.before(other) is not other.before(one)


@given(dates, dates, dates)
def test_before_is_transitive(a: PartialDate, b: PartialDate, c: PartialDate) -> None:
    if a.before(b) and b.before(c):
        assert a.before(c)


@given(dates, dates)
def test_what_lies_within_overlaps(one: PartialDate, other: PartialDate) -> None:
    if one.within(other):
        assert one.overlaps(other)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"), ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"), ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-21", "2025-03-01", "2025-05-31"), ("2025-24", "2024-12-01", "2026-02-28"),
        ("2025-11-03", "2025-11-03", "2025-11-03"),
    ],
)  # fmt: skip
def test_what_a_date_can_mean(text: str, first: str, last: str) -> None:
    day = PartialDate.parse(text)
    assert (str(day.earliest()), str(day.latest())) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "26", "2026-13", "2026-02-30", "2026-Q5", "2026-H3", "2026-25", "0000", "2026-1", "２０２６"],
)
def test_what_is_no_date_is_refused_and_taught(text: str) -> None:
    with pytest.raises(DateError, match="is no date"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["P10Y", "P18M", "P10Y6M", "P6W", "P90D"])
def test_durations_are_read_back(text: str) -> None:
    assert str(Duration.parse(text)) == text


@pytest.mark.parametrize("text", ["", "P", "10Y", "PT5H", "P1.5Y", "PY"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(DateError, match="is no duration"):
        Duration.parse(text)


#: Text -> "words edtf" of each date; `~` marks those that rest on the document's date.
TABLE = {
    "signed on 3 November 2025": "3 November 2025 = 2025-11-03",
    "signed Nov 3, 2025, in Oslo": "Nov 3, 2025 = 2025-11-03",
    "on Dec. 16, 2025, it": "Dec. 16, 2025 = 2025-12-16",
    "on Wednesday 14 January 2026": "Wednesday 14 January 2026 = 2026-01-14",
    "the 3rd of May 2026": "3rd of May 2026 = 2026-05-03",
    "on 2025-11-03 at noon": "2025-11-03 = 2025-11-03",
    "on 12/31/2026 or 03/04/2026": "12/31/2026 = 2026-12-31",
    "on 17.02.2026": "17.02.2026 = 2026-02-17",
    "sales in 3Q25, Q4'25 and FY26": "3Q25 = 2025-Q3, Q4'25 = 2025-Q4, FY26 = 2026",
    "the year ended 31 December 2025": "31 December 2025 = 2025-12-31",
    "in November 2025": "November 2025 = 2025-11",
    "by 2030": "2030 = 2030",
    "by the year 2030": "2030 = 2030",
    "its 2029 line": "2029 = 2029",
    "the 2024 halving": "2024 = 2024",
    "notes due 2031": "2031 = 2031",
    "from 2026 to 2030": "2026 = 2026, 2030 = 2030",
    "Q4 2026 and 1H 2027": "Q4 2026 = 2026-Q4, 1H 2027 = 2027-H1",
    "the fourth quarter of 2026": "fourth quarter of 2026 = 2026-Q4",
    "the first half of 2026": "first half of 2026 = 2026-H1",
    "the winter of 2031": "winter of 2031 = 2031-24",
    "in fiscal 2026": "2026 = 2026",
    "mid-2027, early 2028, late 2029": "mid-2027 = 2027, early 2028 = 2028, late 2029 = 2029",
    "at year-end 2026": "year-end 2026 = 2026",
    "the end of 2026": "the end of 2026 = 2026",
    "said on Tuesday": "Tuesday ~ 2026-02-17",
    "said on Friday": "Friday ~ 2026-02-13",
    "this Monday": "this Monday ~ 2026-02-16",
    "will vote on Thursday": "Thursday ~ 2026-02-19",
    "next Tuesday": "next Tuesday ~ 2026-02-24",
    "last Tuesday": "last Tuesday ~ 2026-02-10",
    "last October": "last October ~ 2025-10",
    "it began in April": "April ~ 2025-04",
    "it should start in April": "April ~ 2026-04",
    "by the end of September": "the end of September ~ 2026-09",
    "on 11 March they met": "11 March ~ 2025-03-11",
    "next year, not this year or last year": "next year ~ 2027, this year ~ 2026, last year ~ 2025",
    "in the first quarter of next year": "first quarter of next year ~ 2027-Q1",
    "last spring": "last spring ~ 2025-21",
    "next quarter or last month": "next quarter ~ 2026-Q2, last month ~ 2026-01",
    "before the year is out": "the year is out ~ 2026",
    "by the end of the decade": "end of the decade ~ 2030",
    "in October 2025, and $85 million a year earlier": "October 2025 = 2025-10, a year earlier ~ 2024-10",
    "two years ago": "two years ago ~ 2024",
    "announced today": "today ~ 2026-02-17",
    "by Christmas": "Christmas ~ 2026-12-25",
    "up 20% to $2,030 for 2029 MW": "",
    "it serves 2025 homes": "",
    "it may march on": "",
    "room CB-2025, call 555-2026": "",
    "$2030 or 2,030 or 2030.5": "",
}


@pytest.mark.parametrize("text", TABLE)
def test_table_of_dates(text: str) -> None:
    found = find_dates(text, PUBLISHED)
    assert ", ".join(f"{text[d.start : d.end]} {'~' if d.relative else '='} {d.edtf}" for d in found) == TABLE[text]


@pytest.mark.parametrize("text", [text for text, dates in TABLE.items() if "~" in dates])
def test_relative_dates_need_the_documents(text: str) -> None:
    expected = text.count("a year earlier")  # it rests on the date before it
    assert sum(d.relative for d in find_dates(text, None)) == expected


@pytest.mark.parametrize("text", [text for text, dates in TABLE.items() if dates])
def test_every_found_date_passes_the_gate(text: str) -> None:
    for found in find_dates(text, PUBLISHED):
        words = text if "earlier" in text else text[found.start : found.end]
        assert date_contradiction(found.edtf, words, str(PUBLISHED)) is None


@pytest.mark.parametrize(
    ("edtf", "words", "published", "reason"),
    [
        ("2026-05", "June 2026", None, "says 2026-06, not 2026-05"),
        ("2026-06-01", "June 2026", None, "says 2026-06, not"),
        ("2026-02-16", "on Tuesday", "2026-02-17", "or 2026-02-17|says 2026-02-17"),
        ("2026-02-17", "on Tuesday", None, "document's date is unknown"),
        ("2026", "a deal", "2026-02-17", "no date stands"),
        ("soon", "soon", None, "is no date"),
        ("2026", "2026", "yesterday", "is no date"),
        ("2020", "20%", None, "states no date"),
    ],
)
def test_the_gate_refuses_dates(edtf: str, words: str, published: str | None, reason: str) -> None:
    assert date_contradiction(edtf, words, published) is not None
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(date_contradiction(edtf, words, published))


@pytest.mark.parametrize(
    ("edtf", "words", "published"),
    [
        ("2026", "June 2026", None), ("2031", "winter of 2031", None), ("2026-Q2", "June 2026", None),
        ("2026-04", "April", "2026-02-17"), ("2025-04", "in April", "2026-02-17"), ("2025", "last year", "2026"),
    ],
)  # fmt: skip
def test_the_gate_lets_coarser_dates_and_neighbours_through(edtf: str, words: str, published: str | None) -> None:
    assert date_contradiction(edtf, words, published) is None


TERMS = {
    "a 12-year agreement": "P12Y", "a 15-year contract": "P15Y", "for ten years": "P10Y", "18 months": "P18M",
    "a five-year note": "P5Y", "ten years and six months": "P10Y6M", "two decades": "P20Y", "3.5 years": "P3Y6M",
    "twenty-five years": "P25Y", "a 13-day option": "P13D", "six weeks": "P6W", "two and a half years": "P2Y6M",
    "$4.2 million a year": "", "ten years ago": "", "a 10- to 15-year term": "", "five to seven years": "",
    "15–20 years": "", "a 20-year-old mine": "",
}  # fmt: skip


@pytest.mark.parametrize("text", TERMS)
def test_table_of_terms(text: str) -> None:
    assert "".join(d.iso for d in find_durations(text)) == TERMS[text]
    if TERMS[text]:
        assert duration_contradiction(TERMS[text], text) is None


def test_the_gate_refuses_terms() -> None:
    assert duration_contradiction("P1Y6M", "18 months") is None
    assert duration_contradiction("P10Y", "a 12-year lease") == "'a 12-year lease' says P12Y, not P10Y"
    assert duration_contradiction("P10Y", "a lease") == "no term stands in 'a lease'"
    assert "is no duration" in str(duration_contradiction("10Y", "ten years"))
