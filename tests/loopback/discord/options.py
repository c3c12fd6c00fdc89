"""From the words a test uses to a command's data, with the checks that a Discord client makes."""

from typing import TYPE_CHECKING, Any

from .payloads import interaction_channel_payload, member_payload, role_payload, user_payload
from .world import Channel, Role, User, World

if TYPE_CHECKING:
    from .stage import Stage

SUBCOMMANDS = (1, 2)
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, NUMBER = 3, 4, 5, 6, 7, 8, 10
Json = dict[str, Any]


def find_command(world: World, guild_id: int | None, name: str) -> tuple[Json, list[Json], Json]:
    """The registered command of a spoken name, the groups and subcommands on the way, and the last of them.

    Raises:
        LookupError: nothing of that name is registered.
    """
    first, *rest = name.split()
    shelves = [world.commands.get(guild_id, {}), world.commands[None]]
    command = next((each for shelf in shelves for each in shelf.values() if each["name"] == first), None)
    path: list[Json] = []
    leaf = command
    for word in rest:
        options = (leaf or {}).get("options") or []
        leaf = next((each for each in options if each["name"] == word and each["type"] in SUBCOMMANDS), None)
        path += [leaf] if leaf else []
    if command is None or leaf is None:
        raise LookupError(f"no command {name!r} is registered")
    if any(option["type"] in SUBCOMMANDS for option in leaf.get("options") or ()):
        raise LookupError(f"{name!r} is a group, not a command")
    return command, path, leaf


def build_options(
    stage: "Stage",
    guild_id: int | None,
    command: Json,
    path: list[Json],
    leaf: Json,
    given: Json,
    *,
    focused: str | None = None,
) -> Json:
    """The `data` of an interaction.

    Raises:
        ValueError: an option is unknown, missing, or has a value a client does not let through.
    """
    known = {option["name"]: option for option in leaf.get("options") or ()}
    unknown = set(given) - set(known)
    missing = {name for name, option in known.items() if option.get("required")} - set(given)
    if unknown or (missing and focused is None):
        raise ValueError(f"{command['name']}: unknown options {sorted(unknown)}, missing {sorted(missing)}")
    resolved: Json = {}
    built: list[Json] = []
    for name, value in given.items():
        option = {"name": name, "type": known[name]["type"]}
        if name == focused:
            built.append(option | {"value": value, "focused": True})
        else:
            built.append(option | {"value": _value(stage, guild_id, known[name], value, resolved)})
    for each in reversed(path):
        built = [{"name": each["name"], "type": each["type"], "options": built}]
    data: Json = {"id": command["id"], "name": command["name"], "type": command["type"], "options": built}
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    return data | ({"resolved": resolved} if resolved else {})


def _value(stage: "Stage", guild_id: int | None, option: Json, value: Any, resolved: Json) -> Any:
    kind = option["type"]
    if kind in (USER, CHANNEL, ROLE):
        return _resolve(stage, guild_id, option, value, resolved)
    wanted = {STRING: str, INTEGER: int, BOOLEAN: bool, NUMBER: (int, float)}[kind]
    if not isinstance(value, wanted) or (isinstance(value, bool) and kind != BOOLEAN):
        raise ValueError(f"{option['name']}: {value!r} is of the wrong type")
    choices = [choice["value"] for choice in option.get("choices") or ()]
    if choices and value not in choices:
        raise ValueError(f"{option['name']}: {value!r} is none of {choices}")
    size = len(value) if isinstance(value, str) else value
    low, high = ("min_length", "max_length") if isinstance(value, str) else ("min_value", "max_value")
    if not option.get(low, float("-inf")) <= size <= option.get(high, float("inf")):
        raise ValueError(f"{option['name']}: {value!r} is out of bounds")
    return value


def _resolve(stage: "Stage", guild_id: int | None, option: Json, value: Any, resolved: Json) -> str:
    """A user, channel or role by itself, id or (user) name; its payload goes to `resolved`."""
    world = stage.world
    guild = world.guilds[guild_id] if guild_id else None
    key = str(value.id if isinstance(value, User | Channel | Role) else value)
    if option["type"] == CHANNEL:
        channel = world.channels[int(key)]
        if option.get("channel_types") and channel.kind not in option["channel_types"]:
            raise ValueError(f"{option['name']}: a channel of that type is not offered")
        resolved.setdefault("channels", {})[key] = interaction_channel_payload(channel, guild, world.owner.id)
    elif option["type"] == ROLE and guild:
        resolved.setdefault("roles", {})[key] = role_payload(guild.roles[int(key)])
    else:
        user = world.users[int(key)] if key.isdecimal() else stage.user(key)
        key = str(user.id)
        resolved.setdefault("users", {})[key] = user_payload(user)
        if guild:
            member = member_payload(stage.member(guild.id, user))
            member.pop("user")
            resolved.setdefault("members", {})[key] = member | {"permissions": "0"}
    return key
