"""Check the archive of a meeting with nothing but Python, whoever made it and wherever it lies now.

    python verify.py ARCHIVE.zip [--head HASH] [--sha256 HASH]

ARCHIVE is the file, or the folder that it was unpacked into. --head: the hash that is printed on the signed minutes;
--sha256: the hash that the hand-over names. Exit with 1 if anything is not as it was. This file lies in every archive
as verify.py, so that it can be checked where there is no I-Cabinet any more.
"""

import argparse
import hashlib
import json
import sys
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from typing import IO, Any

CHUNK = 1 << 20
ALGORITHMS = ("sha256", "sha512")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
TAGS = ("bagit.txt", "bag-info.txt", "verify.py", "manifest-sha256.txt", "manifest-sha512.txt")
ATTACHED = ("conclusions.file_added", "tasks.file_added")
# Of which entries the body may be kept back: marks and comments for some people only, ballots that were never counted.
WITHHELD = ("ink.", "comments.", "polls.ballot_cast")
DAMAGES = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)
Entry = dict[str, Any]
LETTERS = {"y": "yes", "n": "no", "a": "abstain"}


class Archive:
    """The files of an archive by their paths in it. `faults`: what was found, in sentences."""

    def __init__(self, path: Path) -> None:
        self.faults: list[str] = []
        self.sums: dict[str, dict[str, str]] = {}
        self.sizes: dict[str, int] = {}
        self._zip = None if path.is_dir() else zipfile.ZipFile(path)
        names = (
            [info.filename for info in self._zip.infolist() if not info.is_dir()]
            if self._zip
            else [found.relative_to(path.parent).as_posix() for found in sorted(path.rglob("*")) if found.is_file()]
        )
        self._base = path.parent
        roots = {name.partition("/")[0] for name in names}
        self.root = roots.pop() if len(roots) == 1 else ""
        if not self.root:
            self.faults.append("there is not one folder that holds everything")
        for name, times in Counter(names).items():
            if times > 1:
                self.faults.append(f"{name} is there {times} times")
            if name.startswith("/") or ".." in name.split("/") or "\\" in name:
                self.faults.append(f"{name} leads out of the archive")
        self.names = {name.partition("/")[2] for name in names}

    def open(self, name: str) -> IO[bytes]:
        whole = f"{self.root}/{name}"
        return self._zip.open(whole) if self._zip else (self._base / whole).open("rb")

    def read(self, name: str) -> bytes:
        """Return a file's bytes, nothing of one that is not there: that is a finding of its own."""
        if name not in self.names:
            self.faults.append(f"{name} is missing")
            return b""
        try:
            with self.open(name) as file:
                return file.read()
        except DAMAGES as error:
            self.faults.append(f"{name} is damaged: {error}")
            return b""

    def json(self, name: str) -> Any:
        try:
            return json.loads(self.read(name) or b"null")
        except ValueError:
            self.faults.append(f"{name} cannot be read")
            return None

    def hash_all(self) -> None:
        """Read every file once; zip says by itself what was damaged."""
        for name in sorted(self.names):
            digests, size = [hashlib.new(one) for one in ALGORITHMS], 0
            try:
                with self.open(name) as file:
                    while chunk := file.read(CHUNK):
                        size += len(chunk)
                        for digest in digests:
                            digest.update(chunk)
            except DAMAGES as error:
                self.faults.append(f"{name} is damaged: {error}")
            self.sums[name] = {one: digest.hexdigest() for one, digest in zip(ALGORITHMS, digests, strict=True)}
            self.sizes[name] = size


def check_manifests(archive: Archive) -> None:
    """Every file stands in every manifest with its hash, and nothing else does."""
    payload = {name for name in archive.names if name.startswith("data/")}
    tags = {name for name in archive.names - payload if not name.startswith("tagmanifest-")}
    for name in TAGS:
        if name not in archive.names:
            archive.faults.append(f"{name} is missing")
    if "bagit.txt" in archive.names and archive.read("bagit.txt") != DECLARATION:
        archive.faults.append("bagit.txt does not say what BagIt 1.0 says")
    for algorithm in ALGORITHMS:
        check_manifest(archive, f"manifest-{algorithm}.txt", algorithm, payload)
        check_manifest(archive, f"tagmanifest-{algorithm}.txt", algorithm, tags)
    said = info_of(archive).get("Payload-Oxum", "")
    if said != f"{sum(archive.sizes[name] for name in payload)}.{len(payload)}":
        archive.faults.append(f"bag-info.txt says {said} of the payload")


def check_manifest(archive: Archive, manifest: str, algorithm: str, files: set[str]) -> None:
    listed = read_manifest(archive, manifest)
    for name in sorted(files - listed.keys()):
        archive.faults.append(f"{name} is not listed in {manifest}")
    for name, wanted in listed.items():
        if name not in files:
            archive.faults.append(f"{name} is listed in {manifest} and not there")
        elif archive.sums[name][algorithm] != wanted:
            archive.faults.append(f"{name} was changed: not the {algorithm} of {manifest}")


