"""Writes the page again from what the engine says today: `python -m tests.rights.twelve`."""

from tests.rights.twelve.page import PAGE, make_page

if __name__ == "__main__":
    PAGE.write_text(make_page(), encoding="utf-8")
    print(PAGE)
