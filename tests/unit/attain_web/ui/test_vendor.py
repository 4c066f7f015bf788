from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path

import attain_web.ui

STATIC = Path(attain_web.ui.__file__).parent / "static" / "attain"
TEMPLATES = Path(attain_web.ui.__file__).parent / "templates"
PRODUCT = Path(attain_web.ui.__file__).parents[1]
VENDOR = STATIC / "vendor"
LOCK = json.loads((STATIC / "vendor.lock.json").read_text(encoding="utf-8"))
ICON = re.compile(
    r'{% icon "([a-z0-9-]+)"|\bicon\("([a-z0-9-]+)"|\bicon(?:_name)?="([a-z0-9-]+)"|"icon": "([a-z0-9-]+)"'
    r'|NavItem\((?:"[^"]*", ){3}"([a-z0-9-]+)"'
)
FIRST_VIEW_KIB, SCRIPT_KIB = 120, 40


def compressed(path: Path) -> int:
    """What travels: text compressed, fonts as they are."""
    return len(path.read_bytes() if path.suffix == ".woff2" else gzip.compress(path.read_bytes(), 6))


def test_every_vendored_file_is_locked_and_unchanged() -> None:
    found = {
        p.relative_to(VENDOR).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in VENDOR.rglob("*")
        if p.is_file()
    }
    locked = {name: digest for package in LOCK["packages"] for name, digest in package["files"].items()}
    assert found == locked


def test_every_vendored_package_names_version_and_licence_and_carries_its_text() -> None:
    for package in LOCK["packages"]:
        assert package["name"]
        assert package["version"]
        assert package["licence"]
        assert any(name.endswith("/LICENSE") for name in package["files"])


def test_no_asset_points_to_a_source_map_or_to_another_host() -> None:
    for path in STATIC.rglob("*"):
        if path.suffix in {".js", ".css"}:
            text = path.read_text(encoding="utf-8")
            assert "sourceMappingURL" not in text, path
            if "vendor" not in path.parts:
                assert not re.search(r"https?://|@import", text), path


def test_the_first_view_is_small() -> None:
    head = "".join(
        (TEMPLATES / "ui" / name).read_text(encoding="utf-8") for name in ("_head.html", "base.html")
    )
    assets = [STATIC / name for name in sorted(set(re.findall(r"'attain/([^']+)'", head)))]
    scripts = sum(compressed(path) for path in assets if path.suffix == ".js")
    total = sum(compressed(path) for path in [*assets, VENDOR / "lucide" / "sprite.svg"])
    assert len(assets) > 12
    assert scripts <= SCRIPT_KIB * 1024
    assert total <= (FIRST_VIEW_KIB - 20) * 1024  # 20 KiB are left to the page itself


def test_every_icon_in_use_is_in_the_sprite() -> None:
    sprite = set(
        re.findall(r'<symbol id="([^"]+)"', (VENDOR / "lucide" / "sprite.svg").read_text(encoding="utf-8"))
    )
    used = {}
    for path in PRODUCT.rglob("*"):
        if path.suffix in {".html", ".py"}:
            for groups in ICON.findall(path.read_text(encoding="utf-8")):
                used[next(filter(None, groups))] = path.name
    assert len(used) > 20
    assert {name: place for name, place in used.items() if name not in sprite} == {}


def test_templates_hold_nothing_that_a_strict_policy_forbids() -> None:
    forbidden = re.compile(r"\sstyle=|\son[a-z]+=|hx-on|\"js:|<script(?![^>]*\ssrc=)|javascript:|<style")
    for path in TEMPLATES.rglob("*.html"):
        assert not forbidden.search(path.read_text(encoding="utf-8")), path
