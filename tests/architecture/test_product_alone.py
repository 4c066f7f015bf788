"""The repository speaks of the product: it names no registry to download from and no path of one machine."""

from __future__ import annotations

import re

from tests.support.source import ROOT, place, project_files

# Written so that the patterns do not find themselves.
FORBIDDEN = {
    "a package registry's address": re.compile(
        r"https?://[a-z0-9.-]*([p]ypi|[n]pmjs|[p]ythonhosted|[c]rates|[d]ebian)"
    ),
    "a download address in a lock": re.compile(r"\"[r]esolved\": *\"https?:"),
    "a path of one machine": re.compile(
        "|".join(map(re.escape, (f"{ROOT}/", f"{ROOT.parent}/shared"))) + r"|/[r]oot/\.|/[U]sers/\w"
    ),
    "the workplace": re.compile(r"\b[f]arm-|/tmp/[b]rief"),
}


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = []
    for path in project_files():
        if path.suffix == ".svg":
            continue
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, start=1):
            found += [
                f"{place(path, number)}: {what}"
                for what, pattern in FORBIDDEN.items()
                if pattern.search(line)
            ]
    assert not found


def test_a_planted_address_is_found() -> None:
    assert FORBIDDEN["a package registry's address"].search("https://files." + "python" + "hosted.org/x")
    assert FORBIDDEN["a path of one machine"].search(f"open('{ROOT}/plan.yaml')")
