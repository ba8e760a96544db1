"""The municipality's own files are read however an editor has saved them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from config.files import read_toml


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_as_editors_save_it(tmp_path: Path, encoding: str) -> None:
    """A byte order mark, a Mac's letters and Windows' line ends make no difference."""
    path = tmp_path / "a.toml"
    path.write_bytes(unicodedata.normalize("NFD", 'sv = "lärträff"\r\nen = "b"\r\n').encode(encoding))
    assert read_toml(path) == {"sv": "lärträff", "en": "b"}


def test_a_wrong_encoding_is_named(tmp_path: Path) -> None:
    """What is not UTF-8 is said to be that, with its line and what to do."""
    path = tmp_path / "a.toml"
    path.write_bytes('id = "a"\nsv = "lärträff"\n'.encode("latin-1"))
    with pytest.raises(ValueError, match="line 2 is not in UTF-8; save the file anew"):
        read_toml(path)
