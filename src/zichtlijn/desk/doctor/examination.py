"""All checks, in the order in which an administrator would look."""

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate

from zichtlijn.desk.doctor import database, keeping, machine, package, sign_in
from zichtlijn.desk.doctor.terms import Finding, State

_MARKS = {State.GOOD: "✓", State.MIND: "!", State.WRONG: "✗"}


def examine(home: Path, *, now: datetime) -> Iterator[Finding]:
    """Yield every finding; none of the checks changes anything that stays."""
    yield package.check_python(tuple(sys.version_info[:3]))
    yield package.check_packages()
    yield package.check_browser_files()
    yield machine.check_environment(os.environ)
    yield machine.check_home(home)
    yield machine.check_disk(home)
    yield machine.check_clock(now, monotonic=time.monotonic)
    yield machine.check_time_zone()
    yield database.check_database(connection)
    yield database.check_tables(connection)
    yield database.check_log(connection)
    yield keeping.check_checkpoints(now)
    yield keeping.check_keys(Path(settings.KEY_STORE).parent)
    yield keeping.check_terms(localdate(now))
    yield sign_in.check_organisation(settings.ORGANISATION, vendor=connection.vendor)
    yield sign_in.check_sign_in(os.environ)
    yield sign_in.check_accounts(os.environ)
    yield sign_in.check_sessions(settings)
    yield sign_in.check_address(os.environ)


def is_sound(findings: Iterable[Finding]) -> bool:
    """Return whether nothing is wrong; things to mind do not count."""
    return all(finding.state is not State.WRONG for finding in findings)


def write_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Return the findings as lines for a terminal, each with what to do under it."""
    for finding in findings:
        yield f"{_MARKS[finding.state]} {finding.subject:<18}{finding.said}"
        if finding.to_do:
            yield f"{'':<20}{finding.to_do}"


def write_json(findings: Iterable[Finding]) -> str:
    """Return the findings as JSON, for a monitor."""
    listed = list(findings)
    return json.dumps(
        {"sound": is_sound(listed), "findings": [asdict(finding) for finding in listed]},
        ensure_ascii=False,
        indent=2,
    )
