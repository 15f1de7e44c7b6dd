"""/metrics: who may read them, that Prometheus understands them, and that they count what happens."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import event

from icabinet import metrics
from icabinet.errors import Unavailable
from tests.desk import Desk
from tests.ops.conftest import Run

HERE = {"base_url": "http://localhost", "environ_base": {"REMOTE_ADDR": "127.0.0.1"}}
DOCUMENT = Path(__file__).parents[2] / "docs" / "operating.md"


def read(desk: Desk) -> dict[str, float]:
    """Return every sample by name, or by name{label}."""
    answer = desk.app.test_client().get("/metrics", **HERE)
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.text)
    return {
        "/".join([sample.name, *sample.labels.values()]): sample.value
        for family in families
        for sample in family.samples
    }


def grown(before: dict[str, float], after: dict[str, float], name: str) -> float:
    return after[name] - before.get(name, 0)


def test_a_turn_is_counted_where_it_passes(office: Desk):
    before, head = read(office), office.head()
    office.add_item("item2")
    after = read(office)
    assert grown(before, after, "icabinet_writer_batch_size_count") == 1
    assert grown(before, after, "icabinet_writer_batch_size_sum") == 1
    assert grown(before, after, "icabinet_writer_commit_seconds_count") == 1
    assert grown(before, after, "icabinet_writer_commit_seconds_sum") > 0
    assert grown(before, after, "icabinet_journal_entries_total") == office.head() - head == 1
    assert after["icabinet_writer_waiting"] == 0


def test_all_journals_are_counted_together_and_none_is_named(office: Desk):
    with office.services.db.reading():
        heads = sum(office.head(stream) for stream in (office.stream, office.notebook_of("m1")))
    assert read(office)["icabinet_journal_entries_total"] == heads
    text = office.app.test_client().get("/metrics", **HERE).text
    assert office.meeting not in text
    assert office.person("m1") not in text


def test_the_last_entry_and_the_last_backup_are_dated(office: Desk, run: Run, tmp_path: Path):
    assert read(office)["icabinet_last_backup_seconds"] == 0
    before = time.time()
    office.add_item("item2")
    run("backup", tmp_path / "backup.tar")
    after = read(office)
    dated = [after["icabinet_journal_last_entry_seconds"], after["icabinet_last_backup_seconds"]]
    assert before - 0.001 <= dated[0] <= dated[1] <= time.time()


def test_a_batch_that_is_not_stored_is_counted(office: Desk):
    before = read(office)

    def fail(*_: object) -> None:
        raise OSError("no space")

    event.listen(office.services.db.engine, "commit", fail)
    with pytest.raises(Unavailable):
        office.add_item("item2")
    event.remove(office.services.db.engine, "commit", fail)
    assert grown(before, read(office), "icabinet_writer_batches_not_stored_total") == 1


def test_refusals_are_counted_by_code(office: Desk):
    before = read(office)
    client = office.app.test_client()
    client.get("/api/v1/me")
    client.get("/no/such/page")
    after = read(office)
    assert grown(before, after, "icabinet_refusals_total/not_signed_in") == 1
    assert grown(before, after, "icabinet_refusals_total/not_found") == 1


def test_workers_are_counted_by_state(office: Desk):
    before = read(office)
    states = [f"icabinet_workers/{state}" for state in ("busy", "idle", "empty")]
    assert [before[state] for state in states] == [0, 0, 1]
    office.services.pool.run("answer", deadline=30)
    after = read(office)
    assert [after[state] for state in states] == [0, 1, 0]
    assert grown(before, after, "icabinet_worker_jobs_total") == 1
    assert after["icabinet_workers_resident_bytes"] > 10_000_000


def test_papers_that_wait_are_counted(office: Desk):
    office.file_paper("paper3", pages=0)
    assert read(office)["icabinet_papers_waiting"] == 1


def test_without_a_database_the_rest_is_still_told(office: Desk):
    office.services.db.engine.dispose()
    for path in office.folder.glob("icabinet.sqlite*"):
        path.write_bytes(b"no database" * 1000)
    assert "icabinet_journal_entries_total" not in (found := read(office))
    assert found["icabinet_sockets"] == 0


def test_counting_from_many_threads_loses_nothing(office: Desk):
    before = read(office)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: office.add_item(f"many{n}x"), range(40)))
    assert grown(before, read(office), "icabinet_writer_batch_size_sum") == 40


def test_lag_is_how_late_one_wakes(monkeypatch):
    class Enough(Exception):
        pass

    now, late = [100.0], iter([0.0, 0.3])

    def sleep(seconds: float) -> None:
        try:
            now[0] += seconds + next(late)
        except StopIteration:
            raise Enough from None

    monkeypatch.setattr(metrics.time, "monotonic", lambda: now[0])
    before = metrics.REGISTRY.get_sample_value("icabinet_hub_lag_seconds_sum")
    with pytest.raises(Enough):
        metrics.watch_hub(sleep)
    assert metrics.REGISTRY.get_sample_value("icabinet_hub_lag_seconds_sum") - before == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("address", "host", "headers"),
    [
        ("192.168.1.20", "localhost", {}),
        ("127.0.0.1", "hop.example.vn", {}),
        ("127.0.0.1", "localhost", {"X-Forwarded-For": "192.168.1.20"}),
        ("127.0.0.1", "localhost", {"Forwarded": "for=192.168.1.20"}),
        ("127.0.0.1", "localhost", {"X-Real-IP": "192.168.1.20"}),
        ("", "localhost", {}),
    ],
)
def test_for_others_they_do_not_exist(office: Desk, address, host, headers):
    away = {"base_url": f"http://{host}", "environ_base": {"REMOTE_ADDR": address}}
    answer = office.app.test_client().get("/metrics", headers={"Accept": "application/json", **headers}, **away)
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("set_to", "given", "status"),
    [
        ("s3cret", "s3cret", 200),
        ("s3cret", "s3cre", 404),
        ("s3cret", "", 404),
        ("s3cret", "s\xe9cret", 404),
        ("", "", 404),
    ],
)
def test_a_token_opens_them_from_anywhere(office: Desk, monkeypatch, set_to, given, status):
    settings = replace(office.settings, metrics_token=set_to)
    monkeypatch.setitem(office.services.__dict__, "settings", settings)
    away = {"base_url": "http://hop.example.vn", "environ_base": {"REMOTE_ADDR": "192.168.1.20"}}
    answer = office.app.test_client().get("/metrics", headers={"Authorization": f"Bearer {given}"}, **away)
    assert answer.status_code == status


def test_every_metric_is_described_and_none_besides(office: Desk):
    described = set(re.findall(r"^\| `(icabinet_\w+)`", DOCUMENT.read_text(), re.MULTILINE))
    text = office.app.test_client().get("/metrics", **HERE).text
    families = {family.name for family in text_string_to_metric_families(text)}
    assert {name for name in families if name.startswith("icabinet_")} == {
        name.removesuffix("_total") for name in described
    }
