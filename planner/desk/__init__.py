"""My desk: what needs me, and what comes next."""
