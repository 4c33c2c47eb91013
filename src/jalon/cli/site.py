"""`jalon site`: the database, the pages and the demo territory."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from jalon.core.errors import EXIT_DONE
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

_SEED = "draw the demo territory into an empty database"


def add_parser(subparsers: Subparsers) -> None:
    """Add the noun `site` and its verbs."""
    noun = subparsers.add_parser("site", help="the site: its database, its pages, the demo")
    verbs = noun.add_subparsers(metavar="verb", required=True)
    for step, summary in _SIMPLE_VERBS.items():
        verb = verbs.add_parser(step.replace("_", "-"), help=summary, description=summary)
        verb.set_defaults(run=_step(step))
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
        keep_working([*queues, *numbers], parent)
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

    last = verify_chain(Mark(*parsed.known) if parsed.known else None)
    print(f"events {last.sequence}\nlast   {last}")
    return EXIT_DONE


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
