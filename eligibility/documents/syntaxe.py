"""The parser's complaints in French: what the writer most likely meant, where, and what to write instead.

The parser says where it got lost, often a line after the mistake. Its problem is sorted into a kind; then the
source lines around it tell the frequent mistakes apart. Where one can be neutralised without moving any
character, the explanation carries the ``mend``, so that reading can go on and find the following mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from eligibility.documents.alignements import align_key, strayed, untab
from eligibility.documents.builder import GLUED_BRACKET, NARROW_BLANKS, Fault, glued_finding
from eligibility.documents.characters import clip, unquoted
from eligibility.documents.findings import Finding
from eligibility.documents.located import Span
from eligibility.documents.masks import PAIR, STAND_INS
from eligibility.documents.scene import LOOK_AROUND, Explanation, Scene, as_pair, at, indent_of, saying, significant
from eligibility.documents.tirets import stray_dash

_NAME = r"[a-z][a-z0-9_]*"
"""A key as the files of this tool have them, all in small letters."""

_OF_A_KEY = rf"[\[{{\"']|[^\s,]+(?:,[ \t]+{_NAME}:[ \t]+[^\s,]+)*$"
"""What follows a key inside another's value: text would have several words."""

_MAX_MENDED = 10_000
"""Characters of a line that a mend may reach."""


def explain(fault: Fault, text: str) -> Explanation:
    """The French finding for ``fault``, met while parsing ``text``."""
    scene = Scene(fault, text, text.split("\n"))
    tab = _tab(scene)
    if tab is not None:
        return tab
    problem = f"{fault.context} | {fault.problem}"
    for sought, explainer in _KINDS:
        if sought in problem:
            return explainer(scene)
    return _generic(scene)


def quote(value: str) -> str:
    """``value`` as YAML text between quotes.

    >>> print(quote("Axe 1 : l'enfance"), quote('dit « "non" »'))
    "Axe 1 : l'enfance" 'dit « "non" »'
    """
    if '"' in value:
        return "'" + value.replace("'", "''") + "'"
    return '"' + value.replace("\\", "\\\\") + '"'


def inline(value: str) -> str:
    """``value`` as YAML text between brackets, quoted only where it would not be read whole.

    >>> print(inline("Udaf de l'Ain"), inline("12 000,50 €"))
    Udaf de l'Ain "12 000,50 €"
    """
    return quote(value) if re.search(r"[,\[\]{}#]|:(?:\s|$)|^[\"'&*!|>%@`?-]", value) else value


def _tab(scene: Scene) -> Explanation | None:
    """A tab that indents, on the fault's line or, for a fault seen too late, just before."""
    for number in (scene.fault.line, scene.previous(scene.fault.line)):
        line = scene.line(number)
        blank = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in blank and significant(line):
            return Explanation(Finding("V015", at(number, blank.index("\t") + 1), {}, untab(scene, number)))
    return None


def _colon(scene: Scene) -> Explanation:
    fault = scene.fault
    quoted = _after_closing(scene)
    if quoted is not None:
        return quoted
    column, said = saying(scene.here)
    pair = as_pair(said)
    before = scene.here[column - 1 : fault.column - 1]
    if pair is None or as_pair(before + ":") == (before.rstrip(), ""):
        return _colon_on_next_line(scene, before.rstrip())
    key, value = pair
    glued = re.fullmatch(GLUED_BRACKET, key)
    if glued:
        place = column + len(glued[1])
        return Explanation(glued_finding(fault.line, place, glued[1], f"{glued[2]}…"), _mask_colons(scene))
    dash = scene.here[: column - 1].lstrip()
    opened = re.fullmatch(rf"({_NAME})[ \t]+[\[{{].*", key)
    if opened:
        written = f"{opened[1]}:{said[len(opened[1]) :]}"
        aide = f"écrivez «\u00a0{clip(written, 160)}\u00a0»"
        missing = Finding("V016", at(fault.line, column, len(opened[1])), {"cle": opened[1]}, aide)
        return Explanation(missing, {scene.start + column - 1: "#"}, faithful=False)
    inner = as_pair(value)
    if inner and re.fullmatch(_NAME, key) and re.fullmatch(_NAME, inner[0]) and re.match(_OF_A_KEY, inner[1]):
        # Two keys: French text has a space before its colons, and several words.
        written = f"{dash}{key}: {{{value}}}"
        return Explanation(
            Finding("V011", scene.point(), {}, f"écrivez «\u00a0{clip(written, 160)}\u00a0»"), _mask_pair(scene)
        )
    in_list = dash and said[len(key) :].startswith(" ")
    written = dash + quote(said) if in_list else f"{dash}{key}: {quote(_meant(value))}"
    return Explanation(
        Finding("V011", scene.point(), {}, f"écrivez «\u00a0{clip(written, 160)}\u00a0»"), _mask_colons(scene)
    )


