"""Every fault the station knows by name. Doors raise these; nothing foreign passes a door."""

from datetime import datetime

from radio.news import GatherReport, Refusal


class RadioError(Exception):
    """The root: a fault that has a person who hears of it and a remedy they can read."""


class ConfigError(RadioError):
    """Settings, a host sheet, a feed list or the command line is wrong; carries every fault at once."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class NewsError(RadioError):
    """Something between a feed and a readable article went wrong."""


class FetchError(NewsError):
    """One address could not be read.

    `permanent` tells a fault that will not pass by itself (404, 403, 410, refused address) from one
    that may (500, time-out, 429). `offline` marks a request that never reached a server: no name, no
    route, no connection. `retry_after_s` is what the server asked for, in seconds. `status` is the
    HTTP status if there was an answer. `refusal` is set where we ourselves would not read it.
    """

    def __init__(
        self,
        url: str,
        reason: str,
        *,
        permanent: bool = False,
        offline: bool = False,
        status: int | None = None,
        retry_after_s: float | None = None,
        refusal: Refusal | None = None,
    ) -> None:
        super().__init__(f"{url}: {reason}")
        self.refusal = refusal
        self.url = url
        self.reason = reason
        self.permanent = permanent
        self.offline = offline
        self.status = status
        self.retry_after_s = retry_after_s


class FeedParseError(NewsError):
    """What a feed's address answered is not a feed we can read."""


class PageError(NewsError):
    """A page holds no readable article (empty, a pay-wall stub, too large or hostile to parse)."""


class PageRefusedError(NewsError):
    """What a listener asked for cannot be told; `refusal` says why, for the host's line."""

    def __init__(self, refusal: Refusal, reason: str = "") -> None:
        super().__init__(f"{refusal.value}: {reason}" if reason else refusal.value)
        self.refusal = refusal


class NoNewsError(NewsError):
    """There is no story at all to air. `report` is the round over the feeds that found none."""

    def __init__(self, reason: str, report: GatherReport) -> None:
        super().__init__(reason)
        self.report = report


class WritingError(RadioError):
    """Copy could not be written."""


class ModelUnavailableError(WritingError):
    """The model endpoint is down, slow, misconfigured or answers nonsense."""


class ModelRefusedError(WritingError):
    """The model declined to answer."""


class BadCopyError(WritingError):
    """The model's copy was turned down twice by the copy desk."""


class BudgetError(WritingError):
    """Today's model budget (MODEL_TOKENS_PER_DAY) is spent."""


class StorageError(RadioError):
    """The archive cannot be read or written; nothing is sent that cannot be logged.

    `passing` tells a fault of the moment (disk full, locked) from a file that is not to be used as it is.
    """

    def __init__(self, reason: str, *, passing: bool = False) -> None:
        super().__init__(reason)
        self.passing = passing


class TransmissionError(RadioError):
    """One channel cannot be sent to.

    `permanent` when a manager has to mend it, `gone` when what had left went with its place;
    `retry_after_s` is how many seconds Discord wants to be left alone, None where it did not say.
    """

    def __init__(
        self, reason: str, *, permanent: bool = False, gone: bool = False, retry_after_s: float | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.gone = gone
        self.retry_after_s = retry_after_s


class LimitError(RadioError):
    """A listener, or with `whole_server` their server, has asked for much of late; welcome again at `until`."""

    def __init__(self, until: datetime, *, whole_server: bool) -> None:
        super().__init__(f"asked too often by the {'server' if whole_server else 'listener'}; again at {until}")
        self.until = until
        self.whole_server = whole_server
