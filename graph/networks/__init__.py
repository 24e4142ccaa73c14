"""Networks: a part of the graph around some actors, and the measures that networkx and rustworkx work out of it."""
