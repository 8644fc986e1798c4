"""Reading: raw files into arrivals (see `helpers.read.arrivals`), one reader per kind of input."""
