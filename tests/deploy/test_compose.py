"""compose.yaml: valid where a client says so, and of a piece with the rest of deploy/ everywhere."""

import os
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from tests.deploy.conftest import DEPLOY

CHOSEN = {"PUBLIC_URL": "https://192.168.1.10", "POSTGRES_PASSWORD": "secret"}
# Whatever of these is there.
CLIENTS = (("docker", "compose"), ("docker-compose",))


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    return found


def test_a_client_understands_it() -> None:
    for client in CLIENTS:
        if (
            shutil.which(client[0])
            and subprocess.run([*client, "version"], check=False, capture_output=True).returncode == 0
        ):
            break
    else:
        pytest.skip("no client of Docker Compose is installed")
    command = [*client, "--file", str(DEPLOY / "compose.yaml"), "config", "--quiet"]
    done = subprocess.run(
        command, env={**os.environ, **CHOSEN}, check=False, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    without = {name: value for name, value in os.environ.items() if name not in CHOSEN}
    refused = subprocess.run(command, env=without, check=False, capture_output=True, text=True, timeout=60)
    assert refused.returncode != 0


def test_its_parts_are_those_of_the_proxy_and_the_example(services: dict[str, Any]) -> None:
    members = (DEPLOY / "compose" / "members.conf").read_text()
    assert [name for name in ("web1", "web2") if f"server {name}:8000 " in members] == ["web1", "web2"]
    assert {"web1", "web2", "worker", "ready", "database", "hints", "proxy"} == set(services)
    example = (DEPLOY / "compose" / "env.example").read_text()
    assert all(f"{name}=" in example for name in CHOSEN)


def test_only_the_proxy_can_be_reached_and_only_from_it_anything_outside(services: dict[str, Any]) -> None:
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert [name for name, service in services.items() if service["networks"] != ["inside"]] == ["proxy"]


def test_what_is_mounted_is_there(services: dict[str, Any]) -> None:
    mounted = [volume.split(":")[0] for volume in services["proxy"]["volumes"]]
    ours = [path for path in mounted if path.startswith("./")]
    assert len(ours) == 3
    assert all((DEPLOY / path).exists() for path in ours)


def test_no_image_floats(services: dict[str, Any]) -> None:
    tags = [service["image"].partition(":")[2] for service in services.values() if service["image"] != "icabinet"]
    assert len(tags) == 3
    assert all(tag and tag != "latest" for tag in tags)