def _meant(value: str) -> str:
    """``value`` without the curly quotes around it that were to be plain ones."""
    bare = unquoted(value)
    return bare if re.fullmatch("[“„].*[“”]|‘.*’", value) and not re.search("[“”„]", bare) else value


def _mask_pair(scene: Scene) -> dict[int, str]:
    """The fault's colon, to be read as that of a group, and those that follow as text."""
    return {**_mask_colons(scene), scene.fault.index: PAIR}


def _mask_colons(scene: Scene) -> dict[int, str]:
    """All the colons from the fault to the end of its line, to be read as text."""
    rest = scene.here[scene.fault.column - 1 :][:_MAX_MENDED]
    return {scene.fault.index + found.start(): STAND_INS[":"] for found in re.finditer(":", rest)}


def _colon_on_next_line(scene: Scene, key: str) -> Explanation:
    """The value of the line before was taken to go on here: a wrong indentation, or no colon there."""
    fault = scene.fault
    previous = scene.previous(fault.line)
    column, said = saying(scene.line(previous))
    mine, _ = saying(scene.here)
    pair = as_pair(said)
    if previous == 0:
        return _generic(scene)
    if pair is None:
        return _missing_colon(previous, column, said)
    found = strayed(scene, mine)
    if found is not None:
        return Explanation(found)
    aide = (
        f"alignez «\u00a0{clip(key)}\u00a0» sur «\u00a0{clip(pair[0])}\u00a0» (ligne {previous}, "
        f"colonne {column})\u00a0; si c'est la suite de son texte, mettez tout ce texte entre guillemets"
    )
    return Explanation(Finding("V014", at(fault.line, mine, max(1, len(key))), {}, aide))


def _missing_colon(number: int, column: int, said: str) -> Explanation:
    """A line that should be a key."""
    if said[:1] in NARROW_BLANKS:
        return Explanation(Finding("V023", at(number, column)))
    glued = re.match(r"([\w-]+):(?=[^ \t])", said)
    if glued and said[glued.end()] in NARROW_BLANKS:
        return Explanation(Finding("V023", at(number, column + glued.end())))
    if glued and not said.startswith(glued[0] + "//"):
        corrige = f"{glued[1]}: {said[glued.end() :]}"
        return Explanation(
            Finding("V022", at(number, column + glued.end() - 1), {"signe": ":", "corrige": clip(corrige)})
        )
    if re.match(r"-[^\s-]", said):
        corrige = f"- {said[1:]}"
        return Explanation(Finding("V022", at(number, column), {"signe": "-", "corrige": clip(corrige)}))
    aide = None
    valued = re.fullmatch(r"([\w-]+)[ \t]+([\"'\[{].*)", said)
    if valued:
        said, aide = valued[1], f"écrivez «\u00a0{clip(f'{valued[1]}: {valued[2]}', 160)}\u00a0»"
    elif not re.fullmatch(r"[\w-]+", said):
        aide = (
            "si c'est la suite du texte de la ligne précédente, décalez-la de deux espaces\u00a0; "
            "si c'est une clé, faites-la suivre de «\u00a0:\u00a0»"
        )
    return Explanation(Finding("V016", at(number, column, max(1, len(said))), {"cle": clip(said)}, aide))


def _no_colon(scene: Scene) -> Explanation:
    number = scene.fault.origin[0] if scene.fault.origin else scene.previous(scene.fault.line)
    column, said = saying(scene.line(number))
    explained = _missing_colon(number, column, said)
    around = scene.lines[number : number + LOOK_AROUND]
    following = next(filter(significant, around), "")
    if indent_of(following) > indent_of(scene.line(number)):
        return explained
    # Nothing hangs from that line: made a comment, it lets the rest be read.
    start = sum(len(line) + 1 for line in scene.lines[: number - 1]) + indent_of(scene.line(number))
    return Explanation(explained.finding, {start: "#"}, faithful=False)


