"""Calendar files: read back with the library that calendars are tested with, and the same events every time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from onboard_tui.export.diary import Reminder, write_diary
from tests.export.hostile import HOSTILE

MADE_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TALK = Reminder("renewal_talk", date(2026, 9, 2), "Renewal talk: Us and Harbour & Lyle", warned_days=14)


def written(*reminders: Reminder, interview: str = "i-1", revision: int = 1) -> bytes:
    """Write reminders."""
    return write_diary(reminders, interview=interview, name="Dates", made_at=MADE_AT, revision=revision)


def events(data: bytes) -> list[Event]:
    """Read the events back."""
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    return [each for each in calendar.walk("VEVENT") if isinstance(each, Event)]


def test_an_event_lasts_the_whole_day_and_reminds_in_time() -> None:
    """The day is blocked for nobody, and two weeks before it the diary speaks up."""
    (event,) = events(written(TALK))
    assert event.decoded("dtstart") == date(2026, 9, 2)
    assert event.decoded("dtend") == date(2026, 9, 3)
    assert event["transp"] == "TRANSPARENT"
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-14)


def test_a_file_read_twice_doubles_nothing_and_a_moved_day_moves_the_event() -> None:
    """The id hangs on the interview and on what the date is, never on the day or on when the file was made."""
    moved = Reminder("renewal_talk", date(2026, 9, 9), "Renewal talk")
    ((first,), (again,)) = (events(written(each)) for each in (TALK, TALK))
    (later,) = events(written(moved, revision=2))
    assert first["uid"] == again["uid"] == later["uid"]
    assert later.decoded("sequence") > first.decoded("sequence")
    (other,) = events(written(TALK, interview="i-2"))
    assert other["uid"] != first["uid"]


def test_the_same_dates_are_the_same_bytes() -> None:
    """Nothing of the file hangs on the clock."""
    assert written(TALK) == written(TALK)


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_persons_text_is_text_and_nothing_else(payload: str) -> None:
    """No text ends its line, begins another event, or is read as a property."""
    (event,) = events(written(Reminder("a", date(2026, 9, 2), payload, payload)))
    assert str(event["summary"]) == " ".join(payload.split())
    assert str(event["description"]).replace("\r\n", "\n") == payload
    assert set(event) == {
        *("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"),
    }


@given(st.lists(st.dates(date(2000, 1, 1), date(2099, 12, 30)), max_size=20))
def test_every_date_becomes_one_event(days: list[date]) -> None:
    """None is lost, and all ids differ."""
    reminders = [Reminder(f"review-{number}", day, "Review") for number, day in enumerate(days)]
    read = events(written(*reminders))
    assert [each.decoded("dtstart") for each in read] == days
    assert len({each["uid"] for each in read}) == len(days)
