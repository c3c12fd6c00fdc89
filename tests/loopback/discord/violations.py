"""Which recorded requests a well-behaved bot does not send."""

from collections.abc import Iterable

from tests.loopback.discord_spec import DiscordSpec, load_spec

from .record import Request, Violation

CODES = {40005, 40060, 50006, 50035, 50109}  # what was sent is wrong, whatever the state of the world
GONE = "REPLIES_UNKNOWN_MESSAGE"  # a reply to a deleted message is refused with 50035 but is nobody's mistake


def find_violations(requests: Iterable[Request]) -> list[Violation]:
    """Bodies against the rules, routes that do not exist, and, where it is at hand, Discord's own description."""
    spec = load_spec()
    found: list[Violation] = []
    for request in requests:
        reasons = [*_broken_rules(request), *(_against_spec(spec, request) if spec else ())]
        found += [Violation(request.method, request.path, reason) for reason in reasons]
    return found


def _broken_rules(request: Request) -> Iterable[str]:
    if request.faulted:
        return
    if request.code in CODES and GONE not in request.note:
        yield f"{request.code} {request.note}"
    if request.code == 0 and request.status in (404, 405):
        yield f"no such request: {request.note}"


def _against_spec(spec: DiscordSpec, request: Request) -> Iterable[str]:
    return spec.check(request.method, request.path, request.body, multipart=request.multipart)
