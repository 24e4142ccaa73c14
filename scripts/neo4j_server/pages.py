"""The Browser's pages: its own, unpacked, and beside them what `wattgraph neo4j browser` writes."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from .home import Settings
from .installation import PROJECT
from .server import Server
from .trouble import Trouble


def address(settings: Settings) -> str:
    """The page to open first."""
    return f"{settings.http}/browser/{'wattgraph/' if settings.browser else ''}"


def prepare(server: Server, settings: Settings) -> None:
    """Unpacks the Browser into the home and adds our pages to it. Raises Trouble without wattgraph."""
    web = server.home.folder / "web"
    if not (web / "browser" / "index.html").is_file():
        with zipfile.ZipFile(server.installation.browser_jar) as jar:
            jar.extractall(web, [name for name in jar.namelist() if name.startswith("browser/")])
    command = [
        _wattgraph(), "neo4j", "browser", "--into", str(web / "browser" / "wattgraph"),
        "--http-port", str(settings.http_port), "--bolt-port", str(settings.port),
    ]  # fmt: skip
    command += ["--password-file", str(server.home.password_file)] if settings.auth else ["--no-auth"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise Trouble(f"The Browser's pages could not be made:\n{done.stdout.strip()}")


def _wattgraph() -> str:
    own = PROJECT / ".venv" / "bin" / "wattgraph"
    found = str(own) if os.access(own, os.X_OK) else shutil.which("wattgraph")
    if found is None:
        raise Trouble(f"--browser needs the wattgraph command: run make setup in {Path(PROJECT)}, then try again.")
    return found
