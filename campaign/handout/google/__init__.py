"""What a unit receives as a Google spreadsheet: made, shared, checked and mended from the schema."""
