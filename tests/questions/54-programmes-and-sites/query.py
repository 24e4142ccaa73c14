"""Programmes with the sites that name them; a row without a programme has the sites that name none."""

from collections import defaultdict


def answer(store):
    view = store.view()
    sites, proofs = defaultdict(list), defaultdict(list)
    for site in view.of_kind("Site"):
        shown = site.shown("program")
        programme = view.name(str(shown.decoded)) if shown else None
        sites[programme].append(view.name(site.id))
        proofs[programme].append(shown.best if shown else site.shown("name").best)
    programmes = {view.name(programme.id) for programme in view.of_kind("Program")}
    for programme in {*sites, *programmes}:
        yield {"programme": programme, "sites": sites[programme], "statement": proofs[programme]}
