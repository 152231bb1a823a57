from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from planparse import store
from planparse.batch import Job, Limits, Outcome, Report, Status, find_files, only_writer, run
from planparse.errors import UserError
from planparse.readers.errors import ReadError
from planparse.store import PlanRows, Row

QUICK = Limits(seconds=20, memory=4 << 30)


def behave(path: Path) -> PlanRows:
    """Stands in for the reader: does what the text of the file says."""
    word, _, rest = path.read_text(encoding="utf-8").partition(" ")
    match word:
        case "hang":
            while True:
                pass
        case "sleep":
            time.sleep(float(rest))
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "exit":
            os._exit(3)
        case "eat":
            bytearray(64 << 30)
        case "eat_natively":
            raise RuntimeError(f"no dictionary: {os.strerror(errno.ENOMEM)} (os error 12)")
        case "interruptible":
            return plan_of(str(signal.getsignal(signal.SIGINT) is not signal.SIG_IGN))
        case "encrypted":
            raise ReadError("encrypted", "give --password")
        case "raise":
            raise KeyError("第1章")
        case "unstorable":
            return plan_of("\ud800")
        case "dangling":
            rows = plan_of(word)
            return PlanRows(rows.document, rows.tables | {"tables": [{"id": 0, "section_id": 0}]})
    return plan_of(word)


def plan_of(title: str) -> PlanRows:
    page: Row = {
        "id": 0,
        "page": 1,
        "label": None,
        "text": title,
        "furniture": "",
        "ruby": "[]",
        "width": None,
        "height": None,
    }
    return PlanRows({"title": title, "source_format": "text", "page_count": 1}, {"pages": [page]})


