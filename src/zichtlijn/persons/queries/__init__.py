"""What is recorded of persons: asked of the rule table, logged, and only then opened."""

from zichtlijn.persons.queries.deciding import (
    TableOfPersons,
    fetch_joining,
    fetch_known,
    fetch_table,
    show_joining,
)
from zichtlijn.persons.queries.records import fetch_person, fetch_record, show_person
from zichtlijn.persons.queries.searching import search_records

__all__ = [
    "TableOfPersons",
    "fetch_joining",
    "fetch_known",
    "fetch_person",
    "fetch_record",
    "fetch_table",
    "search_records",
    "show_joining",
    "show_person",
]
