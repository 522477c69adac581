"""The invented people of the example: the same each time, written by the same deeds as all others."""

from tests.persons.table import Table
from tests.privacy.town import NOW

from zichtlijn.persons import operations, queries
from zichtlijn.persons.examples.people import NUMBER, invent_people
from zichtlijn.persons.sources.given_names import read_given_names


def test_the_same_seed_gives_the_same_people():
    assert invent_people(seed=7, moment=NOW) == invent_people(seed=7, moment=NOW)
    assert invent_people(seed=7, moment=NOW) != invent_people(seed=8, moment=NOW)


def test_the_example_brings_the_room_to_life_for_any_seed(table: Table):
    writers = {"youth_worker": table.youth, "neighbourhood_officer": table.police}
    kept = operations.fill_table(table.scope, writers=writers)
    there = queries.fetch_table(table.scope, given_names=read_given_names(), access=table.director)
    assert kept == NUMBER + 2
    assert (there.known, len(there.waiting_records)) == (NUMBER + 1, 1)
    assert len(there.resemblances) == 1


def test_invented_people_differ_for_a_hundred_seeds_and_none_is_a_child_under_twelve():
    for seed in range(100):
        people = invent_people(seed=seed, moment=NOW)
        births = [person.identity.birth_date for person in people]
        assert max(births).year <= NOW.year - 13
        assert all(s.observed_at < NOW for person in people for s in person.sightings)
