"""What two sides say that cannot both be so, and of which kind that is."""

from wattgraph.graph.conflicts import conflicts


def answer(store):
    for conflict in conflicts(store.view()):
        yield {
            "kind": conflict.kind,
            "of": conflict.of,
            "property": conflict.property,
            "values": [f"{side.value.value:f}" for side in conflict.sides],
            "statement": [said for side in conflict.sides for said in side.statements],
        }
