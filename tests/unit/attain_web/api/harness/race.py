"""Eight programs send the same POST with the same key at once; prints what they were answered as JSON."""

from __future__ import annotations

import json
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import django

PROGRAMS, ROUNDS = 8, 10


def main() -> None:
    """Several rounds, each with a key of its own."""
    django.setup()
    from django.core.management import call_command
    from django.db import connections
    from django.test import Client

    from attain_web.identity.models import User
    from attain_web.identity.services import create_token
    from attain_web.people.models import Person

    call_command("migrate", verbosity=0)
    user = User.objects.create_user("admin@example.com", name="Admin", roles=("compensation_admin",))
    _, secret = create_token(user, name="race", scope="write", expires_at=None)

    def send(number: int, keyed: bool) -> tuple[int, bytes]:
        body = json.dumps({"rows": [{"person_id": f"p{number}", "name": "A"}]})
        headers = {"Authorization": f"Bearer {secret}"}
        if keyed:
            headers["Idempotency-Key"] = f"key-{number}"
        try:
            answer = Client(SERVER_NAME="localhost").post(
                "/api/v1/tables/people/rows", body, content_type="application/json", headers=headers
            )
            return answer.status_code, answer.content
        finally:
            connections.close_all()

    keyed = "keyed" in sys.argv
    found = []
    with ThreadPoolExecutor(PROGRAMS) as pool:
        for number in range(ROUNDS):
            answers = list(pool.map(lambda _, number=number: send(number, keyed), range(PROGRAMS)))
            done = {content for status, content in answers if status == 200}
            found.append({"statuses": Counter(str(status) for status, _ in answers), "answers": len(done)})
    people = Person.objects.count()
    print(json.dumps({"rounds": found, "people": people}))


if __name__ == "__main__":
    main()
