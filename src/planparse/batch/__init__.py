"""The batch run: which files, in which processes, under which limits, into which rows."""

from planparse.batch.files import find_files, only_writer
from planparse.batch.runner import Job, Outcome, Report, Status, read_plan, run
from planparse.batch.workers import Failure, Limits

__all__ = ["Failure", "Job", "Limits", "Outcome", "Report", "Status", "find_files", "only_writer", "read_plan", "run"]
