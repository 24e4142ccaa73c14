"""What a worker may not do: more memory, more processor time, a core dump, a socket."""

import ctypes
import fcntl
import os
import platform
import resource
import select
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager

#: Linux: the numbers of socket and io_uring_setup, and the architecture's own, by machine.
_CALLS = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | 13  # EACCES
#: On x86_64 a second numbering of the same calls begins here.
_OTHER_NUMBERING = 0x40000000


def confine(memory: int) -> bool:
    """Takes the network and all memory beyond `memory` more bytes from this process, for good.

    Returns whether the network could be taken: elsewhere than on Linux only the screen stands before it.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with open("/proc/self/statm") as file:
            now = int(file.read().split()[0]) * resource.getpagesize()
        _limit(resource.RLIMIT_AS, now + memory)
        return _deny_sockets()
    return False


def allow_time(seconds: float) -> None:
    """Lets the process use so many seconds of a processor from now on: one that nobody waits for ends by itself."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + 2)


def _limit(what: int, wanted: int) -> None:
    """Sets a limit, or leaves a stricter one that the process came with."""
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


@contextmanager
def bound_to_input() -> Iterator[None]:
    """Ends this process as soon as whoever writes its input is gone, even in the middle of a query.

    The kernel does it (SIGIO, whose default is the end), since no Python runs while the engine computes. Nothing
    may be written to the input meanwhile.
    """
    flags = fcntl.fcntl(0, fcntl.F_GETFL)
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, flags | os.O_ASYNC)
    gone = select.poll()
    gone.register(0, select.POLLHUP)
    if gone.poll(0):  # it went before the kernel was asked
        sys.exit()
    try:
        yield
    finally:
        fcntl.fcntl(0, fcntl.F_SETFL, flags)


def _deny_sockets() -> bool:
    """A filter of system calls: a new socket is refused. Returns whether it could be set."""
    known = _CALLS.get(platform.machine())
    if known is None:
        return False
    architecture, *denied = known
    program = [
        (_LOAD, 0, 0, 4), (_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _DENY),
        (_LOAD, 0, 0, 0), (_AT_LEAST, 0, 1, _OTHER_NUMBERING), (_RETURN, 0, 0, _DENY),
    ]  # fmt: skip
    for call in denied:
        program += [(_EQUAL, 0, 1, call), (_RETURN, 0, 0, _DENY)]
    program.append((_RETURN, 0, 0, _ALLOW))
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
    filter_program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(filter_program), 0, 0) == 0)
