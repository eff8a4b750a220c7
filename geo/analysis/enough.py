"""Whether there is enough to map: a surface of a handful of episodes shows the handful."""

from __future__ import annotations

from geo.errors import QuestionError

EVENTS, PERIODS = 20, 10


def require_events(events: int) -> None:
    """Refuse fewer events than a map needs. Raises: QuestionError."""
    if events < EVENTS:
        raise QuestionError(
            f"too few to map: at least {EVENTS} events must count, found {events:,}; "
            "ask over a longer window or a wider area"
        )


def require_periods(periods: int) -> None:
    """Refuse fewer periods than a trend needs. Raises: QuestionError."""
    if periods < PERIODS:
        raise QuestionError(
            f"too few to map: at least {PERIODS} periods must be compared, found {periods:,}; "
            "ask over a longer window or by shorter periods"
        )


def require_bandwidth(bandwidth_m: float, side_m: float) -> None:
    """Refuse a bandwidth below the cells it is drawn by. Raises: QuestionError."""
    if not bandwidth_m >= side_m:
        raise QuestionError(
            f"the bandwidth must be at least the side of a cell, {side_m:g} m, found "
            f"{bandwidth_m:g} m: ask with smaller cells or a wider bandwidth"
        )
