"""What is told of a check is what the contract says, and dated no later than its month."""

from __future__ import annotations

import datetime as dt
import json

from jalon.core.months import parse_month
from jalon.rights.takeup import check_lines, check_rights, entries, reasons
from tests.rights.households import alone
from tests.rights.takeup.answers import benefit


def test_the_wire_is_that_of_the_contract() -> None:
    check = check_rights(alone(20))
    told = json.loads(json.dumps(check_lines(check)))
    assert told["month"] == "2026-11"
    assert [one["id"] for one in told["benefits"]] == list(entries())
    keys = {"id", "verdict", "amount_eur_month", "question", "claim_at", "documents", "scale_date"}
    keys |= {"reasons", "assumed"}
    apart = {"css": {"with_participation"}, "ars": {"amount_eur_year", "paid_in_month"}}
    for one, found in zip(told["benefits"], check.benefits, strict=True):
        assert set(one) == keys | apart.get(found.id, set())
        amount = one["amount_eur_month"]
        assert amount is None or all(round(eur, 2) == eur for eur in amount.values())
        assert (amount is None) == (found.amount_eur_month is None)
        assert one["scale_date"] is None or dt.date.fromisoformat(one["scale_date"]).year >= 2025
        assert set(found.reasons) <= set(reasons())
    assert told["benefits"][0]["scale_date"] == "2026-04-01"


def test_the_years_of_taxes_are_written_out() -> None:
    """In November 2026 the CAF looks at the income of 2024, on the notice of 2025."""
    told = json.dumps(check_lines(check_rights(alone(20))), ensure_ascii=False)
    assert "Votre avis d’impôt 2025 sur les revenus de 2024" in told
    assert "{n" not in told
    assert not any(
        "{n" in paper for one in check_rights(alone(20)).benefits for paper in one.documents
    )


def test_no_scale_is_dated_after_the_month() -> None:
    for month in ("2025-10", "2026-11"):
        for one in check_rights(alone(20, month=parse_month(month))).benefits:
            assert one.scale_date is None or one.scale_date[:7] <= month, one.id
    assert benefit(alone(), "aah").scale_date == "2026-04-01"
    assert benefit(alone(month=parse_month("2025-10")), "aah").scale_date is None
