"""What the stamps on a PDF page show: their words are drawn on top of the page and stand in no text layer."""

from typing import TYPE_CHECKING, Any

from pipeline.extract.clean import one_line

if TYPE_CHECKING:
    import pypdfium2

_LONGEST = 500


class Stamps:
    """Looks at one page's stamps, on a copy of the page in which they have become part of it; made when asked for."""

    def __init__(self, pdf: "pypdfium2.PdfDocument", page: "pypdfium2.PdfPage", number: int) -> None:
        self._pdf, self._page, self._number = pdf, page, number
        self._texts: tuple[Any, Any] | None = None

    def words(self, annotation: Any) -> str:
        """The words of a stamp on one line; empty when it is a picture."""
        import pypdfium2
        import pypdfium2.raw as raw

        rectangle = raw.FS_RECTF()
        if not raw.FPDFAnnot_GetRect(annotation, rectangle):
            return ""
        box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        try:
            if self._texts is None:
                self._texts = (self._page.get_textpage(), self._flattened())
            below, both = (text.get_text_bounded(*box).split() for text in self._texts)
        except pypdfium2.PdfiumError:
            return ""
        for word in below:
            if word in both:
                both.remove(word)
        return one_line(" ".join(both))[:_LONGEST]

    def _flattened(self) -> Any:
        import pypdfium2
        import pypdfium2.raw as raw

        # Closed with the last reference to its text: pages keep their document.
        copy = pypdfium2.PdfDocument.new()
        copy.import_pages(self._pdf, [self._number - 1])
        page = copy[0]
        raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
        page.close()
        return copy[0].get_textpage()
