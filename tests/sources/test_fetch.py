"""Downloads from a real server on this machine that drops, changes and refuses."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import stamina

from karvan.errors import Cancelled, ChecksumMismatch, FetchFailed
from karvan.sources.fetch import fetch

BODY = bytes(range(256)) * 8_000  # 2 MB: several blocks
SUM = hashlib.sha256(BODY).hexdigest()


@dataclass
class Server:
    """How the server behaves, and what it was asked."""

    body: bytes = BODY
    etag: str = '"one"'
    drops: list[int] = field(default_factory=list)  # bytes after which each next answer breaks off
    statuses: list[int] = field(default_factory=list)
    ranges: bool = True
    asked: list[str | None] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_args: object) -> None:
            pass

        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            state.asked.append(wanted)
            status = state.statuses.pop(0) if state.statuses else 200
            if status != 200:
                self.send_error(status)
                return
            start = (
                int(wanted[6:-1]) if wanted and state.ranges and self.headers["If-Range"] == state.etag else 0
            )
            body = state.body[start:]
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", state.etag)
            self.end_headers()
            self.wfile.write(body[: state.drops.pop(0)] if state.drops else body)

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{running.server_address[1]}/data/BACI_HS17_V202601.zip"
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    stamina.set_testing(True, attempts=4)
    yield state
    stamina.set_testing(False)
    running.shutdown()
    running.server_close()
    thread.join()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_whole_file_is_put_in_place(server: Server, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    path = fetch(server.url, tmp_path, sha256=SUM, progress=lambda *step: told.append(step))
    assert (path.read_bytes(), names(tmp_path)) == (BODY, ["BACI_HS17_V202601.zip"])
    assert told[-1] == ("download", len(BODY), len(BODY))


def test_a_broken_download_goes_on_where_it_stopped(server: Server, tmp_path: Path) -> None:
    server.drops = [1_500_000]
    assert fetch(server.url, tmp_path, sha256=SUM).read_bytes() == BODY
    assert server.asked[0] is None
    assert server.asked[1].startswith("bytes=1")


def test_a_later_run_goes_on_too(server: Server, tmp_path: Path) -> None:
    server.drops = [600_000, 300_000, 100_000, 50_000]
    with pytest.raises(FetchFailed, match="did not complete"):
        fetch(server.url, tmp_path)
    part = tmp_path / "BACI_HS17_V202601.zip.part"
    have = part.stat().st_size
    assert have > 0
    assert fetch(server.url, tmp_path, sha256=SUM).read_bytes() == BODY
    assert server.asked[-1] == f"bytes={have}-"


def test_a_changed_file_is_begun_again(server: Server, tmp_path: Path) -> None:
    server.drops = [300_000] * 4
    with pytest.raises(FetchFailed):
        fetch(server.url, tmp_path)
    server.body, server.etag = BODY[::-1], '"two"'
    assert fetch(server.url, tmp_path).read_bytes() == BODY[::-1]


def test_a_server_without_ranges_is_read_from_the_start(server: Server, tmp_path: Path) -> None:
    server.ranges, server.drops = False, [600_000]
    assert fetch(server.url, tmp_path, sha256=SUM).read_bytes() == BODY


def test_a_wrong_sum_leaves_nothing(server: Server, tmp_path: Path) -> None:
    with pytest.raises(ChecksumMismatch, match=SUM):
        fetch(server.url, tmp_path, sha256="0" * 64)
    assert names(tmp_path) == []


def test_a_missing_page_is_not_asked_twice(server: Server, tmp_path: Path) -> None:
    server.statuses = [404]
    with pytest.raises(FetchFailed, match="the server answered 404"):
        fetch(server.url, tmp_path)
    assert len(server.asked) == 1


def test_a_server_in_trouble_is_asked_again(server: Server, tmp_path: Path) -> None:
    server.statuses = [503, 500]
    assert fetch(server.url, tmp_path, sha256=SUM).read_bytes() == BODY


def test_cancelling_keeps_the_part(server: Server, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        fetch(server.url, tmp_path, cancelled=lambda: True)
    assert names(tmp_path) == ["BACI_HS17_V202601.zip.part", "BACI_HS17_V202601.zip.part.tag"]


@pytest.mark.parametrize(
    "url", ["ftp://example.invalid/a.zip", "file:///etc/passwd", "https://example.invalid/", "x.zip"]
)
def test_only_files_of_the_web(url: str, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="is not the web address of a file"):
        fetch(url, tmp_path)


def test_nobody_answers(tmp_path: Path) -> None:
    stamina.set_testing(True, attempts=2)
    try:
        with pytest.raises(FetchFailed, match="did not complete"):
            fetch("http://127.0.0.1:9/a.zip", tmp_path)
    finally:
        stamina.set_testing(False)
