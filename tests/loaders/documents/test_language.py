"""Languages: told where they are plain, None where they are not, and always the same."""

import subprocess
import sys

import pytest

from wattgraph.loaders.documents.language import is_foreign, language_name, language_of

TEXTS = {
    "en": "Anvil signed a hosting deal with Basalt, and the two firms expect the campus to grow to 750 MW by 2028. "
    "The lender of the project is a bank from Canada that has been with the firm for years, it said on Monday. ",
    "de": "Der Energiekonzern hat mit dem Betreiber einen Vertrag über die Lieferung von Strom geschlossen. Das neue "
    "Rechenzentrum soll nach Angaben des Unternehmens bereits im kommenden Jahr in Betrieb gehen und wächst weiter. ",
    "fr": "Le groupe a signé un contrat avec l'opérateur pour la fourniture d'électricité. Le nouveau centre de "
    "données doit entrer en service l'année prochaine, selon la direction de l'entreprise, qui va s'étendre. ",
    "nl": "Het bedrijf heeft een overeenkomst gesloten met de exploitant voor de levering van stroom. Het nieuwe "
    "datacentrum moet volgens de directie volgend jaar in gebruik worden genomen en daarna worden uitgebreid. ",
    "es": "La empresa ha firmado un contrato con el operador para el suministro de electricidad. El nuevo centro de "
    "datos debe entrar en funcionamiento el próximo año, según la dirección, que prevé además una ampliación. ",
    "zh": "该公司与运营商签署了供电合同。新的数据中心预计明年投入使用，管理层表示还将进一步扩建。"
    "这家银行为该项目提供贷款，"
    "总额达数十亿元，期限为十五年。分析人士认为，电力供应仍然是行业面临的主要问题，许多企业正在寻找新的合作伙伴。",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_plain_language(code: str) -> None:
    assert language_of(TEXTS[code] * 3) == code
    assert is_foreign(code) == (code != "en")


@pytest.mark.parametrize("code", TEXTS)
def test_what_a_page_declares_counts_less_than_its_text(code: str) -> None:
    assert language_of(TEXTS[code] * 3, "pt-BR") == code


def test_a_mixed_text_has_none() -> None:
    assert language_of(TEXTS["en"] * 4 + TEXTS["de"] * 4) is None
    assert language_of(TEXTS["de"] * 4 + TEXTS["fr"] * 4, "de") is None


@pytest.mark.parametrize(
    "text", ["", "IREN 5.3 GW", "Der Konzern wächst.", "IREN, Cipher, Bitfarms " * 3, "7 " * 900]
)
def test_a_text_too_short_to_tell_has_what_its_page_declares(text: str) -> None:
    assert language_of(text) is None
    assert language_of(text, "de-AT") == "de"
    assert language_of(text, "no language") is None


def test_names_are_no_language() -> None:
    names = "IREN Cipher Bitfarms TeraWulf Galaxy CleanSpark Marathon Riot Hut Core Bitdeer Soluna " * 12
    assert language_of(names) in (None, "en")


def test_an_english_text_needs_no_model() -> None:
    code = (
        "import sys; from wattgraph.loaders.documents.language import language_of; "
        f"print(language_of({TEXTS['en'] * 3!r}), 'numpy' in sys.modules, 'py3langid' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "en False False\n"


def test_languages_that_are_alike_are_told_by_the_whole_text() -> None:
    text = (
        "Selskapet har signert en avtale om levering av kraft til et nytt datasenter. Ledelsen venter at det blir "
        "tatt i bruk neste år, og banken låner ut milliarder av kroner til byggingen av de nye hallene i nord. "
    )
    assert language_of(text * 3) == "no"


def test_names_of_languages() -> None:
    assert language_name("de") == "German"
    assert language_name("ht") == "ht"
