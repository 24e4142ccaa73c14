"""The service started from the command line answers, and ends quietly."""

import json
import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from wattgraph.api import exits

from .conftest import PROGRAM, environment

DEALS = "{ deals(first: 5) { totalCount } }"


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_serve_answers_until_it_is_interrupted(ledger: Path) -> None:
    command = [*PROGRAM, "serve", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    ) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        line = server.stdout.readline()
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/graphiql", line) or [server.stderr.read()]
        assert b"<html" in fetch(address)
        asked = fetch(address.replace("graphiql", "graphql"), json.dumps({"query": DEALS}).encode())
        assert json.loads(asked)["data"]["deals"]["totalCount"] == 1
        assert b'"boolean":true' in fetch(address.replace("graphiql", "sparql?query=ASK%20%7B%7D"))
        assert status(address, "page.of.another.site") == 400
        assert status(address, "LOCALHOST:1234") == 200
        server.send_signal(signal.SIGINT)
        assert server.wait(10) == exits.INTERRUPTED
        assert "Traceback" not in server.stderr.read()


def status(address: str, host: str) -> int:
    """What the service answers a request that calls it by a name."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers={"Host": host}), timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def fetch(address: str, body: bytes | None = None) -> bytes:
    """What the service answers, within a few seconds of its start."""
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"} if body else {})
    for _ in range(100):
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return bytes(answer.read())
        except ConnectionError:
            time.sleep(0.05)
    raise AssertionError(f"no answer from {address}")
