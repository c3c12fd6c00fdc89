"""The stations: whose channel carries the show, when and how."""

import json
from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from archive.database import write
from archive.rows import clean, clean_if, read_stamp, stamp
from radio.show import Edition, Layout, Station

if TYPE_CHECKING:
    from sqlite_utils import Database

_READ = """
    SELECT id, guild_id, channel_id, host, weekday, air_time, zone, set_at,
        story_count, layout, watch_words, paused, problem
    FROM stations WHERE (:guild IS NULL OR guild_id = :guild) AND (:station IS NULL OR id = :station)
    ORDER BY guild_id, weekday, host
"""
_ADD = """
    INSERT INTO stations
        (guild_id, channel_id, host, weekday, air_time, zone, set_at, story_count, layout, watch_words, paused)
    VALUES (:guild, :channel, :host, :weekday, :air_time, :zone, :now, :story_count, :layout, :watch_words, 0)
    ON CONFLICT (guild_id, weekday, host) DO NOTHING
"""
_UPDATE = """
    UPDATE OR IGNORE stations SET
        channel_id = :channel, host = :host, weekday = :weekday, air_time = :air_time, zone = :zone,
        story_count = :story_count, layout = :layout, watch_words = :watch_words,
        set_at = CASE
            WHEN (host, weekday, air_time, zone) = (:host, :weekday, :air_time, :zone) THEN set_at
            ELSE :now
        END
    WHERE id = :station
"""


def _make_row(station: Station, now: datetime) -> dict[str, Any]:
    return {
        "station": station.station_id,
        "guild": station.guild_id,
        "channel": station.channel_id,
        "host": clean(station.host),
        "weekday": station.weekday,
        "air_time": station.air_time.isoformat(timespec="minutes"),
        "zone": clean(station.zone),
        "story_count": station.story_count,
        "layout": station.layout.value,
        "watch_words": clean(json.dumps(station.watch_words, ensure_ascii=False)),
        "now": stamp(now),
    }


def add_station(db: "Database", station: Station, now: datetime) -> Station | None:
    """Keep a new station and return it with its id; None if its server has one for that weekday and host."""
    with write(db):
        added = db.conn.execute(_ADD, _make_row(station, now))
        station_id = added.lastrowid if added.rowcount else None
    return find_station(db, station_id) if station_id else None


def update_station(db: "Database", station: Station, now: datetime) -> Station | None:
    """Keep a station's new wishes and return it; None if it is gone or its server has one for that weekday and host.

    Its server, pause and problem stay as they are. A changed slot counts from `now`.
    """
    with write(db):
        updated = db.conn.execute(_UPDATE, _make_row(station, now)).rowcount
    return find_station(db, station.station_id) if updated else None


def list_stations(db: "Database", guild_id: int | None = None) -> tuple[Station, ...]:
    """All stations, or a server's, paused ones too."""
    return _read(db, guild_id=guild_id)


def list_elsewhere(db: "Database", edition: Edition) -> tuple[int, ...]:
    """The servers that carry programmes, none of which is this edition's."""
    stations = list_stations(db)
    carrying = {station.guild_id for station in stations if _carries(station, edition)}
    return tuple(sorted({station.guild_id for station in stations} - carrying))


def _carries(station: Station, edition: Edition) -> bool:
    """Whether a station would carry the edition, on whichever day."""
    wished = replace(
        edition,
        host=station.host,
        story_count=station.story_count,
        watch_words=tuple(sorted(station.watch_words)),
    )
    return wished.key == edition.key


def find_station(db: "Database", station_id: int) -> Station | None:
    """One station; None if it is gone."""
    return next(iter(_read(db, station_id=station_id)), None)


def _read(db: "Database", *, guild_id: int | None = None, station_id: int | None = None) -> tuple[Station, ...]:
    return tuple(
        Station(
            station_id=found_id,
            guild_id=guild,
            channel_id=channel_id,
            host=host,
            weekday=weekday,
            air_time=time.fromisoformat(air_time),
            zone=zone,
            set_at=read_stamp(set_at),
            story_count=story_count,
            layout=Layout(layout),
            watch_words=tuple(json.loads(watch_words)),
            paused=bool(paused),
            problem=problem,
        )
        for (
            found_id,
            guild,
            channel_id,
            host,
            weekday,
            air_time,
            zone,
            set_at,
            story_count,
            layout,
            watch_words,
            paused,
            problem,
        ) in db.conn.execute(_READ, {"guild": guild_id, "station": station_id})
    )  # fmt: skip – one row on two lines


def remove_station(db: "Database", station_id: int) -> bool:
    """Remove a station; False if it was gone. What it has aired stays in the log."""
    return _change(db, "DELETE FROM stations WHERE id = ?", station_id)


def pause_station(db: "Database", station_id: int) -> bool:
    """Let a station's slots pass until it is resumed; False if it is gone."""
    return _change(db, "UPDATE stations SET paused = 1 WHERE id = ?", station_id)


def resume_station(db: "Database", station_id: int, now: datetime) -> bool:
    """Air again from the first slot after `now`; False if it is gone. One that was not paused stays as it is."""
    query = "UPDATE stations SET set_at = CASE paused WHEN 1 THEN ? ELSE set_at END, paused = 0 WHERE id = ?"
    return _change(db, query, stamp(now), station_id)


def set_problem(db: "Database", station_id: int, problem: str | None) -> bool:
    """Keep what a manager has to mend, or None when it is mended; False if the station is gone."""
    return _change(db, "UPDATE stations SET problem = ? WHERE id = ?", clean_if(problem), station_id)


def _change(db: "Database", query: str, *values: Any) -> bool:
    with write(db):
        return db.conn.execute(query, values).rowcount > 0
