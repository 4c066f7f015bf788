"""The browser that all other tests of this folder drive."""

from __future__ import annotations

from playwright.sync_api import Page


def test_a_page_is_drawn_and_its_script_runs(page: Page) -> None:
    page.set_content("<h1></h1><script>document.querySelector('h1').textContent = 'Ready'</script>")
    assert page.get_by_role("heading").inner_text() == "Ready"
    assert page.locator("h1").bounding_box()
