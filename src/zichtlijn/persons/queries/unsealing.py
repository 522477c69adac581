"""Open what is sealed, and say to which place each seal is bound."""

from collections.abc import Sequence
from datetime import date

from zichtlijn.audit import keys
from zichtlijn.persons.models import IdentityVersion, JoiningStep, NamedObservation
from zichtlijn.persons.terms import Identity


def bind_version(version: IdentityVersion, field: str) -> str:
    """Return the place of a field of a version."""
    return f"persons.record:{version.record_id}:{version.number}:{field}"


def bind_observation(observation: NamedObservation, field: str) -> str:
    """Return the place of a field of an observation."""
    return f"persons.observation:{observation.pk}:{field}"


def bind_reason(joining: str) -> str:
    """Return the place of the reasons of a joining."""
    return f"persons.joining:{joining}:reason"


def open_identities(versions: Sequence[IdentityVersion]) -> tuple[Identity, ...]:
    """Return who each version says somebody is, in their order. Raises as `keys.unseal` does."""
    sealed = [
        keys.Sealed(version.key_id, bytes(sealed), bind_version(version, field))
        for version in versions
        for field, sealed in (
            ("name", version.sealed_name),
            ("birth_date", version.sealed_birth_date),
            ("address", version.sealed_address),
        )
    ]
    texts = keys.unseal_many(sealed)
    return tuple(
        Identity(texts[at], _read_day(texts[at + 1]), texts[at + 2])
        for at in range(0, len(texts), 3)
    )


def open_sightings(observations: Sequence[NamedObservation]) -> tuple[tuple[str, str], ...]:
    """Return place and text of each observation, in their order."""
    sealed = [
        keys.Sealed(observation.key_id, bytes(sealed), bind_observation(observation, field))
        for observation in observations
        for field, sealed in (
            ("place", observation.sealed_place),
            ("text", observation.sealed_text),
        )
    ]
    texts = keys.unseal_many(sealed)
    return tuple((texts[at], texts[at + 1]) for at in range(0, len(texts), 2))


def open_reason(step: JoiningStep, *, key_id: str) -> str:
    """Return why a step was taken; nothing where it went with a record that was destroyed."""
    sealed = bytes(step.sealed_reason)
    if not sealed:
        return ""
    return keys.unseal(key_id, sealed, bound_to=bind_reason(step.joining_id))


def _read_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
