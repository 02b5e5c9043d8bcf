"""Step 5, foundation of the finders: how a firm writes its name."""

import re

# A firm's name with its legal form or trade: "Alder Ridge Excavating Ltd."
COMPANY = re.compile(
    r"(?<!\w)(?P<name>[A-ZÀ-Þ0-9][\w'’.&\-]{0,20}"
    r"(?:[ \t](?:[A-ZÀ-Þ0-9(][\w'’.&\-)]{0,20}|&|and|et|of|de)){0,6}[ \t]"
    r"(?:Ltd|LTD|Limited|LIMITED|Inc|INC|Incorporated|Corp|CORP|Corporation|LLC|LLP|LP|Ltée"
    r"|Ltee|Enr|ULC|GmbH|PLC)\b\.?)"
)
