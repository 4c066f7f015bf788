from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from attain.tables import IMPORTABLE_TABLES
from attain_web.datahub.models import Import
from tests.unit.attain_web.datahub.support import ROWS, SALES

pytestmark = pytest.mark.django_db


def test_the_empty_list_teaches_what_to_do(admin):
    assert "Import a file" in admin.get("/imports/").content.decode()


@pytest.mark.parametrize("state", Import.State.values)
@pytest.mark.parametrize("report", [None, {"rows_read": 1234, "columns": [], "tables": [], "problems": []}])
def test_an_import_of_any_state_is_listed_and_has_a_page(admin, upload, state, report):
    record = upload("Id,Name\na,Acme\n", "accounts.csv")
    Import.objects.filter(pk=record.pk).update(state=state, report=report)

    listed = admin.get("/imports/")
    assert listed.status_code == 200
    assert "accounts.csv" in listed.content.decode()
    assert ("1,234" in listed.content.decode()) == (report is not None)
    assert admin.get(f"/imports/{record.pk}/", follow=True).status_code == 200


def test_the_mapping_page_guesses_shows_samples_and_says_what_is_missing(admin, upload):
    record = upload("Order ID,Order Date,Customer,Sales Amount,Colour\nA,2026-01-05,acme,100.50,red\n")
    page = admin.get(f"/imports/{record.pk}/map/?table=transactions").content.decode()

    assert "$100.50" in page
    assert "5 Jan 2026" in page
    assert "Needs a column or a constant." in page
    assert "Columns of the file that nothing reads: Colour." in page


def test_a_form_that_lacks_something_required_comes_back_with_what_was_chosen(admin, upload):
    record = upload("Order ID,Day\nA,2026-01-05\n")
    form = {"source.transaction_id": "Order ID", "source.currency": "=constant", "text.currency": "EUR"}
    response = admin.post(f"/imports/{record.pk}/map/?table=transactions", form)

    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="EUR"' in page
    assert '<option value="Order ID" selected>' in page


def test_a_form_that_is_complete_is_checked(admin, upload):
    record = upload('Order ID,Day,Value\nA,05.01.2026,"1.234,50"\nB,06.01.2026,x\n')
    form = {
        "source.transaction_id": "Order ID",
        "source.kind": "=constant",
        "text.kind": "booking",
        "source.occurred_on": "Day",
        "source.amount_minor": "Value",
        "decimal.amount_minor": ",",
        "times.amount_minor": "2",
        "source.currency": "=constant",
        "text.currency": "EUR",
        "where_column": "Order ID",
        "where_is": "A\nB",
    }
    response = admin.post(f"/imports/{record.pk}/map/?table=transactions", form)
    assert response.url == f"/imports/{record.pk}/"

    admin.post(f"/imports/{record.pk}/start/")
    page = admin.get("/data/transactions/").content.decode()
    assert "€2,469.00" in page


def test_a_change_of_the_form_answers_with_the_form_alone(admin, upload):
    record = upload("Order ID,Day\nA,2026-01-05\n")
    response = admin.post(f"/imports/{record.pk}/map/?table=transactions&try=1", {"source.kind": "=template"})
    page = response.content.decode()
    assert "<html" not in page
    assert "{Order ID}" in page
    assert Import.objects.get(pk=record.pk).state == "uploaded"


def test_ambiguous_dates_are_asked_about(admin, upload):
    record = upload("activity_id,kind,date,person_id\nA,call,03/04/2025,alice\n")
    page = admin.get(f"/imports/{record.pk}/map/?table=activities").content.decode()
    assert "no value decides which" in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.4 nothing", "a PDF document"),
        (b"PK\x03\x04 broken", "cannot be opened as an Excel workbook"),
        (b"\n\n\n", "has no rows"),
        (bytes(range(1, 256)) * 40, "is not text, neither in UTF-8 nor in Windows-1252"),
    ],
)
def test_a_file_that_is_no_table_is_told_on_the_page(admin, upload, content, said):
    record = upload(content, "my file.csv")
    response = admin.get(f"/imports/{record.pk}/map/")
    assert response.status_code == 422
    page = response.content.decode()
    assert said in page
    assert page.split("<main")[1].count("“my file.csv”") == 1
    assert record.sha256 not in page


