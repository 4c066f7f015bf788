"""A manager: the whole team, each person's pay, and nobody else's."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.walk import Walk, emails, person_of


def test_a_manager_goes_from_the_team_to_a_members_statement(walk: Walk) -> None:
    walk.sign_in("manager")
    walk.page.get_by_role("link", name="Whole team").click()
    walk.settle()
    rows = walk.page.locator("main tbody tr")
    assert rows.count() > 2
    link = rows.first.get_by_role("link").first
    name = link.inner_text()
    link.click()
    expect(walk.page.locator("h1")).to_contain_text(name)
    walk.page.locator("tr[data-row]").first.get_by_role("button").first.click()
    expect(walk.page.locator("ol.steps").first).to_be_visible()


def test_the_team_is_exactly_those_below(walk: Walk) -> None:
    front_line, director = emails(walk.product, "manager")[:2]
    teams = []
    for number in (0, 2):
        walk.sign_in_again("manager", number)
        answer = walk.page.request.get(f"{walk.product.url}/team/?format=csv")
        teams.append({line.split(",")[0] for line in answer.text().splitlines()[1:]})
    small, large = teams
    assert small < large
    assert person_of(walk.product, front_line) in large
    assert person_of(walk.product, front_line) not in small
    assert person_of(walk.product, director) not in small


def test_a_person_of_another_team_answers_as_a_missing_one(walk: Walk) -> None:
    walk.sign_in("manager")
    rep_in_euros = person_of(walk.product, emails(walk.product, "rep")[4])
    for person in (rep_in_euros, "nobody-at-all"):
        for path in (f"/statements/{person}/2026-09/", f"/statements/{person}/", f"/people/{person}/"):
            assert walk.status(path) == 404, path
