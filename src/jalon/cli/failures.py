"""From exceptions to one sentence on standard error and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable

from jalon.core.errors import EXIT_DONE, EXIT_FAILED, JalonError

EXIT_INTERRUPTED = 130  # what a shell gives for Ctrl-C


def run_and_tell(command: Callable[[], int]) -> int:
    """Return the exit code of `command`, whatever it raises."""
    try:
        code = command()
        sys.stdout.flush()
    except JalonError as error:
        _tell(str(error))
        code = error.exit_code
    except KeyboardInterrupt:
        code = EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader, `head` for example, has seen enough; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = EXIT_DONE
    except Exception as error:
        code = _failed(error)
    return code


def _failed(error: Exception) -> int:
    if os.environ.get("JALON_DEBUG") == "1":
        traceback.print_exception(error)
    kind, message = type(error).__name__, str(error).split("\n", 1)[0]
    _tell(f"Jalon failed: {kind}: {message}. With JALON_DEBUG=1 it tells where.")
    return EXIT_FAILED


def _tell(sentence: str) -> None:
    print(f"jalon: {sentence}", file=sys.stderr)
