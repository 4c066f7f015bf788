"""Rows of a file become rows of tables: ``apply_mapping`` reads the file once and sorts each row in.

A row is taken whole or not at all. All that is wrong with it is said at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from difflib import get_close_matches

import pyarrow as pa

from attain.connect.converted import Converted, ConvertedTarget, DuplicateRow, RejectedRow
from attain.connect.date_format import ambiguous, find_formats
from attain.connect.mapping import TEMPLATE_PART, Mapping, Source, Target
from attain.connect.raw import RawRow, RawTable
from attain.connect.unpivot import unpivot
from attain.connect.value import MAX_TEXT_CHARACTERS, Parse, Value, parse_money, parser
from attain.kernel.problem import Location, Problem, has_errors
from attain.tables import IMPORTABLE_TABLES, Column, ColumnType

CHUNK_ROWS = 50_000
MAX_DISTINCT_DATES = 50_000
TRIAL_DATE_ROWS = 5_000
Progress = Callable[[int], None]
Cells = Sequence[str]
TextLimits = MappingOf[tuple[str, str], int]
NO_LIMITS: TextLimits = {}


def apply_mapping(
    raw: RawTable,
    mapping: Mapping,
    *,
    progress: Progress | None = None,
    text_limits: TextLimits = NO_LIMITS,
) -> Converted:
    """Convert the file under the mapping. ``progress`` is told the rows read so far, now and then.

    ``text_limits`` gives the longest text that whoever keeps the rows has room for, by (table, column).

    Where the mapping does not fit the file (a column is missing, dates are ambiguous) the problems say so
    and there are no targets.
    """
    if mapping.file.unpivot:
        raw = unpivot(raw, mapping.file.unpivot)
    problems = [*raw.problems, *fit_problems(raw, mapping)]
    if has_errors(problems):
        return Converted(raw.columns, (), tuple(problems))
    formats, date_problems = _date_formats(raw, mapping)
    problems.extend(date_problems)
    if has_errors(problems):
        return Converted(raw.columns, (), tuple(problems))
    works = [_Work(target, raw, mapping, formats, text_limits) for target in mapping.targets]
    rows_read = 0
    for row in raw.rows():
        rows_read += 1
        cells = [_cleaned(value, mapping.file.empty) for value in row.values]
        for work in works:
            work.take(row, cells)
        if progress and rows_read % 5000 == 0:
            progress(rows_read)
    return Converted(raw.columns, tuple(work.result() for work in works), tuple(problems), rows_read)


def fit_problems(raw: RawTable, mapping: Mapping) -> list[Problem]:
    """Why the mapping cannot be applied to this file: columns it reads that are not there, required ones
    unmapped.
    """
    problems = []
    for name in sorted(mapping.columns - set(raw.columns)):
        near = get_close_matches(name, raw.columns, 1)
        hint = f"Did you mean “{near[0]}”?" if near else f"It has {', '.join(raw.columns[:30])}."
        problems.append(
            Problem("column-missing", f"The file has no column “{name}”.", hint=hint, subject=name)
        )
    for target in mapping.targets:
        for column in IMPORTABLE_TABLES[target.table].columns:
            source = target.columns.get(column.name)
            if column.required and (source is None or source.is_blank):
                problems.append(
                    Problem(
                        "column-unmapped",
                        f"“{column.name}” of {target.table} is required and has no source.",
                        hint=f"Choose a column or a constant: {column.description}",
                        subject=column.name,
                    )
                )
    return problems


@dataclass(frozen=True, slots=True)
class ColumnTrial:
    """What a column of a target would get from the first rows: different values, and the first problem."""

    values: tuple[Value, ...] = ()
    problem: Problem | None = None


def try_columns(raw: RawTable, mapping: Mapping, table: str, *, rows: int = 200) -> dict[str, ColumnTrial]:
    """Convert each mapped column of a table by itself, over the first rows, whatever else is still missing.

    Rows without what the column needs (an amount without currency) count as problems of that column.
    """
    target = mapping.target(table)
    if target is None or not mapping.columns <= set(raw.columns):
        return {}
    formats, date_problems = _date_formats(raw.head(TRIAL_DATE_ROWS), mapping)
    work = _Work(target, raw, mapping, formats, NO_LIMITS)
    values: dict[str, dict[Value, None]] = {name: {} for name in target.columns}
    problems: dict[str, Problem] = {}
    for row in raw.head(rows).rows():
        if row.problem is None:
            cells = [_cleaned(text, mapping.file.empty) for text in row.values]
            found, wrong = work.convert(cells)
            for name, value in found.items():
                if value is not None and len(values[name]) < 3:
                    values[name][value] = None
            for problem in wrong:
                problems.setdefault(problem.subject, _placed(problem, row.line))
    for name, source in target.columns.items():
        problems.update((name, problem) for problem in date_problems if problem.subject == source.column)
    return {name: ColumnTrial(tuple(values[name]), problems.get(name)) for name in target.columns}


def _date_formats(raw: RawTable, mapping: Mapping) -> tuple[dict[str, str], list[Problem]]:
    """The format of each date column that the mapping leaves open, found from all values of the column."""
    wanted = {
        source.column: source
        for target in mapping.targets
        for name, source in target.columns.items()
        if source.column and not source.date_format and _column(target, name).type is ColumnType.DATE
    }
    values: dict[str, set[str]] = {name: set() for name in wanted}
    if wanted:
        places = {name: raw.columns.index(name) for name in wanted}
        for row in raw.rows():
            for name, place in places.items():
                text = _replaced(_cleaned(row.values[place], mapping.file.empty), wanted[name], mapping)
                if text and not row.problem and len(values[name]) < MAX_DISTINCT_DATES:
                    values[name].add(text)
    formats, problems = {}, []
    for name, found in values.items():
        candidates = find_formats(found)
        if len(candidates) > 1:
            problems.append(ambiguous(name, candidates))
        formats[name] = candidates[0] if candidates else "%Y-%m-%d"
    return formats, problems


def _column(target: Target, name: str) -> Column:
    return IMPORTABLE_TABLES[target.table].by_name[name]


def _cleaned(text: str, empty: tuple[str, ...]) -> str:
    text = text.strip()
    return "" if text in empty else text


def _replaced(text: str, source: Source, mapping: Mapping) -> str:
    """The text after ``empty``, ``values``, ``lookup`` and ``otherwise``, where a failed look-up stays as
    it is.
    """
    if text in source.empty:
        text = ""
    text = source.values.get(text, text)
    if source.lookup and text:
        text = mapping.lookups[source.lookup].get(text, text)
    return text or source.otherwise


@dataclass(slots=True)
class _Cell:
    """How one column of a target gets its value from a row's texts."""

    column: Column
    source: Source
    text_of: Callable[[Cells], str]
    parse: Parse
    lookup: dict[str, str] | None
    known: dict[str, Value | Problem | None] = field(default_factory=dict)

    def value(self, text: str, currency: str = "") -> Value | Problem | None:
        """The value of a text; the same text is read once."""
        memory_key = text + "\x00" + currency
        if memory_key not in self.known:
            if len(self.known) > 100_000:
                self.known.clear()
            self.known[memory_key] = self._read(text, currency)
        return self.known[memory_key]

    def _read(self, text: str, currency: str) -> Value | Problem | None:
        source = self.source
        if text in source.empty:
            text = ""
        text = source.values.get(text, text)
        if self.lookup is not None and text:
            if text not in self.lookup:
                hint = f"Add it to the look-up “{source.lookup}” of the mapping."
                return Problem("lookup-missing", f"“{text[:60]}” is not in the look-up.", hint=hint)
            text = self.lookup[text]
        text = text or source.otherwise
        if not text:
            if self.column.required:
                hint = f"Needed: {self.column.description}"
                return Problem("value-missing", f"“{self.column.name}” is empty.", hint=hint)
            return None
        if self.column.type is ColumnType.MONEY:
            if not currency:
                hint = f"Give “{self.column.currency_column}” a column or a constant."
                return Problem("currency-missing", "The amount has no currency.", hint=hint)
            return parse_money(text, currency, source)
        return self.parse(text)


