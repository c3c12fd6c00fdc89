"""What the host is told and nobody is to hear: the fixed text of the prompts that answer listeners. Pure."""

from functools import lru_cache

from persona.character import Persona
from persona.mail_prompts import letter_answer_prompt, reply_prompt
from persona.prompt_parts import show_samples
from persona.prompts import system_prompt
from radio.mail import Turn, Unseen
from radio.show import NO_FACTS
from radio.writing import Prompt

_ANYTHING = "？"


@lru_cache(maxsize=16)
def reply_instructions(persona: Persona) -> tuple[str, ...]:
    """Everything that a reply may be asked for, whatever the message is about. Her sample lines are hers to say."""
    prompts = (
        reply_prompt(persona, message="", known=("", NO_FACTS)),
        reply_prompt(
            persona,
            message=_ANYTHING,
            talk=(Turn(text=_ANYTHING, by_host=False),),
            memories={_ANYTHING: _ANYTHING},
            asked=True,
        ),
        *(reply_prompt(persona, message=_ANYTHING, unseen=unseen) for unseen in Unseen),
    )
    return (system_prompt(persona), *(_leave_samples_out(prompt, persona) for prompt in prompts))


@lru_cache(maxsize=16)
def letter_instructions(persona: Persona) -> tuple[str, ...]:
    """Everything that the answers to letters are asked for."""
    return system_prompt(persona), _leave_samples_out(letter_answer_prompt(persona, letters=()), persona)


def introduction(persona: Persona) -> str:
    """Who she is, in the one sentence of the instructions that she may say."""
    return persona.character.strip().split("。")[0]


def _leave_samples_out(prompt: Prompt, persona: Persona) -> str:
    return prompt.user.replace(show_samples(persona, 0, 1), "")
