"""Markdown of explanations: nothing of a text is taken for a sign of Markdown."""

from __future__ import annotations

import pytest

from eligibility.render.notices.markdown import code, echapper, ecrire, notice_seule, nulle_part
from eligibility.workshop.notices.modele import (
    Adresse,
    Condition,
    Conditions,
    Exemple,
    Lien,
    Lieu,
    Liste,
    Mot,
    Notice,
    Phrase,
    Sorte,
    Tableau,
    section,
)


def cible(vers: Lien | Lieu) -> str | None:
    return f"../{vers.fichier}" if isinstance(vers, Lieu) else f"page.md#{vers.ident}"


@pytest.mark.parametrize(
    ("phrase", "ecrit"),
    [
        (("un * et un_mot _entre_ <crochets> [a]",), r"un \* et un_mot \_entre\_ \<crochets\> \[a\]"),
        (("a | b & c, 5 $",), r"a \| b \& c, 5 \$"),
        (("ici : quoi ?",), "ici\u00a0: quoi\u00a0?"),
        (("- tiret",), r"\- tiret"),
        (("3. trois",), r"3\. trois"),
        (("# titre",), r"\# titre"),
        ((Lien(Sorte.ITEM, "a/b"), " fin"), "[`a/b`](page.md#a/b) fin"),
        ((Lien(Sorte.ITEM, "a/b", "un [nom]"),), r"[un \[nom\]](page.md#a/b)"),
        ((Lieu("rules/x.yaml", 3),), "[`rules/x.yaml`](../rules/x.yaml)"),
        ((Lieu("rules/x.yaml", 3, "Un cas"),), "[Un cas](../rules/x.yaml)"),
        ((Mot("objets: {contient: x}"),), "`objets: {contient: x}`"),
        ((Mot("a `b`|c"),), r"`` a `b`\|c ``"),
        ((Adresse("https://exemple.invalid/a_b"),), "<https://exemple.invalid/a_b>"),
    ],
)
def test_sentences(phrase: Phrase, ecrit: str) -> None:
    assert ecrire(phrase, cible) == ecrit


def test_nowhere_to_go() -> None:
    assert ecrire((Lien(Sorte.ITEM, "a/b"), Lieu("x.yaml", 1, "Un cas")), nulle_part) == "`a/b`Un cas"


def test_code_and_text_of_one_line() -> None:
    assert code("x") == "`x`"
    assert echapper("deux\nlignes") == "deux lignes"


def test_an_explanation() -> None:
    notice = Notice(
        Sorte.REGLE,
        "a/b",
        "Un titre",
        Lieu("rules/x.yaml", 3),
        (
            *section("Phrase", ("Une phrase.",), ("Une autre.",)),
            *section("Vide", None, Liste(()), Tableau(("A",), ())),
            *section("Liste", Liste((("un",), ("deux",), ("trois",)), "Des points :", extrait=1)),
            *section("Passagère", Liste((("un",),), volatile=True)),
            *section("Tableau", Tableau(("A", "B", "C"), ((("1",), (), (Mot("3|4"),)), (("5",), (), ())))),
            *section(
                "Conditions",
                Conditions(
                    (
                        Condition("", "toutes ces conditions"),
                        Condition("1", "", Lien(Sorte.CHAMP, "x"), Lien(Sorte.OPERATEUR, "vaut"), "« y »", 4),
                    )
                ),
            ),
            *section("Exemple", Exemple("a: |\n  ```\n")),
        ),
    )
    assert notice_seule(notice, 3, cible).replace("\u00a0", "·") == (
        """\
### a/b

**Un titre** · [`rules/x.yaml`](../rules/x.yaml)

**Phrase**·: Une phrase.

Une autre.

**Liste**

Des points·:

- un
- et d'autres.

**Tableau**

| A | C |
|---|---|
| 1 | `3\\|4` |
| 5 |  |

**Conditions**

|  | Champ | Opérateur | Valeur |
|---|---|---|---|
|  | *toutes ces conditions* |  |  |
| 1 | [`x`](page.md#x) | [`vaut`](page.md#vaut) | «·y·» |

**Exemple**

````yaml
a: |
  ```
````
"""
    )
