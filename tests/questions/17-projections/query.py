"""Forecasts, with whose they are."""

from wattgraph.graph.status import modality


def answer(store):
    view = store.view()
    for forecast in view.of_kind("Projection"):
        projectors = forecast.actors("projector")
        yield {
            "kind": forecast.word("kind"),
            "modality": modality(forecast),
            "amount": forecast.figure.quantity.value,
            "unit": forecast.figure.quantity.unit,
            "by": forecast.word("date"),
            "projectors": [view.name(actor) for actor in projectors],
            "class": [view.node(actor).kind for actor in projectors],
            "statement": forecast.figure.statement,
        }
