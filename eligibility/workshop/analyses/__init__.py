"""What is doubtful in a corpus without error, one subject to a module.

Each module has ``CODES``, what it may report, and ``examiner``, which reports into the files of its context. An
analysis may miss something; what it reports is so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from eligibility.workshop.analyses import (
    acteurs,
    cas,
    conclusions,
    conditions,
    doublons,
    interpretations,
    passages,
    versions,
    vocabulaire,
)
from eligibility.workshop.analyses.contexte import Contexte

Analyse = Callable[[Contexte], None]

SUR_LE_CORPUS: Final[tuple[tuple[frozenset[str], Analyse], ...]] = (
    (conditions.CODES, conditions.examiner),
    (versions.CODES, versions.examiner),
    (doublons.CODES, doublons.examiner),
    (conclusions.CODES, conclusions.examiner),
    (vocabulaire.CODES, vocabulaire.examiner),
    (acteurs.CODES, acteurs.examiner),
    (interpretations.CODES, interpretations.examiner),
    (passages.CODES, passages.examiner),
)
SUR_LES_CAS: Final[tuple[frozenset[str], Analyse]] = (cas.CODES, cas.examiner)
