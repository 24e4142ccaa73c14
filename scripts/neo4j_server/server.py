"""Starting and stopping one server, in a session of its own that survives the shell."""

import base64
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import NoReturn

from .home import Home, Settings
from .installation import Installation, java
from .trouble import Missing, Trouble

ENTRY = "org.neo4j.server.CommunityEntryPoint"
ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"
FLAGS = (
    "-XX:+IgnoreUnrecognizedVMOptions -XX:+UseG1GC -XX:-OmitStackTraceInFastThrow -XX:+UnlockExperimentalVMOptions "
    "-XX:+TrustFinalNonStaticFields -XX:+DisableExplicitGC -Djdk.nio.maxCachedBufferSize=1024 "
    "-Dio.netty.tryReflectionSetAccessible=true -Dlog4j2.disable.jmx=true -Dfile.encoding=UTF-8 "
    "--add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED "
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/java.util.concurrent=ALL-UNNAMED"
).split()
#: How a server that dies says why -> what to do about it.
DEATHS = {
    "insufficient memory": "There is too little memory. Stop other programs, or give --heap 256m.",
    "Could not reserve enough space": "There is too little memory. Stop other programs, or give a smaller --heap.",
    "OutOfMemoryError": "Its memory ran out: give a larger --heap, such as --heap 1g.",
    "has been locked by another process": "Another Neo4j uses this home: stop that one, or give another --home.",
    "No space left on device": "The disk is full.",
    "Address already in use": "A port was taken in the meantime: give another --port or --http-port.",
}
#: The loopback must not go through a proxy that the environment names.
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Server:
    """The jars and a home: what is started and stopped."""

    installation: Installation
    home: Home

    def start(self, settings: Settings, password: str | None, patience: float = 90) -> int:
        """Starts it and waits until Bolt and HTTP answer; its process. Raises Missing or Trouble."""
        for port, option in ((settings.port, "--port"), (settings.http_port, "--http-port")):
            _demand_free(port, option)
        self.home.configure(settings)
        if self.home.password() is None:
            self._set_password(self.home.keep_password(password))
        process = self._launch(settings)
        (self.home.folder / "pid").write_text(f"{process.pid}\n")
        try:
            self.wait(settings, patience, process)
        except BaseException:  # an interrupt, too, leaves nothing half started
            process.kill()
            process.wait()
            (self.home.folder / "pid").unlink(missing_ok=True)
            raise
        return process.pid

    def wait(self, settings: Settings, patience: float = 90, process: subprocess.Popen[bytes] | None = None) -> None:
        """Waits until Bolt and HTTP answer. Raises Missing or Trouble with the server's last words."""
        deadline = time.monotonic() + patience
        while not (_listens(settings.port) and version(settings)):
            if process.poll() is not None if process else self.home.pid() is None:
                self._mourn(process.returncode if process else None)
            if time.monotonic() > deadline:
                raise Trouble(
                    f"Neo4j did not answer in time. Its last words:\n{self.home.last_words()}\n"
                    f"All of them are in {self.home.folder / 'logs'}. On a slow machine try again: "
                    f"scripts/neo4j down --home {self.home.folder}, then up."
                )
            time.sleep(0.1)

    def stop(self, pid: int, patience: float = 30) -> bool:
        """Stops it; whether it went by itself, without being killed."""
        _signal(pid, signal.SIGTERM)
        willing = self._gone(patience)
        if not willing:
            _signal(pid, signal.SIGKILL)
            self._gone(10)
        (self.home.folder / "pid").unlink(missing_ok=True)
        return willing

    def password_fits(self, settings: Settings) -> bool:
        """Whether the stored password opens it; False after somebody changed it in the Browser."""
        pair = base64.b64encode(f"neo4j:{self.home.password()}".encode()).decode()
        request = urllib.request.Request(
            f"{settings.http}/db/neo4j/tx/commit", data=b'{"statements": []}',
            headers={"Authorization": f"Basic {pair}", "Content-Type": "application/json"},
        )  # fmt: skip
        try:
            with DIRECT.open(request, timeout=10):
                return True
        except urllib.error.HTTPError as error:
            return error.code != 401

    def _set_password(self, password: str) -> None:
        command = [*self._java("256m"), ADMIN, "dbms", "set-initial-password", password]
        done = subprocess.run(
            command, env=self._environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        if done.returncode != 0:
            self.home.password_file.unlink(missing_ok=True)
            raise _death(done.stdout, f"The first password could not be set:\n{done.stdout.strip()}")

    def _java(self, heap: str) -> list[str]:
        run, lib = self.home.folder, self.installation.lib
        # `web` goes first: what lies in web/browser is served instead of the Browser's own jar.
        path = f"{run}/web:{run}/plugins/*:{run}/conf/*:{lib}/*"
        return [java(), "-cp", path, f"-Xms{heap}", f"-Xmx{heap}", *FLAGS]

    def _environment(self) -> dict[str, str]:
        folder = str(self.home.folder)
        return os.environ | {"NEO4J_HOME": folder, "NEO4J_CONF": f"{folder}/conf"}

    def _launch(self, settings: Settings) -> subprocess.Popen[bytes]:
        folder = self.home.folder
        for name in ("neo4j.log", "console.log"):
            (folder / "logs" / name).unlink(missing_ok=True)
        command = [*self._java(settings.heap), ENTRY, f"--home-dir={folder}", f"--config-dir={folder}/conf"]
        with (folder / "logs" / "console.log").open("wb") as log:
            return subprocess.Popen(
                command, cwd=folder, env=self._environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def _mourn(self, code: int | None) -> NoReturn:
        killed = " The system killed it, most likely because memory ran out." if code == -signal.SIGKILL else ""
        said = self.home.last_words()
        raise _death(said, f"Neo4j stopped while starting (code {code}).{killed} Its last words:\n{said}")

    def _gone(self, patience: float) -> bool:
        deadline = time.monotonic() + patience
        while self.home.pid() is not None:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def version(settings: Settings) -> str | None:
    """The version that answers over HTTP; None if nothing does."""
    try:
        with DIRECT.open(
            urllib.request.Request(settings.http, headers={"Accept": "application/json"}), timeout=5
        ) as r:
            return str(json.load(r)["neo4j_version"])
    except (OSError, ValueError, KeyError):
        return None


def _listens(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            return True
    except OSError:
        return False


def _demand_free(port: int, option: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            why = error.strerror.lower() if error.strerror else "taken"
            raise Missing(
                f"Port {port} cannot be used ({why}): stop what uses it, or give another {option}."
            ) from None


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
    except PermissionError:
        raise Trouble(f"Process {pid} belongs to another user, who has to stop it.") from None


def _death(said: str, otherwise: str) -> Trouble:
    for words, advice in DEATHS.items():
        if words in said:
            missing = "memory" in advice or "port" in advice or "disk" in advice
            return (Missing if missing else Trouble)(f"{otherwise}\n{advice}")
    return Trouble(otherwise)
