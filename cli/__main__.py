"""The commands without the site: `./check --help`, or `python -m cli`."""

from __future__ import annotations

from cli import Commands
from usecases.services import Services
from usecases.settings import SettingError, read_settings


def main() -> None:
    """Run one command, with the settings of the environment."""
    commands = Commands("check", help="Check your protective security, from the command line.")
    try:
        services = Services(read_settings())
    except SettingError as error:
        error.show()
        raise SystemExit(error.exit_code) from error
    commands.main(prog_name="check", obj=services)


if __name__ == "__main__":
    main()
