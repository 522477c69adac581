"""Who did what, why and when: the type of an access, and the log that is written first.

Offers: `access` (the type Access), `log` (record, LogUnavailable), `queries` (read the log back),
`keys` (seal, unseal, shred), `commands`.
No other module of this room may be imported from outside it.

Path: a room's query or operation -> log.record -> models. The line stands in the same
transaction as the deed it is about, so that there is no deed without its line.
A line says what kind of thing was read and how many; never what stood in it.
"""

__all__ = ["access", "commands", "keys", "log", "queries"]
