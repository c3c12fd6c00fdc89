"""The meter: what this process has asked of the model, beside the archive's book of the day."""

from collections.abc import Mapping
from datetime import date, datetime

from radio.ports import UsageLedger
from radio.writing import Purpose, Usage


class UsageMeter:
    """Keeps radio.ports.UsageLedger's promise by passing everything on, and sums up by purpose."""

    def __init__(self, ledger: UsageLedger) -> None:
        self.ledger = ledger
        self._sums: dict[Purpose, Usage] = {}

    @property
    def sums(self) -> Mapping[Purpose, Usage]:
        """Calls and tokens so far, by purpose."""
        return self._sums

    async def tokens_used(self, day: date) -> int:
        """The archive's answer: other processes count too."""
        return await self.ledger.tokens_used(day)

    async def log_usage(self, day: date, usage: Usage, now: datetime) -> None:
        """Count `usage` here and in the archive."""
        before = self._sums.get(usage.purpose, Usage(purpose=usage.purpose))
        self._sums[usage.purpose] = Usage(
            purpose=usage.purpose,
            calls=before.calls + usage.calls,
            input_tokens=before.input_tokens + usage.input_tokens,
            output_tokens=before.output_tokens + usage.output_tokens,
        )
        await self.ledger.log_usage(day, usage, now)
