"""Coverage: objectives by partner or time, required, planned, executed, backed."""