def _after_closing(scene: Scene) -> Explanation | None:
    """Text right after a closing quote or bracket, unless the quote was never meant to close there."""
    fault = scene.fault
    last = fault.last
    if last is None or not fault.style or last.end_line != fault.line or last.end_column > fault.column:
        return None
    between = scene.here[last.end_column - 1 : fault.column - 1]
    # The parser complains of a colon after a word that follows the quote.
    if between.strip(" \t") and (scene.sign != ":" or "," in between):
        return None
    if fault.style in ("'", '"') and last.line < last.end_line:
        return Explanation(Finding("V012", at(last.line, last.column), {"signe": _sign(fault.style)}))
    if fault.style not in ("'", '"', "flow"):
        return None
    tail = re.match(r"[^,\]}]*", scene.here[last.end_column - 1 :])
    glued = tail[0].rstrip() if tail else ""
    if fault.style == "flow" and scene.sign and scene.sign in "]}":
        return Explanation(Finding("V024", scene.point(), {"signe": scene.sign}))
    if fault.style == "flow":
        aide = "mettez toute la valeur entre guillemets, ou effacez ce qui suit le crochet"
        return Explanation(Finding("V018", scene.point(), {"fin": "le crochet fermant"}, aide))
    inside = scene.here[last.column : last.end_column - 2]
    whole = inside + fault.style + glued
    if whole.endswith(fault.style):
        whole = whole[:-1]
    elif fault.style == '"':
        whole = f'"{whole}'
    fin = "le guillemet fermant" if fault.style == '"' else "l'apostrophe qui ferme le texte"
    aide = f"écrivez «\u00a0{clip(quote(whole), 160)}\u00a0»"
    place = Finding("V018", at(fault.line, last.end_column), {"fin": fin}, aide)
    mend: dict[int, str] = {}
    if fault.bracket is None and scene.sign != ":" and len(scene.here) <= _MAX_MENDED:
        # What follows the quote is left out, which is not what was meant, but lets the rest be read.
        begin = scene.start + last.end_column - 1
        mend = dict.fromkeys(range(begin, begin + len(scene.here) - last.end_column + 1), " ")
    if fault.style == "'" and glued.endswith("'") and glued.count("'") == 1 and glued[0] not in " \t":
        return Explanation(place, {scene.start + last.end_column - 2: STAND_INS["'"]})
    return Explanation(place, mend, faithful=False)


def _sign(style: str) -> str:
    return '«\u00a0"\u00a0»' if style == '"' else "«\u00a0'\u00a0»"


def _unclosed_quote(scene: Scene) -> Explanation:
    line, column = scene.fault.origin or (scene.fault.line, scene.fault.column)
    sign = scene.line(line)[column - 1 : column]
    return Explanation(Finding("V012", at(line, column), {"signe": _sign(sign)}))


def _structure(scene: Scene) -> Explanation:
    """A line that fits nowhere in what is open."""
    fault = scene.fault
    closing = _after_closing(scene)
    if closing is not None:
        return closing
    if scene.sign == ":":
        return Explanation(Finding("V038", scene.point()))
    if scene.sign in "]}" and scene.sign:
        return Explanation(Finding("V024", scene.point(), {"signe": scene.sign}))
    previous = scene.previous(fault.line)
    if scene.line(previous).startswith("..."):
        return Explanation(Finding("V035", scene.point()))
    if re.match(r"-(\s|$)", scene.here[fault.column - 1 :]):
        return stray_dash(scene)
    found = strayed(scene, fault.column)
    if found is not None:
        return Explanation(found)
    aide = align_key(scene)
    if "block collection" in fault.context and fault.origin and fault.origin[1] == fault.column:
        debut = "pour un nouvel élément de la liste, commencez par «\u00a0-\u00a0»"
        first = as_pair(saying(scene.line(fault.origin[0]))[1])
        here = as_pair(saying(scene.here)[1])
        if aide and first and here and first[0] != here[0]:
            # It starts no element: it belongs to the one above.
            aide = f"{aide}\u00a0; {debut}"
        else:
            aide = f"{debut}\u00a0; sinon, {aide}" if aide else debut
    return Explanation(Finding("V014", _word_at(scene), {}, aide))


def _word_at(scene: Scene) -> Span:
    match = re.match(r"[^\s:]+", scene.here[scene.fault.column - 1 :])
    return scene.point(len(match[0]) if match else 1)


def _brackets(scene: Scene) -> Explanation:
    """Inside brackets, neither a comma nor the end."""
    fault = scene.fault
    line, column = fault.origin or (fault.line, fault.column)
    opening = scene.line(line)[column - 1 : column]
    closing = "}" if opening == "{" else "]"
    at_end = fault.index >= len(scene.text.rstrip())
    if at_end or (fault.line > line and scene.sign == ":" and closing == "]"):
        return _unclosed_bracket(line, column, opening)
    if fault.line > line and indent_of(scene.here) <= indent_of(scene.line(line)):
        return _unclosed_bracket(line, column, opening)
    quoted = _after_closing(scene)
    if quoted is not None and fault.style != "flow" and scene.sign not in "\"'[{":
        return quoted
    if scene.sign == ":" and opening == "[":
        return Explanation(Finding("V011", scene.point()), {fault.index: STAND_INS[":"]})
    if scene.sign and scene.sign in "]}":
        return Explanation(Finding("V021", scene.point(), {"fermant": closing}, f"fermez par «\u00a0{closing}\u00a0»"))
    return Explanation(Finding("V021", scene.point(), {"fermant": closing}))


