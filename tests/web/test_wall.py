"""The wall: what a named person may hold is asked by that person's own pages only.

Here by names, imports and statements; tests/web/guards/wall has what the database refuses.

And what a person sets to look for work is read by no page of an agent.
"""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jalon.audit.models import Event
from jalon.jobs.company.models import Offer
from jalon.partners.models import Agent
from jalon.people.models import AccessLink, Child, Person
from jalon.rights import warm_systems
from jalon.web.person import tags as person_tags
from tests.web.conftest import sign_in
from tests.web.guards.matrix import FILES
from tests.web.guards.test_access import without_tokens
from tests.web.household_answers import answer, month, usual_answers

SOURCE = Path(__file__).parents[2] / "src" / "jalon"
DOORS = {
    "queries.py": {"plan_offers", "plan_offer", "unlocks_of", "with_starts", "gains_for"},
    "board.py": {"board_of", "boards_of"},
    "changes.py": {"changes_of", "merge"},
    "nearest/read.py": {"nearest_of"},
}
"""What the job space answers about a named person, by the module that does."""
QUESTIONS = {name for names in DOORS.values() for name in names} - {"merge", "boards_of"}
ALLOWED = {
    *(f"jobs/person/{door}" for door in DOORS),
    "runtime/prepare.py",  # answers once for a fictional account, so that kernels are compiled
}


