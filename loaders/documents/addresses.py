"""Addresses of machines: what a name resolves to, and which of that is on the public internet."""

import ipaddress
import socket
import threading
from collections.abc import Callable, Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Machine = ipaddress.IPv4Address | ipaddress.IPv6Address
#: A resolver: the addresses of a host name, as text. Raises OSError.
Resolver = Callable[[str, int], Sequence[str]]

#: What no page of the public internet has (IANA's special-purpose registries), whatever Python's version says.
_RESERVED = tuple(
    ipaddress.ip_network(network)
    for network in """0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
    192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15
    198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4""".split()
)
#: Of IPv6 only 2000::/3 is given out; within it these carry or stand for other addresses, or are for documents.
_GLOBAL = ipaddress.ip_network("2000::/3")
_CARRIERS = tuple(
    ipaddress.ip_network(network) for network in "2001::/23 2001:db8::/32 2002::/16 3fff::/20 5f00::/16".split()
)


def is_public(address: str, allow: Sequence[Network] = ()) -> bool:
    """Whether an address may be asked: a public one, or one in `allow`."""
    try:
        machine = ipaddress.ip_address(address)
    except ValueError:
        return False
    if any(machine.version == network.version and machine in network for network in allow):
        return True
    if isinstance(machine, ipaddress.IPv6Address):
        # IPv4-mapped, NAT64, unique local and link-local addresses all lie outside of 2000::/3.
        return machine.scope_id is None and machine in _GLOBAL and not any(machine in n for n in _CARRIERS)
    return not any(machine in network for network in _RESERVED)


def system_addresses(host: str, port: int) -> list[str]:
    """What the system resolves a name to. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def resolved(host: str, port: int, resolve: Resolver, seconds: float) -> list[str]:
    """The addresses of a name. Raises OSError; TimeoutError after so many seconds: the system has no limit."""
    found: list[str] = []
    failed: list[BaseException] = []

    def ask() -> None:
        try:
            found.extend(resolve(host, port))
        except BaseException as error:
            failed.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if asking.is_alive():
        raise TimeoutError
    if failed:
        raise failed[0] if isinstance(failed[0], OSError) else OSError(str(failed[0]))
    return found
