"""Parts of step 2: signatures, what stands inside zips and OLE files, kinds of text."""
