"""What is done with persons; each deed is admitted, logged and kept whole, or not at all."""

from zichtlijn.persons.operations.examples import fill_table
from zichtlijn.persons.operations.joining import (
    confirm_joining,
    decline_joining,
    part_again,
    propose_joining,
    set_apart,
    undo_joining,
)
from zichtlijn.persons.operations.marking import mark_unmarked
from zichtlijn.persons.operations.observing import approve_observation, write_observation
from zichtlijn.persons.operations.sealing import cover_lost_names
from zichtlijn.persons.operations.taking_back import take_back_observation, take_back_record
from zichtlijn.persons.operations.writing import (
    Written,
    approve_record,
    correct_record,
    write_record,
)

__all__ = [
    "Written",
    "approve_observation",
    "approve_record",
    "confirm_joining",
    "correct_record",
    "cover_lost_names",
    "decline_joining",
    "fill_table",
    "mark_unmarked",
    "part_again",
    "propose_joining",
    "set_apart",
    "take_back_observation",
    "take_back_record",
    "undo_joining",
    "write_observation",
    "write_record",
]
