"""Plant on a served desk what comes in by no form: that something left it, for each recipient.

python beside_the_forms.py PERSON RECIPIENT...      ZICHTLIJN_HOME says which desk
"""

import os
import sys
from datetime import UTC, datetime, timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "zichtlijn.desk.settings"
django.setup()

from zichtlijn.audit.access import Access  # noqa: E402 - Django must be ready first
from zichtlijn.privacy.operations.rights import record_disclosure  # noqa: E402
from zichtlijn.privacy.terms.rights import NewDisclosure  # noqa: E402


def tell_disclosures(person: str, recipients: list[str]) -> None:
    """Write each disclosure down as the room that let it go would."""
    access = Access(
        reader="probeer-process-director", organisation="gemeente", role="process_director",
        purpose="youth_group_approach", legal_ground="Gemeentewet artikel 172", scope="test",
        moment=datetime.now(UTC), trace_id="0" * 32,  # noqa: TID251 - a process of its own is a door
    )  # fmt: skip
    expires_on = (access.moment + timedelta(days=90)).date()
    for recipient in recipients:
        left = NewDisclosure(person, "persons", person, recipient, recipient, recipient, expires_on)
        record_disclosure(left, access=access)


if __name__ == "__main__":
    tell_disclosures(sys.argv[1], sys.argv[2:])
