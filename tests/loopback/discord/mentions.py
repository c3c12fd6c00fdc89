"""Who a message really notifies."""

import re
from typing import Any

EVERYONE_OR_HERE = re.compile(r"@(everyone|here)")
USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")


def find_pings(text: str, allowed: dict[str, Any] | None, *, may_ping_everyone: bool) -> list[str]:
    """`everyone` and the ids of users and roles that are notified.

    Without `allowed` (allowed_mentions) everything in the text counts, which is what a bot must not rely on.
    """
    parse = {"everyone", "users", "roles"} if allowed is None else set(allowed.get("parse") or ())
    named = {str(each) for key in ("users", "roles") for each in (allowed or {}).get(key) or ()}
    pings = ["everyone"] if may_ping_everyone and "everyone" in parse and EVERYONE_OR_HERE.search(text) else []
    for kind, pattern in (("users", USER), ("roles", ROLE)):
        pings += [each for each in pattern.findall(text) if kind in parse or each in named]
    return list(dict.fromkeys(pings))
