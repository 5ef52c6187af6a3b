"""Who is who over all reports."""
