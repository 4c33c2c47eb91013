"""Where one is among one's offers: which list, in which order, on which page.

It is in the addresses themselves, so that going back from an offer finds the same place without
scripts, and nothing of it is kept about anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import NoReverseMatch, reverse

from jalon.web.person.offers.sorting import FIRST_SORT, SORTS

OFFERS, OPENED = "offers", "opened"
LISTS = {
    OFFERS: ("tenables", "Mes offres"),
    "why_not": ("pourquoi-pas", "Pourquoi pas\N{NO-BREAK SPACE}?"),
    "unknown_hours": ("sans-horaires", "Horaires inconnus"),
    OPENED: ("une-chose-change", "Les offres de plus"),
}
"""By the name of a list's address: what an offer's address calls it, and its link back."""
BACK_TO_LIST = "offres"
"""What the address of a question calls the list that its answer leads back to."""
MOST_DIGITS = 6
Query = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A page of one list. `change` is the single change whose offers are listed; `from_page` the
    page of « Mes offres » from which one came to it."""

    name: str = OFFERS
    sort: str = FIRST_SORT
    page: int = 1
    change: str = ""
    from_page: int = 1

    @property
    def kept(self) -> str:
        """What every page of the list keeps, as a query that ends with `&`, or nothing."""
        said = self._said(page=False)
        return f"{urlencode(said)}&" if said else ""

    @property
    def label(self) -> str:
        """The list's name on a link."""
        return LISTS[self.name][1]

    @property
    def button(self) -> str:
        """The words that lead back to it."""
        return "Revenir à mes offres" if self.name == OFFERS else "Revenir à la liste"

    @property
    def order(self) -> str:
        """The order, and the page of « Mes offres », as a query for the other lists."""
        return _query(self._as_left("why_not")._said())

    @property
    def opened(self) -> str:
        """The order and the page, as the end of the query of a list of opened offers."""
        return f"&{urlencode(said)}" if (said := self._as_left(OPENED)._said()) else ""

    @property
    def offers_url(self) -> str:
        """« Mes offres » as one left it for this list."""
        place = self if self.name == OFFERS else ListPlace(sort=self.sort, page=self.from_page)
        return place.url()

    def _as_left(self, name: str) -> ListPlace:
        """The first page of another list, which knows the page of « Mes offres »."""
        page = self.page if self.name == OFFERS else self.from_page
        return ListPlace(name, self.sort, from_page=page)

    def url(self, slug: str = "") -> str:
        """The address of this page of the list, and of an offer's card there."""
        return reverse(self.name) + _query(self._said()) + (f"#{anchor(slug)}" if slug else "")

    def offer_url(self, slug: str) -> str:
        """The address of an offer that leads back here."""
        named: Query = {} if self.name == OFFERS else {"liste": LISTS[self.name][0]}
        return reverse("offer", args=[slug]) + _query(named | self._said())

    def back(self, slug: str = "") -> str:
        """What a question calls this place of « Mes offres », or an offer that one came to by it:
        `find_back` reads it."""
        if not slug:
            return BACK_TO_LIST + _query(self._said())
        return anchor(slug) + self.offer_url(slug).removeprefix(reverse("offer", args=[slug]))

    def _said(self, *, page: bool = True) -> Query:
        """What is not as on a first visit."""
        said: Query = {"changement": self.change} if self.change else {}
        if self.sort != FIRST_SORT:
            said["tri"] = self.sort
        if self.from_page > 1:
            said["depuis"] = self.from_page
        if page and self.page > 1:
            said["page"] = self.page
        return said


def anchor(slug: str) -> str:
    """The name of an offer's card in a list."""
    return f"offre-{slug}"


def read_place(request: HttpRequest, name: str = "") -> ListPlace:
    """The place in the list `name`, or in the one that an offer's address names; what is strange is
    as on a first visit."""
    return _read(request.GET, name)


def find_back(back: str) -> str:
    """The address that `ListPlace.back` named; empty where it names none."""
    name, _, query = back.partition("?")
    place = _read(QueryDict(query), OFFERS if name == BACK_TO_LIST else "")
    if name == BACK_TO_LIST:
        return place.url()
    slug = name.removeprefix(anchor(""))
    try:
        return place.offer_url(slug) if anchor(slug) == name else ""
    except NoReverseMatch:
        return ""


def _read(query: QueryDict, name: str) -> ListPlace:
    asked = query.get("liste", "")
    named = next((known for known, (word, _) in LISTS.items() if word == asked), OFFERS)
    name, sort = name or named, query.get("tri", "")
    return ListPlace(
        name=name,
        sort=sort if sort in SORTS else FIRST_SORT,
        page=_number(query.get("page", "")),
        change=query.get("changement", "") if name == OPENED else "",
        from_page=_number(query.get("depuis", "")) if name != OFFERS else 1,
    )


def _number(text: str) -> int:
    is_number = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return max(1, int(text)) if is_number else 1


def _query(said: Query) -> str:
    return f"?{urlencode(said)}" if said else ""
