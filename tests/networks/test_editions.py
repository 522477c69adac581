"""An edition is computed whole, can be stopped and begun again, and dies with its sources."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.networks.stand_in import analyse_as_stand_in

from zichtlijn.audit.access import Access
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.audit.models import LogLine
from zichtlijn.networks import models, operations, queries
from zichtlijn.networks.operations import Workshop, compute_edition
from zichtlijn.networks.terms import AnalysisSettings, EditionState, NotAllowed, WrongData


def _compute(edition_id: int, *, access: Access, progress: object) -> None:
    compute_edition(edition_id, access=access, progress=progress, analyse=analyse_as_stand_in)


@pytest.fixture
def workshop() -> Workshop:
    return Workshop(compute=_compute)


@pytest.fixture
def choices(access: Access) -> AnalysisSettings:
    return AnalysisSettings(as_of=access.moment.date())


@pytest.fixture
def edition(delivery: int, choices: AnalysisSettings, access: Access, workshop: Workshop) -> int:
    number = operations.request_edition(delivery, settings=choices, access=access)
    assert workshop.compute_all() == 1
    return number


def _state(edition_id: int) -> str:
    return models.Edition.objects.get(pk=edition_id).state


def _is_all_gone() -> bool:
    tables = (models.Edition, models.EditionFrame, models.Export)
    return [table.objects.count() for table in tables] == [0, 0, 0]


def test_an_edition_keeps_its_choices_its_figures_and_every_table(
    edition: int, choices: AnalysisSettings, access: Access
) -> None:
    kept = queries.fetch_edition(edition, access=access)
    assert kept.settings == choices
    assert kept.state is EditionState.DONE
    assert kept.figures is not None
    assert kept.figures.ties.seen_once == 2
    assert kept.figures.ties.repeated == 1
    frames = queries.fetch_frames(edition, ["ties", "meetings", "layout"], access=access)
    assert frames["ties"].select("person_a", "person_b", "observations").rows() == [
        ("ana", "bo", 2),
        ("ana", "cem", 1),
        ("bo", "cem", 1),
    ]
    assert frames["meetings"].rows() == [(0, "w1"), (0, "w2"), (1, "w1"), (2, "w1")]
    assert frames["layout"]["person"].to_list() == ["ana", "bo", "cem"]


def test_the_same_choices_give_the_edition_that_is_there(
    edition: int, delivery: int, choices: AnalysisSettings, access: Access
) -> None:
    assert operations.request_edition(delivery, settings=choices, access=access) == edition
    other = replace(choices, half_life_days=30.0)
    assert operations.request_edition(delivery, settings=other, access=access) != edition


def test_withdrawing_a_delivery_takes_its_editions_and_exports_along(
    edition: int, delivery: int, access: Access
) -> None:
    operations.record_export(edition, form="csv", rows=3, expires_on=None, access=access)
    operations.withdraw_delivery(delivery, access=access)
    assert _is_all_gone()
    assert models.Presence.objects.count() == 0


def test_withdrawing_an_observation_takes_the_editions_that_rested_on_it_along(
    edition: int, delivery: int, access: Access
) -> None:
    operations.withdraw_observation(delivery, "w2", access=access)
    assert _is_all_gone()
    left = queries.fetch_presences(delivery, access=access)
    assert left["observation_id"].unique().to_list() == ["w1"]


def test_when_the_withdrawal_cannot_be_logged_the_edition_stays(
    edition: int, delivery: int, access: Access, failing_log: None
) -> None:
    with pytest.raises(LogUnavailable):
        operations.withdraw_observation(delivery, "w2", access=access)
    assert models.EditionFrame.objects.filter(edition=edition).count() == 9


def test_no_edition_is_asked_for_stopped_or_exported_without_its_line(
    edition: int, delivery: int, choices: AnalysisSettings, access: Access, failing_log: None
) -> None:
    other = replace(choices, seed=2)
    with pytest.raises(LogUnavailable):
        operations.request_edition(delivery, settings=other, access=access)
    with pytest.raises(LogUnavailable):
        operations.record_export(edition, form="csv", rows=1, expires_on=None, access=access)
    with pytest.raises(LogUnavailable):
        queries.fetch_frames(edition, ["ties"], access=access)
    assert models.Edition.objects.count() == 1
    assert models.Export.objects.count() == 0


def test_a_computation_that_cannot_be_logged_keeps_nothing(
    delivery: int, choices: AnalysisSettings, access: Access, workshop: Workshop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    number = operations.request_edition(delivery, settings=choices, access=access)
    written = LogLine.objects.create

    def refuse(**words: object) -> object:
        if words["action"] == "networks.edition.compute":
            raise LogUnavailable
        return written(**words)

    monkeypatch.setattr(LogLine.objects, "create", refuse)
    workshop.compute_all()
    assert _state(number) == EditionState.FAILED
    assert models.EditionFrame.objects.count() == 0


def test_a_reader_can_stop_what_waits_and_what_runs(
    delivery: int, choices: AnalysisSettings, access: Access
) -> None:
    waiting = operations.request_edition(delivery, settings=choices, access=access)
    operations.stop_edition(waiting, access=access)
    assert _state(waiting) == EditionState.CANCELLED

    running = operations.request_edition(delivery, settings=choices, access=access)

    def stop_halfway(edition_id: int, *, access: Access, progress: object) -> None:
        operations.stop_edition(edition_id, access=access)
        _compute(edition_id, access=access, progress=progress)

    Workshop(compute=stop_halfway).compute_all()
    assert _state(running) == EditionState.CANCELLED
    assert models.EditionFrame.objects.count() == 0


def test_a_stopped_edition_begins_again_and_a_finished_one_does_not(
    delivery: int, choices: AnalysisSettings, access: Access, workshop: Workshop
) -> None:
    number = operations.request_edition(delivery, settings=choices, access=access)
    operations.stop_edition(number, access=access)
    operations.start_edition_again(number, access=access)
    workshop.compute_all()
    assert _state(number) == EditionState.DONE
    with pytest.raises(NotAllowed):
        operations.start_edition_again(number, access=access)


def test_a_computation_whose_server_was_killed_is_interrupted_and_begins_again(
    delivery: int, choices: AnalysisSettings, access: Access, workshop: Workshop
) -> None:
    number = operations.request_edition(delivery, settings=choices, access=access)
    running = models.Edition.objects.filter(pk=number)
    running.update(state=EditionState.RUNNING, beat_at=access.moment)
    soon, late = access.moment + timedelta(seconds=5), access.moment + timedelta(seconds=60)
    assert operations.notice_interrupted(now=soon) == 0
    assert operations.notice_interrupted(now=late) == 1
    assert _state(number) == EditionState.INTERRUPTED
    operations.start_edition_again(number, access=access)
    workshop.compute_all()
    assert _state(number) == EditionState.DONE


def test_what_cannot_be_derived_ends_with_a_sentence(
    delivery: int, choices: AnalysisSettings, access: Access
) -> None:
    def refuse(edition_id: int, **_: object) -> None:
        raise WrongData("Er zijn geen waarnemingen.")

    number = operations.request_edition(delivery, settings=choices, access=access)
    Workshop(compute=refuse).compute_all()
    kept = models.Edition.objects.get(pk=number)
    assert (kept.state, kept.failure) == (EditionState.FAILED, "Er zijn geen waarnemingen.")


def test_a_fault_of_ours_is_written_down_and_rises(
    delivery: int, choices: AnalysisSettings, access: Access
) -> None:
    def break_down(edition_id: int, **_: object) -> None:
        raise ZeroDivisionError

    number = operations.request_edition(delivery, settings=choices, access=access)
    with pytest.raises(ZeroDivisionError):
        Workshop(compute=break_down).compute_all()
    assert _state(number) == EditionState.FAILED


def test_the_computation_is_logged_as_the_reader_who_asked(edition: int, access: Access) -> None:
    line = LogLine.objects.get(action="networks.edition.compute")
    assert (line.reader, line.purpose, line.count) == (access.reader, access.purpose, 6)


def test_an_edition_of_people_seen_alone_can_be_computed(
    delivery: int, choices: AnalysisSettings, access: Access, workshop: Workshop
) -> None:
    models.Presence.objects.exclude(person="ana").delete()
    made = operations.request_edition(delivery, settings=choices, access=access)
    workshop.compute_all()
    assert _state(made) == EditionState.DONE
    assert queries.fetch_frames(made, ["layout"], access=access)["layout"].is_empty()
