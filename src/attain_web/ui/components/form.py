"""Form fields with label, help and errors beside the input, and the what-if slider."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from attain_web.ui.components.mark import NOTHING

_GROUPED = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def _widget_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
        return "checkbox"
    if isinstance(widget, forms.RadioSelect):
        return "radio"
    if isinstance(widget, forms.Textarea):
        return "textarea"
    if isinstance(widget, forms.Select):
        return "select"
    return "input"


def field(bound: BoundField, label: str = "", help: str = "", placeholder: str = "") -> SafeString:
    """One field: label, control, help, errors, tied together for assistive technology."""
    widget = bound.field.widget
    if bound.is_hidden:
        return SafeString(str(bound))
    help_text, name = help or bound.help_text, bound.auto_id or bound.name
    described = [f"{name}_help"] if help_text else []
    described += [f"{name}_error"] if bound.errors else []
    own_class = str(widget.attrs.get("class", ""))
    attributes: dict[str, Any] = {"class": f"{_widget_class(widget)} {own_class}".strip()}
    if placeholder:
        attributes["placeholder"] = placeholder
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return render_to_string(
        "ui/components/field.html",
        {
            "bound": bound,
            "control": bound.as_widget(attrs=attributes),
            "label": label or bound.label,
            "help_text": help_text,
            "name": name,
            "optional": not bound.field.required,
            "kind": "choice"
            if isinstance(widget, forms.CheckboxInput)
            else "group"
            if isinstance(widget, _GROUPED)
            else "plain",
        },
    )


def form_errors(form: BaseForm, title: str = "This could not be saved yet") -> SafeString:
    """What is wrong with a form as a whole, on top of it; ``title`` for one that does not save."""
    errors = form.non_field_errors()
    if not errors and not form.errors:
        return NOTHING
    fields = [form[name] for name in form.errors if name in form.fields]
    return render_to_string(
        "ui/components/form_errors.html", {"title": title, "errors": errors, "fields": fields}
    )


def slider(
    name: str,
    label: object,
    url: str,
    target: str,
    minimum: int = 0,
    maximum: int = 100,
    step: int = 1,
    value: int = 0,
    minimum_label: object = "",
    maximum_label: object = "",
    value_label: object = "",
) -> SafeString:
    """A range input that asks ``url?name=value`` while it moves and puts the answer into ``target``.

    The server formats money, so the answer may carry ``<output id="NAME-output" hx-swap-oob="true">``.
    """
    return format_html(
        '<div class="slider"><div class="slider-row"><label for="{0}-slider">{1}</label>'
        '<output id="{0}-output" for="{0}-slider">{2}</output></div>'
        '<input class="range" type="range" id="{0}-slider" name="{0}" min="{3}" max="{4}" step="{5}"'
        ' value="{6}" data-slider hx-get="{7}" hx-target="{8}" hx-trigger="input changed delay:120ms"'
        ' hx-sync="this:replace">'
        '<div class="slider-ends" aria-hidden="true"><span>{9}</span><span>{10}</span></div></div>',
        name,
        label,
        value_label,
        minimum,
        maximum,
        step,
        value,
        url,
        target,
        minimum_label,
        maximum_label,
    )
