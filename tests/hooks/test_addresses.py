"""Which addresses may be called: nobody leads the server into the network that it stands in."""

import ipaddress

import pytest

from icabinet.errors import Invalid
from icabinet.hooks.addresses import checked, inside_of, may_reach

NOTHING = inside_of("")
HOUSE = inside_of("10.1.2.0/24, Portal.lan, fd00::/8, 192.168.7.9")


@pytest.mark.parametrize(
    "url",
    [
        "", "ftp://example.vn/", "//example.vn", "https://", "https://a b.vn/", "https://example.vn\\@10.0.0.1/",
        "https://user:word@example.vn/", "https://example.vn/#part", "https://example.vn:99999/", "https://[::1/",
        "https://example.vn/\n", "http://example.vn/", "https://127.0.0.1/", "https://10.0.0.1/", "https://[::1]/",
        "https://169.254.169.254/latest", "https://[::ffff:10.0.0.1]/", "https://0.0.0.0/", "https://example.vn:0/",
        "https://" + "x" * 1_000 + ".vn/", "https://ví-dụ.vn/",
    ],
)  # fmt: skip
def test_what_may_never_be_called_is_refused_when_it_is_typed(url: str):
    with pytest.raises(Invalid) as caught:
        checked(url, NOTHING)
    assert caught.value.data["where"] == "url"


@pytest.mark.parametrize("url", ["https://example.vn/a?b=c", "https://EXAMPLE.vn:8443/", "https://1.1.1.1/"])
def test_the_internet_is_called_by_https(url: str):
    assert checked(url, NOTHING).scheme == "https"


@pytest.mark.parametrize(
    "url", ["http://10.1.2.3:8080/", "http://portal.lan/", "https://portal.lan./", "http://[fd00::5]/"]
)
def test_inside_only_what_the_setting_names_is_called_by_http_too(url: str):
    assert checked(url, HOUSE).host in ("10.1.2.3", "portal.lan", "fd00::5")
    with pytest.raises(Invalid):
        checked(url.replace("https:", "http:"), NOTHING)


@pytest.mark.parametrize(
    ("url", "address", "reached"),
    [
        ("https://example.vn/", "1.1.1.1", True),
        ("https://example.vn/", "2606:4700:4700::1111", True),
        # What a name leads to counts, whoever wrote the name.
        *(("https://example.vn/", address, False) for address in (
            "127.0.0.1", "10.1.3.1", "172.16.0.1", "192.168.7.8", "169.254.169.254", "100.64.0.1", "0.0.0.0",
            "224.0.0.1", "255.255.255.255", "198.51.100.7", "::1", "::", "fe80::1", "fc00::1", "ff02::1",
            "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001:0:4136:e378:8000:63bf:f5ff:fffe",
        )),
        ("https://example.vn/", "10.1.2.9", True),
        ("http://portal.lan/", "10.9.9.9", True),
        ("http://portal.lan/", "1.1.1.1", False),
        ("http://portal.lan/", "127.0.0.1", False),
        ("http://portal.lan/", "169.254.169.254", False),
        ("http://192.168.7.9/", "192.168.7.9", True),
        ("http://192.168.7.9/", "::ffff:192.168.7.9", True),
    ],
)  # fmt: skip
def test_where_a_name_leads_is_looked_at_before_it_is_called(url: str, address: str, reached: bool):
    assert may_reach(checked(url, HOUSE), ipaddress.ip_address(address), HOUSE) == reached
