"""From a Word file to pages: WordprocessingML → HTML with inline styles → MuPDF → PDF.

`writing` is the way in. The XML is read directly, not through python-docx: real papers hold insertions,
content controls, odd enumerations and missing parts, and every one of them still has to be shown.
"""
