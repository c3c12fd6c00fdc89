"""The application, its commands, its guilds and users."""

from typing import Any

from .access import Call
from .command_rules import check_command, check_commands
from .errors import (
    INVALID_FORM,
    MISSING_ACCESS,
    UNKNOWN_APPLICATION,
    UNKNOWN_COMMAND,
    UNKNOWN_MEMBER,
    UNKNOWN_USER,
    Broken,
    RefusedError,
    error_tree,
    refuse_broken,
)
from .payloads import channel_payload, guild_payload, member_payload, role_payload, user_payload

Json = dict[str, Any]


def get_me(call: Call) -> Json:
    """GET the bot's user."""
    return user_payload(call.world.bot)


def get_user(call: Call) -> Json:
    """GET a user."""
    user = call.world.users.get(call.id("user_id"))
    if user is None:
        raise RefusedError(UNKNOWN_USER)
    return user_payload(user)


def get_application(call: Call) -> Json:
    """GET the application with its owner."""
    return {
        "id": str(call.world.application_id),
        "name": call.world.bot.name,
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": user_payload(call.world.owner),
        "team": None,
        "verify_key": "0" * 64,
        "flags": call.server.gateway.application_flags,
        "approximate_guild_count": len(call.world.guilds),
        "integration_types_config": {"0": {}},
    }


