"""A module that two people stopped answers nobody; the others go on."""

import pytest
from django.test import Client
from django.utils import timezone

from zichtlijn.networks.operations import Workshop
from zichtlijn.privacy.models import StoppedModule

pytestmark = pytest.mark.django_db


def test_a_stopped_module_answers_nobody_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Workshop, "wake", lambda _: None)  # a thread would outlive the test
    reader = Client()
    assert reader.get("/netwerken/").status_code == 200
    StoppedModule.objects.create(
        room="networks",
        stopped_at=timezone.now(),  # noqa: TID251 - any moment
        stopped_by="m.visser",
        second="r.bakker",
    )
    stopped = reader.get("/netwerken/")
    assert stopped.status_code == 410
    assert "Dit onderdeel is gestopt" in stopped.content.decode()
    assert reader.get("/").status_code == 200
