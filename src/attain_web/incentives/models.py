"""Plans, their versions, and calculation runs."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from attain.kernel.period import FiscalCalendar
from attain.store import Manifest


class Plan(models.Model):
    """A compensation plan; positions refer to it by ``plan_id``."""

    plan_id = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class PlanVersion(models.Model):
    """One text of a plan. A draft's text may change; an approved version never does."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        APPROVED = "approved", "Approved"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(max_length=40)
    text = models.TextField()
    cases_text = models.TextField(blank=True, default="")
    fingerprint = models.CharField(max_length=64)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    note = models.CharField(max_length=500, blank=True, default="")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="plan_versions_written"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="plan_versions_approved"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("plan__title", "-effective_from", "-version")
        constraints = (models.UniqueConstraint(fields=("plan", "version"), name="plan_version_once"),)

    def __str__(self) -> str:
        return f"{self.plan.title} {self.version}"

    @property
    def is_draft(self) -> bool:
        """Whether the text may still change."""
        return self.state == self.State.DRAFT


class Run(models.Model):
    """One calculation, pinned to the files it read, the plan versions, the engine and the moment.

    ``inputs`` and ``results`` map a table's name to the manifest of its snapshot, as text. At most one
    official run is current: the one whose earnings are posted.
    """

    class Purpose(models.TextChoices):
        OFFICIAL = "official", "Official"
        TRIAL = "trial", "Trial"

    class State(models.TextChoices):
        QUEUED = "queued", "Queued"
        RUNNING = "running", "Running"
        SUCCEEDED = "succeeded", "Succeeded"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    JOB_KIND = "calculate"

    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.OFFICIAL)
    start = models.DateField()
    through = models.CharField(max_length=16)
    fiscal_start_month = models.PositiveSmallIntegerField(default=1)
    as_of = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    note = models.CharField(max_length=300, blank=True, default="")
    engine_version = models.CharField(max_length=40, blank=True, default="")
    inputs = models.JSONField(default=dict)
    plan_versions = models.ManyToManyField(PlanVersion, related_name="runs")
    results = models.JSONField(default=dict)
    totals = models.JSONField(default=dict)
    problem_count = models.PositiveIntegerField(default=0)
    is_current = models.BooleanField(default=False)
    job = models.ForeignKey("core.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    requested_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("is_current",), condition=Q(is_current=True), name="one_current_run"
            ),
        )

    def __str__(self) -> str:
        return f"Run {self.pk}"

    @property
    def calendar(self) -> FiscalCalendar:
        """The fiscal calendar that was in force when the run was requested."""
        return FiscalCalendar(self.fiscal_start_month)

    @property
    def input_manifests(self) -> dict[str, Manifest]:
        """The snapshots that it read, by table."""
        return {name: Manifest.from_json(text) for name, text in sorted(self.inputs.items())}

    @property
    def result_manifests(self) -> dict[str, Manifest]:
        """The snapshots that it gave, by table; none before it has finished."""
        return {name: Manifest.from_json(text) for name, text in sorted(self.results.items())}

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in (self.State.SUCCEEDED, self.State.FAILED, self.State.CANCELLED)


class RunProblem(models.Model):
    """Something that a run found wrong or odd, with what to do about it."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="problems")
    code = models.CharField(max_length=80)
    severity = models.CharField(max_length=10)
    message = models.TextField()
    hint = models.TextField(blank=True, default="")
    subject = models.CharField(max_length=200, blank=True, default="")
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("run", "code"), name="run_problem_by_code"),)

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"
