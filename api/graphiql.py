"""GraphiQL, the query editor in a browser, from files in installed packages: no request goes to another host.

The editor's own code is official builds that the package `graphene-django-graphiql-static` carries; of that
package nothing else is used, and Django is not needed. Each file is served only if its hash is the official one.
"""

from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from fastapi import FastAPI, Request, Response

_CARRIER = "graphene_django_graphiql_static"
_PAGES = files(__package__).joinpath("pages")
_PAGE = "graphiql.html"
_OURS = ("graphiql.css", "graphiql.js", "start.graphql")
_MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".graphql": "application/graphql",
    ".html": "text/html",
}
#: Only this host; fonts and pictures also from within the style sheet; the editor sets styles of its own.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; font-src 'self' data:; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
        "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class Build(NamedTuple):
    """A file of an npm release, and the SHA-256 that it has there."""

    release: str
    hash: str


#: The files of the carrier that are used. It adds a line feed to the two of graphiql, which is taken off again.
OFFICIAL = {
    "react.production.min.js": Build(
        "react@17.0.2/umd", "229bbf4d0e7488209564152c6723497f1ac3934136ca1684233d2fa88fa4146f"
    ),
    "react-dom.production.min.js": Build(
        "react-dom@17.0.2/umd", "9db33292007ab6c38527b39d5663e976a305564e19b2a5a8713ea2b2c00f505d"
    ),
    "graphiql.min.js": Build("graphiql@2.4.7", "9ff2ca6842eea42d47fcf53a8e8cfec9b7912474f6c4275e904b7a39830e3995"),
    "graphiql.min.css": Build("graphiql@2.4.7", "3ac6ccf8b4077271478b4887ec050ab9e66f0dc101a32ff3e2127b8f1d5ca6c3"),
}


class EditorError(Exception):
    """A file of the editor is missing or is not the official build."""


def mount(app: FastAPI) -> None:
    """Serves the editor at /graphiql; it sends its queries to /graphql of the same app. Raises EditorError."""
    served = assets()
    page = _PAGES.joinpath(_PAGE).read_bytes()

    @app.get("/graphiql", include_in_schema=False)
    def graphiql(request: Request) -> Response:
        return _answer(request, _PAGE, page)

    @app.get("/graphiql/assets/{name}", include_in_schema=False)
    def asset(request: Request, name: str) -> Response:
        if name not in served:
            return Response("no such file\n", 404, media_type="text/plain")
        return _answer(request, name, served[name])


def assets() -> dict[str, bytes]:
    """Every file that the page may ask for, by name. Raises EditorError."""
    official = {name: _official(name, build) for name, build in OFFICIAL.items()}
    return official | {name: _PAGES.joinpath(name).read_bytes() for name in _OURS}


def _official(name: str, build: Build) -> bytes:
    """The bytes of the official build. Raises EditorError."""
    path = _carrier() / name
    content = path.read_bytes() if path.is_file() else b""
    for candidate in (content, content.removesuffix(b"\n")):
        if sha256(candidate).hexdigest() == build.hash:
            return candidate
    raise EditorError(
        f"{path} is missing or is not the official file of {build.release}. "
        "Install it anew: pip install --force-reinstall graphene-django-graphiql-static==0.8"
    )


def _carrier() -> Path:
    """The folder of the installed files, found without running the package's code, which wants Django."""
    found = find_spec(_CARRIER)
    folders = found.submodule_search_locations if found else None
    return Path(folders[0] if folders else _CARRIER) / "static" / _CARRIER


def _answer(request: Request, name: str, content: bytes) -> Response:
    """The file, or 304 where the browser has it."""
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = _HEADERS | {"ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=_MEDIA_TYPES[Path(name).suffix])
