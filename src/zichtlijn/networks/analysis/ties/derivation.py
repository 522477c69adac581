"""From who was where to TIES: weight, counts, p-value and status of every pair."""

from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from zichtlijn.networks.analysis.incidence import Incidence
from zichtlijn.networks.analysis.ties.configuration_model import (
    derive_configuration_tails,
    fit_configuration_model,
)
from zichtlijn.networks.analysis.ties.false_discoveries import derive_largest_passing
from zichtlijn.networks.analysis.ties.hypergeometric import derive_hypergeometric_tails
from zichtlijn.networks.analysis.ties.pairs import PairTable, Sightings, weigh_pairs
from zichtlijn.networks.analysis.ties.strata import (
    count_in_strata,
    derive_stratified_tails,
    locate_strata,
)
from zichtlijn.networks.terms import TIES, NullModel, TieStatus

STATUSES = [str(status) for status in TieStatus]


def derive_ties(
    incidence: Incidence,
    *,
    as_of: date,
    half_life_days: float = 90.0,
    fdr: float = 0.05,
    null_model: NullModel = NullModel.PLAIN,
) -> pl.DataFrame:
    """Weigh and test every pair that was seen together.

    An observation of k people gives each pair reliability / (k - 1), so that a crowd of
    thirty says less about any two of them than a bench with two (Newman 2001, Physical
    Review E 64, 016132); that share halves every `half_life_days` whole days before
    `as_of`. The test asks how often chance alone, under `null_model`, puts the two together
    as often; `validated` holds at most a share `fdr` of false ones, counted over all
    n(n-1)/2 pairs of people, seen together or not.

    Takes the incidence of observations on or before `as_of`. Returns TIES, ordered by the
    two people. It ranks no one: there is no column for a person alone.
    """
    sightings = lay_out_sightings(incidence, as_of=as_of, half_life_days=half_life_days)
    people = len(incidence.people)
    pairs = weigh_pairs(sightings, people=people)
    p_value = derive_p_values(incidence, pairs, null_model=null_model)
    limit = derive_largest_passing(p_value, tests=people * (people - 1) // 2, fdr=fdr)
    return TIES.keep(_frame_ties(incidence.people, pairs, p_value, p_value <= limit))


def choose_null_model(incidence: Incidence) -> NullModel:
    """Return the test within places and months as soon as any observation has a place."""
    placed = incidence.observations["place"].is_not_null().any()
    return NullModel.STRATIFIED if placed else NullModel.PLAIN


def lay_out_sightings(incidence: Incidence, *, as_of: date, half_life_days: float) -> Sightings:
    """Return the observations as arrays, each with the share that a pair in it gets."""
    observations = incidence.observations
    day = observations["observed_on"].cast(pl.Int32).to_numpy()
    age_days = (as_of - date(1970, 1, 1)).days - day
    companions = np.maximum(np.diff(incidence.starts) - 1, 1)
    share = observations["reliability"].to_numpy() * 0.5 ** (age_days / half_life_days) / companions
    source = observations["source"].rank("dense").cast(pl.Int32).to_numpy() - 1
    return Sightings(incidence.starts, incidence.members, share, day, source.astype(np.int32))


def derive_p_values(
    incidence: Incidence, pairs: PairTable, *, null_model: NullModel
) -> NDArray[np.float64]:
    """Return the chance, under a null model, that a pair is together so often or more."""
    seen = pairs.first, pairs.second, pairs.observations
    people = len(incidence.people)
    if null_model is NullModel.STRATIFIED:
        strata = locate_strata(incidence.observations)
        return derive_stratified_tails(
            *seen, count_in_strata(incidence.starts, incidence.members, strata, people=people)
        )
    degrees = np.bincount(incidence.members, minlength=people)
    if null_model is NullModel.CONFIGURATION:
        model = fit_configuration_model(degrees, np.diff(incidence.starts))
        return derive_configuration_tails(*seen, degrees=degrees, model=model)
    observations = incidence.observations.height
    return derive_hypergeometric_tails(*seen, degrees=degrees, observations=observations)


def _frame_ties(
    people: pl.Series,
    pairs: PairTable,
    p_value: NDArray[np.float64],
    validated: NDArray[np.bool_],
) -> pl.DataFrame:
    repeated = (pairs.days > 1) | (pairs.sources > 1)
    status = np.where(validated, 2, repeated.astype(np.int8))
    return pl.DataFrame(
        {
            "person_a": people.gather(pairs.first),
            "person_b": people.gather(pairs.second),
            "weight": pairs.weight,
            "observations": pairs.observations.astype(np.int64),
            "days": pairs.days.astype(np.int64),
            "sources": pairs.sources.astype(np.int64),
            "first_seen": pl.Series(pairs.first_day).cast(pl.Date),
            "last_seen": pl.Series(pairs.last_day).cast(pl.Date),
            "p_value": p_value,
            "status": pl.Series(STATUSES).gather(status),
        }
    )
