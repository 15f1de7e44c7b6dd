"""`make cluster`: the sample meeting on two web processes, with one PostgreSQL, one Redis and nginx in front.

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

ROOT = Path(__file__).parent.parent
PORT = int(os.environ.get("PORT", "8080"))
_END_S = 10.0

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
        self.environment = {**os.environ, "ICABINET_DATA_DIR": str(self.folder / "data")}

    def set(self, **settings: str) -> None:
        self.environment |= {f"ICABINET_{name.upper()}": value for name, value in settings.items()}

    def start_stores(self) -> None:
        postgresql, redis = find_postgresql(), find_redis()
        if postgresql is None or redis is None or _nginx() is None:
            sys.exit("PostgreSQL, Redis and nginx are needed: tools/servers.sh")
        database = PostgreSQL(postgresql)
        self._stack.callback(database.close)
        database.start()
        hints = Redis(self.folder).start()
        self._stack.callback(hints.kill)
        self.set(database_url=database.url(database.database()), redis_url=hints.url)

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

    def start_nginx(self, ports: list[int]) -> None:
        members = " ".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in ports)
        config = self.folder / "nginx.conf"
        config.write_text(
            NGINX.format(folder=self.folder, shared=ROOT / "deploy" / "nginx", members=members, port=PORT)
        )
        self._run([str(_nginx()), "-p", str(self.folder), "-c", str(config), "-e", str(self.folder / "nginx.log")])
        while not _answers(PORT):
            self.check()
            time.sleep(0.1)

    def check(self) -> None:
        """Leave if something has ended that should go on."""
        for process in self.processes:
            if process.poll() is not None:
                logs = "\n".join(log.read_text() for log in sorted(self.folder.glob("*.log")))
                sys.exit(f"{process.args} ended\n{logs}")

    def _run(self, command: list[str], **more: str) -> None:
        # In a group of its own: Ctrl-C is for us, and we end them in order.
        with (self.folder / f"{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment | more, stdout=log, stderr=log, start_new_session=True
            )
        self.processes.append(process)
        self._stack.callback(_end, process)


def main() -> None:
    """Start everything, say where it is, and wait for the end."""
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
    with ExitStack() as stack:
        cluster = Cluster(stack)
        cluster.start_stores()
        cluster.set(secret_key=secrets.token_hex(32), public_url=f"http://127.0.0.1:{PORT}", proxies="1")
        cluster.flask("db", "upgrade")
        cluster.flask("demo", "load")
        ports = [cluster.start_web() for _ in range(2)]
        cluster.start_nginx(ports)
        cluster.flask("demo", "links")
        where = " and ".join(map(str, ports))
        print(f"I-Cabinet: http://127.0.0.1:{PORT} (web processes at {where}, logs in {cluster.folder})", flush=True)
        while True:
            cluster.check()
            time.sleep(1)


def _nginx() -> str | None:
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
