from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from attain_web.identity.access import CAPABILITIES
from tests.support.access import (
    PRINCIPALS,
    Address,
    Rule,
    addresses,
    ask,
    is_sent_to_sign_in,
    substance,
)

ADDRESSES = list(addresses())
REFUSED = 403


def _rules() -> list[Rule]:
    found: list[Rule] = []
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem.startswith(("test_", "conftest")):
            continue
        spec = importlib.util.spec_from_file_location(f"access_{path.stem}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found += module.RULES
    known = {address.name for address in ADDRESSES}
    return [rule for rule in found if rule.name in known]


RULES = _rules()
APPS_WITH_RULES = {address.app for address in ADDRESSES if any(rule.name == address.name for rule in RULES)}


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_every_view_declares_who_may_call_it(address: Address):
    assert address.access is not None, f"{address.name}: declare @requires(…), @signed_in or @public"
    assert set(address.access.capabilities) <= set(CAPABILITIES)


def test_every_address_of_an_object_has_a_rule():
    ruled = {rule.name for rule in RULES}
    missing = [a.name for a in ADDRESSES if a.arguments and a.app in APPS_WITH_RULES and a.name not in ruled]
    assert not missing, f"add a Rule for {missing}"


@pytest.mark.django_db
@pytest.mark.parametrize("principal", PRINCIPALS)
def test_whoever_lacks_the_capability_is_refused_and_nobody_meets_an_error(company, principal):
    client = company.client(principal)
    for address in ADDRESSES:
        if address.name == "identity:sign_out" or address.access is None:
            continue
        answer = ask(client, address.name, address.arguments)
        user = company.users.get(principal)
        if address.access.kind == "public":
            assert answer.status_code in (200, 302, 404, 503), address.name
        elif user is None:
            assert is_sent_to_sign_in(answer), address.name
        elif not address.access.allows(user):
            assert answer.status_code == REFUSED, address.name
        else:
            assert answer.status_code != REFUSED, address.name


@pytest.mark.django_db
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_an_object_is_shown_to_whom_it_concerns_and_looks_missing_to_others(company, rule: Rule):
    arguments = rule.arguments(company) if callable(rule.arguments) else rule.arguments
    for principal in sorted(set(PRINCIPALS) - set(rule.sees)):
        client = company.client(principal)
        answer = ask(client, rule.name, arguments, rule.method, rule.data)
        if principal == "anonymous":
            assert is_sent_to_sign_in(answer), principal
        elif principal in rule.foreign:
            assert answer.status_code == 404, principal
            missing = ask(client, rule.name, rule.missing, rule.method, rule.data)
            assert substance(answer) == substance(missing), principal
        else:
            assert answer.status_code == REFUSED, principal
    for principal in rule.sees:
        arguments = rule.arguments(company) if callable(rule.arguments) else rule.arguments
        answer = ask(company.client(principal), rule.name, arguments, rule.method, rule.data)
        assert answer.status_code in (200, 302), (principal, answer.status_code)
        assert not is_sent_to_sign_in(answer), principal


def test_rules_name_principals_that_exist():
    named = {principal for rule in RULES for principal in (*rule.sees, *rule.foreign)}
    assert named <= set(PRINCIPALS)
