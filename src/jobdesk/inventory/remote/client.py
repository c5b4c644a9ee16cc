"""Pages of another system's REST interface: read only, checked, with errors in words.

Standard library only. The token stays in this object; it is in no message and no file.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from jobdesk.errors import Refused

PAGE = 200
_SECONDS = 30.0
_TRIES = 4
_PAUSES = (0.5, 2.0, 5.0)  # seconds before each further try
_PASSING = frozenset({429, 500, 502, 503, 504})  # may be over soon
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_MOST_BYTES = 100_000_000  # of one answer
_SAID = 300
_LOOK_S = 0.1  # between two looks at whether somebody stopped it
_RUN_OUT, _OTHER_NAME = frozenset({10}), frozenset({62, 64})  # codes of OpenSSL's verification


class RemoteError(Refused):
    """The other system did not answer as it should."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some objects of a list.

    Attributes:
        offset: of the first.
        count: of all.
        rows: the objects.
    """

    offset: int
    count: int
    rows: tuple[Mapping[str, Any], ...]


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows no redirection to another host: the token would go there."""

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Any:
        """As usual on the same host and scheme."""
        old, new = urllib.parse.urlsplit(req.full_url), urllib.parse.urlsplit(newurl)
        if (old.scheme, old.netloc) != (new.scheme, new.netloc):
            fp.close()
            raise RemoteError(
                f"{req.full_url} leads to {new.scheme}://{new.netloc}; name that address "
                "if it is the right one. The token was not sent there."
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class RemoteClient:
    """One other system."""

    def __init__(
        self,
        url: str,
        token: str,
        *,
        ca_file: str | None = None,
        allow_http: bool = False,
        stop: threading.Event | None = None,
        pauses: tuple[float, ...] = _PAUSES,
        seconds: float = _SECONDS,
    ) -> None:
        """Ask nothing yet.

        Args:
            url: where it is: "https://nautobot.example.com".
            token: that it gave for reading.
            ca_file: certificates to trust beside those of the system.
            allow_http: let the token travel unencrypted to another machine.
            stop: set it to end what goes on.
            pauses: seconds before each further try.
            seconds: to wait for an answer.

        Raises:
            Refused: the address cannot be used, or there is no token.
        """
        self.url = _address(url, allow_http=allow_http)
        if not token.strip():
            raise Refused(
                f"{self.url} gives nothing without a token. Make one there, for reading."
            )
        self.stop = stop or threading.Event()
        self._token, self._pauses, self._seconds = token, pauses, seconds
        try:
            context = ssl.create_default_context()
            if ca_file:
                context.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError) as error:
            raise Refused(f"{ca_file} holds no certificates: {error}.") from None
        self._opener = urllib.request.build_opener(
            _SameHost(), urllib.request.HTTPSHandler(context=context)
        )

    @property
    def host(self) -> str:
        """The name of its machine, with the port where it is no usual one."""
        return urllib.parse.urlsplit(self.url).netloc

    def get(self, path: str, **query: object) -> Any:
        """A document; tried again while the fault may pass.

        Raises:
            RemoteError: it did not come; the message names address, status and reason.
            Stopped: somebody stopped it.
        """
        asked = f"?{urllib.parse.urlencode(query, doseq=True)}" if query else ""
        address = f"{self.url}/api/{path.strip('/')}/{asked}"
        for pause in (*self._pauses, None):
            self.require_going()
            try:
                return self._ask(address)
            except _Passing as error:
                if pause is None:
                    raise RemoteError(f"{error} ({len(self._pauses) + 1} tries)") from None
                self.stop.wait(max(pause, error.after))
        raise AssertionError

    def pages(self, path: str, offset: int = 0, **query: object) -> Iterator[Page]:
        """A list from `offset` on, page by page."""
        while True:
            found = self.get(path, limit=PAGE, offset=offset, **query)
            page = _page(found, offset, f"{self.url}/api/{path}/")
            yield page
            offset += len(page.rows)
            if offset >= page.count or not page.rows:
                return

    def count(self, path: str) -> int:
        """How many objects a list has."""
        return _page(self.get(path, limit=1), 0, f"{self.url}/api/{path}/").count

    def require_going(self) -> None:
        """Raise when somebody stopped it."""
        if self.stop.is_set():
            raise Stopped

    def _ask(self, address: str) -> Any:
        """What comes from there; who stops it does not wait for a slow answer.

        A thread that is left behind keeps nobody from ending the program.
        """
        answer: Future[Any] = Future()
        work = partial(_settle, answer, partial(self._fetch, address))
        threading.Thread(target=work, name="jobdesk-remote", daemon=True).start()
        while not wait([answer], _LOOK_S).done:
            self.require_going()
        return answer.result()

    def _fetch(self, address: str) -> Any:
        request = urllib.request.Request(  # noqa: S310 - http and https only
            address,
            headers={"Authorization": f"Token {self._token}", "Accept": "application/json"},
        )
        try:
            with self._opener.open(request, timeout=self._seconds) as answer:
                return _document(_whole(answer, address), address)
        except urllib.error.HTTPError as error:
            raise self._refused(address, error) from None
        except urllib.error.URLError as error:
            raise _unreachable(address, error.reason) from None
        except http.client.HTTPException:
            raise _cut_off(address) from None
        except (TimeoutError, OSError) as error:
            raise _unreachable(address, error) from None

    def _refused(self, address: str, error: urllib.error.HTTPError) -> Exception:
        with error:
            words = f"{address} answered {error.code} {error.reason}{_reason_of(error)}"
        if error.code in _PASSING:
            return _Passing(words, _seconds_of(error.headers.get("Retry-After")))
        if error.code == 404:
            return NoSuchList(words)
        if error.code in (401, 403):
            words = f"{words} Check the token, and what its user may see"
        return RemoteError(f"{words.rstrip('.')}.")


