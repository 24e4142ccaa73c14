"""What can be wrong with a question. The message goes to who asked: what is wrong, and what to ask instead."""


class QueryError(ValueError):
    """A question that is well-formed but cannot be answered as asked."""
