"""Every page of the demo, as each account sees it; then what each may change, in one order."""

from __future__ import annotations

import html
import re
from collections import Counter, deque

from visitor import Answer, Site, Visitor

PEOPLE = ("creteil", "valenton", "alfortville", "villeneuve", "limeil")
AGENT = "referente"
NOBODY = "00000000-0000-4000-8000-000000000000"
_UUID = r"[0-9a-f]{8}-[0-9a-f-]{27}"
_KINDS = (
    (re.compile(r"^/mes-offres/[^/?]+/$"), "offer"),
    (re.compile(rf"^/dossiers/{_UUID}/$"), "file"),
    (re.compile(rf"^/dossiers/{_UUID}/droits/$"), "file_rights"),
    (re.compile(rf"^/dossiers/{_UUID}/droits/chiffre/"), "figure"),
)


def kind_of(path: str) -> str:
    """The kind of pages whose number is bounded; else the address itself."""
    return next((kind for pattern, kind in _KINDS if pattern.match(path)), "")


def crawl(visitor: Visitor, start: str, most: dict[str, int], pages: int) -> None:
    """Breadth first, from `start`; `most` pages of a bounded kind, `pages` in all."""
    seen, waiting, counts = {start}, deque([start]), Counter[str]()
    while waiting and counts["all"] < pages:
        path = waiting.popleft()
        kind = kind_of(path)
        if counts[kind] >= most.get(kind, pages):
            continue
        counts.update([kind, "all"] if kind else ["all"])
        visitor.get(path)
        for link in visitor.links():
            if link not in seen and not link.startswith("/static/"):
                seen.add(link)
                waiting.append(link)


def record_pages(site: Site, *, offers_first: int, offers_others: int) -> None:
    """All scenes."""
    _anybody(site)
    for rank, account in enumerate(PEOPLE):
        _person(site, account, offers_others if rank else offers_first)
    _agent(site)
    for account in PEOPLE:
        _change(site, account)
    for rank, account in enumerate(PEOPLE):
        _conversation(site, account, rank)
    _agent(site, "after", files=9)
    _sessions(site)
    _assets(site)


def _anybody(site: Site) -> None:
    one = Visitor(site, "anybody")
    for path in (
        "/",
        "/sources/",
        "/nulle-part/",
        "/mes-offres/demo-0001/",
        "/entrer/",
        "/sortir/",
    ):
        one.get(path)
    for path in (
        *("/mes-offres/", "/mes-droits/", "/mon-profil/", "/mon-profil/limites/", "/dossiers/"),
        *("/pourquoi-pas/", "/sans-horaires/", "/une-chose-change/", "/mon-profil/deplacements/"),
        *("/mon-profil/acces/", "/mon-profil/enfants/1/lieux/", "/mes-droits/resultat/"),
        *("/mes-droits/questions/logement/", "/mes-droits/reponses/", "/mes-droits/effacer/"),
        *(f"/dossiers/{NOBODY}/", f"/dossiers/{NOBODY}/droits/", "/entrer/professionnel/"),
        f"/dossiers/{NOBODY}/droits/chiffre/",
    ):
        one.get(path, once=True)
        one.get("/", once=True)
    one.get("/", method="HEAD")
    one.get("/sources", once=True)
    one.post("/entrer/", {"compte": "creteil"}, token=False)
    one.post("/entrer/", {"compte": "personne"})
    one.post("/entrer/", {})
    one.post("/entrer/professionnel/", {"compte": "personne"})
    one.post("/sources/", {})
    one.post("/", {})
    one.post_follow("/sortir/", {})


def _enter(site: Site, scene: str, account: str) -> Visitor:
    one = Visitor(site, scene)
    one.enter(account, "/entrer/professionnel/" if account == AGENT else "/entrer/")
    return one