def _unclosed_bracket(line: int, column: int, opening: str) -> Explanation:
    values = {"ouvrant": opening, "fermant": "}" if opening == "{" else "]"}
    return Explanation(Finding("V013", at(line, column), values))


def _no_content(scene: Scene) -> Explanation:
    bracket = scene.fault.bracket
    if scene.fault.index >= len(scene.text.rstrip()) and bracket is not None:
        opening = scene.line(bracket.line)[bracket.column - 1 : bracket.column]
        return _unclosed_bracket(bracket.line, bracket.column, opening)
    if scene.sign == ":":
        return Explanation(Finding("V038", scene.point()))
    if scene.sign and scene.sign in ",]}":
        return Explanation(Finding("V024", scene.point(), {"signe": scene.sign}))
    return _generic(scene)


def _dash(scene: Scene) -> Explanation:
    """A list that starts where none can: the dashes below, at the same column, are part of the one mistake."""
    fault = scene.fault
    mend = {fault.index: STAND_INS["-"]}
    start = scene.start
    for number in range(fault.line, min(len(scene.lines), fault.line + LOOK_AROUND)):
        start += len(scene.lines[number - 1]) + 1
        below = scene.line(number + 1)
        if indent_of(below) != fault.column - 1 or not re.match(r"-\s", below[fault.column - 1 :]):
            break
        mend[start + fault.column - 1] = STAND_INS["-"]
    return Explanation(Finding("V017", scene.point()), mend, faithful=False)


def _reserved(scene: Scene) -> Explanation:
    """A plain value that starts with a sign YAML keeps for itself."""
    line, column = scene.fault.origin or (scene.fault.line, scene.fault.column)
    source = scene.line(line)
    sign = source[column - 1 : column]
    if not sign.strip():
        return Explanation(Finding("V015", at(line, column))) if sign == "\t" else _generic(scene)
    value = re.split(r"[ \t]#", source[column - 1 :], maxsplit=1)[0].rstrip()
    item = re.match(r"\*[ \t]+(.+)", value)
    if item and not source[: column - 1].strip():
        aide = f"dans une liste, chaque élément suit un tiret\u00a0: «\u00a0- {clip(item[1])}\u00a0»"
        return Explanation(Finding("V019", at(line, column), {"signe": sign}, aide))
    index = scene.fault.index - scene.fault.column + column if line == scene.fault.line else -1
    mend = {index: STAND_INS[sign]} if index >= 0 and sign in STAND_INS else {}
    aide = f"mettez la valeur entre guillemets\u00a0: «\u00a0{clip(quote(value), 160)}\u00a0»"
    return Explanation(Finding("V019", at(line, column), {"signe": sign}, aide), mend)


def _escape(scene: Scene) -> Explanation:
    """``problem_mark`` stands on the backslash or just after it."""
    column = scene.here.rfind("\\", 0, scene.fault.column) + 1
    if column == 0:
        return _generic(scene)
    index = scene.start + column - 1
    return Explanation(Finding("V020", at(scene.fault.line, column)), {index: STAND_INS["\\"]})


def _question(scene: Scene) -> Explanation:
    return Explanation(Finding("V019", scene.point(), {"signe": "?"}), {scene.fault.index: STAND_INS["?"]})


def _generic(scene: Scene) -> Explanation:
    return Explanation(Finding("V010", scene.point()))


# Both parsers' words, libyaml's first; sought in « context | problem », the most telling first.
_KINDS: tuple[tuple[str, Callable[[Scene], Explanation]], ...] = (
    ("mapping values are not allowed", _colon),
    ("sequence entries are not allowed", _dash),
    ("mapping keys are not allowed", _question),
    ("could not find expected ':'", _no_colon),
    ("cannot start any token", _reserved),
    ("found unexpected end of stream", _unclosed_quote),
    ("found unexpected document", _unclosed_quote),
    ("found unknown escape character", _escape),
    ("hexdecimal number", _escape),
    ("hexadecimal numbers", _escape),
    ("character escape code", _escape),
    ("scanning a block scalar", _reserved),
    ("scanning an alias", _reserved),
    ("scanning an anchor", _reserved),
    ("a tag", _reserved),
    ("tag handle", _reserved),
    ("expected ',' or", _brackets),
    ("expected node content", _no_content),
    ("expected the node content", _no_content),
    ("expected key", _structure),
    ("expected <block end>", _structure),
    ("expected '-' indicator", _structure),
    ("<document start>", _structure),
)
