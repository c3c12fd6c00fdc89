"""What Discord demands of application commands, beyond what its API description says."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from .component_rules import check_length
from .errors import Broken

CHAT_INPUT = 1
SUB_COMMAND, SUB_GROUP, STRING, INTEGER, CHANNEL, NUMBER = 1, 2, 3, 4, 7, 10
MAX_COMMANDS = {1: 100, 2: 15, 3: 15}
MAX_OPTIONS = MAX_CHOICES = 25
MAX_COMMAND_TEXT = 8_000
LOCALES = frozenset(
    [
        "id",
        "da",
        "de",
        "en-GB",
        "en-US",
        "es-ES",
        "es-419",
        "fr",
        "hr",
        "it",
        "lt",
        "hu",
        "nl",
        "no",
        "pl",
        "pt-BR",
        "ro",
        "fi",
        "sv-SE",
        "vi",
        "tr",
        "cs",
        "el",
        "bg",
        "ru",
        "uk",
        "hi",
        "th",
        "zh-CN",
        "ja",
        "zh-TW",
        "ko",
    ]
)

Path = tuple[str | int, ...]
Command = dict[str, Any]


def check_commands(commands: list[Command]) -> Iterator[Broken]:
    """Broken rules of a whole list: counts, names used twice, and every command by itself."""
    for kind, most in MAX_COMMANDS.items():
        if sum(command.get("type", CHAT_INPUT) == kind for command in commands) > most:
            yield Broken((), "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
    names = [(command.get("type", CHAT_INPUT), command.get("name")) for command in commands]
    for index, command in enumerate(commands):
        if names[index] in names[:index]:
            yield Broken((index,), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        yield from check_command(command, (index,))


def check_command(command: Command, path: Path = ()) -> Iterator[Broken]:
    """Broken rules of one command."""
    if command.get("type", CHAT_INPUT) != CHAT_INPUT:
        yield from check_length((*path, "name"), command.get("name"), 1, 32)
        yield from check_length((*path, "description"), command.get("description"), 0, 0)
        return
    yield from _check_naming(path, command)
    yield from _check_options(path, command.get("options") or [], depth=0)
    if _text_size(command) > MAX_COMMAND_TEXT:
        yield Broken(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({MAX_COMMAND_TEXT})")


def _check_naming(path: Path, item: Command) -> Iterator[Broken]:
    yield from _check_name((*path, "name"), item.get("name"))
    yield from check_length((*path, "description"), item.get("description"), 1, 100)
    for key, check in (("name_localizations", _check_name), ("description_localizations", _check_description)):
        for locale, text in (item.get(key) or {}).items():
            if locale not in LOCALES:
                yield Broken((*path, key), "BASE_TYPE_CHOICES", f"Unknown locale {locale}")
            yield from check((*path, key, locale), text)


def _check_description(path: Path, text: Any) -> Iterator[Broken]:
    yield from check_length(path, text, 1, 100)


def _check_name(path: Path, name: Any) -> Iterator[Broken]:
    """1 to 32 letters (of any script), digits, hyphens, underscores; lower case where there is one."""
    yield from check_length(path, name, 1, 32)
    text = str(name or "")
    if text != text.lower() or not all(map(_is_name_character, text)):
        yield Broken(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _is_name_character(character: str) -> bool:
    """Discord's pattern: letters, numbers, - _ ' and the marks of Devanagari and Thai."""
    script = unicodedata.name(character, "").partition(" ")[0]
    return character in "-_'" or unicodedata.category(character)[0] in "LN" or script in ("DEVANAGARI", "THAI")


def _check_options(path: Path, options: list[Command], *, depth: int) -> Iterator[Broken]:
    if len(options) > MAX_OPTIONS:
        yield Broken((*path, "options"), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_OPTIONS} or fewer in length.")
    seen_optional, names = False, set[str]()
    for index, option in enumerate(options):
        here = (*path, "options", index)
        yield from _check_naming(here, option)
        if option.get("name") in names:
            yield Broken(here, "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED", "Option names must be unique")
        names.add(str(option.get("name")))
        if option.get("required") and seen_optional:
            message = "Required options must be placed before non-required options"
            yield Broken(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        seen_optional |= not option.get("required")
        yield from _check_nesting(here, option, options, depth)
        yield from _check_choices(here, option)


def _check_nesting(path: Path, option: Command, siblings: list[Command], depth: int) -> Iterator[Broken]:
    """Groups only at the top, subcommands at most below one group, never beside plain options."""
    kind = option.get("type")
    nests = kind in (SUB_COMMAND, SUB_GROUP)
    if nests != any(sibling.get("type") in (SUB_COMMAND, SUB_GROUP) for sibling in siblings):
        message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        yield Broken(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
    if (kind == SUB_GROUP and depth > 0) or (kind == SUB_COMMAND and depth > 1):
        yield Broken((*path, "type"), "BASE_TYPE_CHOICES", "Nested too deep")
    if nests:
        yield from _check_options(path, option.get("options") or [], depth=2 if kind == SUB_COMMAND else 1)
    elif option.get("options"):
        yield Broken((*path, "options"), "APPLICATION_COMMAND_OPTIONS_UNEXPECTED", "A plain option holds no options")


def _check_choices(path: Path, option: Command) -> Iterator[Broken]:
    choices = option.get("choices") or []
    if choices and option.get("autocomplete"):
        message = "Autocomplete cannot be used with choices"
        yield Broken(path, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES_MUTUALLY_EXCLUSIVE", message)
    if (choices or option.get("autocomplete")) and option.get("type") not in (STRING, INTEGER, NUMBER):
        yield Broken((*path, "choices"), "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", "Only texts and numbers")
    if option.get("channel_types") and option.get("type") != CHANNEL:
        yield Broken((*path, "channel_types"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Only a channel option")
    yield from check_choices(choices, (*path, "choices"))


def check_choices(choices: list[Command], path: Path = ("choices",)) -> Iterator[Broken]:
    """Broken rules of choices, fixed or autocompleted: at most 25, names 1–100, values up to 100, none twice."""
    if len(choices) > MAX_CHOICES:
        yield Broken(path, "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_CHOICES} or fewer in length.")
    if len({str(choice.get("name")) for choice in choices}) < len(choices):
        yield Broken(path, "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATED", "Choice names must be unique")
    for index, choice in enumerate(choices):
        yield from check_length((*path, index, "name"), choice.get("name"), 1, 100)
        yield from check_length((*path, index, "value"), choice.get("value"), 1, 100)


def _text_size(item: Command) -> int:
    """Names, descriptions and choice values, the longest localisation counting where there is one."""
    size = 0
    for key in ("name", "description"):
        texts = [item.get(key) or "", *(item.get(f"{key}_localizations") or {}).values()]
        size += max(map(len, texts))
    size += sum(len(str(choice.get("value"))) + len(str(choice.get("name"))) for choice in item.get("choices") or ())
    return size + sum(map(_text_size, item.get("options") or ()))
