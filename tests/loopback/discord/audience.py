"""Members use the bot: commands, autocomplete, buttons, selects, modals. Each returns an Interaction."""

import secrets
from collections.abc import Mapping
from typing import Any

from .gateway import Gateway
from .interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Interaction
from .options import build_options, find_command
from .payloads import LIMIT_BYTES, interaction_channel_payload, member_payload, message_payload, user_payload
from .permissions import EVERYTHING, MEMBER, Permission, permissions_in
from .stage import Stage
from .world import DM, Message, User, walk_components

Json = dict[str, Any]
Options = Mapping[str, Any] | None
MESSAGE_MENU = 3  # the type of a command that stands in the menu of messages


class Audience(Stage):
    """The member's side of interactions.

    `user` is a User or a name. `permissions` are the member's bits as the interaction tells them (MEMBER, MANAGER
    or any other). `timeout_s` is how long to wait for an answer; 0 does not wait.
    """

    gateway: Gateway
    interactions: dict[int, Interaction]
    tokens: dict[str, Interaction]
    interaction_deadline_s: float = 3.0
    interaction_life_s: float = 900.0

    async def invoke_command(
        self,
        guild_id: int | None,
        channel_id: int,
        user: User | str,
        name: str,
        options: Options = None,
        *,
        locale: str = "ja",
        permissions: int = MEMBER,
        timeout_s: float = 15.0,
    ) -> Interaction:
        """Use a slash command; `name` has its groups before it ("station setup"), `options` the values by name.

        Raises:
            LookupError: no such command is registered.
            ValueError: the options are none that a client would let through.
        """
        command, path, leaf = find_command(self.world, guild_id, name)
        data = build_options(self, guild_id, command, path, leaf, dict(options or {}))
        interaction = self._ask(COMMAND, guild_id, channel_id, user, data, locale=locale, permissions=permissions)
        needed = command.get("default_member_permissions")
        interaction.visible = needed is None or permissions & int(needed) == int(needed) or permissions == EVERYTHING
        return await self._wait(interaction, timeout_s)

    async def use_message_command(
        self,
        message: Message,
        name: str,
        user: User | str,
        *,
        locale: str = "ja",
        permissions: int = MEMBER,
        timeout_s: float = 15.0,
    ) -> Interaction:
        """Use a command from a message's menu, by its English or Japanese name.

        Raises:
            LookupError: no such command is registered.
        """
        shelves = [self.world.commands.get(message.guild_id, {}), self.world.commands[None]]
        menu = [each for shelf in shelves for each in shelf.values() if each["type"] == MESSAGE_MENU]
        command = next((each for each in menu if name in _names(each)), None)
        if command is None:
            raise LookupError(f"no command {name!r} is in the menu of messages")
        data: Json = {key: command[key] for key in ("id", "name", "type")}
        data["target_id"] = str(message.id)
        data["resolved"] = {"messages": {str(message.id): message_payload(message, self.world)}}
        interaction = self._ask(
            COMMAND, message.guild_id, message.channel_id, user, data, locale=locale, permissions=permissions
        )
        return await self._wait(interaction, timeout_s)

    async def autocomplete(
        self,
        guild_id: int | None,
        channel_id: int,
        user: User | str,
        name: str,
        focused: str,
        value: str,
        options: Options = None,
        *,
        locale: str = "ja",
        permissions: int = MEMBER,
        timeout_s: float = 3.0,
    ) -> list[Json]:
        """Type `value` into the option `focused`; the choices offered."""
        command, path, leaf = find_command(self.world, guild_id, name)
        given = {**(options or {}), focused: value}
        data = build_options(self, guild_id, command, path, leaf, given, focused=focused)
        interaction = self._ask(AUTOCOMPLETE, guild_id, channel_id, user, data, locale=locale, permissions=permissions)
        await self._wait(interaction, timeout_s)
        return interaction.choices or []

    async def press_button(
        self,
        message: Message,
        button: str,
        user: User | str,
        *,
        values: list[str] | None = None,
        locale: str = "ja",
        permissions: int = MEMBER,
        timeout_s: float = 15.0,
    ) -> Interaction:
        """Press a button by its label or custom_id; with `values`, choose in a select by its custom_id.

        Raises:
            LookupError: the message has no such button that can be pressed.
        """
        component = _find_component(message, button)
        data: Json = {"custom_id": component["custom_id"], "component_type": component["type"], "id": component["id"]}
        if values is not None:
            data["values"] = values
        interaction = self._ask(
            COMPONENT, message.guild_id, message.channel_id, user, data, locale=locale, permissions=permissions
        )
        interaction.message = message
        interaction.payload["message"] = message_payload(message, self.world)
        return await self._wait(self._push(interaction), timeout_s)

    async def submit_modal(
        self, opened: Interaction, values: Mapping[str, str], *, timeout_s: float = 15.0
    ) -> Interaction:
        """Send off the modal that `opened` was answered with; `values` by custom_id, the rest as prefilled.

        Raises:
            LookupError: there is no modal, or it has no such input.
        """
        if opened.modal is None:
            raise LookupError("no modal was opened")
        unknown = set(values) - {each.get("custom_id") for _, each in walk_components(opened.modal["components"])}
        if unknown:
            raise LookupError(f"the modal has no input {sorted(map(str, unknown))}")
        rows = [_filled_in(component, values) for component in opened.modal["components"]]
        data = {"custom_id": opened.modal["custom_id"], "components": rows}
        interaction = self._ask(
            MODAL,
            opened.guild_id,
            opened.channel_id,
            opened.user,
            data,
            locale=opened.payload["locale"],
            permissions=int(opened.payload.get("member", {}).get("permissions", MEMBER)),
        )
        interaction.message = opened.message
        if opened.message:
            interaction.payload["message"] = message_payload(opened.message, self.world)
        return await self._wait(self._push(interaction), timeout_s)

    def _ask(
        self,
        kind: int,
        guild_id: int | None,
        channel_id: int,
        user: User | str,
        data: Json,
        *,
        locale: str,
        permissions: int,
    ) -> Interaction:
        who = self.user(user)
        payload = self._payload(kind, guild_id, channel_id, who, data)
        payload["locale"] = locale
        if "member" in payload:
            payload["member"]["permissions"] = str(int(permissions))
        interaction = Interaction(
            id=int(payload["id"]),
            token=payload["token"],
            kind=kind,
            payload=payload,
            user=who,
            channel_id=channel_id,
            guild_id=guild_id,
            deadline_s=self.interaction_deadline_s,
            life_s=self.interaction_life_s,
        )
        self.interactions[interaction.id] = self.tokens[interaction.token] = interaction
        return interaction if kind in (COMPONENT, MODAL) else self._push(interaction)

    def _payload(self, kind: int, guild_id: int | None, channel_id: int, user: User, data: Json) -> Json:
        world = self.world
        guild = world.guilds[guild_id] if guild_id else None
        channel = world.channels[channel_id]
        bits = permissions_in(guild, world.bot.id, channel) if guild else EVERYTHING
        payload: Json = {
            "id": str(world.new_id()),
            "application_id": str(world.application_id),
            "type": kind,
            "data": data,
            "token": secrets.token_urlsafe(24),
            "version": 1,
            "channel_id": str(channel_id),
            "channel": interaction_channel_payload(channel, guild, user.id),
            "app_permissions": str(bits),
            "entitlements": [],
            "authorizing_integration_owners": {"0": str(guild_id or 0)},
            "context": 0 if guild else 1 if channel.kind == DM else 2,
            "attachment_size_limit": LIMIT_BYTES,
        }
        if guild is None:
            return payload | {"user": user_payload(user)}
        member = member_payload(self.member(guild.id, user))
        place = {"id": str(guild.id), "locale": guild.locale, "features": []}
        return payload | {"guild_id": str(guild.id), "guild": place, "guild_locale": guild.locale, "member": member}

    def _push(self, interaction: Interaction) -> Interaction:
        told = self.gateway.dispatch("INTERACTION_CREATE", interaction.payload, guild_id=interaction.guild_id)
        if not told:
            raise ConnectionError("no bot is connected that could answer")
        return interaction

    async def _wait(self, interaction: Interaction, timeout_s: float) -> Interaction:
        if not timeout_s:
            return interaction
        await interaction.acknowledged(min(timeout_s, interaction.deadline_s + 0.5))
        return await interaction.answered(timeout_s)

    def may(self, interaction: Interaction, permission: Permission) -> bool:
        """Whether the member of an interaction had a permission."""
        return bool(int(interaction.payload["member"]["permissions"]) & permission)


def _names(command: Json) -> set[str]:
    return {command["name"], *(command.get("name_localizations") or {}).values()}


def _find_component(message: Message, wanted: str) -> Json:
    for _, component in walk_components(message.components):
        if wanted in (component.get("custom_id"), component.get("label")) and "custom_id" in component:
            if component.get("disabled"):
                raise LookupError(f"{wanted!r} is switched off")
            return component
    raise LookupError(f"the message has nothing to press called {wanted!r}")


def _filled_in(component: Json, values: Mapping[str, str]) -> Json:
    """A component of a modal as its submission carries it."""
    if "components" in component:
        return {"type": component["type"], "components": [_filled_in(c, values) for c in component["components"]]}
    if "component" in component:
        inner = _filled_in(component["component"], values)
        return {"type": component["type"], "id": component.get("id", 0), "component": inner}
    custom_id = component.get("custom_id", "")
    filled: Json = {"type": component["type"], "id": component.get("id", 0), "custom_id": custom_id}
    if component["type"] == 4:
        return filled | {"value": values.get(custom_id, component.get("value") or "")}
    chosen = values.get(custom_id)
    return filled | {"values": [chosen] if chosen else []}
