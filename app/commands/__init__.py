"""The commands, one file each; a file imports what its command needs only when it runs."""

from app.commands import doctor, evaluate, init, inspect, instruments, nightly, report, run, verify
from app.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    init.COMMAND,
    run.COMMAND,
    report.COMMAND,
    verify.COMMAND,
    inspect.COMMAND,
    evaluate.COMMAND,
    instruments.COMMAND,
    nightly.COMMAND,
    doctor.COMMAND,
)
