"""The command that tells our forecasts against what became of the deals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onboard_tui.cli.given import the_workspace
from onboard_tui.cli.printing import print_json, table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from fractions import Fraction

    from onboard_tui.deal.bands import Band
    from onboard_tui.deal.calibration import Tally, TrackRecord
    from onboard_tui.deal.lift import Lift

_BAND_HEAD = ("signed as", "signed", "outcomes", "in use", "forecast", "80% interval")


def calibration(options: argparse.Namespace) -> int:
    """Tell our forecasts against what became of the deals."""
    with the_workspace(options) as workspace:
        record = workspace.track_record()
    if options.json:
        print_json(record_json(record))
    else:
        print("\n".join(record_in_words(record)))
    return 0


def record_json(record: TrackRecord) -> dict[str, Any]:
    """Give the track record as JSON; what it is too early to say is null."""
    partial = record.partial_as_success
    return {
        "in_use": record.in_use,
        "signed_not_live": record.signed_not_live,
        "live_not_used": record.live_not_used,
        "outcomes": len(record.measured),
        "failures": record.failures,
        "too_early": record.too_early,
        "bands": [_band_json(band) for band in record.bands],
        "overrides": _tally_json(record.overrides),
        **_figures_json(record),
        "partial_as_success": {"in_use": partial.in_use, **_figures_json(partial)},
        "lift": [_lift_json(row) for row in record.lift],
        "multiplier": _number(record.multiplier),
        "base_hours": _number(record.base_hours),
        "censoring": record.censoring,
    }


def _figures_json(record: TrackRecord) -> dict[str, Any]:
    return {
        "base_rate": _number(record.base_rate),
        "brier": _number(record.brier),
        "reference": _number(record.reference),
        "skill": _number(record.skill),
    }


def _number(exact: Fraction | None) -> float | None:
    return None if exact is None else float(exact)


def _band_json(band: Band) -> dict[str, Any]:
    return {
        "id": band.rule.id,
        "words": band.rule.words,
        "signed": band.signed,
        "outcomes": band.outcomes,
        "successes": band.successes,
        "forecast": float(band.forecast),
        "interval": [round(end, 4) for end in band.range],
    }


def _tally_json(tally: Tally) -> dict[str, int]:
    return {"signed": tally.signed, "outcomes": tally.outcomes, "successes": tally.successes}


def _lift_json(row: Lift) -> dict[str, Any]:
    return {
        "flag": row.flag,
        "raised": row.raised,
        "raised_failed": row.raised_failed,
        "others": row.others,
        "others_failed": row.others_failed,
        "lift": _number(row.lift),
        "few": row.few,
        "demote": row.demote,
    }


def record_in_words(record: TrackRecord) -> Iterator[str]:
    """Tell the track record in lines, the deployments in active use first."""
    from onboard_tui.deal.words import number_of

    yield f"{number_of(record.in_use, 'deployment')} in active use"
    yield f"  signed, not live yet: {record.signed_not_live}"
    yield f"  live, used less than agreed: {record.live_not_used}"
    yield ""
    yield table(_BAND_HEAD, [_band_cells(band) for band in record.bands])
    yield f"Signed against the verdict: {_tally_in_words(record.overrides)}."
    yield ""
    yield from _score_in_words(record)
    if record.lift:
        yield ""
        yield "Flags, by how much more often deals failed with them:"
        yield from (f"  {row}" for row in record.lift)
        yield from (
            f"  Suggested: let {row.flag.replace('_', ' ')} weigh less; it hardly tells failures from successes."
            for row in record.lift
            if row.demote
        )
    yield ""
    yield record.censoring


def _band_cells(band: Band) -> tuple[str, ...]:
    low, high = band.range
    counts = (str(band.signed), str(band.outcomes), str(band.successes))
    return (band.rule.words, *counts, f"{float(band.chance):.2f}", f"{low:.2f}-{high:.2f}")


def _tally_in_words(tally: Tally) -> str:
    return f"{tally.signed}, {tally.successes} of {tally.outcomes} with an outcome in active use"


def _score_in_words(record: TrackRecord) -> Iterator[str]:
    from onboard_tui.deal.calibration import ENOUGH_FAILURES, ENOUGH_OUTCOMES

    if record.too_early:
        yield (
            "Too early to say how good the forecasts are: "
            f"{len(record.measured)} of {ENOUGH_OUTCOMES} outcomes, {record.failures} of {ENOUGH_FAILURES} failures."
        )
    else:
        yield _score(record)
    partial = record.partial_as_success
    rest = "" if partial.too_early else f" {_score(partial)}"
    yield f"With partial use counted as success: {partial.in_use} of {len(partial.measured)} outcomes.{rest}"


def _score(record: TrackRecord) -> str:
    figures = (record.brier, record.reference, record.base_rate)
    brier, reference, base = ("-" if each is None else f"{float(each):.3f}" for each in figures)
    skill = "-" if record.skill is None else f"{float(record.skill):.2f}"
    return f"Brier score {brier}, against {reference} for forecasting {base} every time: skill {skill}."
