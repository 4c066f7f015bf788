"""How the browser tests walk: sign in as someone, watch for errors, look at a page from all sides."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Response

from tests.support.product import Product

PASSWORD = "attain-demo"
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SETTLE_MILLISECONDS = 15_000
_IMPACTS = ("critical", "serious", "moderate")


@dataclass
class Walk:
    """Someone who walks through a product with a page of a browser."""

    page: Page
    product: Product
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(SETTLE_MILLISECONDS)
        self.page.emulate_media(reduced_motion="reduce")
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.errors.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(f"{self.page.url}: {message.text}")

    def _see(self, response: Response) -> None:
        if response.status >= 500:
            self.errors.append(f"{response.url}: {response.status}")

    def sign_in(self, role: str, number: int = 0) -> str:
        """Signs in as a user of a role by the form; the e-mail address."""
        email = emails(self.product, role)[number]
        self.go("/sign-in/")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)
        return email

    def sign_in_again(self, role: str, number: int = 0) -> None:
        """Leaves and comes back as someone else."""
        self.page.context.clear_cookies()
        self.sign_in(role, number)

    def go(self, path: str) -> None:
        """Opens a page of the product, which must come, and waits until it has fetched its parts."""
        response = self.page.goto(self.product.url + path)
        assert response is not None
        assert response.status == 200, f"{path} answers {response.status}"
        self.settle()

    def settle(self) -> None:
        """Waits until nothing is being fetched."""
        self.page.wait_for_load_state("networkidle")

    def status(self, path: str) -> int:
        """What a request for a path with this person's session answers."""
        return self.page.request.get(self.product.url + path, max_redirects=0).status

    def navigation(self) -> list[str]:
        """The paths in the navigation."""
        links = self.page.locator("nav.sidebar .nav-list a")
        return list(dict.fromkeys(link.get_attribute("href") or "" for link in links.all()))

    def text(self) -> str:
        """What the page says."""
        return self.page.locator("main").inner_text()

    def overflow(self) -> bool:
        """Whether the page is wider than the window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))

    def barriers(self, theme: str) -> list[str]:
        """What axe finds in a theme: rule, and the first element."""
        self.page.evaluate("theme => window.attainTheme.choose(theme)", theme)
        self.page.evaluate("Promise.all(document.getAnimations().map(one => one.finished)).then(() => null)")
        found = Axe().run(self.page).response["violations"]
        return [
            f"{theme}: {one['id']}: {one['nodes'][0]['target']} {one['nodes'][0].get('failureSummary', '')}"
            for one in found
            if one["impact"] in _IMPACTS
        ]


def emails(product: Product, role: str) -> list[str]:
    """The sign-in addresses of those whose first role is this."""
    users = json.loads((product.home / "demo.json").read_text())["users"]
    return [user["email"] for user in users if user["roles"][0] == role]


def person_of(product: Product, email: str) -> str:
    """The person whom a user is."""
    users = json.loads((product.home / "demo.json").read_text())["users"]
    return next(user["person_id"] for user in users if user["email"] == email)


def check_clean(walks: Iterable[Walk]) -> None:
    """No walk has met an error."""
    assert [error for walk in walks for error in walk.errors] == []
