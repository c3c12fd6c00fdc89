import asyncio

from cogs.turnstile import Turnstile


async def test_each_round_of_the_loop_lets_one_through_first_come_first_served():
    turnstile, rounds, passed = Turnstile(), 0, list[tuple[str, int]]()

    async def come(name: str) -> None:
        await turnstile.pass_through()
        passed.append((name, rounds))

    coming = [asyncio.ensure_future(come(name)) for name in ("a", "b", "c", "d")]
    while not all(each.done() for each in coming):
        await asyncio.sleep(0)
        rounds += 1

    assert [name for name, _ in passed] == ["a", "b", "c", "d"]
    assert len({at for _, at in passed}) == 4


async def test_whoever_gives_up_costs_nobody_a_turn_and_it_turns_again_later():
    turnstile = Turnstile()
    gone, kept = (asyncio.ensure_future(turnstile.pass_through()) for _ in range(2))
    await asyncio.sleep(0)

    gone.cancel()
    await asyncio.wait_for(kept, 1)
    await asyncio.wait_for(turnstile.pass_through(), 1)

    assert gone.cancelled()


async def test_a_turnstile_that_only_quitters_wait_at_stops_and_starts_again():
    turnstile = Turnstile()
    quitter = asyncio.ensure_future(turnstile.pass_through())
    await asyncio.sleep(0)
    quitter.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    await asyncio.wait_for(turnstile.pass_through(), 1)

    assert quitter.cancelled()