def test_an_empty_or_missing_upload_is_told(admin):
    empty = admin.post("/imports/new/", {"file": SimpleUploadedFile("a.csv", b"")})
    assert (empty.status_code, "No file was chosen" in empty.content.decode()) == (422, False)
    missing = admin.post("/imports/new/", {})
    assert "No file was chosen" in missing.content.decode()


def test_a_mapping_text_with_a_mistake_comes_back_with_its_line(admin, upload):
    record = upload(ROWS)
    response = admin.post(f"/imports/{record.pk}/text/", {"text": "mapping: m\ntarget: nothing\n"})
    assert response.status_code == 422
    assert "There is no table “nothing”" in response.content.decode()
    assert "mapping:" in response.content.decode()


def test_every_table_has_a_page_an_export_and_an_answer_to_no_match(admin):
    for name in IMPORTABLE_TABLES:
        assert admin.get(f"/data/{name}/").status_code == 200
        assert admin.get(f"/data/{name}/?q=nowhere&sort=-nothing").status_code == 200
        header = admin.get(f"/data/{name}/?format=csv").content.decode("utf-8-sig").split("\r\n")[0]
        assert header.split(",") == list(IMPORTABLE_TABLES[name].by_name)


def test_an_export_can_be_imported_again_and_changes_nothing(admin, take):
    take(ROWS, SALES)
    exported = admin.get("/data/transactions/?format=csv").content
    columns = "".join(f"  {name}: {name}\n" for name in IMPORTABLE_TABLES["transactions"].by_name)
    record = take(exported, "mapping: again\ntarget: transactions\ncolumns:\n" + columns)
    numbers = record.report["tables"][0]
    assert (numbers["accepted"], numbers["unchanged"]) == (2, 2)


def test_rows_are_found_filtered_and_sorted(admin, take):
    take(ROWS, SALES)
    page = admin.get("/data/transactions/?sort=-amount_minor").content.decode()
    assert page.index("$200.00") < page.index("$100.50")
    assert "$200.00" not in admin.get("/data/transactions/?transaction_id=A").content.decode()
    assert "No row matches" in admin.get("/data/transactions/?occurred_on=nonsense").content.decode()


def test_a_row_shows_where_it_came_from_and_what_changed(admin, take):
    take(ROWS, SALES)
    take(ROWS.replace("200,bob", "250,bob"), SALES, "corrected.csv")

    page = admin.get("/data/transactions/row/?transaction_id=B").content.decode()
    assert "corrected.csv" in page
    assert "line 3" in page
    assert "$200.00 → $250.00" in page


def test_a_row_or_table_that_is_not_there_is_not_found(admin):
    assert admin.get("/data/transactions/row/?transaction_id=none").status_code == 404
    assert admin.get("/data/nothing/row/?a=b").status_code == 404
    assert admin.get("/imports/999/").status_code == 404


@pytest.mark.parametrize("who", ["alice", "erin", "nobody"])
@pytest.mark.parametrize(
    "path", ["/imports/", "/imports/new/", "/data/", "/data/transactions/", "/data/problems/"]
)
def test_people_without_the_capability_see_no_data(company, who, path):
    assert company.client(who).get(path).status_code == 403


def test_an_auditor_reads_but_does_not_import(company, take):
    record = take(ROWS, SALES)
    auditor = company.client("auditor")
    assert auditor.get(f"/imports/{record.pk}/").status_code == 200
    assert "Import a file" not in auditor.get("/imports/").content.decode()
    assert auditor.post(f"/imports/{record.pk}/start/").status_code == 403
    assert auditor.get("/imports/new/").status_code == 403
