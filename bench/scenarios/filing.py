"""Filing papers: from an upload's last byte to the first page; forty at once; a thousand one after the other."""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pymupdf
from playwright.sync_api import expect

from bench import library, paper
from bench.figures import Figures, percentile
from bench.processes import Process
from bench.reader import browser
from bench.room import Room
from bench.site import Site
from icabinet import ids

_PAGES = 300
_WRITTEN = 20
_FORTY, _EACH, _AT_ONCE = 40, 20, 3
_SOON_S, _PATIENCE_S = 0.005, 120.0
_WIDTH = 1200
_MB = 1 << 20


def first_page(site: Site) -> Figures:
    """A paper of 300 pages of text, each time another one, beside a desk that has children warm."""
    room = site.house.room("filing", 3)
    files = [_long(site, number) for number in range(3 if site.quick else 10)]
    with site.server("ours") as server:
        library.wait_until_readable(server, room, library.upload(server, room, _small(site, next(site.seeds))))
        times = [_first_page(server, room, file) for file in files]
    return {"filing.first_page.p50": percentile(times, 0.5), "filing.first_page.p95": percentile(times, 0.95)}


def forty(site: Site) -> Figures:
    """Forty papers of twenty pages dropped at once, sent three at a time as a browser does: until all can be read."""
    room = site.house.room("filing", 3)
    files = [_small(site, next(site.seeds), pages=_EACH) for _ in range(_FORTY)]
    with site.server("ours") as server:
        library.wait_until_readable(server, room, library.upload(server, room, _small(site, next(site.seeds))))
        began = time.perf_counter()

        def file(path: Path) -> None:
            library.wait_until_readable(server, room, library.upload(server, room, path))

        with ThreadPoolExecutor(_AT_ONCE) as senders:
            list(senders.map(file, files))
        took = time.perf_counter() - began
    return {"filing.forty_s": took}


def forty_by_hand(site: Site) -> Figures:
    """The same forty, chosen all at once in a browser by the secretary, until the page shows each as ready."""
    room = site.house.room(f"by hand {next(site.seeds)}", 1)
    files = [_small(site, next(site.seeds), pages=_EACH) for _ in range(4 if site.quick else _FORTY)]
    with site.server("ours") as server, browser() as chromium:
        library.wait_until_readable(server, room, library.upload(server, room, _small(site, next(site.seeds))))
        context = chromium.new_context(base_url=server.url, viewport={"width": 1440, "height": 900}, locale="en")
        context.add_cookies([{"name": "icabinet", "value": room.desk.token, "url": server.url}])
        page = context.new_page()
        page.goto(f"/meetings/{room.meeting}/edit")
        ready = page.locator('#shelves [data-paper][data-state="ready"]')
        before = ready.count()
        began = time.perf_counter()
        page.locator("#files").set_input_files(files)
        expect(ready).to_have_count(before + len(files), timeout=1000 * _PATIENCE_S)
        took = time.perf_counter() - began
    return {"filing.by_hand_s": took}


def thousand(site: Site) -> Figures:
    """Memory of the web process over a thousand uploads, after a tenth of them has warmed it up."""
    room, count = site.house.room("filing", 3), 100 if site.quick else 1000
    with site.server("ours") as server:
        for number in range(count):
            if number == count // 10:
                before = _memory(server)
            library.upload(server, room, _small(site, next(site.seeds), pages=1))
        grown = _memory(server) - before
    return {"filing.grown_mb": grown / _MB}


def _first_page(server: Process, room: Room, file: Path) -> float:
    """Return the ms from the last byte to the whole picture of page 1, asked for as soon as it can be had."""
    sha, sent = _send(server, room, file)
    address, end = library.page(sha, 1, _WIDTH), sent + _PATIENCE_S
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=_PATIENCE_S)
    while time.perf_counter() < end:
        connection.request("GET", address, headers=library.signed_in(room))
        answer = connection.getresponse()
        answer.read()
        if answer.status == http.client.OK:
            connection.close()
            return 1000 * (time.perf_counter() - sent)
        time.sleep(_SOON_S)
    raise RuntimeError(f"{file} does not become readable")


def _send(server: Process, room: Room, file: Path) -> tuple[str, float]:
    """Upload a file; return its SHA-256, and when its last byte had been sent."""
    edge = ids.new()
    head = f'--{edge}\r\nContent-Disposition: form-data; name="id"\r\n\r\n{ids.new()}\r\n--{edge}\r\n'
    head += f'Content-Disposition: form-data; name="file"; filename="{file.name}"\r\n\r\n'
    body = head.encode() + file.read_bytes() + f"\r\n--{edge}--\r\n".encode()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=_PATIENCE_S)
    kind = {"Content-Type": f"multipart/form-data; boundary={edge}", **library.signed_in(room)}
    connection.request("POST", f"/api/v1/meetings/{room.meeting}/papers", body, kind)
    sent = time.perf_counter()
    sha = library.sha_in(connection.getresponse().read())
    connection.close()
    return sha, sent


def _long(site: Site, number: int) -> Path:
    """Write 300 pages, of which twenty were set and the others are copies: only the first is looked at."""
    written = _small(site, next(site.seeds), pages=_WRITTEN)
    made = site.folder / f"long-{number}.pdf"
    with pymupdf.open(written) as some, pymupdf.open() as all_pages:
        while all_pages.page_count < _PAGES:
            all_pages.insert_pdf(some)
        all_pages.save(made)
    return made


def _small(site: Site, seed: int, pages: int = 2) -> Path:
    return paper.write(site.folder / f"filed-{seed}.pdf", pages, seed)


def _memory(server: Process) -> int:
    """Bytes that the process holds: what it has in anonymous memory and in files."""
    return int(Path(f"/proc/{server.pid}/statm").read_text().split()[1]) * 4096