def read_manifest(archive: Archive, manifest: str) -> dict[str, str]:
    found = {}
    for line in archive.read(manifest).decode("utf-8", "replace").splitlines():
        wanted, _, name = line.partition("  ")
        found[name.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")] = wanted
    return found


def info_of(archive: Archive) -> dict[str, str]:
    lines = archive.read("bag-info.txt").decode("utf-8", "replace").splitlines()
    return {name: value for name, _, value in (line.partition(": ") for line in lines)}


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def read_entry(line: bytes, stream: str) -> tuple[Entry, list[Any]]:
    """Return an entry, with its fact (None: erased or kept back), and its envelope. Raises what JSON and dicts do."""
    entry: Entry = json.loads(line)
    body = entry["body"]
    entry["fact"] = None if body is None else json.loads(body)
    names = ("seq", "name", "version", "at", "actor", "cause")
    return entry, [stream, *(entry[name] for name in names), bytes.fromhex(entry["body_hash"]).hex()]


def check_journal(archive: Archive, head_wanted: str) -> list[Entry]:
    """Recompute every hash; return the entries."""
    entries: list[Entry] = []
    previous, info = bytes(32), info_of(archive)
    for number, line in enumerate(archive.read("data/journal.jsonl").splitlines(), 1):
        try:
            entry, envelope = read_entry(line, info.get("Journal-Stream", ""))
        except (ValueError, KeyError, TypeError):
            archive.faults.append(f"line {number} of the journal cannot be read")
            break
        if entry["seq"] != number:
            archive.faults.append(f"entry {number} of the journal is missing")
            break
        body = entry["body"]
        if body is not None and hashlib.sha256(body.encode()).hexdigest() != entry["body_hash"]:
            archive.faults.append(f"the body of entry {number} was changed")
            # What it says now is nobody's word.
            entry["fact"] = None
        previous = hashlib.sha256(previous + canonical(envelope)).digest()
        if previous.hex() != entry["hash"]:
            archive.faults.append(f"the envelope of entry {number} was changed")
        entries.append(entry)
    check_bodies(archive, entries)
    if (info.get("Journal-Head"), info.get("Journal-Entries")) != (previous.hex(), str(len(entries))):
        archive.faults.append("the journal does not end as bag-info.txt says")
    if head_wanted and head_wanted.lower() not in {entry["hash"] for entry in entries}:
        archive.faults.append(f"no entry of the journal has the hash {head_wanted}")
    return entries


def check_bodies(archive: Archive, entries: list[Entry]) -> None:
    """A body that is not there was erased, and a later entry says so; or it is of a kind that is kept back."""
    erased: set[int] = set()
    for entry in reversed(entries):
        if entry["body"] is not None:
            if entry["name"] == "archive.erased" and entry["fact"]:
                erased.update(seq for first, last in entry["fact"]["spans"] for seq in range(first, last + 1))
            continue
        kept_back = entry.get("withheld") and entry["name"].startswith(WITHHELD)
        if not kept_back and entry["seq"] not in erased:
            archive.faults.append(f"the body of entry {entry['seq']} is gone and nobody erased it")


def check_papers(archive: Archive, entries: list[Entry]) -> None:
    """Every paper that the journal tells of, and was not taken away again, is there with the bytes that were filed."""
    files = {paper["id"]: paper for paper in archive.json("data/papers/papers.json") or []}
    removed = {entry["fact"]["paper"] for entry in entries if entry["fact"] and entry["name"] == "papers.removed"}
    for entry in entries:
        if entry["name"] != "papers.filed" or not entry["fact"] or entry["fact"]["paper"] in removed:
            continue
        paper = files.get(entry["fact"]["paper"])
        if paper is None:
            archive.faults.append(f"the paper “{entry['fact']['title']}” is missing")
        elif archive.sums.get(f"data/{paper['file']}", {}).get("sha256") != entry["fact"]["sha"]:
            archive.faults.append(f"the paper “{entry['fact']['title']}” is not what was filed (entry {entry['seq']})")


def check_attached(archive: Archive, entries: list[Entry]) -> None:
    """Every file that went with a conclusion or a task, and was not taken away again, is there."""
    there = {sums["sha256"] for sums in archive.sums.values()}
    told = [(entry["name"], entry["fact"], entry["seq"]) for entry in entries if entry["fact"]]
    removed = {fact["file"] for name, fact, _ in told if name == "conclusions.file_removed"}
    for name, fact, seq in told:
        if name in ATTACHED and fact["file"] not in removed and fact["sha"] not in there:
            archive.faults.append(f"the file “{fact['filename']}” is missing or was changed (entry {seq})")


def check_documents(archive: Archive, entries: list[Entry]) -> None:
    """What was issued says what the journal says, and the hash that is printed on it is the journal's."""
    hashes = {entry["seq"]: entry["hash"] for entry in entries}
    there = {sums["sha256"] for sums in archive.sums.values()}
    signed = {e["fact"]["document"]: e["fact"]["sha"] for e in entries if e["fact"] and e["name"] == "signing.signed"}
    for document, sha in signed.items():
        if sha not in there:
            archive.faults.append(f"the signed file of the document {document} is missing or was changed")
    for entry in entries:
        fact = entry["fact"]
        if entry["name"] != "minutes.issued" or not fact:
            continue
        if archive.json(f"data/documents/{fact['document']}.json") != fact["content"]:
            archive.faults.append(f"the document of entry {entry['seq']} does not say what was issued")
        if fact["head"] and hashes.get(fact["seq"]) != fact["head"]:
            archive.faults.append(f"the document of entry {entry['seq']} names another journal")


def check_votes(archive: Archive, entries: list[Entry]) -> None:
    """Each vote is counted again from its ballots, and its record says what the journal says."""
    prepared: dict[str, Entry] = {}
    cast: dict[str, dict[str, str]] = {}
    for entry in entries:
        fact, name = entry["fact"] or {}, entry["name"]
        poll = str(fact.get("poll", ""))
        if name == "polls.prepared":
            prepared[poll] = fact
        elif name == "polls.ballot_cast" and poll:
            cast.setdefault(poll, {})[fact["voter"]] = fact["choice"]
        elif name == "polls.closed" and entry["version"] > 1 and poll:
            check_vote(archive, poll, prepared.get(poll, {}), cast.get(poll, {}), fact["result"])


def check_vote(archive: Archive, poll: str, asked: Entry, cast: dict[str, str], result: Entry) -> None:
    question = asked.get("question", poll)
    record = archive.json(f"data/votes/{poll}.json")
    if record is None or record["result"] != result:
        archive.faults.append(f"the record of the vote “{question}” is not what the journal says")
    if asked.get("secret") and cast:
        archive.faults.append(f"ballots of the secret vote “{question}” have names")
    trackers = result.get("trackers")
    if trackers is None:
        ballots = [line["ballot"] for line in result.get("roll") or () if line.get("ballot") is not None]
        if {line["person"]: line["ballot"] for line in result.get("roll") or () if line.get("ballot")} != cast:
            archive.faults.append(f"the roll of the vote “{question}” is not what was cast")
    else:
        ballots = [ballot for _, ballot in trackers]
        if len({tracker for tracker, _ in trackers}) < len(trackers) or len(ballots) > result["received"]:
            archive.faults.append(f"the vote “{question}” has more ballots than voters")
    shape = asked.get("shape") or {}
    form, options = shape.get("form", "motion"), shape.get("options") or ["motion"]
    if form == "ranked":
        return
    for place, outcome in enumerate(result["outcomes"]):
        counts = Counter(said(ballot, place, form) for ballot in ballots)
        paper = (result.get("paper") or [{}] * len(options))[place]
        for side in ("yes", "no", "abstain"):
            if counts[side] + paper.get(side, 0) != outcome["counts"][side]:
                archive.faults.append(f"the vote “{question}” comes to another number of “{side}”")


def said(ballot: str, option: int, form: str) -> str:
    """What a ballot says of an option, or of the motion."""
    if form == "motion" or ballot == "abstain":
        return ballot
    if form == "each":
        return LETTERS.get(ballot[option : option + 1], "")
    return "yes" if str(option) in ballot.split(",") else "no"


def examine(path: str | Path, head: str = "", sha256: str = "") -> tuple[list[str], dict[str, Any]]:
    """Return (faults, what was found: {name: number or text}) of the archive at this path."""
    path = Path(path)
    try:
        archive = Archive(path.resolve())
    except (zipfile.BadZipFile, OSError) as error:
        return [f"this is no archive: {error}"], {}
    if sha256:
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256.lower():
                archive.faults.append(f"this is not the file with the SHA-256 {sha256}")
    if archive.root:
        archive.hash_all()
        check_manifests(archive)
        entries = check_journal(archive, head)
        for check in (check_papers, check_attached, check_documents, check_votes):
            try:
                check(archive, entries)
            except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
                # Whoever changed it also changed what it is made of.
                archive.faults.append(f"what is written cannot be understood: {error!r}")
    info = info_of(archive) if archive.root else {}
    wanted = ("Source-Organization", "External-Description", "Journal-Entries", "Journal-Head")
    return list(dict.fromkeys(archive.faults)), {
        "Files": len(archive.names),
        **{name: info.get(name, "") for name in wanted},
    }


def report(path: str | Path, head: str = "", sha256: str = "") -> bool:
    """Print what was found; return whether everything is as it was."""
    faults, found = examine(path, head, sha256)
    for name, value in found.items():
        print(f"{name}: {value}")
    for fault in faults:
        print(f"FAULT: {fault}")
    print(f"{len(faults)} faults" if faults else "everything is as it was when the archive was made")
    return not faults


def main() -> None:
    parser = argparse.ArgumentParser(description="Check the archive of a meeting.")
    parser.add_argument("archive")
    parser.add_argument("--head", default="")
    parser.add_argument("--sha256", default="")
    given = parser.parse_args()
    sys.exit(0 if report(given.archive, given.head, given.sha256) else 1)


if __name__ == "__main__":
    main()
