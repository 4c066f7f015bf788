"""``attain demo --check``: start the product, sign in as each role, request its main pages, say how each
went.
"""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar

from attain.example import DemoUser
from attain_web.demo.prepare import PASSWORD, Demo
from attain_web.demo.report import Progress
from attain_web.demo.serving import free_port, served

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_NAVIGATION = re.compile(r'<ul class="nav-list".*?</ul>', re.DOTALL)
_LINK = re.compile(r'href="(/[^"#]*)"')
TIMEOUT_SECONDS = 30
MAXIMUM_MILLISECONDS = 10_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page answered."""

    path: str
    status: int
    milliseconds: int
    body: str

    @property
    def is_good(self) -> bool:
        """Whether the page came, and came in time."""
        return self.status == 200 and self.milliseconds < MAXIMUM_MILLISECONDS


class Visitor:
    """Someone who signs in and follows the navigation, as a browser would."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> Answer:
        """The page at ``path``, redirects followed."""
        return self._open(path, None)

    def sign_in(self, email: str, password: str) -> Answer:
        """Fills in the sign-in form."""
        path = "/sign-in/"
        token = _TOKEN.search(self.get(path).body)
        form = {"email": email, "password": password, "csrfmiddlewaretoken": token[1] if token else ""}
        return self._open(path, urllib.parse.urlencode(form).encode())

    def _open(self, path: str, data: bytes | None) -> Answer:
        started = time.monotonic()
        request = urllib.request.Request(self._base_url + path, data, {"Referer": self._base_url + path})  # noqa: S310
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as response:
                status, body = response.status, response.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            status, body = error.code, ""
        except OSError:
            status, body = 0, ""
        return Answer(path, status, round((time.monotonic() - started) * 1000), body)


def check_product(demo: Demo, progress: Progress) -> bool:
    """Visits the product as each of the company's users; True when every page came."""
    host, port = "127.0.0.1", free_port("127.0.0.1", 8900)
    is_good = True
    with served(host, port) as address:
        for user in demo.users:
            for answer in visit(address, user):
                mark = "ok    " if answer.is_good else "FAILED"
                role = user.roles[0].replace("_", " ")
                progress.say(
                    f"  {mark} {role:<18} {answer.status} {answer.milliseconds:>5} ms  {answer.path}"
                )
                is_good = is_good and answer.is_good
    progress.say("All pages came." if is_good else "Some pages did not come; the lines above say which.")
    return is_good


def visit(base_url: str, user: DemoUser) -> Iterator[Answer]:
    """Signs in, then requests every page of the user's navigation, and the first statement."""
    visitor = Visitor(base_url)
    home = visitor.sign_in(user.email, PASSWORD)
    if "nav-list" not in home.body:
        yield Answer(f"sign in as {user.email}", home.status if home.status != 200 else 401, 0, "")
        return
    navigation = "".join(_NAVIGATION.findall(home.body))
    for path in dict.fromkeys(_LINK.findall(navigation)):
        answer = visitor.get(path)
        yield answer
        if path.startswith("/statements/"):
            statement = re.search(r'href="(/statements/[^/"]+/[^/"]+/)"', answer.body)
            if statement:
                yield visitor.get(statement[1])
