"""`make cluster`: the sample meeting on two web processes and a worker, as if each had a machine of its own.

They share PostgreSQL, Redis, an S3 store where there is one to start, and nginx in front. The web processes share
a folder too, for the private keys of secret votes that are open; the worker has nothing of it but the stores.

Everything is new each time, lies in a temporary folder, and is gone after Ctrl-C.
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from tools.servers import PostgreSQL, Redis, find_postgresql, find_redis, free_port
from tools.store import Store, find_store

ROOT = Path(__file__).parent.parent
PORT = int(os.environ.get("PORT", "8080"))
_END_S = 20.0

# Which process a request goes to, and how, is as in earnest.
NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 4096; }}
http {{
    access_log off; tcp_nodelay on; client_max_body_size 201m;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {shared}/routing.conf;
    upstream web {{ hash $routed_by consistent; {members} keepalive 32; }}
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location / {{ include {shared}/proxy.conf; proxy_pass http://web; }}
    }}
}}
"""


class Cluster:
    """Started part by part; the stack ends them in reverse."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="icabinet-cluster-")))
        self.processes: list[subprocess.Popen[bytes]] = []
        self.store: Store | None = None
        self.environment = {**os.environ, "ICABINET_DATA_DIR": str(self.folder / "data")}
        self.set(secret_key=secrets.token_hex(32), workers="0")

    def set(self, **settings: str) -> None:
        self.environment |= {f"ICABINET_{name.upper()}": value for name, value in settings.items()}

    def start_stores(self) -> None:
        postgresql, redis = find_postgresql(), find_redis()
        if postgresql is None or redis is None or nginx() is None:
            sys.exit("PostgreSQL, Redis and nginx are needed: tools/servers.sh")
        database = PostgreSQL(postgresql)
        self._stack.callback(database.close)
        database.start()
        hints = Redis(self.folder).start()
        self._stack.callback(hints.kill)
        self.set(database_url=database.url(database.database()), redis_url=hints.url)
        if find_store():
            self.store = Store(self.folder).start()
            self._stack.callback(self.store.kill)
            self.set(**self.store.settings)

    def flask(self, *words: str) -> None:
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)

    def start_web(self) -> int:
        """Start a web process; return its port once it answers."""
        port = free_port()
        self._run([sys.executable, "wsgi.py"], ICABINET_PORT=str(port))
        while not _answers(port):
            self.check()
            time.sleep(0.1)
        return port

    def start_worker(self) -> None:
        """Start a worker; without an S3 store it needs the web processes' folder."""
        folder = self.folder / ("worker" if self.store else "data")
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "work"]
        log = self._run(command, ICABINET_WORKERS="2", ICABINET_DATA_DIR=str(folder))
        while "works for" not in log.read_text():
            self.check()
            time.sleep(0.1)

    def start_nginx(self, ports: list[int], port: int) -> None:
        members = " ".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in ports)
        config = self.folder / "nginx.conf"
        config.write_text(
            NGINX.format(folder=self.folder, shared=ROOT / "deploy" / "nginx", members=members, port=port)
        )
        self._run([str(nginx()), "-p", str(self.folder), "-c", str(config), "-e", str(self.folder / "nginx.log")])
        while not _answers(port):
            self.check()
            time.sleep(0.1)

    def check(self) -> None:
        """Leave if something has ended that should go on."""
        for process in self.processes:
            if process.poll() is not None:
                sys.exit(f"{process.args} ended\n{self.logs()}")

    def logs(self) -> str:
        """Return what all processes of ours have written so far."""
        return "\n".join(log.read_text() for log in sorted(self.folder.glob("[0-9]*.log")))

    def _run(self, command: list[str], **more: str) -> Path:
        """Start a process; return the file of its log."""
        # In a group of its own: Ctrl-C is for us, and we end them in order.
        path = self.folder / f"{len(self.processes)}.log"
        with path.open("wb") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment | more, stdout=log, stderr=log, start_new_session=True
            )
        self.processes.append(process)
        self._stack.callback(_end, process)
        return path


def main() -> None:
    """Start everything, say where it is, and wait for the end."""
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
    with ExitStack() as stack:
        cluster = Cluster(stack)
        cluster.start_stores()
        cluster.set(public_url=f"http://127.0.0.1:{PORT}", proxies="1")
        cluster.flask("db", "upgrade")
        cluster.flask("demo", "load")
        ports = [cluster.start_web() for _ in range(2)]
        cluster.start_worker()
        cluster.start_nginx(ports, PORT)
        cluster.flask("demo", "links")
        where = " and ".join(map(str, ports))
        store = "an S3 store" if cluster.store else "and no S3 store here"
        print(f"I-Cabinet: http://127.0.0.1:{PORT} (web processes at {where}, a worker, {store})")
        print(f"logs in {cluster.folder}", flush=True)
        while True:
            cluster.check()
            time.sleep(1)


def nginx() -> str | None:
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        print()
