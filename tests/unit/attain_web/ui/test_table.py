from __future__ import annotations

from collections.abc import Callable

from django.core.paginator import Paginator

Rendered = Callable[..., str]


def test_a_table_is_named_by_its_caption_and_scrolls_inside_itself(rendered: Rendered) -> None:
    text = rendered("{% table caption='Lines' %}<tbody></tbody>{% endtable %}")
    assert '<div class="table-scroll" role="region" aria-label="Lines" tabindex="0">' in text
    assert "<caption>Lines</caption><tbody></tbody></table>" in text


def test_export_links_keep_the_filters_and_leave_the_page_out(rendered: Rendered) -> None:
    text = rendered("{% table caption='x' export=True %}{% endtable %}", "/lines/?status=held&page=3&q=a+b")
    assert 'href="?status=held&amp;q=a+b&amp;format=csv"' in text
    assert 'href="?status=held&amp;q=a+b&amp;format=xlsx"' in text


def test_a_sort_link_keeps_the_other_parameters_and_starts_from_the_first_page(rendered: Rendered) -> None:
    text = rendered("{% th 'Deal' sort='deal' %}", "/?status=held&page=3")
    assert 'href="?status=held&amp;sort=deal"' in text
    assert "aria-sort" not in text


def test_the_column_in_use_says_its_order_and_turns_round(rendered: Rendered) -> None:
    text = rendered("{% th 'Deal' sort='deal' %}", "/?sort=deal")
    assert 'aria-sort="ascending"' in text
    assert 'href="?sort=-deal"' in text


def test_figures_are_first_sorted_from_the_largest_down(rendered: Rendered) -> None:
    assert 'href="?sort=-amount"' in rendered("{% th 'Amount' sort='amount' numeric=True %}")
    assert 'href="?sort=amount"' in rendered("{% th 'Amount' sort='amount' numeric=True %}", "/?sort=-amount")


def test_a_column_of_low_priority_is_marked(rendered: Rendered) -> None:
    assert rendered("{% th 'Rate' numeric=True priority=3 %}") == '<th scope="col" class="num p3">Rate</th>'


def test_pagination_keeps_the_filters_and_says_where_one_is(rendered: Rendered) -> None:
    page = Paginator(range(412), 25).get_page(2)
    text = rendered("{% pagination page unit='lines' %}", "/?status=held&page=2", page=page)
    assert "26–50 of 412 lines" in text
    assert 'href="?status=held&amp;page=3" rel="next"' in text
    assert 'href="?status=held&amp;page=2" aria-current="page">2</a>' in text


def test_a_single_page_and_an_empty_list_need_no_pagination(rendered: Rendered) -> None:
    assert rendered("{% pagination page %}", page=Paginator(range(3), 25).get_page(1)) == ""
    assert rendered("{% pagination page %}", page=Paginator([], 25).get_page(1)) == ""


def test_a_row_that_opens_is_tied_to_the_row_below(rendered: Rendered) -> None:
    text = rendered("{% row_toggle 'd-1' '/line/' 'Adatum' %}{% detail_row 'd-1' 4 %}")
    assert 'aria-expanded="false" aria-controls="d-1-detail" hx-get="/line/" hx-target="#d-1-body"' in text
    assert '<tr class="detail" id="d-1-detail" hidden><td colspan="4">' in text
