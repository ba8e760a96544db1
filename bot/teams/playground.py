"""What Microsoft's local playground is known by, since it comes without a token: it is on this machine.

A tunnel or a web server in front would open the door to the world, and a page in a browser can reach a
server on its own machine. Both show: in the Host that is asked for, or in what they add to the headers.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

FORWARDING = frozenset(
    {
        "cdn-loop",
        "cf-connecting-ip",
        "client-ip",
        "fastly-client-ip",
        "forwarded",
        "true-client-ip",
        "via",
        "x-client-ip",
        "x-cluster-client-ip",
        "x-real-ip",
        "x-real-port",
    }
)
FORWARDING_PREFIXES = (
    "x-amzn-",
    "x-appgw-",
    "x-arr-",
    "x-azure-",
    "x-envoy-",
    "x-forwarded",
    "x-original-",
    "x-proxy",
)


def why_not_local(request: web.Request) -> str:
    """Return why a request can't be the playground's, in a few words for the log, or an empty text."""
    hosts = request.headers.getall("Host", [])
    if len(hosts) != 1 or not is_loopback(f"//{hosts[0]}"):
        return "another host"
    names = [name.lower() for name in request.headers]
    if any(name in FORWARDING or name.startswith(FORWARDING_PREFIXES) for name in names):
        return "forwarded"
    return ""


def is_loopback(url: str) -> bool:
    """Tell whether a URL's host is this machine."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
