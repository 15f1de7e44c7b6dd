"""`flask room …`: the devices of rooms."""

import sys

import click
from flask.cli import with_appcontext

from icabinet.devices.desk import broker_of
from icabinet.devices.simulator import HELP, Simulator, Unknown
from icabinet.equipment.rules import is_room, is_unit
from icabinet.extensions import services


@click.group()
def room() -> None:
    """Devices of rooms."""


@room.command()
@click.argument("name")
@click.option("--units", default="C,A1,A2,A3", show_default=True, help="Units that are played, with commas.")
@with_appcontext
def simulate(name: str, units: str) -> None:
    """Play the devices of a room: print what lamps, microphones and camera do, and press the keys that are typed."""
    if not services().settings.mqtt_url:
        raise click.ClickException("ICABINET_MQTT_URL says where the broker is, and is not set")
    played = units.split(",")
    if not is_room(name) or not all(map(is_unit, played)):
        raise click.BadParameter("rooms are small letters, digits and hyphens; units letters, digits, dots, hyphens")
    simulator = Simulator(broker_of(services()), name, played, click.echo)
    try:
        simulator.start()
    except OSError as error:
        raise click.ClickException(f"the broker cannot be reached: {error}") from error
    click.echo(HELP)
    try:
        _obey(simulator)
    finally:
        simulator.close()


def _obey(simulator: Simulator) -> None:
    for line in sys.stdin:
        if line.strip() == "quit":
            return
        try:
            simulator.do(line)
        except Unknown:
            click.echo(HELP)
