"""The style guide in a real browser: what axe, the console and a ruler say about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

VIEWS = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]
MIN_TEXT_PX = 11
# Text that is seen, its size as drawn: an SVG is scaled by its box.
SMALLEST_TEXT = """() => {
  const sizes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), parent = walker.currentNode.parentElement;
    const unseen = "title, desc, script, template, .visually-hidden";
    if (!text || !parent.checkVisibility() || parent.closest(unseen)) continue;
    const svg = parent.closest("svg"), scale = svg ? svg.getScreenCTM().a : 1;
    if (svg && !svg.getBoundingClientRect().width) continue;
    sizes.push([parseFloat(getComputedStyle(parent).fontSize) * scale, text]);
  }
  return sizes.sort((one, other) => one[0] - other[0])[0];
}"""

Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, styleguide_url: str) -> Iterator[Open]:
    """Opens the style guide; at the end nothing may have been complained about."""
    complaints: list[str] = []

    def open_page(width: int = 1440, theme: Any = "light", address: str = "") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce"
        )
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
        page.goto(styleguide_url + address)
        page.wait_for_function("window.htmx !== undefined && document.fonts.status === 'loaded'")
        return page

    yield open_page
    assert complaints == []


def assert_accessible(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    assert [(item["id"], item["nodes"][0]["html"][:200]) for item in violations] == []


@pytest.mark.parametrize(("width", "theme"), VIEWS)
def test_it_is_accessible_fits_its_window_and_has_no_tiny_text(opened: Open, width: int, theme: str) -> None:
    page = opened(width, theme, "#d-10586")
    expect(page.locator("#d-10586-body .steps")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    size, text = page.evaluate(SMALLEST_TEXT)
    assert size >= MIN_TEXT_PX, text


def test_it_fits_windows_between_and_beyond(opened: Open) -> None:
    page = opened()
    for width in (320, 480, 640, 700, 800, 820, 1000, 1900):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_the_palette_is_accessible_and_leads_by_keyboard(opened: Open, width: int, theme: str) -> None:
    page = opened(width, theme)
    page.keyboard.press("Control+k")
    assert_accessible(page)
    page.keyboard.type("trey")
    expect(page.get_by_role("option", name="Trey Research")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#palette")).not_to_be_visible()
    expect(page).to_have_url(re.compile("#d-10544$"))


def test_the_palette_goes_round_with_arrows_and_says_when_nothing_is_found(opened: Open) -> None:
    page = opened()
    page.click("[data-palette-open]")
    options = page.locator("#palette-list").get_by_role("option")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.type("zzzz")
    expect(page.locator("#palette-empty")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).not_to_be_visible()


def test_commands_of_the_page_are_in_the_palette(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Control+k")
    page.keyboard.type("open a new")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#ask$"))


def test_rows_are_walked_and_explained_by_keyboard(opened: Open) -> None:
    page = opened()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(page.locator("#d-10586-body .steps")).to_be_visible()
    expect(page).to_have_url(re.compile("#d-10586$"))
    page.keyboard.press("e")
    expect(page.locator("#d-10586-detail")).to_be_hidden()
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('tr').id") == "d-10593"


def test_a_theme_is_kept_and_set_before_the_page_is_drawn(opened: Open) -> None:
    page = opened(theme="light")
    page.click("[data-menu] summary")
    assert_accessible(page)
    page.click("[data-theme-choice=dark]")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 17, 19)"
    expect(page.locator("[data-theme-choice=dark]")).to_have_attribute("aria-pressed", "true")


def test_what_a_person_prefers_holds_until_this_browser_chooses(opened: Open) -> None:
    page = opened(theme="light")
    prefers_dark = "document.documentElement.dataset.themeDefault = 'dark'"
    page.context.add_init_script(
        f"new MutationObserver((_, o) => {{ {prefers_dark}; o.disconnect() }})"
        ".observe(document, {childList: true})"
    )
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.evaluate("attainTheme.choose('system')")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme === undefined")


def test_the_drawer_takes_the_focus_and_gives_it_back(opened: Open) -> None:
    page = opened(390)
    assert page.locator("#sidebar").is_hidden()
    page.click("[data-drawer-open]")
    assert page.evaluate("document.activeElement.closest('#sidebar') !== null")
    assert_accessible(page)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('[data-drawer-open]')")


def test_a_toast_offers_to_undo_by_post(opened: Open) -> None:
    page = opened()
    page.get_by_role("button", name="Delete saved view").click()
    toast = page.locator("#toasts [data-toast]")
    expect(toast).to_contain_text("deleted")
    undo = toast.locator("form")
    assert (undo.get_attribute("method"), undo.get_attribute("action")) == ("post", "#undo")
    assert_accessible(page)
    toast.get_by_role("button", name="Dismiss").click()
    expect(toast).to_have_count(0)


def test_the_what_if_answers_as_the_slider_moves(opened: Open) -> None:
    page = opened()
    page.focus("#amount-slider")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#what-if")).to_contain_text("$65,000")
    expect(page.locator("#amount-output")).to_have_text("$65,000")


def test_a_job_is_followed_to_its_end(opened: Open) -> None:
    page = opened()
    expect(page.locator("#job-412")).to_contain_text("See what changed", timeout=10_000)
    assert page.locator("#job-412").get_attribute("hx-get") is None


def test_the_help_opens_and_closes(opened: Open) -> None:
    page = opened()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(page.locator("#help")).not_to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_plain_page_is_accessible(opened: Open, theme: str) -> None:
    page = opened(390, theme)
    page.goto(page.url + "plain/")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_print_leaves_the_frame_out(opened: Open) -> None:
    page = opened()
    page.emulate_media(media="print")
    for part in (".sidebar", ".topbar", ".pagination", ".page-actions"):
        expect(page.locator(part).first).to_be_hidden()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.table thead')).display")
        == "table-header-group"
    )
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
