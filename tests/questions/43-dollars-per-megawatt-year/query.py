"""The amount of each deal by its megawatts and years, the dearest of a basis first."""

from itertools import groupby

from wattgraph.graph.figures.ratios import per_megawatt_year


def answer(store):
    view = store.view()
    known = [ratio for ratio in per_megawatt_year(view) if ratio.per_megawatt_year]
    known.sort(key=lambda ratio: (ratio.basis, -ratio.per_megawatt_year.lower))
    for basis, ratios in groupby(known, key=lambda ratio: ratio.basis):
        for rank, ratio in enumerate(ratios, start=1):
            yield {
                "miner": view.name(ratio.deal.actors("provider")[0]),
                "customer": view.name(ratio.deal.actors("customer")[0]),
                "basis": basis,
                "lower": str(round(ratio.per_megawatt_year.lower)),
                "upper": str(round(ratio.per_megawatt_year.upper)),
                "rank": rank,
                "statement": ratio.statements,
            }
