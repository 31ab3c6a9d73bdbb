"""Word and Excel documents: the only users of docxtpl, python-docx, openpyxl and mammoth."""
