"""`jalon site`: the database, the pages and the demo territory."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jalon.core.errors import EXIT_DONE, EXIT_FAILED
from jalon.demo.larger.sizes import SIZES

if TYPE_CHECKING:
    from jalon.cli.parser import Subparsers

_QUEUES = ("quick", "long")  # those of `jalon.worker`, which needs Django: a test holds them

_SIMPLE_VERBS = {
    "migrate": "bring the tables up to date",
    "collect_static": "gather the static files of the pages",
    "build_timetable": "build the network of the demo territory",
    "warm": "compute once, so that the first visitor waits for no compiler",
}

_PREPARE = "bring tables, static files and network up to date: all that a site needs"
_SEED = "draw the demo territory into an empty database"


def add_parser(subparsers: Subparsers) -> None:
    """Add the noun `site` and its verbs."""
    noun = subparsers.add_parser("site", help="the site: its database, its pages, the demo")
    verbs = noun.add_subparsers(metavar="verb", required=True)
    for step, summary in _SIMPLE_VERBS.items():
        verb = verbs.add_parser(step.replace("_", "-"), help=summary, description=summary)
        verb.set_defaults(run=_step(step))
    prepare = verbs.add_parser("prepare", help=_PREPARE, description=_PREPARE)
    prepare.add_argument(
        "--feed",
        action="append",
        type=Path,
        default=[],
        metavar="FEED",
        help="a GTFS zip or folder",
    )
    prepare.add_argument(
        "--streets", type=Path, metavar="EXTRACT", help="an OSM extract (.osm.pbf)"
    )
    prepare.set_defaults(run=_prepare)
    seed = verbs.add_parser("seed", help=_SEED, description=_SEED)
    _add_scale(seed)
    seed.set_defaults(run=_seed)
    _add_servers(verbs)
    _add_work(verbs)
    audit = verbs.add_parser("audit", help="verify that no event of the audit was changed")
    audit.add_argument(
        "--known", type=_mark, help="an event noted before, as this command tells it"
    )
    audit.set_defaults(run=_audit)
    check = verbs.add_parser("check", help="tell what is missing for a service; changes nothing")
    check.add_argument("--json", action="store_true", help="as JSON, one object a line")
    check.set_defaults(run=_check)
    load = verbs.add_parser("load", help="save a territory's tables: partners, places, offers")
    load.add_argument("folder", type=Path, metavar="DIR", help="the folder of the tables")
    load.set_defaults(run=_load)
    _add_backups(verbs)
    purge = verbs.add_parser(
        "purge-sessions",
        help="remove the sessions that have expired; the server does it at each start",
    )
    purge.set_defaults(run=_purge_sessions)
    stop = verbs.add_parser("stop", help="stop the embedded database, whoever uses it")
    stop.set_defaults(run=_stop)
    manage = verbs.add_parser("manage", help="run one of Django's own commands", add_help=False)
    manage.add_argument("arguments", nargs=argparse.REMAINDER)
    manage.set_defaults(run=_manage)


def _add_backups(verbs: Subparsers) -> None:
    backup = verbs.add_parser("backup", help="save the database, the key and the audit's marks")
    backup.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder")
    backup.set_defaults(run=_backup)
    restore = verbs.add_parser("restore", help="bring a backup back into an empty database")
    restore.add_argument("folder", type=Path, metavar="DIR", help="the folder of a backup")
    restore.set_defaults(run=_restore)
    move = verbs.add_parser("move", help="bring another database into this one, which is empty")
    origin = move.add_mutually_exclusive_group(required=True)
    origin.add_argument("--from-home", type=Path, metavar="DIR", help="an embedded one")
    origin.add_argument("--from-url", metavar="URL", help="a server's, by its owner")
    move.set_defaults(run=_move)


def _add_scale(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--scale",
        choices=[*SIZES],
        default="",
        help="how large it is drawn (demo, or as it is there)",
    )


def _add_servers(verbs: Subparsers) -> None:
    serve = verbs.add_parser("serve", help="serve the site")
    serve.set_defaults(run=_serve)
    demo = verbs.add_parser("demo", help="prepare the demo territory and serve it")
    _add_scale(demo)
    demo.set_defaults(run=_demo)
    for parser in (serve, demo):
        parser.add_argument("--host", default="127.0.0.1", help="where to listen (%(default)s)")
        parser.add_argument("--port", type=_port, default=8000, help="its port (%(default)s)")


def _add_work(verbs: Subparsers) -> None:
    work = verbs.add_parser("work", help="do what waits beside the pages, until stopped")
    work.set_defaults(run=_work)
    work.add_argument(
        "--queues",
        type=_queues,
        default=(),
        help="only these, of quick,long (all)",
    )
    work.add_argument(
        "--concurrency", type=_at_once, default=1, help="how many at once (%(default)s)"
    )
    work.add_argument(
        "--grace",
        type=_seconds,
        default=8,  # Docker kills ten seconds after its word
        help="seconds from the word to end until what is in hand is given back (%(default)s)",
    )
    work.add_argument(
        "--with-parent", action="store_true", help="end when the process that started it ends"
    )
    work.add_argument(
        "--restart", action="store_true", help="start a worker again when it was killed"
    )
    work.add_argument(
        "--after", type=_process, metavar="PID", help="begin once this process has ended"
    )
    status = verbs.add_parser("status", help="tell who works, what waits, how far long works are")
    status.add_argument("--json", action="store_true", help="as one JSON object")
    status.set_defaults(run=_status)


def _queues(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    if set(names) <= set(_QUEUES):
        return names
    raise argparse.ArgumentTypeError(f"{text!r} is not of {', '.join(_QUEUES)}")


def _at_once(text: str) -> int:
    if text.isdecimal() and 0 < int(text) <= 64:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 64")


def _process(text: str) -> int:
    if text.isdecimal() and int(text) > 1:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not the number of a process")


def _seconds(text: str) -> int:
    if text.isdecimal() and int(text) <= 3600:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds, from 0 to 3600")


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65_536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a port, a number from 1 to 65535")


def _mark(text: str) -> tuple[int, str]:
    if parts := re.fullmatch(r"([0-9]{1,18}):([0-9a-f]{64})", text):
        return int(parts[1]), parts[2]
    raise argparse.ArgumentTypeError(f"{text!r} is not a rank and a hash, as in 12:9f3c…")


def _step(name: str) -> Callable[[argparse.Namespace], int]:
    def run(_: argparse.Namespace) -> int:
        from jalon.runtime import prepare

        getattr(prepare, name)()
        return EXIT_DONE

    return run


def _prepare(parsed: argparse.Namespace) -> int:
    from jalon.runtime.upkeep.preparation import prepare_site

    prepare_site(parsed.feed, parsed.streets)
    return EXIT_DONE


def _seed(parsed: argparse.Namespace) -> int:
    from jalon.runtime import prepare

    prepare.seed(parsed.scale)
    return EXIT_DONE


def _serve(parsed: argparse.Namespace) -> int:
    from jalon.runtime.server import serve

    serve(parsed.host, parsed.port)
    return EXIT_DONE


def _demo(parsed: argparse.Namespace) -> int:
    from jalon.runtime.demo import run_demo

    run_demo(parsed.host, parsed.port, parsed.scale)
    return EXIT_DONE


def _work(parsed: argparse.Namespace) -> int:
    parent = os.getppid() if parsed.with_parent else None
    if parsed.restart:
        from jalon.runtime.keep_working import keep_working

        queues = ["--queues", ",".join(parsed.queues)] if parsed.queues else []
        numbers = ["--concurrency", str(parsed.concurrency), "--grace", str(parsed.grace)]
        keep_working([*queues, *numbers], parent, parsed.after)
        return EXIT_DONE
    from jalon.runtime.work import work

    work(parsed.queues, parsed.concurrency, grace_s=parsed.grace, parent=parent)
    return EXIT_DONE


def _status(parsed: argparse.Namespace) -> int:
    from jalon.runtime.work import read_status

    status = read_status()
    if parsed.json:
        import json

        print(json.dumps(status))
    else:
        from jalon.cli.work_status import describe

        print(describe(status))
    return EXIT_DONE


def _audit(parsed: argparse.Namespace) -> int:
    from jalon.runtime.django import reach_database, setup_django

    setup_django()
    reach_database()
    from jalon.audit.chain import Mark, verify_chain
    from jalon.audit.marks import read_marks

    noted = read_marks()
    last = verify_chain(Mark(*parsed.known) if parsed.known else None, noted)
    print(f"events {last.sequence}\nlast   {last}\nmarks  {len(noted)}")
    return EXIT_DONE


def _check(parsed: argparse.Namespace) -> int:
    import json
    from dataclasses import asdict

    from jalon.runtime.upkeep.check import Verdict, check_site

    findings = check_site()
    for each in findings:
        told = f"{each.verdict.value:<8}{each.subject}: {each.told}"
        print(json.dumps(asdict(each)) if parsed.json else told)
    is_fit = all(each.verdict is not Verdict.MISSING for each in findings)
    return EXIT_DONE if is_fit else EXIT_FAILED


def _load(parsed: argparse.Namespace) -> int:
    from jalon.runtime.django import reach_database, setup_django

    setup_django()
    reach_database()
    from jalon.runtime.territory.load import load_territory

    for name, count in load_territory(parsed.folder).items():
        print(f"{name} {count}")
    return EXIT_DONE


def _backup(parsed: argparse.Namespace) -> int:
    from jalon.runtime.django import setup_django
    from jalon.runtime.upkeep.backup import backup_site

    setup_django()
    _tell_saved(backup_site(parsed.out))
    return EXIT_DONE


def _restore(parsed: argparse.Namespace) -> int:
    from jalon.runtime.django import setup_django
    from jalon.runtime.upkeep.restore import restore_site

    setup_django()
    _tell_saved(restore_site(parsed.folder))
    return EXIT_DONE


def _move(parsed: argparse.Namespace) -> int:
    from jalon.runtime.django import setup_django
    from jalon.runtime.upkeep.restore import move_site
    from jalon.runtime.upkeep.source import source_of_home, source_of_url

    setup_django()
    source = (
        source_of_home(parsed.from_home) if parsed.from_home else source_of_url(parsed.from_url)
    )
    _tell_saved(move_site(source, parsed.from_home))
    return EXIT_DONE


def _tell_saved(manifest: dict[str, Any]) -> None:
    tables: dict[str, list[str]] = manifest["tables"]
    rows = sum(int(count) for count, _ in tables.values())
    print(f"tables {len(tables)}\nrows   {rows}\nof     {manifest['saved_at']}")


def _purge_sessions(_: argparse.Namespace) -> int:
    from jalon.runtime.prepare import purge_sessions

    print(f"sessions removed {purge_sessions()}")
    return EXIT_DONE


def _stop(_: argparse.Namespace) -> int:
    from jalon.runtime.django import stop_database

    stop_database()
    return EXIT_DONE


def _manage(parsed: argparse.Namespace) -> int:
    from jalon.runtime.django import manage

    manage(*parsed.arguments)
    return EXIT_DONE
