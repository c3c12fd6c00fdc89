"""Who speaks in a server: the host of its first programme."""

import logging

from archive.storage import Storage
from cogs.hosts import load_hosts, own_host
from persona.character import Persona
from radio.errors import StorageError

log = logging.getLogger(__name__)


async def find_speaker(storage: Storage, server_id: int | None) -> Persona:
    """The host of the server's first programme, else our own; in direct messages our own too."""
    if server_id is None:
        return own_host()
    try:
        stations = await storage.list_stations(server_id)
    except StorageError as fault:
        log.warning("host not known guild_id=%s reason=%s", server_id, fault)
        return own_host()
    hosts = load_hosts()
    return next((hosts[station.host] for station in stations if station.host in hosts), None) or own_host()
