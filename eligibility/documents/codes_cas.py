"""Codes about the cases that rules are tested with (V70x): expectations that expect nothing, or contrary things."""

from __future__ import annotations

from eligibility.documents.entry import Entry

CODES: dict[str, Entry] = {
    "V700": Entry(
        "avertissement",
        "ce cas n'attend rien : il est conforme quoi que répondent les règles",
        "donnez par exemple « conclusion », « items », « vraies » ou « fausses »",
    ),
    "V701": Entry(
        "avertissement",
        "« {cle} » vide n'affirme rien : cette liste ne parle que de ce qu'elle nomme",
        "nommez ce qui est attendu, ou retirez la clé",
    ),
    "V702": Entry(
        "avertissement",
        "« {id} » n'est pas mise à l'épreuve : {raison}, et le projet ne remplit pas non plus ses conditions",
        "changez la date, la lecture ou le projet pour qu'une seule raison l'écarte, ou retirez cette attente",
    ),
    "V703": Entry(
        "erreur",
        "« {id} » ne peut pas être à la fois sous « {cle} » et sous « {autre} » ({premier})",
        "gardez ce que dit le texte, et retirez l'autre",
    ),
}
