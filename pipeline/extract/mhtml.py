"""A web page saved with its pictures as one file (MHTML) → its text and tables; what it links to is never fetched."""

from pipeline.extract.html_text import LARGE_PICTURE, HtmlContent, content_of_html


def content_of_mhtml(data: bytes) -> HtmlContent:
    """The pages inside the file, one below the other.

    Raises:
        InputError: ``too_large``.
    """
    from email import message_from_bytes, policy

    message = message_from_bytes(data, policy=policy.default)
    found: list[HtmlContent] = []
    pictures = 0
    for part in message.walk():
        if part.get_content_maintype() == "image":
            picture = part.get_payload(decode=True)
            pictures += isinstance(picture, bytes) and len(picture) > LARGE_PICTURE
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload:
                found.append(content_of_html(payload, part.get_content_charset()))
    text = "\n\n".join(content.text for content in found if content.text)
    pictures += sum(content.large_pictures for content in found)
    return HtmlContent(text, tuple(table for content in found for table in content.tables), pictures)
