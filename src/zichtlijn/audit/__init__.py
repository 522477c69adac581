"""Who did what, why and when: the type of an access, and the log that is written first.

Offers: `access` (the type Access), `log` (record, LogUnavailable), `queries` (read the log back),
`operations` (drop months, sign), `exports` (files for an auditor), `verify_log` (the verifier),
`declaring` (what a page or command says it reads), `activities` (which processing a deed falls
under), `keys` (seal, unseal, shred).
No other module of this room may be imported from outside it.

Path: a room's query or operation -> log.record -> chain -> models. The line stands in the same
transaction as the deed it is about, so that there is no deed without its line.
A line says what kind of thing was read and how many; never what stood in it.
`verify_log` shares no code with the rest: it is what an auditor runs.
"""

__all__ = [
    "access",
    "activities",
    "declaring",
    "exports",
    "keys",
    "log",
    "operations",
    "queries",
    "verify_log",
]
