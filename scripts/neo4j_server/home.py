"""The folder of one server: its data, configuration, password and the number of its process."""

import json
import os
import secrets
import shutil
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

from .trouble import Trouble

#: Only a folder with this file is ever written to or wiped.
MARKER = ".wattgraph-neo4j"
OURS = ("conf", "data", "logs", "run", "web", "password", "pid", "server.json", "lock", MARKER)
#: People put files of their own here: wiped only if empty.
THEIRS = ("import", "plugins")
#: The Browser may talk to this server and to nobody else; it styles itself inline and evaluates its own templates.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval' blob:; worker-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'; "
    "connect-src 'self' ws://127.0.0.1:{bolt} http://127.0.0.1:{bolt}"
)
CONFIGURATION = """\
# Written by scripts/neo4j at each start.
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.bolt.tls_level=DISABLED
server.http.enabled=true
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.https.enabled=false
dbms.security.auth_enabled={auth}
dbms.security.http_access_control_allow_origin=http://127.0.0.1:{http}
dbms.security.http_static_content_security_policy_header={policy}
client.allow_telemetry=false
browser.remote_content_hostname_whitelist=127.0.0.1,localhost
server.memory.pagecache.size=256m
server.directories.data={home}/data
server.directories.logs={home}/logs
server.directories.import={home}/import
server.directories.plugins={home}/plugins
server.directories.run={home}/run
dbms.usage_report.enabled=false
db.tx_log.rotation.retention_policy=keep_none
"""


@dataclass(frozen=True)
class Settings:
    """How a server was started: its ports, whether it asks for a password, whether the Browser is prepared."""

    port: int
    http_port: int
    auth: bool
    browser: bool
    heap: str = "512m"

    @property
    def uri(self) -> str:
        """Where Bolt answers."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def http(self) -> str:
        """Where HTTP answers."""
        return f"http://127.0.0.1:{self.http_port}"


@dataclass(frozen=True)
class Home:
    """A server's folder; the marker in it says that it is ours."""

    folder: Path

    @property
    def password_file(self) -> Path:
        """The password of the user neo4j, for its owner's eyes only."""
        return self.folder / "password"

    @property
    def exists(self) -> bool:
        """Whether the folder is one of ours."""
        return (self.folder / MARKER).is_file()

    def make(self) -> None:
        """Makes the folder. Raises Trouble rather than settle in one that holds something else."""
        if not self.exists and self.folder.exists() and (not self.folder.is_dir() or any(self.folder.iterdir())):
            raise Trouble(f"{self.folder} holds something else: give --home an empty or a new folder.")
        for name in ("conf", "data", "logs", "import", "plugins", "run", "web"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        (self.folder / MARKER).write_text("A home of scripts/neo4j; its command wipe deletes it.\n")

    def configure(self, settings: Settings) -> None:
        """Writes neo4j.conf and remembers the settings."""
        text = CONFIGURATION.format(
            bolt=settings.port, http=settings.http_port, auth=str(settings.auth).lower(), home=self.folder,
            policy=POLICY.format(bolt=settings.port),
        )  # fmt: skip
        if settings.browser:  # not from the page's own settings: those run before the whitelist above is known
            text += f"browser.post_connect_cmd=play {settings.http}/browser/wattgraph/guide.html\n"
        (self.folder / "conf" / "neo4j.conf").write_text(text)
        (self.folder / "server.json").write_text(json.dumps(asdict(settings)))

    def settings(self) -> Settings | None:
        """How the server was last started; None if it never was."""
        try:
            return Settings(**json.loads((self.folder / "server.json").read_text()))
        except (OSError, ValueError, TypeError):
            return None

    def password(self) -> str | None:
        """The stored password, if there is one."""
        try:
            return self.password_file.read_text().strip()
        except OSError:
            return None

    def keep_password(self, given: str | None) -> str:
        """Stores the given or a new random password with mode 0600, and returns it."""
        password = given or secrets.token_hex(12)  # not urlsafe: what begins with a dash is an option to Neo4j
        self.password_file.unlink(missing_ok=True)
        with os.fdopen(os.open(self.password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(password + "\n")
        return password

    def pid(self) -> int | None:
        """The process that serves this home: the one noted, or another that names it; None if there is none.

        A note may be stale and its number may have passed to a stranger; a note may be lost while the server runs.
        """
        try:
            noted = int((self.folder / "pid").read_text())
        except (OSError, ValueError):
            noted = 0
        if noted and self._serves(noted):
            return noted
        numbers = (int(p.name) for p in Path("/proc").glob("[0-9]*") if p.name.isdigit())
        return next((number for number in numbers if self._serves(number)), None)

    def _serves(self, pid: int) -> bool:
        return f"--home-dir={self.folder}" in _command_line(pid)

    def last_words(self, count: int = 12) -> str:
        """The end of the server's log, or of what it printed before it had one."""
        for name in ("neo4j.log", "console.log"):
            path = self.folder / "logs" / name
            if path.is_file() and (lines := path.read_text(errors="replace").strip().splitlines()):
                return "\n".join(lines[-count:])
        return "(it wrote nothing)"

    def wipe(self) -> None:
        """Deletes what this command made here; files of the user's own stay. Raises Trouble if it is not ours."""
        if not self.exists:
            raise Trouble(f"{self.folder} is not a home of scripts/neo4j (it lacks {MARKER}): nothing was deleted.")
        for name in (*THEIRS, *OURS):
            path = self.folder / name
            if name in THEIRS:
                _remove_if_empty(path)
            elif path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        _remove_if_empty(self.folder)


def _command_line(pid: int) -> list[str]:
    """The words that started a process; none if there is no such process, or only what is left of it."""
    if Path("/proc/self").exists():
        try:
            return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes()).split("\0")
        except OSError:
            return []
    return subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True).stdout.split()


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
