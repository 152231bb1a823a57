"""Work on files in processes of their own, under a time and a memory limit that hold in native code too.

One worker has one pipe, so that a worker that dies in the middle of anything costs its own file and nothing else. The
time limit is an alarm of the worker's own kernel timer: it ends native code that never returns, and a worker whose
parent is gone.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import resource
import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Generic, TypeVar

from planparse.readers.errors import ReadError

Result = TypeVar("Result")


@dataclass(frozen=True)
class Limits:
    """What one file may cost: `seconds` of time, `memory` in bytes of address space."""

    seconds: float = 120.0
    memory: int = 4 << 30


@dataclass(frozen=True)
class Failure:
    """Why a file gave no result; `code` is a diagnostic's code."""

    code: str
    message: str


@dataclass(frozen=True)
class Done(Generic[Result]):
    """What became of one file, in `seconds` of wall-clock time."""

    path: Path
    result: Result | Failure
    seconds: float


def work(
    paths: Iterable[Path], task: Callable[[Path], Result], limits: Limits, n_workers: int
) -> Generator[Done[Result]]:
    """Call `task` on each path in up to `n_workers` processes; results come as they are ready.

    `task` and its results must be picklable. A task that raises, hangs, outgrows its limit or dies gives a Failure.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["planparse.batch"])
    waiting = deque(paths)
    busy: dict[Connection, _Worker] = {}
    try:
        while waiting or busy:
            while waiting and len(busy) < n_workers:
                worker = _Worker(context, task, limits)
                busy[worker.pipe] = worker
                worker.give(waiting.popleft())
            for pipe in wait(list(busy)):
                assert isinstance(pipe, Connection)
                worker = busy[pipe]
                try:
                    result = pipe.recv()
                except (EOFError, OSError):
                    result = None
                yield Done(worker.path, worker.cause_of_death() if result is None else result, worker.seconds)
                if result is not None and waiting:
                    worker.give(waiting.popleft())
                else:
                    worker.stop()
                    del busy[pipe]
    finally:
        for worker in busy.values():
            worker.stop()


def _start_forkserver() -> None:
    """Start the process from which workers are forked, if there is none.

    Like them it ignores Ctrl-C, which the parent alone answers.
    """
    answer = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        forkserver.ensure_running()
    finally:
        signal.signal(signal.SIGINT, answer)


class _Worker:
    """The parent's side of one worker process."""

    def __init__(
        self, context: multiprocessing.context.ForkServerContext, task: Callable[[Path], object], limits: Limits
    ) -> None:
        self.pipe, theirs = context.Pipe()
        self.limits = limits
        self.path = Path()
        self.began = 0.0
        self.process: ForkServerProcess = context.Process(target=_serve, args=(theirs, task, limits), daemon=True)
        _start_forkserver()
        self.process.start()
        theirs.close()

    def give(self, path: Path) -> None:
        """Hand over the next file. A worker that died in the meantime is noticed when its answer is awaited."""
        self.path = path
        self.began = time.monotonic()
        with suppress(OSError):
            self.pipe.send(path)

    @property
    def seconds(self) -> float:
        """Time since the file was handed over."""
        return time.monotonic() - self.began

    def cause_of_death(self) -> Failure:
        """Why there is no answer."""
        self.process.join()
        code = self.process.exitcode or 0
        if code == -signal.SIGALRM:
            return Failure("timeout", f"not read within {self.limits.seconds:g} s; --timeout gives more")
        if code < 0:
            name = signal.Signals(-code).name
            return Failure("worker_died", f"the reading process was ended by {name}; out of memory, or a damaged file")
        return Failure("worker_died", f"the reading process ended by itself with status {code}")

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.pipe.close()
        self.process.kill()
        self.process.join()


def _serve(pipe: Connection, task: Callable[[Path], object], limits: Limits) -> None:
    """The worker process: answer one path after the other until the parent hangs up."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    with suppress(EOFError, BrokenPipeError):
        while True:
            path = pipe.recv()
            signal.setitimer(signal.ITIMER_REAL, limits.seconds)
            pipe.send(_attempt(task, path, limits))
            signal.setitimer(signal.ITIMER_REAL, 0)


def _attempt(task: Callable[[Path], object], path: Path, limits: Limits) -> object:
    """The result of the task, or the Failure that its exception means."""
    try:
        return task(path)
    except ReadError as error:
        return Failure(error.code, error.message)
    except Exception as error:
        # Native libraries do not raise MemoryError, but say in words that they got none.
        if isinstance(error, MemoryError) or os.strerror(errno.ENOMEM) in str(error):
            return Failure("out_of_memory", f"needs more than {limits.memory >> 20} MiB; --memory gives more")
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{os.path.basename(frame.filename)}:{frame.lineno}"
        return Failure("internal_error", f"{type(error).__name__}: {error} ({where}); please report it with the file")
