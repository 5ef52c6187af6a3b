"""One report: its records into rows, and back."""
