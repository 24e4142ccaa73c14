"""Which machines may be asked: none but those of the public internet."""

import ipaddress
import time

import pytest

from wattgraph.loaders.documents.addresses import is_public, resolved, system_addresses

PRIVATE = """127.0.0.1 127.8.8.8 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254
100.64.0.1 100.127.255.255 192.0.0.8 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1
255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b::8.8.8.8 64:ff9b:1::1
fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 fec0::1 ff02::1 2001:db8::1 2002:7f00:1::1 2001::1 2001:10::1 3fff::1
100::1 5f00::1 localhost 127.1 0x7f000001""".split()
PUBLIC = "8.8.8.8 1.1.1.1 172.32.0.1 100.128.0.1 223.255.255.1 2606:4700::1111 2001:4860:4860::8888".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public(address: str) -> None:
    assert is_public(address)


def test_what_is_allowed_besides() -> None:
    allow = [ipaddress.ip_network("127.0.0.0/8")]
    assert is_public("127.0.0.1", allow)
    assert not is_public("10.0.0.1", allow)
    assert not is_public("::1", allow)
    assert not is_public("::ffff:127.0.0.1", allow)


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "2130706433", "0177.0.0.1"])
def test_other_ways_to_write_loopback_resolve_to_it(host: str) -> None:
    assert not any(map(is_public, system_addresses(host, 80)))


def test_a_resolver_is_not_waited_for_without_end() -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(5)
        return ["8.8.8.8"]

    before = time.monotonic()
    with pytest.raises(TimeoutError):
        resolved("example.com", 80, slow, 0.2)
    assert time.monotonic() - before < 4


def test_a_resolvers_faults_are_errors_of_the_system() -> None:
    def broken(host: str, port: int) -> list[str]:
        raise UnicodeError("label too long")

    with pytest.raises(OSError, match="label too long"):
        resolved("example.com", 80, broken, 5)
