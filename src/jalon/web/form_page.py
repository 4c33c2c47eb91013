"""A page with forms: sent with mistakes, it comes back with what was typed and what is wrong."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_MOST_DIGITS = 18
"""Of a row's number: more are none that the database can have."""


def read_row(sent: str) -> int:
    """The number of a row, as a button sends it; 0, which no row has, for what is no number."""
    is_number = sent.isascii() and sent.isdecimal() and len(sent) <= _MOST_DIGITS
    return int(sent) if is_number else 0


def render_form(
    request: HttpRequest, template: str, context: dict[str, Any], *forms: Form
) -> HttpResponse:
    """200 where none of `forms` was sent yet, 422 where one comes back."""
    status = 422 if any(form.is_bound for form in forms) else 200
    return render(request, template, context, status=status)
