from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.unit.attain_web.datahub.support import ACCOUNTS


def attain(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "ATTAIN_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "attain_web.settings.production",
    }
    environment.pop("ATTAIN_DATABASE_URL", None)
    program = "from attain_web.commands.import_file import import_file; import_file()"
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_folder_is_imported_under_a_folder_of_mappings(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "accounts.csv").write_text("Id,Name,Staff\na,Acme,10\nb,Beta,many\n")
    (tmp_path / "files" / "notes.txt").write_text("nothing")
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "a.yaml").write_text(ACCOUNTS + "file: {name: accounts.csv}\n")

    arguments = [str(tmp_path / "files"), "--mapping", str(tmp_path / "maps"), "--json"]
    done = attain(tmp_path / "home", *arguments, "--rejected", str(tmp_path / "rejected.csv"))

    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    numbers = report["files"][0]["tables"][0]
    assert (numbers["rows_in"], numbers["inserted"], numbers["rejected"]) == (2, 1, 1)
    assert report["left_alone"] == ["notes.txt"]
    assert "“many” is not a number" in (tmp_path / "rejected.csv").read_text(encoding="utf-8-sig")

    missing = attain(tmp_path / "home", str(tmp_path / "none.csv"))
    assert missing.returncode == 1
    assert "There is no file" in missing.stderr


def test_a_dry_run_says_why_rows_would_be_rejected_and_what_would_change(tmp_path: Path) -> None:
    file = tmp_path / "accounts.csv"
    bad = "".join(f"a,Acme {n},10\n" for n in range(7))
    file.write_text("account_id,name,employees\na,Acme,10\n" + bad)

    done = attain(tmp_path / "home", str(file), "--table", "accounts", "--dry-run")
    assert done.returncode == 1, done.stderr
    assert "8 rows in, 1 accepted, 7 rejected, 0 duplicate, 1 to be inserted, 0 to be updated" in done.stdout
    assert done.stdout.count("rejected line ") == 5
    assert "rejected line 3: Line 2 has the same key (account_id a) with other values" in done.stdout
    assert "and 2 more" in done.stdout
    assert "--rejected FILE.csv" in done.stdout

    written = tmp_path / "rejected.csv"
    again = attain(
        tmp_path / "home", str(file), "--table", "accounts", "--dry-run", "--rejected", str(written)
    )
    assert "--rejected FILE.csv" not in again.stdout
    assert len(written.read_text(encoding="utf-8-sig").splitlines()) == 8

    unknown = attain(tmp_path / "home", str(file), "--table", "acounts")
    assert unknown.returncode == 1
    assert "There is no table “acounts”. Did you mean “accounts”?" in unknown.stderr
