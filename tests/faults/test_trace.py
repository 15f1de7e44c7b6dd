"""Reading a trace: an answer that leaves before the sync is found, in one thread or in two."""

from tests.faults.trace import order

WRITE = '7 pwrite64(9<{}/icabinet.sqlite-wal>, "...", 4096, 32) = 4096'.format("/data")
SYNC = "7 fdatasync(9</data/icabinet.sqlite-wal>) = 0"
ANSWER = r'7 sendto(12<TCP:[1]>, "\201~\0\2043\0043" "4312[{\"ok\":{\"seq\":3}}]", 60, 0, NULL, 0) = 60'
ENTRIES = r'7 sendto(12<TCP:[1]>, "42[\"entries\",{}]", 60, 0, NULL, 0) = 60'


def test_write_sync_answer_is_right():
    found = order([WRITE, WRITE, SYNC, ENTRIES, ANSWER, WRITE, SYNC, ANSWER])
    assert (found.answers, found.synced, found.too_early) == (2, 2, [])


def test_an_answer_before_the_sync_is_too_early():
    found = order([WRITE, ANSWER, SYNC])
    assert (found.answers, found.synced, len(found.too_early)) == (1, 1, 1)


def test_without_any_sync_every_answer_is_too_early():
    found = order([WRITE, ANSWER, WRITE, ANSWER])
    assert (found.synced, len(found.too_early)) == (0, 2)


def test_a_sync_of_something_else_does_not_count():
    found = order([WRITE, SYNC.replace("sqlite-wal", "log"), ANSWER])
    assert (found.synced, len(found.too_early)) == (0, 1)


def test_a_failed_sync_does_not_count():
    assert order([WRITE, SYNC.replace("= 0", "= -1 EIO"), ANSWER]).too_early


def test_a_sync_in_another_thread_counts_when_it_has_ended():
    begins, ends = SYNC.replace(") = 0", " <unfinished ...>"), "7 <... fdatasync resumed>) = 0"
    other = ANSWER.replace("7 sendto", "8 sendto")
    assert order([WRITE, begins, other, ends]).too_early
    assert not order([WRITE, begins, ends, other]).too_early
