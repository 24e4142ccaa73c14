"""The graph as RDF: what each document says as one named graph, and what a view shows as another."""
