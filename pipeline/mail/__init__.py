"""Mails as their formats keep them (EML, MSG) → one kind of letter: headers, body, attachments."""
