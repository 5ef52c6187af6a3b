"""Which addresses may be asked: http(s), at public addresses of the Internet."""

from __future__ import annotations

import ipaddress
from socket import SOCK_STREAM, getaddrinfo
from urllib.parse import urlsplit

from sayso.errors import Forbidden

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_ALLOW = "if you trust who names it: sayso read or add, with --allow-private"

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


def check_scheme(address: str, asked: str) -> None:
    """Raises Forbidden unless ``address``, reached by way of ``asked``, is an http(s) one."""
    scheme = urlsplit(address).scheme.lower()
    if scheme not in ("http", "https"):
        told = f"it leads to a {scheme or 'nameless'}: address, and only http(s) is read"
        raise Forbidden(asked, told, "leave it out, or give the file itself")


def public_addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The numeric addresses of ``host``. Raises Forbidden if they are private, OSError if none.

    Whoever connects must connect to these and not ask for the name again: the next answer may be
    another (DNS rebinding).
    """
    found = getaddrinfo(host, port, type=SOCK_STREAM)
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    allowed = [number for number in numbers if allow_private or is_public(number)]
    if not allowed:
        shown = host if host in numbers else f"{host} ({numbers[0]})"
        raise Forbidden(shown, "it is an address of this machine or of a private network", _ALLOW)
    return allowed


def is_public(number: str) -> bool:
    """Whether a numeric address is one of the public Internet, also where IPv6 wraps IPv4."""
    ip: Ip = ipaddress.ip_address(number.partition("%")[0])
    inner = _wrapped(ip)
    return ip.is_global and not ip.is_multicast and (inner is None or is_public(str(inner)))


def _wrapped(ip: Ip) -> ipaddress.IPv4Address | None:
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour
