"""What is held on a person can be found, handed over in words, and destroyed."""

import pytest

from zichtlijn.audit.access import Access
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.networks import holdings, models


def test_a_pseudonym_is_found_in_every_delivery_that_holds_it(
    delivery: int, access: Access
) -> None:
    found = holdings.find_holdings("ana", access=access)
    assert [(one.delivery_id, one.title, one.observations) for one in found] == [
        (delivery, "bankje", 2)
    ]
    assert holdings.find_holdings("nobody", access=access) == ()


def test_what_is_handed_over_names_nobody_else(delivery: int, access: Access) -> None:
    report = holdings.export_holdings("dia", access=access)
    assert report.select("waarneming", "plek", "gezien_door", "rol", "anderen").rows() == [
        ("w2", "Skatebaan", "wijkagent", "witness", 2)
    ]
    assert "ana" not in report.write_csv()


def test_destroying_a_person_takes_the_observations_and_leaves_the_rest(
    delivery: int, access: Access
) -> None:
    assert holdings.destroy_holdings("dia", access=access) == 1
    assert set(models.Presence.objects.values_list("observation__code", flat=True)) == {"w1"}
    assert holdings.find_holdings("dia", access=access) == ()


def test_nothing_is_found_handed_over_or_destroyed_unlogged(
    delivery: int, access: Access, failing_log: None
) -> None:
    for deed in (holdings.find_holdings, holdings.export_holdings, holdings.destroy_holdings):
        with pytest.raises(LogUnavailable):
            deed("ana", access=access)
    assert models.Presence.objects.count() == 6
