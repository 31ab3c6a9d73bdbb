"""The room of complaints."""
