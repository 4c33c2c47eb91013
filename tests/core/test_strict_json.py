from __future__ import annotations

import pytest

from jalon.core.strict_json import RepeatedKeyError, read_strictly


def test_a_value_is_read_as_it_is() -> None:
    assert read_strictly('{"a": [1, {"b": null}], "c": {"a": 2}}') == {
        "a": [1, {"b": None}],
        "c": {"a": 2},
    }


@pytest.mark.parametrize(
    "text", ['{"a": 1, "a": 1}', '{"x": [{"a": 1, "b": 2, "a": 3}]}', '[{"a": {}, "a": {}}]']
)
def test_a_key_given_twice_is_refused(text: str) -> None:
    with pytest.raises(RepeatedKeyError, match="the key 'a' is given twice in one object"):
        read_strictly(text)


def test_what_is_no_json_is_another_complaint() -> None:
    with pytest.raises(ValueError, match="Expecting") as error:
        read_strictly("{")
    assert not isinstance(error.value, RepeatedKeyError)


def test_a_number_of_any_length_is_a_sentence_of_ours() -> None:
    assert read_strictly("9" * 300) == int("9" * 300)
    for digits in (301, 5_000):
        with pytest.raises(ValueError, match=rf"^a number has {digits} digits, and at most 300 "):
            read_strictly('{"rent_eur": ' + "9" * digits + "}")
