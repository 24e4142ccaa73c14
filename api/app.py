"""The service: GraphQL, its editor, SPARQL, and what a watchdog asks. It only reads."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.middleware.trustedhost import TrustedHostMiddleware

from ..graph.ledger import LedgerError, LedgerFull, LedgerLocked, LedgerMissing
from ..graph.view.views import Views
from . import graphiql
from .graphql import Limits, execute, http
from .sparql import Sparql, protocol

_LOG = logging.getLogger(__name__)
#: Exception -> status. An exception that is not here takes that of the nearest class that is.
_STATUS: dict[type[Exception], int] = {
    LedgerLocked: 503, LedgerMissing: 503, LedgerFull: 503, LedgerError: 500, Exception: 500,
}  # fmt: skip
_UNTOLD = "internal error; the service's log has the details"
_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}


@dataclass(frozen=True)
class Settings:
    """How much one request may send, in bytes, and how much its query may ask for.

    `hosts`: names by which the service may be asked, so that no page of another site reads it by a name of its own
    that leads to this machine; "*" is any.
    """

    body: int = 1_000_000
    limits: Limits = field(default_factory=Limits)
    hosts: tuple[str, ...] = ("*",)


def create_app(views: Views, settings: Settings, sparql: Sparql | None = None) -> FastAPI:
    """The application that answers from these views, and with `sparql` at `/sparql` too. Whoever calls closes that.

    Raises EditorError if files of the editor are missing.
    """
    # The pages that FastAPI offers load scripts from another host.
    app = FastAPI(title="Wattgraph", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts))
    _mount_graphql(app, views, settings)
    _mount_probes(app, views)
    graphiql.mount(app)
    if sparql is not None:
        protocol.mount(app, sparql, settings.body)
    app.add_exception_handler(http.HttpError, _refuse)
    app.add_exception_handler(Exception, _refuse)
    app.add_exception_handler(LedgerError, _refuse)

    @app.get("/", include_in_schema=False)
    def home() -> Response:
        return RedirectResponse("/graphiql")

    return app


def _mount_graphql(app: FastAPI, views: Views, settings: Settings) -> None:
    async def answer(request: Request, parameters: Any) -> Response:
        media_type = http.accepted(request.headers.get("accept"))
        query, variables, operation = http.asked(parameters)
        found = await run_in_threadpool(execute, views, query, variables, operation, settings.limits)
        return _json(found, http.status(found, media_type), media_type)

    @app.get("/graphql")
    async def get(request: Request) -> Response:
        return await answer(request, http.address(request.query_params))

    @app.post("/graphql")
    async def post(request: Request) -> Response:
        http.accepted(request.headers.get("accept"))
        return await answer(
            request, await http.body(request.stream(), request.headers.get("content-type"), settings.body)
        )


def _mount_probes(app: FastAPI, views: Views) -> None:
    @app.get("/healthz")
    def alive() -> Response:
        """Whether the process answers."""
        return _json({"status": "alive"})

    @app.get("/readyz")
    def ready() -> Response:
        """Whether the ledger can be read and its view is built."""
        try:
            view = views.view()
        except LedgerError as error:
            return _json({"status": "not ready", "reason": str(error)}, 503)
        return _json({"status": "ready", "sequence": view.sequence, "documents": len(view.documents)})


def _refuse(request: Request, error: Exception) -> Response:
    """The answer to what went wrong, in one form for all."""
    if isinstance(error, http.HttpError):
        return _json(http.refusal(str(error)), error.status, headers=error.headers)
    status = next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)
    if isinstance(error, LedgerError):
        return _json(http.refusal(str(error)), status)
    _LOG.error("a request failed", exc_info=error)
    return _json(http.refusal(_UNTOLD), status)


def _json(
    content: Any, status: int = 200, media_type: str = http.JSON, headers: Mapping[str, str] | None = None
) -> Response:
    every = {**_HEADERS, "Content-Type": f"{media_type}; charset=utf-8", **(headers or {})}
    return Response(orjson.dumps(content), status, every)
