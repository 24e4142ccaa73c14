"""The SPARQL 1.1 Protocol, queries only: which requests are understood, and what they are answered."""

import asyncio
import re
import threading
from collections.abc import AsyncIterator
from typing import NamedTuple
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ...graph.policies.policy import PolicyError
from ...graph.view.perspective import Perspective, perspective
from ...schema.dates import DateError
from ..graphql.http import HttpError
from .answering import Answer, Sparql
from .description import describe
from .errors import Busy, SparqlError
from .results import acceptable

QUERY, FORM, UPDATE = "application/sparql-query", "application/x-www-form-urlencoded", "application/sparql-update"
#: Seconds after which to try again when all workers are taken.
_RETRY = "5"
#: Seconds between two looks whether the client is still there.
_LOOK = 0.5
#: The parameters that name a view, by what people write for them.
_MEANT = {"policy": "policy", "asof": "asOf", "knownat": "knownAt"}
_NO_UPDATE = "this service answers queries only: change the ledger, not its views"


class Asked(NamedTuple):
    """A query as it came in, None where only a description is asked for, with its graphs and its view."""

    query: str | None
    default: tuple[str, ...]
    named: tuple[str, ...]
    perspective: Perspective | None = None


def mount(app: FastAPI, sparql: Sparql, limit: int) -> None:
    """Adds `/sparql` to an application; `limit`: bytes of a request."""

    @app.api_route("/sparql", methods=["GET", "HEAD", "POST"])
    async def answer(request: Request) -> Response:
        asked = await _asked(request, limit)
        accept = request.headers.get("accept")
        try:
            if asked.query is None:
                return await run_in_threadpool(_description, sparql, _endpoint(request), accept)
            found = await _answered(request, sparql, asked, accept)
        except SparqlError as error:
            raise HttpError(error.status, str(error), _later(error)) from error
        return _response(found)


async def _answered(request: Request, sparql: Sparql, asked: Asked, accept: str | None) -> Answer:
    """The answer; a client that goes away meanwhile ends its query."""
    given_up = threading.Event()
    watcher = asyncio.create_task(_watch(request, given_up))
    try:
        return await run_in_threadpool(
            sparql.answer, asked.query or "", accept, default=asked.default, named=asked.named,
            perspective=asked.perspective, given_up=given_up,
        )  # fmt: skip
    finally:
        watcher.cancel()


async def _watch(request: Request, given_up: threading.Event) -> None:
    while not await request.is_disconnected():
        await asyncio.sleep(_LOOK)
    given_up.set()


def _later(error: SparqlError) -> dict[str, str]:
    """When to try again, where the same query may be answered then."""
    return {"Retry-After": _RETRY} if isinstance(error, Busy) else {}


def _endpoint(request: Request) -> str:
    return str(request.url.replace(query="", fragment=""))


def _response(found: Answer) -> Response:
    text = found.format.media_type.startswith("text/")
    charset = "; charset=utf-8" if text else ""
    headers = {
        "Content-Type": found.format.media_type + charset, "Vary": "Accept", "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff", "Wattgraph-Sequence": str(found.sequence),
        "Wattgraph-View": found.view,
    }  # fmt: skip
    return Response(found.body, headers=headers)


def _description(sparql: Sparql, endpoint: str, accept: str | None) -> Response:
    _, graphs = acceptable(accept)
    if graphs is None:
        raise HttpError(406, "the service description is a graph: accept text/turtle or application/n-triples")
    sequence = sparql.published().sequence
    return _response(Answer(graphs, describe(endpoint, sequence, graphs), sequence, Perspective().words))


async def _asked(request: Request, limit: int) -> Asked:
    """The query of a request. Raises HttpError 400, 403, 413 or 415."""
    parameters = _form(request.url.query, "the address")
    if request.method != "POST":
        return _parameters(parameters, may_describe=not parameters)
    kind, _, rest = (request.headers.get("content-type") or "").lower().partition(";")
    kind = kind.strip()
    if "charset=" in rest and "utf-8" not in rest:
        raise HttpError(415, "send the query in UTF-8")
    if kind == UPDATE:
        raise HttpError(403, _NO_UPDATE)
    if kind not in (QUERY, FORM):
        raise HttpError(415, f"send the query as {QUERY}, or as parameter 'query' in {FORM}")
    body = await _body(request.stream(), limit)
    if kind == FORM:
        return _parameters([*parameters, *_form(body, "the body")])
    return _parameters([*parameters, ("query", body)])


def _form(text: str, what: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise HttpError(400, f"{what} holds no parameters in UTF-8 ({error}); encode them as {FORM}") from None


async def _body(stream: AsyncIterator[bytes], limit: int) -> str:
    content = bytearray()
    async for chunk in stream:
        content += chunk
        if len(content) > limit:
            raise HttpError(413, f"the request is longer than {limit:,} bytes; ask for less at a time")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise HttpError(400, "the query is not in UTF-8; encode it so") from None


def _parameters(parameters: list[tuple[str, str]], *, may_describe: bool = False) -> Asked:
    def all_of(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in parameters if key == name)

    queries = all_of("query")
    if all_of("update"):
        raise HttpError(403, _NO_UPDATE)
    if len(queries) > 1:
        raise HttpError(400, "there are several queries in the request; send one")
    if not queries and not may_describe:
        raise HttpError(400, "there is no query in the request; send one as parameter 'query'")
    return Asked(
        queries[0] if queries else None, all_of("default-graph-uri"), all_of("named-graph-uri"), _view(parameters)
    )


def _view(parameters: list[tuple[str, str]]) -> Perspective | None:
    """The view that a request names beside what the protocol knows. Raises HttpError 400."""
    given: dict[str, str] = {}
    for key, value in parameters:
        meant = _MEANT.get(re.sub(r"[-_]", "", key).lower())
        if meant is None:
            continue
        if key != meant or meant in given:
            raise HttpError(400, f"parameter {key!r}: write {meant!r}, once")
        given[meant] = value
    if not given:
        return None
    try:
        return perspective(given.get("policy", "default"), given.get("asOf"), given.get("knownAt"))
    except (DateError, PolicyError) as error:
        raise HttpError(400, str(error)) from None
