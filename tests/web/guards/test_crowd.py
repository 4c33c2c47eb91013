"""Many at once: pages that compute wait in turn, the others pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice
from threading import Event
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from jalon.web.guards import crowd
from jalon.web.guards.crowd import CrowdMiddleware, Turns, asks_engine


@pytest.mark.parametrize(
    ("threads", "at_once", "waiting"), [(1, 1, 0), (2, 1, 1), (4, 1, 2), (8, 2, 4), (16, 2, 10)]
)
def test_some_threads_are_left_to_pages_that_only_read(
    threads: int, at_once: int, waiting: int
) -> None:
    turns = Turns.of_threads(threads)
    assert all(turns.take(0) for _ in range(at_once))
    with ThreadPoolExecutor(waiting + 1) as pool:
        tried = [pool.submit(turns.take, 0.5) for _ in range(waiting + 1)]
        refused = [future for future in tried if not future.result()]
    assert len(refused) == waiting + 1
    assert threads - at_once - waiting >= threads // 4


def test_a_turn_that_is_given_back_goes_to_one_who_waits() -> None:
    turns = Turns(1, 1)
    assert turns.take(0)
    with ThreadPoolExecutor(1) as pool:
        waits = pool.submit(turns.take, 20)
        while turns._may_wait:
            pass  # until the other waits: then nobody else may
        assert not turns.take(0)
        turns.give_back()
        assert waits.result()


class Site:
    """The middleware around a page that computes until it is told to end."""

    def __init__(self, threads: int) -> None:
        self.goes_on, self.begun = Event(), 0
        self._middleware = CrowdMiddleware(self._dispatch)
        self._middleware._turns = Turns.of_threads(threads)

    def _dispatch(self, request: HttpRequest) -> HttpResponse:
        view: Callable[..., HttpResponse] = self._heavy if request.path == "/heavy" else self._light
        return self._middleware.process_view(request, view, (), {}) or view(request)

    @staticmethod
    def _light(_: HttpRequest) -> HttpResponse:
        return HttpResponse("light")

    @property
    def _heavy(self) -> Callable[..., HttpResponse]:
        @asks_engine
        def heavy(_: HttpRequest) -> HttpResponse:
            self.begun += 1
            assert self.goes_on.wait(20)
            if self.begun > 100:
                raise ValueError("it fails")
            return HttpResponse("heavy")

        return heavy

    def get(self, path: str, **meta: object) -> HttpResponse:
        request = RequestFactory().get(path)
        request.META.update(meta)
        return self._middleware(request)


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(20) as pool:
        yield pool


def test_the_crowd_is_sent_back_at_once_and_light_pages_pass(pool: ThreadPoolExecutor) -> None:
    site = Site(8)
    heavies = [pool.submit(site.get, "/heavy") for _ in range(10)]
    refused = list(islice(as_completed(heavies, timeout=20), 4))
    answer = refused[0].result()
    assert answer["Retry-After"] == "5"
    assert "Beaucoup de monde en ce moment" in answer.content.decode()
    assert site.get("/").content == b"light"
    assert site.begun == 2
    site.goes_on.set()
    assert sorted(done.result().status_code for done in heavies) == [200] * 6 + [503] * 4
    assert site.get("/heavy").status_code == 200


def test_a_page_that_fails_gives_its_turn_back() -> None:
    site = Site(1)
    site.goes_on.set()
    site.begun = 200
    for _ in range(3):
        with pytest.raises(ValueError, match="it fails"):
            site.get("/heavy")
    site.begun = 0
    assert site.get("/heavy").status_code == 200


def test_what_waited_long_for_a_thread_is_not_begun() -> None:
    site = Site(8)
    site.goes_on.set()
    waited = {"jalon.waited_s": crowd.PATIENCE_S + 1}
    assert site.get("/", **waited).status_code == 503
    assert site.get("/heavy", **waited).status_code == 503
    assert site.begun == 0


def test_the_page_of_one_who_has_gone_is_not_computed_and_keeps_no_turn() -> None:
    site = Site(1)
    site.goes_on.set()
    gone = {"waitress.client_disconnected": lambda: True}
    assert site.get("/heavy", **gone).status_code == crowd.GONE
    assert site.begun == 0
    assert site.get("/heavy").status_code == 200


def test_the_page_that_sends_back_asks_nothing_of_the_database(client: Client) -> None:
    # No `django_db`: a query would fail.
    answer = client.get("/", **{"jalon.waited_s": 60.0})  # type: ignore[arg-type]
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert answer["Content-Security-Policy"]
    assert "session" not in answer.cookies


def test_every_page_of_offers_waits_for_its_turn() -> None:
    heavy = {
        name for name, view in _views(get_resolver()) if getattr(view, crowd.ASKS_ENGINE, False)
    }
    assert heavy == {"offers", "offer", "why_not", "unknown_hours", "opened"}


def _views(resolver: URLResolver) -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name or "", pattern.callback
        else:
            yield from _views(pattern)
