"""The pages of the recognition tests as pictures, each recognised once a session."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import pytest
from PIL import Image

from pipeline.ocr.engine import choose_engine
from pipeline.ocr.recognise import OcrOptions, RecognisedPage, recognise_page
from tests.pipeline.ocr.typed_pages import (
    FRENCH,
    PROSE,
    TypedPage,
    actions,
    bracket_form,
    form,
    peppered,
    photographed,
    prose,
    scanned,
    table,
    tick_form,
    two_columns,
)


@dataclass(frozen=True, slots=True)
class Case:
    """A page and how its picture was spoilt before recognition."""

    page: TypedPage
    spoil: Callable[[Image.Image], Image.Image]
    photo: bool = False


def turned_scan(turn: int) -> Callable[[Image.Image], Image.Image]:
    return lambda picture: scanned(picture).rotate(turn, expand=True)


CASES: dict[str, Callable[[], Case]] = {
    "prose": lambda: Case(prose(PROSE), scanned),
    "courier": lambda: Case(prose(PROSE, "Courier", 9.5, times=1), scanned),
    "slanted": lambda: Case(prose(PROSE, times=1), lambda picture: scanned(picture, 2.6)),
    "on its left side": lambda: Case(prose(PROSE, times=1), turned_scan(90)),
    "on its right side": lambda: Case(prose(PROSE, times=1), turned_scan(270)),
    "upside down": lambda: Case(prose(PROSE, times=1), turned_scan(180)),
    "noisy": lambda: Case(prose(PROSE, times=1), peppered),
    "photo": lambda: Case(prose(PROSE, times=1), photographed, photo=True),
    "french": lambda: Case(prose(FRENCH, times=1), scanned),
    "form": lambda: Case(form(), scanned),
    "table": lambda: Case(table(), scanned),
    "slanted table": lambda: Case(table(), lambda picture: scanned(picture, -1.4)),
    "actions": lambda: Case(actions(), lambda picture: scanned(picture, 1.5)),
    "ticks": lambda: Case(tick_form(), scanned),
    "brackets": lambda: Case(bracket_form(), scanned),
    "two columns": lambda: Case(two_columns(), scanned),
}


class Read(Protocol):
    def __call__(self, name: str) -> tuple[Case, RecognisedPage]: ...


@pytest.fixture(scope="session")
def read() -> Read:
    """Recognises a case by its name, once a session; scans have 300 dots an inch, as the sample's clean ones do."""
    engine = choose_engine()

    @cache
    def reading(name: str) -> tuple[Case, RecognisedPage]:
        case = CASES[name]()
        shot = case.spoil(case.page.at(300 if case.photo or name == "prose" else 200))
        source = 300 if name == "prose" else 200

        def render(dpi: int) -> Image.Image:
            if case.photo or dpi == source:
                return shot
            size = (round(shot.width * dpi / source), round(shot.height * dpi / source))
            return shot.resize(size, Image.Resampling.BICUBIC)

        return case, recognise_page(render, engine, OcrOptions(own_resolution=case.photo))

    return reading
