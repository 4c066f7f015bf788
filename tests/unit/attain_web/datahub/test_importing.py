from __future__ import annotations

import csv
import gzip
import io

import pytest

from attain_web.core import jobs
from attain_web.core.models import AuditEvent
from attain_web.datahub import selectors
from attain_web.datahub.jobs import import_file
from attain_web.datahub.models import Account, FactSnapshot, Import, ImportMapping
from tests.unit.attain_web.datahub.support import ACCOUNTS, HEADER, ROWS, SALES

pytestmark = pytest.mark.django_db


def amounts() -> dict[str, int]:
    rows = selectors.fact_table("transactions").to_pylist()
    return {row["transaction_id"]: row["amount_minor"] for row in rows}


def table(record: Import, number: int = 0) -> dict[str, int]:
    return {name: value for name, value in record.report["tables"][number].items() if isinstance(value, int)}


def test_a_file_fills_its_tables_and_the_report_adds_up(take):
    record = take(ROWS, SALES)

    assert record.state == "done"
    assert amounts() == {"A": 10050, "B": 20000}
    numbers = table(record)
    assert numbers["rows_in"] == numbers["accepted"] + numbers["rejected"] + numbers["duplicate"] == 3
    assert (numbers["inserted"], numbers["rejected"]) == (2, 1)
    assert table(record, 1)["accepted"] == 3


def test_the_check_changes_nothing(admin, upload):
    record = upload(ROWS)
    admin.post(f"/imports/{record.pk}/text/", {"text": SALES})

    record.refresh_from_db()
    assert record.state == "checked"
    assert record.report["tables"][0]["accepted"] == 2
    assert not FactSnapshot.objects.exists()
    assert "Nothing has changed yet" in admin.get(f"/imports/{record.pk}/").content.decode()


def test_importing_again_changes_nothing_and_a_correction_exactly_its_rows(take):
    take(ROWS, SALES)
    snapshots = FactSnapshot.objects.count()

    again = take(ROWS, SALES)
    assert (table(again)["inserted"], table(again)["updated"], table(again)["unchanged"]) == (0, 0, 2)
    assert FactSnapshot.objects.count() == snapshots

    corrected = take(ROWS.replace("200,bob", "250,bob"), SALES)
    assert (table(corrected)["inserted"], table(corrected)["updated"]) == (0, 1)
    assert amounts() == {"A": 10050, "B": 25000}


def test_rejected_rows_come_back_corrected(admin, take):
    record = take(ROWS, SALES)
    download = admin.get(f"/imports/{record.pk}/rejected/").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(download)))

    assert len(rows) == 1
    assert "Line 4" in rows[0]["attain: reason"]
    assert "not a number" in admin.get(f"/imports/{record.pk}/").content.decode()

    corrected = take(download.replace("1e9999999", "300"), SALES, "rejected.csv")
    assert table(corrected)["rejected"] == 0
    assert amounts() == {"A": 10050, "B": 20000, "C": 30000}


def test_records_keep_their_earlier_versions(take):
    take("Id,Name,Staff\na,Acme,10\nz,Zeta,\n", ACCOUNTS)
    take("Id,Name,Staff\na,Acme,12\nz,Zeta,\n", ACCOUNTS)

    assert {
        row["account_id"]: row["employees"] for row in selectors.record_table("accounts").to_pylist()
    } == {
        "a": 12,
        "z": None,
    }
    versions = Account.objects.filter(account_id="a").order_by("pk")
    assert [version.employees for version in versions] == [10, 12]
    before = selectors.record_table("accounts", versions[0].recorded_at).to_pylist()
    assert before[0]["employees"] == 10


def test_a_big_file_is_imported_in_the_background(take):
    rows = HEADER + "".join(f"T{n},2026-01-05,acme,1.00,alice\n" for n in range(25_000))
    record = take(gzip.compress(rows.encode()), SALES, "big.csv.gz")
    assert record.state == "waiting"

    waiting = jobs.claim()
    assert waiting is not None
    import_file(waiting)

    record.refresh_from_db()
    assert record.state == "done", record.failure
    assert table(record)["inserted"] == 25_000
    assert record.job.state == "succeeded"
    assert record.job.result["url"] == f"/imports/{record.pk}/"


def test_a_workbook_is_an_import_like_any_other(take, tmp_path):
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Accounts")
        for number, row in enumerate([["Id", "Name", "Staff"], ["a", "Acme", 12], ["b", "Beta", "many"]]):
            sheet.write_row(number, 0, row)
    record = take(path.read_bytes(), ACCOUNTS, "a.xlsx")
    assert (table(record)["inserted"], table(record)["rejected"]) == (1, 1)


def test_a_mapping_that_is_kept_is_offered_for_the_same_headers(admin, take, upload):
    record = take(ROWS, SALES)
    admin.post(f"/imports/{record.pk}/keep/", {"name": "Our sales"})
    assert ImportMapping.objects.get().name == "Our sales"

    other = upload(ROWS.replace("100.50", "1.00"))
    page = admin.get(f"/imports/{other.pk}/map/").content.decode()
    assert "Used before with these headers" in page
    admin.post(f"/imports/{other.pk}/use/", {"mapping": "Our sales"})
    other.refresh_from_db()
    assert other.state == "checked"


def test_an_import_done_is_not_done_again(admin, take):
    record = take(ROWS, SALES)
    events = AuditEvent.objects.count()
    admin.post(f"/imports/{record.pk}/start/")
    assert AuditEvent.objects.count() == events


def test_a_file_with_an_open_question_is_not_imported(admin, upload):
    record = upload("activity_id,kind,date,person_id\nA,call,03/04/2025,alice\n")
    text = "mapping: m\ntarget: activities\ncolumns:\n"
    text += "  {activity_id: activity_id, kind: kind, occurred_on: date, person_id: person_id}\n"
    assert admin.post(f"/imports/{record.pk}/text/", {"text": text}).status_code == 422

    admin.post(f"/imports/{record.pk}/start/")

    record.refresh_from_db()
    assert record.state == "failed"
    assert "no value decides which" in record.failure
    assert "nothing of it was taken" in admin.get(f"/imports/{record.pk}/").content.decode()
    assert not FactSnapshot.objects.exists()


def test_what_was_imported_is_in_the_audit_log(take):
    take(ROWS, SALES)
    actions = list(AuditEvent.objects.values_list("action", flat=True))
    assert {"import.uploaded", "data.saved", "import.done"} <= set(actions)


def test_a_text_that_the_database_has_no_room_for_rejects_its_row(take):
    mapping = "mapping: p\ntarget: people\ncolumns: {person_id: Id, name: Name}\n"
    record = take("Id,Name\n" + "x" * 150 + ",A\nok,B\n", mapping)
    assert (table(record)["accepted"], table(record)["rejected"]) == (1, 1)
    assert record.rejections.get().code == "text-too-long"
