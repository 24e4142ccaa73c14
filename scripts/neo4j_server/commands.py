"""The command line: install, up, down, status, wipe."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import pages
from .home import Home, Settings
from .installation import Installation, locked, versions
from .server import Server, free_port, version
from .trouble import FAILURE, NOT_RUNNING, OK, Misused, Trouble

ABOUT = "A Neo4j of your own on this machine (loopback only), with its Browser. It never leaves this folder."
EPILOG = (
    "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 (status) not running, 5 java, mvn, memory or a port is missing."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; its exit code."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.command(given))
    except Trouble as trouble:
        print(f"scripts/neo4j: {trouble}", file=sys.stderr)
        return trouble.code
    except OSError as error:
        print(f"scripts/neo4j: {error}", file=sys.stderr)
        return FAILURE
    except KeyboardInterrupt:
        print("scripts/neo4j: interrupted", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/neo4j", description=ABOUT, epilog=EPILOG)
    commands = parser.add_subparsers(required=True, metavar="install|up|down|status|wipe")
    for command, words in (
        (install, "fetch Neo4j and its Browser with Maven, once"), (up, "start it, unless it runs"),
        (down, "stop it"), (status, "say whether it runs, and where"), (wipe, "stop it and delete its data"),
    ):  # fmt: skip
        sub = commands.add_parser(command.__name__, help=words, description=command.__doc__)
        sub.set_defaults(command=command)
        if command is not install:
            sub.add_argument("--home", type=Path, metavar="DIR", help="its folder (.neo4j/run in the project)")
        if command is up:
            _add_settings(sub)
        if command in (up, status):
            sub.add_argument("--json", action="store_true", help="print the connection as JSON")
        if command is wipe:
            sub.add_argument("--yes", action="store_true", help="do not ask")
    return parser


def _add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, help="for Bolt (7687); 0 takes any that is free")
    parser.add_argument("--http-port", type=_port, help="for HTTP and the Browser (7474); 0 takes any that is free")
    parser.add_argument("--browser", action="store_true", help="prepare the Browser: style, saved queries, guide")
    parser.add_argument("--heap", default="512m", help="Java's memory (512m)")
    auth = parser.add_mutually_exclusive_group()
    auth.add_argument("--password", metavar="PW", help="of the user neo4j, 8 characters or more (a random one)")
    auth.add_argument("--no-auth", action="store_true", help="ask for no password: for tests, with nothing private")


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{number} is no port: 1 to 65535, or 0 for any")
    return number


def _server(given: argparse.Namespace) -> Server:
    installation = Installation.found()
    folder = Path(given.home or installation.folder / "run").expanduser().resolve()
    return Server(installation, Home(folder))


def install(given: argparse.Namespace) -> int:
    """Fetches the pinned versions with Maven, once; finishes what was interrupted."""
    installation = Installation.found()
    new = installation.install()
    named = ", ".join(f"{name} {number}" for name, number in versions().items())
    print(f"{'Installed' if new else 'Already there'}: {named} in {installation.lib}")
    return OK


def up(given: argparse.Namespace) -> int:
    """Starts it, installing it if need be, and prints how to connect. If it runs already, says so."""
    if given.password is not None and len(given.password) < 8:
        raise Misused("The password needs 8 characters or more.")
    server = _server(given)
    server.installation.install()
    server.home.make()
    with locked(server.home.folder / "lock"):
        pid = server.home.pid()
        news = "Neo4j runs already" if pid else "Neo4j runs"
        settings = _unchanged(server.home, given) if pid else _settings(given)
        _demand_password(server.home, given)
        if settings.browser:
            pages.prepare(server, settings)
        if pid:
            server.wait(settings)  # it may still be starting
        else:
            pid = server.start(settings, given.password)
    if settings.auth and not server.password_fits(settings):
        _complain(
            f"the password in {server.home.password_file} is no longer that of the server: write the new one there."
        )
    _report(server.home, settings, pid, news, given.json)
    return OK


def down(given: argparse.Namespace) -> int:
    """Stops the server of that home, and nothing else."""
    server = _server(given)
    print(_stop(server) or f"Neo4j was not running in {server.home.folder}.")
    return OK


def status(given: argparse.Namespace) -> int:
    """Says whether it runs; exit code 3 if not."""
    home = _server(given).home
    pid, settings = home.pid(), home.settings()
    if not pid or settings is None:
        print(
            json.dumps(None) if given.json else f"Neo4j is not running in {home.folder}. Start it: scripts/neo4j up"
        )
        return NOT_RUNNING
    _report(home, settings, pid, "Neo4j runs", given.json)
    return OK


def wipe(given: argparse.Namespace) -> int:
    """Stops it and deletes its data; never a folder that is not one of its own."""
    server = _server(given)
    folder = server.home.folder
    if not folder.exists():
        print(f"There is nothing at {folder}.")
        return OK
    if not server.home.exists:
        server.home.wipe()
    if not given.yes:
        if not sys.stdin.isatty():
            raise Misused(f"This deletes the data in {folder}: repeat it with --yes.")
        if input(f"Delete the data in {folder}? [y/N] ").strip().lower() not in ("y", "yes"):
            print("Nothing was deleted.")
            return OK
    _stop(server)
    server.home.wipe()
    print(f"Deleted {folder}.")
    return OK


def _settings(given: argparse.Namespace) -> Settings:
    bolt, http = _chosen(given.port, 7687), _chosen(given.http_port, 7474)
    if bolt == http:
        raise Misused(f"Bolt and HTTP need two different ports, not {bolt} for both.")
    return Settings(bolt, http, auth=not given.no_auth, browser=given.browser, heap=given.heap)


def _chosen(port: int | None, usual: int) -> int:
    return free_port() if port == 0 else port or usual


def _unchanged(home: Home, given: argparse.Namespace) -> Settings:
    """The settings of the running server. Raises Trouble if others are asked for."""
    settings = home.settings()
    if settings is None:
        raise Trouble(f"Neo4j runs in {home.folder}, but server.json is gone: scripts/neo4j down, then up.")
    wanted = [
        (given.port not in (None, 0, settings.port), "--port"),
        (given.http_port not in (None, 0, settings.http_port), "--http-port"),
        (given.no_auth and settings.auth, "--no-auth"),
        (given.browser and not settings.browser, "--browser"),
    ]
    if others := ", ".join(option for differs, option in wanted if differs):
        raise Trouble(
            f"Neo4j runs already at {settings.uri} and {settings.http}; to start it with another {others}: "
            f"scripts/neo4j down --home {home.folder}, then up."
        )
    return settings


def _demand_password(home: Home, given: argparse.Namespace) -> None:
    stored = home.password()
    if given.password and stored and given.password != stored:
        raise Misused(
            f"This home has another password, in {home.password_file}: leave --password out, change it in the "
            "Browser (:server change-password) and in that file, or wipe."
        )


def _stop(server: Server) -> str | None:
    if not server.home.exists:
        return None
    with locked(server.home.folder / "lock"):
        pid = server.home.pid()
        if pid is None:
            (server.home.folder / "pid").unlink(missing_ok=True)
            return None
        willing = server.stop(pid)
    return f"Neo4j stopped (pid {pid})." if willing else f"Neo4j did not stop in 30 s and was killed (pid {pid})."


def _report(home: Home, settings: Settings, pid: int, news: str, as_json: bool) -> None:
    facts: dict[str, Any] = {
        "uri": settings.uri, "http": settings.http, "browser": pages.address(settings),
        "user": "neo4j" if settings.auth else None,
        "passwordFile": str(home.password_file) if settings.auth else None,
        "pid": pid, "version": version(settings), "home": str(home.folder),
    }  # fmt: skip
    if as_json:
        print(json.dumps(facts))
        return
    print(f"{news} (version {facts['version']}, pid {pid}).")
    rows = {"Bolt": settings.uri, "Browser": facts["browser"], "User": facts["user"] or "(no password is asked for)"}
    if settings.auth:
        rows["Password"] = f"{home.password()}   (in {home.password_file})"
    print(*(f"  {name:<9}{value}" for name, value in rows.items()), sep="\n")
    print(f"Stop it: scripts/neo4j down --home {home.folder}")


def _complain(words: str) -> None:
    print(f"scripts/neo4j: {words}", file=sys.stderr)
