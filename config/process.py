"""The municipality's own data: how a collaboration runs, and the programme's standpoints."""

from __future__ import annotations

from datetime import time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from config.before_parts import in_weeks, with_parts
from config.files import read_toml

HERE = Path(__file__).parent


class Entry(BaseModel):
    """One entry that people see by name and documents keep by id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    sv: str
    en: str

    def name(self, language: str) -> str:
        """Return the name in `sv` or `en`."""
        return self.en if language == "en" else self.sv


class StagePart(StrEnum):
    """What part a stage plays, whatever it is called.

    REQUEST: a request that waits to be dealt with; just one stage.
    WORK: a pair is at work. The first of these is reached when a pair is appointed.
    CLOSING: the work is rounded off; sessions are booked and held as before.
    RESTING: the work rests. Sessions can be booked, but none takes the collaboration any further.
    ENDED: the work is done or was broken off.
    REFUSED: those who coordinate declined the request; just one stage.
    WITHDRAWN: whoever sent the request took it back; just one stage.
    """

    REQUEST = "request"
    WORK = "work"
    CLOSING = "closing"
    RESTING = "resting"
    ENDED = "ended"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


_JUST_ONE = (StagePart.REQUEST, StagePart.REFUSED, StagePart.WITHDRAWN)


class Stage(Entry):
    """A stage of a collaboration. `weeks` is its usual length in school weeks, see `config.school_weeks`."""

    part: StagePart
    weeks: int | None = Field(default=None, ge=1)

    @model_validator(mode="before")
    @classmethod
    def _before_weeks(cls, data: Any) -> Any:
        return in_weeks(data) if isinstance(data, dict) else data

    @property
    def ended(self) -> bool:
        """Whether nothing more is booked here."""
        return self.part in {StagePart.ENDED, StagePart.REFUSED, StagePart.WITHDRAWN}

    @property
    def moves(self) -> bool:
        """Whether a session that is held can take a collaboration on from here."""
        return self.part in {StagePart.WORK, StagePart.CLOSING}


SharedWith = tuple[Literal["pair", "principal", "process-group", "coordinator", "own-group"], ...]


class SessionKind(Entry):
    """What can be booked.

    Attributes:
        minutes: usual length.
        begins: the stage that is reached once one has been held.
        own_group: it is the developers' own and belongs to no collaboration.
        shared_with: who may read a reflection on one unless its author says otherwise, or None for the
            process's own; of the developers' own sessions nobody, unless it is said here.
    """

    minutes: int
    begins: str | None = None
    own_group: bool = False
    shared_with: SharedWith | None = None

    @model_validator(mode="after")
    def _possible_readers(self) -> Self:
        possible = {"own-group", "coordinator"} if self.own_group else _OF_COLLABORATION
        wrong = sorted(set(self.shared_with or ()) - possible)
        if wrong:
            raise ValueError(f"shared_with can't name {', '.join(wrong)} in {self.id}")
        return self


_OF_COLLABORATION = frozenset({"pair", "principal", "process-group", "coordinator"})


class Size(Entry):
    """How large a collaboration can be. `weight` is what it adds to the load of each who leads it."""

    weight: float = Field(ge=0)


MEDIUM = Size(id="medium", sv="medelstort", en="medium", weight=1)


class DigestTimes(BaseModel):
    """When the weekly digest is posted: ISO weekday, 1 is Monday, and the time on the wall clock."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weekday: int = Field(ge=1, le=7)
    time: time