def _person(site: Site, account: str, offers: int) -> None:
    one = _enter(site, f"person-{account}", account)
    crawl(one, "/mes-offres/", {"offer": offers}, 1000)
    for path in (
        *("/mes-offres/?tri=gain", "/mes-offres/?tri=rien&page=99", "/mes-offres/?page=x"),
        *("/mes-offres/?tri=depart&page=2", "/mes-offres/?tri=marge", "/mes-offres/?tri=debut"),
        *("/une-chose-change/", "/une-chose-change/?changement=rien", "/pourquoi-pas/?page=999"),
        *("/sans-horaires/?page=2", "/mes-offres/inconnue/", "/mon-profil/enfants/9/lieux/"),
        *("/mon-profil/enfants/1/lieux/", "/mon-profil/enfants/2/lieux/", "/dossiers/"),
        *(f"/dossiers/{NOBODY}/", "/mes-droits/questions/rien/", "/mes-droits/questions/garde-9/"),
        *("/mes-droits/resultat/", "/mes-droits/reponses/", "/mon-profil/acces/?page=2"),
    ):
        one.get(path)
    one.post("/mes-offres/", {})
    one.post("/pourquoi-pas/", {})
    one.post("/mon-profil/", {})


def _agent(site: Site, scene: str = "", files: int = 25) -> None:
    one = _enter(site, f"agent{scene}", AGENT)
    bounds = {"file": files, "file_rights": files, "figure": 60}
    crawl(one, "/dossiers/", bounds, 300)
    for sought in ("", "a", "Aï", "MAR", "personne de ce nom", "x" * 101):
        one.post("/dossiers/", {"prenom": sought})
    for path in (f"/dossiers/{NOBODY}/", f"/dossiers/{NOBODY}/droits/", "/dossiers/x/"):
        one.get(path)
    for path in ("/mes-offres/", "/mon-profil/", "/mes-droits/", "/pourquoi-pas/"):
        one.get(path)
    one.get("/dossiers/")
    links = [link for link in one.links() if kind_of(link) == "file"]
    for link in links[:7]:
        _simulate(one, link)
    one.post(links[0], {})


_JOBS = (
    {"taux_horaire": "12,50", "heures_semaine": "24", "debut": "2026-12", "trajet": "forfait"},
    {"taux_horaire": "14", "heures_semaine": "35", "debut": "2027-02", "trajet": "voiture",
     "km_jour": "30", "duree_mois": "6"},
    {"taux_horaire": "12,31", "heures_semaine": "10", "debut": "2026-11", "trajet": "aucun",
     "en_plus": "on"},
    {"taux_horaire": "13,2", "heures_semaine": "39", "debut": "2027-01", "trajet": "inconnu"},
    {},
    {"taux_horaire": "2", "heures_semaine": "abc", "debut": "2030-01", "trajet": "voiture",
     "duree_mois": "1,5", "forfait_eur": "-3"},
)  # fmt: skip


