"""Who comes in has a role and a purpose from closed lists, and both stand in the log."""

import pytest
from django.test import Client

from zichtlijn.audit.models import LogLine
from zichtlijn.desk.door import LOCAL_ACCOUNT, open_command_access
from zichtlijn.desk.door.words import EXAMPLE_ROLES, Purpose, Role

pytestmark = pytest.mark.django_db


def _newest_line() -> LogLine:
    found = LogLine.objects.last()
    assert found
    return found


def test_a_first_start_is_an_analyst_with_public_data(client: Client) -> None:
    client.get("/logboek/")
    line = _newest_line()
    assert (line.reader, line.role) == (LOCAL_ACCOUNT, "informatieanalist")
    assert line.purpose == "onderzoek op openbare gegevens"
    assert line.legal_ground
    assert line.moment.utcoffset() is not None


@pytest.mark.parametrize("role", EXAMPLE_ROLES)
@pytest.mark.parametrize("purpose", Purpose)
def test_a_chosen_role_and_purpose_stand_in_the_log_in_dutch(
    role: Role, purpose: Purpose, client: Client
) -> None:
    client.cookies["zichtlijn_taal"] = "en"
    client.post("/instellingen/zitting/", {"role": role.value, "purpose": purpose.value})
    client.get("/logboek/")
    line = _newest_line()
    assert (line.role, line.purpose) == (role.value, purpose.value)
    assert line.legal_ground == purpose.legal_ground


def test_a_role_or_purpose_that_is_not_on_the_list_changes_nothing(client: Client) -> None:
    client.post("/instellingen/zitting/", {"role": "burgemeester", "purpose": "nieuwsgierig"})
    client.get("/logboek/")
    line = _newest_line()
    assert (line.role, line.purpose) == ("informatieanalist", "onderzoek op openbare gegevens")


def test_two_requests_have_two_traces(client: Client) -> None:
    client.get("/logboek/")
    client.get("/logboek/")
    traces = set(LogLine.objects.values_list("trace_id", flat=True))
    assert len(traces) == 2
    assert all(len(trace) == 32 and int(trace, 16) >= 0 for trace in traces)


def test_a_command_has_an_access_of_its_own() -> None:
    access = open_command_access(scope="dataset:1")
    assert access.reader == LOCAL_ACCOUNT
    assert access.scope == "dataset:1"


def test_every_role_finds_something_to_do_first(client: Client) -> None:
    for role in EXAMPLE_ROLES:
        client.post("/instellingen/zitting/", {"role": role.value})
        page = client.get("/").content.decode()
        assert page.count("utrecht-button--primary-action") == 1, role


def test_the_page_is_dutch_whatever_the_browser_prefers(client: Client) -> None:
    page = client.get("/", headers={"accept-language": "en-US,en;q=0.9"})
    assert page.headers["Content-Language"] == "nl"
    assert '<html lang="nl">' in page.content.decode()


@pytest.mark.parametrize(
    "sent", ["https://elders.example/", "//elders.example/", "javascript:alert(1)", ""]
)
def test_a_form_never_leads_to_another_site(sent: str, client: Client) -> None:
    answer = client.post("/instellingen/weergave/", {"theme": "donker", "next": sent})
    assert answer.headers["Location"] == "/"


def test_an_unknown_look_or_language_changes_nothing(client: Client) -> None:
    client.post("/instellingen/weergave/", {"theme": "roze", "language": "xx", "keys": "soms"})
    page = client.get("/").content.decode()
    assert "data-theme" not in page
    assert '<html lang="nl">' in page
    assert 'data-keys="aan"' in page


def test_cookies_say_nothing_about_the_person_and_no_script_reads_them(client: Client) -> None:
    client.post("/instellingen/weergave/", {"theme": "donker", "language": "en", "keys": "uit"})
    client.post("/instellingen/zitting/", {"role": "wijkagent"})
    client.get("/")
    assert client.cookies
    assert all(cookie["httponly"] for cookie in client.cookies.values())
    assert all(cookie["samesite"] in {"Lax", "Strict"} for cookie in client.cookies.values())
    names = set(client.cookies)
    assert names == {
        "zichtlijn_taal", "zichtlijn_weergave", "zichtlijn_toetsen", "zichtlijn_zitting", "zichtlijn_csrf",
    }  # fmt: skip
