"""The copy desk: checks copy before it airs. Pure; what it says are findings."""

from studio.copydesk.desk import check_line, check_story
from studio.copydesk.facts import prove_facts
from studio.copydesk.script import check_script

__all__ = ["check_line", "check_script", "check_story", "prove_facts"]