def _simulate(one: Visitor, link: str) -> None:
    rights = f"{link}droits/"
    one.get(rights)
    for rank, job in enumerate(_JOBS):
        one.get(rights, once=True)
        answer = one.post(rights, job, twice=True)
        buttons = re.findall(r'name="chiffre" value="([^"]+)"', answer.text)
        if rank > 2:
            continue
        for value in buttons[:: max(1, len(buttons) // 12)]:
            one.post(f"{rights}chiffre/", job | {"chiffre": html.unescape(value)}, twice=True)
    for value in ("", "total", "rien 2027-01 avec", "rsa 1990-01 avec", "total 2027-01 peut-être"):
        one.post(f"{rights}chiffre/", _JOBS[0] | {"chiffre": value}, twice=True)
    for query in ("", "?part=total", "?part=rsa&mois=2027-01", "?part=x&mois=y"):
        one.get(f"{rights}chiffre/{query}")


def _seal(answer: Answer) -> dict[str, str]:
    found = re.search(r'name="sceau" value="([^"]+)"', answer.text)
    return {"sceau": found[1]} if found else {}


_LIMITS = {
    "max_walk_min": "12", "max_trip_min": "50", "earliest_leave": "06:15",
    "latest_return": "20:00", "walk_kmh": "4.5",
}  # fmt: skip
_BAD_LIMITS: tuple[dict[str, str], ...] = (
    {},
    _LIMITS | {"max_walk_min": "0"},
    _LIMITS | {"max_trip_min": "beaucoup"},
    _LIMITS | {"earliest_leave": "25:00", "walk_kmh": "90"},
    _LIMITS | {"latest_return": "06:10"},
)


def _change(site: Site, account: str) -> None:
    """Limits, vehicles and places, changed well and badly; then the pages that follow."""
    one = _enter(site, f"change-{account}", account)
    for bad in _BAD_LIMITS:
        seal = _seal(one.get("/mon-profil/limites/"))
        one.post("/mon-profil/limites/", seal | bad)
    one.post_follow("/mon-profil/limites/", _LIMITS)
    one.get("/mon-profil/limites/")
    for means in ({"bicycle": "on"}, {"car": "on", "bicycle": "on"}, {}):
        one.get("/mon-profil/deplacements/")
        one.post_follow("/mon-profil/deplacements/", means)
        crawl(one, "/mes-offres/", {"offer": 6}, 25)
    for child in ("1", "2", "3"):
        path = f"/mon-profil/enfants/{child}/lieux/"
        page = one.get(path)
        if page.status != 200:
            continue
        one.post_follow(path, {"ajouter": "nulle-part"})
        for _ in range(4):
            page = one.get(path)
            if not (places := re.findall(r'name="ajouter" value="([^"]+)"', page.text)):
                break
            one.post_follow(path, {"ajouter": places[-1]})
        for name in re.findall(r'name="retirer" value="([^"]+)"', one.get(path).text)[:2]:
            one.post_follow(path, {"retirer": name})
        one.post_follow(path, {"retirer": "nulle-part"})
        one.post_follow(path, {})
    crawl(one, "/mes-offres/", {"offer": 15}, 60)


_TEXTS = ("410,50", "0", "1 234", "2 mai 1990", "620", "95")
_BAD_TEXTS: tuple[str, ...] = ("", "abc", "-5", "99999999", "31/02/1990", "12/05/2020")


def _conversation(site: Site, account: str, rank: int) -> None:
    """« Mes droits » answered from the first question to the letter, badly then well.

    `rank` chooses the answers; the last account says « je ne sais pas » to every other question.
    """
    one = _enter(site, f"rights-{account}", account)
    for path in ("/mes-droits/", "/mes-droits/resultat/", "/mes-droits/effacer/"):
        one.get(path)
    one.post_follow("/mes-droits/effacer/", {})
    for path in ("/mes-droits/", "/mes-droits/reponses/", "/mes-droits/resultat/", "/mes-offres/"):
        one.get(path)
    asked = _answer_all(one, rank)
    for path in (
        *("/mes-droits/", "/mes-droits/reponses/", "/mes-droits/resultat/"),
        *("/mes-offres/", "/mes-offres/?tri=gain", "/mes-offres/?tri=gain&page=2"),
    ):
        one.get(path)
    for link in [link for link in one.links() if kind_of(link) == "offer"][:8]:
        one.get(link)
    for number, path in enumerate(asked):
        back = ("reponses", "resultat", "offres", "rien")[number % 4]
        page = one.get(f"{path}?retour={back}")
        fields = _good(page.text, rank + 1, number)
        answer = one.post(path, _seal(page) | fields | {"retour": back})
        if answer.status == 302:
            one.get(answer.header("location"))
    for path in ("/mes-droits/reponses/", "/mes-droits/resultat/", "/mes-offres/?tri=gain"):
        one.get(path)


def _answer_all(one: Visitor, rank: int) -> list[str]:
    path = next(link for link in one.get("/mes-droits/").text.split('"') if "/questions/" in link)
    asked: list[str] = []
    while "/questions/" in path and len(asked) < 40:
        bare = path.partition("?")[0]
        asked.append(bare)
        page = one.get(path)
        for bad in _BAD_TEXTS if len(asked) % 2 else _BAD_TEXTS[:2]:
            one.post(bare, _seal(page) | dict.fromkeys(_inputs(page.text), bad))
        page = one.get(path)
        answer = one.post(bare, _seal(page) | _good(page.text, rank, len(asked)))
        if answer.status != 302:
            answer = one.post(bare, {"ne-sais-pas": "1"})
        path = answer.header("location")
    one.get(path)
    return list(dict.fromkeys(asked))


def _inputs(text: str) -> list[str]:
    names = re.findall(r'<(?:input|select|textarea)[^>]*? name="([^"]+)"', text)
    return [n for n in dict.fromkeys(names) if n not in ("csrfmiddlewaretoken", "sceau", "retour")]


def _good(text: str, rank: int, number: int) -> dict[str, str]:
    """An answer to the form of a question: what is chosen depends on `rank` and `number` only."""
    if rank == 4 and number % 2:
        return {"ne-sais-pas": "1"}
    fields: dict[str, str] = {}
    for name in _inputs(text):
        radios = [
            html.unescape(value[1])
            for tag in re.findall(r"<input[^>]+>", text)
            if 'type="radio"' in tag
            and f'name="{name}"' in tag
            and (value := re.search(r'value="([^"]*)"', tag))
        ]
        options = re.search(rf'<select[^>]*name="{name}".*?</select>', text, re.DOTALL)
        if radios:
            fields[name] = radios[(rank + number) % len(radios)]
        elif options:
            values = re.findall(r'<option value="([^"]+)"', options[0])
            fields[name] = values[(3 * rank + number) % len(values)]
        elif re.search(rf'<input[^>]*type="checkbox"[^>]*name="{name}"', text) or re.search(
            rf'<input[^>]*name="{name}"[^>]*type="checkbox"', text
        ):
            if rank % 2 == 0:
                fields[name] = "on"
        elif "naissance" in text and name == "answer":
            fields[name] = ("02/05/1990", "2 mai 1988", "15081979")[rank % 3]
        elif name.startswith("hours"):
            fields[name] = ("140", "40", "")[(rank + number) % 3]
        elif fields.get(f"{name}_is", "amount") == "amount":
            fields[name] = ("410,50", "12", "620", "95", "140")[(rank + len(fields)) % 5]
    if "none" in fields:
        fields = {"none": "on"}
    return fields


def _sessions(site: Site) -> None:
    """A form that is sent after the session ended comes back, to its own person alone."""
    one = _enter(site, "sessions", PEOPLE[0])
    for path, wrote in (
        ("/mon-profil/limites/", _LIMITS | {"max_walk_min": "7"}),
        ("/mon-profil/deplacements/", {"car": "on"}),
        ("/mes-droits/questions/logement/", {"answer": "tenant"}),
    ):
        sealed = _seal(one.get(path)) | wrote
        one.get("/mon-profil/", once=True)
        one.post_follow("/sortir/", {})
        one.get("/", once=True)
        one.post_follow(path, sealed)
        answer = one.post("/entrer/", {"compte": PEOPLE[0]})
        one.get(answer.header("location"), once=True)
        one.get("/mon-profil/", once=True)
        one.post_follow("/sortir/", {})
        one.get("/", once=True)
        one.post_follow(path, sealed)
        answer = one.post("/entrer/", {"compte": PEOPLE[1]})
        one.get(answer.header("location"), once=True)
        one.enter(PEOPLE[0])
    one.get("/mon-profil/", once=True)
    for account in PEOPLE:
        one.enter(account)
        crawl(one, "/mon-profil/acces/", {"offer": 0}, 12)
    one.enter(AGENT, "/entrer/professionnel/")
    one.get("/", once=True)


def _assets(site: Site) -> None:
    one = Visitor(site, "assets")
    for path in sorted(site.assets):
        one.get(path, once=True)
