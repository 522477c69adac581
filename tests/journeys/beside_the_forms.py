"""Plant on a served desk what comes in by no form: what left it, and what was typed in a shell.

python beside_the_forms.py PERSON UNTIL TITLE COVENANT RECIPIENT...   ZICHTLIJN_HOME says which desk
"""

import os
import sys
from datetime import UTC, datetime, timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "zichtlijn.desk.settings"
django.setup()

from zichtlijn.audit.access import Access  # noqa: E402 - Django must be ready first
from zichtlijn.desk.commands import main as type_command  # noqa: E402
from zichtlijn.privacy.operations.rights import record_disclosure  # noqa: E402
from zichtlijn.privacy.terms.rights import NewDisclosure  # noqa: E402

DIRECTOR = "probeer-process-director"


def tell_disclosures(person: str, recipients: list[str]) -> None:
    """Write each disclosure down as the room that let it go would."""
    access = Access(
        reader=DIRECTOR, organisation="gemeente", role="process_director",
        purpose="youth_group_approach", legal_ground="Gemeentewet artikel 172", scope="test",
        moment=datetime.now(UTC), trace_id="0" * 32,  # noqa: TID251 - a process of its own is a door
    )  # fmt: skip
    expires_on = (access.moment + timedelta(days=90)).date()
    for recipient in recipients:
        left = NewDisclosure(person, "persons", person, recipient, recipient, recipient, expires_on)
        record_disclosure(left, access=access)


def type_table(title: str, covenant: str, until: str) -> None:
    """Make a table as an administrator does, and seat the director at it."""
    make = ("make", title, "--purpose", "youth_group_approach", "--covenant", covenant)
    _type("privacy", "tables", *make, "--until", until, "--by", DIRECTOR)
    from zichtlijn.privacy.models import Scope

    code = Scope.objects.get(title=title).code
    seat = ("seat", code, DIRECTOR, "--role", "process_director", "--until", until)
    _type("privacy", "tables", *seat, "--by", DIRECTOR)
    print(code)


def _type(*words: str) -> None:
    type_command.main(words, standalone_mode=False, prog_name="zichtlijn")


if __name__ == "__main__":
    tell_disclosures(sys.argv[1], sys.argv[5:])
    type_table(sys.argv[3], sys.argv[4], sys.argv[2])
