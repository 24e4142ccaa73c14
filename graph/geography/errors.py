"""What questions about distance may raise."""


class GeographyError(ValueError):
    """A question that cannot be asked so: a distance that is none, a kind that no list has."""


class NoPoint(GeographyError):
    """Nothing to measure from: a vague place, a name of several sites or of none, a site without coordinates."""
