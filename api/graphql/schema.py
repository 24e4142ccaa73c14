"""The schema, made once from the model."""

from functools import cache

import graphene
from graphql import GraphQLSchema

from .roots import query
from .things import types


@cache
def schema() -> GraphQLSchema:
    """The schema of this version, for graphql-core."""
    made: GraphQLSchema = graphene.Schema(query=query(), types=list(types().values())).graphql_schema
    return made
