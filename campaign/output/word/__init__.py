"""Official documents as .docx, in the layout of the union's papers (domain.md §5): reports and letters."""
