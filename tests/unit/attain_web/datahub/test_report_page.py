"""The page of an import says what will change, why rows were rejected, and what to do next."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from attain.connect import load_mapping
from attain_web.datahub.models import Import
from attain_web.datahub.report_words import target_names
from tests.unit.attain_web.datahub.support import ACCOUNTS, HEADER, ROWS, SALES

pytestmark = pytest.mark.django_db

TEAM = """
mapping: team
targets:
  - table: people
    columns: {person_id: Seller, name: Seller}
  - table: people
    columns: {person_id: Manager, name: Manager}
"""
CRM = """
mapping: crm
target: opportunities
columns:
  opportunity_id: Deal
  person_id: Rep
  stage: Status
  status: Status
  amount_minor: Value
  currency: {value: USD}
"""


@pytest.fixture
def checked(admin: Client, upload: Callable[..., Import]) -> Callable[[str, str], str]:
    """The page of a file after its check."""

    def run(content: str, mapping: str) -> str:
        record = upload(content)
        response = admin.post(f"/imports/{record.pk}/text/", {"text": mapping})
        assert response.status_code == 302, response.content.decode()
        return words(admin, f"/imports/{record.pk}/")

    return run


def words(client: Client, path: str) -> str:
    return html.unescape(client.get(path).content.decode())


def button(page: str) -> str:
    found = re.search(r'<button class="button button--primary">(.*?)</button>', page)
    return found[1] if found else ""


def test_the_button_says_what_will_change(take: Any, checked: Any) -> None:
    take("Id,Name,Staff\na,Acme,10\nb,Beta,2\n", ACCOUNTS)
    assert (
        button(checked("Id,Name,Staff\na,Acme,11\nb,Beta,2\n", ACCOUNTS)) == "Import: 1 changed, 1 unchanged"
    )


def test_a_file_for_several_tables_says_the_changes_of_each_and_adds_nothing_up(checked: Any) -> None:
    page = checked(ROWS, SALES)
    assert button(page) == "Import into 2 tables"
    assert "Transactions: 2 new; Splits: 3 new." in page
    assert "Lines rejected" in page


@pytest.mark.parametrize(
    ("content", "mapping", "said"),
    [
        ("Id,Name,Staff\n", ACCOUNTS, "The file has a header and no rows."),
        ("Id,Name,Staff\na,Acme,many\n", ACCOUNTS, "Every row was rejected"),
        ("Id,Name,Staff\na,Acme,1\n", ACCOUNTS + "where: {Name: nobody}\n", "pick none of the file's rows"),
    ],
)
def test_where_nothing_was_accepted_there_is_a_sentence_and_no_button(
    checked: Any, content: str, mapping: str, said: str
) -> None:
    page = checked(content, mapping)
    assert said in page
    assert "/start/" not in page


def test_rejected_rows_are_grouped_by_cause_in_the_words_of_the_table(checked: Any) -> None:
    rows = "".join(f"D{n},alice,Engaging,1\n" for n in range(30))
    rows += "".join(f"E{n},alice,won,x{n}\n" for n in range(12))
    page = checked("Deal,Rep,Status,Value\nA,alice,won,5\n" + rows, CRM)

    assert '<td class="num">30</td>' in page
    assert "Status (from Status): “Engaging” is not one of the allowed values." in page
    assert '<td class="num">12</td>' in page
    assert "Amount (from Value): “…” is not a number" in page
    assert "“x0”" in page
    assert "amount_minor (from" not in page


def test_two_parts_for_one_table_have_names_of_their_own(checked: Any) -> None:
    page = checked("Seller,Manager\nann,max\nbob,max\n", TEAM)
    assert "People from Seller</a>" in page
    assert "People from Manager</a>" in page
    assert "such as a manager named on the line of each member of the team" in page


def test_parts_that_differ_in_a_constant_are_named_by_it() -> None:
    part = "  - table: transactions\n    columns: {{transaction_id: Id, kind: {{value: {kind}}}, "
    part += "occurred_on: D, amount_minor: A, currency: {{value: USD}}}}\n"
    text = "mapping: m\ntargets:\n" + part.format(kind="booking") + part.format(kind="invoice")
    mapping, problems = load_mapping(text)
    assert mapping is not None, problems
    assert target_names(mapping) == ["Transactions: booking", "Transactions: invoice"]


def test_a_corrected_file_is_read_under_the_mapping_of_its_import(admin: Client, take: Any) -> None:
    record = take(ROWS, SALES)
    link = f"/imports/new/?from={record.pk}"
    assert link in words(admin, f"/imports/{record.pk}/")
    assert f"Use the mapping of import {record.pk}, “sales”" in words(admin, link)

    file = SimpleUploadedFile("corrected.csv", (HEADER + "C,2026-02-06,zeta,300,bob\n").encode())
    response = admin.post(link, {"file": file, "same_mapping": "1"})

    corrected = Import.objects.latest("pk")
    assert response["Location"] == f"/imports/{corrected.pk}/"
    assert (corrected.state, corrected.mapping_name) == ("checked", "sales")


def test_a_corrected_file_with_other_columns_is_mapped_anew(admin: Client, take: Any) -> None:
    record = take(ROWS, SALES)
    file = SimpleUploadedFile("other.csv", b"Id,Name\na,Acme\n")
    response = admin.post(f"/imports/new/?from={record.pk}", {"file": file, "same_mapping": "1"}, follow=True)
    assert "does not fit this file" in response.content.decode()
    assert "Table to fill" in response.content.decode()


@pytest.mark.parametrize("number", ["0", "x", "²", "99999999999999999999"])
def test_an_unknown_import_to_take_the_mapping_from_is_no_error(admin: Client, number: str) -> None:
    assert admin.get(f"/imports/new/?from={number}").status_code == 200
