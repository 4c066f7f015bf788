"""Files are imported with a mapping or a table, and every row is accounted for."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from attain_web.datahub import jobs, mapping_library, selectors

pytestmark = pytest.mark.django_db
HEAD = "Transaction ID,Kind,Occurred on,Amount,Currency\n"
ROWS = (
    HEAD + "T-7,booking,2026-02-03,48.50,USD\nT-8,booking,soon,1.00,USD\nT-7,booking,2026-02-03,48.50,USD\n"
)


def _send(program: Any, text: str | bytes, name: str = "b.csv", **form: str) -> Any:
    content = text.encode() if isinstance(text, str) else text
    return program.send("/imports", {"file": SimpleUploadedFile(name, content), **form})


def test_every_row_of_a_file_is_accepted_rejected_or_a_duplicate(run, program):
    admin = program("compensation_admin")
    answer = _send(admin, ROWS, table="transactions")
    (table,) = answer.json()["tables"]
    assert (answer.status_code, answer.json()["state"]) == (201, "done")
    assert [table[name] for name in ("rows_in", "accepted", "rejected", "duplicate", "inserted")] == [
        3,
        1,
        1,
        1,
        1,
    ]
    path = answer.headers["Location"].removeprefix("/api/v1")
    (rejected,) = admin.get(f"{path}/rejections").json()["items"]
    assert (rejected["line"], rejected["values"][0]) == (3, "T-8")
    assert "soon" in rejected["reason"]
    row = admin.get("/tables/transactions/row?transaction_id=T-7").json()["versions"][0]
    assert (row["import_id"], row["line"]) == (answer.json()["id"], 2)
    again = _send(admin, ROWS, table="transactions").json()["tables"][0]
    assert (again["inserted"], again["updated"], again["unchanged"]) == (0, 0, 1)
    assert program("auditor").get("/imports").json()["count"] == 2


def test_a_file_is_only_checked_when_that_is_asked(run, program):
    answer = _send(program("compensation_admin"), ROWS, table="transactions", check_only="true").json()
    assert (answer["state"], answer["tables"][0]["accepted"]) == ("checked", 1)
    assert selectors.fact_table("transactions", {"transaction_id": "T-7"}).num_rows == 0


def test_a_mapping_is_named_or_sent(run, program):
    admin = program("compensation_admin")
    bookings = next(
        one for one in map(mapping_library.load, mapping_library.example_texts()) if one.file.header
    )
    assert _send(admin, "a,b\n1,2\n", mapping=bookings.name).status_code == 422
    assert _send(admin, "a,b\n1,2\n", mapping="no such").json()["problems"][0]["where"] == "form.mapping"
    assert _send(admin, "a,b\n1,2\n", mapping_text="mapping: [").status_code == 422
    own = "mapping: own\ntarget: people\ncolumns: {person_id: a, name: b}\n"
    assert _send(admin, "a,b\nzoe,Zoe\n", mapping_text=own).json()["tables"][0]["inserted"] == 1


@pytest.mark.parametrize(
    ("content", "form"),
    [(b"", {"table": "people"}), (b"\x00\x01\x02", {"table": "people"}), (b"x\n1\n", {}),
     (b"x\n1\n", {"table": "x"}),
     (b"PK\x03\x04broken", {"table": "people"}), (gzip.compress(b"a,b", mtime=0)[:-4], {"table": "people"})],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_with_a_reason(run, program, content, form):
    answer = _send(program("compensation_admin"), content, "file.bin", **form)
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["message"]


def test_a_big_file_is_imported_in_the_background(run, program, monkeypatch):
    monkeypatch.setattr(jobs, "INLINE_ROWS", 0)
    answer = _send(program("compensation_admin"), ROWS, table="transactions").json()
    assert (answer["state"], answer["job"]["state"]) == ("waiting", "queued")
    assert program("compensation_admin").get(f"/jobs/{answer['job']['id']}").json()["kind"] == "import-file"


def test_whoever_may_only_read_data_imports_nothing(run, program):
    assert _send(program("planner"), ROWS, table="transactions").status_code == 403
