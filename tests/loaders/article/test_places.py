"""Places of articles have the precision that their words give, marked as inferred; no other."""

import pytest

from wattgraph.loaders.article import read
from wattgraph.schema.statement import Appearance, Document

TEXT = "Quxon Power will invest another 15 billion dollars in {} to build data centers."


@pytest.mark.parametrize(
    ("place", "exact"),
    [("northern Indiana", "region"), ("Texas", "state"), ("Abilene, Texas", "town"), ("Butts", None)],
)
def test_precision(place: str, exact: str | None) -> None:
    document = Document.of(TEXT.format(place))
    (found,) = [t for t in read(document, Appearance()).things if t.mention.kind == "Place"]
    said = {s.property: s for s in found.statements}
    assert said["name"].object == place
    if exact is None:
        assert "precision" not in said
    else:
        precision = said["precision"]
        assert (precision.object, precision.modality) == (exact, "inferred")
        assert [(span.quote, span.part) for span in precision.evidence] == [(place, "value")]