def get_gateway(call: Call) -> Json:
    """GET where the gateway is, and how many shards it advises."""
    present = sum(guild.present for guild in call.world.guilds.values())
    used = call.server.gateway.identifies
    limit = {"total": 1000, "remaining": max(0, 1000 - used), "reset_after": 86_400_000, "max_concurrency": 1}
    shards = call.server.shards or max(1, -(-present // 1000))
    return {"url": call.server.gateway_url, "shards": shards, "session_start_limit": limit}


def list_my_guilds(call: Call) -> list[Json]:
    """GET the guilds the bot is in, 200 a page."""
    after = int(call.query.get("after", 0))
    limit = min(200, int(call.query.get("limit", 200)))
    present = sorted(each.id for each in call.world.guilds.values() if each.present and each.id > after)[:limit]
    return [guild_payload(call.world.guilds[key]) | {"permissions": "0", "owner": False} for key in present]


def leave_guild(call: Call) -> None:
    """DELETE the bot from a guild."""
    call.server.remove_guild(call.guild().id)


def get_guild(call: Call) -> Json:
    """GET a guild."""
    return guild_payload(call.guild())


def list_channels(call: Call) -> list[Json]:
    """GET a guild's channels."""
    return [channel_payload(channel) for channel in call.guild().channels.values()]


def list_roles(call: Call) -> list[Json]:
    """GET a guild's roles."""
    return [role_payload(role) for role in call.guild().roles.values()]


def list_threads(call: Call) -> Json:
    """GET a guild's threads that are not archived."""
    return {"threads": [channel_payload(t) for t in call.guild().threads.values() if not t.archived], "members": []}


def get_member(call: Call) -> Json:
    """GET a member."""
    member = call.guild().members.get(call.id("user_id"))
    if member is None:
        raise RefusedError(UNKNOWN_MEMBER)
    return member_payload(member)


def _shelf(call: Call) -> dict[int, Json]:
    """The commands of the application, or of the guild of the path."""
    if call.id("application_id") != call.world.application_id:
        raise RefusedError(UNKNOWN_APPLICATION)
    guild_id = call.id("guild_id") if "guild_id" in call.params else None
    guild = call.world.guilds.get(guild_id or 0)
    if guild_id is not None and (guild is None or not guild.present):
        raise RefusedError(MISSING_ACCESS)
    return call.world.commands.setdefault(guild_id, {})


def list_commands(call: Call) -> list[Json]:
    """GET the commands; localisations only where they are asked for."""
    with_texts = call.query.get("with_localizations", "").lower() in ("1", "true")
    return [command if with_texts else _without_texts(command) for command in _shelf(call).values()]


def _without_texts(item: Json) -> Json:
    """A command as it is listed without localisations."""
    kept = {key: value for key, value in item.items() if not key.endswith("_localizations")}
    if "options" in kept:
        kept["options"] = [_without_texts(option) for option in kept["options"]]
    return kept


def replace_commands(call: Call) -> list[Json]:
    """PUT the whole list; a command keeps its id as long as it keeps its name and type."""
    bodies = call.body
    if not isinstance(bodies, list):
        raise RefusedError(INVALID_FORM, error_tree([Broken((), "LIST_TYPE_CONVERT", "Only iterables may be used")]))
    refuse_broken(list(check_commands(bodies)))
    shelf = _shelf(call)
    earlier = {(command["name"], command["type"]): command for command in shelf.values()}
    shelf.clear()
    for body in bodies:
        _keep_command(call, shelf, body, earlier.get((body["name"], body.get("type", 1))))
    return list(shelf.values())


def create_command(call: Call) -> Json:
    """POST one command; one of the same name and type is replaced."""
    body = call.form()
    refuse_broken(list(check_command(body)))
    shelf = _shelf(call)
    earlier = next((c for c in shelf.values() if (c["name"], c["type"]) == (body["name"], body.get("type", 1))), None)
    return _keep_command(call, shelf, body, earlier)


def _keep_command(call: Call, shelf: dict[int, Json], body: Json, earlier: Json | None) -> Json:
    command_id = int(earlier["id"]) if earlier else call.world.new_id()
    permissions = body.get("default_member_permissions")
    command: Json = {
        "type": 1,
        "description": "",
        "nsfw": False,
        "dm_permission": True,
        "contexts": None,
        "integration_types": [0],
        **body,
        "id": str(command_id),
        "application_id": str(call.world.application_id),
        "default_member_permissions": None if permissions is None else str(permissions),
        "version": str(call.world.new_id()),
    }
    if "guild_id" in call.params:
        command["guild_id"] = call.params["guild_id"]
    shelf[command_id] = command
    return command


def _command(call: Call) -> Json:
    command = _shelf(call).get(call.id("command_id"))
    if command is None:
        raise RefusedError(UNKNOWN_COMMAND)
    return command


def get_command(call: Call) -> Json:
    """GET one command."""
    return _command(call)


def edit_command(call: Call) -> Json:
    """PATCH one command."""
    command = _command(call)
    changed = command | call.form()
    refuse_broken(list(check_command(changed)))
    return _keep_command(call, _shelf(call), changed, command)


def delete_command(call: Call) -> None:
    """DELETE one command."""
    _shelf(call).pop(int(_command(call)["id"]))


ROUTES: dict[tuple[str, str], Any] = {
    ("GET", "/users/@me"): get_me,
    ("GET", "/users/@me/guilds"): list_my_guilds,
    ("DELETE", "/users/@me/guilds/{guild_id}"): leave_guild,
    ("GET", "/users/{user_id}"): get_user,
    ("GET", "/oauth2/applications/@me"): get_application,
    ("GET", "/applications/@me"): get_application,
    ("GET", "/gateway"): lambda call: {"url": call.server.gateway_url},
    ("GET", "/gateway/bot"): get_gateway,
    ("GET", "/guilds/{guild_id}"): get_guild,
    ("GET", "/guilds/{guild_id}/channels"): list_channels,
    ("GET", "/guilds/{guild_id}/roles"): list_roles,
    ("GET", "/guilds/{guild_id}/threads/active"): list_threads,
    ("GET", "/guilds/{guild_id}/members/{user_id}"): get_member,
}
for _place in ("/applications/{application_id}/commands", "/applications/{application_id}/guilds/{guild_id}/commands"):
    ROUTES |= {
        ("GET", _place): list_commands,
        ("PUT", _place): replace_commands,
        ("POST", _place): create_command,
        ("GET", _place + "/{command_id}"): get_command,
        ("PATCH", _place + "/{command_id}"): edit_command,
        ("DELETE", _place + "/{command_id}"): delete_command,
    }
