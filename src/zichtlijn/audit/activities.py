"""Which processing a deed belongs to: the versioned entry in the register of AVG article 30."""

REGISTER_VERSIONS = {
    "areas": 1,
    "audit": 1,
    "desk": 1,
    "fireworks": 1,
    "networks": 1,
    "persons": 1,
    "privacy": 1,
}
"""The version of each room's entry. What changes in an entry makes a new version: lines already
written keep pointing at the old one (Logboek Dataverwerkingen 3.4)."""


def name_activity(action: str) -> str:
    """Return the URI of the register entry that a deed falls under.

    >>> name_activity("networks.presences.read")
    'urn:zichtlijn:verwerking:networks:1'
    """
    room = action.partition(".")[0]
    return f"urn:zichtlijn:verwerking:{room}:{REGISTER_VERSIONS.get(room, 1)}"
