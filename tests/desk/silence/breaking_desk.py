"""The real desk with a fault in it that says what somebody typed, as faults of libraries do.

python breaking_desk.py serve --port 0
"""

from zichtlijn.desk.starting import serving

READY = serving.make_django_ready
WHERE_IT_BREAKS = "Breekbaarsteeg"


def _make_ready() -> None:
    READY()
    from zichtlijn.persons.operations import writing

    keep = writing.keep_version

    def break_down(record: object, identity: object, **words: object) -> object:
        if not identity.address.startswith(WHERE_IT_BREAKS):  # type: ignore[attr-defined]
            return keep(record, identity, **words)  # type: ignore[arg-type]
        try:
            return {}[identity]
        except KeyError as problem:
            raise ValueError(f"cannot keep {identity}") from problem

    writing.keep_version = break_down


if __name__ == "__main__":
    serving.make_django_ready = _make_ready
    from zichtlijn.desk.commands import main

    main()
