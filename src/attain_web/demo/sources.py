"""The company's source files, written and imported through the same door as anyone's files."""

from __future__ import annotations

from pathlib import Path

from attain.example import DeliveredFile, ExampleCompany, write_company
from attain.example.resource import mapping_text
from attain.kernel.problem import ProblemError, has_errors
from attain_web.datahub import importing, mapping_library, uploads
from attain_web.datahub.models import Import
from attain_web.identity.models import RoleGrant

CHUNK_BYTES = 1 << 20


def write_sources(company: ExampleCompany, folder: Path) -> tuple[DeliveredFile, ...]:
    """Writes all files below the folder, in the order in which they are imported."""
    return write_company(folder, company)


def import_source(file: DeliveredFile) -> Import:
    """Imports a file under its mapping; one with the same content that has been imported before is left
    alone.
    """
    text = mapping_text(file.mapping)
    grant = (
        RoleGrant.objects.filter(role="compensation_admin").select_related("user").order_by("user_id").first()
    )
    actor = grant.user if grant else None
    with file.path.open("rb") as stream:
        record = uploads.receive(file.path.name, iter(lambda: stream.read(CHUNK_BYTES), b""), actor)
    same = Import.objects.filter(sha256=record.sha256).exclude(pk=record.pk)
    same.exclude(state=Import.State.DONE).delete()  # received by a start that was stopped
    done = same.first()
    if done is not None:
        record.delete()
        return done
    record.mapping_name, record.mapping_text = file.mapping, text
    converted = importing.convert(record, mapping_library.load(text))
    if has_errors(converted.problems):
        raise ProblemError(converted.problems)
    importing.save(record, converted, actor)
    return record
