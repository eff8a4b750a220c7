"""The errors Nightjar raises: each says what must be so, what was found and what to do."""


class NightjarError(Exception):
    """A fault that a user can understand and mend; commands print it as one sentence."""


class SetupError(NightjarError):
    """Something outside the data is missing: a program, a right, a folder, a database."""


class SourceError(NightjarError):
    """A file cannot be loaded as it is: the load stops and the database is as before."""


class CrsError(NightjarError):
    """Coordinates are not in the reference system that the function works in."""


class QuestionError(NightjarError):
    """A question was asked with values that cannot be answered.

    ``field`` is the name of the form's field that the words are about, if they are about one.
    """

    def __init__(self, words: str = "", field: str | None = None) -> None:
        super().__init__(words)
        self.field = field


class ClashError(NightjarError):
    """Somebody else wrote a newer version meanwhile: both must be seen before one is kept."""


class SentBeforeError(NightjarError):
    """A form was sent a second time: what it says was done when it was first sent."""


class NotFoundError(NightjarError):
    """What was asked for does not exist, or may not be seen by who asks."""


class PublicationError(NightjarError):
    """A quarter cannot be published as asked: what is published must stay safe and final."""


class AuditError(NightjarError):
    """Who looks cannot be recorded, so nothing is shown; or the record is not what it was."""


class PurposeError(NightjarError):
    """What was asked for is protected, and nobody has said what for."""


class HeldBackError(NightjarError):
    """What was to be deleted is under a legal hold."""


class SnapshotError(NightjarError):
    """A snapshot is not what was signed, so it is not shown; or the key to tell is missing."""


class BackupError(NightjarError):
    """A backup cannot be made or used: what is there stays as it is."""
