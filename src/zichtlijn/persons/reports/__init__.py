"""What the pages of this room show, in the reader's words; masked unless asked otherwise."""

from zichtlijn.persons.reports.pages import (
    JoiningPage,
    PersonPage,
    Seat,
    TablePage,
    find_seat,
    find_title,
    holds_a_role,
    joining_page,
    known_page,
    named_joining_page,
    named_pair_page,
    named_person_page,
    pair_page,
    person_page,
    search_page,
    table_page,
)

__all__ = [
    "JoiningPage",
    "PersonPage",
    "Seat",
    "TablePage",
    "find_seat",
    "find_title",
    "holds_a_role",
    "joining_page",
    "known_page",
    "named_joining_page",
    "named_pair_page",
    "named_person_page",
    "pair_page",
    "person_page",
    "search_page",
    "table_page",
]
