"""The fields of a plan document, section by section, for the loader, the schema and the docs."""

from __future__ import annotations

from attain.kernel.period import Grain
from attain.kernel.rounding import RoundingMode
from attain.plans.definition import CapPeriod, FxDay, ParameterType
from attain.plans.field import Field, Shape
from attain.tables.fact import TRANSACTION_KINDS

SPLIT_ROLES = ("owner", "sdr", "overlay")
CREDIT_DATES = ("occurred_on", "starts_on")
MEASURE_GRAINS = tuple(grain.value for grain in Grain)

PLAN_FIELDS = (
    Field("plan", Shape.IDENTIFIER, "The identifier by which positions refer to the plan.", required=True),
    Field("title", Shape.TEXT, "The plan's title.", required=True),
    Field("version", Shape.TEXT, "The version's name, unique within the plan.", required=True),
    Field("effective", Shape.DATE_RANGE, "The days on which the version holds.", required=True),
    Field("summary", Shape.TEXT, "What the plan pays for, in a sentence."),
    Field("currency", Shape.CURRENCY, "In which currency it pays: payee, or a code.", default="payee"),
    Field("fx", Shape.FX, "At which exchange rates credits are converted."),
    Field("parameters", Shape.PARAMETERS, "Values that are looked up by name."),
    Field(
        "credits",
        Shape.CREDITS,
        "Which transactions earn credit, when, how much, and to whom.",
        required=True,
    ),
    Field("measures", Shape.MEASURES, "Credit added up over a period, against a quota."),
    Field("components", Shape.COMPONENTS, "What is paid.", required=True),
)
EFFECTIVE_FIELDS = (
    Field("from", Shape.VALUE, "First day on which the version holds.", required=True),
    Field("to", Shape.VALUE, "First day on which it no longer holds."),
)
FX_FIELDS = (
    Field("type", Shape.TEXT, "The kind of rate in the table of exchange rates.", default="plan"),
    Field("on", Shape.CHOICE, "Which day's rate.", False, tuple(FxDay), FxDay.CREDITED.value),
)
PARAMETER_FIELDS = (
    Field("type", Shape.CHOICE, "What the value is.", True, tuple(ParameterType)),
    Field("default", Shape.VALUE, "The value where the table of parameters has none."),
    Field("description", Shape.TEXT, "What the value means."),
)
CREDIT_FIELDS = (
    Field("title", Shape.TEXT, "The rule's title."),
    Field("of", Shape.CHOICES, "Kinds of transactions.", True, TRANSACTION_KINDS),
    Field("when", Shape.CONDITION, "A condition on the transaction, its product and account."),
    Field("on", Shape.CHOICE, "Which date credits.", False, CREDIT_DATES, CREDIT_DATES[0]),
    Field(
        "amount", Shape.AMOUNT_FORMULA, "How much: money of the transaction, or a quantity.", default="amount"
    ),
    Field("to", Shape.RECIPIENTS, "Who is credited.", required=True),
    Field("pay", Shape.RATE_FORMULA, "The part of the quota credit that earns pay.", default="100%"),
)
RECIPIENT_FIELDS = (
    Field("split", Shape.CHOICES, "People in these split roles, by their shares.", False, SPLIT_ROLES),
    Field(
        "roll_up", Shape.CHOICES, "Every position above people in these roles, in full.", False, SPLIT_ROLES
    ),
)
MEASURE_FIELDS = (
    Field("title", Shape.TEXT, "The measure's title."),
    Field("sum", Shape.CREDIT, "The crediting rule that is added up.", required=True),
    Field("over", Shape.CHOICE, "The measure's period.", True, MEASURE_GRAINS),
    Field("quota", Shape.QUOTA, "The name of the quota it is measured against."),
)
COMPONENT_FIELDS = (
    Field("title", Shape.TEXT, "The component's title."),
    Field("kind", Shape.CHOICE, "What kind of component it is.", required=True),
    Field("rounding", Shape.CHOICE, "How amounts are rounded.", False, tuple(RoundingMode), "half-even"),
    Field("cap", Shape.CAP, "The most that it pays."),
)
CAP_FIELDS = (
    Field("amount", Shape.MONEY_FORMULA, "The most that is paid, in the plan's currency.", required=True),
    Field("per", Shape.CHOICE, "Over what.", True, tuple(CapPeriod)),
)