class _Work:
    """One target while the file is being read: takes rows, keeps the good ones in chunks."""

    def __init__(
        self,
        target: Target,
        raw: RawTable,
        mapping: Mapping,
        formats: dict[str, str],
        text_limits: TextLimits,
    ) -> None:
        contract = IMPORTABLE_TABLES[target.table]
        self.contract = contract
        self.schema = contract.arrow_schema()
        self.where = [(raw.columns.index(test.column), test) for test in target.where]
        self.cells = [
            _cell(
                contract.by_name[name],
                source,
                raw,
                mapping,
                formats,
                text_limits.get((target.table, name), MAX_TEXT_CHARACTERS),
            )
            for name, source in target.columns.items()
        ]
        self.plain = [cell for cell in self.cells if cell.column.type is not ColumnType.MONEY]
        self.money = [cell for cell in self.cells if cell.column.type is ColumnType.MONEY]
        self.key = contract.key
        self.rows: list[dict[str, Value | None]] = []
        self.chunks: list[pa.Table] = []
        self.lines: list[int] = []
        self.seen: dict[tuple[object, ...], tuple[int, int]] = {}
        self.left_out = 0
        self.rejected: list[RejectedRow] = []
        self.duplicates: list[DuplicateRow] = []

    def take(self, row: RawRow, cells: Cells) -> None:
        """Sort one row in."""
        if row.problem:
            self.rejected.append(RejectedRow(row.line, row.values, (row.problem,)))
            return
        if any(not test.holds(cells[place]) for place, test in self.where):
            self.left_out += 1
            return
        values, problems = self.convert(cells)
        problems.extend(self._range_problems(values))
        if not problems:
            problems.extend(self._sort_in(row.line, values))
        if problems:
            placed = tuple(_placed(problem, row.line) for problem in problems)
            self.rejected.append(RejectedRow(row.line, row.values, placed))

    def result(self) -> ConvertedTarget:
        """What became of the rows."""
        self._flush()
        table = pa.concat_tables(self.chunks) if self.chunks else self.schema.empty_table()
        return ConvertedTarget(
            self.contract.name,
            table,
            tuple(self.lines),
            self.left_out,
            tuple(self.rejected),
            tuple(self.duplicates),
        )

    def convert(self, cells: Cells) -> tuple[dict[str, Value | None], list[Problem]]:
        """The values of a row's texts, and all that is wrong with them."""
        values: dict[str, Value | None] = {}
        problems: list[Problem] = []
        for cell in self.plain:
            _put(cell, cell.value(cell.text_of(cells)), values, problems)
        for cell in self.money:
            currency = values.get(cell.column.currency_column)
            if currency is None and any(problem.code == "currency-unknown" for problem in problems):
                continue  # said already
            _put(cell, cell.value(cell.text_of(cells), str(currency or "")), values, problems)
        return values, problems

    def _range_problems(self, values: dict[str, Value | None]) -> list[Problem]:
        start, end = values.get("valid_from"), values.get("valid_to")
        if not self.contract.effective or start is None or end is None or str(start) < str(end):
            return []
        hint = "valid_to is the first day on which the row no longer holds."
        return [Problem("range-empty", f"It ends on {end}, not after it starts on {start}.", hint=hint)]

    def _sort_in(self, line: int, values: dict[str, Value | None]) -> list[Problem]:
        key = tuple(values.get(name) for name in self.key)
        content = hash(tuple(values.values()))
        if key in self.seen:
            first_line, first_content = self.seen[key]
            if content == first_content:
                self.duplicates.append(DuplicateRow(line, first_line))
                return []
            shown = ", ".join(f"{name} {value}" for name, value in zip(self.key, key, strict=True))
            hint = "Keep the right one of the two lines, or choose columns that make the key unique."
            return [
                Problem(
                    "key-twice", f"Line {first_line} has the same key ({shown}) with other values.", hint=hint
                )
            ]
        self.seen[key] = (line, content)
        self.rows.append(values)
        self.lines.append(line)
        if len(self.rows) >= CHUNK_ROWS:
            self._flush()
        return []

    def _flush(self) -> None:
        if self.rows:
            self.chunks.append(self.contract.table(self.rows))
            self.rows = []


