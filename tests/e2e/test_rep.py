"""A seller: how am I doing, why is it this much, what would more bring, and a question about it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.walk import Walk, emails, person_of

MONTH = "2026-09"


def test_the_home_says_attainment_earned_next_payout_and_the_next_tier(walk: Walk) -> None:
    walk.sign_in("rep")
    figures = walk.page.locator("main .stat")
    words = " ".join(figures.all_inner_texts())
    assert re.search(r"\d+\.\d ?%", words)
    for label in ("Earned in FY2026", "Next payout", "To "):
        assert label.casefold() in words.casefold()
    expect(walk.page.locator("main svg").first).to_be_visible()


def test_open_deals_say_what_they_would_pay(walk: Walk) -> None:
    walk.sign_in("rep")
    walk.settle()
    deals = walk.page.locator("main ul.list").first
    expect(deals).to_contain_text("closes")
    expect(deals.locator(".figure").first).to_contain_text(re.compile(r"[$€£]\d"))


def test_the_what_if_answers_as_the_slider_moves(walk: Walk) -> None:
    walk.sign_in("rep")
    answer, slider = walk.page.locator("#what-if"), walk.page.locator("input[type=range]")
    expect(answer).to_contain_text(re.compile(r"Closing .60,000 more today"))
    slider.focus()
    for _ in range(3):
        walk.page.keyboard.press("ArrowRight")
    expect(answer).to_contain_text(re.compile(r"Closing .75,000 more today"))
    expect(walk.page.locator("#amount-output")).to_have_text(re.compile("75,000"))


def test_a_line_of_the_statement_opens_into_its_derivation(walk: Walk) -> None:
    person = person_of(walk.product, walk.sign_in("rep"))
    walk.go(f"/statements/{person}/{MONTH}/")
    row = walk.page.locator("tr[data-row]").first
    amount = row.locator("td.num").last.inner_text()
    anchor = row.get_attribute("id")
    row.get_by_role("button").click()
    steps = walk.page.locator("ol.steps").first
    expect(steps).to_be_visible()
    said = walk.page.locator(f"tr#{anchor} + tr").inner_text()
    labels = [words.casefold() for words in steps.locator("li > span:first-child").all_inner_texts()]
    for word in ("transaction", "credit", "position in the tiers", "tier ", "amount"):
        assert any(word in label for label in labels), (word, labels)
    assert amount in said
    assert re.search(r"%", said)
    assert re.search(r"plan|clause|§", said, re.IGNORECASE)


def test_a_link_to_a_line_opens_it(walk: Walk) -> None:
    person = person_of(walk.product, walk.sign_in("rep"))
    walk.go(f"/statements/{person}/{MONTH}/")
    anchor = walk.page.locator("tr[data-row]").nth(1).get_attribute("id")
    walk.go("/")
    walk.go(f"/statements/{person}/{MONTH}/#{anchor}")
    expect(walk.page.locator("ol.steps")).to_have_count(1)
    expect(walk.page.locator(f"tr#{anchor} + tr ol.steps")).to_be_in_viewport()


def test_a_statement_of_someone_else_is_not_there(walk: Walk) -> None:
    walk.sign_in("rep")
    other = person_of(walk.product, emails(walk.product, "rep")[1])
    own = person_of(walk.product, emails(walk.product, "rep")[0])
    assert walk.status(f"/statements/{own}/{MONTH}/") == 200
    answers = [
        walk.page.request.get(f"{walk.product.url}/statements/{person}/{MONTH}/")
        for person in (other, "nobody-at-all")
    ]
    assert [answer.status for answer in answers] == [404, 404]
    said = [re.sub(r"[0-9a-f-]{36}|[\w-]{64,}", "", answer.text()) for answer in answers]
    assert said[0] == said[1]


def test_a_question_about_a_line_is_answered_by_the_office(writing_walk: Walk) -> None:
    walk = writing_walk
    person = person_of(walk.product, walk.sign_in("rep"))
    walk.go(f"/statements/{person}/{MONTH}/")
    walk.page.locator("tr[data-row]").first.get_by_role("button").click()
    walk.page.get_by_role("link", name="Ask about this line").click()
    walk.page.get_by_label("Subject").fill("The rate looks low")
    walk.page.locator("textarea").fill("I expected the accelerator here.")
    walk.page.get_by_role("button", name="Ask", exact=True).click()
    expect(walk.page.locator("h1")).to_contain_text("The rate looks low")
    address = walk.page.url
    walk.sign_in_again("compensation_admin")
    expect(walk.page.locator("main")).to_contain_text("for an answer")
    walk.page.goto(address)
    walk.page.locator("textarea").first.fill("The quota was reached a week later.")
    walk.page.get_by_role("button", name=re.compile("Answer|Reply|Send")).first.click()
    expect(walk.page.locator("main")).to_contain_text("The quota was reached a week later.")
    walk.sign_in_again("rep")
    walk.page.goto(address)
    expect(walk.page.locator("main")).to_contain_text("The quota was reached a week later.")
    assert walk.page.request.get(address).status == 200
    walk.sign_in_again("rep", 1)
    assert walk.page.request.get(address).status == 404
