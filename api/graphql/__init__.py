"""GraphQL over views of the ledger: types derived from the model, run by graphql-core."""

from .cost import Limits
from .execution import execute
from .schema import schema

__all__ = ["Limits", "execute", "schema"]
