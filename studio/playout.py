"""Playout: send what has not left yet, and log each post as it leaves."""

import asyncio
import hashlib
import logging
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass

from archive.storage import Storage
from radio.ports import Clock, Transmitter
from radio.transmission import Broadcast, Delivery, Post

log = logging.getLogger(__name__)

NONCE_LENGTH = 24  # Discord takes 25 characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A broadcast that this process holds. `address` names station and slot date to every process alike."""

    broadcast: Broadcast
    claimant: str
    address: str
    resumed: bool


async def play_out(posts: Sequence[Post], *, to: Transmitter, claim: Claim, storage: Storage, clock: Clock) -> bool:
    """Send every post that has not left, in order. Returns False if the claim was lost on the way.

    A post whose sending was cut off is looked for first: its nonce makes Discord drop a repeat only for
    a few minutes. The claim is renewed after the wait for a turn, just before the post leaves. Raises
    TransmissionError for this channel, StorageError where nothing can be logged.
    """
    broadcast_id = claim.broadcast.broadcast_id
    left = {delivery.part for delivery in await storage.deliveries(broadcast_id)}
    in_doubt = claim.resumed or bool(left)
    for post in posts:
        if post.part in left:
            continue
        await to.prepare()
        if not await storage.renew_claim(broadcast_id, claim.claimant, clock.now()):
            log.warning("claim lost broadcast_id=%s part=%s", broadcast_id, post.part)
            return False
        found = await to.find(post) if in_doubt else None
        await _finish(_send(post, found, to=to, claim=claim, storage=storage, clock=clock))
        in_doubt = False
    return True


async def _send(
    post: Post, found: str | None, *, to: Transmitter, claim: Claim, storage: Storage, clock: Clock
) -> None:
    broadcast_id = claim.broadcast.broadcast_id
    message_id = found or await to.send(post, nonce=make_nonce(claim.address, post.part))
    delivery = Delivery(broadcast_id=broadcast_id, part=post.part, message_id=message_id, sent_at=clock.now())
    await storage.log_delivery(delivery)
    log.info("post left broadcast_id=%s part=%s message_id=%s", broadcast_id, post.part, message_id)


async def _finish(sending: Coroutine[object, object, None]) -> None:
    """Wait for a post that is on its way, and log it, even while the bot is being stopped."""
    task = asyncio.ensure_future(sending)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise


def make_nonce(address: str, part: str) -> str:
    """The same for the same part of the same slot, whichever process sends it."""
    return hashlib.sha256(f"{address}/{part}".encode()).hexdigest()[:NONCE_LENGTH]
