"""Progress on stderr: a bar a stage in a terminal, a line a stage elsewhere."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn


class TerminalProgress:
    """Shows a journey's stages as they go on. Use as a context manager; keeps radio.ports.Progress' promise."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._bars = Progress(
            TextColumn("[bold]{task.description:>9}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("[dim]{task.fields[detail]}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}
        self._told = ""

    def __enter__(self) -> "TerminalProgress":
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def advance(self, stage: str, done: int, total: int, detail: str = "") -> None:
        """Move a stage's bar; where nobody watches a terminal, one line when the stage is through."""
        if not self.console.is_terminal:
            line = f"{stage}: {done} of {total}"
            if done == total and line != self._told:
                self._told = line
                self.say(line)
            return
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total, detail="")
        self._bars.update(self._tasks[stage], completed=done, total=total, detail=detail)

    def say(self, line: str) -> None:
        """One line above the bars."""
        self.console.print(line, markup=False, highlight=False)
