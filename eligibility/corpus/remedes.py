"""What to write instead of a value that a corpus file may not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from eligibility.corpus.declarations import MOTIF_CHAMP, MOTIF_ID, MOTIF_PASSAGE, MOTIF_SOURCE, MOTIF_TAUX
from eligibility.documents.builder import BULLETS
from eligibility.documents.catalogue import typeset
from eligibility.documents.characters import clip, unquoted
from eligibility.documents.located import Path
from eligibility.documents.suggest import fold, nearest, vouliez_vous
from eligibility.language.dates import read_date
from eligibility.language.francais import entre_guillemets
from eligibility.language.intervalles import days
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


_BORNES = ("du", "au")
"""The keys of a period of days."""

_NOMS = {
    MOTIF_ID: "un identifiant",
    MOTIF_PASSAGE: "un identifiant de passage",
    MOTIF_SOURCE: "un identifiant de source",
    MOTIF_CHAMP: "un nom de champ",
    MOTIF_TAUX: "un taux",
}


def cites(words: Iterable[str]) -> str:
    return ", ".join(map(entre_guillemets, words))


def exigee(formes: Iterable[type[BaseModel]], place: Path) -> bool:
    """Whether the key that ends ``place`` must be there, whichever of ``formes`` holds it."""
    key = place[-1] if place else None
    infos = [forme.model_fields[key] for forme in formes if isinstance(key, str) and key in forme.model_fields]
    return bool(infos) and all(info.is_required() for info in infos)


def cure_de_forme(
    attendu: str, written: object, where: Path, formes: Sequence[type[BaseModel]], *, exigee: bool
) -> str | None:
    """What to write where ``written`` is not of the shape ``attendu``. ``formes``: what may stand there; ``exigee``:
    the key cannot go."""
    key = str(where[-1]) if where and isinstance(where[-1], str) else ""
    keys = list(dict.fromkeys(name for forme in formes for name in forme.model_fields))
    if written is None and attendu == "des clés et des valeurs" and key:
        return f"écrivez dessous ses clés, décalées\u00a0: {cites(keys)}"
    if written is None and exigee:
        tiret = ", un tiret devant chaque élément" if attendu == "une liste" else ""
        return f"écrivez {attendu}{tiret}\u00a0: cette clé est obligatoire"
    if written is None:
        return f"écrivez {attendu}, ou retirez la clé" if key else "complétez cet élément, ou retirez le tiret"
    if attendu == "une liste":
        if isinstance(written, str) and key:
            listed = clip(", ".join(_elements(written)))
            return f"écrivez {entre_guillemets(f'{key}: [{listed}]')}"
        return "mettez un tiret devant chaque élément"
    if attendu == "des clés et des valeurs":
        listed = cites(keys)
        if isinstance(written, str) and key and len(formes) == 1 and (said := _en_cles(key, written, formes[0])):
            return said
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


def _en_cles(key: str, written: str, forme: type[BaseModel]) -> str | None:
    """The value ``written`` of ``key`` as the keys of ``forme``; None when nothing says how."""
    keys = list(forme.model_fields)
    if keys == [*_BORNES]:
        ends = [date.fromordinal(day).isoformat() for day in sorted(days(written))]
        return f"écrivez {_accolades(key, zip(keys, ends, strict=True))}" if ends else None
    first, _, rest = written.partition(" ")
    if (name := first.rstrip(":")) in keys and rest.strip():
        return f"écrivez {_accolades(key, [(name, clip(rest.strip()))])}"
    if not re.fullmatch(MOTIF_PASSAGE, written):
        return None
    due = [name for name, info in forme.model_fields.items() if info.is_required()]
    if due:
        return f"écrivez {_accolades(key, [(due[0], written), *((name, '…') for name in due[1:])])}"
    autres = f"ou, à la place de {entre_guillemets(keys[0])}\u00a0: {cites(keys[1:])}"
    return f"écrivez {_accolades(key, [(keys[0], written)])}, {autres}"


def _accolades(key: str, pairs: Iterable[tuple[str, str]]) -> str:
    inside = ", ".join(f"{name}: {value}" for name, value in pairs)
    return entre_guillemets(f"{key}: {{{inside}}}")


def detail_et_cure(error: ErrorDetails, *, exigee: bool) -> tuple[str, str | None]:
    """What is wrong with a value, and what to write instead. ``exigee``: its key cannot go."""
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
        aide = _mal_separes(error, pattern) or _cure_d_identifiant(written, pattern)
        return f"{entre_guillemets(clip(written))} n'est pas {_NOMS[pattern]}", aide
    if kind in ("bool_type", "bool_parsing"):
        return f"«\u00a0{written}\u00a0» n'est ni oui ni non", "écrivez oui ou non"
    if kind in ("int_type", "int_parsing", "int_from_float"):
        return f"«\u00a0{written}\u00a0» n'est pas un nombre entier", "écrivez le nombre en chiffres"
    if kind in ("greater_than_equal", "greater_than", "less_than_equal", "less_than"):
        bound = next((context[name] for name in ("ge", "gt", "le", "lt") if name in context), "")
        return f"«\u00a0{written}\u00a0» est hors des limites", f"la limite est {bound}"
    if kind == "string_too_short":
        return "le texte est vide", "écrivez un texte" if exigee else "écrivez un texte, ou retirez la clé"
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


def _mal_separes(error: ErrorDetails, pattern: str) -> str | None:
    """The cure for several elements of a list between which there is no comma."""
    several = _elements(error["input"])
    if len(several) < 2 or not isinstance(error["loc"][-1], int) or not all(re.match(pattern, one) for one in several):
        return None
    return f"séparez les éléments par des virgules\u00a0: {entre_guillemets(clip(', '.join(several)))}"


def _elements(written: str) -> list[str]:
    """What is meant as several elements: after semicolons, or the bullets of a word processor."""
    bulleted = rf"[{BULLETS}]\s+" if written[:1] in BULLETS else ";"
    return [element for part in re.split(bulleted, written) if (element := part.strip())]


def _cure_d_identifiant(written: str, pattern: str) -> str:
    """What such an id is made of, with ``written`` as one."""
    said = MOTIFS[pattern]
    bare = unquoted(written)
    if bare != written and re.match(pattern, bare):
        return f"écrivez {entre_guillemets(bare)}, sans ces guillemets"
    joint = {MOTIF_ID: "_" if "_" in written else "-", MOTIF_CHAMP: "_"}.get(pattern)
    if joint is not None:
        bare = re.sub("[^a-z0-9_/.]", "", fold(written)).replace("_", joint)
        proposed = re.sub(f"{joint}+", joint, bare).strip("-_/.")
    else:
        # A passage is looked up, not made up: less its capitals and the dashes of word processors, it may be right.
        proposed = "-".join(map(fold, re.split(_TIRETS, written))) if " " not in written else ""
    return f"écrivez {entre_guillemets(proposed)}\u00a0: {said}" if re.fullmatch(pattern, proposed) else said
