"""The command line: the same use cases as the web, on files and standard input.

Commands are imported when they are called: `./check contact` needs neither the site nor the question bank.
"""

from __future__ import annotations

from importlib import import_module

import click

# Each command: where it is, and what the list of commands says of it.
COMMANDS = {
    "adviser": (
        "cli.adviser:adviser_commands",
        "Invite the first of a force's advisers; list, reset or remove accounts.",
    ),
    "bank": ("cli.bank:bank_commands", "Check the question bank, count, preview and compare it."),
    "card": ("cli.card:card_command", "Print a card to put up on a wall."),
    "contact": ("cli.contact:contact_command", "Find the police force of a postcode, and its advisers' contact."),
    "doctor": ("cli.doctor:doctor_command", "Look at an installation, and say what to do."),
    "form": ("cli.form:form_command", "Print the blank questionnaire of a profile, to fill in."),
    "import-form": ("cli.form:import_form_command", "Turn a filled-in questionnaire into the file of a plan."),
    "level": ("cli.level:level_commands", "Show or set the national threat level that the pages name."),
    "plan": ("cli.plan:plan_command", "Make the action plan of a profile and answers."),
    "procedures": ("cli.procedures:procedures_command", "Print the procedures of a place, for its staff alone."),
    "store": ("cli.store:store_commands", "Back up, check and restore the database, or change its key."),
    "tier": ("cli.tier:tier_command", "Say which tier of the bank's law a profile points to."),
}


class Commands(click.Group):
    """All commands, none of which is imported before it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names; those that Flask or a test adds come with them."""
        return sorted({*COMMANDS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None where there is none."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List them, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in sorted(COMMANDS.items())])