class Standpoint(Entry):
    """One of the programme's standpoints, what it is called in short, and its success factor.

    The factor is empty until the municipality fills it in, the short names where it has none.
    """

    short_sv: str = ""
    short_en: str = ""
    factor_sv: str = ""
    factor_en: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What it can be called, in both languages."""
        return tuple(filter(None, (self.id, self.sv, self.en, self.short_sv, self.short_en)))


E = TypeVar("E", bound=Entry)


def _by_id(entries: tuple[E, ...], wanted: str) -> E:
    for entry in entries:
        if entry.id == wanted:
            return entry
    raise KeyError(wanted)


class Process(BaseModel):
    """How a collaboration runs here: its stages in order, what can be booked, and the schools' forms.

    Attributes:
        usual_kind: the kind of session that is booked unless another is said.
        usual_size: the size of a collaboration of which no other is said.
        full_load: the load that fits a developer who works full time, as the sizes weigh it.
        school_years: how many school years a collaboration is expected to last.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    stages: tuple[Stage, ...]
    session_kinds: tuple[SessionKind, ...]
    school_forms: tuple[Entry, ...]
    owners: tuple[Entry, ...]
    digest: DigestTimes
    sizes: tuple[Size, ...] = (MEDIUM,)
    usual_kind: str = "learning"
    usual_size: str = MEDIUM.id
    full_load: float = Field(default=6, gt=0)
    school_years: int = Field(default=1, ge=1)
    shared_with: SharedWith = ("pair", "coordinator")

    @model_validator(mode="before")
    @classmethod
    def _before_parts(cls, data: Any) -> Any:
        return with_parts(data) if isinstance(data, dict) else data

    @model_validator(mode="after")
    def _possible_readers(self) -> Self:
        if set(self.shared_with) - _OF_COLLABORATION:
            raise ValueError("shared_with can't name own-group, which only kinds with own_group have")
        return self

    @model_validator(mode="after")
    def _each_id_once(self) -> Self:
        for entries in (self.stages, self.session_kinds, self.school_forms, self.owners, self.sizes):
            ids = [entry.id for entry in entries]
            twice = sorted({one for one in ids if ids.count(one) > 1})
            if twice:
                raise ValueError(f"{', '.join(twice)} is there twice")
        if self.usual_kind not in {kind.id for kind in self.session_kinds}:
            raise ValueError(f"session_kinds lacks {self.usual_kind}")
        if self.usual_size not in {size.id for size in self.sizes}:
            raise ValueError(f"sizes lacks {self.usual_size}")
        return self

    @model_validator(mode="after")
    def _known_stages(self) -> Self:
        known = {stage.id for stage in self.stages}
        missing = {kind.begins for kind in self.session_kinds if kind.begins} - known
        if missing:
            raise ValueError(f"stages lacks {', '.join(sorted(missing))}")
        return self

    @model_validator(mode="after")
    def _each_part_played(self) -> Self:
        for part in _JUST_ONE:
            ids = [stage.id for stage in self.stages if stage.part is part]
            if len(ids) > 1:
                raise ValueError(f'just one of stages can have part = "{part}", not {", ".join(ids)}')
        for part in (*_JUST_ONE, StagePart.WORK):
            if part not in {stage.part for stage in self.stages}:
                raise ValueError(f'one of stages must have part = "{part}"')
        return self

    @property
    def request(self) -> Stage:
        """The stage in which a request waits."""
        return self._first(StagePart.REQUEST)

    @property
    def appointed(self) -> Stage:
        """The stage that is reached when a pair is appointed."""
        return self._first(StagePart.WORK)

    @property
    def refused(self) -> Stage:
        """The stage of a request that was declined."""
        return self._first(StagePart.REFUSED)

    @property
    def withdrawn(self) -> Stage:
        """The stage of a request that was taken back."""
        return self._first(StagePart.WITHDRAWN)

    @property
    def resting(self) -> Stage | None:
        """The stage of what is paused; None where nothing can be."""
        return next((stage for stage in self.stages if stage.part is StagePart.RESTING), None)

    def ending(self, *, early: bool) -> Stage | None:
        """Return the stage of what is completed, or ended early: the first of part `ended`, and the last."""
        ended = [stage for stage in self.stages if stage.part is StagePart.ENDED]
        return ended[-1 if early else 0] if ended else None

    @property
    def worked_through(self) -> tuple[Stage, ...]:
        """The stages that a pair at work goes through, in order."""
        return tuple(stage for stage in self.stages if stage.moves)

    def size(self, size_id: str | None) -> Size:
        """Return the size, the usual one for None. Raises KeyError where there is none."""
        return _by_id(self.sizes, size_id or self.usual_size)

    def _first(self, part: StagePart) -> Stage:
        return next(stage for stage in self.stages if stage.part is part)

    def stage(self, stage_id: str) -> Stage:
        """Return the stage. Raises KeyError where there is none."""
        return _by_id(self.stages, stage_id)

    def session_kind(self, kind_id: str) -> SessionKind:
        """Return the kind of session. Raises KeyError where there is none."""
        return _by_id(self.session_kinds, kind_id)

    def readers_of(self, kind_id: str) -> SharedWith:
        """Return who may read a reflection on a session of the kind unless its author says otherwise.

        Raises KeyError where there is no such kind.
        """
        kind = self.session_kind(kind_id)
        if kind.shared_with is not None:
            return kind.shared_with
        return () if kind.own_group else self.shared_with

    def is_past(self, stage_id: str, other: str) -> bool:
        """Tell whether `stage_id` comes after `other`."""
        order = [stage.id for stage in self.stages]
        return order.index(stage_id) > order.index(other)


class Programme(BaseModel):
    """The programme's shared standpoints."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    standpoints: tuple[Standpoint, ...]


@cache
def load_process(path: Path = HERE / "process.toml") -> Process:
    """Read the process. Raises ValueError (pydantic's) where the file doesn't fit."""
    return Process.model_validate(read_toml(path))


@cache
def load_programme(path: Path = HERE / "programme.toml") -> Programme:
    """Read the programme. Raises ValueError (pydantic's) where the file doesn't fit."""
    return Programme.model_validate(read_toml(path))
