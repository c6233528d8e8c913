"""Download one file: resumed when broken off, checked against its sum, in place only when whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import stamina

from karvan.errors import ChecksumMismatch, FetchFailed
from karvan.model.progress import IsCancelled, Progress, checkpoint, never, silent
from karvan.store.write import sha256_of

_ATTEMPTS = 4
_TIMEOUT = httpx.Timeout(30.0, connect=10.0)


def fetch(
    url: str,
    into: Path,
    *,
    sha256: str | None = None,
    progress: Progress = silent,
    cancelled: IsCancelled = never,
) -> Path:
    """Download `url` into the folder `into`; return the file, named as in the address.

    A part left by an earlier attempt is continued when the server still has the same file. Raises
    FetchFailed, ChecksumMismatch, Cancelled.
    """
    target = into / _file_name(url)
    into.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        for attempt in stamina.retry_context(
            on=_may_pass, attempts=_ATTEMPTS, wait_initial=0.2, wait_max=5.0
        ):
            with attempt:
                _continue(url, part, progress, cancelled)
    except httpx.HTTPError as cause:
        raise _failed(url, _reason(cause)) from cause
    if sha256 is not None:
        _keep_only(part, sha256, url)
    part.replace(target)
    _tag(part).unlink(missing_ok=True)
    return target


def _file_name(url: str) -> str:
    parts = urlsplit(url)
    name = Path(parts.path).name
    if parts.scheme not in ("http", "https") or not parts.hostname or name in ("", ".", ".."):
        raise FetchFailed(
            "{url} is not the web address of a file.",
            fix="Give an http or https address that ends in a file name.",
            url=url,
        )
    return name


def _may_pass(cause: Exception) -> bool:
    """Broken connections and a server's own troubles may pass; a missing page will not."""
    if isinstance(cause, httpx.HTTPStatusError):
        return cause.response.status_code >= 500
    return isinstance(cause, httpx.TransportError)


def _continue(url: str, part: Path, progress: Progress, cancelled: IsCancelled) -> None:
    """One attempt: go on after what is there, or begin again if the server's file is another one now."""
    have = part.stat().st_size if part.exists() else 0
    mark = _tag(part).read_text(encoding="utf-8") if _tag(part).exists() else ""
    headers = {"Range": f"bytes={have}-", "If-Range": mark} if have and mark else {}
    with httpx.stream("GET", url, headers=headers, timeout=_TIMEOUT, follow_redirects=True) as response:
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.unlink(missing_ok=True)  # what is there is longer than the file: begin again
            _tag(part).unlink(missing_ok=True)
            raise httpx.ReadError("the part no longer fits the file")
        response.raise_for_status()
        resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
        _tag(part).write_text(
            response.headers.get("ETag") or response.headers.get("Last-Modified", ""), encoding="utf-8"
        )
        _save(response, part, have if resumed else 0, progress, cancelled)


def _save(
    response: httpx.Response, part: Path, have: int, progress: Progress, cancelled: IsCancelled
) -> None:
    total = have + int(response.headers.get("Content-Length", 0))
    with part.open("r+b" if have else "wb") as stream:
        stream.seek(have)
        for block in _blocks(response):
            checkpoint(cancelled)
            stream.write(block)
            progress("download", stream.tell(), total)
        got = stream.tell()
    if total > have and got != total:
        raise httpx.ReadError(f"{got} of {total} bytes came")


def _blocks(response: httpx.Response) -> Iterator[bytes]:
    return response.iter_raw(1 << 16)  # what a broken connection can lose


def _tag(part: Path) -> Path:
    """Beside the part: which version of the server's file it is a part of."""
    return part.with_name(part.name + ".tag")


def _keep_only(part: Path, sha256: str, url: str) -> None:
    """A whole file with a wrong sum is no part to go on from."""
    try:
        check_sum(part, sha256, url)
    except ChecksumMismatch:
        part.unlink()
        _tag(part).unlink(missing_ok=True)
        raise


def check_sum(path: Path, sha256: str, where: str = "") -> None:
    """Compare a file with the sum its publisher announced.

    Raises ChecksumMismatch, FetchFailed when there is no such file.
    """
    if not path.is_file():
        raise FetchFailed("There is no file to check.", where=str(path), fix="Check the path.")
    found = sha256_of(path)
    if found != sha256.lower():
        raise ChecksumMismatch(
            "The file's sha256 is {found}, not {wanted}.",
            where=where or str(path),
            fix="Fetch it again; if the publisher announced a new sum, give that one.",
            found=found,
            wanted=sha256,
        )


def _reason(cause: httpx.HTTPError) -> str:
    if isinstance(cause, httpx.HTTPStatusError):
        return f"the server answered {cause.response.status_code}"
    return str(cause) or type(cause).__name__


def _failed(url: str, reason: str) -> FetchFailed:
    return FetchFailed(
        "The download did not complete: {reason}.",
        where=url,
        fix="Run it again: it goes on where it stopped. Or download the file yourself and give its path.",
        reason=reason,
    )
