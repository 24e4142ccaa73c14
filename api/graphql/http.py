"""GraphQL over HTTP: which requests are understood, and which status and media type an answer has.

Follows the GraphQL-over-HTTP draft: a malformed request is 400; a query that was not run is 400 for clients that
accept `application/graphql-response+json`, and 200 for those of plain `application/json`.
"""

from collections.abc import AsyncIterator, Mapping
from typing import Any, NamedTuple

import orjson

JSON = "application/json"
RESPONSE = "application/graphql-response+json"
#: What an Accept header may name, and what it then gets.
_OFFERED = {RESPONSE: RESPONSE, JSON: JSON, "application/*": JSON, "*/*": JSON}


class HttpError(Exception):
    """A request that is not understood: its status, and what to send instead."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


class Asked(NamedTuple):
    """A query as it came in."""

    query: str
    variables: dict[str, Any] | None
    operation: str | None


def accepted(header: str | None) -> str:
    """The media type of the answer. Raises HttpError 406 if none is accepted."""
    best, quality = JSON, 0.0
    for part in (header or "*/*").split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = _weight(parameters)
        if name in _OFFERED and weight > quality:
            best, quality = _OFFERED[name], weight
    if quality == 0:
        raise HttpError(406, f"accept {RESPONSE} or {JSON}")
    return best


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return float(parameter[2:])
            except ValueError:
                return 0.0
    return 1.0


async def body(stream: AsyncIterator[bytes], content_type: str | None, limit: int) -> Mapping[str, Any]:
    """The parameters in a request's body. Raises HttpError 415, 413 or 400."""
    kind, _, parameters = (content_type or "").lower().partition(";")
    if kind.strip() != JSON:
        raise HttpError(415, f'send the query as {JSON}: {{"query": "...", "variables": {{...}}}}')
    if "charset=" in parameters and "utf-8" not in parameters:
        raise HttpError(415, "send the query in UTF-8")
    content = bytearray()
    async for chunk in stream:
        content += chunk
        if len(content) > limit:
            raise HttpError(413, f"the request is longer than {limit:,} bytes: ask for less at a time")
    found = _json(bytes(content), "the body")
    if not isinstance(found, dict):
        raise HttpError(400, 'the body is no JSON object: send {"query": "..."}')
    return found


def address(parameters: Mapping[str, str]) -> Mapping[str, Any]:
    """The parameters in a request's address. Raises HttpError 400."""
    found: dict[str, Any] = dict(parameters)
    for name in ("variables", "extensions"):
        if name in found:
            found[name] = _json(found[name].encode(), name)
    return found


def _json(content: bytes, what: str) -> Any:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise HttpError(400, f"{what} is no JSON: {error}") from None


def asked(parameters: Mapping[str, Any]) -> Asked:
    """The query that parameters ask. Raises HttpError 400 for one that is missing or of a wrong type."""
    query, operation = parameters.get("query"), parameters.get("operationName")
    if not isinstance(query, str):
        raise HttpError(400, 'query is missing or no text: send {"query": "{ firms(first: 1) { totalCount } }"}')
    if operation is not None and not isinstance(operation, str):
        raise HttpError(400, "operationName is no text")
    for name in ("variables", "extensions"):
        if not isinstance(parameters.get(name), dict | None):
            raise HttpError(400, f"{name} is no JSON object")
    return Asked(query, parameters.get("variables"), operation)


def status(answer: Mapping[str, Any], media_type: str) -> int:
    """The status of an answer."""
    return 400 if media_type == RESPONSE and "data" not in answer else 200


def refusal(message: str) -> dict[str, Any]:
    """The answer to a request that was not understood."""
    return {"errors": [{"message": message}]}
