"""What to write instead of a value that a corpus file may not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from pydantic_core import ErrorDetails

from eligibility.corpus.declarations import MOTIF_CHAMP, MOTIF_ID, MOTIF_PASSAGE, MOTIF_SOURCE, MOTIF_TAUX
from eligibility.documents.catalogue import typeset
from eligibility.documents.characters import clip
from eligibility.documents.located import Path
from eligibility.documents.suggest import fold, nearest, vouliez_vous
from eligibility.language.dates import read_date
from eligibility.language.francais import entre_guillemets
from eligibility.language.refus import Refus

_TIRETS = "[-\u2010-\u2015\u2212]"

MOTIFS = {
    motif: typeset(texte)
    for motif, texte in {
        MOTIF_ID: "un identifiant n'a que des minuscules sans accent, des chiffres, « - », « _ » et « / »",
        MOTIF_PASSAGE: "un passage s'identifie par des minuscules sans accent, chiffres, « - », « _ », « . » et « / »",
        MOTIF_SOURCE: "une source s'identifie par des minuscules sans accent, des chiffres, « - », « _ » et « . »",
        MOTIF_CHAMP: "un champ n'a que des minuscules sans accent, des chiffres, « _ », et un point entre deux niveaux",
        MOTIF_TAUX: "un taux s'écrit comme un nombre entre 0 et 1, par exemple « 0.5 »",
    }.items()
}


_NOMS = {
    MOTIF_ID: "un identifiant",
    MOTIF_PASSAGE: "un identifiant de passage",
    MOTIF_SOURCE: "un identifiant de source",
    MOTIF_CHAMP: "un nom de champ",
    MOTIF_TAUX: "un taux",
}


def cites(words: Iterable[str]) -> str:
    return ", ".join(map(entre_guillemets, words))


def cure_de_forme(attendu: str, written: object, where: Path, keys: Iterable[str]) -> str | None:
    """What to write where ``written`` is not of the shape ``attendu``; ``keys``: those admitted there."""
    key = str(where[-1]) if where and isinstance(where[-1], str) else ""
    if written is None and attendu == "des clés et des valeurs" and key:
        return f"écrivez dessous ses clés, décalées\u00a0: {cites(keys)}"
    if written is None:
        return f"écrivez {attendu}, ou retirez la clé" if key else "complétez cet élément, ou retirez le tiret"
    if attendu == "une liste":
        if isinstance(written, str) and key:
            return f"écrivez {entre_guillemets(f'{key}: [{clip(written)}]')}"
        return "mettez un tiret devant chaque élément"
    if attendu == "des clés et des valeurs":
        listed = cites(keys)
        return f"écrivez ses clés, décalées, sans tiret ni crochets\u00a0: {listed}" if listed else None
    if (
        attendu == "un texte"
        and key
        and isinstance(written, tuple)
        and len(written) == 1
        and isinstance(written[0], str)
    ):
        return f"écrivez {entre_guillemets(f'{key}: {clip(written[0])}')}, sans crochets ni tiret"
    return f"écrivez {attendu}, sans tiret, crochets ni accolades"


def detail_et_cure(error: ErrorDetails) -> tuple[str, str | None]:
    """What is wrong with a value, and what to write instead."""
    kind, context = error["type"], error.get("ctx", {})
    written = error["input"] if isinstance(error["input"], str) else ""
    if kind == "fr_date":
        return error["msg"], _cure_de_date(written)
    if kind.startswith("fr_"):
        return error["msg"], context.get("aide")
    if kind in ("literal_error", "enum"):
        allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        aide = vouliez_vous(nearest(written, allowed)) or f"valeurs admises\u00a0: {', '.join(allowed)}"
        return f"«\u00a0{written}\u00a0» n'est pas une valeur admise", aide
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern"))
        return f"{entre_guillemets(clip(written))} n'est pas {_NOMS[pattern]}", _cure_d_identifiant(written, pattern)
    if kind in ("bool_type", "bool_parsing"):
        return f"«\u00a0{written}\u00a0» n'est ni oui ni non", "écrivez oui ou non"
    if kind in ("int_type", "int_parsing", "int_from_float"):
        return f"«\u00a0{written}\u00a0» n'est pas un nombre entier", "écrivez le nombre en chiffres"
    if kind in ("greater_than_equal", "greater_than", "less_than_equal", "less_than"):
        bound = next((context[name] for name in ("ge", "gt", "le", "lt") if name in context), "")
        return f"«\u00a0{written}\u00a0» est hors des limites", f"la limite est {bound}"
    if kind == "string_too_short":
        return "le texte est vide", "écrivez un texte, ou retirez la clé"
    if kind == "too_short":
        least = context.get("min_length", 1)
        return "la liste est trop courte", f"donnez au moins {least} élément{'s' if least > 1 else ''}"
    return "la valeur ne convient pas", None


def _cure_de_date(written: str) -> str:
    """What is wrong with a date that no calendar has, or how to write one in another form."""
    read = read_date(written)
    if not isinstance(read, Refus):
        return f"écrivez «\u00a0{date.fromordinal(read[0]).isoformat()}\u00a0»"
    raison = read.valeurs.get("raison")
    if raison:
        return f"corrigez le jour ou le mois\u00a0: {raison}"
    return read.aide or "corrigez la date, ou retirez-la si le texte n'en donne pas"


def _cure_d_identifiant(written: str, pattern: str) -> str:
    """What such an id is made of, with ``written`` as one."""
    said = MOTIFS[pattern]
    joint = {MOTIF_ID: "_" if "_" in written else "-", MOTIF_CHAMP: "_"}.get(pattern)
    if joint is not None:
        bare = re.sub("[^a-z0-9_/.]", "", fold(written)).replace("_", joint)
        proposed = re.sub(f"{joint}+", joint, bare).strip("-_/.")
    else:
        # A passage is looked up, not made up: less its capitals and the dashes of word processors, it may be right.
        proposed = "-".join(map(fold, re.split(_TIRETS, written))) if " " not in written else ""
    return f"écrivez {entre_guillemets(proposed)}\u00a0: {said}" if re.fullmatch(pattern, proposed) else said
