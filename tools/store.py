"""A real S3 store of our own (SeaweedFS), for the tests and for `make cluster`, in a temporary folder."""

import json
import secrets
import shutil
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

_READY_S = 60.0
_PARTS = ("master.port", "volume.port", "filer.port", "s3.port")


def find_store() -> Path | None:
    """Return SeaweedFS, which a package for development brings along; None where it is not installed."""
    beside = Path(sys.executable).with_name("weed")
    found = str(beside) if beside.exists() else shutil.which("weed")
    return Path(found) if found else None


class Store:
    """`start` it, `kill` it, `start` it again: with all it had, on the same port."""

    bucket = "papers"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._log = folder / "store.log"
        self._keys = {"accessKey": "cabinet", "secretKey": secrets.token_hex(16)}
        names = [*_PARTS, *(f"{name}.grpc" for name in _PARTS)]
        self._ports = dict(zip(names, _free_ports(len(names)), strict=True))
        self.endpoint = f"http://127.0.0.1:{self._ports['s3.port']}"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def port(self) -> int:
        return self._ports["s3.port"]

    @property
    def settings(self) -> dict[str, str]:
        """What the product has to be told of it, by the names of its settings."""
        keys = {"s3_access_key": self._keys["accessKey"], "s3_secret_key": self._keys["secretKey"]}
        return {"s3_bucket": self.bucket, "s3_endpoint": self.endpoint, **keys}

    def start(self) -> "Store":
        data, accounts = self._folder / "store", self._folder / "store.json"
        data.mkdir(exist_ok=True)
        owner = {"name": "cabinet", "credentials": [self._keys], "actions": ["Admin"]}
        accounts.write_text(json.dumps({"identities": [owner]}))
        words = ["-dir", str(data), "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-master.telemetry=false"]
        words += ["-master.volumeSizeLimitMB=256", "-volume.max=1000", "-filer", "-s3", "-s3.iam=false"]
        # There is one master only: nobody has to be waited for when it is started again.
        words += ["-master.electionTimeout=1s"]
        words += ["-s3.autoCreateBucket=false", "-s3.port.iceberg=0", "-s3.port.lance=0", f"-s3.config={accounts}"]
        words += [f"-{name}={port}" for name, port in self._ports.items()]
        command = [str(find_store()), "-logtostderr=true", "server", *words]
        with self._log.open("ab") as log:
            # Ctrl-C is for whoever started us, who ends us when it is time.
            self._process = subprocess.Popen(
                command, cwd=self._folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        self._wait()
        return self

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def make_bucket(self, name: str) -> dict[str, str]:
        """Make an empty bucket; return what the product has to be told of it."""
        self.client().create_bucket(Bucket=name)
        return self.settings | {"s3_bucket": name}

    def client(self, **patience: Any) -> Any:
        """Return a client of our own, to see what lies there, and to spoil it."""
        return boto3.session.Session().client(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id=self._keys["accessKey"],
            aws_secret_access_key=self._keys["secretKey"],
            config=Config(**patience),
        )

    def _wait(self) -> None:
        """Wait until something can be stored: its parts find each other one by one."""
        deadline = time.monotonic() + _READY_S
        # It is we who ask again.
        client = self.client(connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 1})
        while not self._stores(client):
            if self._process is None or self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"SeaweedFS does not start\n{self._log.read_text()}")
            time.sleep(0.1)

    def _stores(self, client: Any) -> bool:
        try:
            if self.bucket not in [one["Name"] for one in client.list_buckets()["Buckets"]]:
                client.create_bucket(Bucket=self.bucket)
            client.put_object(Bucket=self.bucket, Key="incoming/check", Body=b"check")
        except (BotoCoreError, ClientError):
            return False
        return True


def _free_ports(number: int) -> list[int]:
    """Return so many ports of the loopback that nobody listens on, all different."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(number)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