class NoSuchList(RemoteError):
    """The other system has no such list."""


class Stopped(Refused):
    """It was stopped; what was read so far is kept for the next time."""


class _Passing(Exception):
    """A fault that may pass."""

    def __init__(self, words: str, after: float = 0.0) -> None:
        super().__init__(words)
        self.after = after


def _settle(answer: Future[Any], fetch: Callable[[], Any]) -> None:
    try:
        answer.set_result(fetch())
    except BaseException as error:  # noqa: BLE001 -- it is raised where the answer is awaited
        answer.set_exception(error)


def _address(url: str, *, allow_http: bool) -> str:
    parts = urllib.parse.urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(f"{url!r} is no address like https://nautobot.example.com.")
    if parts.username or parts.password:
        raise Refused(
            "The address holds a user name or password; a token is asked for instead."
        )
    if parts.scheme == "http" and parts.hostname not in _LOCAL and not allow_http:
        raise Refused(
            f"{parts.scheme}://{parts.netloc} is not encrypted: the token could be read on its "
            "way. Use https, or say that you want this."
        )
    path = parts.path.rstrip("/").removesuffix("/api")
    return f"{parts.scheme}://{parts.netloc}{path}"


def _document(body: bytes, address: str) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        raise RemoteError(f"{address} answered with something that is no JSON.") from None


def _whole(answer: Any, address: str) -> bytes:
    """The body; one that ends before its length is a fault that may pass."""
    body: bytes = answer.read(_MOST_BYTES)
    length = answer.headers.get("Content-Length")
    if length is not None and len(body) < min(int(length), _MOST_BYTES):
        raise _cut_off(address)
    return body


def _cut_off(address: str) -> _Passing:
    return _Passing(f"{address} broke off in the middle of its answer.")


def _page(found: Any, offset: int, address: str) -> Page:
    document = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    rows, count = document.get("results"), document.get("count")
    if isinstance(rows, list) and isinstance(count, int):
        objects = cast("list[Any]", rows)
        if all(isinstance(row, dict) for row in objects):
            return Page(offset, count, tuple(objects))
    raise RemoteError(f"{address} answered with no list of objects.")


def _reason_of(error: urllib.error.HTTPError) -> str:
    """What the other system says of it, where it says so in JSON."""
    try:
        said = json.loads(error.read(10_000))
    except (ValueError, OSError):
        return "."
    if isinstance(said, dict):
        said = cast("dict[str, Any]", said).get("detail", said)
    return f": {str(said)[:_SAID].rstrip('.')}."


def _seconds_of(text: str | None) -> float:
    try:
        return min(float(text or 0), 60.0)
    except ValueError:
        return 0.0


def _unreachable(address: str, reason: object) -> Exception:
    if isinstance(reason, ssl.SSLCertVerificationError):
        return _not_trusted(address, reason)
    if isinstance(reason, socket.gaierror):
        return RemoteError(f"{address}: there is no such machine ({reason.strerror}).")
    if isinstance(reason, TimeoutError):
        return _Passing(f"{address} did not answer in time.")
    if isinstance(reason, ConnectionRefusedError):
        return RemoteError(f"{address}: nobody listens there.")
    words = getattr(reason, "strerror", None) or str(reason)
    return _Passing(f"{address} cannot be reached: {words}.")


def _not_trusted(address: str, error: ssl.SSLCertVerificationError) -> RemoteError:
    """What is wrong with its certificate, and what can be done, in the window too."""
    if error.verify_code in _RUN_OUT:
        way = "It has to be renewed there."
    elif error.verify_code in _OTHER_NAME:
        way = "Use the name that it is made out to."
    else:
        way = (
            "If it is right, have this machine trust its issuer, or name a file with it on the "
            "command line: jobdesk import-nautobot --ca-file."
        )
    said = error.verify_message.rstrip(".")
    return RemoteError(f"{address} shows a certificate that is not trusted: {said}. {way}")
