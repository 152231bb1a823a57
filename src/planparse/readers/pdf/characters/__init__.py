"""The characters of a page: from PDFium, with what their fonts can say, which can be seen, which way they run."""
