"""The norms of the Wpg beside where the package shows them; [K] is not verified by a jurist."""

from typing import NamedTuple


class Norm(NamedTuple):
    """One article, what it asks, and where to look."""

    article: str
    asks: str
    shown_in: str
    mark: str  # "K": from general knowledge, check the text before quoting it


NORMS = (
    Norm(
        "Wpg 3, 8, 9",
        "noodzaak, doel en eigen termijnen per regime",
        "rules_*.csv, retention_rules.csv",
        "K",
    ),
    Norm(
        "Wpg 4a", "beveiliging en gegevensbescherming door ontwerp", "processing_register.csv", "K"
    ),
    Norm(
        "Wpg 6", "autorisaties: wie had welke rol, van wanneer tot wanneer", "role_grants.csv", "K"
    ),
    Norm(
        "Wpg 14",
        "verwijderen na vijf jaar, vernietigen na tien",
        "retention_rules.csv, destructions.csv, stays.csv",
        "K",
    ),
    Norm("Wpg 16-24", "gesloten stelsel van verstrekken", "transfers.csv", "K"),
    Norm("Wpg 25-28", "inzage en rectificatie", "rights_requests.csv", "K"),
    Norm("Wpg 31d", "register van verwerkingen", "processing_register.csv", "K"),
    Norm(
        "Wpg 32",
        "documentatie van doelen, verstrekkingen en autorisaties",
        "rules_*.csv, transfers.csv, proposals.csv",
        "K",
    ),
    Norm(
        "Wpg 32a",
        "logging: reden, dag, tijd en identiteit; ontvanger; vernietiging",
        "log.csv, chain.csv, checkpoints.jsonl",
        "K",
    ),
    Norm("Wpg 33", "elk jaar een interne en elke vier jaar een externe audit", "dit pakket", "K"),
    Norm(
        "Wpg 36",
        "toezicht door de functionaris voor gegevensbescherming",
        "emergencies.csv, proposals.csv",
        "K",
    ),
)
