"""Writes dates as an iCalendar file; a calendar that reads it again moves what it knows and doubles nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

_SPACE: Final = UUID("6d8e7a52-3f0b-4c58-9a53-5a0de07c2f11")
"""Ids of events are made within it, so that the same date of the same interview always has the same id."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One all-day event."""

    key: str
    """What it is, among the dates of its interview; it stays when the day moves."""
    day: date
    title: str
    text: str = ""
    warned_days: int = 7


def write_diary(
    reminders: Iterable[Reminder], *, interview: str, name: str, made_at: datetime, revision: int
) -> bytes:
    """Give the events as the bytes of an .ics file; the same reminders give the same bytes.

    `interview` is its id; `made_at` is when the dates were last touched, and `revision` grows with each change, so
    that a calendar knows the newer of two files. People's text becomes text of the file and nothing else.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//onboard-tui//Reminders//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(name))
    for each in reminders:
        event = Event()
        event.add("uid", f"{uuid5(_SPACE, f'{interview}/{each.key}')}@onboard-tui")
        event.add("dtstamp", made_at)
        event.add("sequence", revision)
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        event.add("summary", _line(each.title))
        if each.text:
            event.add("description", each.text)
        event.add("transp", "TRANSPARENT")
        event.add_component(_alarm(each))
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def _alarm(reminder: Reminder) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _line(reminder.title))
    alarm.add("trigger", timedelta(days=-reminder.warned_days))
    return alarm


def _line(text: str) -> str:
    return " ".join(text.split())