def names_of(module: ast.Module) -> set[str]:
    """Every name that a module imports, takes from another, or reads as an attribute."""
    imported = {
        alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    read = {node.attr for node in ast.walk(module) if isinstance(node, ast.Attribute)}
    return imported | read


@cache
def names_in(path: Path) -> set[str]:
    """The same of a file, which is read once."""
    return names_of(ast.parse(path.read_text()))


def who_asks(question: str) -> set[str]:
    """The modules that have a name from another one."""
    return {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if question in names_in(path)
    }


def test_the_worker_alone_asks_of_many_at_once() -> None:
    kept = {f"jobs/person/nearest/{name}.py" for name in ("figures", "pass_over")}
    assert who_asks("boards_of") == kept


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_only_the_persons_own_pages_ask_for_their_offers(question: str) -> None:
    askers = who_asks(question)
    strangers = {name for name in askers - ALLOWED if not name.startswith("web/person/")}
    assert strangers == set()
    assert askers & {f"web/person/offers/{name}.py" for name in ("views", "lists")}


def test_every_question_of_the_job_space_is_held() -> None:
    for door, questions in DOORS.items():
        module = ast.parse((SOURCE / "jobs/person" / door).read_text())
        asked = {node.name for node in module.body if isinstance(node, ast.FunctionDef)}
        assert {name for name in asked if not name.startswith("_")} == questions


WEB = SOURCE / "web"
THEIR_OWN = {"person", "anybody", "sign_in", "recruiter"}
"""Audiences whose pages are a person's own, a firm's own or nobody's; any other reads as an agent
does. A firm's have a contract of their own."""
AGENTS = sorted(
    urls.parent.name for urls in WEB.glob("*/urls.py") if urls.parent.name not in THEIR_OWN
)
AGENTS_MODULES = sorted(path for name in AGENTS for path in (WEB / name).rglob("*.py"))
AGENTS_TEMPLATES = sorted(
    path for name in AGENTS for path in (WEB / "templates" / "web" / name).rglob("*.html")
)
IN_THE_FILE = {
    *("id", "user", "first_name", "family_type", "birth_date", "commune", "commune_code"),
    *("is_fictional", "person", "children", "access_links"),
    # Answered to know what the household may claim, with the agent named as a reader on each page:
    # of the life of the household, and nothing of what its person looks for.
    "household_answers",
}
"""What an agent may read of a person and of a child. A new field is behind the wall until it is
here."""
BEHIND_THE_WALL = {
    field.name for model in (Person, Child) for field in model._meta.get_fields()
} - IN_THE_FILE
QUESTIONS_OF_THE_JOB_SPACE = {"list_children", "list_nearby_places", "may_choose_place"}
COMPONENTS_OF_THE_JOB_SPACE = {"day_ribbon", "timeline", "gain_chart", *person_tags.register.tags}


def words_of(module: ast.Module) -> set[str]:
    """The names that a module reads, and the words of its texts: a text may name a field too."""
    nodes = list(ast.walk(module))
    told = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    texts = [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]
    called = {node.id for node in nodes if isinstance(node, ast.Name)}
    return names_of(module) | called | {word for text in texts for word in re.findall(r"\w+", text)}


def test_the_import_contract_walls_off_every_audience_of_agents() -> None:
    contracts = tomllib.loads((SOURCE.parents[1] / "pyproject.toml").read_text())["tool"]
    walls = [
        contract["source_modules"]
        for contract in contracts["importlinter"]["contracts"]
        if contract["name"].startswith("The wall: pages of an agent")
    ]
    assert walls == [[f"jalon.web.{name}" for name in AGENTS]]
    assert "caseworker" in AGENTS


def test_what_serves_to_look_for_work_is_behind_the_wall() -> None:
    assert {
        *("means", "walk_kmh", "max_walk_min", "max_trip_min", "earliest_leave_s"),
        *("latest_return_s", "rome_codes", "home_lat", "home_lon", "care_options", "booked_rides"),
    } <= BEHIND_THE_WALL


@pytest.mark.parametrize("path", AGENTS_MODULES, ids=lambda path: path.name)
def test_no_module_of_the_agents_reads_the_job_space(path: Path) -> None:
    module = ast.parse(path.read_text())
    assert not words_of(module) & (BEHIND_THE_WALL | QUESTIONS_OF_THE_JOB_SPACE | QUESTIONS)
    imported = {node.module or "" for node in ast.walk(module) if isinstance(node, ast.ImportFrom)}
    imported |= {
        alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert not [name for name in imported if re.match(r"jalon\.(jobs|web\.person)\b", name)]


@pytest.mark.parametrize("path", AGENTS_MODULES, ids=lambda path: path.name)
def test_no_module_of_the_agents_reaches_by_a_name_in_a_text(path: Path) -> None:
    module = ast.parse(path.read_text())
    assert not words_of(module) & {"get_model", "import_module", "__import__"}
    texts = [node.value for node in ast.walk(module) if isinstance(node, ast.Constant)]
    assert not [text for text in texts if re.search(r"jalon\.(jobs|web\.person)", str(text))]


@pytest.mark.parametrize("path", AGENTS_TEMPLATES, ids=lambda path: path.name)
def test_no_template_of_the_agents_reads_the_job_space(path: Path) -> None:
    read = set(re.findall(r"\w+", " ".join(re.findall(r"\{[{%].*?[%}]\}", path.read_text()))))
    assert not read & (BEHIND_THE_WALL | COMPONENTS_OF_THE_JOB_SPACE)
    assert "web/person/" not in path.read_text()


def test_the_agents_pages_ask_nothing_of_the_job_space(
    nadia: Agent, alice: Person, link: AccessLink
) -> None:
    Person.objects.filter(pk=alice.pk).update(rome_codes=["K9999"], max_trip_min=29173)
    answer(alice, usual_answers(alice))
    client = sign_in(nadia)
    job = {"taux_horaire": "12,31", "heures_semaine": "24", "debut": month(1), "trajet": "aucun"}
    job |= {"chiffre": f"rsa {month(2)} avec"}
    warm_systems()
    with CaptureQueriesContext(connection) as asked:
        pages = [
            client.get(reverse("caseload")),
            *(
                client.get(reverse(name, kwargs={"link": link.reference}), follow=True)
                for name in FILES
            ),
            *(
                client.post(reverse(name, kwargs={"link": link.reference}), job)
                for name in FILES[1:3]
            ),
        ]
    statements = " ".join(query["sql"] for query in asked)
    assert "people_accesslink" in statements
    assert not re.search(r"\bjobs_|people_careoption|partners_careplace", statements)
    for page in pages:
        assert page.status_code == 200
        # Random letters of addresses and tokens spell a number once in a while.
        text = without_tokens(page.content.decode()).replace(str(link.reference), "")
        assert "Alice" in text
        assert not [mark for mark in ("K9999", "29173", "Petits Pas") if mark in text]


def read_offers(*_: object) -> dict[str, int]:
    return {"age": Offer.objects.count()}


def read_tiles(*_: object) -> dict[str, object]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cells FROM matching_tile")
        return {"age": cursor.fetchall()}


def read_means(person: Person, *_: object) -> dict[str, object]:
    return {"age": person.means}


@pytest.mark.django_db(transaction=True)
def test_a_page_that_reaches_behind_the_wall_shows_nothing_and_is_no_opening(
    nadia: Agent,
    alice: Person,
    link: AccessLink,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    address = reverse("file", kwargs={"link": link.reference})
    for read in (read_offers, read_tiles, read_means):
        caplog.clear()
        monkeypatch.setattr("jalon.web.caseworker.file.views.describe_file", read)
        page = sign_in(nadia).get(address)
        assert page.status_code == 403
        assert "Elle demandait ce que seule la personne peut lire." in page.content.decode()
        assert [
            record.getMessage() for record in caplog.records if record.levelname == "ERROR"
        ] == ["The database refused the page « file »: it reaches behind the wall."]
        assert not Event.objects.exists()
    # The same connection, with the person's own page: it has its own role again.
    assert sign_in(alice).get(reverse("means")).status_code == 200
    monkeypatch.undo()
    assert sign_in(nadia).get(address).status_code == 200
    assert Event.objects.get().verb == "opened"
