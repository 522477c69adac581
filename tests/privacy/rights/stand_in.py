"""A room that keeps its records in memory, and tells what was done to them."""

# it fulfils a protocol whose arguments it does not all need
# ruff: noqa: ARG002

from datetime import date

from zichtlijn.audit.access import Access
from zichtlijn.privacy.terms.holdings import Destroyed, Held, Subject


class StandInRoom:
    """Fulfils the holdings protocol; every deed is remembered in `done`."""

    def __init__(self, name: str) -> None:
        self.ROOM = name
        self.held: dict[str, list[Held]] = {}
        self.codes: dict[str, tuple[str, ...]] = {}
        self.done: list[tuple[str, str]] = []

    def hold(self, person: str, **facts: object) -> Held:
        one = make_held(self.ROOM, **facts)
        self.held.setdefault(person, []).append(one)
        return one

    def find_codes(self, person: str, *, access: Access) -> tuple[str, ...]:
        return self.codes.get(person, ())

    def find_held(self, subject: Subject, *, access: Access) -> tuple[Held, ...]:
        return tuple(one for code in subject.codes for one in self.held.get(code, []))

    def contest(self, record: str, *, access: Access) -> None:
        self._mark(record, contested=True)
        self.done.append(("contest", record))

    def settle(self, record: str, *, access: Access) -> None:
        self._mark(record, contested=False)
        self.done.append(("settle", record))

    def destroy(self, records: tuple[str, ...], *, access: Access) -> tuple[Destroyed, ...]:
        for person, held in self.held.items():
            self.held[person] = [one for one in held if one.record not in records]
        self.done += [("destroy", record) for record in records]
        return ()

    def destroy_past_term(self, *, today: date, access: Access) -> tuple[Destroyed, ...]:
        return ()

    def count_past_term(self, *, today: date) -> int:
        return 0

    def _mark(self, record: str, *, contested: bool) -> None:
        for person, held in self.held.items():
            self.held[person] = [
                one._replace(contested=contested) if one.record == record else one for one in held
            ]


class BetteringRoom(StandInRoom):
    """A room in which a record can also be bettered."""

    def list_corrections(self, record: str, *, access: Access) -> tuple[tuple[str, str], ...]:
        return (("calming", "U hielp om het rustig te houden."),)

    def rectify(self, record: str, correction: str, *, access: Access) -> str:
        better = f"{record}-2"
        for person, held in self.held.items():
            self.held[person] = [
                one._replace(record=better, contested=False) if one.record == record else one
                for one in held
            ]
        self.done.append(("rectify", f"{record}:{correction}"))
        return better


def make_held(room: str, **facts: object) -> Held:
    """One record with ordinary facts, but for those given."""
    ordinary: dict[str, object] = {
        "room": room,
        "record": "1",
        "data_class": "named_observation",
        "regime": "gdpr_public_task",
        "what": "U was met vier anderen bij Speeltuin Elzen.",
        "happened_on": date(2026, 12, 8),
        "place": "Speeltuin Elzen",
        "written_by": "youth_worker",
        "organisation": "youth_work",
        "purpose": "youth_group_approach",
        "legal_ground": "Gemeentewet artikel 172 en het convenant De Kolk",
        "destroy_on": date(2027, 6, 8),
        "contested": False,
    }
    return Held(**{**ordinary, **facts})