def _put(
    cell: _Cell, value: Value | Problem | None, values: dict[str, Value | None], problems: list[Problem]
) -> None:
    if isinstance(value, Problem):
        problems.append(_named(value, cell))
    else:
        values[cell.column.name] = value


def _cell(
    column: Column,
    source: Source,
    raw: RawTable,
    mapping: Mapping,
    formats: dict[str, str],
    max_characters: int,
) -> _Cell:
    date_format = source.date_format or formats.get(source.column, "%Y-%m-%d")
    lookup = dict(mapping.lookups[source.lookup]) if source.lookup else None
    parse = parser(column, source, date_format, max_characters)
    return _Cell(column, source, _text_of(source, raw), parse, lookup)


def _text_of(source: Source, raw: RawTable) -> Callable[[Cells], str]:
    if source.column:
        place = raw.columns.index(source.column)
        return lambda cells: cells[place]
    if not source.template:
        return lambda cells: source.constant
    parts: list[str | Callable[[Cells], str]] = []
    end = 0
    for match in TEMPLATE_PART.finditer(source.template):
        parts.append(source.template[end : match.start()])
        place = raw.columns.index(match[2])
        parts.append(_numbering(place) if match[1] else _picking(place))
        end = match.end()
    parts.append(source.template[end:])
    return lambda cells: "".join(part if isinstance(part, str) else part(cells) for part in parts).strip()


def _picking(place: int) -> Callable[[Cells], str]:
    return lambda cells: cells[place]


def _numbering(place: int) -> Callable[[Cells], str]:
    """The number, from 1, of a row among the rows so far with the same text in that column."""
    counts: dict[str, int] = {}

    def number(cells: Cells) -> str:
        counts[cells[place]] = counts.get(cells[place], 0) + 1
        return str(counts[cells[place]])

    return number


def _named(problem: Problem, cell: _Cell) -> Problem:
    origin = ", ".join(cell.source.columns) or "constant"
    return Problem(
        problem.code,
        f"{cell.column.name} (from {origin}): {problem.message}",
        hint=problem.hint,
        subject=cell.column.name,
    )


def _placed(problem: Problem, line: int) -> Problem:
    where = Location(line=line)
    return Problem(problem.code, problem.message, where, problem.hint, problem.severity, problem.subject)