class Nightly:
    """One database and one folder of files, run again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "plans"
        self.folder.mkdir()
        self.db_path = folder / "out" / "plans.db"

    def put(self, **texts: str) -> None:
        for name, text in texts.items():
            (self.folder / f"{name}.txt").write_text(text, encoding="utf-8")

    def run(
        self, rules: str = "r1", limits: Limits = QUICK, force: bool = False, prune: bool = False, jobs: int = 2
    ) -> dict[str, str]:
        """The run's outcomes by file name: a status, or a failure's code."""
        self.report = self.run_with(
            lambda _: None, Job(behave, rules, jobs, limits, force, prune=prune, command="planparse run")
        )
        return {o.path.stem: o.failure.code if o.failure else o.status.value for o in self.report.outcomes}

    def run_with(self, report: Callable[[Outcome], None], job: Job) -> Report:
        return run(self.db_path, find_files([self.folder]), job, report)

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.db_path)) as connection:
            return connection.execute(sql).fetchall()

    def titles(self) -> list[object]:
        return [title for (title,) in self.query("SELECT title FROM documents ORDER BY slug")]


@pytest.fixture
def nightly(tmp_path: Path) -> Nightly:
    return Nightly(tmp_path)


# ---------------------------------------------------------------- which files


def test_folders_are_searched_for_plans_and_hidden_files_left_alone(tmp_path: Path) -> None:
    names = ("b.pdf", "a.TXT", "sub/c.md", "d.docx", ".hidden.pdf", ".git/e.txt", "sub/.f.md")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])] == ["a.TXT", "b.pdf", "sub/c.md"]


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "link.txt").symlink_to("a.txt")
    monkeypatch.chdir(tmp_path)
    assert find_files([Path("a.txt"), tmp_path, Path("../") / tmp_path.name / "a.txt"]) == [tmp_path / "a.txt"]


def test_of_links_to_a_file_the_first_is_read_only_where_the_file_is_not_found_itself(tmp_path: Path) -> None:
    for folder in ("links", "plans"):
        (tmp_path / folder).mkdir()
    (tmp_path / "plans" / "z.txt").touch()
    for name in ("b.txt", "a.txt", "c.txt"):
        (tmp_path / "links" / name).symlink_to("../plans/z.txt")
    assert find_files([tmp_path / "links"]) == [tmp_path / "links" / "a.txt"]
    assert find_files([tmp_path]) == [tmp_path / "plans" / "z.txt"]


@pytest.mark.parametrize("given", ["empty", "gone", "letter.docx"])
def test_nothing_to_read_is_a_usage_error(tmp_path: Path, given: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "letter.docx").touch()
    with pytest.raises(UserError, match=given):
        find_files([tmp_path / given])


def test_a_folder_that_cannot_be_listed_is_a_failure(nightly: Nightly, monkeypatch: pytest.MonkeyPatch) -> None:
    nightly.put(a="fine")
    (nightly.folder / "closed").mkdir()
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert nightly.run() == {"a": "ok", "closed": "unreadable"}


# ---------------------------------------------------------------- what is skipped


def test_only_what_changed_is_read_again(nightly: Nightly) -> None:
    nightly.put(a="one", b="two")
    assert nightly.run() == {"a": "ok", "b": "ok"}
    nightly.put(b="three")
    assert nightly.run() == {"a": "skipped", "b": "ok"}
    assert nightly.titles() == ["one", "three"]
    assert nightly.run(rules="r2") == {"a": "ok", "b": "ok"}
    assert nightly.run(rules="r2", force=True) == {"a": "ok", "b": "ok"}


def test_a_new_version_of_the_program_reads_everything_again(nightly: Nightly, monkeypatch: pytest.MonkeyPatch) -> None:
    nightly.put(a="one")
    nightly.run()
    monkeypatch.setattr("planparse.batch.runner.__version__", "99")
    assert nightly.run() == {"a": "ok"}


def test_slugs_do_not_depend_on_which_file_is_ready_first(nightly: Nightly) -> None:
    nightly.put(plan="sleep 0.5")
    (nightly.folder / "plan.md").write_text("quick", encoding="utf-8")
    nightly.run()
    assert nightly.query("SELECT slug, title FROM documents ORDER BY slug") == [
        ("plan", "quick"),
        ("plan-txt", "sleep"),
    ]


# ---------------------------------------------------------------- what fails


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("hang", "timeout", "--timeout"),
        ("crash", "worker_died", "SIGSEGV"),
        ("exit", "worker_died", "status 3"),
        ("eat", "out_of_memory", "4096 MiB"),
        ("eat_natively", "out_of_memory", "--memory gives more"),
        ("encrypted", "encrypted", "--password"),
        ("raise", "internal_error", "KeyError: '第1章' (test_batch.py:"),
        ("unstorable", "not_stored", "surrogates"),
        ("dangling", "not_stored", "KeyError('sections')"),
    ],
)
def test_a_bad_file_costs_only_itself(nightly: Nightly, text: str, code: str, says: str) -> None:
    nightly.put(a="fine", bad=text, c="fine", d="fine")
    limits = Limits(seconds=1 if text == "hang" else 20)
    assert nightly.run(limits=limits, jobs=1) == {"a": "ok", "bad": code, "c": "ok", "d": "ok"}
    [(path, document, found, message)] = nightly.query(
        "SELECT source_path, document_id, code, message FROM diagnostics"
    )
    assert (path, document, found) == (str(nightly.folder / "bad.txt"), None, code)
    assert says in str(message)


def test_a_file_that_cannot_be_opened_is_a_failure(nightly: Nightly) -> None:
    nightly.put(a="fine", b="fine")
    files = find_files([nightly.folder])
    (nightly.folder / "a.txt").unlink()
    report = run(nightly.db_path, files, Job(behave, "r1", 2, QUICK), lambda _: None)
    assert [outcome.failure and outcome.failure.code for outcome in report.outcomes] == ["unreadable", None]


def test_a_name_that_is_no_utf8_is_a_failure(nightly: Nightly) -> None:
    nightly.put(a="fine")
    Path(os.fsdecode(bytes(nightly.folder) + b"/\x8cv.txt")).touch()
    assert nightly.run() == {"a": "ok", "\\udc8cv": "bad_name"}


def test_a_failed_file_keeps_its_old_rows_and_is_tried_again(nightly: Nightly) -> None:
    nightly.put(a="old")
    nightly.run()
    nightly.put(a="encrypted")
    assert nightly.run() == nightly.run() == {"a": "encrypted"}
    assert nightly.titles() == ["old"]
    assert nightly.query("SELECT count(*) FROM diagnostics") == [(1,)]
    nightly.put(a="new")
    assert nightly.run() == {"a": "ok"}
    assert nightly.query("SELECT count(*) FROM diagnostics") == [(0,)]


def test_a_failure_is_tried_again_although_the_stored_rows_are_of_these_bytes(nightly: Nightly) -> None:
    nightly.put(a="sleep 1")
    assert nightly.run() == {"a": "ok"}
    assert nightly.run(force=True, limits=Limits(seconds=0.2)) == {"a": "timeout"}
    assert nightly.run() == {"a": "ok"}
    assert nightly.run() == {"a": "skipped"}


def test_a_file_that_is_gone_is_noted_and_pruned_on_request(nightly: Nightly) -> None:
    nightly.put(a="one", b="two", broken="raise")
    nightly.run()
    (nightly.folder / "b.txt").unlink()
    (nightly.folder / "broken.txt").unlink()
    nightly.run()
    assert nightly.report.missing == (nightly.folder / "b.txt",)
    assert nightly.titles() == ["one", "two"]
    assert nightly.query("SELECT code FROM diagnostics") == [("missing_source",)]
    nightly.run(prune=True)
    assert nightly.titles() == ["one"]
    assert nightly.query("SELECT code FROM diagnostics") == []


# ---------------------------------------------------------------- the run itself


def test_each_run_leaves_its_counts(nightly: Nightly) -> None:
    nightly.put(a="one", b="encrypted")
    nightly.run()
    nightly.put(c="three")
    nightly.run()
    assert nightly.query("SELECT n_ok, n_failed, n_skipped, rules_version, command FROM runs") == [
        (1, 1, 0, "r1", "planparse run"), (1, 1, 1, "r1", "planparse run")
    ]  # fmt: skip
    assert nightly.query("SELECT count(*) FROM runs WHERE started_at <= finished_at AND started_at LIKE '%+00:00'") == [
        (2,)
    ]


def test_an_interrupted_run_keeps_what_it_reported_and_leaves_no_workers(nightly: Nightly) -> None:
    nightly.put(a="one", b="hang", c="hang")

    def interrupt(outcome: Outcome) -> None:
        assert outcome.status is Status.OK
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        nightly.run_with(interrupt, Job(behave, "r1", 2, QUICK))
    assert nightly.titles() == ["one"]
    assert nightly.query("SELECT n_ok, finished_at IS NULL FROM runs") == [(1, 0)]
    assert multiprocessing.active_children() == []


def test_workers_leave_ctrl_c_to_the_parent_from_their_very_start(nightly: Nightly) -> None:
    nightly.put(a="interruptible")
    nightly.run()
    assert nightly.titles() == ["False"]


def test_a_second_run_says_that_it_waits_and_then_goes_on(tmp_path: Path) -> None:
    db_path = tmp_path / "plans.db"
    events: list[str] = []
    entered = threading.Event()

    def announce() -> None:
        events.append("waits")
        entered.set()

    def second() -> None:
        with only_writer(db_path, announce):
            events.append("second")

    with only_writer(db_path, lambda: events.append("never")):
        thread = threading.Thread(target=second)
        thread.start()
        assert entered.wait(10)
        events.append("first ends")
    thread.join(10)
    assert events == ["waits", "first ends", "second"]


def test_the_database_may_be_read_while_a_run_writes(nightly: Nightly) -> None:
    nightly.put(a="one", b="two")
    seen: list[int] = []

    def look(outcome: Outcome) -> None:
        with closing(store.read_database(nightly.db_path)) as db:
            seen.append(db.table("documents").count)

    nightly.run_with(look, Job(behave, "r1", 1, QUICK))
    assert seen == [1, 2]
