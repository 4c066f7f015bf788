from __future__ import annotations

from collections.abc import Callable

from attain_web.ui.sample import SampleForm

Rendered = Callable[..., str]


def filled(**changes: str) -> SampleForm:
    return SampleForm({"name": "AE", "target": "5", "effective": "2026-11-01", "role": "ae"} | changes)


def test_help_and_error_are_tied_to_the_input(rendered: Rendered) -> None:
    text = rendered("{% field form.name %}", form=filled(name=""))
    assert 'aria-invalid="true"' in text
    assert 'aria-describedby="id_name_help id_name_error"' in text
    assert 'id="id_name_help"' in text
    assert 'id="id_name_error"' in text


def test_a_field_without_error_says_nothing_of_errors(rendered: Rendered) -> None:
    text = rendered("{% field form.name %}", form=filled())
    assert "aria-invalid" not in text
    assert "id_name_error" not in text


def test_what_may_be_left_out_is_called_optional(rendered: Rendered) -> None:
    assert "optional" in rendered("{% field form.note %}", form=SampleForm())
    assert "optional" not in rendered("{% field form.name %}", form=SampleForm())


def test_the_class_of_a_control_follows_its_kind_and_keeps_its_own(rendered: Rendered) -> None:
    form = SampleForm()
    classes = {name: rendered("{% field bound %}", bound=form[name]) for name in form.fields}
    assert 'class="input input--num"' in classes["target"]
    assert 'class="select"' in classes["role"]
    assert 'class="textarea"' in classes["note"]
    assert 'class="checkbox"' in classes["notify"]
    assert "<legend" in classes["rounding"]


def test_the_summary_links_to_each_wrong_field(rendered: Rendered) -> None:
    text = rendered("{% form_errors form %}", form=filled(target="sixty"))
    assert 'role="alert"' in text
    assert '<a href="#id_target">Target incentive</a>: Enter a number.' in text
    assert rendered("{% form_errors form %}", form=SampleForm()) == ""


def test_the_slider_asks_while_it_moves_and_drops_outdated_questions(rendered: Rendered) -> None:
    text = rendered(
        "{% slider name='amount' label='Deal' url='/what-if/' target='#answer' maximum=100 value=40 %}"
    )
    assert 'hx-trigger="input changed delay:120ms" hx-sync="this:replace"' in text
    assert '<label for="amount-slider">Deal</label>' in text


def test_a_form_that_saves_nothing_names_its_failure_itself(rendered: Rendered) -> None:
    assert "could not be saved" in rendered("{% form_errors form %}", form=filled(name=""))
    text = rendered('{% form_errors form title="Not signed in" %}', form=filled(name=""))
    assert "Not signed in" in text
    assert "saved" not in text
