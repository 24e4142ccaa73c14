"""Hosts whose standing contracts have hyperscalers of two houses or more as customers."""

from wattgraph.graph.links import Ends


def answer(store):
    view = store.view()
    for host, paths in store.hosts_of_rivals(Ends(role="hyperscaler")).items():
        yield {
            "host": view.name(host),
            "hyperscalers": [view.name(path.end) for path in paths],
            "statement": [path.hops[0].parties[1].statements[0] for path in paths],
        }
