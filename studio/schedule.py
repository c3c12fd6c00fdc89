"""When the show airs: the only place with local time. Pure; the archive decides what is done, not this."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from radio.show import Edition, Station

HOME_ZONE = ZoneInfo("Asia/Tokyo")
NEWS_WINDOW = timedelta(days=7, hours=12)
PREPARATION = timedelta(minutes=10)  # production begins this long before the air time
CATCH_UP = timedelta(hours=12)  # a slot missed by more is skipped
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSlot:
    """A station's air slot that is at hand: `slot_date` is local to the station, `air_at` aware UTC."""

    station: Station
    slot_date: date
    air_at: datetime

    @property
    def edition(self) -> Edition:
        """The edition that the station wants on that date."""
        return make_edition(self.station, self.slot_date)

    def is_missed(self, now: datetime) -> bool:
        """Whether it is too late to air."""
        return now - self.air_at > CATCH_UP


def make_edition(station: Station, slot_date: date) -> Edition:
    """The edition that a station wants on a date."""
    return Edition(
        air_date=slot_date,
        host=station.host,
        story_count=station.story_count,
        watch_words=tuple(sorted(station.watch_words)),
    )


def find_due_slots(stations: Iterable[Station], now: datetime) -> tuple[DueSlot, ...]:
    """Each station's latest slot that has begun or begins within PREPARATION, the earliest first.

    Paused stations have none, nor is a slot due that lies before the station's slot was set.
    """
    slots = (find_latest_slot(station, now + PREPARATION) for station in stations if not station.paused)
    due = (slot for slot in slots if slot.air_at >= slot.station.set_at)
    return tuple(sorted(due, key=lambda slot: (slot.air_at, slot.station.station_id)))


def find_latest_slot(station: Station, now: datetime) -> DueSlot:
    """The station's last slot at or before `now`."""
    zone = ZoneInfo(station.zone)
    # A day ahead of the local date, then back: clocks that change cannot hide a slot.
    slot_date = _last_date(now.astimezone(zone).date() + timedelta(days=1), station.weekday)
    while (air_at := find_air_time(slot_date, station.air_time, zone)) > now:
        slot_date -= WEEK
    return DueSlot(station=station, slot_date=slot_date, air_at=air_at)


def find_next_slot(station: Station, now: datetime) -> DueSlot:
    """The station's first slot after `now`, for those who ask when it airs."""
    slot_date = find_latest_slot(station, now).slot_date + WEEK
    air_at = find_air_time(slot_date, station.air_time, ZoneInfo(station.zone))
    return DueSlot(station=station, slot_date=slot_date, air_at=air_at)


def find_air_date(today: date, weekday: int) -> date:
    """The coming or present date with `weekday` (0 is Monday)."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _last_date(today: date, weekday: int) -> date:
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def find_air_time(air_date: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant of an air slot, aware UTC.

    A local time that clocks skip is moved on by the gap; one that happens twice means its first time.
    """
    return datetime.combine(air_date, at, tzinfo=zone).replace(fold=0).astimezone(UTC)


def find_news_window(air_date: date, now: datetime) -> tuple[datetime, datetime]:
    """Since when and until when an edition's articles were published, aware UTC.

    It ends now, or with the air date where that has passed, so that an old edition can be rehearsed.
    """
    end_of_day = datetime.combine(air_date + timedelta(days=1), time(), tzinfo=HOME_ZONE).astimezone(UTC)
    until = min(now, end_of_day)
    return until - NEWS_WINDOW, until
